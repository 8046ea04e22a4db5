"""The form of a tracker's rule, by kind: fields in words where the kind gives them, its JSON where it does not.

A kind offers `fields(settings) -> Sequence[RuleField]` and `rule_of(given, settings) -> Json` in its `rule_form.py`;
`given` are the texts typed into the fields, by name. `checked_rule` then says what does not hold together.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.audit.states import Text
from gongjin.core.sent import Unreadable, read_json
from gongjin.tracking import kinds
from gongjin.tracking.kinds.protocol import Json

PREFIX = "rule_"


@dataclass(frozen=True, slots=True)
class RuleField:
    """One field: with `choices` a list to choose from, else a line to type in.

    `key` is where a kept rule has it (`where.item` lies within `where`); the name where it is empty.
    """

    name: str
    label: Text
    choices: tuple[tuple[str, Text], ...] = ()
    note: Text = ""
    key: str = ""


def kept_text(rule: Json, field: RuleField) -> str:
    """What a kept rule has for a field, as it would be typed: a list with commas, yes for what is so."""
    found: object = rule
    for name in (field.key or field.name).split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    match found:
        case None | False | "":
            return ""
        case True:
            return "yes"
        case list() | tuple():
            return ",".join(str(item) for item in found)
        case _:
            return str(found)


class RuleForm(Protocol):
    """What a kind's `rule_form` module holds."""

    def fields(self, settings: Json) -> Sequence[RuleField]: ...

    def rule_of(self, given: Mapping[str, str], settings: Json) -> Json: ...


def rule_form(kind: str) -> RuleForm | None:
    """The form of a kind's rules, or None where it has none of its own."""
    name = f"{kinds.__name__}.{kind}.rule_form"
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return importlib.import_module(name) if found else None


def rule_from(kind: str, posted: Mapping[str, str], settings: Json) -> Json:
    """The rule that was typed in. Raises `Invalid` for JSON that cannot be read."""
    form = rule_form(kind)
    if form is not None:
        given = {item.name: posted.get(PREFIX + item.name, "").strip() for item in form.fields(settings)}
        return form.rule_of(given, settings)
    try:
        read = read_json((posted.get("rule") or "{}").encode("utf-8", "surrogatepass"))
    except Unreadable as error:
        raise Invalid(_("计数规则不是有效的 JSON。"), "rule") from error
    if not isinstance(read, dict):
        raise Invalid(_("计数规则不是有效的 JSON。"), "rule")
    return read
