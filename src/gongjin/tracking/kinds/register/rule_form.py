"""The form of a register's rule, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.register.form import FieldKind, Form, form_of
from gongjin.tracking.kinds.register.rule import ALL, ENTRIES
from gongjin.tracking.kinds.rule_forms import YES, Choices, RuleField, values_of

_OWN: tuple[tuple[str, Text], ...] = (
    ("township", _("乡镇")),
    ("unit", _("责任单位")),
    ("name", _("名称")),
    ("code", _("编号")),
)
_SOME = "some"
_EACH = _("每行一个；不填为全部")


def fields(settings: Json, things: Choices = ()) -> Sequence[RuleField]:
    """What is counted or summed, from which stage on, of which entries, reached when, and as a share of what."""
    form = form_of(settings)
    counts: tuple[tuple[str, Text], ...] = (
        (ENTRIES, _("条目数")),
        *((f"figure:{item.key}", _summed(item.label, item.unit)) for item in form.figures),
    )
    partly = tuple(f"figure:{key}" for key in form.partial or {})
    taken = (
        ("", _("不论何时达到")),
        ("since", _("只数计划期内达到的")),
        ("added", _("只数计划期内新增的，每条只计入一行")),
    )
    whole = (
        ("", _("不按比重，数多少算多少")),
        (ALL, _("占全部条目的比重")),
        (_SOME, _("占其中一部分条目的比重")),
    )
    found = [
        RuleField("count", _("数什么"), counts),
        RuleField("stage", _("到哪个阶段算数"), tuple((stage.code, stage.label) for stage in form.stages)),
        RuleField("taken", _("什么时候达到的算数"), taken, kept=_taken),
    ]
    if partly:
        found.append(RuleField("partial", _("未到这个阶段的，已完成的量也计入"), flag=True, when=partly))
    return (
        *found,
        RuleField("of", _("占多大比重"), whole, kept=_whole),
        *_filters("where", form, _("只数其中一部分")),
        *_filters("of", form, _("占比重时，总数只数其中一部分")),
    )


def _summed(label: str, unit: str) -> str:
    shown = {"label": label, "unit": unit}
    return gettext("%(label)s合计（%(unit)s）") % shown if unit else gettext("%(label)s合计") % shown


def _filters(name: str, form: Form, group: Text) -> Iterator[RuleField]:
    within = "where" if name == "where" else "of.where"
    for item in form.texts:
        key = f"{within}.{item.key}"
        if item.kind is FieldKind.CHOICE:
            choices = tuple((choice, choice) for choice in item.choices)
            yield RuleField(f"{name}_{item.key}", item.label, choices, key=key, many=True, group=group)
        else:
            yield RuleField(f"{name}_{item.key}", item.label, note=_EACH, key=key, lines=True, group=group)
    for own, label in _OWN:
        yield RuleField(f"{name}_{own}", label, note=_EACH, key=f"{within}.{own}", lines=True, group=group)


def _taken(rule: Json) -> str:
    return "added" if rule.get("added") else "since" if rule.get("since") else ""


def _whole(rule: Json) -> str:
    of = rule.get("of")
    return ALL if of == ALL else _SOME if isinstance(of, Mapping) else ""


def rule_of(given: Mapping[str, str], settings: Json) -> Json:
    """The rule that the fields say; `checked_rule` refuses what does not hold together."""
    form = form_of(settings)
    made: dict[str, object] = {
        "count": given.get("count", ""),
        "stage": given.get("stage", ""),
        "where": _where("where", given, form),
        "since": given.get("taken") == "since",
        "added": given.get("taken") == "added",
        "partial": given.get("partial") == YES,
    }
    if given.get("of"):
        made["of"] = {"where": _where("of", given, form)} if given["of"] == _SOME else ALL
    return made


def _where(name: str, given: Mapping[str, str], form: Form) -> dict[str, list[str]]:
    keys = [*(item.key for item in form.texts), *(key for key, _label in _OWN)]
    found = {key: values_of(given.get(f"{name}_{key}", "")) for key in keys}
    return {key: values for key, values in found.items() if values}
