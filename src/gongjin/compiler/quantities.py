"""Quantities in running text: a figure, its scale and unit, and the words that compare. What only looks like one is not.

Years, ordinals, grades, standards (5G, 4A), slogans and durations are no quantities; neither is anything inside 《》 or
“”, which the caller has blanked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongjin.compiler.document import Span
from gongjin.compiler.numerals import SCALE, arabic, chinese
from gongjin.compiler.plan import Comparator

_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_COUNTERS = (
    r"个百分点|百分点|个班次|班次|人次|家次|户次|车次|架次|标箱|学时|课时|套次|"
    r"个(?!百分点|人(?!次)|性|别|体|月|小时|工作日|方面|环节|阶段|领域|层面|维度|部分|步骤|统一|一律|不|坚持|全面|更加|确保|亿|万)|"
    r"家(?!庭|园|禽|长|属)|所(?!有|需|得|属|在)|座|条(?!件|例|款)|项(?!目库|规定)|户(?!籍|外|用|口|均|型)|处(?!理|置|于|长)|"
    r"人(?!口|才|均|民|大|力|社|工|员|身|居|物|类|数)|名(?!单|录|校|医|牌|企|优|列|城|镇|村|特|称|师)|台(?!账|阶)|套(?!餐|期)|辆|张|件(?!均)|宗|批次|份(?!额|子|量)|类(?!型|别|似|风|建)|种(?!植|类|业|养|粮|子|苗|质)|头|只(?!增|减|有)|羽|株|棵|片(?!区)|块|"
    r"栋|幢|间(?!隔)|床|例(?!如|会)|篇|场(?!所|地|景|次)|场次|期(?!间|末|限)|支(?!持|撑|付)|部(?!门|分|署|委)|艘|架|根|盏|口(?!岸|径|腔)|眼|只|对(?!接|标|口|照|全)|组(?!织|长|建)|门(?!户|店|诊)|款|枚|"
    r"次(?!中心|级|生|年|数)|笔|单(?!位|元|体|独|一|项)|卷|册|本(?!级|地|市|县|科|年)|封|桩|股|列(?!入|车)|对|枪|路(?!径|线|网|段|灯|由)|"
    r"村(?!庄|级|民|集|屯|组|落|卫)|镇(?!区|域|级|村)|乡(?!镇|村|级|土)|县(?!级|域|城|区|市|乡)"
)
_MEASURES = (
    r"%|‰|万亩次|亩次|立方米每秒|立方米/(?:秒|日|天|小时|年)|平方公里|平方千米|平方米|立方米|立方|公顷|公里|千米|海里|公斤|千克|毫克|微克|"
    r"吨标准煤|吨标煤|标准煤|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦|千伏安|兆伏安|万千瓦|卡路里|千卡|"
    r"亩(?!均|产)|吨(?!级|位|钢)|米(?!粉|面|线|制)|元(?!化|素|宇|旦)|美元|欧元|斤|担|升|方(?!面|式|案|向|法|针|位|便|可)|度(?!假|夏|冬)|倍|成(?!立|效|果|为|员|本|长|熟|功|品|片|都|人|年|套|交|型|就|分)|"
    r"MW|GW|kW|KW|kWh|km|TB|PB|Gbps|Mbps|EFLOPS|PFLOPS|P(?![A-Za-z0-9])|分(?!之|别|类|批|步|级|局|散|工|布|解|析|层|区|期|段|流|公司|院|中心|拣|离|享|红)|分贝|摄氏度|℃|"
    r"毫克/升|微克/立方米|毫克/立方米"
)
_DURATIONS = r"个工作日|工作日|个自然日|天(?!然|气|津|文)|小时|分钟|个月"
_UNIT = rf"(?:(?:{_MEASURES}|{_COUNTERS}|{_DURATIONS})(?:/(?:人|户|亩|年|日|天|月|公顷|立方米|升|平方公里|平方米|万人|千人|百人|万元|吨|千瓦时|辆|公里|床|次|套|件|秒|小时|百户))?)"
_BEFORE = (
    r"不低于|不少于|不得低于|不得少于|不得超过|不得高于|不超过|不超出|不高于|不大于|不小于|不多于|不突破|至少|最少|最低|最高|最多|"
    r"超过|突破|高于|低于|大于|小于|多于|少于|超|逾|近|约|大约|接近|≥|≤|>|<"
)
_AFTER = r"(?:（含）|\(含\))?(?:及|或|\(含\))?(?:以上|以下|以内|之内|以外|左右|上下)"
_QUANTITY = re.compile(
    rf"(?P<each>各|均)?(?P<before>{_BEFORE})?(?P<far>到|达到?)?"
    rf"(?:(?<![0-9])(?P<n1>{_NUMBER})(?:(?P<s1>{SCALE})?(?:%|亩|公里|吨|个|家|亿元|万元|元)?(?P<range>—|-|至|到|~)(?P<n2>{_NUMBER}))?"
    rf"(?P<more>多|余)?(?P<scale>{SCALE})?(?P<more2>多|余)?"
    rf"|(?P<cn>[一二两三四五六七八九十百]{{1,5}}(?:[多余])?(?:万|亿)?(?:[多余])?))"
    rf"(?P<unit>{_UNIT})(?P<after>{_AFTER})?"
)
_RANKS = re.compile(
    r"(?P<before>前|第|进位|前移|上升|前进)(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>位次|位|名|个位次|强)?(?P<after>及以上|以上|以内|之内|左右)?"
)
_FRACTION = re.compile(r"(?P<den>[二三四五六七八九十百]{1,2})分之(?P<num>[零一二三四五六七八九十百]{1,5}(?:点[零一二三四五六七八九]+)?)(?P<after>以上|以下|以内|左右)?")
_NOT_BEFORE = re.compile(r"(?:第|[A-Za-z+＋.—~/]|等|[0-9])$")
_NOT_AFTER = re.compile(r"^(?:[A-Za-z+＋]|级(?!.{0,3}[以达])|类|大(?!型|学|小)|版|号|期工程|分之|字|维|统|化)")
_PERCENT_POINT = "个百分点"
_SHORTENS = re.compile(r"压缩|缩短|减少|压减|提速|控制在|降至|降到|时长|时限|用时|天数|周期|(?:办理|办结|审批|响应|处置|等待|平均)[^，]{0,6}时间")
_FAR_LEAST = re.compile(r"(?:至少|最少|不少于|不低于)[\u4e00-\u9fff]{1,5}$")
_FAR_OF = re.compile(r"(?P<word>不低于|不少于|不超过|不高于|超过|低于|高于)[^，、0-9]{1,18}的$")
_COUNTER_ONLY = re.compile(rf"(?:{_COUNTERS})$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, in the text at `span` (comparing words included)."""

    span: Span
    value: Decimal
    unit: str
    comparator: Comparator
    value2: Decimal | None = None
    each: bool = False
    counted: bool = False
    duration: bool = False
    sure: float = 0.95

    @property
    def percent(self) -> bool:
        """Whether it is a percentage or a difference of percentages."""
        return self.unit in ("%", "个百分点", "‰")


