"""What a duty proposes for a row of a plan, from the row's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.duty.readymade import template
from gongjin.tracking.kinds.protocol import Offer, Said
from gongjin.tracking.kinds.wording import bare, called, own_words

_CADENCES: Final = (
    (re.compile("每天|每日"), "day"), (re.compile("每周|按周|周调度"), "week"), (re.compile("每旬|旬报"), "ten_days"),
    (re.compile("每月|按月|月调度|月报"), "month"), (re.compile("每季|按季|季度"), "quarter"),
    (re.compile("每半年|半年"), "half"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that point at a ready-made duty, what is read of it, and how well it fits."""

    words: re.Pattern[str]
    template: str
    fit: int
    read: str = "completeness"


_MECHANISM: Final = re.compile(
    "^(?:推进|工作|组织|保障|协调|落实)*(?:机制|领导|保障|实施|措施)$|组织(?:领导|保障|实施)"
)
"""Titles of the chapters that set up a task force: what it owes is to meet and to report."""

SIGNS: Final = (
    Sign(re.compile("越冬.{0,12}(?:监测|调查)|水鸟.{0,16}(?:监测|调查)"), "survey", 84),
    Sign(re.compile("生物多样性|物种.{0,8}(?:监测|保护)"), "survey", 46),
    Sign(re.compile("越冬|偷猎|盗猎|非法捕"), "wintering_patrol", 80),
    Sign(re.compile("巡护|巡查|巡河|巡湖|管护|日常.{0,8}监测"), "patrol", 80),
    Sign(
        re.compile("监督检查|定期检查|常态化检查|检查.{0,6}通报|督查|督导|督促|实施监督|日常监管|执法"),
        "inspection",
        62,
    ),
    Sign(re.compile("(?:专班|联席|调度|工作).{0,4}会议|例会|定期.{0,4}(?:会商|研究|调度)|召开"), "meetings", 70),
    Sign(re.compile("(?:按时|按月|定期|及时|每月).{0,12}(?:报送|上报|报告)|报送.{0,8}(?:进展|情况)"), "reports", 74),
    Sign(re.compile("特派员|科技人才.{0,12}服务|下基层|一线.{0,6}服务"), "envoys", 58),
    Sign(re.compile("宣传|宣讲|科普|普法|营造.{0,6}氛围"), "publicity", 55),
    Sign(re.compile("常态化|长效|定期|日常"), "inspection", 48),
)


def offered(said: Said) -> Offer | None:
    """A duty for a row that says that something is done again and again."""
    if said.row_kind == "target" and said.unit not in {"次", "天", "场次", "人次", "期"}:
        return None
    if said.commitment_kind in {"relative", "rank"}:
        return None
    text = own_words(said)
    sign = next((sign for sign in SIGNS if sign.words.search(text)), None)
    if said.row_kind == "task" and _MECHANISM.search(said.title):
        sign, text = Sign(_MECHANISM, "meetings", 70), said.text
    if sign is None:
        return None
    chosen = template(sign.template)
    settings = dict(chosen.settings)
    named = next((cadence for words, cadence in _CADENCES if words.search(text)), None)
    if named is not None:
        settings["cadence"] = named
    rule, asked = {"read": sign.read}, dict[str, object]()
    if said.row_kind == "target":
        rule = {"read": "records"}
    else:
        asked = {"wanted": "ge", "unit": str(_("次")), "mode": "accumulate"}
    fit = min(sign.fit + (8 if named else 0), 95) - (10 if said.row_kind == "task" else 0)
    name = (bare(said.title)[:40] if sign.words is not _MECHANISM else "") or str(chosen.label)
    return Offer(
        kind="duty", fit=fit, template=sign.template, name=_("%(name)s记录") % {"name": name},
        unit_of_measure=str(_("次")), cycle=chosen.cycle, settings=settings, rule=rule, asked=asked,
        why=_("从“%(words)s”看，是需要反复开展的常态工作，适合用“%(template)s”")
        % {"words": called(said)[:20], "template": str(chosen.label)},
    )  # fmt: skip
