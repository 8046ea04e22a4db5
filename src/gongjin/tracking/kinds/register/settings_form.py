"""The form of a register's settings: what an entry is called, its stages, its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.register.form import FieldKind, form_of
from gongjin.tracking.kinds.rule_forms import YES, Choices, RuleField
from gongjin.tracking.kinds.settings_forms import Line, Table, coded

_SORTS: tuple[tuple[str, Text], ...] = (
    (FieldKind.TEXT.value, _("文字")),
    (FieldKind.FIGURE.value, _("数值")),
    (FieldKind.DATE.value, _("日期")),
    (FieldKind.CHOICE.value, _("选项")),
)
_BETWEEN = re.compile(r"[、，,；;\n]")
_FLAGS = ("required", "adds", "evidence", "unique", "level")


def fields(settings: Json, registers: Choices = ()) -> Sequence[RuleField]:
    """What is one answer."""
    return (RuleField("noun", _("一条叫什么"), note=_("如 家、所、处；用在“共 12 家”里")),)


def tables(settings: Json) -> Sequence[Table]:
    """Stages and fields."""
    form = form_of(settings)
    figures: tuple[tuple[str, Text], ...] = (("", _("不计")), *((item.key, item.label) for item in form.figures))
    partly = form.partial or {}
    stages = (
        RuleField("label", _("阶段名称")),
        RuleField("evidence", _("须有佐证才算数"), flag=True),
        RuleField("skip", _("可以跳过"), flag=True),
    )
    text, figure, choice = (FieldKind.TEXT.value,), (FieldKind.FIGURE.value,), (FieldKind.CHOICE.value,)
    columns = (
        RuleField("label", _("字段名称")),
        RuleField("type", _("类型"), _SORTS),
        RuleField("unit", _("计量单位"), when=figure),
        RuleField("choices", _("选项"), note=_("以顿号隔开"), kept=_choices, when=choice),
        RuleField(
            "partial", _("已完成的量记在"), figures, when=figure, kept=lambda raw: partly.get(str(raw.get("key")), "")
        ),
        RuleField("required", _("必填"), flag=True),
        RuleField("adds", _("各期相加（不勾为取最新）"), flag=True, when=figure),
        RuleField("evidence", _("须有佐证才算数"), flag=True, when=figure),
        RuleField("unique", _("不得重复"), flag=True, when=text),
        RuleField("level", _("是级别"), flag=True, when=(*text, *choice)),
    )
    return (
        Table("stages", _("阶段"), stages, _("由先到后。改了先后或佐证要求，各行的数会重新计算。")),
        Table("fields", _("字段"), columns, _("已有内容的字段可以改名，不能删除。"), "key"),
    )


def _choices(raw: Json) -> str:
    listed = raw.get("choices")
    return "、".join(str(item) for item in listed) if isinstance(listed, (list, tuple)) else ""


def settings_of(given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json:
    """The settings that the form says; `checked_settings` refuses what does not hold together."""
    stages, listed = rows["stages"], rows["fields"]
    codes, keys = coded(stages, "stage"), coded(listed, "field")
    return {
        "noun": given["noun"],
        "stages": [
            {"code": code, "label": line["label"], "evidence": line["evidence"] == YES, "skip": line["skip"] == YES}
            for code, line in zip(codes, stages, strict=True)
        ],
        "fields": [_field(key, line) for key, line in zip(keys, listed, strict=True)],
        "partial": {key: line["partial"] for key, line in zip(keys, listed, strict=True) if line["partial"]},
    }


def _field(key: str, line: Line) -> dict[str, object]:
    choices = [part.strip() for part in _BETWEEN.split(line["choices"]) if part.strip()]
    made: dict[str, object] = {"key": key, **{name: line[name] for name in ("label", "type", "unit")}}
    return {**made, "choices": choices, **{name: line[name] == YES for name in _FLAGS}}
