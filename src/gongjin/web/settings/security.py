"""What protects the site: secret key, hosts, cookies, transport, content security policy, limits."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from gongjin.core.texts import gettext as _
from gongjin.web.settings import environment
from gongjin.web.settings.paths import GONGJIN_HOME

_SHORTEST_KEY = 50


def read_or_make_secret(file: Path) -> str:
    """The secret key of a site: read from its file, which is made (0600) on first use.

    Safe when several processes start at once: one writes, the others read. Raises ImproperlyConfigured if the file
    holds no usable key; it is never replaced by itself, because that would sign everybody out and void every link.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as handle:
                handle.write(secrets.token_urlsafe(64))
                handle.flush()
                os.fsync(handle.fileno())
            # A link fails if another process was first, and nobody ever sees half a key.
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = file.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < _SHORTEST_KEY:
        raise ImproperlyConfigured(
            _("密钥文件 %(file)s 已损坏。请从备份恢复；没有备份时删除该文件即可重新生成（所有人需重新登录）。")
            % {"file": file}
        )
    return key


def _own_names() -> list[str]:
    """Names under which this machine is reached on its own network, so that a first start needs no setting."""
    names = {"localhost", "127.0.0.1", "[::1]"}
    host = socket.gethostname()
    names.add(host.lower())
    try:
        names.update(
            info[4][0] for info in socket.getaddrinfo(host, None, socket.AF_INET) if isinstance(info[4][0], str)
        )
    except OSError:
        return sorted(names)
    return sorted(names)


SECRET_KEY = environment.text("GONGJIN_SECRET_KEY") or read_or_make_secret(GONGJIN_HOME / "secret.key")
ALLOWED_HOSTS = environment.items("GONGJIN_ALLOWED_HOSTS") or _own_names()

_https = environment.flag("GONGJIN_HTTPS")
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
GONGJIN_TRUST_PROXY = environment.flag("GONGJIN_TRUST_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GONGJIN_TRUST_PROXY else None
SECURE_HSTS_SECONDS = environment.whole("GONGJIN_HSTS_SECONDS", 31_536_000 if _https else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_NAME = "gongjin_session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day, with the evening before a meeting
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_NAME = "gongjin_csrf"
CSRF_COOKIE_SECURE = _https
CSRF_FAILURE_VIEW = "gongjin.web.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "gongjin.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

GONGJIN_UPLOAD_MAX_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = GONGJIN_UPLOAD_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the division of a large plan is one form
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# An office's intranet often has no https. `GONGJIN_HTTPS=1` turns it on; without it these four would be said at
# each start.
SILENCED_SYSTEM_CHECKS = [] if _https else ["security.W004", "security.W008", "security.W012", "security.W016"]
