"""What an installation lies on cannot be used: a database of somebody else, one that is damaged or newer."""

from __future__ import annotations


class Unusable(Exception):
    """Nothing can be done before somebody has mended it; the message is Chinese and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
