"""Promises of all, of none, of a rank and of a multiple: 全覆盖, 应保尽保, 所有…, 清零, 零发生, 前三,
翻一番, 两位数增长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gongjin.compiler.clauses import Clause
from gongjin.compiler.document import Span
from gongjin.compiler.lexicon import PLACE, TIME_HEAD
from gongjin.compiler.metrics import before_figure, standing
from gongjin.compiler.numerals import ordinal
from gongjin.compiler.plan import Comparator, TargetKind
from gongjin.core.texts import gettext as _

_NONE = (
    "火点|火情|火灾|积压|欠薪|辍学|非访|违建|新增|发生|事故|死亡|伤亡|违规|返贫|流失|反弹|直排|排放|填埋|上访|投诉|输入|感染|"
    "缺陷|差错"
)
_RANKS = "一二两三四五六七八九十"
_WORDS = re.compile(
    r"(?P<cover>(?:[^，□]{0,3}?(?:无死角|全方位|全领域|全时段)?)(?:全面?覆盖|全接入|全达标|全普及))(?=$|、|"
    r"和|及|与|并|的目标|目标|（)"
    r"|(?P<should>应(?P<verb>[\u4e00-\u9fff])尽(?P=verb))"
    r"|(?P<every>所有(?!制|权|者|人(?!员)|的?工作|环节|问题均))"
    r"|(?P<entire>全部(?=(?:按期|如期|按时|依法|顺利|及时)?(?:建成|完成|达到|达标|实现|纳入|整改|入驻|接入|"
    r"消除|改造|淘汰|通过|清退|复垦|解决|补齐|换发|达产|复工|入园|恢复|检测|建档|参保|轮训|投产|开工|到位|办结|销号|入库|竣工|上线|完工|落实到位|通车|投入使用|签约|建立|覆盖|"
    r"配备|退出|拆除|贯通|启动|关闭|取缔|脱贫|化解|兑现|录入|设置|开展|实施|配齐|配备|公开|落实|推行|运营|执行|通水|通电|通气|下达|安装|进驻|整治|关停|移交|更换|启用|注销|拆换|排查|腾空|交付|交地|验收|清运|处置|修复|治理|培训|签订|上图)))"
    r"|(?P<over>(?<=覆盖)全部(?=[\u4e00-\u9fff]))|(?P<those>(?<![\u4e00-\u9fff\U000F0000-\U000FFFFD])全部(?=[\u4e00-\u9fff]{2,12}(?:(?<=[村镇乡户区校])[接连开]?通|完成|达到|实现|纳入|建成|通过|整改|接入|入驻|落实|投入)))"
    r"|(?P<clear>(?:动态)?清零|归零|[为至到]零)(?=$|、|和|的目标|目标|任务|，)"
    rf"|(?P<zero>零(?:{_NONE})(?:[\u4e00-\u9fff]{{0,8}})?)(?=$|、|和|的目标|目标)"
    r"|(?P<rank>(?:进入|跻身|位居|位列|名列|保持在?|稳居|排名|排在|排位|列|居|挺进|迈入|冲刺|稳定在|争进|"
    r"达到|进位至?|(?:力争|争取)(?=前|全[国省市县]前))[^，、]{0,14}?前(?P<place>[0-9]{1,3}|"
    r"[一二两三四五六七八九十百]{1,3})(?P<of>名|位|强)?)(?![0-9.期年月列半沿置提茅个家项%成轮批届])"
    r"|(?P<nth>(?:位居|位列|名列|保持在?|稳居|排名|排在|力争|争取|列|"
    r"居)[^，、第]{0,14}?第(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:位|名)?)(?=$|、)"
    r"|(?P<double>翻(?P<times>[一两二三1-3])番|实现倍增|(?:规模|总量|产值|数量|收入)倍增)(?!计划|行动|工程)"
    r"|(?P<twodigit>(?:保持|实现|达到|力争|确保)?两位数(?:以上)?增长|两位数以上(?:增长)?)"
)
MAY_HOLD_WHOLE = re.compile(
    f"全面?覆盖|全接入|全达标|全普及|应.尽|所有|全部|清零|[归为至到]零|零(?:{_NONE})|前[0-9{_RANKS}百]|第[0-9{_RANKS}]|番|倍增|两位数"
)
"""Words one of which a clause has that makes such a promise; most have none."""
_NEAR_END = re.compile(r"(?:基本|全部|均|都|动态|做到|实现|确保|力争|争取|达到|进行|予以|综合)+$(?<!综合)")
_COMPARED = re.compile("(?:[比较]|在)(?:(?:19|20)[0-9]{2}年|上年|去年|基期)(?:的)?(?:基础上)?$")
_SCOPE = re.compile(
    r"(全国|全省|全市|全县|全区|全州|中部|西部|东部|同类[县市区]|[\u4e00-\u9fff]{0,6}(?:县市区|区县|县区|"
    r"市州|省区市))"
)
_WHERE = re.compile(rf"(?:{TIME_HEAD.pattern})?(?:{PLACE.pattern})?")
"""When and where, before 所有 at the head of a clause."""
_DOING = re.compile(r"^(?:推进|推动|实现|确保|力争|组织|完成|加快|指导|督促|引导|促进|争取|全面)")
_COVERS = re.compile("覆盖(?:到|至)?(?:统筹地区|全[国省市县区州]|辖区内?|区域内)?$")
_LEAD_OFF = re.compile(
    r"^(?:推进|推动|实现|确保|力争|完成|加快|促进|争取|全面|逐步|基本|有序|对|将|把|全[县市省区州]|要)+"
)
_RANK_GOES_ON = ("行列", "方阵", "水平", "以内", "左右", "位次", "目标", "的")


class Whole(NamedTuple):
    """A promise of all, none, a rank or a multiple, found at `span`."""

    span: Span
    metric: str
    comparator: Comparator
    value: Decimal
    unit: str
    kind: TargetKind
    confidence: float
    reason: str
    scope: str | None = None
    times: bool = False


def wholes(text: str, clause: Clause) -> Iterator[Whole]:
    """The promises of one clause that no digit tells."""
    begin = clause.start
    seen: set[str] = set()
    for found in _WORDS.finditer(text, clause.start, clause.end):
        before = text[max(begin, found.start() - 80) : found.start()]
        after = text[found.end() : min(clause.end, found.end() + 80)]
        group = next(name for name in _NAMES if found.group(name) is not None)
        if group in seen and group == "every":
            continue
        if clause.parenthesis and group in ("rank", "nth"):
            continue
        whole = _made(group, found, before, after)
        if whole is not None:
            seen.add(group)
            yield whole
            begin = found.end()


_NAMES = ("cover", "should", "every", "those", "entire", "over", "clear", "zero", "rank", "nth", "double", "twodigit")


_AMONG = re.compile(
    "([\u4e00-\u9fff]{0,6}?(?:行政村|自然村|村（社区）|乡镇|镇街|街道|社区|学校|企业|机构|医院|园区))(?=[A-Z0-9\u4e00-\u9fff])"
)
"""What is to be covered, at the head of the metric (行政村5G网络)."""


def scope_of(words: str) -> str | None:
    """Among whom a rank is held (全市, 同类县区), if the words say so."""
    found = _SCOPE.search(words)
    return found.group(1) if found else None


def _subject(words: str) -> str:
    words = _COMPARED.sub("", _NEAR_END.sub("", words.strip(" □、和")))
    return before_figure(words, share=False) or words


def _made(group: str, found: re.Match[str], before: str, after: str) -> Whole | None:
    if group in ("cover", "should", "every", "those", "entire", "over"):
        return _of_all(group, found, before, after)
    span, word = Span(found.start(), found.end()), found.group()
    if group == "clear":
        sure = 0.85 if _subject(before) else 0.6
        reason = _("“清零”即剩余为0")
        return Whole(span, _subject(before) or word, Comparator.EQ, Decimal(0), "%", TargetKind.COVERAGE, sure, reason)
    if group == "zero":
        metric = _subject(before) + word[1:]
        metric = metric.removesuffix("发生") or metric
        return Whole(span, metric, Comparator.EQ, Decimal(0), "%", TargetKind.COVERAGE, 0.85, _("“零”即0"))
    if group in ("rank", "nth"):
        return _of_rank(group, found, before, after)
    if group == "double":
        times = {"一": 2, "1": 2, "两": 4, "二": 4, "2": 4, "三": 8, "3": 8}.get(found.group("times") or "一", 2)
        metric, reason = _subject(before) or word, _("“翻番”即原来的倍数")
        value = Decimal(times)
        compared = Comparator.GE if after.startswith(("以上", "及以上")) else Comparator.EQ
        return Whole(span, metric, compared, value, "倍", TargetKind.CHANGE, 0.85, reason, times=True)
    metric, reason = _subject(before) + "增长", _("“两位数”即10%及以上")
    return Whole(span, metric, Comparator.GE, Decimal(10), "%", TargetKind.CHANGE, 0.85, reason)


def _of_all(group: str, found: re.Match[str], before: str, after: str) -> Whole | None:
    span, word = Span(found.start(), found.end()), found.group()
    rest = after.strip("□ ")
    if group == "cover":
        at = word.find("全")
        subject = _subject(before + word[:at]).replace("实现", "")
        if not subject:
            return None
        metric = subject if word.endswith("覆盖") else subject + word[at:].replace("全", "", 1)
        among = _AMONG.match(subject)
        whole = _full(Span(found.start() + at, found.end()), metric, 0.92, _("“全覆盖”即100%"))
        return whole._replace(scope=among.group(1)) if among else whole
    if group == "should":
        subject = _subject(before)
        metric = f"{subject}{word}" if subject else word + after.strip("□ 、")[:12]
        sure = 0.9 if not rest or after[:1] == "、" else 0.75
        return _full(span, metric, sure, _("“%(word)s”即100%%") % {"word": word})._replace(scope=subject or None)
    if group == "those":
        return _full(span, rest, 0.85, _("“全部”即100%"))
    if group in ("every", "over"):
        leads = bool(_DOING.match(before))
        if group == "over" or _COVERS.search(before):
            return _full(span, _subject(before) or rest, 0.85, _("“%(word)s”即100%%") % {"word": word})._replace(
                scope=rest or None
            )
        before = _WHERE.sub("", before)
        if len(after) < 4 or not (leads or not before.strip()):
            return None
        return _full(span, _LEAD_OFF.sub("", before) + rest, 0.9 if leads else 0.65, _("“所有”即100%"))
    last = before.rpartition("、")[2]
    before = last if TIME_HEAD.fullmatch(last) else before
    subject = _subject(_LEAD_OFF.sub("", before).strip("□ "))
    if not subject or subject.endswith(("前", "底")) or TIME_HEAD.fullmatch(before):
        if not TIME_HEAD.fullmatch(before):
            return None
        subject = ""
    if TIME_HEAD.fullmatch(subject):
        subject = ""
    rest = rest.partition("、")[0]
    gone = rest.startswith(("化解", "消除"))  # of what is bad; some would write that 0 of it is left
    return _full(span, subject + rest, 0.8 if gone else 0.9, _("“全部”即100%"))


def _full(span: Span, metric: str, sure: float, reason: str) -> Whole:
    return Whole(span, metric, Comparator.EQ, Decimal(100), "%", TargetKind.COVERAGE, sure, reason)


def _of_rank(group: str, found: re.Match[str], before: str, after: str) -> Whole | None:
    word = found.group()
    place = ordinal(found.group("place") or found.group("number"))
    goes_on = group == "rank" and re.match(r"[\u4e00-\u9fff]", after) and not after.startswith(_RANK_GOES_ON)
    if place is None or goes_on or after.startswith(("企业", "行列的", "的企业")):
        return None
    comparator = Comparator.LE if group == "rank" else Comparator.EQ
    subject = standing(_NEAR_END.sub("", before.strip(" □、和")))
    metric = subject if subject.endswith(("排名", "位次", "名次")) else subject + "排名"
    return Whole(
        Span(found.start(), found.end()),
        metric,
        comparator,
        Decimal(place),
        "位" if found.group("of") == "位" else "名",
        TargetKind.RANK,
        0.88,
        _("写明位次"),
        scope_of(before + word),
    )
