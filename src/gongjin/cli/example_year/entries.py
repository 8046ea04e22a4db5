"""An entry of a register as the story has it: its fields, its figures, and in which months it moves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from gongjin.core.texts import gettext as _
from gongjin.people.models import Unit
from gongjin.tracking.kinds.register.form import FieldKind, Form
from gongjin.tracking.kinds.register.rule import Rule

NEVER: Final = 99
"""The month of a stage that the year does not see."""
PUT_OFF: Final = 2
"""By how many months a stage is later whose move was taken back."""
SKIPS: Final = 0.3
"""How often an entry does without a stage that it may do without."""
EXPIRES: Final = "2027-12-31"


@dataclass(slots=True)
class Entry:
    """`way` are months and stages in their order, the first on coming; `amount` is what adds up over its year."""

    name: str
    town: Unit
    rule: Rule
    fields: dict[str, str]
    figures: dict[str, str | Decimal]
    way: list[tuple[int, str]]
    amount: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        self.amount = Decimal(str(self.figures.pop("", 0)))

    @property
    def comes(self) -> int:
        """The month in which it is entered."""
        return self.way[0][0]

    @property
    def underway(self) -> range:
        """The months between its coming and its last stage."""
        return range(self.comes, self.way[-1][0])

    def moves(self, month: int) -> list[str]:
        """The stages that it comes to in a month, after its first."""
        return [stage for when, stage in self.way[1:] if when == month]

    def share(self, month: int) -> Decimal:
        """How much of it is done in a month underway."""
        last = self.way[-1][0]
        return Decimal(month - self.comes + 1) / (last - self.comes + 1)

    def put_off(self, month: int) -> None:
        """Its last stage, which was told too early, comes later."""
        self.way[-1] = (month + PUT_OFF - 1, self.way[-1][1])


def way_of(form: Form, rule: Rule, dice: Random, done: int, *, at_once: bool) -> list[tuple[int, str]]:
    """The months of its stages up to the one that counts, one a month where there is time."""
    passed = form.stages[: form.rank(rule.stage) + 1]
    first, last = passed[0], passed[-1]
    between = [stage.code for stage in passed[1:-1] if not stage.skip or dice.random() > SKIPS]
    codes = [first.code, *between, *([last.code] if last is not first else [])]
    done = max(1, done)
    months = [max(1, done - (len(codes) - 1 - place)) for place in range(len(codes))]
    if at_once:
        months[0] = 1
    return [(month if month <= 12 else NEVER, code) for month, code in zip(months, codes, strict=True)]


def fields_of(form: Form, rule: Rule, dice: Random, number: int) -> dict[str, str]:
    """Texts of an entry that fulfil the rule's filter."""
    found: dict[str, str] = {}
    for declared in form.texts:
        if declared.key in rule.where:
            found[declared.key] = rule.where[declared.key][0]
        elif declared.kind is FieldKind.CHOICE and declared.choices:
            found[declared.key] = dice.choice(declared.choices)
        elif declared.kind is FieldKind.DATE:
            found[declared.key] = EXPIRES
        elif declared.unique:
            found[declared.key] = f"YS{dice.randrange(10**6):06}{number:04}"
        else:
            found[declared.key] = _("演示数据")
    return found


def figures_of(form: Form, rule: Rule, dice: Random, share: Decimal) -> dict[str, str | Decimal]:
    """Figures on entering: the one that is summed is the entry's share of what is asked. What adds up over the year
    stands under the empty key, since it is told month by month."""
    done = set((form.partial or {}).values())
    found: dict[str, str | Decimal] = {}
    for declared in form.figures:
        if declared.key == rule.figure:
            value = (share * Decimal(dice.randint(95, 105)) / 100).quantize(Decimal("0.01"))
            found["" if declared.adds else declared.key] = value
        elif not declared.adds and declared.key not in done:
            found[declared.key] = Decimal(dice.randint(100, 600))
    return found
