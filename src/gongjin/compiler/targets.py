"""Targets: commitments with a figure, clause by clause. Figures that promise nothing are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gongjin.compiler.clauses import Clause, shown
from gongjin.compiler.context import Context, strength_in
from gongjin.compiler.coverage import Whole, wholes
from gongjin.compiler.deadlines import Periods
from gongjin.compiler.document import Span
from gongjin.compiler.figures import Figure, figures, is_count
from gongjin.compiler.lexicon import CHANGES, DOING, KEPT_HEAD, LIST_MARK, STANDS, VERBS_ONLY
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.metrics import after_figure, before_figure, verb_before
from gongjin.compiler.plan import Accrual, Comparator, Strength, Target, TargetKind
from gongjin.compiler.rows import changed
from gongjin.compiler.units_of_measure import TIME, is_measured, is_percent
from gongjin.core.texts import gettext as _

_MAY_HOLD = re.compile(
    r"[0-9]|[二两三四五六七八九十][余多]?[个家所座条项户名处台场亩公人倍支套吨万]|百分之|分之|成[以左的、]|"
    r"成$"
)
_SEPARATOR = re.compile(LIST_MARK.pattern + r"|或|并(?!网|购)|/|，|；| ")
_ATTRIBUTE = re.compile(r"的(?!比例|比重|目标|任务|标准$|要求$|增速|速度|增长|水平)")
_EACH = re.compile(
    r"每(?:个|所|家|村|县|区|乡镇|镇街|镇|乡|街道|社区|市|校|户|人|名|年|季度|月|类|条|座)|各(?:乡镇|县|区|"
    r"镇|村|街道|市|单位|部门|学校)[^，]{0,12}(?:至少|不少于|各|均|都)"
)
_EACH_PLACE = re.compile(
    r"每(?:个|所|家|村|县|区|乡镇|镇街|镇|乡|街道|社区|市|校|户|类|条|座)|各(?:乡镇|县|区|镇|村|街道|市|"
    r"单位|部门|学校)"
)
_FROM_TO = re.compile(r"(?:从|由)[^，]{0,16}$")
_TO = re.compile(r"(?:提高|增加|提升|增长|上升|扩大|发展|下降|降低|降|减少|缩短|压缩|压减|提|增|调整|缩减)?(?:到|至)$")
_DURATION_VERB = re.compile(
    r"(?:缩短|压缩|压减|减少|降至|控制|不超过|缩减|提速|控制在|不少于|不低于|达到|限制|完成时间|办结|内)"
)
_COMPARED_WITH = re.compile(r"(?:比|较)((?:19|20)[0-9]{2})年")
_LOCATIVE = re.compile(
    r"(?:在|对|为|向|从|于|由|给|组织|涉及|涵盖|全县|全市|全省|全区|现有|共有|的|以|按|围绕|针对|依托|通过|"
    r"聚焦|发挥|用好)$"
)
_WEAK_SUBJECT = re.compile(r"^(?:其中|包括|力争|确保|争取|年内|全年|累计|总数|新增)?$")
_LEVEL_ONLY = re.compile(
    r"^(?:新增|新建|其中|争创|创建|培育|力争)?(?:国家|省部?|市|县|部|区|州|世界|全国)(?:级)?(?:以上|"
    r"及以上)?$"
)
_LEVEL_HEAD = re.compile(r"^(?:[^级]{0,6}级(?:及以上|以上)?)")
_NO_METRIC = frozenset(
    ("", "增长", "下降", "提高", "增加", "减少", "降低", "年均增长", "提升", "压缩", "增速", "增幅", "降幅", "占比")
)
_SHARED_VERB = re.compile(r"[、和及与](?=[^、和及与]*$)")
_QUALIFIED = re.compile(
    r"^(?:规模|年产|产值|销售收入|营收|投资|总投资|面积|亩产|单体|装机|年销售|主营|收入|资产|注册资本)"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One figure with the words before and after it that belong to it. `lead` is the verb that its list shares."""

    figure: Figure
    before: str
    after: str
    begin: int
    end: int
    lead: str = ""


