"""What may be done with facts of any kind: correct, void, confirm that nothing changed, prove."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.states import StateTable
from gongjin.core.periods import Period
from gongjin.evidence.models import Evidence
from gongjin.tracking import states
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.recording import Draft, forget_standings, record, tie

CONFIRMED = "confirmed"
"""The aspect of a fact that says: nothing has changed in this period."""


@dataclass(frozen=True)
class CorrectFact(Action[DataSet]):
    """Replace a fact by another of the same thing, aspect and period, with the reason; what was proved stays proved.

    Raises `Invalid` without a reason or change, `Conflict` if it was corrected meanwhile.
    """

    code: ClassVar[str] = "tracking.facts.correct"
    table: ClassVar[StateTable] = states.DATA_SET
    fact: Fact
    why: str
    value: Decimal | None = None
    word: str = ""
    provisional: bool = False
    proofs: tuple[Evidence, ...] = ()

    def change(self, target: DataSet, act: Act) -> DataSet:
        fact = own_fact(target, self.fact)
        if (fact.value is None) != (self.value is None):
            raise Invalid(_("请填写更正后的数值。"), "value")
        if (fact.value, fact.word, fact.provisional) == (self.value, self.word, self.provisional):
            raise Invalid(_("与原来的数据相同，没有需要更正的内容。"), "value")
        kept = tuple(Evidence.objects.filter(proofs__fact=fact, revoked_at=None)) + self.proofs
        record(target, [replace(_again(fact, self.why), value=self.value, word=self.word,
                                provisional=self.provisional, proofs=kept)], act)  # fmt: skip
        return target


@dataclass(frozen=True)
class VoidFact(Action[DataSet]):
    """Say that a fact never held, with the reason."""

    code: ClassVar[str] = "tracking.facts.void"
    table: ClassVar[StateTable] = states.DATA_SET
    fact: Fact
    why: str

    def change(self, target: DataSet, act: Act) -> DataSet:
        record(target, [replace(_again(own_fact(target, self.fact), self.why), void=True)], act)
        return target


@dataclass(frozen=True)
class ConfirmUnchanged(Action[DataSet]):
    """Confirm that in a period nothing changed, so that what holds is fresh and not merely old."""

    code: ClassVar[str] = "tracking.facts.confirm"
    table: ClassVar[StateTable] = states.DATA_SET
    period: Period

    def payload(self) -> dict[str, object]:
        return {"period": str(self.period)}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if target.facts.filter(aspect=CONFIRMED, period=str(self.period)).exists():
            raise Invalid(_("%(period)s已确认过无变化。") % {"period": self.period.label}, "period")
        record(target, [Draft(CONFIRMED, self.period)], act)
        return target


@dataclass(frozen=True)
class ProveFact(Action[DataSet]):
    """Tie further files to a fact."""

    code: ClassVar[str] = "tracking.facts.prove"
    table: ClassVar[StateTable] = states.DATA_SET
    fact: Fact
    proofs: tuple[Evidence, ...]

    def change(self, target: DataSet, act: Act) -> DataSet:
        fact = own_fact(target, self.fact)
        there = set(fact.proofs.values_list("evidence_id", flat=True))
        fresh = [evidence for evidence in self.proofs if evidence.pk not in there]
        if not fresh:
            raise Invalid(_("请选择尚未关联的佐证材料。"), "proofs")
        tie(target, [(fact, fresh)], act)
        forget_standings(target)
        return target


def own_fact(target: DataSet, fact: Fact) -> Fact:
    """The fact as it is in this data set; raises `Invalid` for another's, `Conflict` for one that was replaced."""
    found = Fact.objects.select_related("item").filter(data_set=target, pk=fact.pk, void=False).first()
    if found is None:
        raise Invalid(_("这条数据不在“%(set)s”中，或已作废。") % {"set": target})
    if Fact.objects.filter(replaces=found).exists():
        raise Conflict(_("这条数据已被更正，请在最新的一条上操作。"))
    return found


def _again(fact: Fact, why: str) -> Draft:
    if not why.strip():
        raise Invalid(_("请写明原因。"), "why")
    return Draft(
        fact.aspect,
        Period.parse(fact.period),
        value=fact.value,
        word=fact.word,
        item=fact.item,
        detail=fact.detail,
        provisional=fact.provisional,
        source=fact.source,
        replaces=fact,
        why=why,
    )
