"""A register as an Excel table, out and back: one declaration of columns, built from the register's own fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjin.core import clock
from gongjin.core.sheets import Column, ColumnKind, SheetMeta, SheetRow, SheetSpec, Value, write
from gongjin.tracking.kinds.register.form import Field, FieldKind, Form, form_of
from gongjin.tracking.kinds.register.queries import Line, lines_of
from gongjin.tracking.models import DataSet

FIELD, FIGURE = "field.", "figure."
_KINDS = {FieldKind.TEXT: ColumnKind.TEXT, FieldKind.DATE: ColumnKind.DATE, FieldKind.CHOICE: ColumnKind.CHOICE}


def spec_of(form: Form) -> SheetSpec:
    """The columns. A stage that is changed needs its day, and a reason where it goes back."""
    stages = tuple((stage.code, stage.label) for stage in form.stages)
    columns = [
        Column(key="code", title=_("编号"), width=8),
        Column(key="name", title=_("名称"), width=26, editable=True, required=True),
        Column(key="unit", title=_("责任单位"), width=18, editable=True),
        Column(key="township", title=_("乡镇"), width=12, editable=True),
        *(_text_column(item) for item in form.texts),
        Column(key="stage", title=_("阶段"), kind=ColumnKind.CHOICE, choices=stages, editable=True),
        Column(key="on", title=_("阶段（数据）日期"), kind=ColumnKind.DATE, editable=True),
        *(_figure_column(item) for item in form.figures if not item.adds),
        Column(key="why", title=_("说明（退回须填原因）"), width=20, editable=True),
        Column(key="lon", title=_("经度"), kind=ColumnKind.FIGURE, editable=True),
        Column(key="lat", title=_("纬度"), kind=ColumnKind.FIGURE, editable=True),
    ]
    return SheetSpec(id="tracking.register", name=_("名录台账"), columns=_told_apart(columns))


def _text_column(item: Field) -> Column:
    choices = tuple((choice, choice) for choice in item.choices)
    return Column(
        key=FIELD + item.key, title=item.label, width=16, kind=_KINDS[item.kind], choices=choices, editable=True,
        required=item.required,
    )  # fmt: skip


def _figure_column(item: Field) -> Column:
    title = f"{item.label}（{item.unit}）" if item.unit else item.label
    return Column(key=FIGURE + item.key, title=title, kind=ColumnKind.FIGURE, unit=item.unit, editable=True)


def _told_apart(columns: list[Column]) -> tuple[Column, ...]:
    """A field that is called as a column of every register gets a mark behind its title."""
    seen: set[str] = set()
    found: list[Column] = []
    for column in sorted(columns, key=lambda column: column.key.startswith((FIELD, FIGURE))):
        title = column.title
        while title in seen:
            title += "*"
        seen.add(title)
        found.append(column if title == column.title else Column(key=column.key, title=title, width=column.width,
                     kind=column.kind, choices=column.choices, unit=column.unit, editable=True))  # fmt: skip
    places = {column.key: place for place, column in enumerate(columns)}
    return tuple(sorted(found, key=lambda column: places[column.key]))


def row_of(form: Form, line: Line) -> SheetRow:
    """An entry as a row."""
    item = line.item
    values: dict[str, Value] = {
        "code": item.code,
        "name": item.name,
        "unit": item.unit.name if item.unit else None,
        "township": item.township.name if item.township else None,
        "stage": form.stages[line.stands].code if line.stands >= 0 else None,
        "on": line.since,
        "why": None,
        "lon": _degrees(item.place.get("lon")),
        "lat": _degrees(item.place.get("lat")),
    }
    for field in form.texts:
        text = item.fields.get(field.key) or None
        values[FIELD + field.key] = date.fromisoformat(text) if text and field.kind is FieldKind.DATE else text
    for field in form.figures:
        if not field.adds:
            values[FIGURE + field.key] = line.figures.get(field.key)
    return SheetRow(line.key, values)


def export(data_set: DataSet) -> bytes:
    """The workbook."""
    form = form_of(data_set.settings)
    rows = [row_of(form, line) for line in lines_of(data_set, clock.today())]
    note = _("在表中改动或在末尾添加行后上传：改阶段须同时改日期，退回须写原因；佐证材料在系统中上传后才计入。")
    return write(spec_of(form), rows, SheetMeta(title=data_set.name, subject=str(data_set.public_id), note=note))


def _degrees(text: object) -> Decimal | None:
    return Decimal(str(text)) if text else None
