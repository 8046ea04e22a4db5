"""The targets of one clause that its figures tell, but for figures that promise nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongjin.compiler.clauses import Clause
from gongjin.compiler.context import Context, strength_in
from gongjin.compiler.coverage import scope_of
from gongjin.compiler.document import Span
from gongjin.compiler.figures import Figure, figures, is_count
from gongjin.compiler.lexicon import DOING, KEPT_HEAD, LIST_MARK, TIME_HEAD, changes, only_verbs, stands
from gongjin.compiler.metrics import before_figure, verb_before
from gongjin.compiler.plan import Accrual, Comparator, Strength, Target, TargetKind
from gongjin.compiler.rows import changed, complete
from gongjin.compiler.targets.items import FROM_TO, TO, Item, items, with_shared_unit
from gongjin.compiler.targets.naming import Earlier, named, verb_before_head
from gongjin.compiler.targets.pairs import paired, shared_tail, with_tail
from gongjin.compiler.targets.parts import for_each, of_whole
from gongjin.compiler.targets.refused import promises_nothing
from gongjin.compiler.units_of_measure import TIME, is_measured, is_percent
from gongjin.core.texts import gettext as _

_IS_PART = re.compile(r"[^0-9达新建培创打力确增提]{1,10}(?:不少于|不低于|至少)?[0-9]")
_ATTRIBUTE = re.compile(r"的(?!比例|比重|目标|任务|标准$|要求$|增速|速度|增长|水平)")
_TEAM = re.compile(r"的[^，、]{0,10}(?:队伍|小组|团队|队|组)")
"""Of so many people, a target where the number is compared (组建不少于10人的巡查队伍)."""
_EACH = re.compile(
    r"每(?:个|所|家|村|县|区|乡镇|镇街|镇|乡|街道|社区|市|校|户|人|名|年|季度|月|类|条|座)|各(?:乡镇|县|区|"
    r"镇|村|街道|市|单位|部门|学校)[^，]{0,12}(?:至少|不少于|各|均|都)"
)
_EACH_PLACE = re.compile(
    r"每(?:个|所|家|村|县|区|乡镇|镇街|镇|乡|街道|社区|市|校|户|类|条|座)|各(?:乡镇|县|区|镇|村|街道|市|"
    r"单位|部门|学校)"
)
_FAR = re.compile(
    r"(?:(?P<ge>至少|不少于|不低于|最少)|(?P<le>不超过|不高于|不多于|最多|至多)|(?P<gt>(?<!不)超过|高于(?!全))|(?P<lt>(?<!不)低于(?!全)))"
    r"(?:[^，、的]{0,14}|[^，、]{0,13}的)$"
)
_MAY_BE_FAR = re.compile("[少于过多]")
_EACH_OF = re.compile(r"(?<=[^、，])(?:分别)?各(?:自)?(?:新)?(?:建设|建成|建|新建|培育|打造|创建|设立|配备|改造|完成)")
_ALL_REACH = re.compile(
    r"(?:平均[\u4e00-\u9fff]{2})?(?<![平年月日人亩户])[均都](?:要|应|须|能)?(?:$|达到?|在|控制在|保持在|稳定在|提高到|提升到|不|超)"
)
_GROUP = re.compile(r"[两二三四五六七八九十0-9]{1,3}[个地处家].*$")
_RISES_TO = re.compile(
    r"(?:以上|左右)?(?:稳步|逐步)?(?:提高|增加|提升|增长|上升|扩大|发展|下降|降低|降|减少|缩短|压缩|压减|提|增|调整|缩减)?[到至]"
)
_DURATION_VERB = re.compile(
    r"(?:缩短|压缩|压减|减少|降至|控制|不超过|缩减|提速|控制在|不少于|不低于|达到|限制|完成时间|办结|内)"
)
_GROWTH = ("增长", "下降", "减少", "降低", "提高", "压缩")
_DONE = re.compile(r"(?:完成|实现|达到)$")
_SHORTENED = re.compile("办结|压缩|缩短")
_BEYOND = re.compile(r"(?:突破|超过|超)$")
_PLACED = re.compile("前移|位次|排名|名次|进位")
_COVERS = re.compile("覆盖|普及|达标|标准化|入住|建档|签约")
_ADDS_UP = re.compile(r"(?:完成|实现|新增|累计)$")
_BEFORE_DOING = re.compile(
    r"^(?:[^\u4e00-\u9fff]*[0-9]{4}年|力争|确保|争取|累计|全年|每年|年内|计划|预计|其中|到|底|前|以|再|共|"
    r"[各每]个?(?:县[市区]|乡镇|镇街|街道|社区|[省市县区州镇乡村校])□*)+"
)
_RATES = re.compile("(?:增速|增幅|涨幅|降幅|增长率)$")
_RATE = re.compile("(?:率|比例|占比|比重)$")
_STOCK = re.compile("(?:税收|收入|产值|产量|总额|总量|余额|规模|率)$")
"""What stands at a figure though its first word may be a verb (入库税收突破10亿元)."""
_COMPARED_WITH = re.compile(r"(?:比|较)((?:19|20)[0-9]{2})年")


def figured(
    text: str, clause: Clause, context: Context, recent: Sequence[Target], topic: str, whole: Target | None
) -> list[Target]:
    """The targets of a clause's figures.

    `recent` are those before in the sentence; `topic` is what an earlier clause says that they are about, or empty;
    `whole` is what the clause before has parts of (其中甲3个，乙5个).
    """
    previous = recent[-1] if recent else None
    found = with_shared_unit(text, figures(text, clause.start, clause.end))
    found = [figure for figure in found if _may_count(text, clause, figure)]
    found = [
        figure
        for index, figure in enumerate(found)
        if not (text.startswith("的", figure.end) and (index or is_measured(figure.unit)) and len(found) > 1)
    ]
    if not found:
        return []
    rows: list[Target] = []
    words = text[clause.start : clause.end]
    part = words.startswith("其中") or (clause.parenthesis and previous is not None)
    if whole is not None and not part and _IS_PART.match(words):
        part, previous = True, whole
    strength = context.outside
    for item in paired(items(text, clause, found), recent):
        strength = strength_in(text, item.begin, item.figure.end) or strength
        earlier = rows[-1] if rows else previous
        known = Earlier(topic) if topic or earlier is None else Earlier(earlier.metric, earlier.unit)
        row = _row(text, clause, context, item, known, strength)
        if row is None:
            continue
        topic = ""
        if part and previous is not None and (row.unit == previous.unit or row.metric.startswith("其中")):
            complete(row, metric=of_whole(row.metric, previous.metric))
        before = rows[-1] if rows else previous
        if before is not None and _goes_further(before, row):
            complete(row, kind=before.kind, accrual=before.accrual, confidence=max(0.92, row.confidence))
        if part and previous is not None:
            complete(row, part_of=previous.id)
            if previous.unit == row.unit or (is_count(previous.unit) and is_count(row.unit)):
                complete(row, kind=previous.kind, accrual=previous.accrual)
        rows.extend(_spread(row, item))
    return rows


def _goes_further(first: Target, second: Target) -> bool:
    """Whether the second is a second step of one promise (确保8%、力争9%)."""
    return (
        second.strength is Strength.STRIVE
        and second.strength is not first.strength
        and (second.metric, second.unit) == (first.metric, first.unit)
    )


_NAMED_TIME = re.compile("(?:天数|停留时间|寿命|年限)(?:均|要|应)?(?:稳定|保持|维持|延长|增加)?(?:在|到|至)?$")
"""What is measured in days or years by its own name (优良天数)."""


def _may_count(text: str, clause: Clause, figure: Figure) -> bool:
    """Whether a figure may be a promise by its own shape: durations and spelled ones need more."""
    before = text[max(clause.start, figure.start - 40) : figure.start]
    after = text[figure.end : min(clause.end, figure.end + 40)]
    if figure.unit == "岁" and after and after[0] not in "、和以□":
        return False
    if figure.unit in TIME and figure.start < figure.number and len(before) > 1:
        return not after or after[0] in "、和以□"
    if figure.unit in TIME:
        if after[:1] not in ("", "、", "和", "以", "办") and not after.startswith(("以", "办")):
            return False
        if _NAMED_TIME.search(before):
            return True
        return bool(_DURATION_VERB.search(before[-8:])) or (
            figure.compared
            and "内" in text[figure.start : figure.end]
            and len(after) == 0
            and bool(_SHORTENED.search(before))
        )
    if figure.chinese and not is_percent(figure.unit):
        if figure.value <= 1 and not _EACH.search(before) and not figure.compared:
            return False
        at_end = bool(before) and (not after or after[0] in "、和□")
        if not (DOING.search(before[-8:]) or figure.compared or at_end) or after.startswith(
            ("一", "方面", "环节", "层", "领域", "维", "重点", "方")
        ):
            return False
        return (
            not after.startswith(("人", "转", "统", "结合", "坚持", "面向", "融合", "百", "全")) or figure.unit != "个"
        )
    return not (not figure.sure and len(before) == 0 and not after)


def _row(
    text: str, clause: Clause, context: Context, item: Item, earlier: Earlier, strength: Strength
) -> Target | None:
    figure = item.figure
    before, after = item.before, item.after
    if promises_nothing(text, clause, context, item):
        return None
    after_words = after.lstrip("□ ")
    if after_words.startswith("的") and is_percent(figure.unit) and len(after_words) > 6:
        lead_in = before.strip(" □")
        time = TIME_HEAD.match(lead_in)
        lead_in = lead_in[time.end() :] if time else lead_in
        if not lead_in or only_verbs(lead_in):
            before = lead_in
            after = after_words = after_words[1:]
    if figure.compared and _TEAM.fullmatch(after_words):
        after = after_words = after_words[1:]
    if _ATTRIBUTE.match(after_words) and not _DONE.search(before):
        return None
    is_base = FROM_TO.search(before) and not TO.search(before)
    if is_base and _RISES_TO.match(text, figure.end, min(clause.end, figure.end + 20)):
        return None
    base = None
    if item.lead and FROM_TO.search(item.lead) and TO.search(before):
        base, before = item.first, FROM_TO.sub("", item.lead) + before
    found = named(item, before, after, earlier)
    if found is None:
        return None
    kind = _kind(figure, found.metric, before, found.style, done=_does(item.lead))
    compared = _COMPARED_WITH.search(before)
    multiplied = figure.unit == "倍" and changes(before.strip(" □")) is not None
    confidence = min(
        found.sure,
        0.95 if figure.sure else 0.75,
        0.92 if context.inherited else 1.0,
        0.8 if clause.title else 1.0,
        0.75 if clause.preface else 1.0,
        0.85 if multiplied else 1.0,
    )
    lead = text[clause.start : figure.start]
    return Target(
        id="t0",
        section=clause.section.id,
        measure=None,
        metric=found.metric if found.style == "bare" else for_each(lead, found.metric),
        comparator=_comparator(figure, before),
        value=figure.value,
        value2=figure.value2,
        unit="%" if not figure.unit and figure.value == 0 and _RATE.search(found.metric) else figure.unit,
        kind=kind,
        strength=strength,
        accrual=_accrual(before, kind, found.metric),
        base=base,
        period=item.period,
        base_period=compared.group(1) if compared else None,
        scope=scope_of(before) if kind is TargetKind.RANK else None,
        each=("每" in lead or "各" in lead) and _EACH_PLACE.search(lead, max(0, len(lead) - 40)) is not None,
        text="",
        span=Span(clause.start, clause.end),
        quantity=Span(figure.start, figure.end),
        confidence=confidence,
        reason=_("“增长几倍”可指增加的部分，也可指总数，请核对")
        if multiplied
        else _reason(found.style, clause, context),
    )


def _comparator(figure: Figure, before: str) -> Comparator:
    """The figure's own comparator, or the one that words before it give: 至少建成1个, 突破, 控制在."""
    if figure.compared:
        return figure.comparator
    far = _FAR.search(before) if _MAY_BE_FAR.search(before) else None
    if far and figure.unit != "个百分点":  # 高于…2个百分点 is a difference of 2
        return Comparator(far.lastgroup or "eq")
    if _BEYOND.search(before):
        return Comparator.GT
    return figure.comparator