def targets(
    text: str,
    quoted: str,
    outer: str,
    clauses: Sequence[Clause],
    contexts: Sequence[Context],
    around: MeasureIndex,
    periods: Periods,
) -> list[Target]:
    """The targets of all clauses, in reading order; ids are given by the caller's order."""
    found: list[Target] = []
    last_sentence = -1
    recent: list[Target] = []
    for clause, context in zip(clauses, contexts, strict=True):
        if clause.sentence != last_sentence:
            last_sentence, recent = clause.sentence, []
        if context.past or context.background:
            continue
        source = quoted if clause.parenthesis else outer
        rows: list[Target] = []
        if _MAY_HOLD.search(source, clause.start, clause.end):
            rows += _figured(source, clause, context, recent)
        rows += [_whole(source, clause, context, whole) for whole in wholes(source, clause)] if not clause.title else []
        for row in sorted(rows, key=lambda row: row.quantity):
            row = changed(
                row,
                id=f"t{len(found) + 1}",
                measure=around.at(clause.start),
                period=periods.at(row.quantity.start),
                metric=shown(row.metric),
                text=text[clause.start : clause.end],
            )
            if row.part_of is None and not clause.parenthesis:
                recent.append(row)
            found.append(row)
    return found


def _figured(text: str, clause: Clause, context: Context, recent: list[Target]) -> list[Target]:
    previous = recent[-1] if recent else None
    found = [figure for figure in figures(text, clause.start, clause.end) if _may_count(text, clause, figure)]
    if not found:
        return []
    rows: list[Target] = []
    words = text[clause.start : clause.end]
    part = words.startswith("其中") or (clause.parenthesis and previous is not None)
    strength = context.outside
    for item in _paired(_items(text, clause, found), recent):
        strength = strength_in(text, item.begin, item.figure.end) or strength
        row = _row(text, clause, context, item, rows[-1] if rows else previous)
        if row is None:
            continue
        row = changed(row, strength=strength)
        if part and previous is not None:
            row = changed(row, part_of=previous.id)
        rows.extend(_spread(row, item))
    return rows


def _may_count(text: str, clause: Clause, figure: Figure) -> bool:
    """Whether a figure may be a promise by its own shape: durations and spelled ones need more."""
    before = text[clause.start : figure.start]
    after = text[figure.end : clause.end]
    if figure.unit in TIME:
        if after[:1] not in ("", "、", "和", "以", "办") and not after.startswith(("以", "办")):
            return False
        return bool(_DURATION_VERB.search(before[-8:])) or (
            figure.compared
            and "内" in text[figure.start : figure.end]
            and len(after) == 0
            and bool(re.search("办结|压缩|缩短", before))
        )
    if figure.chinese and not is_percent(figure.unit):
        if figure.value <= 1 and not _EACH.search(before) and not figure.compared:
            return False
        if not (DOING.search(before[-8:]) or figure.compared) or after.startswith(
            ("一", "方面", "环节", "层", "领域", "维", "重点", "方")
        ):
            return False
        return (
            not after.startswith(("人", "转", "统", "结合", "坚持", "面向", "融合", "百", "全")) or figure.unit != "个"
        )
    return not (not figure.sure and len(before) == 0 and not after)


def _items(text: str, clause: Clause, found: list[Figure]) -> list[_Item]:
    """Divide the words of a clause among its figures."""
    bounds = [clause.start]
    for left, right in zip(found, found[1:], strict=False):
        gap = text[left.end : right.start]
        marks = [mark for mark in _SEPARATOR.finditer(gap)]
        if not marks:
            bounds.append(left.end)
        elif marks[0].start() == 0:
            bounds.append(left.end + marks[0].end())
        else:
            chosen = next(
                (mark for mark in marks if KEPT_HEAD.match(gap, mark.end()) or VERBS_ONLY.fullmatch(gap, mark.end())),
                marks[-1],
            )
            if marks[-1].end() == len(gap):
                chosen = marks[-1]
            bounds.append(left.end + chosen.end())
    bounds.append(clause.end)
    items: list[_Item] = []
    lead = ""
    for index, figure in enumerate(found):
        begin, end = bounds[index], bounds[index + 1]
        if index + 1 < len(found):
            tail = text[figure.end : end]
            stripped = (
                _SEPARATOR.sub("", tail[-2:]) if tail[-2:-1] in "、和及与或" or tail[-1:] in "、和及与或并" else None
            )
            if stripped is not None:
                end = figure.end + len(tail.rstrip("、和及与或并"))
        before, after = text[begin : figure.start], text[figure.end : max(end, figure.end)]
        if index == 0:
            lead = before
        items.append(_Item(figure, before, after, begin, max(end, figure.end), lead if index else ""))
    return _without_attributes(text, items)


