"""The kind `project`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.project import aspects, offers, reading, ready, settings
from gongjin.tracking.kinds.project.kept import lost
from gongjin.tracking.kinds.protocol import Json, Kind, Offer, Point, Said, Template, Used, Wording
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import PLANNED, Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import LINEAR, Schedule


class Project:
    """See `kinds.protocol.Kind`."""

    name: str = "project"
    label: Text = _("项目")
    order: int = 30
    carries: bool = True

    def templates(self) -> Sequence[Template]:
        """What such work usually goes through."""
        return ready.templates()

    def checked_settings(self, settings_: Json) -> Json:
        """See `settings.checked_settings`."""
        return settings.checked_settings(settings_)

    def lost(self, before: Json, after: Json, used: Used) -> str:
        """See `Kind`."""
        return lost(before, after, used)

    def checked_rule(self, rule: Json, settings_: Json) -> Json:
        """See `settings.checked_rule`."""
        return settings.checked_rule(rule, settings_)

    def rule_words(self, rule: Json, settings_: Json) -> str:
        """See `settings.rule_words`."""
        return settings.rule_words(rule, settings_)

    def measure(
        self, rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None, claimed: frozenset[str]
    ) -> Measured:
        """See `reading.measure`; nothing is compared with and nothing claimed."""
        return reading.measure(rule, asked, holdings, on)

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        """Milestones are not counted towards two rows' sums: nothing is claimed."""
        return frozenset()

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        """The figure at each day on which a fact changed it."""
        days = sorted({fact.day for fact in holdings.facts if not fact.aspect.startswith(PLANNED)})
        found: list[Point] = []
        last: Decimal | None = None
        for day in days:
            actual = reading.measure(rule, asked, holdings, day).actual
            if actual is not None and actual != last:
                found.append(Point(day, actual))
                last = actual
        return found

    def pace(self, rule: Json, settings_: Json) -> Pace:
        """Milestones, money and amounts stand as they are until more is reported."""
        return Pace.STANDS

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        """See `Kind`."""
        return str(rule.get("read")) in {"milestones", "outputs"} and schedule == LINEAR

    def wording(self, aspect: str, word: str, settings_: Json) -> Wording:
        """See `aspects.wording`."""
        return aspects.wording(aspect, word, settings.figures_of(settings_))

    def offer(self, said: Said) -> Offer | None:
        """See `offers.offer`."""
        return offers.offer(said)


KIND: Kind = Project()
"""What discovery finds; the type says that it answers all that a kind has to."""
