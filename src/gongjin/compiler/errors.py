"""How the compiler refuses a file: one error, with a sentence for the person who holds the file."""

from __future__ import annotations


class RefusedFile(Exception):
    """The file cannot be compiled. `code` is stable for programs; the message is Chinese and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
