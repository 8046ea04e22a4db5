"""Figures in running text: value, unit and comparator of each, and where it begins and ends.

以上, 以下 and 以内 include the number, 超过 excludes it (Civil Code art. 1259). Years, dates, ordinals, road and model
numbers are no figures here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gongjin.compiler.numerals import SCALE, arabic, chinese
from gongjin.compiler.plan import Comparator
from gongjin.compiler.units_of_measure import COUNTED, TIME, UNIT, normal

_ARABIC = r"[0-9]{1,12}(?:,[0-9]{3}){0,4}(?:\.[0-9]{1,6})?"
_CHINESE = "[一二两三四五六七八九十百千万]{1,7}"
_DIGITS = "一二两三四五六七八九十千万"
_PLACE = "[^底末日月期汛]前"
"""Before a number it makes a place (前3名), after a time it does not (年底前60%)."""
_MORE = "[余多来]"
_TENTHS_OF = "企业|农户|村|学校|群众|居民|项目|家庭|乡镇|县|社区|住户|单位|城市|老年|行政"
_FIGURE = re.compile(
    rf"(?=[0-9百{_DIGITS}])(?:(?<![0-9A-Za-z.第〔+])(?<!{_PLACE})(?!(?<=每)10*[万亿]?人口)(?P<a>{_ARABIC})(?P<sa>{SCALE})?(?P<moreA>{_MORE})?(?P<ua>{UNIT})?"
    rf"(?:[—\-至到~](?P<b>{_ARABIC})(?P<sb>{SCALE})?)?(?P<more>{_MORE})?(?P<unit>{UNIT})?"
    rf"|百分之(?P<pc>[零一二三四五六七八九十百点]{{1,7}})"
    rf"|(?P<den>[二三四五六七八九十]{{1,2}})分之(?P<nume>[一二两三四五六七八九十]{{1,2}})"
    rf"|(?P<halved>一半)(?=以上|左右|以下|$|[，、。的])"
    rf"|(?<![赞构形生组建完变])(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?=以上|左右|以下|$|[，、。的]|{_TENTHS_OF})"
    rf"|(?<![第一二三四五六七八九十百千万每])(?<!{_PLACE})(?P<cl>[一二两三四五六七八九][十百千万][零一二两三四五六七八九十百千万]{{0,8}})(?P<unitL>{UNIT})(?!化)"
    rf"|(?P<cm>[一二三四五六七八九]?[十百千])余(?P<cmS>万|亿)(?P<unitM>{UNIT})"
    rf"|(?<![第一二三四五六七八九十百千万每])(?<!{_PLACE})(?P<cn>{_CHINESE})(?P<moreC>{_MORE})?(?P<unitC>个(?!人|体|性|"
    rf"别|百分)|家|所|座|条|项|户|名|处|台|辆|件|场|人次|万亩|公里|亩|人|倍|支|套|吨|万元|亿元|元))"
)
"""The look ahead at its head is all that a search sees of most characters."""
_BEFORE = re.compile(
    r"(?P<ge>(?:[≥≧⩾]|不得?(?:少于|低于|小于)|至少|最少|不少|起码)(?:达到?|为|有|要有)?)|(?P<le>[≤≦⩽]|不得?(?:超过|"
    r"高于|大于|多于|超)|至多|最多|最高|上限)|"
    r"(?P<gt>(?:[>＞]|超过|超|突破|逾|高于|大于|多于|不止|优于)(?:了)?)|(?P<lt>[<＜]|(?<!不)(?<!不得)(?:低于|小于|少于|"
    r"未满|不足|不到|不满))|"
    r"(?P<about>(?:约|大约|近|接近|将近|大致)(?:为)?)"
)
_BEFORE_AT_END = re.compile(rf"(?:{_BEFORE.pattern})$")
_BEFORE_LAST = frozenset("≥≧⩾≤≦⩽>＞<＜于达到为有少码过超多高限破逾止了满足约近致")
"""The last characters of these words."""
_EQ = Comparator.EQ  # looked up once: in Python 3.11 a member of an enumeration is slow to reach
_AFTER = re.compile(
    r"(?:□{3,4}(?=及?以[上下]))?(?:(?P<ge>及?以上|或?以上|及其以上|之上)|(?P<le>及?以下|之?以内|之内|以里|内(?![部外地容涝河陆]))|"
    r"(?P<about>左右|上下|(?<=位)前后)|(?P<lt>以外))"
)
_NO_UNIT_AFTER = re.compile(r"年|月|日|号|级|时|点(?!位)|版|届|代|秒|度|线|路|师|组团|[A-Za-z+:：]")
_OPEN_UNIT = re.compile(r"[村镇乡县区院校园馆站室库厂链群屯点桥坊街圈带湖河企校店社宅]")


_SIZES = frozenset(("亩", "公里", "吨", "元", "人", "户"))
"""Of these a round number alone is a size in a name (百亩示范片, 千人计划)."""


class Figure(NamedTuple):
    """A figure in a text. `start` and `end` include the comparator's words; `number` is where the digits begin."""

    start: int
    number: int
    end: int
    value: Decimal
    value2: Decimal | None
    unit: str
    comparator: Comparator
    chinese: bool = False
    sure: bool = True
    each: bool = False

    @property
    def compared(self) -> bool:
        """Whether words of comparison stand with it."""
        return self.comparator is not _EQ


