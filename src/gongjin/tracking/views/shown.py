"""What several pages of tracking read from their address: the filters, the day, a row, a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest

from gongjin.audit.actions import may
from gongjin.audit.models import Audited
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.ledger.models import Row
from gongjin.ledger.queries.rows import RowFilters, row_by_id
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking.models import DataSet
from gongjin.tracking.rules.light import Light


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The chips of the progress pages: plan, section, unit and light, and the day where it is not today."""

    rows: RowFilters
    light: str = ""
    day: date | None = None

    @classmethod
    def read(cls, request: HttpRequest) -> Narrowed:
        """From a request; a light that there is not is none, and so is a day to come."""
        given = {name: request.GET.get(name, "") for name in ("plan", "section", "unit")}
        light = request.GET.get("light", "")
        day = day_of(request)
        return cls(
            RowFilters.read(given),
            light if light in {item.value for item in Light} else "",
            day if day < clock.today() else None,
        )

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.day or clock.today()

    @property
    def today(self) -> date:
        """The last day that can be asked about."""
        return clock.today()

    def query(self, **more: str) -> str:
        """The query string that gives the same filters, with some others."""
        kept = {"plan": self.rows.plan, "section": self.rows.section, "unit": self.rows.unit, "light": self.light}
        kept["on"] = self.day.isoformat() if self.day else ""
        return urlencode({name: value for name, value in {**kept, **more}.items() if value})

    def active(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.query())


def day_of(request: HttpRequest, name: str = "on", default: date | None = None) -> date:
    """A day from the address, not after today; what is no day gives the default (today)."""
    today = clock.today()
    given = read_day(request.GET.get(name, ""))
    return min(given or default or today, today)


def read_day(text: str) -> date | None:
    """An ISO day, or None."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(2000, 1, 1) <= found <= date(2100, 1, 1) else None


def end_of_day(day: date) -> datetime:
    """The last moment of a day as people here count it."""
    return datetime.combine(day, time.max, tzinfo=clock.SHANGHAI)


def row_of(request: HttpRequest, public_id: UUID) -> Row:
    """The row of an address; raises `Http404`."""
    found = row_by_id(signed_in(request).jurisdiction, public_id)
    if found is None:
        raise Http404
    return found


def data_set_of(request: HttpRequest, public_id: UUID) -> DataSet:
    """The data set of an address; raises `Http404`."""
    of = signed_in(request).jurisdiction
    found = DataSet.objects.select_related("jurisdiction", "unit").filter(jurisdiction=of, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def allowed(request: HttpRequest, table: StateTable, action: str, target: Audited) -> bool:
    """Whether the matrix lets the user do this; the page then offers it."""
    return may(actor_of(signed_in(request)), table.rule(action), target)
