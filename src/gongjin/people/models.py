"""Jurisdictions, units and their other names, users, posts, one-time sign-in links."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password, is_password_usable
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.people.roles import Role

ACCOUNTS = "accounts"


class Jurisdiction(Audited):
    """A government whose plans and units these are; `code` is its division code (GB/T 2260) or any short name."""

    code = models.CharField(_("代码"), max_length=30, unique=True)
    name = models.CharField(_("名称"), max_length=80)

    class Meta:
        verbose_name = _("辖区")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(name__icontains=words)

    @property
    def audit_chain(self) -> str:
        return self.code


class UnitKind(models.TextChoices):
    """What sort of organisation a unit is."""

    DEPARTMENT = "department", _("部门")
    TOWNSHIP = "township", _("乡镇（街道）")
    COMPANY = "company", _("企业")
    BRANCH = "branch", _("上级派驻机构")
    OTHER = "other", _("其他")


class Unit(Audited):
    """An organisation that answers for work; `sort_key` orders names by their reading."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="units", verbose_name=_("辖区"))
    name = models.CharField(_("名称"), max_length=80)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    kind = models.CharField(_("类别"), max_length=20, choices=UnitKind, default=UnitKind.DEPARTMENT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    sort_key = models.CharField(max_length=200, editable=False)
    active = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = _("单位")
        ordering = ["sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="people_unit_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_units(self) -> frozenset[str]:
        return frozenset({str(self.public_id)})

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(name__icontains=words) | models.Q(short_name__icontains=words)


class UnitAlias(Audited):
    """Another name under which a unit is written: short, old, or as a plan had it and somebody confirmed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    name = models.CharField(_("别名"), max_length=80)

    class Meta:
        verbose_name = _("单位别名")
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="people_alias_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_chain(self) -> str:
        return self.unit.jurisdiction.code


class UserManager(BaseUserManager["User"]):
    """Finds users by name; accounts are made by actions only."""


class User(AbstractBaseUser, Audited):
    """An account. It has no last sign-in: the product keeps no statistics of people's activity."""

    last_login = None
    unaudited: ClassVar[frozenset[str]] = frozenset()

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    display_name = models.CharField(_("姓名或岗位"), max_length=60)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="users")
    is_active = models.BooleanField(_("启用"), default=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("用户")

    def __str__(self) -> str:
        return self.display_name

    @property
    def audit_chain(self) -> str:
        return ACCOUNTS

    @property
    def audit_jurisdiction(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_units(self) -> frozenset[str]:
        return frozenset({str(self.public_id)})

    @property
    def audit_name(self) -> str:
        return f"{self.username} {self.display_name}"

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(username__icontains=words) | models.Q(display_name__icontains=words)

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The names of the roles of all its posts, asked once a request."""
        return frozenset(self.posts.values_list("role", flat=True)) if self.is_active else frozenset()

    def holds(self, *roles: Role) -> bool:
        """Whether it has one of these roles; what a page shows is decided by this, what happens by the matrix."""
        return any(role.value in self.role_names for role in roles)

    def check_password(self, raw_password: str | None) -> bool:
        """Whether the password is right. A hash is never renewed on the side: that would be a change without action."""
        return bool(raw_password) and is_password_usable(self.password) and check_password(raw_password, self.password)


class Post(Audited):
    """A role that a user holds, for a unit where the role is a unit's."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="posts")

    class Meta:
        verbose_name = _("任职")
        constraints = [models.UniqueConstraint(fields=["user", "role", "unit"], name="people_post_once")]

    @property
    def audit_chain(self) -> str:
        return ACCOUNTS

    @property
    def audit_jurisdiction(self) -> str:
        return self.user.jurisdiction.code


class SignInLink(Audited):
    """A link that signs one user in once. Only a digest of its token is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("一次性登录链接")

    @property
    def audit_chain(self) -> str:
        return ACCOUNTS

    @property
    def audit_jurisdiction(self) -> str:
        return self.user.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return "used" if self.used_at else "open"

    @property
    def audit_name(self) -> str:
        return self.user.audit_name

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("user")

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(user__username__icontains=words) | models.Q(user__display_name__icontains=words)


class SecondFactor(Audited):
    """The authenticator app of an account: the seed of its secret, and digests of the recovery codes not yet used."""

    user = models.OneToOneField(User, models.PROTECT, related_name="second_factor")
    seed = models.CharField(max_length=64)
    recovery = models.JSONField(default=list)

    class Meta:
        verbose_name = _("二次验证")

    @property
    def audit_chain(self) -> str:
        return ACCOUNTS

    @property
    def audit_jurisdiction(self) -> str:
        return self.user.jurisdiction.code

    @property
    def audit_units(self) -> frozenset[str]:
        return self.user.audit_units

    @property
    def audit_name(self) -> str:
        return self.user.audit_name

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("user")


class RequiredFactor(Audited):
    """A role whose holders sign in with a second factor."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="required_factors")
    role = models.CharField(_("角色"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("须二次验证的角色")
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "role"], name="people_factor_role")]

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code


class UsedCode(models.Model):
    """A code of an app that was used, as a keyed digest, as long as it would still fit."""

    key = models.CharField(max_length=64, primary_key=True)
    used_at = models.DateTimeField(db_index=True)


class PasswordTries(models.Model):
    """How often a password was tried for a name from an address, and when last; both only as keyed digests."""

    key = models.CharField(max_length=64, primary_key=True)
    name_key = models.CharField(max_length=64, db_index=True)
    count = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
