"""The outline that the map shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from gongjin.audit.actions import Act, Action
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.people.models import Jurisdiction
from gongjin.tracking import states
from gongjin.tracking.models import Outline
from gongjin.tracking.rules.outline import BadOutline, shapes_of


@dataclass(frozen=True)
class SetOutline(Action[Outline]):
    """Upload the outline of the county and its townships (GeoJSON). Raises `Invalid` with what is wrong with it."""

    code: ClassVar[str] = "tracking.outline.set"
    table: ClassVar[StateTable] = states.OUTLINE
    jurisdiction: Jurisdiction
    file_name: str
    data: bytes = field(repr=False, metadata={"secret": True})

    def new(self, actor: Actor) -> Outline:
        return Outline(
            jurisdiction=self.jurisdiction, file_name=self.file_name.strip()[:255], shapes=[], made_at=clock.now()
        )

    def change(self, target: Outline, act: Act) -> Outline:
        try:
            target.shapes = shapes_of(self.data)
        except BadOutline as error:
            raise Invalid(str(error), "file") from error
        return act.create(target)
