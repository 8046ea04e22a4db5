"""From a signed-in user to the actor that the frame of actions knows."""

from __future__ import annotations

from dataclasses import dataclass

from gongjin.people.models import User
from gongjin.people.roles import Role


@dataclass(frozen=True, slots=True)
class UserActor:
    """A user as an actor: opaque id, roles of all posts, units of all posts. `self` is the role over one's account."""

    actor_id: str
    jurisdiction: str
    roles: frozenset[str]
    units: frozenset[str]
    posts: frozenset[tuple[str, str]] = frozenset()

    def units_as(self, role: str) -> frozenset[str]:
        """The units of the posts with this role; over itself only the account itself."""
        return frozenset(unit for held, unit in self.posts if held == role)


def actor_of(user: User) -> UserActor:
    """The actor for a user, from its posts as they are now; an inactive user has no role."""
    posts = list(user.posts.select_related("unit")) if user.is_active else []
    held = {(post.role, str(post.unit.public_id)) for post in posts if post.unit and post.role in Role.values}
    return UserActor(
        actor_id=str(user.public_id),
        jurisdiction=user.jurisdiction.code,
        roles=frozenset(post.role for post in posts if post.role in Role.values)
        | ({"self"} if user.is_active else set()),
        units=frozenset(str(post.unit.public_id) for post in posts if post.unit) | {str(user.public_id)},
        posts=frozenset(held | {("self", str(user.public_id))}),
    )
