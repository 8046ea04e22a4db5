"""The year of a register: entries come in, move through their stages with files, and some stay where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Final

from gongjin.cli.example_year.days import Month
from gongjin.cli.example_year.desk import Aim, Desk, Work
from gongjin.cli.example_year.entries import Entry, fields_of, figures_of, way_of
from gongjin.cli.example_year.places import names, point
from gongjin.core.periods import Period
from gongjin.core.texts import gettext as _
from gongjin.evidence.models import Evidence
from gongjin.tracking.actions.facts import ProveFact, VoidFact
from gongjin.tracking.kinds.register.actions import AddEntries, MoveMany, NewEntry, RecordFigures
from gongjin.tracking.kinds.register.drafts import Amount, Move
from gongjin.tracking.kinds.register.form import STAGE, Form, form_of
from gongjin.tracking.kinds.register.rule import Rule, rule_of
from gongjin.tracking.models import Fact, Item

FEW: Final = 8
MOST: Final = 150
COVERED: Final = 20
"""Of how many entries a share is told."""
LEAST_AMOUNT: Final = 600
"""What is summed where the row asks for next to nothing."""


@dataclass(slots=True)
class Register:
    """See `Chapter`."""

    desk: Desk
    work: Work
    entries: list[Entry] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    unproved: str = ""
    wrong: str = ""
    forgot: bool = False
    erred: bool = False

    @property
    def form(self) -> Form:
        """What the register declares."""
        return form_of(self.work.data_set.settings)

    def begin(self, month: Month) -> None:
        """Think out the entries; they come into the register in their months."""
        for aim in self.work.aims:
            self.entries += self._thought_out(aim, rule_of(aim.rule, self.form))

    def figures(self, month: Month) -> bool:
        """Moves are told at the end of the month."""
        return False

    def close(self, month: Month) -> bool:
        """Enter what is new, move what moved, and tell how much of it is done."""
        came = [entry for entry in self.entries if entry.comes == month.number]
        moves = [(entry, stages) for entry in self.entries if (stages := entry.moves(month.number))]
        if not came and not moves:
            return self._amounts(month, None)
        proof = self.desk.proof(self.work, month)
        if came:
            self._enter(came, month, proof)
        told = [move for entry, stages in moves for move in self._moves(entry, stages, month, proof)]
        if told:
            self.desk.act(MoveMany(told), self.work.actor, self.work.data_set)
        self._amounts(month, proof)
        return True

    def correct(self, month: Month) -> bool:
        """Hand in a file that was forgotten; take back a move that had not happened."""
        done = False
        if self.unproved:
            fact = self._last_move(self.unproved)
            proof = self.desk.proof(self.work, month)
            self.desk.act(ProveFact(fact, (proof,)), self.work.actor, self.work.data_set)
            self.unproved, done = "", True
        if self.wrong:
            void = VoidFact(self._last_move(self.wrong), _("登记对象有误，该阶段尚未完成（演示数据）。"))
            self.desk.act(void, self.work.actor, self.work.data_set)
            next(entry for entry in self.entries if entry.name == self.wrong).put_off(month.number)
            self.wrong, done = "", True
        return done

    def _thought_out(self, aim: Aim, rule: Rule) -> Iterator[Entry]:
        dice, form = self.work.dice, self.form
        goal = aim.asked.value or Decimal(1)
        wanted = FEW if rule.figure else (COVERED if rule.of is not None else ceil(goal))
        count = min(MOST, wanted + (0 if rule.of is not None else max(1, wanted // 10)))
        share = (goal if goal > 1 else Decimal(LEAST_AMOUNT)) / wanted if rule.figure else Decimal(0)
        what = self.work.data_set.name.removesuffix(_("名录"))[:20]
        for number, name in enumerate(names(dice, what, count)):
            town = dice.choice(self.work.townships)
            # The n-th of those wanted is done when n of them should be, by this register's own pace.
            due = Decimal(number + 1) / wanted * 12 / self.work.fate.pace
            done = ceil(due) + dice.choice((0, 0, 0, 1, -1))
            yield Entry(
                name=name, town=town, rule=rule,
                fields=fields_of(form, rule, dice, number + 1),
                figures=figures_of(form, rule, dice, share),
                way=way_of(form, rule, dice, done, at_once=rule.of is not None),
            )  # fmt: skip

    def _enter(self, came: list[Entry], month: Month, proof: Evidence) -> None:
        new = [
            NewEntry(
                entry.name, unit=self.work.data_set.unit, township=entry.town, fields=entry.fields,
                place=point(self.work.townships, entry.town, self.work.dice), stage=entry.way[0][1],
                on=month.workdays[0], figures=entry.figures, proofs=(proof,), source=_("演示数据"),
            )
            for entry in came
        ]  # fmt: skip
        self.desk.act(AddEntries(new, likeness_seen=True), self.work.actor, self.work.data_set)
        self.items = {item.name: item for item in self.work.data_set.items.filter(withdrawn_at=None)}

    def _moves(self, entry: Entry, stages: list[str], month: Month, proof: Evidence) -> Iterator[Move]:
        dice = self.work.dice
        free = month.workdays[1:]
        days: list[date] = sorted(dice.sample(free, len(stages)))
        for day, stage in zip(days, stages, strict=True):
            proofs: tuple[Evidence, ...] = (proof,)
            last = stage == stages[-1] == entry.rule.stage
            if last and not self.forgot and dice.random() < 0.15:
                self.unproved, self.forgot, proofs = entry.name, True, ()
            elif last and not self.erred and dice.random() < 0.15:
                self.wrong, self.erred = entry.name, True
            yield Move(self.items[entry.name], stage, day, proofs, source=_("演示数据"))

    def _amounts(self, month: Month, proof: Evidence | None) -> bool:
        """What is done of unfinished entries, and amounts that add up, where rows count them."""
        partial, amounts = self.form.partial or {}, list[Amount]()
        for entry in self.entries:
            key, item = entry.rule.figure, self.items.get(entry.name)
            declared = self.form.figure(key)
            if item is None or declared is None:
                continue
            if declared.adds:
                value = around_month(entry, key, self.work.fate.pace)
                amounts.append(Amount(item, month.period, {key: value}, () if proof is None else (proof,)))
            elif entry.rule.partial and key in partial and month.number in entry.underway:
                done = Decimal(str(entry.figures[key])) * entry.share(month.number)
                values = {partial[key]: done.quantize(Decimal("0.01"))}
                amounts.append(Amount(item, Period.of_day(month.close), values, () if proof is None else (proof,)))
        if amounts:
            self.desk.act(RecordFigures(amounts), self.work.actor, self.work.data_set)
        return bool(amounts)

    def _last_move(self, name: str) -> Fact:
        moves = Fact.objects.filter(data_set=self.work.data_set, aspect=STAGE, item=self.items[name], void=False)
        return moves.filter(replaced_by=None).order_by("ends", "pk").reverse()[0]


def around_month(entry: Entry, key: str, pace: Decimal) -> Decimal:
    """A month's amount of what adds up over the year."""
    return (entry.amount * pace / 12).quantize(Decimal("0.01"))
