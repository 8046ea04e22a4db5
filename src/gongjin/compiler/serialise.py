"""The plan as JSON, in the shape of `plan.schema.json`, and back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, TypeAlias

from gongjin.compiler import plan as p
from gongjin.compiler.document import Span

Json: TypeAlias = dict[str, Any]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _sure(row: p.Row) -> Json:
    return {"span": list(row.span), "confidence": row.confidence, "reason": row.reason}


def to_json(plan: p.CompiledPlan) -> Json:
    """The plan as plain values; spans are `[start, end)` in code points of `text`."""
    return {
        "schema": p.SCHEMA,
        "text": plan.text,
        "title": plan.title,
        "title_span": list(plan.title_span) if plan.title_span else None,
        "attachment": plan.attachment,
        "issued": plan.issued,
        "years": list(plan.years),
        "preface": [list(span) for span in plan.preface],
        "sections": [
            {"id": s.id, "parent": s.parent, "level": s.level, "label": s.label, "title": s.title}
            | {"body": list(s.body), "task": s.task}
            | _sure(s)
            for s in plan.sections
        ],
        "measures": [{"id": m.id, "section": m.section, "text": m.text} | _sure(m) for m in plan.measures],
        "responsibilities": [_responsibility(r) for r in plan.responsibilities],
        "targets": [_target(t) for t in plan.targets],
        "commitments": [
            {"id": c.id, "section": c.section, "measure": c.measure, "kind": c.kind.value, "strength": c.strength.value}
            | {"reference": c.reference, "text": c.text}
            | _sure(c)
            for c in plan.commitments
        ],
        "deadlines": [
            {"section": d.section, "measure": d.measure, "kind": d.kind.value, "start": d.start, "date": d.date}
            | {"rule": d.rule, "text": d.text}
            | _sure(d)
            for d in plan.deadlines
        ],
        "documents": [{"name": c.name} | _sure(c) for c in plan.documents],
        "programmes": [{"name": c.name} | _sure(c) for c in plan.programmes],
        "task_force": _task_force(plan.task_force) if plan.task_force else None,
        "findings": [
            {"rule": f.rule, "severity": f.severity.value, "message": f.message, "suggestion": f.suggestion} | _sure(f)
            for f in plan.findings
        ],
    }


def _responsibility(row: p.Responsibility) -> Json:
    return {
        "section": row.section,
        "measure": row.measure,
        "target": row.target,
        "role": row.role.value,
        "unit": row.unit,
        "class": row.is_class,
        "open_ended": row.open_ended,
        "inferred": row.inferred,
    } | _sure(row)


def _target(row: p.Target) -> Json:
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
        "accrual": row.accrual.value if row.accrual else None,
        "base": _number(row.base),
        "base_period": row.base_period,
        "scope": row.scope,
        "each": row.each,
        "part_of": row.part_of,
        "period": row.period,
        "text": row.text,
        "quantity": list(row.quantity),
    } | _sure(row)


def _task_force(force: p.TaskForce) -> Json:
    return {
        "name": force.name,
        "convener_post": force.convener.title if force.convener else None,
        "deputy_posts": [post.title for post in force.deputies],
        "office_in": force.office_in,
        "duties": force.duties,
        "members": [member.unit for member in force.members],
        "members_open_ended": force.members_open_ended,
        "posts": [
            {"title": post.title, "person": list(post.person) if post.person else None} | _sure(post)
            for post in ([force.convener] if force.convener else []) + list(force.deputies)
        ],
        "member_rows": [{"unit": member.unit} | _sure(member) for member in force.members],
    } | _sure(force)


def dumps(plan: p.CompiledPlan) -> str:
    """The JSON text, UTF-8 characters as they are, one line feed at the end."""
    return json.dumps(to_json(plan), ensure_ascii=False, indent=1) + "\n"


def _row(data: Json) -> Json:
    return {"span": Span(*data["span"]), "confidence": data.get("confidence", 1.0), "reason": data.get("reason", "")}


def _decimal(value: float | int | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value) if isinstance(value, float) else value)


def from_json(data: Json) -> p.CompiledPlan:
    """The plan of what `to_json` gave. Raises `KeyError` or `ValueError` for anything else."""
    if data["schema"] != p.SCHEMA:
        raise ValueError(data["schema"])
    return p.CompiledPlan(
        text=data["text"],
        title=data["title"],
        title_span=Span(*data["title_span"]) if data["title_span"] else None,
        attachment=data["attachment"],
        issued=data["issued"],
        years=tuple(data["years"]),
        preface=tuple(Span(*span) for span in data["preface"]),
        sections=tuple(
            p.Section(**_picked(s, "id", "parent", "level", "label", "title", "task"), body=Span(*s["body"]), **_row(s))
            for s in data["sections"]
        ),
        measures=tuple(p.Measure(**_picked(m, "id", "section", "text"), **_row(m)) for m in data["measures"]),
        responsibilities=tuple(
            p.Responsibility(
                **_picked(r, "section", "measure", "target", "unit", "open_ended", "inferred"),
                role=p.Role(r["role"]),
                is_class=r["class"],
                **_row(r),
            )
            for r in data["responsibilities"]
        ),
        targets=tuple(_read_target(t) for t in data["targets"]),
        commitments=tuple(
            p.Commitment(
                **_picked(c, "id", "section", "measure", "reference", "text"),
                kind=p.CommitmentKind(c["kind"]),
                strength=p.Strength(c["strength"]),
                **_row(c),
            )
            for c in data["commitments"]
        ),
        deadlines=tuple(
            p.Deadline(
                **_picked(d, "section", "measure", "start", "date", "rule", "text"),
                kind=p.DeadlineKind(d["kind"]),
                **_row(d),
            )
            for d in data["deadlines"]
        ),
        documents=tuple(p.Citation(name=c["name"], **_row(c)) for c in data["documents"]),
        programmes=tuple(p.Citation(name=c["name"], **_row(c)) for c in data["programmes"]),
        task_force=_read_force(data["task_force"]) if data["task_force"] else None,
        findings=tuple(
            p.Finding(
                **_picked(f, "rule", "message", "suggestion"),
                severity=p.Severity(f["severity"]),
                **_row(f),
            )
            for f in data["findings"]
        ),
    )


def _picked(data: Json, *names: str) -> Json:
    return {name: data[name] for name in names}


def _read_target(data: Json) -> p.Target:
    value = _decimal(data["value"])
    if value is None:
        raise ValueError(data["id"])
    return p.Target(
        **_picked(data, "id", "section", "measure", "metric", "unit", "base_period", "scope", "each", "part_of"),
        **_picked(data, "period", "text"),
        comparator=p.Comparator(data["comparator"]),
        value=value,
        value2=_decimal(data["value2"]),
        kind=p.TargetKind(data["kind"]),
        strength=p.Strength(data["strength"]),
        accrual=p.Accrual(data["accrual"]) if data["accrual"] else None,
        base=_decimal(data["base"]),
        quantity=Span(*data["quantity"]),
        **_row(data),
    )


def _read_force(data: Json) -> p.TaskForce:
    posts = [
        p.Post(title=post["title"], person=Span(*post["person"]) if post["person"] else None, **_row(post))
        for post in data["posts"]
    ]
    leads = data["convener_post"] is not None
    return p.TaskForce(
        **_picked(data, "name", "office_in", "duties", "members_open_ended"),
        convener=posts[0] if leads else None,
        deputies=tuple(posts[1:] if leads else posts),
        members=tuple(p.Member(unit=member["unit"], **_row(member)) for member in data["member_rows"]),
        **_row(data),
    )
