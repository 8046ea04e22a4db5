"""Lines that a fixed width broke in mid-sentence (text pasted from a PDF, or typed with a return at every margin)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

_NARROWEST, _WIDEST = 40, 160
"""In half-width columns: 20 to 80 Chinese characters a line."""
_SLACK: Final = 5
"""How far short of the margin a full line may end: no line begins with a mark or ends with an opening bracket, and a
figure or a Latin word is not always parted."""
_LEAST_FULL: Final = 4
_SHARE: Final = 0.2
"""Full lines among those with text: short paragraphs and headings leave this many where a width was at work."""
_BROKEN: Final = 0.5
"""Full lines that end in mid-sentence among the full ones."""
_ALIKE: Final = 0.4
"""The commonest width among the full lines: a margin cuts most lines alike, chance does not."""
_SENTENCE_END = re.compile(r"[。！？!?；;：:][”’\"')）】》]*$")
_BEGINS_ANEW = re.compile(
    r"[ \u3000\t]{2}|\u3000|附\s*[件表录][\s\d一二三四五六七八九十:：]|第[\d一二三四五六七八九十百零〇]+[章节条部编款]"
    r"|[(（][\d一二三四五六七八九十百]{1,4}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[、.．)）](?!\d)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}[ \u3000]|[①-⑳⑴-⒛㈠-㈩]|[—-]{1,2}\s*\d+\s*[—-]{1,2}$|[●■◆□○▪•·]"
)
_LATIN = re.compile("[A-Za-z]{2}")


def rejoined(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines with those put together that a width broke in mid-sentence, and how many breaks were taken out.

    Nothing is touched where no single width was at work. A line that ends a sentence, or whose next line begins with a
    number or an indent, ends a paragraph.
    """
    widths = [_width(line.rstrip()) for line in lines]
    margin = _margin(lines, widths)
    if margin is None:
        return list(lines), 0
    out: list[list[str]] = []
    joining = False
    for index, line in enumerate(lines):
        if joining:
            _add(out[-1], line)
        else:
            out.append([line])
        joining = (
            index + 1 < len(lines)
            and widths[index] >= margin - _SLACK
            and _runs_on(line)
            and bool(lines[index + 1].strip())
            and not _BEGINS_ANEW.match(lines[index + 1])
        )
    return ["".join(parts) for parts in out], len(lines) - len(out)


def _margin(lines: Sequence[str], widths: Sequence[int]) -> int | None:
    """The width that broke the lines: the widest, where many lines reach it and most of them stop in mid-sentence."""
    with_text = [width for width in widths if width]
    if not with_text:
        return None
    margin = max(with_text)
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    full = [index for index, width in enumerate(widths) if width >= margin - _SLACK]
    if len(full) < max(_LEAST_FULL, _SHARE * len(with_text)):
        return None
    commonest = Counter(widths[index] for index in full).most_common(1)[0][1]
    if commonest < _ALIKE * len(full):
        return None
    broken = sum(1 for index in full if _runs_on(lines[index]))
    return margin if broken >= _BROKEN * len(full) else None


def _runs_on(line: str) -> bool:
    return not _SENTENCE_END.search(line.rstrip())


def _add(parts: list[str], line: str) -> None:
    """Put a line to the parts of a paragraph; only Latin words need a blank between them."""
    parts[-1], line = parts[-1].rstrip(), line.strip()
    if _LATIN.fullmatch(parts[-1][-1:] + line[:1]):
        parts.append(" ")
    parts.append(line)


def _width(line: str) -> int:
    """The columns that a line takes: two for a Chinese character."""
    return sum(1 if unicodedata.east_asian_width(sign) in ("H", "Na", "N") else 2 for sign in line)
