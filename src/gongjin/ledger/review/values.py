"""What `DraftRow.values` holds, by kind: one dataclass each, its fields in the order in which a form shows them.

Figures are canonical text ('12.5'), dates ISO prefixes ('2024-06'), links the `key` of another row under review, an
empty value is '' (never null), and flags are booleans. Beside these, every row may have `office`: the names of fields
that a reviewer typed and that the row's own words do not say (their origin is 专班确定, not 方案原文).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.audit.errors import Invalid
from gongjin.compiler.plan import Accrual, CommitmentKind, Comparator, DeadlineKind, Role, Strength, TargetKind
from gongjin.ledger.models import DraftKind
from gongjin.ledger.review.checks import (
    Check,
    Choice,
    DatePrefix,
    Figure,
    Flag,
    Json,
    Lines,
    Link,
    Offsets,
    Text,
    Whole,
    Words,
)

OFFICE: Final = "office"

ROLES: Final = {
    Role.LEAD.value: gettext_lazy("牵头"),
    Role.RESPONSIBLE.value: gettext_lazy("责任"),
    Role.COOPERATE.value: gettext_lazy("配合"),
    Role.SUPERVISE.value: gettext_lazy("监督"),
}
COMPARATORS: Final = {
    Comparator.EQ.value: gettext_lazy("等于"),
    Comparator.GE.value: gettext_lazy("不低于"),
    Comparator.GT.value: gettext_lazy("超过"),
    Comparator.LE.value: gettext_lazy("不高于"),
    Comparator.LT.value: gettext_lazy("低于"),
    Comparator.ABOUT.value: gettext_lazy("左右"),
    Comparator.RANGE.value: gettext_lazy("区间"),
}
TARGET_KINDS: Final = {
    TargetKind.LEVEL.value: gettext_lazy("水平"),
    TargetKind.CHANGE.value: gettext_lazy("增减"),
    TargetKind.RANK.value: gettext_lazy("位次"),
    TargetKind.COVERAGE.value: gettext_lazy("覆盖"),
    TargetKind.COUNT.value: gettext_lazy("数量"),
}
COMMITMENT_KINDS: Final = {
    CommitmentKind.RELATIVE.value: gettext_lazy("相对"),
    CommitmentKind.DIRECTIONAL.value: gettext_lazy("趋势"),
    CommitmentKind.COMPLIANCE.value: gettext_lazy("达标"),
    CommitmentKind.RANK.value: gettext_lazy("位次"),
}
STRENGTHS: Final = {
    Strength.ENSURE.value: gettext_lazy("确保"),
    Strength.STRIVE.value: gettext_lazy("力争"),
    Strength.PLAIN.value: gettext_lazy("一般"),
}
ACCRUALS: Final = {
    Accrual.LEVEL.value: gettext_lazy("期末水平"),
    Accrual.ADDED.value: gettext_lazy("新增"),
    Accrual.CUMULATIVE.value: gettext_lazy("累计"),
}
DEADLINE_KINDS: Final = {
    DeadlineKind.DATE.value: gettext_lazy("日期"),
    DeadlineKind.PERIOD.value: gettext_lazy("期间"),
    DeadlineKind.CADENCE.value: gettext_lazy("周期"),
    DeadlineKind.RELATIVE.value: gettext_lazy("相对时限"),
    DeadlineKind.OPEN.value: gettext_lazy("长期"),
}


class CitationKind(StrEnum):
    """What is cited: a document in 《》 or a programme in “”."""

    DOCUMENT = "document"
    PROGRAMME = "programme"


CITATION_KINDS: Final = {
    CitationKind.DOCUMENT.value: gettext_lazy("引用文件"),
    CitationKind.PROGRAMME.value: gettext_lazy("专名"),
}


def _is(label: str | Promise, check: Check, default: object = "", *, hidden: bool = False) -> Any:
    metadata = {"label": label, "check": check, "hidden": hidden}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionValues:
    """A node of the outline. `parent` is a section's key; `body_*` are offsets of heading and own text."""

    label: str = _is(gettext_lazy("序号"), Text(20))
    title: str = _is(gettext_lazy("标题"), Text(300, required=True))
    task: bool = _is(gettext_lazy("任务"), Flag(), False)
    level: int = _is(gettext_lazy("层级"), Whole(1), 1)
    parent: str = _is(gettext_lazy("上级章节"), Link())
    body_start: int = _is(gettext_lazy("正文起"), Whole(), 0, hidden=True)
    body_end: int = _is(gettext_lazy("正文止"), Whole(), 0, hidden=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureValues:
    """One thing to do."""

    text: str = _is(gettext_lazy("举措"), Words())


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityValues:
    """A unit that answers for the section, or for one measure or target of it."""

    unit: str = _is(gettext_lazy("单位"), Text(120, required=True))
    role: str = _is(gettext_lazy("角色"), Choice(ROLES), "responsible")
    measure: str = _is(gettext_lazy("所属举措"), Link())
    target: str = _is(gettext_lazy("所属目标"), Link())
    is_class: bool = _is(gettext_lazy("一类单位"), Flag(), False)
    open_ended: bool = _is(gettext_lazy("等"), Flag(), False)
    inferred: bool = _is(gettext_lazy("推定"), Flag(), False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetValues:
    """A commitment with a figure. `value2` is the upper end of a range; `quantity` the offsets of the figure."""

    metric: str = _is(gettext_lazy("指标名称"), Text(300, required=True))
    comparator: str = _is(gettext_lazy("比较"), Choice(COMPARATORS), "eq")
    value: str = _is(gettext_lazy("目标值"), Figure(required=True))
    value2: str = _is(gettext_lazy("上限"), Figure())
    unit: str = _is(gettext_lazy("计量单位"), Text(30))
    kind: str = _is(gettext_lazy("指标类型"), Choice(TARGET_KINDS), "level")
    strength: str = _is(gettext_lazy("表述强度"), Choice(STRENGTHS), "plain")
    accrual: str = _is(gettext_lazy("累计方式"), Choice(ACCRUALS, empty=True))
    base: str = _is(gettext_lazy("基数"), Figure())
    base_period: str = _is(gettext_lazy("基期"), Text(30))
    period: str = _is(gettext_lazy("期间"), Text(30))
    scope: str = _is(gettext_lazy("范围"), Text(100))
    each: bool = _is(gettext_lazy("每个"), Flag(), False)
    part_of: str = _is(gettext_lazy("其中项"), Link())
    measure: str = _is(gettext_lazy("所属举措"), Link())
    text: str = _is(gettext_lazy("原文"), Words())
    quantity: tuple[int, ...] = _is(gettext_lazy("数值位置"), Offsets(), (), hidden=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentValues:
    """A commitment without a figure."""

    kind: str = _is(gettext_lazy("要求类型"), Choice(COMMITMENT_KINDS), "directional")
    strength: str = _is(gettext_lazy("表述强度"), Choice(STRENGTHS), "plain")
    reference: str = _is(gettext_lazy("参照"), Text(200))
    measure: str = _is(gettext_lazy("所属举措"), Link())
    text: str = _is(gettext_lazy("原文"), Words())


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineValues:
    """A date, period, cadence or rule that the plan states."""

    kind: str = _is(gettext_lazy("时限类型"), Choice(DEADLINE_KINDS), "date")
    start: str = _is(gettext_lazy("开始"), DatePrefix())
    date: str = _is(gettext_lazy("时限"), DatePrefix())
    rule: str = _is(gettext_lazy("规则"), Text(100))
    measure: str = _is(gettext_lazy("所属举措"), Link())
    text: str = _is(gettext_lazy("原文"), Text(200, required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationValues:
    """A cited document or programme, without its marks."""

    kind: str = _is(gettext_lazy("类别"), Choice(CITATION_KINDS), "document")
    name: str = _is(gettext_lazy("名称"), Text(200, required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberValues:
    """A member unit of the task force."""

    unit: str = _is(gettext_lazy("单位"), Text(120, required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForceValues:
    """The task force, by posts. `persons` are offsets of people's names, which never leave the review."""

    name: str = _is(gettext_lazy("名称"), Text(120))
    convener_post: str = _is(gettext_lazy("召集人职务"), Text(120))
    deputy_posts: tuple[str, ...] = _is(gettext_lazy("副召集人职务"), Lines(120), ())
    office_in: str = _is(gettext_lazy("办公室所在单位"), Text(120))
    duties: str = _is(gettext_lazy("职责"), Text(300))
    members_open_ended: bool = _is(gettext_lazy("等"), Flag(), False)
    persons: tuple[int, ...] = _is(gettext_lazy("姓名位置"), Offsets(), (), hidden=True)


SHAPES: Final[Mapping[str, type[Any]]] = {
    DraftKind.SECTION: SectionValues,
    DraftKind.MEASURE: MeasureValues,
    DraftKind.RESPONSIBILITY: ResponsibilityValues,
    DraftKind.TARGET: TargetValues,
    DraftKind.COMMITMENT: CommitmentValues,
    DraftKind.DEADLINE: DeadlineValues,
    DraftKind.CITATION: CitationValues,
    DraftKind.MEMBER: MemberValues,
    DraftKind.TASK_FORCE: TaskForceValues,
}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field of a kind, for forms: hidden ones are set by the program only."""

    name: str
    label: str | Promise
    check: Check
    default: Json
    hidden: bool


def _default(value: object) -> Json:
    return value if isinstance(value, (str, int)) else []


@cache
def shape(kind: str) -> tuple[FieldShape, ...]:
    """The fields of a kind, in their order."""
    return tuple(
        FieldShape(
            item.name,
            item.metadata["label"],
            item.metadata["check"],
            _default(item.default),
            bool(item.metadata["hidden"]),
        )
        for item in fields(SHAPES[kind])
    )


def read(kind: str, typed: Mapping[str, object], before: Mapping[str, object] | None = None) -> dict[str, Json]:
    """The whole checked values of a row: what was typed, over what it had before, over the kind's defaults.

    Raises `Invalid` with the field at fault, also for a field that the kind does not have.
    """
    shapes = shape(kind)
    unknown = set(typed) - {item.name for item in shapes}
    if unknown:
        name = min(unknown)
        raise Invalid(_("这类条目没有“%(name)s”这一项。") % {"name": name}, name)
    had = before or {}
    values: dict[str, Json] = {}
    for item in shapes:
        value = typed.get(item.name, had.get(item.name, item.default))
        values[item.name] = item.check.read(value, item.name, item.label)
    _hold_together(kind, values)
    if had.get(OFFICE):
        values[OFFICE] = [name for name in _names(had[OFFICE]) if name in values]
    return values


def _names(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def office_fields(values: Mapping[str, object]) -> list[str]:
    """The fields that a reviewer typed and the plan does not say."""
    return _names(values.get(OFFICE))


def _hold_together(kind: str, values: Mapping[str, Json]) -> None:
    if kind == DraftKind.TARGET and (values["comparator"] == Comparator.RANGE.value) != bool(values["value2"]):
        if values["value2"]:
            raise Invalid(_("只有“区间”才填写上限，请清空上限或改为区间。"), "value2")
        raise Invalid(_("“区间”要填写上限。"), "value2")
    if kind == DraftKind.DEADLINE and values["start"] and values["date"]:
        start, end = str(values["start"]), str(values["date"])
        if start[: len(end)] > end[: len(start)]:
            raise Invalid(_("开始时间晚于完成时限，请检查。"), "date")


def problem(kind: str, values: Mapping[str, object]) -> Invalid | None:
    """Why the values as they stand cannot be accepted, or None if they can."""
    try:
        read(kind, {name: value for name, value in values.items() if name != OFFICE})
    except Invalid as error:
        return error
    return None


def clipped(kind: str, values: Mapping[str, object]) -> dict[str, object]:
    """The compiler's values with texts cut to what the ledger holds, so that a strange document can be reviewed."""
    cut = dict(values)
    for item in shape(kind):
        value = cut.get(item.name)
        if isinstance(item.check, Text) and isinstance(value, str):
            cut[item.name] = " ".join(value.replace("\u2028", " ").split())[: item.check.limit]
    return cut
