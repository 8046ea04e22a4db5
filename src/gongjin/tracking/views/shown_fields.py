"""Fields of a kind's form as its template shows them: what is in each, and which stand folded together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongjin.audit.states import Text
from gongjin.tracking.kinds.rule_forms import YES, RuleField, values_of
from gongjin.tracking.models import DataSet

MOST_CHOICES = 200
"""More things than these are typed, not ticked."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field with what is in it; `id` is what it is sent by."""

    id: str
    field: RuleField
    text: str

    @property
    def values(self) -> list[str]:
        """What is chosen."""
        return values_of(self.text) if self.field.many else [self.text]

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """What there is to choose from, with what is kept and no longer offered: it is not lost by looking at it."""
        there = {value for value, _label in self.field.choices}
        return [*self.field.choices, *((value, value) for value in self.values if value and value not in there)]

    @property
    def ticked(self) -> bool:
        """Whether a flag is set."""
        return self.text == YES

    @property
    def when(self) -> str:
        """The answers to the first field for which this one is asked, for the script that hides it."""
        return "|".join(self.field.when)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Fields under one heading, which is empty for those that always stand open."""

    label: Text
    fields: list[ShownField]

    @property
    def open(self) -> bool:
        """Whether any is filled."""
        return any(item.text for item in self.fields)


def grouped_fields(fields: Sequence[RuleField], prefix: str, text_of: Callable[[RuleField], str]) -> list[ShownGroup]:
    """The fields by their headings, in their order."""
    found: dict[str, ShownGroup] = {}
    for item in fields:
        group = found.setdefault(str(item.group), ShownGroup(item.group, []))
        group.fields.append(ShownField(prefix + item.name, item, text_of(item)))
    return list(found.values())


def things_in(data_set: DataSet) -> tuple[tuple[str, str], ...]:
    """Code and name of what is in a data set, to be ticked; nothing where it is too much for that."""
    found = data_set.items.filter(withdrawn_at=None).order_by("code").values_list("code", "name")[: MOST_CHOICES + 1]
    things = tuple(found)
    return things if len(things) <= MOST_CHOICES else ()
