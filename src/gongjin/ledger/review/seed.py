"""The first rows of a review: what the compiler understood, and the unit names that have to be settled."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Row, TaskForce
from gongjin.core.figures import canonical
from gongjin.ledger.matching.names import Directory
from gongjin.ledger.models import DraftKind, DraftName, DraftRow, PlanVersion
from gongjin.ledger.review.values import CitationKind, clipped, problem
from gongjin.people.models import Jurisdiction
from gongjin.people.queries import units


def _figure(value: Decimal | None) -> str:
    if value is None:
        return ""
    try:
        return canonical(value)
    except ValueError:
        return format(value, "f")


class _Places:
    """The section that an offset stands in: the one whose body starts last before it."""

    def __init__(self, plan: CompiledPlan) -> None:
        known = sorted((section.body.start, section.id) for section in plan.sections)
        self._starts = [start for start, _id in known]
        self._ids = [section_id for _start, section_id in known]

    def at(self, span: Span) -> str:
        index = bisect_right(self._starts, span.start) - 1
        return self._ids[index] if index >= 0 else ""


def _row(
    version: PlanVersion, kind: DraftKind, key: str, section: str, row: Row, values: Mapping[str, object]
) -> DraftRow:
    shaped = clipped(kind, {name: "" if value is None else value for name, value in values.items()})
    wrong = problem(kind, shaped)
    return DraftRow(
        version=version,
        kind=kind,
        key=key[:40],
        section=section,
        order=0,
        values=shaped,
        start=row.span.start,
        end=row.span.end,
        confidence=0.0 if wrong else row.confidence,
        reason=wrong.message if wrong else row.reason,
    )


def _persons(force: TaskForce) -> list[int]:
    posts = [post for post in (force.convener, *force.deputies) if post is not None and post.person is not None]
    return [offset for post in posts if post.person is not None for offset in post.person]


def _outline(version: PlanVersion, plan: CompiledPlan) -> Iterator[DraftRow]:
    for section in plan.sections:
        yield _row(version, DraftKind.SECTION, section.id, section.id, section, {
            "label": section.label, "title": section.title or section.label, "task": section.task,
            "level": section.level, "parent": section.parent,
            "body_start": section.body.start, "body_end": section.body.end,
        })  # fmt: skip
    for measure in plan.measures:
        yield _row(version, DraftKind.MEASURE, measure.id, measure.section, measure, {"text": measure.text})


def _commitments(version: PlanVersion, plan: CompiledPlan) -> Iterator[DraftRow]:
    for t in plan.targets:
        yield _row(version, DraftKind.TARGET, t.id, t.section, t, {
            "metric": t.metric or t.text, "comparator": t.comparator.value, "value": _figure(t.value),
            "value2": _figure(t.value2), "unit": t.unit, "kind": t.kind.value, "strength": t.strength.value,
            "accrual": t.accrual.value if t.accrual else "", "base": _figure(t.base), "base_period": t.base_period,
            "period": t.period, "scope": t.scope, "each": t.each, "part_of": t.part_of, "measure": t.measure,
            "text": t.text, "quantity": list(t.quantity),
        })  # fmt: skip
    for c in plan.commitments:
        yield _row(version, DraftKind.COMMITMENT, c.id, c.section, c, {
            "kind": c.kind.value, "strength": c.strength.value, "reference": c.reference, "measure": c.measure,
            "text": c.text,
        })  # fmt: skip


def _duties(version: PlanVersion, plan: CompiledPlan) -> Iterator[DraftRow]:
    for n, r in enumerate(plan.responsibilities, 1):
        yield _row(version, DraftKind.RESPONSIBILITY, f"r{n}", r.section, r, {
            "unit": r.unit, "role": r.role.value, "measure": r.measure, "target": r.target, "is_class": r.is_class,
            "open_ended": r.open_ended, "inferred": r.inferred,
        })  # fmt: skip
    for n, d in enumerate(plan.deadlines, 1):
        yield _row(version, DraftKind.DEADLINE, f"d{n}", d.section, d, {
            "kind": d.kind.value, "start": d.start, "date": d.date, "rule": d.rule, "measure": d.measure,
            "text": d.text,
        })  # fmt: skip


def _rest(version: PlanVersion, plan: CompiledPlan) -> Iterator[DraftRow]:
    places = _Places(plan)
    for kind, found in ((CitationKind.DOCUMENT, plan.documents), (CitationKind.PROGRAMME, plan.programmes)):
        for n, cited in enumerate(found, 1):
            key = f"c-{kind.value}-{n}"
            values = {"kind": kind.value, "name": cited.name}
            yield _row(version, DraftKind.CITATION, key, places.at(cited.span), cited, values)
    force = plan.task_force
    if force is None:
        return
    yield _row(version, DraftKind.TASK_FORCE, "force", places.at(force.span), force, {
        "name": force.name, "convener_post": force.convener.title if force.convener else "",
        "deputy_posts": [post.title for post in force.deputies], "office_in": force.office_in, "duties": force.duties,
        "members_open_ended": force.members_open_ended, "persons": _persons(force),
    })  # fmt: skip
    for n, member in enumerate(force.members, 1):
        key, values = f"m{n}", {"unit": member.unit}
        yield _row(version, DraftKind.MEMBER, key, places.at(member.span), member, values)


def drafts(version: PlanVersion, plan: CompiledPlan) -> list[DraftRow]:
    """The unsaved rows of a version's review, in the order of the text."""
    rows = [*_outline(version, plan), *_commitments(version, plan), *_duties(version, plan), *_rest(version, plan)]
    rank = {kind: place for place, kind in enumerate(DraftKind.values)}
    rows.sort(key=lambda row: (row.start, rank[row.kind], -row.end))
    for order, row in enumerate(rows, 1):
        row.order = order
    return rows


def place_name(jurisdiction: Jurisdiction) -> str:
    """The government's place, as names of units begin with it: without a remark in brackets."""
    return re.sub(r"[（(].*?[）)]", "", jurisdiction.name).removesuffix("人民政府").strip()


def directory(jurisdiction: Jurisdiction) -> Directory:
    """The units in use, prepared for matching names."""
    return Directory(units(jurisdiction).filter(active=True), (place_name(jurisdiction),))


def named(rows: Iterable[DraftRow]) -> dict[str, bool]:
    """Every unit name that rows have, in order, and whether it stands for a class of units (各乡镇)."""
    found: dict[str, bool] = {}
    for row in rows:
        if row.kind in (DraftKind.RESPONSIBILITY, DraftKind.MEMBER):
            name = str(row.values["unit"])
            found[name] = found.get(name, True) and bool(row.values.get("is_class"))
    return {name: is_class for name, is_class in found.items() if name}


def proposed_names(version: PlanVersion, names: Mapping[str, bool]) -> list[DraftName]:
    """Unsaved proposals for names: exact ones are matched, a class of units stands aside, the rest waits."""
    known = directory(version.plan.jurisdiction)
    proposals = []
    for written, is_class in names.items():
        unit, score, reason = known.suggest(written)
        status = "matched" if score == 1.0 else "open"
        if is_class and unit is None:
            status, reason = "aside", _("泛指一类单位，不对应某一个单位")
        proposals.append(
            DraftName(version=version, written=written, unit=unit, score=score, reason=reason[:200], status=status)
        )
    return proposals


def seed(version: PlanVersion, plan: CompiledPlan) -> list[DraftRow]:
    """Store the review's first rows and names for a version that has none."""
    rows = DraftRow.objects.bulk_create(drafts(version, plan), batch_size=500)
    DraftName.objects.bulk_create(proposed_names(version, named(rows)), batch_size=500)
    return rows
