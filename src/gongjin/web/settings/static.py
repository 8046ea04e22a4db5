"""Style sheets and scripts: hashed names and compressed copies, served by the application itself."""

from __future__ import annotations

import re

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Names with a digest of what they hold: Django's (main.1a2b3c4d5e6f.js) and esbuild's (chunk-ABCD2345.js).
_HASHED = re.compile(r"(\.[0-9a-f]{12}\.[a-z0-9]+$)|(/chunk-[\w.-]*[A-Z0-9]{8}\.js$)")


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802 - the setting's name
    """Whether a file at this address never changes, so that browsers may keep it for ever."""
    return bool(_HASHED.search(url))
