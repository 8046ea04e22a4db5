"""The records of a duty as a workbook: out with the year's records and empty lines, back with new ones.

A record that stands is not changed by a workbook: it says when somebody was where, and is voided with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.figures import canonical
from gongjin.core.sheets import (
    CellError,
    Column,
    ColumnKind,
    Reading,
    ReadRow,
    SheetMeta,
    SheetRefused,
    SheetRow,
    SheetSpec,
    Value,
    changes,
    read,
    write,
)
from gongjin.people.models import Unit
from gongjin.tracking.kinds.duty.actions import Occasion, draft_of, once, there
from gongjin.tracking.kinds.duty.findings import Finding, register_of
from gongjin.tracking.kinds.duty.form import COUNT, RECORD, Form, form_of
from gongjin.tracking.models import DataSet, Fact, Item
from gongjin.tracking.recording import may_be_recorded

BLANK: Final = 40
"""Empty lines below the records."""
COLUMN_OF: Final = {"period": "on"}
"""Where a refusal's field is not called like its column."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record that the workbook adds, with the row in which it stands."""

    row: int
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would record. With errors it does nothing."""

    lines: tuple[Line, ...]
    errors: tuple[CellError, ...]
    removed: int


def spec_of(data_set: DataSet, form: Form) -> SheetSpec:
    """The columns: those of every duty, what this one counts, and what was found where a register takes it."""
    places = tuple((item.code, item.name) for item in _places(data_set))
    columns = [
        Column(key="on", title=_("日期"), width=13, kind=ColumnKind.DATE, editable=True, required=True),
        Column(key="time", title=_("时间"), width=14, editable=True),
        Column(key="place", title=_("地点或路线"), width=20, kind=ColumnKind.CHOICE, choices=places, editable=True,
               required=form.each_place),
        Column(key="people", title=_("参加人数"), width=10, kind=ColumnKind.FIGURE, editable=True, required=True),
        Column(key="by", title=_("带队人"), width=12, editable=True),
        *(_count(item.key, item.label, item.unit) for item in form.counts),
        Column(key="note", title=_("情况说明"), width=30, editable=True),
    ]  # fmt: skip
    if form.findings_into:
        units = tuple((str(unit.public_id), unit.name) for unit in _units(data_set))
        columns += [
            Column(key="findings", title=_("发现的问题（一行一个）"), width=30, editable=True),
            Column(key="finding_unit", title=_("整改单位"), width=18, kind=ColumnKind.CHOICE, choices=units,
                   editable=True),
            Column(key="due", title=_("整改时限"), width=13, kind=ColumnKind.DATE, editable=True),
        ]  # fmt: skip
    titles = {"on", "time", "place", "people", "by", "note", "findings", "finding_unit", "due"}
    return SheetSpec(id="tracking.duty", name=_("工作记录"), columns=tuple(_told_apart(columns, titles)))


def _count(key: str, label: str, unit: str) -> Column:
    title = f"{label}（{unit}）" if unit else label
    return Column(key=f"{COUNT}{key}", title=title, kind=ColumnKind.FIGURE, unit=unit, editable=True)


def _told_apart(columns: list[Column], own: set[str]) -> Iterator[Column]:
    """A count that is called as a column of every duty gets a mark behind its title."""
    taken = {column.title for column in columns if column.key in own}
    for column in columns:
        if column.key in own or column.title not in taken:
            yield column
        else:
            yield Column(key=column.key, title=f"{column.title}*", kind=column.kind, unit=column.unit, editable=True)


def _places(data_set: DataSet) -> list[Item]:
    """The places in use, and those of records that are shown: a new record at one of these is refused."""
    shown = Fact.objects.filter(data_set=data_set, aspect=RECORD, ends__year=clock.today().year).values("item")
    return list(data_set.items.filter(Q(withdrawn_at=None) | Q(pk__in=shown)).order_by("code"))


def _units(data_set: DataSet) -> list[Unit]:
    return list(Unit.objects.filter(jurisdiction=data_set.jurisdiction_id).order_by("sort_key", "pk"))


def _records(data_set: DataSet) -> list[SheetRow]:
    year = clock.today().year
    found = data_set.facts.filter(aspect=RECORD, replaced_by=None, void=False, ends__year=year)
    return [_row(fact) for fact in found.select_related("item").order_by("ends", "pk")]


def _row(fact: Fact) -> SheetRow:
    detail = {str(key): str(value) for key, value in (fact.detail or {}).items()}
    values: dict[str, Value] = {
        "on": fact.ends, "time": detail.get("time"), "place": fact.item.code if fact.item else None,
        "people": fact.value, "by": detail.get("by"), "note": detail.get("note"), "findings": detail.get("findings"),
        "finding_unit": None, "due": None,
    }  # fmt: skip
    values |= {key: Decimal(value) for key, value in detail.items() if key.startswith(COUNT)}
    return SheetRow(str(fact.public_id), values)


def workbook(data_set: DataSet) -> bytes:
    """This year's records, and empty lines to be filled in."""
    note = _("请在下方空行填写新的记录后上传；已登记的记录（上方）在系统中作废或更正。时间写成 9:30 或 9:30-11:20。")
    meta = SheetMeta(title=data_set.name, subject=str(data_set.public_id), note=note)
    return write(spec_of(data_set, form_of(data_set.settings)), _records(data_set), meta, spare=BLANK)


