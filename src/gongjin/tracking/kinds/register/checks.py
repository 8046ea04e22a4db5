"""What may be written into a register: fields, figures, days, moves. Each raises `Invalid` and says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median_low

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.figures import FigureError, canonical
from gongjin.tracking.kinds.register.form import Field, FieldKind, Form
from gongjin.tracking.kinds.register.way import Step

EARLIEST = date(1949, 10, 1)
SLIP = 1000
"""How many times the usual amount of a column one has to be before it is taken for a wrong unit (元 for 万元)."""


def checked_fields(form: Form, raw: Mapping[str, str]) -> dict[str, str]:
    """The texts of an entry in their one form: dates as 2024-06-30, choices as declared, nothing undeclared."""
    declared = {field.key: field for field in form.texts}
    odd = next((key for key in raw if key not in declared), None)
    if odd is not None:
        raise Invalid(_("名录没有“%(key)s”这个字段。") % {"key": odd[:30]}, odd)
    found: dict[str, str] = {}
    for key, field in declared.items():
        value = str(raw.get(key) or "").strip()
        if not value:
            if field.required:
                raise Invalid(_("请填写“%(field)s”。") % {"field": field.label}, key)
            continue
        found[key] = _checked_text(field, value)
    return found


def _checked_text(field: Field, value: str) -> str:
    shown = {"field": field.label, "value": value[:40]}
    if field.kind is FieldKind.CHOICE and value not in field.choices:
        raise Invalid(
            _("“%(field)s”没有“%(value)s”这个选项，可选：%(choices)s。")
            % {**shown, "choices": "、".join(field.choices)},
            field.key,
        )
    if field.kind is FieldKind.DATE:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise Invalid(
                _("“%(field)s”的“%(value)s”不是存在的日期，应写成 2024-06-30。") % shown, field.key
            ) from error
    if len(value) > 500:
        raise Invalid(_("“%(field)s”不超过 500 字。") % shown, field.key)
    return value


def checked_figure(form: Form, key: str, typed: str | Decimal) -> tuple[Decimal, bool]:
    """A figure in the field's own unit, and whether its unit was stated: 350万元 in a column of 元 is converted
    exactly, a figure in a unit of another sort is refused."""
    field = form.figure(key)
    if field is None:
        raise Invalid(_("名录没有“%(key)s”这个数值字段。") % {"key": key[:30]}, key)
    if isinstance(typed, Decimal):
        value, stated = typed, False
    else:
        try:
            value, stated = _in_unit(typed, field.unit)
        except FigureError as error:
            raise Invalid(_("“%(field)s”：%(why)s") % {"field": field.label, "why": str(error)}, key) from error
    if value < 0:
        raise Invalid(_("“%(field)s”不能是负数。") % {"field": field.label}, key)
    return value, stated


def _in_unit(typed: str, unit: str) -> tuple[Decimal, bool]:
    text = "".join(typed.split())
    number = text.rstrip("元亩里米公千克斤吨顷方立平瓦兆万亿百")
    said = text[len(number) :]
    if said and said == unit:
        return figures.parse(number), True  # 6600千瓦 is not 6600千 of something
    if said and unit:
        try:
            return figures.convert(figures.parse(number), said, unit), True
        except FigureError:
            return figures.parse(typed, unit), False
    return figures.parse(typed, unit), bool(said)


def unlike(field: Field, fresh: Sequence[Decimal], there: Sequence[Decimal]) -> Decimal | None:
    """The first of some amounts of money that cannot be in the unit of the others, as 1200000 among 120 and 95 is 元 in
    a column of 万元; None where all are alike or there are too few to tell."""
    if not field.unit.endswith("元"):
        return None
    known = [value for value in (*there, *fresh) if value > 0]
    if len(known) < 3:
        return None
    usual = median_low(known)
    return next((value for value in fresh if value > usual * SLIP or 0 < value * SLIP < usual), None)


def checked_move(form: Form, name: str, steps: Sequence[Step], stage: str, day: date, why: str) -> None:
    """Whether an entry with these moves may be said to be at a stage from a day on."""
    rank = form.rank(stage)
    shown = {"name": name, "stage": form.label(stage), "day": day.isoformat()}
    if rank < 0:
        raise Invalid(_("名录没有“%(stage)s”这个阶段。") % shown, "stage")
    if day < EARLIEST:
        raise Invalid(_("“%(name)s”的日期 %(day)s 过早，请检查年份。") % shown, "on")
    before = [step for step in steps if step.day <= day]
    after = next((step for step in steps if step.day > day), None)
    if after is not None and after.rank < rank:
        raise Invalid(
            _("“%(name)s”在 %(later)s 才到“%(at)s”，不可能在 %(day)s 已“%(stage)s”；请检查日期，或先更正后面的记录。")
            % {**shown, "later": after.day.isoformat(), "at": form.stages[after.rank].label},
            "on",
        )
    if not before:
        return
    last = before[-1]
    at = {**shown, "at": form.stages[last.rank].label}
    if rank == last.rank and not last.unproved:
        raise Invalid(_("“%(name)s”已在“%(at)s”阶段，无需重复登记。") % at, "stage")
    if rank < last.rank and not why.strip():
        raise Invalid(_("“%(name)s”从“%(at)s”退回“%(stage)s”，请写明退回原因。") % at, "why")
    missed = [item.label for item in form.stages[last.rank + 1 : rank] if not item.skip]
    if missed:
        raise Invalid(
            _("“%(name)s”还没有经过“%(missed)s”，不能直接登记为“%(stage)s”。") % {**at, "missed": "、".join(missed)},
            "stage",
        )


def checked_place(place: Mapping[str, str]) -> dict[str, str]:
    """A point on the map in degrees of longitude and latitude; both or none."""
    lon, lat = str(place.get("lon") or "").strip(), str(place.get("lat") or "").strip()
    if not lon and not lat:
        return {}
    try:
        east, north = figures.parse(lon), figures.parse(lat)
    except FigureError as error:
        raise Invalid(_("经纬度应同时填写，如 112.40 和 29.37。"), "lon") from error
    if not (73 <= east <= 136 and 3 <= north <= 54):
        raise Invalid(_("经度应在 73 至 136、纬度应在 3 至 54 之间；请检查是否填反。"), "lon")
    return {"lon": canonical(east), "lat": canonical(north)}


def once(labels: Iterable[tuple[str, str]]) -> str | None:
    """The first of some (value, name) pairs whose value stands twice, as 甲、乙."""
    seen: dict[str, str] = {}
    for value, name in labels:
        if value in seen:
            return f"{seen[value]}、{name}"
        seen[value] = name
    return None
