"""Every change of units and accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.people import guessing, states
from gongjin.people.models import Jurisdiction, Post, SignInLink, Unit, UnitAlias, UnitKind, User
from gongjin.people.roles import UNIT_ROLES, Role, clash
from gongjin.people.sorting import sort_key
from gongjin.people.tokens import token_digest

LINK_LIFE = timedelta(hours=24)
INVITATION_LIFE = timedelta(days=7)


@dataclass(frozen=True)
class FoundJurisdiction(Action[Jurisdiction]):
    """Set up a government. Only the program itself does this, on the first start."""

    code: ClassVar[str] = "people.jurisdiction.found"
    table: ClassVar[StateTable] = states.JURISDICTION
    division: str
    name: str

    def new(self, actor: Actor) -> Jurisdiction:
        return Jurisdiction(code=self.division, name=self.name)

    def change(self, target: Jurisdiction, act: Act) -> Jurisdiction:
        return act.create(target)


@dataclass(frozen=True)
class AddUnit(Action[Unit]):
    """Enter a unit in the directory. Raises `Invalid` if the name is taken."""

    code: ClassVar[str] = "people.unit.add"
    table: ClassVar[StateTable] = states.UNIT
    jurisdiction: Jurisdiction
    name: str
    short_name: str = ""
    kind: str = UnitKind.DEPARTMENT
    parent: Unit | None = None
    aliases: tuple[str, ...] = ()

    def new(self, actor: Actor) -> Unit:
        return Unit(
            jurisdiction=self.jurisdiction,
            name=self.name.strip(),
            short_name=self.short_name.strip(),
            kind=self.kind,
            parent=self.parent,
            sort_key=sort_key(self.name.strip()),
        )

    def change(self, target: Unit, act: Act) -> Unit:
        if not target.name:
            raise Invalid(_("请填写单位名称。"), "name")
        if Unit.objects.filter(jurisdiction=target.jurisdiction, name=target.name).exists():
            raise Invalid(_("单位“%(name)s”已在名录中。") % {"name": target.name}, "name")
        act.create(target)
        names = dict.fromkeys(name.strip() for name in self.aliases if name.strip() and name.strip() != target.name)
        act.create_all(UnitAlias(unit=target, name=name) for name in names)
        return target


@dataclass(frozen=True)
class ChangeUnit(Action[Unit]):
    """Correct a unit's entry. Raises `Invalid` if the name is taken or the parent lies below the unit."""

    code: ClassVar[str] = "people.unit.change"
    table: ClassVar[StateTable] = states.UNIT
    name: str
    short_name: str
    kind: str
    parent: Unit | None = None
    active: bool = True

    def change(self, target: Unit, act: Act) -> Unit:
        name = self.name.strip()
        if not name:
            raise Invalid(_("请填写单位名称。"), "name")
        others = Unit.objects.filter(jurisdiction=target.jurisdiction, name=name).exclude(pk=target.pk)
        if others.exists():
            raise Invalid(_("单位“%(name)s”已在名录中。") % {"name": name}, "name")
        above = self.parent
        while above is not None:
            if above.pk == target.pk:
                raise Invalid(_("上级单位不能是本单位或其下级。"), "parent")
            above = above.parent
        target.name, target.short_name, target.kind = name, self.short_name.strip(), self.kind
        target.parent, target.active, target.sort_key = self.parent, self.active, sort_key(name)
        return act.save(target)


@dataclass(frozen=True)
class NameUnit(Action[Unit]):
    """Confirm that a unit is also written like this."""

    code: ClassVar[str] = "people.unit.name"
    table: ClassVar[StateTable] = states.UNIT
    alias: str

    def change(self, target: Unit, act: Act) -> Unit:
        alias = self.alias.strip()
        taken = UnitAlias.objects.filter(name=alias, unit__jurisdiction=target.jurisdiction).exclude(unit=target)
        if taken.exists():
            raise Invalid(_("“%(name)s”已是其他单位的别名。") % {"name": alias}, "alias")
        if alias and alias != target.name and not target.aliases.filter(name=alias).exists():
            act.create(UnitAlias(unit=target, name=alias))
        return act.save(target)


UNITS_FIELDS = {Role.HEAD.value: "heads", Role.REPORTER.value: "reports_for"}
"""The field of the users' form in which a role's units are chosen."""


def keep_an_administrator(leaving: User) -> None:
    """Raise `Invalid` if without this account nobody in use would be administrator."""
    administrators = Post.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    was = administrators.filter(user=leaving).exists()
    if was and not administrators.exclude(user=leaving).exists():
        raise Invalid(_("至少要保留一名启用的系统管理员。"), "roles")


