"""The tokens of RTF: groups, control words with their figure, bytes in hex, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from gongjin.compiler.errors import RefusedFile
from gongjin.core.texts import gettext as _

MOST: Final = 2_500_000
"""Tokens of one file; a plan of 200 pages with tables has some 500,000."""
_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<word>[a-zA-Z]{1,40})(?P<figure>-?\d{1,9})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)


class Token(NamedTuple):
    """One token. `kind` is open, close, word, hex, sign or text."""

    kind: str
    value: bytes = b""
    figure: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens in order; raises `RefusedFile` (too-complex) past `MOST`."""
    at, count = 0, 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup
        if kind is None:
            continue
        count += 1
        if count > MOST:
            raise RefusedFile(
                "too-complex", _("文件的内部结构大得不合常理，已停止读取。请用 Word 或 WPS 另存为 .docx 后再上传。")
            )
        if kind in ("word", "figure"):
            figure = found["figure"]
            word = found["word"]
            if word == b"bin" and figure:
                at += max(0, int(figure))
                continue
            yield Token("word", word, None if figure is None else int(figure))
        else:
            yield Token(kind, found[kind])
