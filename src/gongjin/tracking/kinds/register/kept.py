"""What a change of a register's declaration would take away from the entries that are there."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.protocol import Used
from gongjin.tracking.kinds.register.form import STAGE, Field, FieldKind, Form


def lost(before: Form, after: Form, used: Used) -> str:
    """The first thing that would be lost; empty for none. Names, order and new parts may change freely."""
    return next((words for words in (*_stages(before, after, used), *_fields(before, after, used)) if words), "")


def _stages(before: Form, after: Form, used: Used) -> Iterator[str]:
    reached = used.words.get(STAGE, frozenset())
    for stage in before.stages:
        if stage.code in reached and after.rank(stage.code) < 0:
            yield _("已有条目到过“%(stage)s”这个阶段，不能删除；可以改名，或允许跳过。") % {"stage": stage.label}


def _fields(before: Form, after: Form, used: Used) -> Iterator[str]:
    declared = {item.key: item for item in after.fields}
    for item in before.fields:
        now = declared.get(item.key)
        if item.kind is FieldKind.FIGURE:
            yield _figure(item, now, used)
        else:
            yield _text(item, now, used)


def _figure(item: Field, now: Field | None, used: Used) -> str:
    if item.aspect not in used.aspects:
        return ""
    shown = {"field": item.label, "unit": item.unit or _("无单位")}
    if now is None:
        return _("字段“%(field)s”已有数据，不能删除；可以改名。") % shown
    if now.kind is not FieldKind.FIGURE:
        return _("字段“%(field)s”已有数据，不能改成别的类型。") % shown
    if now.unit != item.unit:
        return _("字段“%(field)s”已按“%(unit)s”填报，不能改计量单位；请另加一个字段。") % shown
    if now.adds != item.adds:
        return _("字段“%(field)s”已有数据，不能在逐期相加与取最新之间更改；请另加一个字段。") % shown
    return ""


def _text(item: Field, now: Field | None, used: Used) -> str:
    values = [value for value in used.fields.get(item.key, ()) if value]
    if not values:
        return ""
    if now is None:
        return _("字段“%(field)s”已有 %(n)d 条内容，不能删除；可以改名。") % {"field": item.label, "n": len(values)}
    if now.kind not in {item.kind, FieldKind.TEXT, FieldKind.CHOICE}:
        return _("字段“%(field)s”已有内容，不能改成别的类型。") % {"field": item.label}
    if now.kind is FieldKind.CHOICE:
        odd = next((value for value in values if value not in now.choices), None)
        if odd is not None:
            shown = {"field": item.label, "value": odd}
            return _("字段“%(field)s”的选项“%(value)s”已有条目在用，不能删除或改写。") % shown
    current = [value for value in used.current.get(item.key, ()) if value]
    if now.unique and not item.unique and len(set(current)) < len(current):
        return _("字段“%(field)s”有条目填得相同，不能设为唯一；请先更正条目。") % {"field": item.label}
    return ""
