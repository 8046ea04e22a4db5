"""Moves and amounts turned into facts about to be recorded, after their checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.figures import FigureError, grouped, to_scaled
from gongjin.core.periods import Period, PeriodError
from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.register.checks import checked_figure, checked_move, unlike
from gongjin.tracking.kinds.register.form import STAGE, Form
from gongjin.tracking.kinds.register.way import Step, way
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.recording import Draft
from gongjin.tracking.rules.holdings import Known

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Move:
    """An entry is at a stage from a day on; `why` where it went back."""

    item: Item
    stage: str
    on: date
    proofs: tuple[Evidence, ...] = ()
    why: str = ""
    source: str = ""

    def payload(self) -> dict[str, object]:
        """What the chain keeps beside the record."""
        return {"item": str(self.item.public_id), "stage": self.stage, "on": self.on.isoformat(), "why": self.why}


@dataclass(frozen=True, slots=True)
class Amount:
    """Figures of an entry that hold for a period, by the key of their field, as typed."""

    item: Item
    period: Period
    values: Mapping[str, str | Decimal] = field(default_factory=dict)
    proofs: tuple[Evidence, ...] = ()
    source: str = ""

    def payload(self) -> dict[str, object]:
        """What the chain keeps beside the record."""
        values = {key: str(value) for key, value in self.values.items()}
        return {"item": str(self.item.public_id), "period": str(self.period), "values": values}


def stage_drafts(target: DataSet, form: Form, moves: Sequence[Move], *, fresh: bool = False) -> list[Draft]:
    """The facts of moves; several of one entry in one act are taken by day. `fresh` entries have no moves yet.

    Raises `Invalid`, see `checks.checked_move`.
    """
    known = {} if fresh else facts_by_item(target)
    drafts: list[Draft] = []
    for number, move in enumerate(sorted(moves, key=lambda move: move.on)):
        key = str(move.item.public_id)
        steps: tuple[Step, ...] = way(form, known.get(key, ()))
        period = day_period(move.on)
        checked_move(form, move.item.name, steps, move.stage, move.on, move.why)
        drafts.append(
            Draft(STAGE, period, word=move.stage, item=move.item, why=move.why, source=move.source, proofs=move.proofs)
        )
        fact = Known(
            f"~{number:06}", STAGE, period, word=move.stage, item=key, recorded_at=_LAST, proofs=len(move.proofs)
        )
        known.setdefault(key, []).append(fact)
    return drafts


def figure_drafts(target: DataSet, form: Form, amounts: Sequence[Amount], *, may_correct: bool = False) -> list[Draft]:
    """The facts of amounts; `may_correct` where the caller makes corrections of those for a period that has one.

    Raises `Invalid`, see `RecordFigures`.
    """
    drafts: list[Draft] = []
    stated: set[int] = set()
    for amount in amounts:
        for key, typed in amount.values.items():
            if isinstance(typed, str) and not typed.strip():
                continue
            value, with_unit = checked_figure(form, key, typed)
            declared = form.figure(key)
            assert declared is not None  # noqa: S101 (checked_figure refuses what is not declared)
            try:
                to_scaled(value)
            except FigureError as error:
                raise Invalid(str(error), key) from error
            if with_unit:
                stated.add(len(drafts))
            drafts.append(
                Draft(declared.aspect, amount.period, value=value, item=amount.item, source=amount.source,
                      proofs=amount.proofs)
            )  # fmt: skip
    if drafts:
        if not may_correct:
            _one_value_a_period(target, drafts)
        _one_unit_a_column(target, form, [draft for place, draft in enumerate(drafts) if place not in stated])
    return drafts


def replaced_by(target: DataSet, drafts: Iterable[Draft], why: str) -> list[Draft]:
    """The same drafts, each of which corrects what was said of the same period; those that say the same are dropped."""
    there = {
        (fact.item_id, fact.aspect, fact.period): fact for fact in target.facts.filter(replaced_by=None, void=False)
    }
    found: list[Draft] = []
    for draft in drafts:
        old = there.get((draft.item.pk if draft.item else None, draft.aspect, str(draft.period)))
        if old is None:
            found.append(draft)
        elif old.value != draft.value:
            found.append(replace(draft, replaces=old, why=why))
    return found


def facts_by_item(target: DataSet) -> dict[str, list[Known]]:
    """What is known of each entry."""
    return holdings(target, clock.today()).by_item()


def day_period(day: date) -> Period:
    """The day as a period. Raises `Invalid` for one that cannot be."""
    try:
        return Period.of_day(day)
    except PeriodError as error:
        raise Invalid(_("日期 %(day)s 超出范围，请检查年份。") % {"day": day.isoformat()}, "on") from error


def _one_value_a_period(target: DataSet, drafts: Sequence[Draft]) -> None:
    seen: dict[tuple[int | None, str, str], Decimal | None] = {}
    items = [draft.item.pk for draft in drafts if draft.item is not None]
    for fact in target.facts.filter(item__in=items, aspect__startswith="figure.", replaced_by=None, void=False):
        seen[fact.item_id, fact.aspect, fact.period] = fact.value
    for draft in drafts:
        key = (draft.item.pk if draft.item else None, draft.aspect, str(draft.period))
        if key in seen:
            raise Invalid(
                _("“%(item)s”%(period)s已填报 %(value)s；如需更改，请用“更正”并写明原因。")
                % {"item": draft.item, "period": draft.period.label, "value": grouped(seen[key] or Decimal(0))},
                draft.aspect,
            )
        seen[key] = draft.value


def _one_unit_a_column(target: DataSet, form: Form, drafts: Sequence[Draft]) -> None:
    """Money in 元 among money in 万元 is a slip that sums would hide."""
    for declared in form.figures:
        fresh = [draft for draft in drafts if draft.aspect == declared.aspect and draft.value is not None]
        if not fresh or not declared.unit.endswith("元"):
            continue
        there = [
            fact.value
            for fact in target.facts.filter(aspect=declared.aspect, replaced_by=None, void=False)
            if fact.value is not None
        ]
        odd = unlike(declared, [draft.value for draft in fresh if draft.value is not None], there)
        if odd is not None:
            item = next(draft.item for draft in fresh if draft.value == odd)
            raise Invalid(
                _("“%(item)s”的%(field)s %(value)s 与其他条目相差上千倍，单位应为%(unit)s，疑似填错单位；"
                  "确实如此的，请连单位一起填写。")
                % {"item": item, "field": declared.label, "value": grouped(odd), "unit": declared.unit},
                declared.key,
            )  # fmt: skip
