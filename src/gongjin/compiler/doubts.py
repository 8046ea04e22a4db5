"""Doubts: what stands around a row may make its reading less sure than its own words are.

Each rule names one such thing, tells how sure a row with it can be at most, and gives the reviewer the reason. Rules
look at what is read and at the text around it; none changes what is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

from gongjin.compiler.document import BlockKind
from gongjin.compiler.headings import is_of_table
from gongjin.compiler.numerals import ordinal
from gongjin.compiler.plan import Commitment, Comparator, CompiledPlan, Deadline, Responsibility, Role, Section, Target
from gongjin.compiler.rows import complete
from gongjin.compiler.stated_rules import Rules, stated_rules
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.unit_names import is_class, is_surely_unit
from gongjin.core.texts import gettext as _

SURE = 0.9
"""From here on a reviewer may take a row as read, and accept many at once."""
_UNSURE = 0.85

_TABLE = _("表格")

_R = TypeVar("_R", Responsibility, Target, Commitment, Deadline)


class Around(NamedTuple):
    """What the rules look at beside a row: the tidied text and its lines, sections by id, and what is told of these."""

    text: str
    tidy: Tidy
    sections: dict[str, Section]
    skipped: frozenset[str]
    """Sections after which a number is skipped: a heading there may not have been seen."""
    roles: dict[str, set[Role]]
    """The roles that each section's units have."""
    led: frozenset[str | None]
    """Parents whose tasks nearly all name a lead."""
    unled: frozenset[str]
    """Sections that speak of leading, and whose units do not lead."""
    unread_rule: bool
    """Whether the document seems to tell how a lead is marked, in words that were not understood."""
    cells: bool
    """Whether the document has tables as such."""
    left_over: frozenset[int]
    """Where clauses begin that have a figure which no target took."""
    met: frozenset[str]
    """The targets with no mark between their figure and the next."""


class Doubt(NamedTuple, Generic[_R]):
    """One rule: the most that a row can be sure of where it holds, and the reason."""

    at_most: float
    reason: str
    holds: Callable[[Around, _R], bool]


# Of rows of every kind.


def in_unsure_section(around: Around, row: _R) -> bool:
    """A heading that is only guessed may belong to another section, and with it all that is read below."""
    return around.sections[row.section].confidence < _UNSURE


def before_skipped_number(around: Around, row: _R) -> bool:
    """1、2、4: what stands below 2 may belong to a third task whose heading was not seen."""
    return row.section in around.skipped


def in_unread_table(around: Around, row: _R) -> bool:
    """A table whose headings tell nothing is read as running text; its cells may mean something else."""
    return (
        around.cells
        and around.tidy.line_at(row.span.start).kind is BlockKind.CELL
        and not is_of_table(around.sections[row.section])
        and not row.reason.startswith(_TABLE)
    )


# Of units that answer.

_LEAD_WORD = re.compile("牵头(?!单位[^：为]|部门[^：为]|作用|领导|人|的)|主办(?!单位[^：为]|方|的)|抓总")
_RULE_OF_LEAD = re.compile(
    "(?:第一|首[位个家名]|最前|排[名序列]|靠前|加粗|黑体|下划线|标[注记]|[▲△★☆●*＊#])[^。；\\n]{0,16}(?:牵头|主办|主责)"
)
_TWO_NAMES = re.compile(
    "(?:局|委员会|办公室|厅|公司|政府|法院|检察院|总工会|妇联|管委会)(?=[省市县区]?[省市县区](?!政府|委)[\u4e00-\u9fff]{2})"
)
_LOOSE_NAME = re.compile(
    r"[0-9，。；：]|的|(?<![自理])由|以及|^(?:所有|全部|表中|上述|其他)|负责|牵头(?!单位|部门)|配合(?!单位|部门)"
)
_BETWEEN_NAMES = re.compile("[和与及]")
_LONG_NAME = 22


