"""Dividing a target among units: the section of its page, and the form with its helps."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.sent import whole
from gongjin.ledger.actions.parts import SetParts
from gongjin.ledger.models import PartsRule, Reading, Row
from gongjin.ledger.parts_check import PartsCheck, check_parts, default_rule, even_parts
from gongjin.ledger.queries.row_page import PartsView, current_reading, parts_of, units_for_parts
from gongjin.ledger.queries.rows import row_by_id
from gongjin.ledger.queries.search import fold
from gongjin.ledger.views.access import actor
from gongjin.ledger.views.rows import may_settle
from gongjin.people.access import signed_in
from gongjin.people.models import Unit, UnitKind


def parts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """GET: the section, or with `edit` its form. POST: help with the form (`do`), or save it."""
    found = row_by_id(signed_in(request).jurisdiction, public_id)
    reading = current_reading(found) if found else None
    if found is None or reading is None or reading.value is None:
        raise Http404
    units = units_for_parts(found)
    if request.method != "POST":
        if "edit" not in request.GET:
            return _section(request, found, reading)
        return _form(request, found, reading, PartsForm.of(reading, parts_of(reading), units))
    form = PartsForm.read(request.POST, reading, units)
    match request.POST.get("do"):
        case "even":
            form.share_evenly()
        case "column":
            form.take_column(request.POST.get("column", ""))
        case "save":
            return _save(request, found, reading, form)
        case _:
            form.add(request.POST.get("add", ""))
    return _form(request, found, reading, form)


def _save(request: HttpRequest, found: Row, reading: Reading, form: PartsForm) -> HttpResponse:
    before = parts_of(reading)
    action = SetParts(form.rule, tuple((line.unit, line.typed) for line in form.lines if line.typed.strip()))
    try:
        found = run(
            action,
            actor=actor(request),
            on=found,
            expect=whole(request.POST.get("revision")),
        )
    except Invalid as error:
        form.error = error.message
        return _form(request, found, reading, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _section(request, found, reading, undo=before)


@dataclass(slots=True)
class FormLine:
    """One unit of the form and what was typed beside it."""

    unit: Unit
    typed: str = ""


@dataclass(slots=True)
class PartsForm:
    """The form as typed: scratch until it is saved."""

    reading: Reading
    rule: str
    lines: list[FormLine]
    units: list[Unit]
    error: str = ""
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, reading: Reading, view: PartsView, units: list[Unit]) -> PartsForm:
        """What is stated; when nothing is, all townships without a value."""
        lines = [FormLine(item.unit, figures.grouped(item.value)) for item in view.items if item.value is not None]
        if not lines:
            lines = [FormLine(unit) for unit in units if unit.kind == UnitKind.TOWNSHIP]
        return cls(reading, view.rule, lines, units)

    @classmethod
    def read(cls, posted: QueryDict, reading: Reading, units: list[Unit]) -> PartsForm:
        """From a request; units that are not offered are passed over."""
        by_id = {str(unit.public_id): unit for unit in units}
        rule = posted.get("rule", "")
        typed = zip(posted.getlist("unit"), posted.getlist("value"), strict=False)
        lines = [FormLine(by_id[unit], value) for unit, value in typed if unit in by_id]
        return cls(reading, rule if rule in PartsRule.values else default_rule(reading), lines, units)

    def add(self, unit: str) -> None:
        """One more line, or all townships that are not there yet ('towns')."""
        there = {line.unit.pk for line in self.lines}
        for offered in self.units:
            named = str(offered.public_id) == unit or (unit == "towns" and offered.kind == UnitKind.TOWNSHIP)
            if named and offered.pk not in there:
                self.lines.append(FormLine(offered))

    def share_evenly(self) -> None:
        """The target's value shared among the lines (each: the value itself for each)."""
        value = self.reading.value
        if value is None or not self.lines:
            self.error = _("请先添加单位，再均分。")
            return
        each = self.rule != PartsRule.SUM
        shares = [value] * len(self.lines) if each else even_parts(value, len(self.lines))
        for line, share in zip(self.lines, shares, strict=True):
            line.typed = figures.grouped(share)

    def take_column(self, text: str) -> None:
        """Values from a pasted column: by name where a line has one, else in the order of the lines."""
        names = {fold(name): unit for unit in self.units for name in _names(unit)}
        by_unit = {line.unit.pk: line for line in self.lines}
        place = 0
        for raw in text.splitlines():
            cells = [cell.strip() for cell in raw.split("\t") if cell.strip()] or raw.split()
            if not cells:
                place += 1  # an empty line leaves its unit out
                continue
            unit = names.get(fold(cells[0])) if len(cells) > 1 else None
            if len(cells) > 1 and unit is None:
                self.notes.append(_("“%(name)s”不在名录中，未填入。") % {"name": cells[0][:30]})
            elif unit is not None:
                line = by_unit.get(unit.pk)
                if line is None:
                    line = by_unit[unit.pk] = FormLine(unit)
                    self.lines.append(line)
                line.typed = cells[-1]
            elif place < len(self.lines):
                self.lines[place].typed = cells[0]
                place += 1
            else:
                self.notes.append(_("粘贴的数值比单位多，“%(value)s”未填入。") % {"value": cells[0][:30]})

    @property
    def check(self) -> PartsCheck | None:
        """The check of what is typed so far; None while something is no figure."""
        values: list[Decimal] = []
        for line in self.lines:
            if line.typed.strip():
                try:
                    values.append(figures.parse(line.typed, self.reading.unit_of_measure))
                except figures.FigureError as error:
                    self.error = self.error or _("%(unit)s：%(why)s") % {"unit": line.unit, "why": error}
                    return None
        return check_parts(self.rule, self.reading, values)


def _names(unit: Unit) -> list[str]:
    return [name for name in (unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all())) if name]


def _section(request: HttpRequest, found: Row, reading: Reading, undo: PartsView | None = None) -> HttpResponse:
    shown = {
        "row": found,
        "reading": reading,
        "parts": parts_of(reading),
        "may_settle": may_settle(request) and found.state == "current",
        "undo": undo,
    }
    answer = render(request, "ledger/rows/parts.html", shown)
    if undo is not None:
        answer["HX-Trigger"] = "gongjin:row-changed"
    return answer


def _form(request: HttpRequest, found: Row, reading: Reading, form: PartsForm, status: int = 200) -> HttpResponse:
    there = {line.unit.pk for line in form.lines}
    shown = {
        "row": found,
        "reading": reading,
        "form": form,
        "check": form.check,
        "rules": PartsRule.choices,
        "offered": [unit for unit in form.units if unit.pk not in there],
        "revision": request.POST.get("revision") or found.revision,
    }
    return render(request, "ledger/rows/parts_form.html", shown, status=status)


patterns = [path("ledger/rows/<uuid:public_id>/parts/", parts, name="row-parts")]
