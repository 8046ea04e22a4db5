"""Applying a workbook of milestones: all of it as one act, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.states import StateTable
from gongjin.tracking.kinds.project import states
from gongjin.tracking.kinds.project.actions import (
    ForecastMilestone,
    NewMilestone,
    PlanMilestones,
    ReviseMilestone,
    project,
)
from gongjin.tracking.kinds.project.sheets import Revision
from gongjin.tracking.models import DataSet


@dataclass(frozen=True)
class ReadBackPlan(Action[DataSet]):
    """Apply what a workbook proposed. Raises what the single acts raise, and `Conflict` for a milestone that went."""

    code: ClassVar[str] = "tracking.project.read_back"
    table: ClassVar[StateTable] = states.TABLE
    revisions: Sequence[Revision]
    added: Sequence[NewMilestone]

    def payload(self) -> dict[str, object]:
        return {
            "revisions": [item.key for item in self.revisions],
            "added": [item.as_payload() for item in self.added],
        }

    def change(self, target: DataSet, act: Act) -> DataSet:
        project(target)
        if not self.revisions and not self.added:
            raise Invalid(_("工作簿与系统中的内容一致，不需要应用。"))
        items = {str(item.public_id): item for item in target.items.filter(withdrawn_at=None)}
        for revision in self.revisions:
            item = items.get(revision.key)
            if item is None:
                raise Conflict(_("有节点已被撤销，请重新导出后再改。"))
            if revision.planned is not None or revision.weight is not None:
                ReviseMilestone(item, revision.why, revision.planned, revision.weight).change(target, act)
            if revision.forecast is not None:
                ForecastMilestone(item, revision.forecast, revision.why).change(target, act)
        if self.added:
            PlanMilestones(self.added).change(target, act)
        return target
