"""A compiled plan as JSON of the schema `gongjin.plan/1` (plan.schema.json beside this file), and back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from gongjin.compiler.document import Span
from gongjin.compiler.plan import (
    SCHEMA,
    Accrual,
    Citation,
    Commitment,
    CommitmentKind,
    Comparator,
    CompiledPlan,
    Deadline,
    DeadlineKind,
    Finding,
    Measure,
    Member,
    Post,
    Responsibility,
    Role,
    Row,
    Section,
    Severity,
    Strength,
    Target,
    TargetKind,
    TaskForce,
)



def _number(value: Decimal | None) -> int | float | None:
    """A whole figure as an integer, another as the nearest number that JSON knows."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _sure(row: Row) -> dict[str, Any]:
    return {"span": list(row.span), "confidence": row.confidence, "reason": row.reason}


def to_json(plan: CompiledPlan) -> dict[str, Any]:
    """The plan as an object of the schema. A person's name in the task force is left out."""
    return {
        "schema": SCHEMA,
        "text": plan.text,
        "title": plan.title,
        "attachment": plan.attachment,
        "issued": plan.issued,
        "years": list(plan.years),
        "sections": [
            {"id": row.id, "parent": row.parent, "level": row.level, "label": row.label, "title": row.title, "span": list(row.span)}
            for row in plan.sections
        ],
        "measures": [{"id": row.id, "section": row.section, "text": row.text, "span": list(row.span)} for row in plan.measures],
        "responsibilities": [
            {
                "section": row.section,
                "measure": row.measure,
                "target": row.target,
                "role": row.role.value,
                "unit": row.unit,
                "class": row.is_class,
                "open_ended": row.open_ended,
                "inferred": row.inferred,
                **_sure(row),
            }
            for row in plan.responsibilities
        ],
        "targets": [_target(row) for row in plan.targets],
        "commitments": [
            {
                "id": row.id,
                "section": row.section,
                "measure": row.measure,
                "kind": row.kind.value,
                "strength": row.strength.value,
                "reference": row.reference,
                "text": row.text,
                **_sure(row),
            }
            for row in plan.commitments
        ],
        "deadlines": [
            {
                "section": row.section,
                "measure": row.measure,
                "kind": row.kind.value,
                "start": row.start,
                "date": row.date,
                "rule": row.rule,
                "text": row.text,
                "span": list(row.span),
            }
            for row in plan.deadlines
        ],
        "documents": [{"name": row.name, "span": list(row.span)} for row in plan.documents],
        "programmes": [{"name": row.name, "span": list(row.span)} for row in plan.programmes],
        "task_force": None if plan.task_force is None else _task_force(plan.task_force),
        "findings": [
            {
                "rule": row.rule,
                "severity": row.severity.value,
                "message": row.message,
                "suggestion": row.suggestion,
                "span": list(row.span),
            }
            for row in plan.findings
        ],
    }


def _target(row: Target) -> dict[str, Any]:
    return {
        "id": row.id,
        "section": row.section,
        "measure": row.measure,
        "metric": row.metric,
        "comparator": row.comparator.value,
        "value": _number(row.value),
        "value2": _number(row.value2),
        "unit": row.unit,
        "kind": row.kind.value,
        "strength": row.strength.value,
        "accrual": None if row.accrual is None else row.accrual.value,
        "base": _number(row.base),
        "base_period": row.base_period,
        "scope": row.scope,
        "each": row.each,
        "part_of": row.part_of,
        "period": row.period,
        "text": row.text,
        **_sure(row),
    }


def _task_force(found: TaskForce) -> dict[str, Any]:
    return {
        "convener_post": found.convener.title if found.convener else None,
        "deputy_posts": [post.title for post in found.deputies],
        "office_in": found.office_in,
        "duties": found.duties,
        "members": [member.unit for member in found.members],
    }


def dumps(plan: CompiledPlan) -> str:
    """The plan as JSON text on one line, Chinese characters as they are."""
    return json.dumps(to_json(plan), ensure_ascii=False)


