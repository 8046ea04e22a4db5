"""The register as a kind of data set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy

from gongjin.audit.states import Text
from gongjin.tracking.kinds.protocol import Json, Kind, Offer, Point, Said, Template, Used, Wording
from gongjin.tracking.kinds.register.count import Counted, measured
from gongjin.tracking.kinds.register.course import course
from gongjin.tracking.kinds.register.form import STAGE, form_of
from gongjin.tracking.kinds.register.kept import lost
from gongjin.tracking.kinds.register.offers import offered
from gongjin.tracking.kinds.register.readymade import templates
from gongjin.tracking.kinds.register.rule import rule_of, words
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import Schedule


class Register:
    """Entries that move through stages: counted, or one of their figures summed."""

    name = "register"
    label: Text = gettext_lazy("名录台账")
    order = 20
    carries = True

    def templates(self) -> Sequence[Template]:
        """See `Kind`."""
        return templates()

    def checked_settings(self, settings: Json) -> Json:
        """See `Kind`."""
        return form_of(settings).as_json()

    def lost(self, before: Json, after: Json, used: Used) -> str:
        """See `Kind`."""
        return lost(form_of(before), form_of(after), used)

    def checked_rule(self, rule: Json, settings: Json) -> Json:
        """See `Kind`."""
        return rule_of(rule, form_of(settings)).as_json()

    def rule_words(self, rule: Json, settings: Json) -> str:
        """See `Kind`."""
        form = form_of(settings)
        return words(rule_of(rule, form), form)

    def measure(
        self, rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None, claimed: frozenset[str]
    ) -> Measured:
        """See `Kind`."""
        return measured(_counted(rule, asked, holdings), on, claimed)

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        """See `Kind`."""
        counted = _counted(rule, asked, holdings)
        if not counted.rule.added:
            return frozenset()
        return frozenset(entry.thing.key for entry in counted.entries if counted.amount(entry, on)[1])

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        """See `Kind`."""
        return course(_counted(rule, asked, holdings))

    def pace(self, rule: Json, settings: Json) -> Pace:
        """See `Kind`."""
        return Pace.STANDS

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        """See `Kind`."""
        return False

    def wording(self, aspect: str, word: str, settings: Json) -> Wording:
        """See `Kind`."""
        form = form_of(settings)
        if aspect == STAGE:
            return Wording(form.label(word))
        field = next((item for item in form.figures if item.aspect == aspect), None)
        return Wording(field.label, field.unit) if field else Wording(word)

    def offer(self, said: Said) -> Offer | None:
        """See `Kind`."""
        return offered(said)


def _counted(rule: Json, asked: Asked, holdings: Holdings) -> Counted:
    form = form_of(holdings.settings)
    return Counted(form, rule_of(rule, form), asked, holdings)


KIND: Kind = Register()
