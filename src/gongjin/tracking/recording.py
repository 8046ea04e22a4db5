"""The one way in which facts come into being; the actions of every kind end here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.audit.errors import Conflict, Invalid
from gongjin.core import clock
from gongjin.core.periods import Period
from gongjin.evidence.models import Evidence
from gongjin.tracking.models import DataSet, Fact, FrozenPeriod, Item, Proof, Standing
from gongjin.tracking.rules.holdings import PLANNED

EARLIEST_YEAR = 1949
"""No figure of a county is older; what is typed for an earlier year is a slip."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact about to be recorded: see `models.Fact` for what its parts mean."""

    aspect: str
    period: Period
    value: Decimal | None = None
    word: str = ""
    item: Item | None = None
    detail: dict[str, str] = field(default_factory=dict)
    provisional: bool = False
    source: str = ""
    origin: str = "typed"
    replaces: Fact | None = None
    void: bool = False
    why: str = ""
    proofs: tuple[Evidence, ...] = ()

    def payload(self) -> dict[str, object]:
        """What the chain keeps beside the record."""
        return {
            "aspect": self.aspect,
            "period": str(self.period),
            "value": None if self.value is None else str(self.value),
            "word": self.word,
            "item": None if self.item is None else str(self.item.public_id),
        }


def record(target: DataSet, drafts: Sequence[Draft], act: Act) -> list[Fact]:
    """Record facts, all or none.

    Raises `Invalid` for a period that is frozen or has not begun, a thing of another data set, or a proof that was
    revoked; `Conflict` when what is to be corrected was corrected meanwhile.
    """
    now, today = clock.now(), clock.today()
    frozen = list(target.frozen.filter(reopened_at=None))
    facts: list[Fact] = []
    for draft in drafts:
        may_be_recorded(target, draft, frozen, today)
        fact = Fact(
            data_set=target,
            item=draft.item,
            aspect=draft.aspect,
            period=str(draft.period),
            ends=draft.period.end,
            word=draft.word[:200],
            detail=draft.detail,
            provisional=draft.provisional,
            source=draft.source.strip()[:200],
            origin=draft.origin,
            recorded_at=now,
            recorded_by=act.actor.actor_id,
            replaces=draft.replaces,
            void=draft.void,
            why=draft.why.strip()[:300],
        )
        fact.value = draft.value
        facts.append(fact)
    _not_corrected_meanwhile([draft.replaces for draft in drafts if draft.replaces is not None])
    act.create_all(facts)
    tie(target, [(fact, draft.proofs) for fact, draft in zip(facts, drafts, strict=True)], act)
    forget_standings(target)
    return facts


def tie(target: DataSet, pairs: Iterable[tuple[Fact, Sequence[Evidence]]], act: Act) -> None:
    """Tie files to the facts that they prove. Raises `Invalid` for one that was revoked or is another government's."""
    now, proofs = clock.now(), []
    for fact, files in pairs:
        for evidence in files:
            if evidence.revoked_at is not None or evidence.jurisdiction_id != target.jurisdiction_id:
                raise Invalid(_("佐证材料“%(file)s”已撤销，不能使用。") % {"file": evidence}, "proofs")
            proofs.append(Proof(data_set=target, fact=fact, evidence=evidence, tied_at=now))
    act.create_all(proofs)


def forget_standings(target: DataSet) -> None:
    """Drop the cached progress of every row that this data set may change."""
    Standing.objects.filter(tracker__data_set=target).delete()
    Standing.objects.filter(tracker__beside=target).delete()


def refuse_early(period: Period) -> None:
    """Raise `Invalid` for a period before `EARLIEST_YEAR`."""
    if period.year < EARLIEST_YEAR:
        shown = {"period": period.label, "year": EARLIEST_YEAR}
        raise Invalid(_("%(period)s早于 %(year)d 年，请核对年份。") % shown, "period")


def may_be_recorded(target: DataSet, draft: Draft, frozen: Sequence[FrozenPeriod], today: date) -> None:
    """Raise `Invalid` for a period that is frozen or has not begun, or a thing of another data set or withdrawn."""
    if draft.item is not None and draft.item.data_set_id != target.pk:
        raise Invalid(_("“%(item)s”不属于“%(set)s”。") % {"item": draft.item, "set": target}, "item")
    if draft.item is not None and draft.item.withdrawn_at is not None:
        raise Invalid(_("“%(item)s”已撤销，不能再填报。") % {"item": draft.item}, "item")
    start, end = draft.period.start, draft.period.end
    for period in frozen:
        if period.starts <= end and start <= period.ends and not draft.aspect.startswith(PLANNED):
            label = Period.parse(period.period).label
            raise Invalid(
                _("%(period)s的数据已审定冻结，不能改动；确需更正请专班办公室重开该时期。") % {"period": label},
                "period",
            )
    refuse_early(draft.period)
    if draft.period.start > today and not draft.aspect.startswith(PLANNED):
        raise Invalid(_("%(period)s还没有到，不能提前填报。") % {"period": draft.period.label}, "period")


def _not_corrected_meanwhile(replaced: Sequence[Fact]) -> None:
    keys = [fact.pk for fact in replaced]
    if len(set(keys)) != len(keys):
        raise Invalid(_("同一条数据在本次中更正了两次，请合并。"))
    if keys and Fact.objects.filter(replaces__in=keys).exists():
        raise Conflict(_("这条数据刚被他人更正过，您的更正没有保存。请查看最新内容后再改。"))
