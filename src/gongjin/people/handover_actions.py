"""交接: a person's posts pass to another. What the one recorded stays theirs in the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action, Event
from gongjin.audit.actors import SYSTEM
from gongjin.audit.errors import Invalid, NotAllowed
from gongjin.audit.states import StateTable
from gongjin.people import states
from gongjin.people.actions import checked_posts, keep_an_administrator
from gongjin.people.models import Post, User
from gongjin.people.roles import UNIT_ROLES, Role

HANDED_OVER = "people.user.handed_over"
"""Told within the act: the object is the one who gave, `to` in the payload the one who takes."""


@dataclass(frozen=True)
class HandOver(Action[User]):
    """Hand posts of an account to another account; `leaves` switches the first one off and voids its links.

    The office hands over posts of units only; other posts, and switching an account off, are the administrator's.
    """

    code: ClassVar[str] = "people.user.hand_over"
    table: ClassVar[StateTable] = states.USER
    to: User
    posts: tuple[Post, ...]
    leaves: bool = False

    def change(self, target: User, act: Act) -> User:
        successor = User.objects.select_for_update(of=("self",)).filter(pk=self.to.pk).first()
        if successor is None or successor.jurisdiction_id != target.jurisdiction_id or successor.pk == target.pk:
            raise Invalid(_("请选择接手的人。"), "to")
        if not successor.is_active:
            raise Invalid(_("“%(name)s”已停用，请先启用或另选他人。") % {"name": successor}, "to")
        given = list(target.posts.select_related("unit").filter(pk__in=[post.pk for post in self.posts]))
        if not given or len(given) != len(self.posts):
            raise Invalid(_("请选择要交接的岗位；列表可能已变化，请刷新页面。"), "posts")
        self._allowed(act, given)
        there = {(post.role, post.unit) for post in successor.posts.select_related("unit")}
        taken = [(post.role, post.unit) for post in given if (post.role, post.unit) not in there]
        checked_posts(successor, (*there, *taken), field="to")
        for post in given:
            act.remove(post)
        act.create_all(Post(user=successor, role=role, unit=unit) for role, unit in taken)
        if self.leaves:
            keep_an_administrator(target)
            target.is_active = False
            for link in target.links.filter(used_at=None):
                act.remove(link)
        act.save(successor)
        act.tell(Event(HANDED_OVER, str(target.public_id), {"to": str(successor.public_id)}))
        return act.save(target)

    def _allowed(self, act: Act, given: list[Post]) -> None:
        if act.actor.roles & {Role.ADMINISTRATOR.value, SYSTEM}:
            return
        if self.leaves or any(post.role not in UNIT_ROLES for post in given):
            raise NotAllowed(_("专班办公室只能交接单位的岗位；其他岗位和停用账号请联系系统管理员。"))
