"""The text cut into sentences and clauses, without cutting inside brackets, quotes and titles.

What stands inside these is blanked in a copy of the same length, so that one search for marks cuts the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from gongjin.compiler.document import Span
from gongjin.compiler.plan import Section

BLANK = "□"
_QUOTED = re.compile(
    r"《[^《》\n]{0,120}》(?:（[^（）\n]{0,40}号）)?|“[^“”\n]{0,60}”|‘[^‘’\n]{0,60}’|〔[^〔〕\n]{0,30}〕"
)
_BRACKETED = re.compile(r"（[^（）\n]{0,400}）|【[^【】\n]{0,400}】")
_CLAUSE = re.compile(r"[^，。！？；：|｜\n]{1,600}")
"""Longer than any clause that was meant as one; the bound keeps the reading linear in a text without marks."""
_SENTENCE_MARKS = frozenset("。！？；|｜\n")
_INSIDE_SENTENCE = frozenset(("", "，", "："))
_ORDER = re.compile(
    r" *(?:[一二三四五六七八九十]{1,2}是(?:要)?|[①-⑳]|（[0-9一二三四五六七八九十]{1,2}）|"
    r"[0-9]{1,2}[.、](?![0-9])|首先|其次|同时|此外|另外|此项)"
)
_ORDER_BEGINS = frozenset(" 一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳（0123456789首其同此另")
_OF_UNIT = 3
"""Characters of a bracket that is part of a unit: 40台（套）, 2万人（次）."""
_NOT_SHOWN = re.compile(f"[{BLANK}\U000f0000-\U0010ffff]")


class Clause(NamedTuple):
    """A clause, its section, the number of its sentence in the document, and its place in the sentence.

    `parenthesis` tells that it stands in brackets; `preface` that it stands before the first section, which then is
    the section that it is kept with.
    """

    start: int
    end: int
    section: Section
    sentence: int
    place: int
    title: bool = False
    parenthesis: bool = False
    preface: bool = False


_clause: Callable[[tuple[int, int, Section, int, int, bool, bool, bool]], Clause] = partial(tuple.__new__, Clause)
"""A clause of its fields, of which a long plan has tens of thousands, without the check of arguments."""


class Cut(NamedTuple):
    """The clauses of a document, in reading order, and the texts with quotes, and with brackets too, blanked."""

    clauses: tuple[Clause, ...]
    quoted: str
    outer: str


_HIDE = 0xF0000


@lru_cache(maxsize=4096)
def _hide(words: str) -> str:
    """The characters moved to a private plane, where no rule sees them, and from where `shown` brings them back."""
    return "".join([chr(ord(sign) + _HIDE) if ord(sign) < 0xFFFE else BLANK for sign in words])


def _hidden(found: re.Match[str]) -> str:
    return _hide(found.group())


def shown(words: str) -> str:
    """The words with hidden characters as they were, and blanked ones left out."""
    if not _NOT_SHOWN.search(words):
        return words
    return "".join([chr(ord(sign) - _HIDE) if ord(sign) >= _HIDE else sign for sign in words if sign != BLANK])


def _blank(found: re.Match[str]) -> str:
    if (
        found.end() - found.start() == _OF_UNIT
        and found.group()[1] in "套次台"
        and found.string[found.start() - 1] in "台人户家件场辆"
    ):
        return found.group()
    return BLANK * (found.end() - found.start())


def blank_quotes(text: str) -> str:
    """The text with titles 《》 and quoted names “” hidden, same length."""
    return _QUOTED.sub(_hidden, text)


def cut(hidden: str, sections: list[Section], places: Iterable[Span], run_on: set[str]) -> Cut:
    """Cut the sections' own texts in a text with its quotes hidden (`blank_quotes`); `places` (who answers) are left
    out, and so are headings unless they run on."""
    parts: list[str] = []
    at = 0
    for place in places:
        parts += [hidden[at : place.start], "。" * (place.end - place.start)]
        at = place.end
    parts.append(hidden[at:])
    quoted = "".join(parts)
    outer = _BRACKETED.sub(_blank, _BRACKETED.sub(_blank, quoted))
    clauses: list[Clause] = []
    sentence = _preface(clauses, outer, sections[0]) if sections else 0
    for section in sections:
        begin, end = section.span.end - len(section.title), section.span.end
        if section.id not in run_on:
            sentence = _append(clauses, outer, section, begin, end, sentence + 1, title=True)
            begin = end
        sentence = _append(clauses, outer, section, begin, section.body.end, sentence + 1, title=False)
    clauses.extend(_parenthetic(quoted, outer, clauses))
    clauses.sort(key=attrgetter("start", "parenthesis"))
    return Cut(tuple(clauses), quoted, outer)


_PREFACE_SENTENCE = re.compile(r"[^。\n]+(?:。|(?<=[：；])(?=\n))?")
_LONGEST = 1200
"""Characters of a sentence of the preface; what is longer is none."""
_PROMISES = re.compile(r"目标|力争|确保|今年|全年|到[12][0-9]{3}年|[12][0-9]{3}年全[省市县区]")
_REPORTS = re.compile(r"已|反馈|排查出|查处|累计|[0-9]—[0-9]{1,2}月|去年|上年|同期|以来|目前|截至")


def _preface(clauses: list[Clause], outer: str, first: Section) -> int:
    """The sentences before the first section, kept with it; only those that promise, and no titles or addresses."""
    sentence, end = 0, min(first.span.start, first.body.start)
    for found in _PREFACE_SENTENCE.finditer(outer, 0, end):
        words = found.group()
        if len(words) > _LONGEST or words[-1] not in "。：；":
            continue
        if not _PROMISES.search(words) or _REPORTS.search(words):
            continue
        before = len(clauses)
        sentence = _append(clauses, outer, first, found.start(), found.end(), sentence + 1, title=False)
        clauses[before:] = [clause._replace(preface=True) for clause in clauses[before:]]
    return sentence


def _append(
    clauses: list[Clause], outer: str, section: Section, begin: int, end: int, sentence: int, *, title: bool
) -> int:
    place = 0
    last = begin
    for found in _CLAUSE.finditer(outer, begin, end):
        start, stop = found.span()
        gap = outer[last:start]
        if gap not in _INSIDE_SENTENCE and not _SENTENCE_MARKS.isdisjoint(gap):
            sentence += 1
            place = 0
        last = stop
        if outer[start] in _ORDER_BEGINS:
            order = _ORDER.match(outer, start, stop)
            if order and order.end() < stop:
                start = order.end()
        while start < stop and outer[start] == " ":
            start += 1
        while stop > start and outer[stop - 1] == " ":
            stop -= 1
        if stop > start:
            clauses.append(_clause((start, stop, section, sentence, place, title, False, False)))
            place += 1
    return sentence


def _parenthetic(quoted: str, outer: str, clauses: list[Clause]) -> list[Clause]:
    """The clauses inside brackets that hold a figure, with the section and sentence of the clause around them."""
    found: list[Clause] = []
    starts = [clause.start for clause in clauses]
    if not starts or starts != sorted(starts):
        order = sorted(range(len(starts)), key=starts.__getitem__)
        clauses = [clauses[index] for index in order]
        starts = [clause.start for clause in clauses]
    for bracket in _BRACKETED.finditer(quoted):
        start, end = bracket.start() + 1, bracket.end() - 1
        if end - start < 4 or outer[bracket.start()] != BLANK or not _HAS_FIGURE.search(quoted, start, end):
            continue
        index = bisect_right(starts, bracket.start()) - 1
        if index < 0 or clauses[index].title:
            continue
        host = clauses[index]
        if bracket.start() > host.end:
            continue
        place = host.place
        for piece in _CLAUSE.finditer(quoted, start, end):
            found.append(
                Clause(
                    piece.start(),
                    piece.end(),
                    host.section,
                    host.sentence,
                    place,
                    parenthesis=True,
                    preface=host.preface,
                )
            )
    return found


_HAS_FIGURE = re.compile("[0-9]")
