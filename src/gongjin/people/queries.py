"""Every read of units and accounts that a page, the command line or another room needs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjin.people.models import Jurisdiction, Post, SignInLink, Unit, User
from gongjin.people.roles import Role
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


def administrators(of: Jurisdiction) -> list[str]:
    """Who can give a role: the names of the administrators' accounts in use."""
    found = User.objects.filter(jurisdiction=of, is_active=True, posts__role=Role.ADMINISTRATOR)
    return list(found.order_by("username").values_list("display_name", flat=True).distinct())


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


def names_of_actors(ids: Iterable[str]) -> dict[str, str]:
    """The accounts behind the opaque ids of the chain, for those who may see them."""
    known = [actor for actor in ids if _is_uuid(actor)]
    return {str(user.public_id): user.display_name for user in User.objects.filter(public_id__in=known)}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
