"""Files by their digest, below the home folder: written once, never changed, the same bytes kept once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


class DamagedFile(Exception):
    """The bytes on disk are not those that were stored."""


class Files:
    """A folder of files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the file of a digest lies; raises `ValueError` if it is no digest."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(digest)
        return self._folder / digest[:2] / digest

    def put(self, data: bytes) -> str:
        """Store bytes, durably, and return their digest (hex SHA-256)."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a digest; raises `FileNotFoundError`, or `DamagedFile` if they changed on disk."""
        data = self.path(digest).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise DamagedFile(digest)
        return data
