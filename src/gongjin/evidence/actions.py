"""Every change of evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action, Event
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.evidence import states
from gongjin.evidence.checks import checked_name, media_type_of
from gongjin.evidence.marks import refuse_marked
from gongjin.evidence.models import Evidence
from gongjin.people.models import Jurisdiction, Unit
from gongjin.store.files import Files

REVOKED = "evidence.revoked"
"""The event that tells upper rooms that a file proves nothing any more; `object_id` is its public id."""


def files() -> Files:
    """Where the files lie."""
    return Files(Path(settings.GONGJIN_HOME) / "evidence")


@dataclass(frozen=True)
class AddEvidence(Action[Evidence]):
    """Hand in a file. Raises `Invalid` for a file that is refused (`evidence.checks`, `evidence.marks`); then nothing
    is stored. Marks are looked for when the action is made."""

    code: ClassVar[str] = "evidence.add"
    table: ClassVar[StateTable] = states.EVIDENCE
    jurisdiction: Jurisdiction
    file_name: str
    data: bytes = field(repr=False, metadata={"secret": True})
    unit: Unit | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Reading takes its time, so that it is done before the write turn is taken."""
        refuse_marked(self.file_name, self.data)

    def new(self, actor: Actor) -> Evidence:
        return Evidence(
            jurisdiction=self.jurisdiction,
            unit=self.unit,
            file_name=checked_name(self.file_name),
            media_type="",
            size=len(self.data),
            digest=hashlib.sha256(self.data).hexdigest(),
            sm3=hashlib.new("sm3", self.data).hexdigest(),
            note=self.note.strip()[:300],
            added_at=clock.now(),
            added_by=actor.actor_id,
        )

    def change(self, target: Evidence, act: Act) -> Evidence:
        target.media_type = media_type_of(target.file_name, self.data)
        files().put(self.data)
        return act.create(target)


@dataclass(frozen=True)
class RevokeEvidence(Action[Evidence]):
    """Take back what a file proves, with the reason. What was counted by it no longer counts from this moment on."""

    code: ClassVar[str] = "evidence.revoke"
    table: ClassVar[StateTable] = states.EVIDENCE
    why: str

    def change(self, target: Evidence, act: Act) -> Evidence:
        if not self.why.strip():
            raise Invalid(_("请写明撤销原因。"), "why")
        target.revoked_at, target.revoked_why = clock.now(), self.why.strip()[:300]
        act.tell(Event(REVOKED, str(target.public_id)))
        return act.save(target)
