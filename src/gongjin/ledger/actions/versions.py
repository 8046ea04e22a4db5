"""Later versions of a plan, and giving up an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.compiler.plan import CompiledPlan
from gongjin.ledger import states
from gongjin.ledger.actions.plans import refuse_second_issue
from gongjin.ledger.actions.reading import Read, read
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.review.pairing import propose
from gongjin.ledger.review.seed import seed


@dataclass(frozen=True)
class AddVersion(Action[Plan]):
    """Import a corrected file of a published plan: its next version, under review, with matches proposed row by row.

    Raises `Invalid` when a version is under review already, or for a file that `ImportPlan` would refuse.
    """

    code: ClassVar[str] = "ledger.plan.add_version"
    table: ClassVar[StateTable] = states.PLAN
    file_name: str
    data: bytes = field(metadata={"secret": True}, repr=False)
    compiled: CompiledPlan | None = field(default=None, metadata={"secret": True}, repr=False)
    _read: Read = field(init=False, repr=False, compare=False, metadata={"secret": True})

    def __post_init__(self) -> None:
        object.__setattr__(self, "_read", read(self.data, self.file_name, self.compiled))

    def change(self, target: Plan, act: Act) -> Plan:
        under_review = target.versions.filter(state="review").first()
        if under_review is not None:
            raise Invalid(
                _("第 %(number)d 版还在核对中。请先发布或放弃它，再导入新版本。") % {"number": under_review.number},
                "file",
            )
        refuse_second_issue(target.jurisdiction, self._read.digest)
        number = 1 + max(target.versions.values_list("number", flat=True), default=0)
        version = act.create(self._read.version(target, number))
        seed(version, self._read.plan)
        propose(version)
        return act.save(target)

    def payload(self) -> dict[str, object]:
        return {**super().payload(), "text_digest": self._read.digest}


@dataclass(frozen=True)
class DiscardVersion(Action[PlanVersion]):
    """Give up a version under review. The record stays, and so does the file; the review's rows are let go.

    A plan whose first version is given up gives its code back, so that the corrected file can have it.
    """

    code: ClassVar[str] = "ledger.version.discard"
    table: ClassVar[StateTable] = states.VERSION

    def change(self, target: PlanVersion, act: Act) -> PlanVersion:
        target.pairings.all().delete()
        target.steps.all().delete()
        target.names.all().delete()
        target.drafts.all().delete()
        target.state = "discarded"
        plan = target.plan
        if plan.state == "review":
            given_up = Plan.objects.filter(jurisdiction=plan.jurisdiction, code__startswith=f"{plan.code}-X").count()
            plan.code = f"{plan.code}-X{given_up + 1}"
            act.save(plan)
        return act.save(target)
