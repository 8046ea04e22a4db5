"""Files that come with a form of any room: handed in by the actions of this room, then used by that of the other."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.evidence.actions import AddEvidence
from gongjin.evidence.models import Evidence
from gongjin.evidence.queries import evidence_by_ids, evidence_seen_by
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User
from gongjin.people.roles import UNIT_ROLES, Role


def unit_of(user: User) -> Unit | None:
    """The unit that a reporter or a head hands in for; None for the office."""
    if user.holds(Role.OFFICE):
        return None
    post = user.posts.select_related("unit").filter(role__in=UNIT_ROLES).order_by("pk").first()
    return post.unit if post else None


def handed_in(request: HttpRequest, *, files: str = "files", ids: str = "proofs") -> tuple[Evidence, ...]:
    """What proves a form: the files sent with it, and those handed in before that it names by their public ids.

    Raises `Invalid` for a file that is refused; those before it are kept, since each is an act of its own.
    """
    user = signed_in(request)
    actor, unit = actor_of(user), unit_of(user)
    named = evidence_seen_by(user, evidence_by_ids(user.jurisdiction, _uuids(request.POST.getlist(ids))))
    return (
        *named,
        *(
            run(AddEvidence(user.jurisdiction, file.name or "", file.read(), unit=unit), actor=actor)
            for file in request.FILES.getlist(files)
        ),
    )


def _uuids(texts: list[str]) -> list[UUID]:
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError as error:
            raise Invalid(_("佐证材料的编号有误，请刷新页面后重新选择。"), "proofs") from error
    return found


def as_json(evidence: Evidence) -> dict[str, str | int]:
    """A file as the page's script shows it."""
    return {"id": str(evidence.public_id), "name": evidence.file_name, "size": evidence.size}
