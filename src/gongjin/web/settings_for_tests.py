"""Settings of the test suite: a home folder of its own, plain static files, quick passwords. Never for a site."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if not os.environ.get("GONGJIN_TEST_HOME"):
    _home = tempfile.mkdtemp(prefix="gongjin-test-")
    os.environ["GONGJIN_TEST_HOME"] = _home
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["GONGJIN_HOME"] = os.environ["GONGJIN_TEST_HOME"]

# The home folder had to be named before; so this module stands beside the package, whose import reads it.
from gongjin.web.settings import *  # noqa: F403 - the site's own, but for what stands below
from gongjin.web.settings import DATABASES, GONGJIN_HOME

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = Path(tempfile.gettempdir())
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as on a site: the fair turn and the write-ahead log are then tested too.
    DATABASES["default"]["TEST"] = {"NAME": str(GONGJIN_HOME / "test.sqlite3")}
