"""Who acts in the example year: the office's account, and a reporter for each unit that answers for data."""

from __future__ import annotations

from collections.abc import Iterable

from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.cli.example_year.desk import Desk
from gongjin.core.texts import gettext as _
from gongjin.people.actions import AddUser
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.people.roles import Role


def holder(of: Jurisdiction, role: Role) -> Actor:
    """The first account of a role as an actor. Raises `Invalid` where nobody has it."""
    found = User.objects.filter(jurisdiction=of, posts__role=role.value, is_active=True)
    # One who has this role alone before one who has several: a year is lived with the least rights that do.
    chosen = min(
        found.distinct().prefetch_related("posts"), key=lambda user: (len(user.posts.all()), user.pk), default=None
    )
    if chosen is None:
        raise Invalid(_("没有“%(role)s”账号，无法演示。") % {"role": role.label})
    return actor_of(chosen)


def reporters(desk: Desk, units: Iterable[Unit]) -> dict[int, Actor]:
    """An account and an actor for each unit, by its key; one that is there already is taken."""
    administrator = holder(desk.jurisdiction, Role.ADMINISTRATOR)
    found: dict[int, Actor] = {}
    for unit in sorted(set(units), key=lambda unit: unit.pk):
        user = User.objects.filter(posts__role=Role.REPORTER.value, posts__unit=unit, is_active=True).first()
        if user is None:
            name = _("%(unit)s填报人（演示数据）") % {"unit": unit.name}
            add = AddUser(desk.jurisdiction, f"reporter{unit.pk:03}", name, ((Role.REPORTER.value, unit),))
            user = desk.act(add, administrator)
        found[unit.pk] = actor_of(user)
    return found
