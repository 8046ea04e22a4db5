"""The form of a tracker's rule in words, by kind; nobody types the rule itself.

A kind offers `fields(settings, things) -> Sequence[RuleField]` and `rule_of(given, settings) -> Json` in its
`rule_form.py`; `given` are the texts of the fields by name, those of a field with several values with a line for each.
`checked_rule` then says what does not hold together. A kind without the module has nothing to choose.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongjin.audit.states import Text
from gongjin.tracking import kinds
from gongjin.tracking.kinds.protocol import Json

PREFIX = "rule_"
YES = "yes"
Choices = Sequence[tuple[str, Text]]
Posted = Mapping[str, Sequence[str]]
"""The texts that were sent for each name."""


@dataclass(frozen=True, slots=True)
class RuleField:
    """One field: with `choices` a list to choose from, else a line to type in.

    With `many` several choices may be ticked, with `lines` each line is a value of its own, a `flag` is ticked or not.
    `key` is where a kept rule has it (`where.item` lies within `where`); the name where it is empty; `kept` reads it
    where it is no plain part of the rule. `when` are the answers to the form's first field for which it is asked at
    all; fields of a `group` stand folded under that heading.
    """

    name: str
    label: Text
    choices: tuple[tuple[str, Text], ...] = ()
    note: Text = ""
    key: str = ""
    many: bool = False
    lines: bool = False
    flag: bool = False
    when: tuple[str, ...] = ()
    group: Text = ""
    kept: Callable[[Json], str] | None = None


def kept_text(rule: Json, field: RuleField) -> str:
    """What a kept rule has for a field, as the form would send it: yes for what is so, several values by lines or
    with commas."""
    if field.kept is not None:
        return field.kept(rule)
    found: object = rule
    for name in (field.key or field.name).split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    match found:
        case None | False | "":
            return ""
        case True:
            return YES
        case list() | tuple():
            return ("\n" if field.many or field.lines else ",").join(str(item) for item in found)
        case _:
            return str(found)


class RuleForm(Protocol):
    """What a kind's `rule_form` module holds. `things` are code and name of what is in the data set."""

    def fields(self, settings: Json, things: Choices = ()) -> Sequence[RuleField]: ...

    def rule_of(self, given: Mapping[str, str], settings: Json) -> Json: ...


class NothingToChoose:
    """The form of a kind that counts in one way only."""

    def fields(self, settings: Json, things: Choices = ()) -> Sequence[RuleField]:
        return ()

    def rule_of(self, given: Mapping[str, str], settings: Json) -> Json:
        return {}


def rule_form(kind: str) -> RuleForm:
    """The form of a kind's rules."""
    name = f"{kinds.__name__}.{kind}.rule_form"
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        found = None
    return importlib.import_module(name) if found else NothingToChoose()


def sent(field: RuleField, posted: Posted, prefix: str = PREFIX) -> str:
    """What was sent for a field, several values by lines."""
    values = posted.get(prefix + field.name, ())
    if field.many:
        return "\n".join(dict.fromkeys(value.strip() for value in values if value.strip()))
    text = values[-1].strip() if values else ""
    return "\n".join(values_of(text)) if field.lines else text


def values_of(text: str) -> list[str]:
    """The values of a field that may have several."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def rule_from(kind: str, posted: Posted, settings: Json, things: Choices = ()) -> Json:
    """The rule that was chosen; what is not asked for beside the first answer is left out."""
    form = rule_form(kind)
    fields = form.fields(settings, things)
    given = {item.name: sent(item, posted) for item in fields}
    first = given[fields[0].name] if fields else ""
    for item in fields:
        if item.when and first not in item.when:
            given[item.name] = ""
    return form.rule_of(given, settings)