_REASONS = {
    "stands": _("指标之后写明数值"),
    "before": _("名称之后写明数量"),
    "after": _("动词之后写明数量和名称"),
    "bare": _("只有数量，名称取自上下文"),
}


def _reason(style: str, clause: Clause, context: Context) -> str:
    if clause.preface:
        return _("%(reason)s；写在第一个标题之前，归入第一个章节") % {"reason": _REASONS[style]}
    if context.inherited:
        return _("%(reason)s，表述强度承前句") % {"reason": _REASONS[style]}
    return _REASONS[style]


def _kind(figure: Figure, metric: str, before: str, style: str, *, done: bool) -> TargetKind:
    words = before.strip(" □")
    change = changes(words)
    counted = is_count(figure.unit)
    if figure.unit in ("位", "名") and _PLACED.search(before):
        return TargetKind.RANK
    if figure.unit in ("个百分点", "倍"):
        return TargetKind.CHANGE
    doing = only_verbs(words) and style in ("after", "bare") and not is_percent(figure.unit)
    if change and not stands(words) and not doing and not (counted and change.group().endswith("新增")):
        return TargetKind.CHANGE
    if is_percent(figure.unit) and (metric.endswith(_GROWTH) or _RATES.search(metric)):
        return TargetKind.CHANGE
    if is_percent(figure.unit):
        full = figure.value == 100 and _COVERS.search(metric)
        return TargetKind.COVERAGE if full else TargetKind.LEVEL
    if metric.startswith(("新增", "增加", "减少", "压减", "降低")) and not counted:
        return TargetKind.CHANGE
    if style in ("stands", "before") and _STOCK.search(metric) and not metric.startswith("新"):
        return TargetKind.LEVEL
    if style == "stands" and (_ADDS_UP.search(words) or _does(words)):
        return TargetKind.COUNT
    named_before = style == "before" and not done and not _does(words) and not verb_before(words)
    if style == "stands" or (
        named_before and (not counted or figure.start < figure.number or metric.endswith(("数", "量", "率", "收入")))
    ):
        return TargetKind.LEVEL
    return TargetKind.COUNT


