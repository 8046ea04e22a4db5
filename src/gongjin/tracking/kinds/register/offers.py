"""What a register proposes for a row of a plan, from the row's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongjin.core.periods import PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.protocol import Offer, Said
from gongjin.tracking.kinds.register.readymade import ready
from gongjin.tracking.kinds.wording import bare, called, matter, own_words

_LEVELS: Final = ("国家级", "省级", "市级", "县级")
_COUNTED: Final = frozenset("家个所座处户名人位台辆条项村场批亩段")
_FIGURED: Final = {
    "亩": ("farmland", "area"), "公里": ("lines", "length"), "千米": ("lines", "length"), "米": ("lines", "length"),
    "公斤": ("farmland", "capacity"), "户": ("households", "households"), "人": ("households", "persons"),
    "万元": ("investment", "paid"), "亿元": ("investment", "paid"),
    "千瓦": ("points", "power"), "兆瓦": ("points", "power"), "万千瓦": ("points", "power"),
}  # fmt: skip
_COUNTED_UP: Final = {"mode": "accumulate"}
_ADDED = re.compile("新增|新建|新培育|新认定|净增|新改建")
_COVERS = re.compile("覆盖|入驻|通达|接入|标准化")
_INSURED = re.compile("保险|参保")
_LEVEL_WORDS = re.compile("(?:国家|省|市|县)(?:[国家省市县、和及]*)级(?:及以上|以上)?")


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that point at a ready-made register, and the stage that such words promise."""

    words: re.Pattern[str]
    template: str
    stage: str
    alone: int
    """How well it fits a row without a figure, 0 for not at all."""


SIGNS: Final = (
    Sign(re.compile("整改|销号|问题清单|专项整治"), "rectification", "closed", 82),
    Sign(re.compile("高标准农田|农田建设|永久基本农田|粮食产能"), "farmland", "accepted", 40),
    Sign(re.compile("土地承包|延包|延长(?:30|三十)年"), "land_contracts", "filed", 55),
    Sign(re.compile("特派员|科技人才|(?<!入)驻村|选派|派驻"), "people", "sent", 66),
    Sign(re.compile("招商会|推介会|博览会|展会|展销"), "events", "held", 74),
    Sign(re.compile("招商|签约|引进.{0,12}企业|企业落户|落户.{0,6}企业"), "investment", "signed", 78),
    Sign(re.compile("落户|市民化|参保|农业保险|促进.{0,6}就业|转移就业"), "households", "reporting", 52),
    Sign(re.compile("试点|先行区|试验区"), "pilot", "accepted", 60),
    Sign(re.compile("示范村|示范镇|示范村镇|美丽乡村|和美乡村|示范社区|示范户"), "villages", "named", 60),
    Sign(re.compile("装机|分布式"), "points", "in_use", 58),
    Sign(re.compile("基站|充电|5G|站点|路灯|监控|点位|光纤"), "points", "in_use", 62),
    Sign(re.compile("管网|农村公路|产业路|资源路|旅游路|堤防|渠道|沟渠|绿道|道路"), "lines", "accepted", 45),
    Sign(
        re.compile("(?:争创|创建|荣获|获评).{0,24}(?:称号|荣誉|最美|十大|百强|文明|先进|示范县|示范区|强县|名镇|名村)"),
        "recognition",
        "recognised",
        74,
    ),
    Sign(re.compile("(?:续建|新建|建设).{0,16}(?:集群|园区|基地)"), "pilot", "accepted", 58),
    Sign(
        re.compile(
            "(?<!任务)(?<!问题)清单|(?<!上图)入库|纳入.{0,16}(?:项目|集群|培育|规划)|积极申报|组织申报|争创|申报"
        ),
        "application",
        "listed",
        72,
    ),
    Sign(
        re.compile("学校|幼儿园|卫生室|卫生院|次中心|水厂|中心.{0,4}建设|服务中心|养老院|敬老院"),
        "building",
        "in_use",
        48,
    ),
    Sign(
        re.compile("企业|工厂|领跑者|龙头|家庭农场|合作社|品牌|集群|基地|名录|著名"),
        "recognition",
        "recognised",
        56,
    ),
    Sign(re.compile("覆盖|入驻|一体化|标准化|通达"), "coverage", "opened", 42),
)


def offered(said: Said) -> Offer | None:
    """A register for a row that counts entries, or whose words speak of them; None for rates, ranks and levels."""
    if said.target_kind in {"rank", "level"} or said.commitment_kind in {"relative"}:
        return None
    own = own_words(said)
    if said.row_kind == "target":
        return _for_target(said, own)
    return _for_words(said, own)


def _sign(text: str) -> Sign | None:
    return next((sign for sign in SIGNS if sign.words.search(text)), None)


def _for_target(said: Said, own: str) -> Offer | None:
    sign = _sign(said.title) or _sign(own)
    if said.target_kind == "coverage":
        return _for_coverage(said, sign, own)
    if said.unit in _FIGURED and not (said.unit in {"户", "人"} and sign is not None and sign.template != "households"):
        return _for_figure(said, sign)
    if said.unit not in _COUNTED:
        return None
    return _offer(said, sign or _of("recognition"), 92 if sign else 64, {}, _COUNTED_UP)


def _for_coverage(said: Said, sign: Sign | None, own: str) -> Offer:
    chosen = sign or _of("coverage")
    rule: dict[str, object] = {"of": "all"}
    if chosen.template == "farmland":
        rule["count"] = "figure:area"
    elif _COVERS.search(own):
        chosen = _of("coverage")
    return _offer(said, chosen, 84 if sign else 60, rule, _COUNTED_UP)


