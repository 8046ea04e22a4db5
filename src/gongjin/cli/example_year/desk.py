"""The desk at which the year is lived: the clock, who acts, what was handed in, and how many acts it took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, TypeVar

from gongjin.audit.actions import Action, run
from gongjin.audit.actors import Actor
from gongjin.audit.models import Audited
from gongjin.cli.example_year.days import Month
from gongjin.cli.example_year.story import Fate
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.core.texts import gettext as _
from gongjin.evidence.actions import AddEvidence
from gongjin.evidence.models import Evidence
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking.models import DataSet
from gongjin.tracking.rules.asked import Asked

OPENS: Final = time(9)
A_WHILE: Final = timedelta(seconds=40)
"""How long an act takes on the wall of the simulated office."""

O = TypeVar("O", bound=Audited)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Aim:
    """What one row counts of a data set."""

    rule: Mapping[str, object]
    asked: Asked


@dataclass(frozen=True, slots=True)
class Work:
    """A data set with who reports for it, what it is counted for, and how it fares."""

    data_set: DataSet
    actor: Actor
    aims: tuple[Aim, ...]
    fate: Fate
    dice: Random
    townships: tuple[Unit, ...]


@dataclass(slots=True)
class Desk:
    """Acts one after the other under a held clock."""

    jurisdiction: Jurisdiction
    office: Actor
    moment: datetime = field(default_factory=clock.now)
    acts: int = 0
    proofs: list[tuple[Work, Evidence]] = field(default_factory=list)

    def open(self, day: date) -> None:
        """Go on to the morning of a day."""
        self.moment = max(self.moment, datetime.combine(day, OPENS, SHANGHAI))

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.moment.astimezone(SHANGHAI).date()

    def act(self, action: Action[O], actor: Actor, on: O | None = None) -> O:
        """Run an action as somebody, at its own moment. Raises what the action refuses."""
        self.moment += A_WHILE
        with clock.at(self.moment):
            done = run(action, actor=actor, on=on)
        self.acts += 1
        return done

    def proof(self, work: Work, month: Month) -> Evidence:
        """A small file that says that it is made up, handed in by the unit that reports."""
        label = month.period.label
        name = work.data_set.name
        words = _("演示数据，非真实材料\n%(name)s\n%(month)s\n第 %(n)d 份\n") % {
            "name": name, "month": label, "n": len(self.proofs) + 1,
        }  # fmt: skip
        file_name = _("%(name)s %(month)s佐证（演示数据）.txt") % {"name": name[:60], "month": label}
        add = AddEvidence(self.jurisdiction, file_name, words.encode(), unit=work.data_set.unit, note=_("演示数据"))
        evidence = self.act(add, work.actor)
        self.proofs.append((work, evidence))
        return evidence
