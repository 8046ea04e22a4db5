"""Fields whose text stands in their code: Word's EQ, which offices use for figures in circles (带圈字符).

Every other field shows its stored result; a code is never computed, and nothing that it names is fetched.
"""

from __future__ import annotations

import re

from gongjin.compiler.readers.symbols import circled

_EQ = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|[^\s\\(]+)')
_COMMAND = re.compile(r"\\([a-zA-Z]+)\s*((?:\\[a-zA-Z]+[\s\d]*)*)\(")
_DEPTH = 12
_LONGEST = 2_000


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
