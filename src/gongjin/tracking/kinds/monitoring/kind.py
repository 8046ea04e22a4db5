"""The kind 监测 as tracking knows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.monitoring import rule as rules
from gongjin.tracking.kinds.monitoring.kept import lost
from gongjin.tracking.kinds.monitoring.means import BELOW, LOAD, READING
from gongjin.tracking.kinds.monitoring.measure import course, measured
from gongjin.tracking.kinds.monitoring.offers import offered
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS
from gongjin.tracking.kinds.monitoring.templates_ready import TEMPLATES
from gongjin.tracking.kinds.protocol import Json, Kind, Offer, Point, Said, Template, Used, Wording
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import Schedule


class MonitoringKind:
    """See `kinds.protocol.Kind`."""

    name: str = "monitoring"
    label: Text = _("监测")
    order: int = 50
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
        return rules.words(rule)

    def measure(
        self, rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None, claimed: frozenset[str]
    ) -> Measured:
        return measured(rule, asked, holdings, on)

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        return frozenset()

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        return list(course(rule, asked, holdings))

    def pace(self, rule: Json, settings: Json) -> Pace:
        return Pace.ANEW if str(rule.get("read")) == rules.Read.LOAD else Pace.VALUES

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        return False

    def wording(self, aspect: str, word: str, settings: Json) -> Wording:
        parameter = PARAMETERS.get(aspect.removeprefix(READING))
        if parameter is None:
            return Wording(word, str(_("吨")) if aspect == LOAD else "")
        below = str(_("，低于检出限")) if word == BELOW else ""
        return Wording(str(parameter.name) + below, parameter.unit)

    def offer(self, said: Said) -> Offer | None:
        return offered(said)


KIND: Kind = MonitoringKind()
