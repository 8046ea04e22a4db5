"""The database: SQLite in the home folder, or what DATABASE_URL names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from gongjin.core.texts import gettext as _
from gongjin.web.settings import environment
from gongjin.web.settings.paths import GONGJIN_HOME

_POSTGRES = {"postgres", "postgresql"}
_BUSY_S = 20  # how long a writer waits for SQLite; the fair turn keeps real waits far below


def parse_database_url(url: str, home: Path) -> dict[str, Any]:
    """Django's settings for a database URL; an empty one means SQLite below `home`.

    `sqlite:///relative.sqlite3` is relative to `home`, `sqlite:////absolute.sqlite3` is not. For PostgreSQL the query
    gives connection options (`?sslmode=require`). Raises ImproperlyConfigured for anything else; the message never
    repeats the URL, which may hold a password.
    """
    if not url:
        return _sqlite(home / "gongjin.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return _sqlite(home / unquote(parts.path[1:]))
    if parts.scheme in _POSTGRES and len(parts.path) > 1:
        try:
            port = parts.port
        except ValueError as error:
            raise ImproperlyConfigured(_("DATABASE_URL 中的端口不是数字。")) from error
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        _("无法识别 DATABASE_URL。请写成 postgresql://用户:密码@主机:端口/库名，或不设置（使用 SQLite）。")
    )


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "gongjin.store.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": _BUSY_S},
    }


DATABASES = {"default": parse_database_url(environment.text("DATABASE_URL"), GONGJIN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
