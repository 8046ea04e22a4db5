"""Forms of the ledger's first pages: a plan's file, and the fields of a row under review.

What a row has, and how each value is checked, is declared once in `review.values`; here it only gets its input.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import DraftKind, DraftRow
from gongjin.ledger.review import checks, values

_ = gettext_lazy


class PlanFileForm(forms.Form):
    """The file of a plan. What is inside is judged by the compiler; here only that there is one, not too large."""

    file = forms.FileField(
        label=_("方案文件"),
        error_messages={
            "required": _("没有收到文件，请选择方案的 Word、WPS、PDF 或 OFD 等文件。"),
            "empty": _("这个文件是空的，没有导入。请检查后重新选择。"),
            "max_length": _("文件名太长，没有导入。请把文件名改短后再试。"),
        },
        max_length=255,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        limit = settings.GONGJIN_UPLOAD_MAX_BYTES
        if file.size > limit:
            message = gettext("文件超过 %(limit)d MB，没有导入。请压缩其中的图片后再试。")
            raise forms.ValidationError(message % {"limit": limit // 1024 // 1024})
        return file


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a row's form. `control` is text, lines, flag or choice; `by_office`: not said by the plan."""

    name: str
    label: str
    control: str
    value: str
    required: bool
    options: tuple[Option, ...] = ()
    hint: str = ""
    error: str = ""
    by_office: bool = False

    @property
    def checked(self) -> bool:
        return self.value == "true"


@dataclass(frozen=True, slots=True)
class RowForm:
    """The form of one row: its fields in order, and an error that belongs to none of them."""

    fields: tuple[Field, ...]
    error: str = ""


_LINKED = {
    "measure": DraftKind.MEASURE,
    "target": DraftKind.TARGET,
    "part_of": DraftKind.TARGET,
    "parent": DraftKind.SECTION,
}
_ADVANCED = frozenset({"level"})


def row_form(
    kind: str, now: Mapping[str, object], near: Iterable[DraftRow] = (), refused: Invalid | None = None
) -> RowForm:
    """The form for values as they are or as they were typed. `near` are rows that a link of it may point at.

    `refused` is what was wrong with what was typed; its message stands at its field.
    """
    near = list(near)
    office = values.office_fields(now)
    found = tuple(
        _field(item, now.get(item.name, item.default), near, refused, item.name in office)
        for item in values.shape(kind)
        if not item.hidden and item.name not in _ADVANCED
    )
    at_field = refused is not None and any(item.name == refused.field for item in found)
    return RowForm(found, refused.message if refused and not at_field else "")


def typed(kind: str, sent: QueryDict) -> dict[str, object]:
    """What a row's form sent, by field; a flag that is not sent is off, a field that is not shown stays as it was."""
    got: dict[str, object] = {}
    for item in values.shape(kind):
        if item.hidden or item.name in _ADVANCED:
            continue
        if isinstance(item.check, checks.Flag):
            got[item.name] = item.name in sent
        elif item.name in sent:
            got[item.name] = sent[item.name]
    return got


def _field(
    item: values.FieldShape, value: object, near: list[DraftRow], refused: Invalid | None, office: bool
) -> Field:
    check = item.check
    shown = "true" if value is True else "" if value in (None, False) else _joined(value)
    options: tuple[Option, ...] = ()
    control, hint = "text", ""
    if isinstance(check, checks.Flag):
        control = "flag"
    elif isinstance(check, (checks.Words, checks.Lines)):
        control = "lines"
    elif isinstance(check, checks.Choice):
        control = "choice"
        empty = [Option("", gettext("方案未写明"), not shown)] if check.empty else []
        options = (*empty, *(Option(key, str(label), key == shown) for key, label in check.choices.items()))
    elif isinstance(check, checks.Link):
        control, options = "choice", _links(item.name, shown, near)
    elif isinstance(check, checks.Figure):
        hint = gettext("可以写 20.8万 这样的数。")
    elif isinstance(check, checks.DatePrefix):
        hint = gettext("写成 2024、2024-06 或 2024-06-30。")
    return Field(
        name=item.name,
        label=str(item.label),
        control=control,
        value=shown,
        required=bool(getattr(check, "required", False)),
        options=options,
        hint=hint,
        error=refused.message if refused is not None and refused.field == item.name else "",
        by_office=office,
    )


def _joined(value: object) -> str:
    return "\n".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _links(name: str, chosen: str, near: list[DraftRow]) -> tuple[Option, ...]:
    kind = _LINKED[name]
    found = [Option("", gettext("（无）"), not chosen)]
    for row in near:
        if row.kind == kind:
            words = str(row.values.get("text") or row.values.get("title") or row.values.get("metric") or row.key)
            found.append(Option(row.key, words[:40], row.key == chosen))
    if chosen and all(option.value != chosen for option in found):
        found.append(Option(chosen, chosen, True))
    return tuple(found)
