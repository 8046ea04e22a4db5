"""Bringing a plan into the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.compiler.plan import CompiledPlan
from gongjin.ledger import states
from gongjin.ledger.actions.reading import Read, read
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.review.outline import letters
from gongjin.ledger.review.seed import seed
from gongjin.people.models import Jurisdiction

LIVE = ("review", "published")


def known_version(jurisdiction: Jurisdiction, digest: str) -> PlanVersion | None:
    """The version under review or in force that has these words, by their digest."""
    versions = PlanVersion.objects.filter(plan__jurisdiction=jurisdiction, text_digest=digest, state__in=LIVE)
    return versions.select_related("plan").first()


class AlreadyImported(Invalid):
    """The same words are in the ledger: `version` is where."""

    def __init__(self, message: str, version: PlanVersion) -> None:
        super().__init__(message, "file")
        self.version = version


def refuse_second_issue(jurisdiction: Jurisdiction, digest: str) -> None:
    """Raise `AlreadyImported`, naming the plan, when the same words are already under review or in force."""
    known = known_version(jurisdiction, digest)
    if known is not None:
        values = {"code": known.plan.code, "title": known.plan.title, "number": known.number}
        message = _("这份文件已经导入过，是方案 %(code)s《%(title)s》的第 %(number)d 版，无需再次导入。")
        raise AlreadyImported(message % values, known)


def next_code(jurisdiction: Jurisdiction, year: int) -> str:
    """The year for its first plan, then with a letter: 2024, 2024B, 2024C."""
    taken = set(
        Plan.objects.filter(jurisdiction=jurisdiction, code__startswith=str(year)).values_list("code", flat=True)
    )
    return next(
        code
        for code in (f"{year}{letters(number).upper() if number > 1 else ''}" for number in count(1))
        if code not in taken
    )


@dataclass(frozen=True)
class ImportPlan(Action[Plan]):
    """Import a plan's file: a plan with its first version, under review. Nothing is published by it.

    The file is compiled when the action is made, before the transaction, so that a long document holds up nobody who
    writes; `compiled` spares that to a caller who has done it already. Raises `Invalid` for a file that is refused or
    was imported before; then nothing is kept of it.
    """

    code: ClassVar[str] = "ledger.plan.import"
    table: ClassVar[StateTable] = states.PLAN
    jurisdiction: Jurisdiction
    file_name: str
    data: bytes = field(metadata={"secret": True}, repr=False)
    compiled: CompiledPlan | None = field(default=None, metadata={"secret": True}, repr=False)
    _read: Read = field(init=False, repr=False, compare=False, metadata={"secret": True})

    def __post_init__(self) -> None:
        object.__setattr__(self, "_read", read(self.data, self.file_name, self.compiled))

    @property
    def digest(self) -> str:
        """The digest of the plan's words."""
        return self._read.digest

    @property
    def title(self) -> str:
        """The title that the plan would have."""
        return self._read.title

    @property
    def text(self) -> str:
        """The plan's words."""
        return self._read.plan.text

    def new(self, actor: Actor) -> Plan:
        return Plan(jurisdiction=self.jurisdiction, title=self._read.title)

    def change(self, target: Plan, act: Act) -> Plan:
        refuse_second_issue(target.jurisdiction, self._read.digest)
        target.code = next_code(target.jurisdiction, self._read.year)
        act.create(target)
        version = act.create(self._read.version(target, 1))
        seed(version, self._read.plan)
        return target

    def payload(self) -> dict[str, object]:
        return {**super().payload(), "text_digest": self._read.digest}
