"""Every change of a duty: what was done, when, where, by how many, what was counted and found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.duty.checks import checked_counts, checked_day, checked_people, checked_time
from gongjin.tracking.kinds.duty.findings import Finding, enter_findings, register_of
from gongjin.tracking.kinds.duty.form import RECORD, Form, form_of
from gongjin.tracking.kinds.duty.states import TABLE
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.recording import Draft, record

Key = tuple[int | None, str, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The duty done once. `counts` are typed amounts by key; `by` says who led it; `note` what there was to say."""

    on: date
    people: int
    place: Item | None = None
    time: str = ""
    by: str = ""
    note: str = ""
    counts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    proofs: tuple[Evidence, ...] = ()

    def payload(self) -> dict[str, object]:
        """What the chain keeps beside the record."""
        return {
            "on": self.on.isoformat(),
            "place": None if self.place is None else str(self.place.public_id),
            "people": self.people,
            "counts": dict(self.counts),
            "findings": [finding.words for finding in self.findings],
        }


@dataclass(frozen=True)
class RecordDuty(Action[DataSet]):
    """Record occasions, all or none; what was found enters the rectification register in the same act.

    Raises `Invalid` for a day to come, a place that is missing or another duty's, the same occasion twice, counts
    that the duty does not know or that are no whole pieces, and findings where no register is named for them.
    """

    code: ClassVar[str] = "tracking.duty.record"
    table: ClassVar[StateTable] = TABLE
    occasions: Sequence[Occasion]
    origin: str = "typed"

    def payload(self) -> dict[str, object]:
        return {"occasions": [occasion.payload() for occasion in self.occasions]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        form = form_of(target.settings)
        if not self.occasions:
            raise Invalid(_("没有要登记的记录。"))
        seen = there(target, [occasion.on for occasion in self.occasions])
        drafts: list[Draft] = []
        for occasion in self.occasions:
            draft = draft_of(target, form, occasion)
            once(target, draft, seen)
            if occasion.findings:
                entered = enter_findings(register_of(target, form), occasion.findings, occasion.on, occasion.place, act)
                draft.detail["findings"] = "、".join(item.code for item in entered)
            drafts.append(replace(draft, origin=self.origin))
        record(target, drafts, act)
        return target


def draft_of(target: DataSet, form: Form, occasion: Occasion) -> Draft:
    """An occasion as a fact, its findings not yet entered. Raises `Invalid`, which names the field."""
    period = checked_day(occasion.on)
    if occasion.place is None and form.each_place:
        raise Invalid(_("请选择地点或路线。"), "place")
    detail = checked_counts(form, occasion.counts)
    for key, text in (("time", checked_time(occasion.time)), ("by", occasion.by.strip()[:60])):
        if text:
            detail[key] = text
    if len(occasion.note) > 2000:
        raise Invalid(_("情况说明不超过 2000 字。"), "note")
    if occasion.note.strip():
        detail["note"] = occasion.note.strip()
    word = _("发现问题 %(n)s 个") % {"n": len(occasion.findings)} if occasion.findings else ""
    people = checked_people(occasion.people)
    return Draft(RECORD, period, value=people, word=word, item=occasion.place, detail=detail, proofs=occasion.proofs)


def once(target: DataSet, draft: Draft, seen: set[Key]) -> None:
    """Raise `Invalid` for an occasion that is among those seen, else count it among them."""
    key = (draft.item.pk if draft.item else None, str(draft.period), draft.detail.get("time", ""))
    if key in seen:
        shown = {"day": draft.period.label, "place": draft.item or target.name}
        raise Invalid(_("%(place)s %(day)s已有同一时间的记录，请勿重复登记。") % shown, "on")
    seen.add(key)


def there(target: DataSet, days: Collection[date]) -> set[Key]:
    """The occasions that are recorded of some days."""
    found = target.facts.filter(aspect=RECORD, ends__in=days, replaced_by=None, void=False)
    return {(item, period, (detail or {}).get("time", "")) for item, period, detail in
            found.values_list("item", "period", "detail")}  # fmt: skip
