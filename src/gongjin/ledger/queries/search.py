"""Search that finds two-character words (水利, 充电, 5G) in rows, units and the plans' own words.

Widths and capitals are folded (NFKC, casefold) on both sides. A word of Chinese characters alone is a substring search
of the database, which is exact there; a word with anything that folds is looked for in Python, because no two databases
fold alike. Both are scans: right for tens of thousands of rows, which is more than a county's plans hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from gongjin.ledger.models import PlanVersion, Reading, RowKind
from gongjin.people.models import Jurisdiction, Unit

CURRENT = "published"
AROUND = 24
_STEADY = re.compile(r"[\u4e00-\u9fff]+")
_TEXT = ("title", "text", "row__code", "row__plan__code")


def fold(text: str) -> str:
    """A text as it is compared: compatibility forms (full width, ㎡) made plain, capitals small."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(typed: str) -> list[str]:
    """The folded words that somebody typed, between spaces."""
    return fold(typed).split()


def reading_filter(among: QuerySet[Reading, Reading], typed: str) -> Q:
    """The condition that a reading holds every word in its name, text or printed code."""
    condition, folding = Q(), []
    for word in words_of(typed):
        if _STEADY.fullmatch(word):
            condition &= Q(title__contains=word) | Q(text__contains=word)
        else:
            folding.append(word)
            steady = max(_STEADY.findall(word), key=len, default="")
            if steady:
                condition &= Q(title__contains=steady) | Q(text__contains=steady)
    if not folding:
        return condition
    scanned = among.filter(condition).order_by().values_list("pk", *_TEXT)
    hits = [pk for pk, *texts in scanned.iterator(chunk_size=2000) if _holds(texts, folding)]
    return Q(pk__in=hits)


def _holds(texts: list[str], words: list[str]) -> bool:
    title, text, code, plan = (fold(part) for part in texts)
    whole = f"{title}\n{text}\n{plan}-{code}"
    return all(word in whole for word in words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a plan's text: words before, the hit, words after; `start`..`end` of the hit."""

    version: PlanVersion
    before: str
    hit: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by group, each with how many there are in all."""

    words: str
    tasks: list[Reading] = field(default_factory=list)
    tasks_total: int = 0
    targets: list[Reading] = field(default_factory=list)
    targets_total: int = 0
    units: list[Unit] = field(default_factory=list)
    units_total: int = 0
    passages: list[Passage] = field(default_factory=list)
    passages_total: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.tasks or self.targets or self.units or self.passages)


def search(of: Jurisdiction, typed: str, most: int = 50) -> Found:
    """What holds every word, at most so many of each group; nothing for no words."""
    words = words_of(typed)
    if not words:
        return Found(typed)
    current = Reading.objects.filter(version__state=CURRENT, row__plan__jurisdiction=of)
    found = current.filter(reading_filter(current, typed)).select_related("row__plan", "section")
    found = found.order_by("row__plan__code", "order", "pk")
    tasks = list(found.filter(row__kind__in=[RowKind.TASK, RowKind.MEASURE])[: 10 * most])
    targets = list(found.filter(row__kind__in=[RowKind.TARGET, RowKind.COMMITMENT])[: 10 * most])
    units = _units(of, words)
    passages = list(_passages(of, words, 10 * most))
    return Found(
        typed,
        tasks[:most],
        len(tasks),
        targets[:most],
        len(targets),
        units[:most],
        len(units),
        passages[:most],
        len(passages),
    )


def _units(of: Jurisdiction, words: list[str]) -> list[Unit]:
    """A directory is small: it is read whole and compared folded."""
    units = Unit.objects.filter(jurisdiction=of).prefetch_related("aliases").order_by("sort_key", "pk")
    return [unit for unit in units if _named(unit, words)]


def _named(unit: Unit, words: list[str]) -> bool:
    names = fold("\n".join([unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all())]))
    return all(word in names for word in words)


def _passages(of: Jurisdiction, words: list[str], most: int) -> Iterator[Passage]:
    """Places where the first word stands in plans that hold every word."""
    count = 0
    versions = PlanVersion.objects.filter(state=CURRENT, plan__jurisdiction=of).select_related("plan")
    for version in versions.defer("compiled").order_by("plan__code"):
        folded, places = _folded_with_places(version.text)
        if not all(word in folded for word in words):
            continue
        at = folded.find(words[0])
        while at >= 0 and count < most:
            start, end = places[at], places[at + len(words[0]) - 1] + 1
            yield _passage(version, start, end)
            count += 1
            at = folded.find(words[0], at + len(words[0]))


def around(text: str, typed: str) -> tuple[str, str, str]:
    """The words before, the first searched word, and the words after it; ('', '', beginning) where it is not."""
    folded, places = _folded_with_places(text)
    for word in words_of(typed):
        at = folded.find(word)
        if at >= 0:
            start, end = places[at], places[at + len(word) - 1] + 1
            left, right = max(0, start - AROUND), min(len(text), end + AROUND)
            before = ("…" if left else "") + text[left:start]
            return before, text[start:end], text[end:right] + ("…" if right < len(text) else "")
    return "", "", text[: 2 * AROUND] + ("…" if len(text) > 2 * AROUND else "")


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The text folded character by character, and for each character of it the place in the text that it came from."""
    if text.isascii() or fold(text) == text:
        return fold(text), list(range(len(text)))
    parts, places = [], []
    for place, character in enumerate(text):
        plain = fold(character)
        parts.append(plain)
        places.extend([place] * len(plain))
    return "".join(parts), places


def _passage(version: PlanVersion, start: int, end: int) -> Passage:
    """The hit with its surroundings inside the paragraph."""
    text = version.text
    left = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    line_end = text.find("\n", end)
    right = min(len(text) if line_end < 0 else line_end, end + AROUND)
    return Passage(version, text[left:start], text[start:end], text[end:right], start, end)
