"""What several pages of delivery ask first: who asks, of which assignment, and what may be done with it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from gongjin.audit.actions import may
from gongjin.delivery.models import Assignment
from gongjin.delivery.queries.assignments import assignment_by_id
from gongjin.delivery.states import ASSIGNMENT
from gongjin.people.access import roles_of, signed_in
from gongjin.people.actors import UserActor, actor_of
from gongjin.people.roles import OVERVIEW, UNIT_ROLES


def actor(request: HttpRequest) -> UserActor:
    """Who asks, as the frame of actions knows them."""
    return actor_of(signed_in(request))


def assignment_of(request: HttpRequest, public_id: UUID) -> Assignment:
    """The assignment of an address, if the user may read it; raises `Http404`, also for another unit's."""
    found = assignment_by_id(signed_in(request).jurisdiction, public_id)
    if found is None or not _may_read(request, found):
        raise Http404
    return found


def _may_read(request: HttpRequest, found: Assignment) -> bool:
    if not OVERVIEW.isdisjoint(roles_of(signed_in(request))):
        return True
    own = found.audit_units | (found.parent.audit_units if found.parent else frozenset())
    asks = actor(request)
    return any(not own.isdisjoint(asks.units_as(role)) for role in UNIT_ROLES)


def offered(request: HttpRequest, found: Assignment) -> frozenset[str]:
    """The acts that the table allows this user now, by the last word of their codes."""
    asks = actor(request)
    rules = (rule for rule in ASSIGNMENT.rules if found.state in rule.before and may(asks, rule, found))
    return frozenset(rule.action.rpartition(".")[2] for rule in rules)
