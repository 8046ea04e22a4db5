"""A compiled plan as a table for Excel: a row for each measure, target and commitment, in the order of the text.

Only imported when a table is asked for: writing workbooks takes longer to load than a plan takes to compile.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from gongjin.compiler.plan import Commitment, Comparator, CompiledPlan, Measure, Role, Section, Strength, Target
from gongjin.core.sheets import Column, ColumnKind, SheetMeta, SheetRow, SheetSpec, Value, write
from gongjin.core.texts import gettext as _

_COMPARATORS = {
    Comparator.EQ: "＝", Comparator.GE: "≥", Comparator.GT: "＞", Comparator.LE: "≤", Comparator.LT: "＜",
    Comparator.ABOUT: "≈", Comparator.RANGE: "～",
}  # fmt: skip
_STRENGTHS = {Strength.ENSURE: _("确保"), Strength.STRIVE: _("力争"), Strength.PLAIN: ""}
_Item: TypeAlias = Measure | Target | Commitment
_INJECTS = ("=", "+", "-", "@", "\t", "\r")


def spec(several: bool) -> SheetSpec:
    """The columns; the first names the file where there are several."""
    file = (Column(key="file", title=_("文件"), width=24, merge=True),) if several else ()
    return SheetSpec(
        id="compiler.rows",
        name=_("编译结果"),
        columns=(
            *file,
            Column(key="section", title=_("章节"), width=20, merge=True),
            Column(key="task", title=_("任务"), width=24, merge=True),
            Column(key="kind", title=_("类别"), width=10),
            Column(key="text", title=_("原文"), width=44),
            Column(key="metric", title=_("指标"), width=18),
            Column(key="comparator", title=_("比较"), width=6),
            Column(key="value", title=_("数值"), width=12, kind=ColumnKind.FIGURE),
            Column(key="value2", title=_("上限"), width=12, kind=ColumnKind.FIGURE),
            Column(key="unit", title=_("单位"), width=10),
            Column(key="strength", title=_("表述强度"), width=8),
            Column(key="lead", title=_("牵头单位"), width=18),
            Column(key="responsible", title=_("责任单位"), width=26),
            Column(key="cooperate", title=_("配合单位"), width=20),
            Column(key="due", title=_("时限"), width=14),
            Column(key="confidence", title=_("可信度"), width=8, kind=ColumnKind.FIGURE),
            Column(key="reason", title=_("判断依据"), width=26),
        ),
    )


def workbook(plans: Sequence[tuple[str, CompiledPlan]]) -> bytes:
    """An .xlsx of the rows of one plan or several, each with the name of its file."""
    title = plans[0][1].title if len(plans) == 1 else None
    return write(
        spec(len(plans) > 1), list(_all(plans)), SheetMeta(title=title or _("编译结果"), subject="", note=_note(plans))
    )


def comma_separated(plans: Sequence[tuple[str, CompiledPlan]]) -> bytes:
    """The same as CSV in UTF-8 with the mark that Excel needs to see it; no cell is taken for a formula."""
    columns = spec(len(plans) > 1).columns
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.title for column in columns])
    for row in _all(plans):
        writer.writerow([_cell(row.values.get(column.key)) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if isinstance(value, str):
        line = value.replace("\u2028", "\n")
        return f"'{line}" if line.startswith(_INJECTS) else line
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else value.isoformat()


def _note(plans: Iterable[tuple[str, CompiledPlan]]) -> str:
    return _("来源：%(files)s；各项均为方案原文所载，空格表示方案未写明。") % {"files": "、".join(n for n, _p in plans)}


def _all(plans: Sequence[tuple[str, CompiledPlan]]) -> Iterator[SheetRow]:
    for number, (name, plan) in enumerate(plans):
        for row in rows(plan):
            yield SheetRow(f"{number}/{row.key}", {"file": name, **row.values})


def rows(plan: CompiledPlan) -> Iterator[SheetRow]:
    """The rows of a plan. A task without measures, targets or commitments has a row of its own."""
    by_id = {section.id: section for section in plan.sections}
    items: dict[str, list[_Item]] = defaultdict(list)
    everything: tuple[_Item, ...] = (*plan.measures, *plan.targets, *plan.commitments)
    for item in everything:
        items[item.section].append(item)
    units, dates = _units(plan), _dates(plan)
    for section in plan.sections:
        base: dict[str, Value] = {
            "section": _above(section, by_id),
            "task": f"{section.label}{section.title}",
        }
        found = sorted(items[section.id], key=lambda item: (item.span, not isinstance(item, Measure)))
        if not found and section.task:
            answer = {role: units[section.id, None, role] for role in Role}
            yield SheetRow(
                section.id,
                {**base, "kind": _("任务"), "due": dates[section.id, None], **_roles(answer)},
            )
        for item in found:
            measure = item.id if isinstance(item, Measure) else item.measure
            answer = {role: units[section.id, measure, role] or units[section.id, None, role] for role in Role}
            yield SheetRow(
                item.id,
                {
                    **base,
                    **_facts(item),
                    **_roles(answer),
                    "text": item.text,
                    "due": dates[section.id, measure],
                    "confidence": Decimal(str(round(item.confidence, 2))),
                    "reason": item.reason,
                },
            )


def _facts(item: _Item) -> dict[str, Value]:
    match item:
        case Measure():
            return {"kind": _("举措")}
        case Commitment():
            return {"kind": _("定性要求"), "strength": _STRENGTHS[item.strength]}
        case Target():
            return {
                "kind": _("量化目标"),
                "metric": item.metric,
                "comparator": _COMPARATORS[item.comparator],
                "value": item.value,
                "value2": item.value2,
                "unit": item.unit,
                "strength": _STRENGTHS[item.strength],
            }


def _above(section: Section, by_id: dict[str, Section]) -> str:
    parent = by_id.get(section.parent or "")
    return f"{parent.label}{parent.title}" if parent else ""


def _units(plan: CompiledPlan) -> dict[tuple[str, str | None, Role], str]:
    names: dict[tuple[str, str | None, Role], dict[str, None]] = defaultdict(dict)
    more: set[tuple[str, str | None, Role]] = set()
    for row in plan.responsibilities:
        place = (row.section, row.measure, row.role)
        names[place][row.unit] = None
        if row.open_ended:
            more.add(place)
    joined = {place: "、".join(units) + (_("等") if place in more else "") for place, units in names.items()}
    return defaultdict(str, joined)


def _dates(plan: CompiledPlan) -> dict[tuple[str, str | None], str]:
    found: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for row in plan.deadlines:
        found[row.section, row.measure].append(row.text)
    return defaultdict(str, {place: "；".join(dict.fromkeys(texts)) for place, texts in found.items()})


def _roles(answer: dict[Role, str]) -> dict[str, Value]:
    return {
        "lead": answer[Role.LEAD],
        "responsible": answer[Role.RESPONSIBLE],
        "cooperate": answer[Role.COOPERATE],
    }
