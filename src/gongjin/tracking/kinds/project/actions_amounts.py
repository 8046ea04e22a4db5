"""What is recorded of a project in amounts: money by source, land, figures of work done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core.figures import FigureError, convert
from gongjin.core.periods import Period
from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.project import aspects, states
from gongjin.tracking.kinds.project.actions import current, day_of, needs_proof, project
from gongjin.tracking.kinds.project.money import ADDED, HOW, TO_DATE, in_yuan
from gongjin.tracking.kinds.project.settings import figures_of
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.recording import Draft, record

MU = "亩"
SLIP = 100
"""An amount that many times all money planned was typed in the wrong unit."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of a source for a period. `what` is an aspect of `aspects.MONEY`, `unit` 元, 万元 or 亿元, always stated;
    `how` says whether it is that of the period alone (`added`) or all up to its last day (`to_date`)."""

    what: str
    source: str
    period: Period
    amount: Decimal
    unit: str
    how: str = ADDED

    def as_payload(self) -> dict[str, str]:
        """What the chain keeps."""
        return {
            "what": self.what, "source": self.source, "period": str(self.period), "amount": f"{self.amount:f}",
            "unit": self.unit, "how": self.how,
        }  # fmt: skip


@dataclass(frozen=True)
class RecordMoney(Action[DataSet]):
    """Record money, all amounts or none. An amount of the same source and period is corrected only with `why`.

    Raises `Invalid` for an unknown source or unit, a negative amount, periods that overlap, an amount to date that
    falls, and one so large that 元 was typed for 万元.
    """

    code: ClassVar[str] = "tracking.project.money"
    table: ClassVar[StateTable] = states.TABLE
    amounts: Sequence[Amount]
    why: str = ""
    proofs: tuple[Evidence, ...] = ()

    def payload(self) -> dict[str, object]:
        return {"amounts": [item.as_payload() for item in self.amounts], "why": self.why}

    def change(self, target: DataSet, act: Act) -> DataSet:
        project(target)
        if not self.amounts:
            raise Invalid(_("请至少填写一笔资金。"), "amount")
        there = money_facts(target)
        planned = planned_with(there, self.amounts)
        drafts = [self.draft(target, item, there, planned) for item in self.amounts]
        facts = record(target, drafts, act)
        _consistent(target, facts)
        return target

    def draft(self, target: DataSet, item: Amount, there: Sequence[Fact], planned: Decimal) -> Draft:
        """An amount as a fact, against what is `there` and all that is planned. Raises `Invalid`, naming the field."""
        made = self._draft(target, item, there)
        if item.what != aspects.BUDGET and planned and (made.value or Decimal(0)) >= planned * SLIP:
            raise Invalid(
                _("%(what)s %(amount)s%(unit)s，超过计划投资的 %(times)d 倍，请检查是否把元填成了万元。")
                % {"what": aspects.money_label(item.what), "amount": f"{item.amount:f}", "unit": item.unit,
                   "times": SLIP},
                "amount",
            )  # fmt: skip
        return made

    def _draft(self, target: DataSet, item: Amount, there: Sequence[Fact]) -> Draft:
        if item.what not in aspects.MONEY:
            raise Invalid(_("请说明是计划投资、到位资金还是完成支付。"), "what")
        sources = target.settings.get("sources") or []
        source = item.source.strip()
        if source not in sources:
            raise Invalid(_("资金来源应为：%(list)s。") % {"list": _("、").join(sources)}, "source")
        if item.how not in {ADDED, TO_DATE}:
            raise Invalid(_("请说明是本期数还是累计数。"), "how")
        if item.amount < 0:
            raise Invalid(_("金额不能为负数；多填的请更正原来的一笔。"), "amount")
        before = next(
            (fact for fact in there if (fact.aspect, fact.word, fact.period) == (item.what, source, str(item.period))),
            None,
        )
        if before is not None and not self.why.strip():
            raise Invalid(
                _("%(source)s%(period)s的%(what)s已经填报；确需更正请写明原因。")
                % {"source": source, "period": item.period.label, "what": aspects.money_label(item.what)},
                "why",
            )
        detail = {"unit": item.unit, "typed": f"{item.amount:f}", HOW: item.how}
        return Draft(item.what, item.period, value=_yuan(item), word=source, detail=detail, replaces=before,
                     why=self.why, proofs=self.proofs)  # fmt: skip


@dataclass(frozen=True)
class RecordLand(Action[DataSet]):
    """Record land: needed, approved altogether by a day (亩 or 公顷), and whether the spatial plan allows it.

    Raises `Invalid` for nothing stated, an unknown unit, a negative area, more approved than needed, or without proof.
    """

    code: ClassVar[str] = "tracking.project.land"
    table: ClassVar[StateTable] = states.TABLE
    day: date
    needed: Decimal | None = None
    approved: Decimal | None = None
    unit: str = MU
    conforms: bool | None = None
    proofs: tuple[Evidence, ...] = ()
    why: str = ""

    def change(self, target: DataSet, act: Act) -> DataSet:
        project(target)
        period = day_of(self.day, "day")
        drafts: list[Draft] = []
        if self.needed is not None:
            now = current(target, aspects.LAND_NEEDED, None)
            if now is not None and not self.why.strip():
                raise Invalid(_("所需用地已经填报；确需更正请写明原因。"), "why")
            drafts.append(Draft(aspects.LAND_NEEDED, period, value=self._mu(self.needed), replaces=now, why=self.why))
        if self.approved is not None:
            needs_proof(target, self.proofs)
            need = drafts[0].value if drafts else getattr(current(target, aspects.LAND_NEEDED, None), "value", None)
            if need is None:
                raise Invalid(_("请先填写所需用地，再填已批用地。"), "needed")
            if self._mu(self.approved) > need:
                raise Invalid(_("已批用地大于所需用地，请检查面积和单位。"), "approved")
            drafts.append(self._again(target, aspects.LAND, period, value=self._mu(self.approved)))
        if self.conforms is not None:
            word = "yes" if self.conforms else "no"
            drafts.append(self._again(target, aspects.CONFORMS, period, word=word))
        if not drafts:
            raise Invalid(_("请填写所需用地、已批用地或规划符合情况。"), "needed")
        record(target, drafts, act)
        return target

    def _again(
        self, target: DataSet, aspect: str, period: Period, value: Decimal | None = None, word: str = ""
    ) -> Draft:
        now = current(target, aspect, None, period=str(period))
        if now is not None and not self.why.strip():
            raise Invalid(_("%(period)s已经填报；确需更正请写明原因。") % {"period": period.label}, "why")
        return Draft(aspect, period, value=value, word=word, proofs=self.proofs, replaces=now, why=self.why)

    def _mu(self, area: Decimal) -> Decimal:
        if area < 0:
            raise Invalid(_("面积不能为负数。"), "approved")
        try:
            return convert(area, self.unit, MU)
        except FigureError as error:
            raise Invalid(str(error), "unit") from error


@dataclass(frozen=True)
class RecordFigure(Action[DataSet]):
    """Record work done in the figure's own unit (公里, 亩, 兆瓦), of a period or to date, with what proves it.

    Raises `Invalid` for a figure that the project does not have, a negative amount, periods that overlap, an amount to
    date that falls, or without proof.
    """

    code: ClassVar[str] = "tracking.project.figure"
    table: ClassVar[StateTable] = states.TABLE
    figure: str
    period: Period
    amount: Decimal
    how: str = ADDED
    proofs: tuple[Evidence, ...] = ()
    why: str = ""

    def payload(self) -> dict[str, object]:
        """What the chain keeps beside the record."""
        return {
            "figure": self.figure, "period": str(self.period), "amount": f"{self.amount:f}", "how": self.how,
            "why": self.why,
        }  # fmt: skip

    def change(self, target: DataSet, act: Act) -> DataSet:
        project(target)
        if self.figure not in figures_of(target.settings):
            raise Invalid(_("这个项目没有登记“%(name)s”这项实物量。") % {"name": self.figure}, "figure")
        if self.how not in {ADDED, TO_DATE}:
            raise Invalid(_("请说明是本期数还是累计数。"), "how")
        if self.amount < 0:
            raise Invalid(_("实物量不能为负数；多填的请更正原来的一笔。"), "amount")
        needs_proof(target, self.proofs)
        aspect = aspects.FIGURE + self.figure
        before = current(target, aspect, None, period=str(self.period))
        if before is not None and not self.why.strip():
            raise Invalid(_("%(period)s已经填报；确需更正请写明原因。") % {"period": self.period.label}, "why")
        draft = Draft(aspect, self.period, value=self.amount, detail={HOW: self.how}, proofs=self.proofs,
                      replaces=before, why=self.why)  # fmt: skip
        _consistent(target, record(target, [draft], act))
        return target


def money_facts(target: DataSet) -> list[Fact]:
    """What is known of a project's money."""
    return list(target.facts.filter(aspect__in=aspects.MONEY, void=False, replaced_by=None))


