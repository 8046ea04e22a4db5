"""The fields that every data set has, as its forms send and show them."""

from __future__ import annotations

from django.http import HttpRequest

from gongjin.people.access import signed_in
from gongjin.people.models import Unit
from gongjin.tracking.models import DataSet


def filled(request: HttpRequest, found: DataSet | None) -> dict[str, str]:
    """What the fields of the form show: what was typed, else what is kept."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in ("name", "unit", "unit_of_measure", "cycle", "lag_days")}
    if found is None:
        return {"lag_days": "0"}
    return {
        "name": found.name,
        "unit": str(found.unit.public_id) if found.unit else "",
        "unit_of_measure": found.unit_of_measure,
        "cycle": found.cycle,
        "lag_days": str(found.lag_days),
    }


def units_of(request: HttpRequest) -> list[Unit]:
    """The units of the user's government."""
    return list(Unit.objects.filter(jurisdiction=signed_in(request).jurisdiction).order_by("sort_key", "pk"))


def unit_sent(request: HttpRequest) -> Unit | None:
    """The unit that was chosen."""
    chosen = request.POST.get("unit", "")
    return next((unit for unit in units_of(request) if str(unit.public_id) == chosen), None)