def checked_posts(user: User, posts: tuple[tuple[str, Unit | None], ...], field: str = "") -> list[Post]:
    """The posts as rows; raises `Invalid` for a role that nobody can hold, and for roles that exclude each other.

    `field` is the one at fault where the posts are not chosen one by one.
    """
    roles = {role for role, _unit in posts}
    if unknown := roles - set(Role.values):
        raise Invalid(_("没有“%(role)s”这个角色。") % {"role": min(unknown)}, "roles")
    if two := clash(roles):
        one, other = (Role(role).label for role in two)
        raise Invalid(_("“%(one)s”不能与“%(other)s”由同一账号担任。") % {"one": one, "other": other}, field or "roles")
    for role, unit in posts:
        at = field or UNITS_FIELDS.get(role, "roles")
        if (unit is None) is (role in UNIT_ROLES):
            said = _("“%(role)s”要选择单位。") if unit is None else _("“%(role)s”不属于某个单位。")
            raise Invalid(said % {"role": Role(role).label}, at)
        if unit is not None and unit.jurisdiction_id != user.jurisdiction_id:
            raise Invalid(_("“%(unit)s”不是本辖区的单位。") % {"unit": unit}, at)
    return [Post(user=user, role=role, unit=unit) for role, unit in dict.fromkeys(posts)]


@dataclass(frozen=True)
class AddUser(Action[User]):
    """Make an account with its posts; it has no password until its holder sets one. Posts are (role, unit or None)."""

    code: ClassVar[str] = "people.user.add"
    table: ClassVar[StateTable] = states.USER
    jurisdiction: Jurisdiction
    username: str
    display_name: str
    posts: tuple[tuple[str, Unit | None], ...] = ()

    def new(self, actor: Actor) -> User:
        return User(
            jurisdiction=self.jurisdiction,
            username=self.username.strip(),
            display_name=self.display_name.strip(),
            password=make_password(None),
        )

    def change(self, target: User, act: Act) -> User:
        if not target.username:
            raise Invalid(_("请填写用户名。"), "username")
        if User.objects.filter(username=target.username).exists():
            raise Invalid(_("用户名“%(name)s”已被占用。") % {"name": target.username}, "username")
        act.create(target)
        act.create_all(checked_posts(target, self.posts))
        return target


@dataclass(frozen=True)
class ChangeUser(Action[User]):
    """Rename an account, switch it off or on, and set its posts. The last administrator stays."""

    code: ClassVar[str] = "people.user.change"
    table: ClassVar[StateTable] = states.USER
    display_name: str
    active: bool
    posts: tuple[tuple[str, Unit | None], ...]

    def change(self, target: User, act: Act) -> User:
        if not self.active or all(role != Role.ADMINISTRATOR for role, _unit in self.posts):
            keep_an_administrator(target)
        target.display_name, target.is_active = self.display_name.strip(), self.active
        for post in list(target.posts.all()):
            act.remove(post)
        act.create_all(checked_posts(target, self.posts))
        return act.save(target)


@dataclass(frozen=True)
class SetPassword(Action[User]):
    """Set one's own password; the rules are Django's validators. Raises `Invalid` with what is wrong with it."""

    code: ClassVar[str] = "people.user.password"
    table: ClassVar[StateTable] = states.USER
    password: str = field(metadata={"secret": True}, repr=False)

    def change(self, target: User, act: Act) -> User:
        try:
            validate_password(self.password, target)
        except ValidationError as error:
            raise Invalid("".join(error.messages), "password") from error
        target.password = make_password(self.password)
        guessing.forget(target.username)  # wrong ones were wrong for another password
        return act.save(target)


@dataclass(frozen=True)
class LiftWait(Action[User]):
    """Let a user who has to wait after wrong passwords try again now."""

    code: ClassVar[str] = "people.user.lift"
    table: ClassVar[StateTable] = states.USER

    def change(self, target: User, act: Act) -> User:
        guessing.forget(target.username)
        return act.save(target)


@dataclass(frozen=True)
class IssueLink(Action[SignInLink]):
    """Issue a link that signs a user in once: within a day, as an invitation within a week.

    The caller makes the token and keeps it to itself.
    """

    code: ClassVar[str] = "people.link.issue"
    table: ClassVar[StateTable] = states.USER
    user: User
    token: str = field(metadata={"secret": True}, repr=False)
    invitation: bool = False

    def new(self, actor: Actor) -> SignInLink:
        life = INVITATION_LIFE if self.invitation else LINK_LIFE
        return SignInLink(user=self.user, token_digest=token_digest(self.token), expires_at=clock.now() + life)

    def change(self, target: SignInLink, act: Act) -> SignInLink:
        return act.create(target)


@dataclass(frozen=True)
class RevokeLinks(Action[User]):
    """Make a user's links that nobody has used worthless. Raises `Invalid` where there are none."""

    code: ClassVar[str] = "people.links.revoke"
    table: ClassVar[StateTable] = states.USER

    def change(self, target: User, act: Act) -> User:
        links = list(target.links.filter(used_at=None))
        if not links:
            raise Invalid(_("没有未使用的登录链接。"))
        for link in links:
            act.remove(link)
        return act.save(target)


@dataclass(frozen=True)
class UseLink(Action[SignInLink]):
    """Take up a link. Raises `WrongState` if it was used, `Invalid` if it is too old or its user is switched off."""

    code: ClassVar[str] = "people.link.use"
    table: ClassVar[StateTable] = states.LINK
    at: datetime

    def change(self, target: SignInLink, act: Act) -> SignInLink:
        if target.expires_at <= self.at or not target.user.is_active:
            raise Invalid(_("登录链接已失效，请重新索取。"))
        target.used_at = self.at
        return act.save(target)
