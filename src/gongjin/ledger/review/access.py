"""Who may review, and the lock that puts the reviewers of a version in a row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjin.audit.actions import may
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Conflict, NotAllowed, WrongState
from gongjin.ledger.models import PlanVersion
from gongjin.ledger.states import VERSION
from gongjin.people.actors import actor_of
from gongjin.people.models import User


def reviewing(version: PlanVersion, user: User | None) -> PlanVersion:
    """The version, locked until the transaction ends, if this reviewer may change its review; None is the command line.

    Raises `NotAllowed`, or `WrongState` once it is published or discarded.
    """
    found = (
        PlanVersion.objects.defer("compiled")
        .select_related("plan__jurisdiction")
        .select_for_update(of=("self",))
        .filter(pk=version.pk)
        .first()
    )
    if found is None:
        raise Conflict(_("这个版本已不存在，请刷新页面。"))
    actor = SystemActor() if user is None else actor_of(user)
    if not may(actor, VERSION.rule("ledger.version.publish"), found):
        raise NotAllowed(_("您没有核对方案的权限，如确需办理请联系专班办公室。"))
    if found.state != "review":
        state = VERSION.states[found.state]
        raise WrongState(_("这个版本的状态是“%(state)s”，不能再核对。") % {"state": state})
    return found