def planned_with(there: Sequence[Fact], amounts: Sequence[Amount]) -> Decimal:
    """All money planned, with what some amounts add to it."""
    known = sum((fact.value or Decimal(0) for fact in there if fact.aspect == aspects.BUDGET), Decimal(0))
    return known + sum((_yuan(item) for item in amounts if item.what == aspects.BUDGET), Decimal(0))


def _yuan(item: Amount) -> Decimal:
    try:
        return in_yuan(item.amount, item.unit)
    except FigureError as error:
        raise Invalid(_("金额的单位应为元、万元或亿元。"), "unit") from error


def _consistent(target: DataSet, made: Sequence[Fact]) -> None:
    """Raise `Invalid` where amounts of periods overlap, or an amount to date is less than an earlier one."""
    touched = {(fact.aspect, fact.word) for fact in made}
    facts = target.facts.filter(aspect__in={aspect for aspect, _word in touched}, void=False, replaced_by=None)
    consistent([fact for fact in facts if (fact.aspect, fact.word) in touched])


def consistent(facts: Sequence[Fact]) -> None:
    """The same of facts that are not stored yet."""
    series: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        series.setdefault((fact.aspect, fact.word), []).append(fact)
    for found in series.values():
        _no_overlap([Period.parse(fact.period) for fact in found if fact.detail.get(HOW) != TO_DATE])
        to_date = sorted((fact for fact in found if fact.detail.get(HOW) == TO_DATE), key=lambda fact: fact.ends)
        for earlier, later in pairwise(to_date):
            if (later.value or Decimal(0)) < (earlier.value or Decimal(0)):
                raise Invalid(
                    _("%(later)s的累计数小于%(earlier)s的累计数，请检查。")
                    % {"later": Period.parse(later.period).label, "earlier": Period.parse(earlier.period).label},
                    "amount",
                )


def _no_overlap(periods: Sequence[Period]) -> None:
    ordered = sorted(periods)
    last = None
    for period in ordered:
        if last is not None and period.start <= last.end:
            raise Invalid(
                _("%(period)s与%(other)s的本期数有重叠，会重复计算。") % {"period": period.label, "other": last.label},
                "period",
            )
        last = period if last is None or period.end > last.end else last
