"""What the office does in the year: freezes a period and reopens it, takes back what a file proved, and judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from gongjin.cli.example_year.days import Month
from gongjin.cli.example_year.desk import Desk, Work
from gongjin.core.periods import Period
from gongjin.core.texts import gettext as _
from gongjin.evidence.actions import RevokeEvidence
from gongjin.ledger.models import Plan
from gongjin.tracking.actions.periods import FreezePeriod, ReopenPeriod
from gongjin.tracking.actions.trackers import JudgeRow
from gongjin.tracking.models import Tracker

FREEZES: Final = 2
REOPENS: Final = 3
REVOKES: Final = 4
JUDGES: Final = (3, 9)


@dataclass(slots=True)
class Office:
    """The office's own year."""

    desk: Desk
    plan: Plan
    dice: Random
    frozen: tuple[Work, Period] | None = None

    def month(self, works: Sequence[Work], month: Month) -> None:
        """What the office does on the day of figures, after the units."""
        if month.number == FREEZES:
            work = self.dice.choice(works)
            self.frozen = (work, month.last)
            self.desk.act(FreezePeriod(month.last), self.desk.office, work.data_set)
        if month.number == REOPENS and self.frozen is not None:
            work, period = self.frozen
            why = _("单位来函说明漏报一项，重开后补正（演示数据）。")
            self.desk.act(ReopenPeriod(period, why), self.desk.office, work.data_set)
        if month.number == REVOKES and self.desk.proofs:
            counted = [pair for pair in self.desk.proofs if pair[1].proofs.exists()]
            _work, evidence = self.dice.choice(counted)
            why = _("经核，材料与填报事项不符，予以撤销（演示数据）。")
            self.desk.act(RevokeEvidence(why), self.desk.office, evidence)
        if month.number in JUDGES:
            self._judge(month)

    def _judge(self, month: Month) -> None:
        current = Tracker.objects.filter(row__plan=self.plan, replaced_at=None).select_related("row").order_by("pk")
        left = list(current.filter(data_set=None)[:2]) or [self.dice.choice(list(current))]
        for tracker in left:
            words = _("%(month)s研判：总体按安排推进，仍需加强部门衔接（演示数据）。") % {"month": month.last.label}
            self.desk.act(JudgeRow(words), self.desk.office, tracker.row)
