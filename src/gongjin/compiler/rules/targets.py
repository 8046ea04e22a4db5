"""Targets: each figure that is promised, with what it measures, how it compares, and how sure the reading is.

A clause is read as a list: figures that follow each other share its verb, its 力争 and, where they have none of their
own, its subject. 分别 pairs subjects with figures, 各 gives one figure to each of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from gongjin.compiler.clauses import Clause, Cut
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Accrual, Comparator, Strength, Target, TargetKind
from gongjin.compiler.rules import metrics
from gongjin.compiler.rules.measures import MeasureAt
from gongjin.compiler.rules.quantities import Quantity, fractions, quantities, ranks
from gongjin.compiler.rules.tenses import backgrounds, governs, is_past, is_rule, is_time, strength_of
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_JOINT = re.compile(r"[、，]|和|及|以及|与|并")
_FROM = re.compile(r"(?:从|由)(?:20[0-9]{2}年(?:底|末)?的?)?[^，。]{0,4}$")
_TO = re.compile(r"^[^，。、0-9]{0,8}?(?:提[高升]|增[加长]|上升|下降|降低|减少|扩大|缩短|压缩|压减|发展|调整|提)?(?:到|至)$")
_YEAR = re.compile(r"(?:到|至)?(20[0-9]{2})(?:—(20[0-9]{2}))?年(?:(?:底|末)|([0-9]{1,2})月)?")
_EACH = re.compile(r"每个?(?:[县市区]|乡镇|镇|乡|村|街道|社区|行政村|单位|部门|学校|企业|户|人|年|季度|月)|各[县市区乡镇]+(?:[^，]{0,8})(?:至少|不少于)|户均|人均.{0,2}不少于")
_RATE = re.compile(r"(?:率|比例|比重|占比|覆盖面|贡献度|满意度|可靠性|可再生能源|普及程度)(?:要|应|均|力争|稳定|保持|达到?|提高|到|在|分别|为|不低于|超过|[^率比]{0,6})*$")
_CHANGE = re.compile(r"(?:增长|增速|提高|提升|上升|下降|降低|减少|增加|压减|压降|缩小|扩大|回落|递增|递减|节约|削减|缩减|收窄|压缩|缩短|降)(?:速度|幅度|率)?(?:要|力争|确保|控制在|保持在|稳定在|达到?|为|在|不低于|超过|约)*$")
_CHANGED_TO = re.compile(r"(?:到|至)$")
_FALL = re.compile(r"下降|降低|减少|压减|压降|削减|缩减|缩短|压缩")
_ADDED = re.compile(r"新增|净增|新建|新认定|新培育|新引进|新开工|新发展|新创建|新改建|扩建|续建|改扩建")
_QUALIFIES = re.compile(r"^(?:的(?!.{0,2}$)|级(?:以上)?|规格|标准|口径)")
_SIZE = re.compile(r"^[^，。、]{1,24}?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:余|多)?(?:万|亿)?(?:个|家|所|座|条|项|户|处|名|人|台|辆|件|只|头|宗|块|栋|间)")
_TRAP = re.compile(r"面积$|海拔$|全长$|总长$|人口$|占地$|距离$")
_SERVICE = re.compile(r"分钟(?:生活|服务|就医|养老|健身|通勤|阅读|文化|交通)?圈|小时(?:经济|交通|通勤)圈")
_UNIVERSAL = re.compile(
    r"(?P<cover>全覆盖|全接入|全接网|全贯通|全达标|全部达标|全(?=(?:部)?(?:覆盖|达标|完成|销号)))|(?P<should>应[\u4e00-\u9fff]尽[\u4e00-\u9fff])|"
    r"(?P<all>所有(?!权|制|者)|全部(?!门|署|分))|(?P<none>(?:动态)?清零|零(?:发生|新增|增长|事故|死亡|投诉|容忍(?!度)|延误|差错|排放|欠薪|外溢|上访|积压|遗漏)|见底归零)|(?P<double>翻(?P<times>一|两|三)?番)|(?P<digits>两位数(?:以上)?(?:的)?增长|增长两位数)"
)
_NOT_PROMISED = re.compile(r"容忍|容错")


@dataclass(slots=True)
class _Context:
    """What earlier clauses of a sentence leave for later ones."""

    sentence: int = -1
    strength: Strength = Strength.PLAIN
    period: str | None = None
    words: str = ""
    past: bool = False
    number: int = 0
    last: str | None = None


def targets(tidy: Tidy, cut: Cut, measures: MeasureAt) -> tuple[Target, ...]:
    """Every target of the document, in reading order, with ids t1, t2, … and the measures that they stand in."""
    context = _Context()
    found: list[Target] = []
    bodies = {clause.section.id for clause in cut.clauses if not clause.title}
    background = backgrounds(cut)
    for clause in cut.clauses:
        if clause.section.id in background or (clause.title and clause.section.id in bodies):
            continue
        if clause.sentence != context.sentence and not clause.parenthesis:
            context = _Context(sentence=clause.sentence)
        context.number = len(found)
        found.extend(_clause(tidy, cut, clause, context, measures))
        if len(found) > context.number and found[-1].part_of is None:
            context.last = found[-1].id
    return tuple(found)


def _is_part(text: str, clause: Clause) -> bool:
    return text.startswith("其中", clause.start) or (clause.parenthesis and "其中" in text[max(clause.start - 3, 0) : clause.end])


def _clause(
    tidy: Tidy, cut: Cut, clause: Clause, context: _Context, measures: MeasureAt
) -> Iterator[Target]:
    source = cut.quoted if clause.parenthesis else cut.outer
    words = source[clause.start : clause.end]
    own = strength_of(words)
    if own is not Strength.PLAIN and governs(words):
        context.strength = own
    period = _period(words) if "20" in words else None
    if period and (clause.place == 0 or is_time(words)):
        context.period = period
    if not clause.parenthesis:
        before, context.words = context.words, words
    else:
        before = context.words
    if _TELLS.search(words):
        if is_past(words) and not _PROMISES.search(words):
            context.past = True
        if clause.place == 0 and _YEAR_ALONE.match(words):
            context.past = False
    if not _HOLDS.search(words) or (context.past and not _PROMISES.search(words)):
        return
    if is_rule(words) or _SERVICE.search(words):
        return
    strength = own if own is not Strength.PLAIN else context.strength
    inherited = own is Strength.PLAIN and strength is not Strength.PLAIN
    part_of = context.last if context.last and _is_part(tidy.text, clause) else None
    measure = measures(clause.start)
    frame = _Frame(
        tidy, clause, strength, inherited, period or context.period, before, part_of, measure, count(context.number + 1)
    )
    items: list[Quantity] = []
    if _FIGURE.search(words):
        items = [*quantities(source, clause.start, clause.end), *fractions(source, clause.start, clause.end)]
        items = _without_overlaps(sorted(items, key=lambda item: item.span))
    placed = [item for item in items if not _qualifies(source, item, items, clause)]
    ranked = list(_ranked(frame, source)) if _MAY_RANK.search(words) else []
    placed = [item for item in placed if not any(_meet(item.span, row.quantity) for row in ranked)]
    rows = ranked + list(_listed(frame, source, placed))
    yield from sorted(rows or _universal(frame, source), key=lambda row: row.quantity)


_HOLDS = re.compile("[0-9一二两三四五六七八九十百全应零翻]|所有|清零|归零")
_FIGURE = re.compile("[0-9一二两三四五六七八九十百]")
_MAY_RANK = re.compile("前|第|进位|上升")
_TELLS = re.compile("[已截曾]|目前|现有|去年|上年|以来|年来|近[一二三四五两]年|上一年|过去|十三五|20")
_PROMISES = re.compile("力争|确保|到20[0-9]{2}年|提高到|增加到|提升到")
_YEAR_ALONE = re.compile("20[0-9]{2}年(?:以来)?$")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all targets of one clause share."""

    tidy: Tidy
    clause: Clause
    strength: Strength
    inherited: bool
    period: str | None
    before: str
    part_of: str | None
    measure: str | None
    numbers: Iterator[int]

    def target(self, item: Quantity, metric: str, kind: TargetKind, **more: object) -> Target:
        confidence = item.sure
        reason = _("句中写明数量")
        if self.inherited:
            reason = _("句中写明数量，表述强度承前")
        if metrics.is_empty(metric):
            confidence = min(confidence, 0.5)
            reason = _("句中没有写明是什么的数量")
        values: dict[str, object] = {"accrual": None, "base": None, "each": False, "scope": None, **more}
        confidence = float(str(values.pop("confidence", confidence)))
        reason = str(values.pop("reason", reason))
        return Target(
            id=f"t{next(self.numbers)}",
            section=self.clause.section.id,
            measure=self.measure,
            part_of=self.part_of,
            metric=metric,
            comparator=item.comparator,
            value=item.value,
            value2=item.value2,
            unit=item.unit,
            kind=kind,
            strength=self.strength,
            text=self.tidy.text[self.clause.start : self.clause.end],
            span=Span(self.clause.start, self.clause.end),
            quantity=item.span,
            period=self.period,
            confidence=min(confidence, 0.9 if self.clause.parenthesis or self.clause.title else 1.0),
            reason=reason,
            accrual=_accrual(values["accrual"]),
            base=values["base"] if isinstance(values["base"], Decimal) else None,
            each=bool(values["each"]),
            scope=str(values["scope"]) if values["scope"] else None,
        )


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _accrual(value: object) -> Accrual | None:
    return value if isinstance(value, Accrual) else None


