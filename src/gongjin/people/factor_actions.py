"""Every change of second factors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.people import guessing, states
from gongjin.people.models import Jurisdiction, RequiredFactor, SecondFactor, User
from gongjin.people.roles import Role
from gongjin.people.second_factor import code_digest, plain, take_code


def _digests(seed: str, codes: Iterable[str]) -> list[str]:
    return [code_digest(seed, code) for code in codes]


@dataclass(frozen=True)
class SetSecondFactor(Action[SecondFactor]):
    """Take an app into use; a code shows that it has the secret. Raises `Invalid` for a wrong code, or a second app."""

    code: ClassVar[str] = "people.factor.set"
    table: ClassVar[StateTable] = states.FACTOR
    user: User
    seed: str = field(metadata={"secret": True}, repr=False)
    typed: str = field(metadata={"secret": True}, repr=False)
    recovery: tuple[str, ...] = field(metadata={"secret": True}, repr=False)

    def new(self, actor: Actor) -> SecondFactor:
        return SecondFactor(user=self.user, seed=self.seed, recovery=_digests(self.seed, self.recovery))

    def change(self, target: SecondFactor, act: Act) -> SecondFactor:
        if SecondFactor.objects.filter(user=target.user).exists():
            raise Invalid(_("已启用二次验证。更换手机请联系安全管理员重置。"), "code")
        if not take_code(target.user, self.seed, plain(self.typed)):
            raise Invalid(_("验证码不对。请核对手机时间是否准确，并输入当前显示的 6 位数字。"), "code")
        return act.create(target)


@dataclass(frozen=True)
class UseRecoveryCode(Action[SecondFactor]):
    """Sign in without the app, once for each recovery code. Raises `Invalid` for a code that is not among them."""

    code: ClassVar[str] = "people.factor.recover"
    table: ClassVar[StateTable] = states.FACTOR
    typed: str = field(metadata={"secret": True}, repr=False)

    def change(self, target: SecondFactor, act: Act) -> SecondFactor:
        used = code_digest(target.seed, self.typed)
        if used not in target.recovery:
            raise Invalid(_("验证码或恢复码不对。"), "code")
        target.recovery = [kept for kept in target.recovery if kept != used]
        return act.save(target)


@dataclass(frozen=True)
class RenewCodes(Action[SecondFactor]):
    """New recovery codes; those before are worthless."""

    code: ClassVar[str] = "people.factor.codes"
    table: ClassVar[StateTable] = states.FACTOR
    recovery: tuple[str, ...] = field(metadata={"secret": True}, repr=False)

    def change(self, target: SecondFactor, act: Act) -> SecondFactor:
        target.recovery = _digests(target.seed, self.recovery)
        return act.save(target)


@dataclass(frozen=True)
class ResetSecondFactor(Action[SecondFactor]):
    """Take the app out of use, for a lost phone; its holder sets up another at the next sign-in where one is asked."""

    code: ClassVar[str] = "people.factor.reset"
    table: ClassVar[StateTable] = states.FACTOR

    def change(self, target: SecondFactor, act: Act) -> SecondFactor:
        guessing.forget(target.user.username)
        act.remove(target)
        return target


@dataclass(frozen=True)
class RequireFactor(Action[Jurisdiction]):
    """Say whose sign-in takes a second factor: the holders of these roles and no others."""

    code: ClassVar[str] = "people.factor.require"
    table: ClassVar[StateTable] = states.JURISDICTION
    roles: tuple[str, ...]

    def change(self, target: Jurisdiction, act: Act) -> Jurisdiction:
        if unknown := set(self.roles) - set(Role.values):
            raise Invalid(_("没有“%(role)s”这个角色。") % {"role": min(unknown)}, "roles")
        there = {rule.role: rule for rule in RequiredFactor.objects.filter(jurisdiction=target)}
        for role, rule in there.items():
            if role not in self.roles:
                act.remove(rule)
        act.create_all(
            RequiredFactor(jurisdiction=target, role=role)
            for role in Role.values
            if role in self.roles and role not in there
        )
        return act.save(target)
