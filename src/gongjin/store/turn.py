"""A fair turn at writing, across threads and processes of one machine.

SQLite lets one connection write at a time and makes the others poll, which starves some of them. The kernel queues
those who wait for a file lock, so that whoever asked first writes first; a process that dies gives its turn back.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Turn:
    """The turn of one connection. Not shared between threads; taking it twice is the same as taking it once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this connection is the one that may write."""
        return self._descriptor is not None

    def take(self) -> None:
        """Wait until it is this connection's turn."""
        if self._descriptor is not None:
            return
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def give_back(self) -> None:
        """Let the next one write."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)
