"""The rows that are compared, a kind each: how to take them from a gold annotation and from a compiled plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from gongjin.compiler.answers import is_post
from gongjin.compiler.document import Span
from gongjin.compiler.headings import is_of_table
from gongjin.compiler.plan import CompiledPlan, Role, Row
from gongjin.compiler.tidy import one_form
from gongjin.core.texts import gettext as _

Gold: TypeAlias = Mapping[str, Any]
"""One annotated document, as read from its JSON file."""
Key: TypeAlias = tuple[str | int | Decimal | None, ...]

_BLANK = re.compile(r"\s+")
_LABEL_END = "、.。．, \u3000"
_ASIDE = re.compile(r"（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Item:
    """One row to compare. `key` is what has to agree, part by part; `None` in the gold agrees with anything.

    `words` is the sentence or name shown for a miss. `optional` rows of the gold may be found or left out; a part of
    a key that careful readers write differently is compared by `Kind.same`. `confidence` is the compiler's.
    """

    key: Key
    words: str
    optional: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: its name in the report, its rows on both sides, and when two of them are the same."""

    name: str
    label: str
    gold: Callable[[Gold], Iterable[Item]]
    found: Callable[[CompiledPlan], Iterable[Item]]
    same: Callable[[Key, Key], bool]


def bare(words: str) -> str:
    """The words in one form of marks and without blanks, so that typing does not count as a difference."""
    return _BLANK.sub("", one_form(words))


def bare_title(words: str) -> str:
    """A heading's words; whether a bracket at its end (of dates, of who answers) is part of it is a matter of taste."""
    title = bare(words).rstrip("。：")
    return _ASIDE.sub("", title) or title


def equal(gold: Key, found: Key) -> bool:
    """Every part that the gold gives agrees."""
    return all(part is None or part == other for part, other in zip(gold, found, strict=True))


def _overlapping(gold: Key, found: Key) -> bool:
    """The same section, and one text holds the other and is less than twice as long."""
    mine, other = str(gold[1]), str(found[1])
    short, long = sorted((mine, other), key=len)
    return gold[0] in (None, found[0]) and short in long and 2 * len(short) >= len(long)


def _same_date(gold: Key, found: Key) -> bool:
    """The same section; the date as exact as the gold has it, or for what has no date, the words."""
    if gold[0] not in (None, found[0]):
        return False
    if gold[1] is not None:
        return str(found[1] or "").startswith(str(gold[1]))
    return found[1] is None and (str(gold[2]) in str(found[2]) or str(found[2]) in str(gold[2]))


def _titles(plan: CompiledPlan) -> dict[str, str]:
    return {section.id: bare_title(section.title) for section in plan.sections}


def _section(row: Mapping[str, Any]) -> str | None:
    return bare_title(row["section"]) if row.get("section") is not None else None


def _words(plan: CompiledPlan, row: Row) -> str:
    start, end = Span(*row.span)
    return plan.text[start:end]


def _number(value: object) -> Decimal | None:
    """A figure of the gold; JSON has it as an integer or a float."""
    return None if value is None else Decimal(str(value)).normalize()


def _gold_sections(gold: Gold) -> Iterable[Item]:
    for row in gold.get("sections", ()):
        key = (row["level"], bare(row["label"]).rstrip(f"{_LABEL_END}：:"), bare_title(row["title"]))
        yield Item(key, row["label"] + row["title"], bool(row.get("optional")))


def _found_sections(plan: CompiledPlan) -> Iterable[Item]:
    """The sections; the tasks of a table are sections here, and some annotators give them none."""
    for row in plan.sections:
        key = (row.level, bare(row.label).rstrip(f"{_LABEL_END}：:"), bare_title(row.title))
        yield Item(key, row.label + row.title, is_of_table(row), row.confidence)


def _gold_units(gold: Gold) -> Iterable[Item]:
    for row in gold.get("units", ()):
        optional = bool(row.get("optional") or row.get("inherited_from"))
        yield Item((_section(row), bare(row["name"]), row["role"]), row["name"], optional)


