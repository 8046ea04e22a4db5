"""The year of a duty: done again and again at its cadence, and here and there left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from gongjin.cli.example_year.days import Month
from gongjin.cli.example_year.desk import Desk, Work
from gongjin.cli.example_year.places import point
from gongjin.core.texts import gettext as _
from gongjin.evidence.models import Evidence
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.actions.facts import VoidFact
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.form import RECORD, Form, form_of
from gongjin.tracking.kinds.duty.slots import Slot, slots
from gongjin.tracking.models import Fact, Item

PLACES: Final = 3


@dataclass(slots=True)
class Duty:
    """See `Chapter`."""

    desk: Desk
    work: Work
    places: list[Item | None] = field(default_factory=list)
    walked: date | None = None
    wrong: Fact | None = None
    told_wrong: bool = False

    @property
    def form(self) -> Form:
        """What the duty declares."""
        return form_of(self.work.data_set.settings)

    def begin(self, month: Month) -> None:
        """The places where it has to be done."""
        work = self.work
        self.walked = month.period.start - timedelta(days=1)
        self.places = [None]
        if self.form.each_place:
            towns = [work.townships[n % len(work.townships)] for n in range(PLACES)]
            new = [
                NewItem(_("%(town)s线路（演示数据）") % {"town": town.name}, township=town,
                        place=point(work.townships, town, work.dice))
                for town in dict.fromkeys(towns)
            ]  # fmt: skip
            self.desk.act(AddItems(new), work.actor, work.data_set)
            self.places = list(work.data_set.items.all())

    def figures(self, month: Month) -> bool:
        """Records come at the end of the month."""
        return False

    def close(self, month: Month) -> bool:
        """What was done in the stretches that ended since."""
        first = (self.walked or month.period.start) + timedelta(days=1)
        due = slots(self.form.cadence, self.form.months, first, month.close)
        occasions = [
            occasion for slot in due for place in self.places if (occasion := self._occasion(slot, place)) is not None
        ]
        # A stretch that begins before the day and ends after it is told with the next month.
        self.walked = max((slot.end for slot in due), default=self.walked)
        if not occasions:
            return False
        proof = self.desk.proof(self.work, month)
        told = [self._proved(each, number, proof) for each in occasions for number in range(self.form.times)]
        self.desk.act(RecordDuty(told), self.work.actor, self.work.data_set)
        if not self.told_wrong and self.work.dice.random() < 0.15:
            self.wrong = Fact.objects.filter(data_set=self.work.data_set, aspect=RECORD).order_by("pk").last()
            self.told_wrong = True
        return True

    def correct(self, month: Month) -> bool:
        """A record of what was not done."""
        if self.wrong is None:
            return False
        self.desk.act(VoidFact(self.wrong, _("记错日期，该次作废（演示数据）。")), self.work.actor, self.work.data_set)
        self.wrong = None
        return True

    def _occasion(self, slot: Slot, place: Item | None) -> Occasion | None:
        dice = self.work.dice
        if dice.random() > float(self.work.fate.pace):
            return None
        day = slot.start + timedelta(days=dice.randint(0, (slot.end - slot.start).days))
        day = min(day, self.desk.today)
        counts = {count.key: str(dice.randint(0, 12)) for count in self.form.counts}
        return Occasion(day, dice.randint(2, 6), place, note=_("演示数据"), counts=counts)

    @staticmethod
    def _proved(occasion: Occasion, number: int, proof: Evidence) -> Occasion:
        return Occasion(
            occasion.on, occasion.people, occasion.place, f"{9 + number % 10:02}:{number // 10 * 10:02}",
            note=occasion.note, counts=occasion.counts, proofs=(proof,),
        )  # fmt: skip
