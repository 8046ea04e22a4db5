"""The settings of a project and the rules of its trackers, checked and brought into their one form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.project.aspects import MilestoneKind
from gongjin.tracking.kinds.project.money import SOURCES
from gongjin.tracking.rules.progress import PERCENT_UNITS

Json = Mapping[str, object]

LATE_DAYS: Final = 30
"""After how many days an overdue milestone makes its row red, where nobody settled another number."""
READS: Final = ("milestones", "outputs", "paid", "in_place", "land")
PHYSICAL: Final = "physical:"
_SETTINGS: Final = frozenset({"milestones", "figures", "sources", "late_days", "proof"})
_RULE: Final = frozenset({"read", "only", "codes", "added"})


def checked_settings(raw: Json) -> dict[str, object]:
    """Complete settings: `milestones` that the template suggests, `figures` of work done, `sources` of money,
    `late_days`, and whether a milestone needs `proof`. Raises `Invalid`."""
    if unknown := set(raw) - _SETTINGS:
        raise Invalid(_("项目没有“%(name)s”这项设置。") % {"name": min(unknown)}, "settings")
    late = raw.get("late_days", LATE_DAYS)
    if not str(late).isdigit() or not 0 <= int(str(late)) <= 366:
        raise Invalid(_("逾期天数应在 0 至 366 之间。"), "late_days")
    return {
        "milestones": [_suggested(item) for item in _list(raw, "milestones")],
        "figures": _figures(raw),
        "sources": list(_texts(raw, "sources")) or list(SOURCES),
        "late_days": int(str(late)),
        "proof": raw.get("proof", True) is not False,
    }


def _suggested(item: object) -> dict[str, str]:
    known = item if isinstance(item, Mapping) else {"name": item}
    name, kind = str(known.get("name") or "").strip(), str(known.get("kind") or MilestoneKind.OUTPUT)
    if not name:
        raise Invalid(_("请填写节点名称。"), "milestones")
    if kind not in set(MilestoneKind):
        raise Invalid(_("节点类别应为前期、建设、成果或资金。"), "milestones")
    return {"name": name[:120], "kind": kind, "weight": f"{weight_of(known.get('weight', '1')):f}"}


def weight_of(raw: object) -> Decimal:
    """A weight as typed; raises `Invalid` for one that is no figure above nothing."""
    try:
        weight = Decimal(str(raw))
    except InvalidOperation as error:
        raise Invalid(_("权重应为大于 0 的数。"), "weight") from error
    if not weight.is_finite() or not 0 < weight <= 10_000 or weight != round(weight, 2):
        raise Invalid(_("权重应大于 0、不超过 10000，最多两位小数。"), "weight")
    return weight


def _figures(raw: Json) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for item in _list(raw, "figures"):
        known = item if isinstance(item, Mapping) else {}
        code, label = str(known.get("code") or "").strip(), str(known.get("label") or "").strip()
        unit = str(known.get("unit") or "").strip()
        if not (code.isascii() and code.isidentifier() and len(code) <= 20) or not label or not unit:
            raise Invalid(_("实物量要有代码（英文字母）、名称和计量单位。"), "figures")
        if unit in PERCENT_UNITS or _("百分") in unit:
            raise Invalid(_("实物量不能以百分比填报，请用公里、亩、户等实际数量。"), "figures")
        found.append({"code": code, "label": label[:30], "unit": unit[:20]})
    if len({item["code"] for item in found}) != len(found):
        raise Invalid(_("实物量的代码不能重复。"), "figures")
    return found


def figures_of(settings: Json) -> dict[str, tuple[str, str]]:
    """Label and unit of each figure of work done, by its code."""
    listed = settings.get("figures")
    items = listed if isinstance(listed, (list, tuple)) else ()
    return {str(item["code"]): (str(item["label"]), str(item["unit"])) for item in items}


def checked_rule(rule: Json, settings: Json) -> dict[str, object]:
    """A rule: what it reads, and which kinds (`only`) or codes of milestones. Raises `Invalid`."""
    if unknown := set(rule) - _RULE:
        raise Invalid(_("项目的计量方式没有“%(name)s”这一项。") % {"name": min(unknown)}, "rule")
    read = str(rule.get("read") or "milestones")
    figure = read.removeprefix(PHYSICAL)
    if read.startswith(PHYSICAL) and figure not in figures_of(settings):
        raise Invalid(_("这个项目没有登记“%(name)s”这项实物量。") % {"name": figure}, "read")
    if not read.startswith(PHYSICAL) and read not in READS:
        raise Invalid(_("项目可按节点、阶段成果、支付、到位资金、用地或实物量计量。"), "read")
    only, codes = _texts(rule, "only"), _texts(rule, "codes")
    if set(only) - set(MilestoneKind):
        raise Invalid(_("节点类别应为前期、建设、成果或资金。"), "only")
    if (only or codes) and read != "milestones" and read != "outputs":
        raise Invalid(_("只有按节点或阶段成果计量时才能选择节点。"), "only")
    done: dict[str, object] = {"read": read}
    if only:
        done["only"] = sorted(set(only))
    if codes:
        done["codes"] = sorted(set(codes))
    return done


def rule_words(rule: Json, settings: Json) -> str:
    """What counts, in one phrase."""
    read = str(rule.get("read", "milestones"))
    if read.startswith(PHYSICAL):
        label, unit = figures_of(settings).get(read.removeprefix(PHYSICAL), (_("实物量"), ""))
        return _("%(label)s累计（%(unit)s）") % {"label": label, "unit": unit}
    if read in {"milestones", "outputs"}:
        which = _("、").join(MilestoneKind(kind).label for kind in _texts(rule, "only"))
        codes = _texts(rule, "codes")
        if codes:
            which += _("编号 %(codes)s 的") % {"codes": _("、").join(codes)}
        text = _("%(which)s节点完成的权重占全部权重") if read == "milestones" else _("已完成的%(which)s阶段成果数")
        proved = settings.get("proof", True) is not False
        return text % {"which": which} + (_("（须有佐证）") if proved else "")
    return {
        "paid": _("累计完成支付"),
        "in_place": _("累计到位资金"),
        "land": _("已批用地占所需用地"),
    }[read]


def _list(raw: Json, name: str) -> list[object]:
    value = raw.get(name) or []
    if not isinstance(value, (list, tuple)):
        raise Invalid(_("“%(name)s”应是一张清单。") % {"name": name}, name)
    return list(value)


def _texts(raw: Json, name: str) -> tuple[str, ...]:
    return tuple(text for item in _list(raw, name) if (text := str(item).strip()))
