"""The kind 指标 as tracking knows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.indicator import rule as rules
from gongjin.tracking.kinds.indicator.kept import lost
from gongjin.tracking.kinds.indicator.measure import course, measured
from gongjin.tracking.kinds.indicator.offers import offered
from gongjin.tracking.kinds.indicator.series import PART, WHOLE
from gongjin.tracking.kinds.indicator.templates_ready import TEMPLATES
from gongjin.tracking.kinds.protocol import Json, Kind, Offer, Point, Said, Template, Used, Wording
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import Schedule


class IndicatorKind:
    """See `kinds.protocol.Kind`."""

    name: str = "indicator"
    label: Text = _("指标")
    order: int = 10
    carries: bool = False

    def templates(self) -> Sequence[Template]:
        return TEMPLATES

    def checked_settings(self, settings: Json) -> Json:
        return rules.settings_from(settings)

    def lost(self, before: Json, after: Json, used: Used) -> str:
        return lost(before, after, used)

    def checked_rule(self, rule: Json, settings: Json) -> Json:
        return rules.rule_from(rule, settings)

    def rule_words(self, rule: Json, settings: Json) -> str:
        return rules.words(rule, settings)

    def measure(
        self, rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None, claimed: frozenset[str]
    ) -> Measured:
        return measured(rule, asked, holdings, on, beside)

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        return frozenset()

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        return list(course(rule, asked, holdings, beside))

    def pace(self, rule: Json, settings: Json) -> Pace:
        return rules.pace(rule, settings)

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        return False

    def wording(self, aspect: str, word: str, settings: Json) -> Wording:
        named = {PART: _("已覆盖数"), WHOLE: _("总数")}
        return Wording(str(named.get(aspect, "")) + word)

    def offer(self, said: Said) -> Offer | None:
        return offered(said)


KIND: Kind = IndicatorKind()
