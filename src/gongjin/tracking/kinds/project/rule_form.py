"""The form of a project's rule, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.project.aspects import MilestoneKind
from gongjin.tracking.kinds.project.settings import PHYSICAL, figures_of
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import Choices, RuleField, values_of

_ALL = _("不选为全部")
_OF_MILESTONES = ("milestones", "outputs")


def fields(settings: Json, things: Choices = ()) -> Sequence[RuleField]:
    """What is read, and of which milestones."""
    physical = tuple(
        (PHYSICAL + code, gettext("%(label)s累计（%(unit)s）") % {"label": label, "unit": unit})
        for code, (label, unit) in figures_of(settings).items()
    )
    reads: tuple[tuple[str, Text], ...] = (
        ("milestones", _("节点完成的权重")),
        ("outputs", _("已完成的阶段成果数")),
        *physical,
        ("paid", _("累计完成支付")),
        ("in_place", _("累计到位资金")),
        ("land", _("已批用地占所需用地")),
    )
    kinds = tuple((item.value, item.label) for item in MilestoneKind)
    named, when = tuple((code, f"{code} {name}") for code, name in things), _OF_MILESTONES
    which = _("只数哪几个节点")
    return (
        RuleField("read", _("按什么计量"), reads),
        RuleField("only", _("只数哪几类节点"), kinds, _ALL, many=True, when=when),
        RuleField("codes", which, named, _ALL, many=bool(named), lines=not named, when=when),
    )


def rule_of(given: Mapping[str, str], settings: Json) -> Json:
    """The rule that the fields say; `checked_rule` refuses what does not hold together."""
    return {
        "read": given.get("read", ""),
        "only": values_of(given.get("only", "")),
        "codes": values_of(given.get("codes", "")),
    }