def figures(text: str, start: int, end: int) -> list[Figure]:
    """The figures in `text[start:end]`, in order."""
    found: list[Figure] = []
    at = start
    while True:
        match = _FIGURE.search(text, at, end)
        if match is None:
            return found
        figure = _figure(text, match, start, end)
        if figure is None:
            at = max(match.start() + 1, _skip(match))
        else:
            found.append(figure)
            at = figure.end


def _skip(match: re.Match[str]) -> int:
    return match.end("a") if match.group("a") else match.start() + 1


class _Read(NamedTuple):
    """The value and unit of a match, and where its unit ends."""

    value: Decimal
    value2: Decimal | None
    unit: str
    stop: int
    spelled: bool
    sure: bool


def _figure(text: str, match: re.Match[str], start: int, end: int) -> Figure | None:
    read = _arabic(text, match, start, end) if match.group("a") else _spelled(match)
    return None if read is None else _compared(text, match, start, end, read)


def _arabic(text: str, match: re.Match[str], start: int, end: int) -> _Read | None:
    digits, large, first, second, scale_of_second, unit = match.group("a", "sa", "ua", "b", "sb", "unit")
    first, unit = first or "", unit or ""
    stop = match.end()
    if second and not unit:
        if not first:
            return None
        # 3个—5 is no range: the second number has no unit, and 3个 stands alone
        second, stop = None, match.end("ua")
    elif first and not second:
        # 15万亩 is one unit; 5个人 leaves 人 to the noun
        stop = match.end("ua")
        unit = first
    unit = unit or first
    if not unit and not second and _stands_alone(text, start, match, end):
        scale = large or ""
        heads = scale and _HEADS_UP.search(text, max(start, match.start() - 8), match.start())
        stop = match.end("sa") if scale else match.end("a")
        return _Read(arabic(digits, scale), None, "人" if heads else "", stop, False, bool(heads))
    if first == "亿":
        return None
    sure = bool(unit)
    if not unit:
        if not _OPEN_UNIT.match(text, stop, end) or _NO_UNIT_AFTER.match(text, stop, end):
            return None
        unit = "个"
    scale = scale_of_second or ""
    value = arabic(digits, large or (scale if second else ""))
    return _Read(value, arabic(second, scale) if second else None, unit, stop, False, sure)


