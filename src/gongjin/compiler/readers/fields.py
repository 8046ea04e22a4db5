"""Fields show their stored result; a code is never computed, and nothing that it names is fetched.

The text of one kind stands in its code: Word's EQ, which offices use for figures in circles (带圈字符).
"""

from __future__ import annotations

import re

from gongjin.compiler.readers.symbols import circled

_EQ = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|[^\s\\(]+)')
_COMMAND = re.compile(r"\\([a-zA-Z]+)\s*((?:\\[a-zA-Z]+[\s\d]*)*)\(")
_DEPTH = 12
_LONGEST = 2_000


class Fields:
    """The open fields at a place in the text: of each the code while it is spelled, None once its result has begun."""

    def __init__(self) -> None:
        self._codes: list[list[str] | None] = []

    @property
    def spelling(self) -> bool:
        """Whether the text here is, or is inside, the code of a field and so is not shown."""
        return bool(self._codes) and any(code is not None for code in self._codes)

    def begin(self) -> None:
        """A field begins, with its code."""
        self._codes.append([])

    def code(self, text: str) -> None:
        """More of the code of the innermost field."""
        if self._codes and (code := self._codes[-1]) is not None:
            code.append(text)

    def separate(self) -> None:
        """The code is over, the result begins."""
        if self._codes:
            self._codes[-1] = None

    def end(self) -> str:
        """The field ends: what it shows if it has no stored result."""
        code = self._codes.pop() if self._codes else None
        return shown("".join(code)) if code else ""


def shown(code: str) -> str:
    """What a field without a stored result shows: the text of an EQ field, nothing of any other."""
    found = _EQ.match(code)
    if found is None or len(code) > _LONGEST:
        return ""
    return _text(_SWITCH.sub("", code[found.end() :]), _DEPTH).strip()


def _text(code: str, depth: int) -> str:
    if depth == 0:
        return ""
    out, at = [], 0
    while found := _COMMAND.search(code, at):
        out.append(code[at : found.start()])
        at = _closing(code, found.end())
        arguments = [_text(part, depth - 1).strip() for part in _parts(code[found.end() : at])]
        out.append(_command(found[1].lower(), found[2].lower(), arguments))
        at += 1
    out.append(code[at:])
    return "".join(out)


def _command(name: str, options: str, arguments: list[str]) -> str:
    if name == "o":
        # One over the other: a circle and its figure, or a reading above its character.
        inner = next((part for part in reversed(arguments) if part), "")
        return circled(inner) if "ac" in options else inner
    if name == "f":
        return "/".join(arguments)
    if name == "s" and "up" in options:
        return ""
    return "".join(arguments)


def _closing(code: str, at: int) -> int:
    level = 1
    while at < len(code):
        level += {"(": 1, ")": -1}.get(code[at], 0)
        if level == 0:
            break
        at += 1
    return at


def _parts(code: str) -> list[str]:
    parts, level = [""], 0
    for sign in code:
        level += {"(": 1, ")": -1}.get(sign, 0)
        if level == 0 and sign in ",;，；":
            parts.append("")
        else:
            parts[-1] += sign
    return parts
