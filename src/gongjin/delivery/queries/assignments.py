"""Lists of assignments: the office's with its filters, a unit's with what waits and what is in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gongjin.core import clock
from gongjin.delivery.models import Assignment, Batch
from gongjin.delivery.states import ASSIGNMENT, OPEN
from gongjin.ledger.models import Plan, Row
from gongjin.people.models import Jurisdiction, Unit, UnitKind, User

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to: public ids of a unit and a batch, a plan's code, a state, `late` or `unsigned`."""

    unit: str = ""
    state: str = ""
    plan: str = ""
    due: str = ""
    batch: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """From a query string."""
        return cls(**{item.name: given.get(item.name, "").strip()[:60] for item in fields(cls)})

    def query(self) -> str:
        """The query string that gives the same filters."""
        return urlencode({name: value for name, value in asdict(self).items() if value})


def assignments(of: Jurisdiction, filters: Filters) -> QuerySet[Assignment, Assignment]:
    """The office's list: what is late first, then by due date; with all that a line shows."""
    found = _with_names(Assignment.objects.filter(jurisdiction=of))
    if filters.unit:
        unit = as_uuid(filters.unit)
        found = found.filter(unit__public_id=unit) if unit else found.none()
    if filters.plan:
        found = found.filter(row__plan__code=filters.plan)
    if filters.batch:
        found = found.filter(batch__code=filters.batch)
    if filters.due:
        found = found.filter(_timely(filters.due))
    if filters.state == "open":
        found = found.filter(state__in=OPEN)
    elif filters.state in ASSIGNMENT.states:
        found = found.filter(state=filters.state)
    return found.order_by("due", "pk")


def _timely(due: str) -> Q:
    today = clock.today()
    if due == "unsigned":
        return Q(state="sent", sign_by__lt=today)
    return Q(state__in=OPEN, due__lt=today) if due == "late" else Q()


def counts(of: Jurisdiction) -> dict[str, int]:
    """How many stand in each state, and how many are open, late, or not signed for in time."""
    found = Assignment.objects.filter(jurisdiction=of).order_by()
    by_state = dict(found.values_list("state").annotate(Count("pk")))
    timely = found.aggregate(late=Count("pk", filter=_timely("late")), unsigned=Count("pk", filter=_timely("unsigned")))
    counted = {state: by_state.get(state, 0) for state in ASSIGNMENT.states}
    return {**counted, **timely, "open": sum(by_state.get(state, 0) for state in OPEN)}


def _with_names(found: QuerySet[Assignment, Assignment]) -> QuerySet[Assignment, Assignment]:
    return found.select_related("unit", "row__plan", "batch", "parent")


def chosen(of: Jurisdiction, keys: Iterable[str]) -> list[Assignment]:
    """The assignments of these public ids, in the list's order; what is no id is passed over."""
    ids = {key for key in map(as_uuid, keys) if key is not None}
    return list(_with_names(Assignment.objects.filter(jurisdiction=of, public_id__in=ids)).order_by("due", "pk"))


def assignment_by_id(of: Jurisdiction, public_id: UUID) -> Assignment | None:
    """One assignment with all that its page shows of it."""
    found = Assignment.objects.filter(jurisdiction=of, public_id=public_id)
    related = ("unit", "row__plan__jurisdiction", "batch", "jurisdiction", "parent__unit", "instead_of__unit")
    return found.select_related(*related).first()


def children_of(target: Assignment) -> list[Assignment]:
    """What it was divided into, those taken back last."""
    found = target.children.select_related("unit", "jurisdiction")
    return sorted(found, key=lambda child: (child.state not in OPEN, child.unit.sort_key, child.pk))


def of_row(row: Row) -> list[Assignment]:
    """What was handed out of a row, the open ones first."""
    found = Assignment.objects.filter(row=row).select_related("unit", "parent")
    return sorted(found, key=lambda item: (item.state not in OPEN, item.parent_id is not None, item.pk))


@dataclass(frozen=True, slots=True)
class InHand:
    """A unit's list: what waits to be signed for, what is in hand, what it declined and waits for the office."""

    waiting: list[Assignment]
    signed: list[Assignment]
    declined: list[Assignment]


def in_hand(units: Iterable[Unit]) -> InHand:
    """Everything open of these units, the earliest due first."""
    found = _with_names(Assignment.objects.filter(unit__in=list(units), state__in=OPEN))
    listed: list[Assignment] = list(found.select_related("jurisdiction").order_by("due", "pk"))
    return InHand(*([item for item in listed if item.state == state] for state in ("sent", "signed", "declined")))


def units_of(user: User, roles: Iterable[str]) -> list[Unit]:
    """The units that a user speaks for in one of these roles."""
    posts = user.posts.filter(role__in=list(roles), unit__isnull=False).values("unit")
    return list(Unit.objects.filter(pk__in=posts).order_by("sort_key", "pk"))


def batch_by_once(of: Jurisdiction, once: UUID) -> Batch | None:
    """The batch that a page was sent as."""
    return Batch.objects.filter(jurisdiction=of, once=once).first()


def plans_handed_out(of: Jurisdiction) -> list[Plan]:
    """The plans in force, for the filter and for what is to be handed out next."""
    return list(Plan.objects.filter(jurisdiction=of, state="published").order_by("-code", "pk"))


def units_asked(of: Jurisdiction) -> list[Unit]:
    """The units that anything was ever handed to, by reading."""
    asked = Assignment.objects.filter(jurisdiction=of).values("unit")
    return list(Unit.objects.filter(pk__in=asked).order_by("sort_key", "pk"))


def units_to_ask(of: Jurisdiction) -> list[Unit]:
    """The units in use, by reading."""
    return list(Unit.objects.filter(jurisdiction=of, active=True).order_by("sort_key", "pk"))


def townships(target: Assignment) -> list[Unit]:
    """The townships that have no share of it yet."""
    have = Assignment.objects.filter(parent=target, state__in=OPEN).values("unit")
    found = Unit.objects.filter(jurisdiction=target.jurisdiction_id, active=True, kind=UnitKind.TOWNSHIP)
    return list(found.exclude(pk__in=have).exclude(pk=target.unit_id).order_by("sort_key", "pk"))


def as_uuid(text: str) -> UUID | None:
    """The id that a text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
