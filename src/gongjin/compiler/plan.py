"""The typed result of a compile. Its JSON form (`to_json`) is the schema `gongjin.plan/1`, shipped as plan.schema.json.

Spans are `[start, end)` in code points of `CompiledPlan.text`. Figures are `Decimal` here and numbers in the JSON.
What the plan does not say is `None` or empty and is never made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar, dataclass_transform

from gongjin.compiler.document import Span

SCHEMA = "gongjin.plan/1"


class Role(StrEnum):
    """How a unit answers: 牵头, 责任, 配合, 监督 (责任领导 as a post)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATE = "cooperate"
    SUPERVISE = "supervise"


class Comparator(StrEnum):
    """以上/以下/以内 include the number, 超过 excludes it (Civil Code art. 1259); a bare figure is EQ."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    ABOUT = "about"
    RANGE = "range"


class TargetKind(StrEnum):
    """What sort of figure a target is."""

    LEVEL = "level"
    CHANGE = "change"
    RANK = "rank"
    COVERAGE = "coverage"
    COUNT = "count"


class CommitmentKind(StrEnum):
    """What sort of commitment without a figure it is: 相对, 趋势, 达标, 位次."""

    RELATIVE = "relative"
    DIRECTIONAL = "directional"
    COMPLIANCE = "compliance"
    RANK = "rank"


class Strength(StrEnum):
    """表述强度: 确保, 力争, or plain."""

    ENSURE = "ensure"
    STRIVE = "strive"
    PLAIN = "plain"


class Accrual(StrEnum):
    """Whether a value is a level, an addition (新增), or a total so far (累计)."""

    LEVEL = "level"
    ADDED = "added"
    CUMULATIVE = "cumulative"


class DeadlineKind(StrEnum):
    """What sort of date a phrase names; RELATIVE is counted from an event, OPEN has no end (长期坚持)."""

    DATE = "date"
    PERIOD = "period"
    CADENCE = "cadence"
    RELATIVE = "relative"
    OPEN = "open"


class Severity(StrEnum):
    """How much a finding matters to the drafter."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


_Kind = TypeVar("_Kind")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def row(kind: type[_Kind]) -> type[_Kind]:
    """A kind of row: a dataclass that the type checker holds to be frozen.

    At run time it is not, for a frozen one takes three times as long to make, and a long plan has tens of thousands.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(kind)


@row
class Row:
    """What every row of a compiled plan has: where it stands and how sure the compiler is (0 to 1), with the reason.

    `reason` is one Chinese sentence for the reviewer.
    """

    span: Span
    confidence: float = 1.0
    reason: str = ""


@row
class Section(Row):
    """A node of the outline. `title` is the heading without its label; `body` spans heading and text up to the next
    section of any level (its own text, not that of its children). `task` marks a numbered item that units answer for.
    """

    id: str
    parent: str | None
    level: int
    label: str
    title: str
    body: Span
    task: bool = False


@row
class Measure(Row):
    """One thing to do inside a section: a clause of its text."""

    id: str
    section: str
    text: str


@row
class Responsibility(Row):
    """A unit that answers for a section (or one measure or target of it), as the text names it."""

    section: str
    role: Role
    unit: str
    measure: str | None = None
    target: str | None = None
    is_class: bool = False
    open_ended: bool = False
    inferred: bool = False


@row
class Target(Row):
    """A commitment with a figure. `quantity` spans the figure alone inside `span`."""

    id: str
    section: str
    measure: str | None
    metric: str
    comparator: Comparator
    value: Decimal
    unit: str
    kind: TargetKind
    strength: Strength
    text: str
    quantity: Span
    value2: Decimal | None = None
    accrual: Accrual | None = None
    base: Decimal | None = None
    base_period: str | None = None
    scope: str | None = None
    each: bool = False
    part_of: str | None = None
    period: str | None = None


@row
class Commitment(Row):
    """A commitment without a figure; `reference` is what it is measured against (经济增长), if the text says."""

    id: str
    section: str
    measure: str | None
    kind: CommitmentKind
    strength: Strength
    text: str
    reference: str | None = None


@row
class Deadline(Row):
    """A date, period, cadence or rule. `start` and `date` are ISO prefixes (YYYY, YYYY-MM, YYYY-MM-DD)."""

    section: str
    measure: str | None
    kind: DeadlineKind
    text: str
    start: str | None = None
    date: str | None = None
    rule: str | None = None


@row
class Citation(Row):
    """A cited document 《》 or a quoted programme “”, by name without its marks."""

    name: str


@row
class Post(Row):
    """A post in the task force. `person` is a span of a name that must never reach the public, or None."""

    title: str
    person: Span | None = None


@row
class Member(Row):
    """A member unit of the task force."""

    unit: str


@row
class TaskForce(Row):
    """The 工作专班 or 领导小组 that the plan sets up."""

    name: str | None = None
    convener: Post | None = None
    deputies: tuple[Post, ...] = ()
    members: tuple[Member, ...] = ()
    members_open_ended: bool = False
    office_in: str | None = None
    duties: str | None = None


@row
class Finding(Row):
    """Something the drafter should look at; `rule` is the lint rule's id."""

    rule: str
    severity: Severity
    message: str
    suggestion: str = ""


@row
class CompiledPlan:
    """All that was understood of one document, and its whole text."""

    text: str
    title: str | None = None
    title_span: Span | None = None
    attachment: str | None = None
    issued: str | None = None
    years: tuple[int, ...] = ()
    preface: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    documents: tuple[Citation, ...] = ()
    programmes: tuple[Citation, ...] = ()
    task_force: TaskForce | None = None
    findings: tuple[Finding, ...] = field(default=())
