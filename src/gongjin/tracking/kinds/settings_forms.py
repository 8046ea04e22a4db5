"""The form of a data set's own settings in words, by kind; nobody types the settings themselves.

A kind offers in its `settings_form.py`: `fields(settings, registers)` for what is one answer, `tables(settings)` for
what is a list (stages, fields, counts), and `settings_of(given, rows, before)`. `checked_settings` then says what does
not hold together. A kind without the module has no settings of its own.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.audit.states import Text
from gongjin.tracking import kinds
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import Choices, Posted, RuleField, kept_text, sent

PREFIX = "own_"
CODE, ORDER, DROP = "code", "order", "drop"
BLANK = 2
"""Empty lines offered at the end of a list."""
MOST_LINES = 300
Line = Mapping[str, str]
"""A line of a list: the texts of its columns, and under `code` what it is known by; empty for a new one."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list in the settings under `name`. The first column is what a line is called: a new line without it is none.
    `key` is where a kept line has its code. `when` of a column are the answers to the first column with choices for
    which it is asked."""

    name: str
    label: Text
    columns: tuple[RuleField, ...]
    note: Text = ""
    key: str = CODE


class SettingsForm(Protocol):
    """What a kind's `settings_form` module holds. `registers` are public id and name of those that there are."""

    def fields(self, settings: Json, registers: Choices = ()) -> Sequence[RuleField]: ...

    def tables(self, settings: Json) -> Sequence[Table]: ...

    def settings_of(self, given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json: ...


class NoSettings:
    """The form of a kind without settings of its own: they stay what they are."""

    def fields(self, settings: Json, registers: Choices = ()) -> Sequence[RuleField]:
        return ()

    def tables(self, settings: Json) -> Sequence[Table]:
        return ()

    def settings_of(self, given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json:
        return before


def settings_form(kind: str) -> SettingsForm:
    """The form of a kind's settings."""
    name = f"{kinds.__name__}.{kind}.settings_form"
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        found = None
    return importlib.import_module(name) if found else NoSettings()


def settings_from(kind: str, posted: Posted, before: Json, registers: Choices = ()) -> Json:
    """The settings that were chosen. Raises `Invalid` for an answer that was not offered."""
    form = settings_form(kind)
    given: dict[str, str] = {}
    for item in form.fields(before, registers):
        text = sent(item, posted, PREFIX)
        offered = {value for value, _label in item.choices} | {kept_text(before, item)}
        if item.choices and not item.many and text not in offered:
            raise Invalid(_("“%(field)s”请从列表中选择。") % {"field": item.label}, "settings")
        given[item.name] = text
    rows = {table.name: sent_lines(table, posted) for table in form.tables(before)}
    return form.settings_of(given, rows, before)


def kept_lines(table: Table, settings: Json) -> list[Line]:
    """The lines that settings keep, with empty ones to add to them."""
    raw = settings.get(table.name)
    there = [item for item in raw if isinstance(item, Mapping)] if isinstance(raw, (list, tuple)) else []
    lines = [
        {**{column.name: kept_text(item, column) for column in table.columns}, CODE: str(item.get(table.key) or "")}
        for item in there
    ]
    return [*lines, *({CODE: ""} for _number in range(BLANK))]


def sent_lines(table: Table, posted: Posted, *, whole: bool = False) -> list[Line]:
    """The lines that were sent in their order, without those to be dropped and new ones that have no name; all as
    they stand on the page with `whole`, to be shown again."""
    found: list[tuple[int, Line]] = []
    for number in range(MOST_LINES):
        start = f"{PREFIX}{table.name}-{number}-"
        if start + CODE not in posted:
            break
        line = _asked(table, {column.name: sent(column, posted, start) for column in table.columns})
        line |= {name: (posted.get(start + name) or [""])[-1].strip() for name in (CODE, ORDER, DROP)}
        if whole or not (line[DROP] or (not line[table.columns[0].name] and not line[CODE])):
            order = line[ORDER]
            found.append((int(order) if order.isdecimal() and len(order) < 5 else number + 1, line))
    return [line for _order, line in (found if whole else sorted(found, key=lambda pair: pair[0]))]


def _asked(table: Table, line: Line) -> dict[str, str]:
    """A line without what is not asked for beside its answer."""
    chosen = next((column.name for column in table.columns if column.choices), "")
    return {
        column.name: line[column.name] if not column.when or line[chosen] in column.when else ""
        for column in table.columns
    }


def coded(lines: Sequence[Line], letter: str, taken: Iterable[str] = ()) -> list[str]:
    """The codes of lines: those they have, and free ones for new ones."""
    there = {line[CODE] for line in lines} | set(taken)
    free = (code for number in count(1) if (code := f"{letter}{number}") not in there)
    return [line[CODE] or next(free) for line in lines]