def _found_units(plan: CompiledPlan) -> Iterable[Item]:
    """The units; a leader's post is kept by the compiler and annotated by few, and so is what is inferred (the units of
    a chapter for its tasks): it may be found or not."""
    titles = _titles(plan)
    for row in plan.responsibilities:
        key = (titles[row.section], bare(row.unit), row.role.value)
        optional = row.inferred or (row.role is Role.SUPERVISE and is_post(row.unit))
        yield Item(key, row.unit, optional, row.confidence)


def _gold_targets(gold: Gold) -> Iterable[Item]:
    for row in gold.get("targets", ()):
        key = (_section(row), _number(row["value"]), _number(row.get("value2")), _unit(row), row["comparator"])
        yield Item(key, row["text"], bool(row.get("optional")))


def _found_targets(plan: CompiledPlan) -> Iterable[Item]:
    titles = _titles(plan)
    for row in plan.targets:
        second = None if row.value2 is None else row.value2.normalize()
        key = (titles[row.section], row.value.normalize(), second, row.unit, row.comparator.value)
        yield Item(key, row.text, confidence=row.confidence)


def _unit(row: Mapping[str, Any]) -> str | None:
    """The unit; of nothing at all (零发生) some write 0% and some 0 of the thing, so that it does not count there."""
    return None if row["value"] == 0 else row["unit"]


def _gold_commitments(gold: Gold) -> Iterable[Item]:
    for row in gold.get("qualitative", ()):
        yield Item((_section(row), bare(row["text"])), row["text"], bool(row.get("optional")))


def _found_commitments(plan: CompiledPlan) -> Iterable[Item]:
    titles = _titles(plan)
    for row in plan.commitments:
        yield Item((titles[row.section], bare(row.text)), row.text, confidence=row.confidence)


def _gold_deadlines(gold: Gold) -> Iterable[Item]:
    for row in gold.get("deadlines", ()):
        date = row.get("period", row.get("date"))
        date = date.rpartition("/")[2] if date else None
        words = row.get("expression") or row["text"]
        yield Item((_section(row), date, bare(words)), words, bool(row.get("optional")))


def _found_deadlines(plan: CompiledPlan) -> Iterable[Item]:
    titles = _titles(plan)
    for row in plan.deadlines:
        key = (titles[row.section], row.date, bare(_words(plan, row)))
        yield Item(key, row.text, confidence=row.confidence)


def _gold_citations(gold: Gold) -> Iterable[Item]:
    names = (each if isinstance(each, str) else each["name"] for each in gold.get("documents", ()))
    for name in dict.fromkeys(names):
        yield Item((bare(name),), name)


def _found_citations(plan: CompiledPlan) -> Iterable[Item]:
    for row in {bare(row.name): row for row in plan.documents}.values():
        yield Item((bare(row.name),), row.name, confidence=row.confidence)


def _gold_members(gold: Gold) -> Iterable[Item]:
    force = gold.get("task_force") or {}
    for member in force.get("members", ()):
        name = member if isinstance(member, str) else member["unit"]
        yield Item((bare(name),), name)


def _found_members(plan: CompiledPlan) -> Iterable[Item]:
    for row in plan.task_force.members if plan.task_force else ():
        yield Item((bare(row.unit),), row.unit, confidence=row.confidence)


KINDS = (
    Kind("sections", _("章节"), _gold_sections, _found_sections, equal),
    Kind("responsibilities", _("责任"), _gold_units, _found_units, equal),
    Kind("targets", _("量化目标"), _gold_targets, _found_targets, equal),
    Kind("commitments", _("定性要求"), _gold_commitments, _found_commitments, _overlapping),
    Kind("deadlines", _("时限"), _gold_deadlines, _found_deadlines, _same_date),
    Kind("citations", _("引用文件"), _gold_citations, _found_citations, equal),
    Kind("members", _("专班成员"), _gold_members, _found_members, equal),
)
