"""The milestones of a project as a workbook: out with days and slip, back with new plans and forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.core import clock
from gongjin.core.sheets import (
    CellChange,
    CellError,
    Column,
    ColumnKind,
    Reading,
    ReadRow,
    SheetMeta,
    SheetRefused,
    SheetRow,
    SheetSpec,
    changes,
    read,
    write,
)
from gongjin.tracking.kinds.project.actions import NewMilestone
from gongjin.tracking.kinds.project.aspects import MilestoneKind
from gongjin.tracking.kinds.project.milestones import Milestone
from gongjin.tracking.models import DataSet

WHY = "why"


def spec() -> SheetSpec:
    """The columns. The day done is not among those that may be changed: it needs its proof."""
    kinds = tuple((kind.value, kind.label) for kind in MilestoneKind)
    figure, day = ColumnKind.FIGURE, ColumnKind.DATE
    return SheetSpec(
        id="tracking.project.milestones",
        name=_("项目节点"),
        columns=(
            Column(key="name", title=_("节点"), width=30, editable=True, required=True),
            Column(key="kind", title=_("类别"), width=8, kind=ColumnKind.CHOICE, choices=kinds, editable=True),
            Column(key="weight", title=_("权重"), width=8, kind=figure, editable=True),
            Column(key="first", title=_("原计划日期"), width=13, kind=day),
            Column(key="planned", title=_("计划完成日期"), width=13, kind=day, editable=True),
            Column(key="forecast", title=_("预计完成日期"), width=13, kind=day, editable=True),
            Column(key="done", title=_("实际完成日期"), width=13, kind=day),
            Column(key="state", title=_("情况"), width=16),
            Column(key=WHY, title=_("调整原因"), width=24, editable=True),
        ),
    )


def rows(found: Sequence[Milestone], on: date) -> list[SheetRow]:
    """The milestones as they stand."""
    return [
        SheetRow(
            item.key,
            {
                "name": item.name, "kind": item.kind.value, "weight": item.weight, "first": item.first,
                "planned": item.planned, "forecast": item.forecast, "done": item.done, "state": state(item, on),
                WHY: None,
            },
        )
        for item in found
    ]  # fmt: skip


def state(item: Milestone, on: date) -> str:
    """How a milestone stands, in a few words."""
    if item.counts:
        slip = item.slip(on) or 0
        return _("完成，晚 %(days)d 天") % {"days": slip} if slip > 0 else _("完成")
    if item.done is not None:
        return _("缺少有效佐证")
    overdue = item.overdue(on)
    return _("逾期 %(days)d 天") % {"days": overdue} if overdue else _("未完成")


def workbook(data_set: DataSet, found: Sequence[Milestone]) -> bytes:
    """The workbook of a project."""
    today = clock.today()
    note = _("可修改权重、计划和预计日期（改计划须写原因），或在下方增加节点；实际完成须在系统中连同佐证填报。")
    meta = SheetMeta(title=_("%(name)s：项目节点") % {"name": data_set.name}, subject=data_set.code, note=note)
    return write(spec(), rows(found, today), meta)


@dataclass(frozen=True, slots=True)
class Revision:
    """What the workbook changes of one milestone; None leaves it."""

    key: str
    planned: date | None = None
    weight: Decimal | None = None
    forecast: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook that came back would do. With errors it does nothing."""

    changes: tuple[CellChange, ...]
    revisions: tuple[Revision, ...]
    added: tuple[NewMilestone, ...]
    errors: tuple[CellError, ...]
    removed: int

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.revisions and not self.added


def preview(data_set: DataSet, found: Sequence[Milestone], data: bytes) -> Preview:
    """What a workbook would change. Raises `SheetRefused` for one of another table or project."""
    reading = read(data, spec())
    if reading.meta.subject != data_set.code:
        raise SheetRefused("other", _("这是另一个项目的工作簿，请上传“%(name)s”导出的文件。") % {"name": data_set.name})
    proposed = changes(rows(found, clock.today()), reading)
    errors = list(reading.errors)
    touched: dict[str, list[CellChange]] = {}
    for item in proposed:
        touched.setdefault(item.key, []).append(item)
    revisions: list[Revision] = []
    for key, cells in touched.items():
        values = {cell.column: cell.new for cell in cells}
        for cell in cells:
            errors += _fault(cell, values)
        if values.keys() & {"planned", "weight", "forecast"}:
            revisions.append(_revision(key, values))
    added = [new for row in reading.added if (new := _added(row, reading, errors)) is not None]
    return Preview(tuple(proposed), tuple(revisions), tuple(added), tuple(errors), len(reading.removed))


def _fault(cell: CellChange, values: Mapping[str, object]) -> list[CellError]:
    message = ""
    if cell.column in {"name", "kind"}:
        message = _("已有节点的名称和类别请在系统中修改。")
    elif cell.conflict:
        message = _("导出后已被他人改过，请重新导出后再改。")
    elif cell.column != WHY and cell.new is None:
        message = _("不能清空；不再需要的节点请在系统中撤销。")
    elif cell.column in {"planned", "weight"} and not values.get(WHY):
        message = _("请在“调整原因”栏写明原因。")
    return [CellError(cell.row, cell.letter, cell.title, message)] if message else []


def _revision(key: str, values: Mapping[str, object]) -> Revision:
    planned, weight, forecast = values.get("planned"), values.get("weight"), values.get("forecast")
    return Revision(
        key,
        planned if isinstance(planned, date) else None,
        weight if isinstance(weight, Decimal) else None,
        forecast if isinstance(forecast, date) else None,
        str(values.get(WHY) or ""),
    )


def _added(row: ReadRow, reading: Reading, errors: list[CellError]) -> NewMilestone | None:
    name, kind = row.values.get("name"), row.values.get("kind")
    planned, weight = row.values.get("planned"), row.values.get("weight")
    if row.values.get("done") is not None:
        text = _("新增节点的实际完成日期请在系统中连同佐证填报。")
        errors.append(CellError(row.row, row.letters.get("done", ""), _("实际完成日期"), text))
    if not name:
        return None
    return NewMilestone(
        str(name),
        str(kind or MilestoneKind.OUTPUT.value),
        weight if isinstance(weight, Decimal) else Decimal(1),
        planned if isinstance(planned, date) else None,
    )
