"""Publishing: the reviewed rows of a version become the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action, Event
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.ledger import states
from gongjin.ledger.actions.division import extend_division
from gongjin.ledger.actions.identities import give_identities
from gongjin.ledger.actions.readings import Writer
from gongjin.ledger.matching.names import kind_of_new, normal
from gongjin.ledger.models import DraftName, DraftRow, PlanVersion
from gongjin.ledger.review.naming import LONGEST
from gongjin.ledger.review.result import Result
from gongjin.ledger.review.seed import named
from gongjin.people.actions import AddUnit, NameUnit
from gongjin.people.models import Unit


def live_rows(version: PlanVersion) -> list[DraftRow]:
    """The rows of a review that publishing takes, in the order of the text. Raises `Invalid` while some are open."""
    rows = list(version.drafts.exclude(status="removed").order_by("start", "order", "pk"))
    for row in rows:
        row.version = version
    still_open = sum(row.status == "open" for row in rows)
    if still_open:
        raise Invalid(_("还有 %(count)d 条没有核对，请先逐条或按章节接受，再发布。") % {"count": still_open})
    return rows


def settled_names(version: PlanVersion, rows: list[DraftRow]) -> list[DraftName]:
    """The names that the rows use, with what each was settled to be. Raises `Invalid` while some are not."""
    known = {name.written: name for name in version.names.select_related("unit")}
    used = [known.get(written) for written in named(rows)]
    unsettled = sum(name is None or name.status == "open" for name in used)
    if unsettled:
        raise Invalid(_("还有 %(count)d 个单位名称没有确认，请先在“单位名称”中确认，再发布。") % {"count": unsettled})
    return [name for name in used if name is not None]


def _is_another_name(unit: Unit, written: str) -> bool:
    """Whether a confirmed spelling is worth keeping: a very long one is what a document has once."""
    if normal(written) == normal(unit.name) or len(written) > LONGEST:
        return False
    return not unit.aliases.filter(name=written).exists()


def enter_units(version: PlanVersion, names: list[DraftName], act: Act) -> dict[str, Unit | None]:
    """Enter new units in the directory and confirmed spellings as their other names; the unit of each written name."""
    units: dict[int, Unit] = {}
    entered: dict[str, Unit] = {}
    found: dict[str, Unit | None] = {}
    for name in names:
        unit: Unit | None = None
        if name.status == "matched" and name.unit is not None:
            unit = units.setdefault(name.unit.pk, name.unit)
            if _is_another_name(unit, name.written):
                NameUnit(alias=name.written).change(unit, act)
        elif name.status == "new":
            key = normal(name.written)
            if key not in entered:
                add = AddUnit(version.plan.jurisdiction, name.written, kind=kind_of_new(name.written))
                entered[key] = add.change(add.new(act.actor), act)
            unit = entered[key]
        found[name.written] = unit
    return found


PUBLISHED = "ledger.version.published"
"""The event that tells upper rooms that a plan says something new; `object_id` is the plan's public id."""


@dataclass(frozen=True)
class PublishVersion(Action[PlanVersion]):
    """Make a reviewed version the one in force, and its rows the ledger.

    Raises `Invalid` while rows are open, unit names are not confirmed, or (from the second version on) matches are not
    confirmed, and says how many. The version before is superseded; rows that are gone are dropped, never deleted, and
    what hangs on a row that stayed stays, because it points at the row. A division that was fixed stays fixed for the
    rows that stayed, and is open for the new ones.
    """

    code: ClassVar[str] = "ledger.version.publish"
    table: ClassVar[StateTable] = states.VERSION

    def change(self, target: PlanVersion, act: Act) -> PlanVersion:
        plan = target.plan
        rows = live_rows(target)
        if not rows:
            raise Invalid(_("没有可发布的条目，请先恢复或补充条目，或放弃本次导入。"))
        names = settled_names(target, rows)
        result = Result(rows)
        before = plan.versions.filter(state="published").first()
        new = give_identities(target, result, act, first=before is None)
        units = enter_units(target, names, act)
        Writer(target, result, units, act).write()
        if before is not None:
            before.state = "superseded"
            act.save(before)
        extend_division(plan, new, act)
        plan.state = "published"
        plan.title = str(target.compiled.get("title") or plan.title)[:200]
        act.save(plan)
        target.state, target.published_at = "published", clock.now()
        act.tell(Event(PUBLISHED, str(plan.public_id)))
        return act.save(target)
