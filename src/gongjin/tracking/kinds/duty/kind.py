"""The duty as a kind of data set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy

from gongjin.audit.states import Text
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.duty import readymade
from gongjin.tracking.kinds.duty.count import Read, course, measured
from gongjin.tracking.kinds.duty.form import form_of
from gongjin.tracking.kinds.duty.kept import lost
from gongjin.tracking.kinds.duty.offers import offered
from gongjin.tracking.kinds.duty.rule import COMPLETENESS, RECORDS, rule_of, words
from gongjin.tracking.kinds.protocol import Json, Kind, Offer, Point, Said, Template, Used, Wording
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import Schedule


class Duty:
    """Something done again and again: what was done of what was due."""

    name = "duty"
    label: Text = gettext_lazy("常态工作")
    order = 40
    carries = False

    def templates(self) -> Sequence[Template]:
        """See `Kind`."""
        return readymade.templates()

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
        return measured(_read(rule, asked, holdings), on)

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        """See `Kind`; records are counted by as many rows as ask for them."""
        return frozenset()

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        """See `Kind`."""
        return [Point(day, value) for day, value in course(_read(rule, asked, holdings))]

    def pace(self, rule: Json, settings: Json) -> Pace:
        """See `Kind`."""
        return Pace.STANDS

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        """See `Kind`."""
        return str(rule.get("read")) in {COMPLETENESS, RECORDS}

    def wording(self, aspect: str, word: str, settings: Json) -> Wording:
        """See `Kind`; what a record found and counted stands on the duty's own page."""
        return Wording(word, _("人"))

    def offer(self, said: Said) -> Offer | None:
        """See `Kind`."""
        return offered(said)


def _read(rule: Json, asked: Asked, holdings: Holdings) -> Read:
    form = form_of(holdings.settings)
    return Read(form, rule_of(rule, form), asked, holdings)


KIND: Kind = Duty()