def _for_figure(said: Said, sign: Sign | None) -> Offer:
    template, figure = _FIGURED[said.unit]
    if sign is not None and figure in _figures(sign.template):
        template = sign.template
    rule: dict[str, object] = {"count": f"figure:{figure}"}
    if figure in _partial(template):
        rule["partial"] = True
    fit = 88 if sign is not None and sign.template == template else 58
    if template == "farmland" and figure != "area":
        # What fields add is told of the same fields whose area another row sums: the register is theirs together,
        # and an entry may serve both rows, each with a figure of its own.
        rule |= {"since": True}
        return _offer(said, _of(template), fit, rule, _COUNTED_UP, name=_label(template))
    return _offer(said, _of(template), fit, rule, _COUNTED_UP)


def _of(template: str) -> Sign:
    return next(sign for sign in SIGNS if sign.template == template)


def _for_words(said: Said, own: str) -> Offer | None:
    sign = _sign(own)
    if sign is None or not sign.alone:
        return None
    if said.commitment_kind == "directional" and _COVERS.search(own) and not _INSURED.search(own):
        return _rising(said, _of("coverage"), {"of": "all"}, "%", sign.alone)
    if sign.template in {"rectification", "coverage"}:
        whole: dict[str, object] = {"wanted": "ge", "value": "100", "unit": "%", "mode": "accumulate"}
        return _offer(said, sign, sign.alone, {"of": "all"}, whole)
    if sign.template == "points" and "装机" in own:
        return _rising(said, sign, {"count": "figure:power"}, str(_("千瓦")))
    if sign.template == "households":
        figure, unit = ("insured", _("亩")) if _INSURED.search(own) else ("persons", _("人"))
        return _rising(said, sign, {"count": f"figure:{figure}", "since": True}, str(unit))
    if said.commitment_kind == "directional":
        return _rising(said, sign, {}, _noun(sign.template))
    fit = sign.alone - (12 if said.row_kind == "task" else 0)
    if sign.template in {"application", "recognition"} and said.commitment_kind == "rank":
        fit = 92  # to be on a list or to bear a title is an entry's stage, not a place among others
    noun = _noun("application" if said.commitment_kind == "rank" else sign.template)
    asked = {"wanted": "ge", "value": "1", "unit": noun, "mode": "accumulate"}
    return _offer(said, sign, fit, {}, asked, noun=noun)


def _rising(said: Said, sign: Sign, rule: Mapping[str, object], unit: str, fit: int = 0) -> Offer:
    """Without a figure a row asks for more than there was: one entry would not fulfil 吸引一批, nor be all of it."""
    return _offer(said, sign, fit or sign.alone, rule, {"wanted": "rise", "unit": unit, "mode": "level"})


def _offer(
    said: Said, sign: Sign, fit: int, rule: Mapping[str, object], asked: Mapping[str, object], *, name: str = "",
    noun: str = "",
) -> Offer:  # fmt: skip
    made = next(item for item in ready() if item.code == sign.template)
    form = made.form
    full: dict[str, object] = {"count": "entries", "stage": sign.stage, **rule}
    where = {} if form.level is None else _level_where(f"{called(said)}{said.scope}", form.level.key)
    if where:
        full["where"] = where
    adds = said.accrual == "added" or _ADDED.search(called(said))
    if adds and not full.keys() & {"of", "since"} and asked.get("wanted") != "rise":
        full |= {"since": True, "added": True}
    name = name or _LEVEL_WORDS.sub("", bare(matter(said))[:40]) or str(made.label)
    noun = noun or (said.unit if said.unit in _COUNTED and "count" not in rule else form.noun)
    why = _("从“%(words)s”看，适合用“%(template)s”名录，达到“%(stage)s”的计入") % {
        "words": called(said)[:20], "template": str(made.label), "stage": form.label(sign.stage),
    }  # fmt: skip
    title = _("%(name)s台账") if sign.template == "households" else _("%(name)s名录")
    return Offer(
        kind="register", fit=fit, template=sign.template, name=title % {"name": name}, unit_of_measure=noun,
        cycle=PeriodKind.MONTH, settings={**form.as_json(), "noun": noun}, rule=full, asked=dict(asked), why=why,
    )  # fmt: skip


def _level_where(text: str, key: str) -> dict[str, object]:
    """省级 alone counts that level, 市级及以上 it and those above, 国家、省、市级 each that is named."""
    if re.search("全国(?!第)", text):
        return {key: _LEVELS[0]}
    for place, level in enumerate(_LEVELS):
        if re.search(f"{level}(?:及|或)?以上", text):
            return {key: list(_LEVELS[: place + 1])}
    run = re.search("((?:国家|省|市|县)(?:级)?[、和及](?:[国家省市县级、和及])*级)", text)
    shown = run[1] if run else text
    found = [level for level in _LEVELS if (level[:-1] if run else level) in shown]
    if not found:
        return {}
    return {key: found[0] if len(found) == 1 else found}


def _figures(template: str) -> frozenset[str]:
    return frozenset(field.key for item in ready() if item.code == template for field in item.form.figures)


def _partial(template: str) -> Mapping[str, str]:
    return next(item.partial for item in ready() if item.code == template)


def _label(template: str) -> str:
    return next(str(item.label) for item in ready() if item.code == template)


def _noun(template: str) -> str:
    return next(str(item.noun) for item in ready() if item.code == template)