def preview(data_set: DataSet, data: bytes) -> Preview:
    """What a workbook would record. Raises `SheetRefused` for one of another table or duty."""
    form = form_of(data_set.settings)
    reading = read(data, spec_of(data_set, form))
    if reading.meta.subject != str(data_set.public_id):
        raise SheetRefused("other", _("这是另一项工作的工作簿，请上传“%(set)s”导出的文件。") % {"set": data_set})
    errors = list(reading.errors)
    for cell in changes(_records(data_set), reading):
        text = _("已登记的记录不能在表中改动；请在系统中作废后重新登记，或在空行填写新的记录。")
        errors.append(CellError(cell.row, cell.letter, cell.title, text))
    reader = _Reader(data_set, form, reading)
    lines = [line for row in reading.added if (line := reader.line(row)) is not None]
    errors = sorted((*errors, *reader.errors), key=lambda error: (error.row, len(error.column), error.column))
    return Preview(tuple(lines), tuple(errors), len(reading.removed))


class _Reader:
    """Takes the new lines one by one, as the act will; what it would refuse is an error at its cell."""

    def __init__(self, data_set: DataSet, form: Form, reading: Reading) -> None:
        self.errors: list[CellError] = []
        self._data_set, self._form = data_set, form
        self._places = {item.code: item for item in _places(data_set)}
        self._units = {str(unit.public_id): unit for unit in _units(data_set)} if form.findings_into else {}
        self._titles = {column.key: column.title for column in reading.spec.columns}
        self._wrong = {(error.row, error.column) for error in reading.errors}
        days = [day for row in reading.added if isinstance(day := row.values.get("on"), date)]
        self._seen = there(data_set, days)
        self._frozen = list(data_set.frozen.filter(reopened_at=None))

    def line(self, row: ReadRow) -> Line | None:
        """A record, or None with what is wrong among the errors."""
        if any(number == row.row for number, _column in self._wrong):
            return None
        try:
            occasion = self._occasion(row)
            draft = draft_of(self._data_set, self._form, occasion)
            may_be_recorded(self._data_set, draft, self._frozen, clock.today())
            once(self._data_set, draft, self._seen)
            self._check_findings(occasion)
        except Invalid as refusal:
            key = self._column(refusal.field or "on")
            self.errors.append(CellError(row.row, row.letters.get(key, ""), self._titles[key], refusal.message))
            return None
        return Line(row.row, occasion)

    def _column(self, field: str) -> str:
        for key in (field, COLUMN_OF.get(field, ""), f"{COUNT}{field}"):
            if key in self._titles:
                return key
        return "on"

    def _occasion(self, row: ReadRow) -> Occasion:
        values = row.values
        on, due, people = values.get("on"), values.get("due"), values.get("people")
        if not isinstance(on, date):
            raise Invalid(_("请填写日期，例如 2024-06-30。"), "on")
        if not isinstance(people, Decimal) or people != people.to_integral_value():
            raise Invalid(_("参加人数应为整数。"), "people")
        unit = self._units.get(_text(values.get("finding_unit")))
        until = due if isinstance(due, date) else None
        words = [line.strip() for line in _text(values.get("findings")).splitlines() if line.strip()]
        return Occasion(
            on=on, people=int(people), place=self._places.get(_text(values.get("place"))),
            time=_text(values.get("time")), by=_text(values.get("by")), note=_text(values.get("note")),
            counts={
                key.removeprefix(COUNT): canonical(value)
                for key, value in values.items()
                if key.startswith(COUNT) and isinstance(value, Decimal)
            },
            findings=tuple(Finding(text, unit, due=until) for text in words),
        )  # fmt: skip

    def _check_findings(self, occasion: Occasion) -> None:
        if not occasion.findings:
            return
        register_of(self._data_set, self._form)
        if any(finding.due is not None and finding.due < occasion.on for finding in occasion.findings):
            raise Invalid(_("整改时限不能早于发现日期。"), "due")


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
