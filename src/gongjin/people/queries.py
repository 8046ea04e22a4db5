"""Every read of units and accounts that a page, the command line or another room needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongjin.audit.actors import SYSTEM
from gongjin.audit.models import Record
from gongjin.core import clock
from gongjin.people.models import Jurisdiction, Post, RequiredFactor, SecondFactor, SignInLink, Unit, User
from gongjin.people.roles import UNIT_ROLES, WATCHING, Role
from gongjin.people.tokens import token_digest


def jurisdiction() -> Jurisdiction | None:
    """The government of this installation: the first one set up."""
    return Jurisdiction.objects.order_by("pk").first()


def units(of: Jurisdiction, words: str = "") -> QuerySet[Unit, Unit]:
    """The directory, by reading; `words` filters by name, short name or another name."""
    found = Unit.objects.filter(jurisdiction=of).select_related("parent").prefetch_related("aliases")
    if words:
        found = found.filter(
            Q(name__contains=words) | Q(short_name__contains=words) | Q(aliases__name__contains=words)
        ).distinct()
    return found.order_by("sort_key", "pk")


def users(of: Jurisdiction) -> QuerySet[User, User]:
    """The accounts of a government with their posts."""
    return User.objects.filter(jurisdiction=of).prefetch_related("posts__unit").order_by("username")


def posts_of_units(of: Jurisdiction) -> QuerySet[Post, Post]:
    """Who speaks for a unit, in the order of the directory: heads first."""
    found = Post.objects.filter(user__jurisdiction=of, role__in=UNIT_ROLES).select_related("unit", "user")
    return found.order_by("unit__sort_key", "unit", "role", "user__username")


def administrators(of: Jurisdiction) -> list[str]:
    """Who can give a role: the names of the administrators' accounts in use."""
    found = User.objects.filter(jurisdiction=of, is_active=True, posts__role=Role.ADMINISTRATOR)
    return list(found.order_by("username").values_list("display_name", flat=True).distinct())


def open_links(user: User) -> QuerySet[SignInLink, SignInLink]:
    """The links of a user that still sign in."""
    return SignInLink.objects.filter(user=user, used_at=None, expires_at__gt=clock.now())


def successors(of: Jurisdiction) -> QuerySet[User, User]:
    """Who may take over a post: accounts in use, but not those that watch over the others."""
    watching = Post.objects.filter(role__in=WATCHING).values("user")
    return User.objects.filter(jurisdiction=of, is_active=True).exclude(pk__in=watching).order_by("username")


def factor_of(user: User) -> SecondFactor | None:
    """The second factor of an account."""
    return SecondFactor.objects.select_related("user__jurisdiction").filter(user=user).first()


def roles_with_factor(of: Jurisdiction) -> list[str]:
    """The roles whose holders sign in with a second factor."""
    return list(RequiredFactor.objects.filter(jurisdiction=of).order_by("pk").values_list("role", flat=True))


def needs_factor(user: User) -> bool:
    """Whether one of the account's roles asks for a second factor."""
    required = RequiredFactor.objects.filter(jurisdiction=user.jurisdiction_id, role__in=user.role_names)
    return required.exists()


def link_by_token(token: str) -> SignInLink | None:
    """The sign-in link that a token opens."""
    return SignInLink.objects.select_related("user").filter(token_digest=token_digest(token)).first()


def first_administrator() -> User | None:
    """The account that a first sign-in link is for."""
    post = Post.objects.filter(role="administrator", user__is_active=True).select_related("user").order_by("pk").first()
    return post.user if post else None


def user_by_name(username: str) -> User | None:
    """The account of that user name."""
    return User.objects.filter(username=username).first()


@dataclass(frozen=True, slots=True)
class Who:
    """Who acted: the account's name, and the unit that it spoke for, if it was one's."""

    name: str
    unit: str = ""


def who_acted(records: Iterable[Record]) -> dict[int, Who]:
    """The people behind the opaque ids of some records, by the record's key, for those who may see them."""
    each = list(records)
    users_of = User.objects.filter(public_id__in=_uuids(record.actor for record in each))
    names = {str(user.public_id): user.display_name for user in users_of}
    units_of = Unit.objects.filter(public_id__in=_uuids(record.unit for record in each))
    unit_names = {str(unit.public_id): unit.name for unit in units_of}
    return {record.pk: Who(_name(record.actor, names), unit_names.get(record.unit, "")) for record in each}


def _name(actor: str, names: Mapping[str, str]) -> str:
    return names.get(actor) or (_("系统") if actor == SYSTEM else _("已注销的账号"))


def _uuids(texts: Iterable[str]) -> set[UUID]:
    found = set()
    for text in texts:
        with suppress(ValueError):
            found.add(UUID(text))
    return found