def _without_overlaps(items: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for item in items:
        if not kept or item.span.start >= kept[-1].span.end:
            kept.append(item)
    return kept


def _qualifies(source: str, item: Quantity, items: list[Quantity], clause: Clause) -> bool:
    """Whether a figure only says which things are meant (50亩以上的基地, 20万吨级码头)."""
    right = source[item.span.end : clause.end]
    left = source[clause.start : item.span.start]
    if _QUALIFIES.match(right):
        return not re.search(r"达到?$|(?:完成|实现)$", left) or right.startswith("级")
    if item.comparator in (Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT) and not item.counted and not item.percent:
        if _SIZE.match(right) and not re.search(r"达到?|完成|实现|增长|不低于|突破$", left):
            return True
        if re.search(r"(?:年产值|产值|营业收入|营收|年收入|规模|投资额|面积|主营业务收入|年销售额|库容|装机|税收)$", left) and re.match(r"[^，。]{0,2}(?:的|企业|项目|工程|基地)", right):
            return True
    if re.search(r"(?:每|按照?每)(?:[^，。]{0,3})$", left) and not re.search("至少|不少于", left):
        return True
    if re.search(r"(?:年满|满|年龄|不满|未满|周岁|半径|间隔|距离|海拔)$", left):
        return True
    if right.startswith(("为一", "一次", "以上的企业")):
        return True
    follower = next((other for other in items if other.span.start >= item.span.end), None)
    if follower is not None and _FROM.search(left) and _leads_to(source, item, follower):
        return True
    if _WHOLE.search(left) and not item.percent and follower is not None:
        return True
    if _REGARDS.search(left) and item.comparator in (Comparator.GE, Comparator.LE, Comparator.GT, Comparator.LT):
        return True
    return bool(_TRAP.search(left)) and not re.search("新增|完成|达到|建成|扩大|治理|绿化", source[clause.start : clause.end])


_WHOLE = re.compile(r"^(?:到?20[0-9]{2}年[底末]?，?)?(?:全[县市镇乡区省州]|辖区|我[县市区镇])(?:的)?$")
_REGARDS = re.compile(r"(?:^|，)(?:对|将|把|针对)[^，]{0,6}$")


def _leads_to(source: str, item: Quantity, follower: Quantity) -> bool:
    between = source[item.span.end : follower.span.start] + _far(source, follower)
    return bool(_TO.match(between))


def _period(words: str) -> str | None:
    found = _YEAR.search(words)
    if found is None:
        return None
    if found.group(2):
        return f"{found.group(1)}/{found.group(2)}"
    return found.group(1) + (f"-{int(found.group(3)):02d}" if found.group(3) else "")


def _kind(item: Quantity, left: str, metric: str) -> TargetKind:
    if item.unit == "个百分点":
        return TargetKind.CHANGE
    if item.percent:
        if _CHANGE.search(left) and not _CHANGED_TO.search(left):
            return TargetKind.CHANGE
        return TargetKind.COVERAGE if re.search("覆盖|普及率", metric) else TargetKind.LEVEL
    if item.unit == "倍" or item.duration:
        return TargetKind.CHANGE if _CHANGE.search(left) and not _CHANGED_TO.search(left) else TargetKind.LEVEL
    if item.counted or re.fullmatch("亩|公里|公顷|平方米|平方公里|千米|米|亩次|万亩次", item.unit):
        return TargetKind.COUNT
    if _CHANGE.search(left) and not _CHANGED_TO.search(left):
        return TargetKind.CHANGE
    if re.search("新增|净增", left):
        return TargetKind.CHANGE
    return TargetKind.LEVEL


def _added(item: Quantity, left: str, metric: str) -> Accrual | None:
    if item.percent:
        return Accrual.LEVEL if not _CHANGE.search(left) else None
    if re.search("累计|总数|总量|达到|保有量|增加到|增至|发展到", left):
        return Accrual.CUMULATIVE
    if _ADDED.search(left) or _ADDED.match(metric):
        return Accrual.ADDED
    return None


def _listed(frame: _Frame, source: str, items: list[Quantity]) -> Iterator[Target]:
    """The targets of a clause whose figures may share verb and subject."""
    clause = frame.clause
    text = frame.tidy.text
    spread = _spread(text, clause, items)
    verb, first_left, begin = "", "", clause.start
    for index, item in enumerate(items):
        end = items[index + 1].span.start if index + 1 < len(items) else clause.end
        left = source[begin : item.span.start]
        shown = text[begin : item.span.start]
        right, begin = _right(source, text, item.span.end, end, last=index + 1 == len(items))
        noun = metrics.noun_after(right) if item.counted or not item.percent else ""
        subject = metrics.cleaned(shown)
        if index == 0:
            verb = metrics.verb_of(shown)
            first_left = subject
        metric, sure = _metric(item, subject, noun, verb, first_left if index else "", frame.before)
        base = _base(source, text, clause, item)
        kind = _kind(item, left, metric)
        more: dict[str, object] = {
            "accrual": _added(item, left, metric),
            "base": base,
            "each": bool(_EACH.search(text[clause.start : item.span.start])),
            "confidence": min(item.sure, sure),
        }
        if spread and index < len(spread):
            yield frame.target(item, spread[index], kind, **more)
        elif item.each:
            for name in _distributed(subject, noun):
                yield frame.target(item, name, kind, **more)
        else:
            yield frame.target(item, metric, kind, **more)


def _right(source: str, text: str, start: int, end: int, *, last: bool) -> tuple[str, int]:
    """The words after a figure that belong to it, and where the next item begins."""
    if last:
        return text[start:end], end
    joints = list(_JOINT.finditer(source, start, end))
    if not joints:
        return text[start:end], end
    joint = joints[-1]
    for candidate in joints:
        if candidate.group() in "、，" or metrics.VERBS.match(source[candidate.end() : end]) or candidate.end() == end:
            joint = candidate
            break
    return text[start : joint.start()], joint.end()


def _metric(item: Quantity, subject: str, noun: str, verb: str, first: str, before: str) -> tuple[str, float]:
    """The metric's name, and how sure it is."""
    if noun and (item.counted or metrics.is_empty(subject) or metrics.verb_of(subject) == subject or metrics.VERBS.match(subject)):
        head = subject if metrics.VERBS.match(subject) or subject == verb else ""
        kept = metrics.without_generic_verb(f"{head}{noun}") if head else noun
        if not head and verb and subject == "" and first:
            kept = metrics.without_generic_verb(f"{verb}{noun}")
        if subject and not head and not metrics.is_empty(subject):
            if metrics.without_generic_verb(subject + noun) != subject + noun:
                return metrics.without_generic_verb(subject + noun), 0.9
            return f"{subject}{noun}" if len(subject) <= 8 else subject, 0.85
        return kept, 0.95
    if not metrics.is_empty(subject):
        named = metrics.without_generic_verb(subject)
        if verb and first and not metrics.VERBS.match(subject):
            named = metrics.without_generic_verb(f"{verb}{subject}")
        return named if not metrics.is_empty(named) else subject, 0.95
    if first and not metrics.is_empty(first):
        return metrics.without_generic_verb(first), 0.85
    return metrics.cleaned(before), 0.7


def _base(source: str, text: str, clause: Clause, item: Quantity) -> Decimal | None:
    """The figure that 从…提高到 starts from."""
    for earlier in quantities(source, clause.start, item.span.start):
        if _FROM.search(source[clause.start : earlier.span.start]) and _leads_to(source, earlier, item):
            return earlier.value
    return None


def _far(source: str, item: Quantity) -> str:
    found = re.match("到|达到", source[item.span.start : item.span.start + 2])
    return found.group() if found else ""


_RESPECTIVELY = re.compile(r"分别|依次")


def _spread(text: str, clause: Clause, items: list[Quantity]) -> list[str]:
    """The subjects that 分别 pairs with the figures, in order; empty if it does not."""
    if len(items) < 2:
        return []
    head = text[clause.start : items[0].span.start]
    mark = _RESPECTIVELY.search(head)
    if mark is None:
        return []
    tail = _CHANGE.search(head)
    pieces = [piece for piece in re.split("、|和|及|与", metrics.cleaned(head[: mark.start()])) if piece]
    if len(pieces) != len(items):
        return []
    suffix = "增长" if tail and "增长" in tail.group() else ""
    return [piece + suffix for piece in pieces]


def _distributed(subject: str, noun: str) -> list[str]:
    """The names among which 各 shares a figure out (续建、新建集群各1个 → 续建集群, 新建集群)."""
    words = subject or noun
    pieces = [piece for piece in re.split("、|和|及|与", words) if piece]
    if len(pieces) < 2:
        return [words]
    verbs = [metrics.verb_of(piece) for piece in pieces]
    if all(verb == piece for verb, piece in zip(verbs[:-1], pieces[:-1], strict=True)) or all(
        re.fullmatch(r"[\u4e00-\u9fff]{2,3}", piece) and metrics.VERBS.match(piece + "物") for piece in pieces[:-1]
    ):
        tail = pieces[-1][len(verbs[-1]) :]
        heads = [*pieces[:-1], verbs[-1]]
        return [f"{head}{tail}" for head in heads]
    shared = verbs[0]
    named = [pieces[0], *(piece if metrics.VERBS.match(piece) else f"{shared}{piece}" for piece in pieces[1:])]
    return [metrics.without_generic_verb(f"{name}{noun if subject else ''}") for name in named]


def _ranked(frame: _Frame, source: str) -> Iterator[Target]:
    clause = frame.clause
    for item, move in ranks(source, clause.start, clause.end):
        left = frame.tidy.text[clause.start : item.span.start]
        scope = re.search(r"(?:全国|全省|全市|全州|全县|全区|[省市]内|同类[县市区]?|[^，、在入居列]{0,8}县[市区]*)(?=[^，]{0,12}$)", left)
        name = metrics.cleaned(re.sub(r"(?:进入|位居|位列|跻身|保持|稳居|名列|居|列|排名|进|迈入|挺进)?(?:全[国省市州].{0,6}|[省市]内)?$", "", left)) or metrics.cleaned(left)
        yield frame.target(item, name, TargetKind.CHANGE if move else TargetKind.RANK, scope=scope.group() if scope else None)


def _universal(frame: _Frame, source: str) -> Iterator[Target]:
    """Targets without a figure that mean all or none: 全覆盖, 应保尽保, 所有, 清零; and doubling."""
    clause = frame.clause
    text = frame.tidy.text
    every = list(_UNIVERSAL.finditer(source, clause.start, clause.end))
    found = next((one for one in every if one["none"]), every[0] if every else None)
    if found is None or _NOT_PROMISED.search(source, clause.start, clause.end):
        return
    left, right = text[clause.start : found.start()], text[found.end() : clause.end]
    if re.match(r"(?:行动|专项|攻坚|机制|目标|要求)", right):
        return
    span = Span(found.start(), found.end())
    reason = _("“%(words)s”按全部或全无理解") % {"words": found.group()}
    kind, value, unit, metric = TargetKind.COVERAGE, Decimal(100), "%", ""
    comparator = Comparator.EQ
    if found["cover"] or found["should"]:
        metric = metrics.cleaned(left) or metrics.noun_after(right)
        if found["cover"] and found.group() != "全覆盖":
            metric = metrics.cleaned(left) + found.group().removeprefix("全")
        elif found["cover"] and not metrics.is_empty(metric):
            metric = f"{metric}覆盖" if not metric.endswith("覆盖") else metric
    elif found["all"]:
        metric = metrics.cleaned(left + right)
        if re.search(r"(?:对|将|把)?$", left) and re.match(r"[^，]{0,3}(?:工作|力量|精力|责任|环节|过程|要素|领域)", right):
            return
    elif found["none"]:
        kind, value, unit = TargetKind.LEVEL, Decimal(0), "个"
        metric = metrics.cleaned(left) or metrics.noun_after(right)
    elif found["double"]:
        times = {"一": 2, "两": 4, "三": 8}.get(found["times"] or "一", 2)
        kind, value, unit = TargetKind.CHANGE, Decimal(times), "倍"
        metric = metrics.cleaned(left)
    else:
        kind, value, unit, comparator = TargetKind.CHANGE, Decimal(10), "%", Comparator.GE
        metric = metrics.cleaned(left) + "增长"
    item = Quantity(span, value, unit, comparator, sure=0.75)
    yield frame.target(item, metric, kind, confidence=0.75, reason=reason)