def lead_word_without_lead(around: Around, row: Responsibility) -> bool:
    """The section speaks of leading, and none of its units leads."""
    return row.role is Role.RESPONSIBLE and not row.inferred and row.section in around.unled


def rule_of_lead_unread(around: Around, row: Responsibility) -> bool:
    """The document tells how a lead is marked, in words that were not understood."""
    return row.role is Role.RESPONSIBLE and around.unread_rule


def alone_without_lead(around: Around, row: Responsibility) -> bool:
    """Of tasks that name a lead one by one, this one names none."""
    section = around.sections[row.section]
    return (
        row.role is Role.RESPONSIBLE
        and not row.inferred
        and section.parent in around.led
        and Role.LEAD not in around.roles[row.section]
    )


def odd_name(around: Around, row: Responsibility) -> bool:
    """A name with words that names do not have, two names that met, or a very long one."""
    return row.role is not Role.SUPERVISE and _is_odd(row.unit)  # a post may be told in more words


@lru_cache(maxsize=4096)
def _is_odd(name: str) -> bool:
    joints = (joint.start() for joint in _BETWEEN_NAMES.finditer(name))
    return (
        len(name) > _LONG_NAME
        or _TWO_NAMES.search(name) is not None
        or _LOOSE_NAME.search(name) is not None
        or any(is_surely_unit(name[:joint]) or is_class(name[:joint]) for joint in joints)
    )


# Of targets.

_MONEY_PUT_IN = re.compile("(?:资金|经费|基金|预算|资金池|专款)$")
_ODD_HEAD = re.compile(
    "用于|的|和(?!谐|美|平|顺)|与|及(?!格|时)|其中|在(?!建|册|校|职|岗|园|库)|对(?!口|外|标)|由|从(?!业)|按|比|较|超(?!低|市|级)|每$|以上|以下|左右"
)
_ODD_END = re.compile("(?:的|是|为|在|对|和|与|用于|其中|约)$")
_LONG_METRIC = 26
_DIGITS = re.compile(
    r"(?<![0-9A-Za-z.\-—〔第+“])[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z年月日号）]|\.[0-9]|[—\-至][0-9]+[年月日])"
)
_MARK = re.compile("[、，；。和及与]")


def money_put_in(around: Around, row: Target) -> bool:
    """Money that is set aside may be a means and no promise."""
    return row.unit == "元" and _MONEY_PUT_IN.search(row.metric) is not None


def odd_metric(around: Around, row: Target) -> bool:
    """A metric without a name, longer than a table's column, or cut out of the midst of a phrase."""
    metric = row.metric
    return (
        len(metric) < 2
        or len(metric) > _LONG_METRIC
        or _ODD_HEAD.match(metric) is not None
        or _ODD_END.search(metric) is not None
    )


def figure_left_over(around: Around, row: Target) -> bool:
    """The clause has a figure that nobody took: one of the two may only qualify the other."""
    return row.span.start in around.left_over and not row.reason.startswith(_TABLE)


def met_by_another_figure(around: Around, row: Target) -> bool:
    """Two figures without a mark between them: the first may only qualify what the second measures."""
    return row.id in around.met


_NEAR = 30


def may_be_a_size(around: Around, row: Target) -> bool:
    """56人以上大班额: a figure with 以上 at a clause's head, before a noun, may tell which are meant."""
    return (
        row.comparator in (Comparator.GE, Comparator.LE)
        and around.text[row.quantity.end - 1] in "上下内"
        and row.quantity.start - row.span.start < _HEAD
        and row.span.end - row.quantity.end > 1
        and around.text[row.quantity.end] not in "的、（"
    )


_HEAD = 2


def below_is_seldom_promised(around: Around, row: Target) -> bool:
    """低于75% without 确保 is more often what was found wrong than what is promised."""
    return row.comparator is Comparator.LT


