"""How the division's rows look: cells of the matrix, units of the list, lines on paper, lines of a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.ledger.actions.previewed import PART, UNDIVIDED, Change
from gongjin.ledger.models import Cadence, DivisionPart, Plan
from gongjin.ledger.queries import division as queries
from gongjin.ledger.queries.division import DivisionRow
from gongjin.ledger.queries.division_gaps import Gaps, gaps_of
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.sheets.columns import said_text
from gongjin.ledger.typed_values import FIELDS
from gongjin.ledger.views.division_requests import BlockRequest
from gongjin.people.models import Unit

ROLE_LETTERS = {
    "lead": gettext_lazy("牵"),
    "responsible": gettext_lazy("责"),
    "cooperate": gettext_lazy("配"),
    "supervise": gettext_lazy("督"),
}
ROLE_NAMES = {
    "lead": gettext_lazy("牵头"),
    "responsible": gettext_lazy("责任"),
    "cooperate": gettext_lazy("配合"),
    "supervise": gettext_lazy("责任领导"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what the plan says of the unit, and what the office settled."""

    unit: Unit
    part: str
    part_label: str
    role: str
    role_letter: str
    role_name: str
    inherited: bool
    suggested: str

    @property
    def empty(self) -> bool:
        """Whether neither says anything."""
        return not (self.part or self.role or self.suggested)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the matrix or of the list. It may lack who sums up, or be a task that nobody answers for."""

    row: DivisionRow
    cells: list[Cell]
    lacks: bool = False
    unanswered: bool = False

    @property
    def used(self) -> list[Cell]:
        """The cells that say something."""
        return [cell for cell in self.cells if not cell.empty]

    @property
    def said(self) -> str:
        """The plan's units in words."""
        return said_text(self.row)


def shown(row: DivisionRow, units: Sequence[Unit], gaps: Gaps) -> ShownRow:
    """A row with a cell for each unit."""
    suggested = row.suggested
    labels = dict(DivisionPart.choices)
    cells = []
    for unit in units:
        part, role = row.entries.get(unit.pk, ""), row.role_of.get(unit.pk, "")
        why = suggested[1] if suggested and suggested[0] == unit.pk else ""
        cells.append(
            Cell(
                unit=unit,
                part=part,
                part_label=str(labels.get(part, "")),
                role=role,
                role_letter=str(ROLE_LETTERS.get(role, "")),
                role_name=str(ROLE_NAMES.get(role, "")),
                inherited=row.inherited,
                suggested=why,
            )
        )
    pk = row.row.pk
    return ShownRow(row, cells, lacks=pk in gaps.lacking_rows, unanswered=pk in gaps.unanswered_rows)


def block_context(plan: Plan, section: int, asked: BlockRequest) -> dict[str, object]:
    """One page of a block, and where the next one begins. Raises `Http404` for a section that holds no rows."""
    version = current_version(plan)
    if version is None:
        raise Http404
    gaps = gaps_of(version)
    block = next((b for b in queries.blocks(version, gaps) if b.section.pk == section), None)
    if block is None:
        raise Http404
    units = queries.units_concerned(version)
    known = {unit.pk for unit in units}
    added = {str(unit.public_id): unit for unit in queries.units_to_add(plan) if unit.pk not in known}
    units += [added[public_id] for public_id in asked.extra_units if public_id in added]
    rows = queries.division_rows(version, block=block, start=asked.start, count=queries.PAGE, standing=gaps.standing)
    following = asked.start + len(rows)
    return {
        "plan": plan,
        "block": block,
        "units": units,
        "parts": DivisionPart.choices,
        "cadences": [str(member.label) for member in Cadence],
        "rows": [shown(row, units, gaps) for row in rows],
        "next": following if following < block.rows else None,
        "left": block.rows - following,
    }


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change of a preview: which row, what of it, before and after."""

    code: str
    title: str
    what: str
    old: str
    new: str


def shown_change(change: Change, row: DivisionRow, units: Mapping[str, str]) -> ShownChange:
    """A change in words; `units` are names by public id."""
    if change.name == UNDIVIDED:
        old, new = (_("不分工") if text else _("待分工") for text in (change.was, change.now))
        return ShownChange(row.code, row.title, _("是否分工"), old, new)
    labels = {value: str(label) for value, label in DivisionPart.choices}
    what = units.get(change.unit, "") if change.name == PART else str(FIELDS[change.name].label)
    old, new = (labels.get(text, text) or _("空") for text in (change.was, change.now))
    return ShownChange(row.code, row.title, what, old, new)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line on paper."""

    row: DivisionRow
    said: str
    sums_up: str
    does: str
    cooperates: str


def printed(row: DivisionRow, units: Mapping[int, Unit]) -> PrintedLine:
    """A row as a line on paper."""

    def names(part: DivisionPart) -> str:
        return "、".join(units[unit].name for unit, has in row.entries.items() if has == part and unit in units)

    return PrintedLine(
        row,
        "" if row.inherited else said_text(row),
        _("不分工") if row.undivided else names(DivisionPart.SUMS_UP),
        names(DivisionPart.DOES),
        names(DivisionPart.COOPERATES),
    )