def _does(words: str) -> bool:
    """Whether the words before a figure begin with something done (新建…), not with what stands."""
    before = _BEFORE_DOING.match(words)
    return DOING.match(words, before.end() if before else 0) is not None


def _accrual(before: str, kind: TargetKind, metric: str) -> Accrual | None:
    if "累计" in before or "总数" in before:
        return Accrual.CUMULATIVE
    if metric.startswith("新") or "新增" in before:
        return Accrual.ADDED
    return Accrual.LEVEL if kind is TargetKind.LEVEL else None


def _spread(row: Target, item: Item) -> list[Target]:
    """甲、乙各1个: one row for each of the names (or verbs) before 各; 甲率、乙率均达到95%: one for each rate."""
    noun = item.after.strip(" □")
    all_ = _ALL_REACH.search(item.before) if "均" in item.before or "都" in item.before else None
    if all_ and not noun:
        pieces = [piece for piece in LIST_MARK.split(item.before[: all_.start()]) if piece]
        if len(pieces) > 1 and all(len(piece) > 1 for piece in pieces):
            first = before_figure(pieces[0], share=True) or pieces[0]
            tail = shared_tail([first, pieces[-1]])
            return [changed(row, metric=with_tail(name, tail)) for name in (first, *pieces[1:])]
    apart = _EACH_OF.search(item.before) if "各" in item.before else None
    if apart and not item.figure.each:
        places = [_GROUP.sub("", piece).removeprefix("在") for piece in LIST_MARK.split(item.before[: apart.start()])]
        metric = before_figure(item.before[apart.end() :], share=False) or (row.metric if noun else "")
        if len(places) > 1 and all(places) and metric:
            return [changed(row, metric=place + metric, each=False) for place in places]
    if noun or not item.figure.each:
        return [row]
    pieces = [piece for piece in LIST_MARK.split(item.before.rstrip("各 ")) if piece]
    if len(pieces) < 2:
        return [row]
    if all(only_verbs(piece) for piece in pieces[:-1]):
        found = KEPT_HEAD.match(pieces[-1])
        noun = pieces[-1][found.end() :] if found else pieces[-1]
        verbs = [verb_before(piece) for piece in pieces[:-1]] + [found.group() if found else ""]
        return [changed(row, metric=verb + noun) for verb in verbs]
    head = verb_before_head(pieces[0])
    names = [before_figure(piece, share=False) or piece for piece in pieces]
    return [changed(row, metric=name if name.startswith(head) else head + name) for name in names]