def _without_attributes(text: str, items: list[_Item]) -> list[_Item]:
    """Drop figures that only qualify what the next one counts (年产值10亿元以上企业5家)."""
    kept: list[_Item] = []
    carried = ""
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        base = (
            _FROM_TO.search(item.before) is not None
            and following is not None
            and _TO.search(following.before) is not None
        )
        joined = following is not None and following.begin == item.figure.end and not base
        if joined and following is not None and is_count(following.figure.unit) and not is_percent(item.figure.unit):
            measured = is_measured(item.figure.unit)
            locative = is_count(item.figure.unit) and (following.after.strip() or _LOCATIVE.search(item.before))
            compared = item.figure.compared and following.before and not following.after.strip(" □")
            if (measured and following.before) or locative or compared:
                carried += text[item.begin : item.figure.end]
                continue
        if carried:
            item = replace(item, before=carried + item.before, begin=item.begin - len(carried))
            carried = ""
        kept.append(item)
    return kept


def _paired(items: list[_Item], recent: list[Target]) -> list[_Item]:
    """甲、乙分别达到3家、5家: each figure gets its own subject."""
    if len(items) < 2 or "分别" not in items[0].before:
        return items
    subject, _mark, rest = items[0].before.partition("分别")
    if any(item.before.strip("、和及与") for item in items[1:]):
        return items
    compared = {item.figure.comparator for item in items if item.figure.compared}
    if len(compared) == 1:
        shared = compared.pop()
        items = [
            item if item.figure.compared else replace(item, figure=replace(item.figure, comparator=shared))
            for item in items
        ]
    if not subject.strip(" □") and len(recent) >= len(items):
        subject = "、".join(row.metric.replace("、", "") for row in recent[-len(items) :])
    subjects = [piece for piece in LIST_MARK.split(subject) if piece]
    if len(subjects) < len(items):
        return [replace(item, before=subject + rest) for item in items]
    subjects = subjects[-len(items) :] if len(subjects) > len(items) else subjects
    subjects[0] = before_figure(subjects[0], share=True) or subjects[0]
    tail = _shared_tail(subjects)
    return [
        replace(item, before=_with_tail(one, tail) + rest, lead="", after="" if index < len(items) - 1 else item.after)
        for index, (item, one) in enumerate(zip(items, subjects, strict=True))
    ]


def _shared_tail(subjects: list[str]) -> str:
    first, last = subjects[0], subjects[-1]
    if len(last) >= len(first) + 2:
        found = re.search(
            r"(?:产量|率|收入|面积|比例|占比|数量|数|增速|增长|规模|总额|浓度|产值|增加值|投资额|投资|人数|"
            r"里程|能力)$",
            last,
        )
        if found and not re.search(r"(?:量|率|入|积|比|数|速|长|模|额|度|值|资|程|力)$", first):
            return last[len(first) :] if len(last) >= 2 * len(first) and len(first) <= 4 else found.group()
    return ""


def _with_tail(subject: str, tail: str) -> str:
    return subject if not tail or subject.endswith(tail) else subject + tail