def decimal_at_line_start(around: Around, row: Target) -> bool:
    """1.12个 at a line's start may be item 1 with 12 of something."""
    start = row.quantity.start
    return (start == 0 or around.text[start - 1] == "\n") and "." in around.text[start : row.quantity.end]


# Of dates.

_BARE_YEAR = re.compile("(?:19|20)[0-9]{2}年度?")
_OF_YEAR = re.compile("[一-鿿]{0,4}(?:目标|实绩|预算|决算|方案|要点|考核|标准|版)")
_SEASON = re.compile("汛期|春节|国庆|元旦|开学|入冬|供暖|采暖|中秋|五一|枯水|收割")


def bare_year(around: Around, row: Deadline) -> bool:
    """A year before 目标 or 预算 may only tell whose target or budget is meant."""
    return _BARE_YEAR.fullmatch(row.text) is not None and _OF_YEAR.match(around.text, row.span.end) is not None


def season(around: Around, row: Deadline) -> bool:
    """Before the flood season or school begins: the day is not told."""
    return _SEASON.search(row.text) is not None


class Every(Protocol):
    """A rule for rows of every kind."""

    def __call__(self, around: Around, row: _R) -> bool:
        """Whether it holds for the row."""
        ...


_EVERY: tuple[tuple[float, str, Every], ...] = (
    (0.8, _("所在章节的标题没有把握，请核对归属"), in_unsure_section),
    (_UNSURE, _("其后编号不连续，可能有标题没有认出，请核对归属"), before_skipped_number),
    (0.8, _("出自没有认出表头的表格，请核对"), in_unread_table),
)
_ANSWERS: tuple[Doubt[Responsibility], ...] = (
    Doubt(_UNSURE, _("本节提到牵头，但没有认出牵头单位"), lead_word_without_lead),
    Doubt(_UNSURE, _("文中似有认定牵头单位的规定，没有读懂"), rule_of_lead_unread),
    Doubt(_UNSURE, _("同级任务都写明牵头单位，本条没有"), alone_without_lead),
    Doubt(0.8, _("名称不像单位名称，可能多取了文字"), odd_name),
)
_TARGETS: tuple[Doubt[Target], ...] = (
    Doubt(_UNSURE, _("可能只是资金安排，不是目标"), money_put_in),
    Doubt(0.8, _("指标名称不完整"), odd_metric),
    Doubt(_UNSURE, _("同一分句中另有没有采用的数字"), figure_left_over),
    Doubt(0.8, _("与下一个数字之间没有标点，可能只是限定"), met_by_another_figure),
    Doubt(_UNSURE, _("数量在名称之前，可能只是规模限定"), may_be_a_size),
    Doubt(_UNSURE, _("“低于”可能说的是问题，不是目标"), below_is_seldom_promised),
    Doubt(0.7, _("行首的小数可能是编号和数量连写"), decimal_at_line_start),
)
_DATES: tuple[Doubt[Deadline], ...] = (
    Doubt(_UNSURE, _("年份可能只是限定，不是时限"), bare_year),
    Doubt(_UNSURE, _("按时节写明，没有具体日期"), season),
)


def doubted(plan: CompiledPlan, tidy: Tidy) -> None:
    """Lower, in place, the confidence of the rows that a rule doubts; the reason of the strongest is added."""
    around = _around(plan, tidy)
    for answer in plan.responsibilities:
        _apply(around, answer, _ANSWERS)
    for target in plan.targets:
        _apply(around, target, _TARGETS)
    for commitment in plan.commitments:
        _apply(around, commitment, ())
    for deadline in plan.deadlines:
        _apply(around, deadline, _DATES)


def _apply(around: Around, row: _R, own: Sequence[Doubt[_R]]) -> None:
    least, reason = row.confidence, ""
    for at_most, why, holds in _EVERY:
        if at_most < least and holds(around, row):
            least, reason = at_most, why
    for doubt in own:
        if doubt.at_most < least and doubt.holds(around, row):
            least, reason = doubt.at_most, doubt.reason
    if reason:
        complete(row, confidence=least, reason=_("%(reason)s；%(doubt)s") % {"reason": row.reason, "doubt": reason})


