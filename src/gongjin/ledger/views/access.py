"""What every page of a plan asks first: who asks, of which plan or version, and what may be done there."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from gongjin.audit.actions import may
from gongjin.audit.errors import NotAllowed
from gongjin.ledger.models import Division, Plan, PlanVersion
from gongjin.ledger.queries import review as queries
from gongjin.ledger.queries.plans import plan_by_id
from gongjin.ledger.states import DIVISION, PLAN, VERSION
from gongjin.people.access import signed_in
from gongjin.people.actors import UserActor, actor_of


def actor(request: HttpRequest) -> UserActor:
    """Who asks, as the frame of actions knows them."""
    return actor_of(signed_in(request))


def imports(request: HttpRequest) -> bool:
    """Whether the user may bring plans into the ledger."""
    return may(actor(request), PLAN.rule("ledger.plan.import"), Plan(jurisdiction=signed_in(request).jurisdiction))


def may_import(request: HttpRequest) -> None:
    """Raise `NotAllowed` unless the user may bring plans into the ledger."""
    if not imports(request):
        raise NotAllowed(_("导入和核对方案由专班办公室办理，您的角色不能查看。如确需办理请联系专班办公室。"))


def may_review(request: HttpRequest, version: PlanVersion) -> bool:
    """Whether the matrix lets the user review and publish this version."""
    return may(actor(request), VERSION.rule("ledger.version.publish"), version)


def may_do(request: HttpRequest, division: Division | None, action: str) -> bool:
    """Whether this user may do something to the division as it is now; pages show only what is possible."""
    if division is None:
        return False
    rule = DIVISION.rule(action)
    return division.state in rule.before and may(actor(request), rule, division)


def reviewed(request: HttpRequest, public_id: UUID) -> PlanVersion:
    """The version of an address, if the user may review it. Raises `Http404` or `NotAllowed`."""
    found = readable(request, public_id)
    if not may_review(request, found):
        raise NotAllowed(_("核对和发布方案由专班办公室办理，您的角色不能查看。如确需办理请联系专班办公室。"))
    return found


def planned(request: HttpRequest, public_id: UUID) -> Plan:
    """The plan of an address, if the user may bring in versions of it. Raises `Http404` or `NotAllowed`."""
    may_import(request)
    return plan_of(request, public_id)


def plan_of(request: HttpRequest, public_id: UUID) -> Plan:
    """The plan of an address, for whoever may read plans. Raises `Http404`."""
    found = plan_by_id(signed_in(request).jurisdiction, public_id)
    if found is None:
        raise Http404
    return found


def readable(request: HttpRequest, public_id: UUID) -> PlanVersion:
    """The version of an address, for whoever may read plans. Raises `Http404`."""
    found = queries.version(signed_in(request).jurisdiction, public_id)
    if found is None:
        raise Http404
    return found