def _spelled(match: re.Match[str]) -> _Read | None:
    """百分之五, 三分之二, 八成, 两家."""
    stop = match.end()
    if match.group("halved"):
        return _Read(Decimal(50), None, "%", stop, True, True)
    if match.group("den"):
        lower, upper = chinese(match.group("den")), chinese(match.group("nume"))
        if not lower or upper is None:
            return None
        value = (upper * 100 / lower).quantize(Decimal("0.01"))
        return _Read(value.to_integral_value() if value == int(value) else value, None, "%", stop, True, True)
    if match.group("cn") and match.group("cn").strip("百千万") == "" and match.group("unitC") in _SIZES:
        return None
    if match.group("cm"):
        ten = chinese(match.group("cm"))
        return (
            None
            if ten is None
            else _Read(ten * arabic("1", match.group("cmS")), None, match.group("unitM"), stop, True, True)
        )
    read = chinese(match.group("pc") or match.group("tenths") or match.group("cl") or match.group("cn"))
    if read is None:
        return None
    if match.group("pc"):
        return _Read(read, None, "%", stop, True, True)
    if match.group("tenths"):
        return _Read(read * 10 + (5 if match.group("half") else 0), None, "%", stop, True, True)
    if match.group("cl"):
        return _Read(read, None, match.group("unitL"), stop, True, True)
    unit = match.group("unitC")
    if unit[0] in "万亿" and len(unit) > 1:
        read, unit = read * (10**4 if unit[0] == "万" else 10**8), unit[1:]
    return _Read(read, None, unit, stop, True, False)


_PREDICATE = re.compile(r"(?:达到|达|[为于在过逾破]|(?:[升降增减大小高少低短展加]|压[减缩降])[到至])$")
_HEADS_UP = re.compile(r"(?:人口|人数|就业|人员)[^，、]{0,4}$")
_ALONE_AFTER = re.compile(r"(?:以内|以下|以上|左右|之间)?(?=$|[，。；、）□])")


def _stands_alone(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a number without a unit is a value (死亡率控制在0.015以内, 贫困人口减少20万以上), and no year."""
    scaled = match.group("sa") is not None
    stop = match.end("sa") if scaled else match.end("a")
    number = text[match.start() : stop]
    if number.isdigit() and len(number) == 4:
        return False
    found = _ALONE_AFTER.match(text, stop, end)
    ends = found is not None and (found.end() >= end or found.end() > stop or text[stop] in "，。；、）□")
    if not ends:
        return False
    before = max(start, match.start() - 8)
    if scaled and ((found and found.end() > stop) or _HEADS_UP.search(text, before, match.start())):
        return True
    return bool(_PREDICATE.search(text, before, match.start()))


def _compared(text: str, match: re.Match[str], start: int, end: int, read: _Read) -> Figure:
    begin = number = match.start()
    stop = read.stop
    comparator = _EQ
    each = begin > start and text[begin - 1] == "各"
    if each:
        begin -= 1
    near = text[begin - 1] in _BEFORE_LAST if begin > start else False
    before = _BEFORE_AT_END.search(text, max(start, begin - 6), begin) if near else None
    if before:
        comparator = Comparator(before.lastgroup or "eq")
        begin = before.start()
    if any(match.group("more", "moreA", "moreC", "cm")) and comparator is _EQ:
        comparator = Comparator.GT
    after = _AFTER.match(text, stop, end)
    if after and (after.group() != "内" or read.unit in TIME):
        word = Comparator(after.lastgroup or "eq")
        stop = after.end()
        comparator = word if comparator in (_EQ, Comparator.ABOUT) else comparator
    if read.value2 is not None and read.value2 > read.value:
        comparator = Comparator.RANGE
    return Figure(
        begin, number, stop, read.value, read.value2, normal(read.unit), comparator, read.spelled, read.sure, each
    )


def is_count(unit: str) -> bool:
    """Whether the unit is a measure word."""
    return unit in COUNTED
