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

_LEVELS: Final = ("国家级", "省级", "市级", "县级")
_COUNTED: Final = frozenset("家个所座处户名人位台辆条项村场批亩段")
_FIGURED: Final = {
    "亩": ("farmland", "area"), "公里": ("lines", "length"), "千米": ("lines", "length"), "米": ("lines", "length"),
    "公斤": ("farmland", "capacity"), "户": ("households", "households"), "人": ("households", "persons"),
    "万元": ("investment", "paid"), "亿元": ("investment", "paid"),
}  # fmt: skip
_ADDED = re.compile("新增|新建|新培育|新认定|净增|新改建")
_COVERS = re.compile("覆盖|入驻|通达|接入|标准化")
_LEVEL_WORDS = re.compile("(?:国家|省|市|县)(?:[国家省市县、和及]*)级(?:及以上|以上)?")
_NAME_LEFT = re.compile(r"[，。；：、（）“”\"\s]")


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
    Sign(re.compile("高标准农田|农田建设|永久基本农田"), "farmland", "accepted", 40),
    Sign(re.compile("土地承包|延包|延长(?:30|三十)年"), "land_contracts", "filed", 55),
    Sign(re.compile("特派员|科技人才|(?<!入)驻村|选派|派驻"), "people", "sent", 66),
    Sign(re.compile("招商会|推介会|博览会|展会|展销"), "events", "held", 74),
    Sign(re.compile("招商|签约|引进.{0,12}企业|企业落户|落户.{0,6}企业"), "investment", "signed", 78),
    Sign(re.compile("落户|市民化|参保|农业保险|促进.{0,6}就业|转移就业"), "households", "reporting", 52),
    Sign(re.compile("试点|先行区|试验区"), "pilot", "accepted", 60),
    Sign(re.compile("示范村|示范镇|示范村镇|美丽乡村|和美乡村|示范社区|示范户"), "villages", "named", 60),
    Sign(re.compile("基站|充电|5G|站点|路灯|监控|点位|光纤"), "points", "in_use", 62),
    Sign(re.compile("管网|农村公路|产业路|资源路|旅游路|堤防|渠道|沟渠|绿道|道路"), "lines", "accepted", 45),
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
    own = f"{said.title}，{said.text}"
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
    return _offer(said, sign or _of("recognition"), 92 if sign else 64, {}, {})


def _for_coverage(said: Said, sign: Sign | None, own: str) -> Offer:
    chosen = sign or _of("coverage")
    rule: dict[str, object] = {"of": "all"}
    if chosen.template == "farmland":
        rule["count"] = "figure:area"
    elif _COVERS.search(own):
        chosen = _of("coverage")
    return _offer(said, chosen, 84 if sign else 60, rule, {"mode": "accumulate"})


def _for_figure(said: Said, sign: Sign | None) -> Offer:
    template, figure = _FIGURED[said.unit]
    if sign is not None and figure in _figures(sign.template):
        template = sign.template
    rule: dict[str, object] = {"count": f"figure:{figure}"}
    if figure in _partial(template):
        rule["partial"] = True
    fit = 88 if sign is not None and sign.template == template else 58
    return _offer(said, _of(template), fit, rule, {})


def _of(template: str) -> Sign:
    return next(sign for sign in SIGNS if sign.template == template)


def _for_words(said: Said, own: str) -> Offer | None:
    sign = _sign(own)
    if sign is None or not sign.alone:
        return None
    if sign.template in {"rectification", "coverage"}:
        whole: dict[str, object] = {"wanted": "ge", "value": "100", "unit": "%", "mode": "accumulate"}
        return _offer(said, sign, sign.alone, {"of": "all"}, whole)
    if sign.template == "households":
        return _offer(said, sign, sign.alone, *_of_households(own))
    fit = sign.alone - (12 if said.row_kind == "task" else 0)
    if sign.template == "application" and said.commitment_kind == "rank":
        fit = 92  # to be on a list or not is an entry's stage, not a place among others
    return _offer(
        said, sign, fit, {}, {"wanted": "ge", "value": "1", "unit": _noun(sign.template), "mode": "accumulate"}
    )


def _of_households(own: str) -> tuple[dict[str, object], dict[str, object]]:
    """What is counted of people and households: insured land, or persons added in the tracker's time."""
    figure, unit = ("insured", "亩") if "保险" in own or "参保" in own else ("persons", "人")
    return {"count": f"figure:{figure}", "since": True}, {
        "wanted": "ge", "value": "1", "unit": unit, "mode": "accumulate",
    }  # fmt: skip


def _offer(said: Said, sign: Sign, fit: int, rule: Mapping[str, object], asked: Mapping[str, object]) -> Offer:
    made = next(item for item in ready() if item.code == sign.template)
    form = made.form
    full: dict[str, object] = {"count": "entries", "stage": sign.stage, **rule}
    where = {} if form.level is None else _level_where(f"{said.title}{said.scope}", form.level.key)
    if where:
        full["where"] = where
    if "of" not in full and (said.accrual == "added" or _ADDED.search(f"{said.title}{said.text}")):
        full |= {"since": True, "added": True}
    name = _LEVEL_WORDS.sub("", _NAME_LEFT.sub("", said.title or said.text)[:40]) or str(made.label)
    why = _("从“%(words)s”看，适合用“%(template)s”名录，达到“%(stage)s”的计入") % {
        "words": said.title[:20], "template": str(made.label), "stage": form.label(sign.stage),
    }  # fmt: skip
    return Offer(
        kind="register", fit=fit, template=sign.template, name=_("%(name)s名录") % {"name": name},
        unit_of_measure=said.unit if said.unit in _COUNTED else str(made.noun), cycle=PeriodKind.MONTH,
        settings={**form.as_json(), "noun": said.unit if said.unit in _COUNTED and "count" not in rule else form.noun},
        rule=full, asked=dict(asked), why=why,
    )  # fmt: skip


def _level_where(text: str, key: str) -> dict[str, object]:
    """省级 alone counts that level, 市级及以上 it and those above, 国家、省、市级 each that is named."""
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


def _noun(template: str) -> str:
    return next(str(item.noun) for item in ready() if item.code == template)