def _row(text: str, clause: Clause, context: Context, item: _Item, previous: Target | None) -> Target | None:
    figure = item.figure
    before, after = item.before, item.after
    if context.rule and (
        figure.unit.startswith("元") or is_percent(figure.unit) or is_count(figure.unit) or figure.unit == "倍"
    ):
        return None
    after_words = after.lstrip("□ ")
    if after_words.startswith("的") and is_percent(figure.unit) and len(after_words) > 6:
        lead_in = before.strip(" □")
        if not lead_in or VERBS_ONLY.fullmatch(lead_in):
            after = after_words = after_words[1:]
    if _ATTRIBUTE.match(after_words) and not re.search(r"(?:完成|实现|达到)$", before):
        return None
    base = None
    from_to = _FROM_TO.search(before)
    if from_to and not _TO.search(before):
        rest = text[figure.end : clause.end]
        if re.match(
            r"(?:以上|左右)?(?:稳步|逐步)?(?:提高|增加|提升|增长|上升|扩大|发展|下降|降低|降|减少|缩短|"
            r"压缩|压减|提|增|调整|缩减)?(?:到|至)",
            rest,
        ):
            return None  # the base of the figure that follows
    if item.lead and _FROM_TO.search(item.lead) and _TO.search(before):
        subject = _FROM_TO.sub("", item.lead)
        first = figures(text, clause.start, clause.end)[0]
        base = first.value
        before = subject + before
    named = _named(text, clause, item, before, after, previous)
    if named is None:
        return None
    metric, style, sure = named
    if metric in _NO_METRIC:
        earlier = _from_before(text, clause, previous)
        if not earlier and not metric:
            return None
        metric, style, sure = earlier.removesuffix(metric) + metric, "bare", 0.6
    kind = _kind(figure, metric, before, style)
    comparator = figure.comparator
    if comparator is Comparator.EQ and re.search(r"(?:突破|超过|超)$", before):
        comparator = Comparator.GT
    if comparator is Comparator.EQ and re.search(r"(?:控制在|严控在|压减到|控制)$", before):
        comparator = Comparator.LE
    metric = _completed(metric, previous)
    confidence = min(sure, 0.95 if figure.sure else 0.75)
    if context.inherited:
        confidence = min(confidence, 0.92)
    if clause.title:
        confidence = min(confidence, 0.7)
    compared = _COMPARED_WITH.search(before)
    each = bool(_EACH_PLACE.search(text[clause.start : figure.start]))
    return Target(
        id="t0",
        section=clause.section.id,
        measure=None,
        metric=metric,
        comparator=comparator,
        value=figure.value,
        value2=figure.value2,
        unit=figure.unit,
        kind=kind,
        strength=context.strength,
        accrual=_accrual(before, kind, metric),
        base=base,
        base_period=compared.group(1) if compared else None,
        each=each,
        text="",
        span=Span(clause.start, clause.end),
        quantity=Span(figure.start, figure.end),
        confidence=confidence,
        reason=_reason(style, context),
    )


def _reason(style: str, context: Context) -> str:
    reasons = {
        "stands": _("指标之后写明数值"),
        "before": _("名称之后写明数量"),
        "after": _("动词之后写明数量和名称"),
        "bare": _("只有数量，名称取自上下文"),
    }
    if context.inherited:
        return _("%(reason)s，表述强度承前句") % {"reason": reasons[style]}
    return reasons[style]


def _named(
    text: str, clause: Clause, item: _Item, before: str, after: str, previous: Target | None
) -> tuple[str, str, float] | None:
    """The metric of a figure, how it was found, and how sure that is; None where the figure promises nothing."""
    figure = item.figure
    bare = before.strip(" □")
    noun = after.strip(" □")
    counted = is_count(figure.unit)
    if bare and (STANDS.search(bare) or CHANGES.search(bare)):
        if (
            noun
            and counted
            and re.search(r"(?:新增|完成|实现|有|增加|减少|达到|为|力争|确保)$", bare)
            and VERBS_ONLY.fullmatch(bare)
        ):
            return after_figure(noun, verb_before(bare)), "after", 0.93
        metric = before_figure(bare, share=figure.unit in ("%", "‰"))
        if not noun and (metric in _NO_METRIC or VERBS_ONLY.fullmatch(metric)):
            return metric if metric in _NO_METRIC else "", "bare", 0.6
        if metric and not VERBS_ONLY.fullmatch(metric):
            if (
                noun
                and not counted
                and not is_percent(figure.unit)
                and not re.match(r"[、和及与]|以|用于|其中", noun)
                and len(noun) > 8
            ):
                return metric, "stands", 0.8
            return metric, "stands", 0.95
        if noun:
            return after_figure(noun, verb_before(bare)), "after", 0.9
    if noun and (not bare or VERBS_ONLY.fullmatch(bare) or (DOING.search(bare[-6:]) and _ends_with_verb(bare))):
        if _LOCATIVE.search(bare):
            return None
        verb = verb_before(bare) or (verb_before(item.lead.rstrip()) if not bare else "")
        return after_figure(noun, verb), "after", 0.95
    if bare and not noun:
        if VERBS_ONLY.fullmatch(bare):
            metric = _from_before(text, clause, previous)
            return (metric or bare, "bare", 0.6)
        if _LOCATIVE.search(bare):
            return None
        lead = verb_before_head(item.lead) if item.lead else ""
        metric = before_figure(bare, share=figure.unit in ("%", "‰"))
        if lead and not KEPT_HEAD.match(metric):
            metric = lead + metric
        return metric or bare, "before", 0.95
    if bare and noun:
        if _LOCATIVE.search(bare):
            return None
        if re.match(r"[（、和及与]|以|用于|并|分|建设|投|的任务|任务", noun) or is_percent(figure.unit):
            return before_figure(bare, share=figure.unit in ("%", "‰")) or bare, "before", 0.75
        if is_measured(figure.unit) and DOING.search(bare) and not _QUALIFIED.search(bare) and figure.unit != "元":
            return before_figure(bare, share=False), "before", 0.65
        return None
    if not bare and not noun:
        if previous is not None and previous.span == Span(clause.start, clause.end):
            return previous.metric, "bare", 0.6
        return None
    return None


