"""What has to stand before the site answers: folders, tables, static files. What stands already is left alone."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_STAMP = ".made-from"


def make_folders() -> None:
    """The home folder and what lies in it, readable by the account of the site only."""
    for folder in (settings.GONGJIN_HOME, settings.MEDIA_ROOT):
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)


def migrate() -> int:
    """Apply the migrations that the database lacks; returns how many there were."""
    executor = MigrationExecutor(connection)
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
