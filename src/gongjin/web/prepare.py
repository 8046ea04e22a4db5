"""What has to stand before the site answers: folders, tables, static files. What stands already is left alone."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gongjin.core.texts import gettext as _
from gongjin.core.unusable import Unusable

_STAMP = ".made-from"
_OURS = "audit"
"""The room whose tables every database of ours has had from the first migration on."""
_LOOKED_THROUGH = 256 * 1024 * 1024  # bytes: about a second


def make_folders() -> None:
    """The home folder and what lies in it, readable by the account of the site only."""
    for folder in (settings.GONGJIN_HOME, settings.MEDIA_ROOT):
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)


def refuse_foreign(executor: MigrationExecutor) -> None:
    """Raise `Unusable` for a database that is not ours, is a newer program's, or is damaged; it stays as it is."""
    _refuse_damaged()
    tables = set(connection.introspection.table_names())
    applied = set(executor.loader.applied_migrations or ())
    where = {"name": connection.settings_dict["NAME"]}
    if tables and not any(app == _OURS for app, _name in applied):
        message = _("%(name)s 是别的程序的数据库，没有改动它。请用 GONGJIN_HOME 或 DATABASE_URL 指定共进自己的数据库。")
        raise Unusable(message % where)
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("gongjin.")}
    known = executor.loader.disk_migrations
    replaced = {old for migration in known.values() for old in migration.replaces}
    newer = [f"{app}.{name}" for app, name in sorted(applied - set(known) - replaced) if app in rooms]
    if newer:
        message = _("数据库由更新版本的共进建立（%(newer)s），没有改动它。请先升级程序，再启动。")
        raise Unusable(message % {"newer": "、".join(newer[:3])})


def _refuse_damaged() -> None:
    """SQLite notices a damaged page only when it is read: look once, unless that would hold up the start."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not file.is_file() or file.stat().st_size > _LOOKED_THROUGH:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        found = cursor.fetchone()
    if found is not None and found[0] != "ok":
        raise Unusable(_("数据库文件 %(file)s 已损坏，没有继续。请从最近的备份恢复。") % {"file": file})


def migrate() -> int:
    """Apply the migrations that the database lacks; returns how many there were. Raises `Unusable`."""
    executor = MigrationExecutor(connection)
    refuse_foreign(executor)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return pending


def _static_digest() -> str:
    files = []
    for finder in get_finders():
        for path, storage in finder.list(None):
            state = Path(storage.path(path)).stat()
            files.append((path, state.st_size, state.st_mtime_ns))
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    return hashlib.sha256(json.dumps([django.__version__, backend, sorted(files)]).encode()).hexdigest()


def collect_static() -> bool:
    """Lay out the static files under hashed names unless the present ones were made from the same; True if done."""
    root = Path(settings.STATIC_ROOT)
    stamp, digest = root / _STAMP, _static_digest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return False
    if root.exists() and not stamp.exists() and any(root.iterdir()):
        shutil.rmtree(root)  # half of an earlier attempt
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, encoding="ascii")
    return True


def prepare() -> None:
    """Everything above, in order."""
    make_folders()
    migrate()
    collect_static()