def verb_before_head(lead: str) -> str:
    """The verb that a list's first item begins with, where a metric keeps it."""
    found = KEPT_HEAD.match(re.sub(r"^(?:力争|确保|争取|全年|年内|计划)+", "", lead))
    return found.group() if found else ""


def _ends_with_verb(words: str) -> bool:
    for length in range(min(8, len(words)), 0, -1):
        if VERBS_ONLY.fullmatch(words, len(words) - length):
            return True
    return False


def _from_before(text: str, clause: Clause, previous: Target | None) -> str:
    if previous is not None and previous.section == clause.section.id:
        return previous.metric
    return ""


def _completed(metric: str, previous: Target | None) -> str:
    """创建省级示范村3个、市级5个: the second is 市级示范村."""
    if previous is not None and _LEVEL_ONLY.match(metric) and not _LEVEL_ONLY.match(previous.metric):
        head = _LEVEL_HEAD.sub("", previous.metric, count=1)
        return metric + head
    return metric


def _kind(figure: Figure, metric: str, before: str, style: str) -> TargetKind:
    change = CHANGES.search(before.strip(" □"))
    if figure.unit in ("位", "名") and re.search("前移|位次|排名|名次|进位", before):
        return TargetKind.RANK
    if figure.unit == "个百分点" or figure.unit == "倍":
        return TargetKind.CHANGE
    if (
        change
        and not STANDS.search(before.strip(" □"))
        and not (change.group().endswith("新增") and is_count(figure.unit))
    ):
        return TargetKind.CHANGE
    if is_percent(figure.unit):
        full = figure.value == 100 and re.search("覆盖|普及|达标|标准化|入住|建档|签约", metric)
        return TargetKind.COVERAGE if full else TargetKind.LEVEL
    if metric.startswith("新增") and not is_count(figure.unit):
        return TargetKind.CHANGE
    if (
        style == "stands"
        and not re.search(r"(?:完成|实现|新增|累计)$", before.strip(" □"))
        and not DOING.match(before.strip(" □"))
    ):
        return TargetKind.LEVEL
    return TargetKind.COUNT


def _accrual(before: str, kind: TargetKind, metric: str) -> Accrual | None:
    if "累计" in before or "总数" in before:
        return Accrual.CUMULATIVE
    if metric.startswith("新") or "新增" in before:
        return Accrual.ADDED
    return Accrual.LEVEL if kind is TargetKind.LEVEL else None


def _spread(row: Target, item: _Item) -> list[Target]:
    """甲、乙各1个: one row for each of the names (or verbs) before 各."""
    if not item.figure.each or item.after.strip(" □"):
        return [row]
    pieces = [piece for piece in LIST_MARK.split(item.before.rstrip("各 ")) if piece]
    if len(pieces) < 2:
        return [changed(row, each=row.each)]
    if all(VERBS_ONLY.fullmatch(piece) for piece in pieces[:-1]):
        found = KEPT_HEAD.match(pieces[-1])
        noun = pieces[-1][found.end() :] if found else pieces[-1]
        verbs = [verb_before(piece) for piece in pieces[:-1]] + [found.group() if found else ""]
        return [changed(row, metric=verb + noun) for verb in verbs]
    head = verb_before_head(pieces[0])
    names = [before_figure(piece, share=False) or piece for piece in pieces]
    return [changed(row, metric=name if name.startswith(head) else head + name) for name in names]


def _whole(text: str, clause: Clause, context: Context, whole: Whole) -> Target:
    return Target(
        id="t0",
        section=clause.section.id,
        measure=None,
        metric=whole.metric,
        comparator=whole.comparator,
        value=whole.value,
        unit=whole.unit,
        kind=whole.kind,
        strength=context.strength if context.strength is not Strength.PLAIN else Strength.PLAIN,
        scope=whole.scope,
        text="",
        span=Span(clause.start, clause.end),
        quantity=whole.span,
        confidence=whole.confidence,
        reason=whole.reason,
        accrual=None,
        base=None if not whole.times else Decimal(1),
        each=False,
    )