def _comparator(before: str, after: str, more: bool, clause_left: str) -> Comparator:
    if "以上" in after:
        return Comparator.GE
    if re.search("以下|以内|之内", after):
        return Comparator.LE
    if re.search("左右|上下", after):
        return Comparator.ABOUT
    if re.search("不低于|不少于|不得低于|不得少于|不小于|至少|最少|最低|≥", before):
        return Comparator.GE
    if re.search("不超|不得超过|不得高于|不高于|不大于|不多于|不突破|最高|最多|≤", before):
        return Comparator.LE
    if re.search("超过|突破|高于|大于|多于|超|逾|>", before) or more:
        return Comparator.GT
    if re.search("低于|小于|少于|<", before):
        return Comparator.LT
    if re.search("约|近", before):
        return Comparator.ABOUT
    if re.search(r"控制在$|压减到$|压缩至$|压缩到$", clause_left):
        return Comparator.LE
    return Comparator.EQ


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of a stretch of tidied text whose quotes are blanked, in reading order."""
    for found in _QUANTITY.finditer(text, start, end):
        first = min(place for place in (found.start("n1"), found.start("cn")) if place >= 0)
        left = text[start : found.start()]
        close = text[start:first]
        right = text[found.end() : min(found.end() + 6, end)]
        if _NOT_BEFORE.search(close[-1:]) or _NOT_AFTER.match(right):
            continue
        unit = found["unit"]
        duration = bool(re.fullmatch(_DURATIONS, unit))
        if duration and not _SHORTENS.search(left):
            continue
        value, value2, sure = _values(found)
        if value is None or (found["cn"] and not _cn_counts(found, text, start, first)):
            continue
        if unit == "百分点":
            unit = _PERCENT_POINT
        if unit == "成":
            value, unit = value * 10, "%"
        if unit == "方":
            unit = "立方米"
        more = bool(found["more"] or found["more2"] or re.search("[多余]", found["cn"] or ""))
        before = found["before"] or ""
        if not before and not found["after"]:
            of = _FAR_OF.search(left)
            before = "至少" if _FAR_LEAST.search(left) else of["word"] if of else ""
        comparator = Comparator.RANGE if value2 is not None else _comparator(before, found["after"] or "", more, left)
        yield Quantity(
            Span(found.start(), found.end()),
            value,
            unit,
            comparator,
            value2,
            found["each"] == "各",
            bool(_COUNTER_ONLY.search(unit)) and unit != _PERCENT_POINT,
            duration,
            sure,
        )


def _values(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None, float]:
    if found["cn"]:
        digits = re.sub("[多余]", "", found["cn"])
        value = chinese(digits)
        return value, None, 0.8
    scale = found["scale"] or ""
    value = arabic(found["n1"], (found["s1"] or scale) if found["n2"] else scale)
    value2 = arabic(found["n2"], scale) if found["n2"] else None
    if value2 is not None and value2 < value:
        value2 = None
    return value, value2, 0.95


def _cn_counts(found: re.Match[str], text: str, start: int, first: int) -> bool:
    """Whether a Chinese numeral counts something: 两家, 三个 after a verb, 三十五万; one and slogans do not."""
    digits = re.sub("[多余]", "", found["cn"])
    unit, left = found["unit"], text[start:first]
    if unit == "成":
        return bool(found["after"] or found["before"] or re.search(r"达到?$|减少$|下降$|提高$|增长$|到$", left))
    if digits == "一":
        return bool(found["after"])
    if not re.search("[一二两三四五六七八九]", digits):
        return False
    if found["before"] or found["after"] or found["each"] or (len(digits) > 2 and re.search("[十百千万亿]", digits)):
        return True
    if digits == "两" and re.fullmatch("家|所|座|条|处|户|台|辆|间|栋|名|批次|场次|支|只|件|套", unit):
        return True
    return bool(_MAKES.search(left))


_MAKES = re.compile(
    r"(?:建|造|育|创|成|增|办|引进|完成|选|开展|实施|设立|布局|打造|举办|达到?|新|评|认)[成设立造改定]?(?:了)?$"
)


def ranks(text: str, start: int, end: int) -> Iterator[tuple[Quantity, bool]]:
    """Ranks: 前三, 前10位, 第3位 (a place), 进位2位 (a move: the second of the pair is true)."""
    for found in _RANKS.finditer(text, start, end):
        before = found["before"]
        number = chinese(found["n"]) if not found["n"].isdigit() else Decimal(found["n"])
        if number is None or number == 0:
            continue
        left = text[start : found.start()]
        if before == "前":
            if not (found["unit"] or re.search(r"(?:进入|位居|位列|跻身|保持|居|列|进|排名|排位|位次|稳居|迈入|挺进|名列|全[国省市州县].{0,6})$", left)):
                continue
            if text[found.end() : found.end() + 1] in "期年月天届述款":
                continue
        elif before == "第":
            if not (found["unit"] in ("位", "名") and re.search(r"排名|位列|位居|居|保持|稳居|列|位次|进入", left)):
                continue
        elif not found["unit"]:
            continue
        move = before in ("进位", "前移", "上升", "前进")
        if not move and before == "前" and found["unit"] == "强":
            continue
        comparator = Comparator.GE if move and found["after"] else Comparator.EQ if move or before == "第" else Comparator.LE
        unit = found["unit"] if found["unit"] in ("名", "强") else "位"
        yield Quantity(Span(found.start(), found.end()), number, unit, comparator, sure=0.9), move


def fractions(text: str, start: int, end: int) -> Iterator[Quantity]:
    """三分之二, 百分之九十以上 as percentages (a third is kept to five decimals)."""
    for found in _FRACTION.finditer(text, start, end):
        den, num = chinese(found["den"]), chinese(found["num"])
        if not den or num is None:
            continue
        value = num if den == 100 else (num * 100 / den).quantize(Decimal("0.00001")).normalize()
        left = text[start : found.start()]
        comparator = _comparator("", found["after"] or "", False, left)
        yield Quantity(Span(found.start(), found.end()), value, "%", comparator, sure=0.8)