def from_json(data: dict[str, Any]) -> CompiledPlan:
    """The plan of a JSON object of the schema.

    Raises `ValueError` for another schema or an unknown word of an enumeration, `KeyError` for a missing key. What the
    schema does not hold (the span of a quantity, of a member, of the title) is as wide as the row around it, or empty.
    """
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}: {data.get('schema')!r}")
    text: str = data["text"]
    whole = Span(0, len(text))
    ends = [row["span"][0] for row in data["sections"][1:]] + [len(text)]
    return CompiledPlan(
        text=text,
        title=data["title"],
        attachment=data["attachment"],
        issued=data["issued"],
        years=tuple(data["years"]),
        sections=tuple(
            Section(
                id=row["id"],
                parent=row["parent"],
                level=row["level"],
                label=row["label"],
                title=row["title"],
                span=Span(*row["span"]),
                body=Span(row["span"][0], max(end, row["span"][1])),
            )
            for row, end in zip(data["sections"], ends, strict=True)
        ),
        measures=tuple(
            Measure(id=row["id"], section=row["section"], text=row["text"], span=Span(*row["span"])) for row in data["measures"]
        ),
        responsibilities=tuple(
            Responsibility(
                section=row["section"],
                measure=row["measure"],
                target=row["target"],
                role=Role(row["role"]),
                unit=row["unit"],
                is_class=row["class"],
                open_ended=row["open_ended"],
                inferred=row["inferred"],
                **_row(row),
            )
            for row in data["responsibilities"]
        ),
        targets=tuple(_target_from(row) for row in data["targets"]),
        commitments=tuple(
            Commitment(
                id=row["id"],
                section=row["section"],
                measure=row["measure"],
                kind=CommitmentKind(row["kind"]),
                strength=Strength(row["strength"]),
                reference=row["reference"],
                text=row["text"],
                **_row(row),
            )
            for row in data["commitments"]
        ),
        deadlines=tuple(
            Deadline(
                section=row["section"],
                measure=row["measure"],
                kind=DeadlineKind(row["kind"]),
                start=row["start"],
                date=row["date"],
                rule=row["rule"],
                text=row["text"],
                span=Span(*row["span"]),
            )
            for row in data["deadlines"]
        ),
        documents=tuple(Citation(name=row["name"], span=Span(*row["span"])) for row in data["documents"]),
        programmes=tuple(Citation(name=row["name"], span=Span(*row["span"])) for row in data["programmes"]),
        task_force=None if data["task_force"] is None else _task_force_from(data["task_force"], whole),
        findings=tuple(
            Finding(
                rule=row["rule"],
                severity=Severity(row["severity"]),
                message=row["message"],
                suggestion=row["suggestion"],
                span=Span(*row["span"]),
            )
            for row in data["findings"]
        ),
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {"span": Span(*row["span"]), "confidence": row["confidence"], "reason": row["reason"]}


def _decimal(value: int | float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _target_from(row: dict[str, Any]) -> Target:
    return Target(
        id=row["id"],
        section=row["section"],
        measure=row["measure"],
        metric=row["metric"],
        comparator=Comparator(row["comparator"]),
        value=Decimal(str(row["value"])),
        value2=_decimal(row["value2"]),
        unit=row["unit"],
        kind=TargetKind(row["kind"]),
        strength=Strength(row["strength"]),
        accrual=None if row["accrual"] is None else Accrual(row["accrual"]),
        base=_decimal(row["base"]),
        base_period=row["base_period"],
        scope=row["scope"],
        each=row["each"],
        part_of=row["part_of"],
        period=row["period"],
        text=row["text"],
        quantity=Span(*row["span"]),
        **_row(row),
    )


def _task_force_from(data: dict[str, Any], whole: Span) -> TaskForce:
    convener = data["convener_post"]
    return TaskForce(
        convener=None if convener is None else Post(title=convener, span=whole),
        deputies=tuple(Post(title=post, span=whole) for post in data["deputy_posts"]),
        members=tuple(Member(unit=unit, span=whole) for unit in data["members"]),
        office_in=data["office_in"],
        duties=data["duties"],
        span=whole,
    )