def _around(plan: CompiledPlan, tidy: Tidy) -> Around:
    roles: dict[str, set[Role]] = {}
    for answer in plan.responsibilities:
        roles.setdefault(answer.section, set()).add(answer.role)
    figures: dict[int, list[Target]] = {}
    for target in plan.targets:
        figures.setdefault(target.span.start, []).append(target)
    taken = {place for target in plan.targets for place in range(*target.quantity)}
    text, sections = tidy.text, {section.id: section for section in plan.sections}
    bodies = {key: sections[key].body for key, own in roles.items() if Role.LEAD not in own}
    may_rule = "牵头" in text and _RULE_OF_LEAD.search(text) is not None
    return Around(
        text=tidy.text,
        tidy=tidy,
        sections=sections,
        skipped=frozenset(_skipped(tidy.text, plan.sections)),
        roles=roles,
        led=frozenset(_led(plan.sections, roles)),
        unled=frozenset(key for key, body in bodies.items() if _LEAD_WORD.search(text, *body)),
        unread_rule=may_rule and stated_rules(text) == Rules(),
        cells=any(line.kind is BlockKind.CELL for line in tidy.lines),
        left_over=frozenset(start for start, own in figures.items() if _left_over(text, own, taken)),
        met=frozenset(name for own in figures.values() for name in _met(text, own)),
    )


def _left_over(text: str, own: Sequence[Target], taken: Set[int]) -> bool:
    """Whether the clause of some targets has a figure that none took, nor names; `taken` are places of figures."""
    named = "".join(target.metric for target in own)
    return any(
        found.start() not in taken and found.group() not in named and text[found.start() - 1] not in "由从比较"
        for found in _DIGITS.finditer(text, *own[0].span)
    )


def _met(text: str, taken: Sequence[Target]) -> Iterable[str]:
    """The targets of a clause whose figure runs on to the next without a mark."""
    if len(taken) > 1:
        for first, second in pairwise(sorted(taken, key=attrgetter("quantity"))):
            start, end = first.quantity.end, second.quantity.start
            if start <= end < start + _NEAR and _MARK.search(text, start, end) is None:
                yield first.id


_NUMBER_IN_LABEL = re.compile(r"[0-9]+|[一二三四五六七八九十]+|[①-⑳]")
_FEW = 3


_MAY_BE_NUMBERED = re.compile(r"\n *[（第]?[0-9一二三四五六七八九十①-⑳]")


def _skipped(text: str, sections: Sequence[Section]) -> Iterable[str]:
    """The sections before one whose number neither follows the last of its style nor begins anew, where a line of their
    text begins as a number does."""
    last: dict[str, int] = {}
    for index, section in enumerate(sections):
        found = _NUMBER_IN_LABEL.search(section.label)
        if found is None:
            continue
        style = section.label.replace(found.group(), "", 1) + ("0" if found.group().isdigit() else "")
        number = ordinal(found.group()) or 0
        if index and number > 1 and number != last.get(style, 0) + 1:
            before = sections[index - 1]
            if _MAY_BE_NUMBERED.search(text, before.span.end, before.body.end):
                yield before.id
        last[style] = number


def _led(sections: Sequence[Section], roles: dict[str, set[Role]]) -> Iterable[str | None]:
    """The parents of at least three tasks of which all but one name a lead."""
    counted: dict[str | None, list[bool]] = {}
    for section in sections:
        if section.id in roles:
            counted.setdefault(section.parent, []).append(Role.LEAD in roles[section.id])
    for parent, led in counted.items():
        if len(led) > _FEW and sum(led) >= len(led) - 1:
            yield parent
