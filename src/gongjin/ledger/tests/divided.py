"""Short ways to settle the division of a test's plan, and to see what stands in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.audit.actions import run
from gongjin.audit.actors import Actor, SystemActor
from gongjin.ledger.actions.division import SettleDivision
from gongjin.ledger.actions.previewed import Change
from gongjin.ledger.models import Division, DivisionEntry, OfficeValues, Plan, Row
from gongjin.ledger.queries.division_gaps import Gaps, gaps_of
from gongjin.ledger.queries.plans import current_version
from gongjin.people.models import Unit

SYSTEM = SystemActor()
HEADER, FIRST = 3, 4


def division(plan: Plan) -> Division:
    """The plan's division as it is now."""
    return Division.objects.get(plan=plan)


def key(plan: Plan, code: str) -> str:
    """A row's public id by its code."""
    return str(Row.objects.get(plan=plan, code=code).public_id)


def tasks(plan: Plan) -> list[str]:
    """The codes of the tasks, in order."""
    return list(plan.rows.filter(kind="task").order_by("pk").values_list("code", flat=True))


def part(plan: Plan, code: str, unit: Unit, now: str, was: str = "") -> Change:
    """The change of one cell."""
    return Change(key(plan, code), "part", str(unit.public_id), was, now)


def value(plan: Plan, code: str, name: str, now: str, was: str = "") -> Change:
    """The change of one value."""
    return Change(key(plan, code), name, "", was, now)


def settle(plan: Plan, *changes: Change, actor: Actor = SYSTEM) -> Division:
    """Settle some cells as one act."""
    return run(SettleDivision(changes), actor=actor, on=division(plan))


def state(plan: Plan) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str, str]], str]:
    """All that the office settled for a plan."""
    entries = DivisionEntry.objects.filter(row__plan=plan).values_list("row__code", "unit__name", "part")
    values = OfficeValues.objects.filter(row__plan=plan).values_list("row__code", "due", "cadence", "note")
    return (
        set(entries),
        {(code, str(due or ""), cadence, note) for code, due, cadence, note in values},
        division(plan).state,
    )


def gaps(plan: Plan) -> Gaps:
    """What the plan's division still wants."""
    version = current_version(plan)
    assert version is not None
    return gaps_of(version)


def lacking(plan: Plan) -> list[str]:
    """The codes of the tasks that lack who sums up."""
    return [task.code for task in gaps(plan).lacking]


def unanswered(plan: Plan) -> list[str]:
    """The codes of the tasks that nobody answers for."""
    return [task.code for task in gaps(plan).unanswered]


def undivided(plan: Plan, code: str, now: str = "yes", was: str = "") -> Change:
    """The change that leaves a task undivided, or takes that back."""
    return Change(key(plan, code), "undivided", "", was, now)


def everyone_sums_up(plan: Plan, unit: Unit) -> None:
    """Give every task a unit that sums up."""
    settle(plan, *(part(plan, code, unit, "sums_up") for code in tasks(plan)))


def edited(data: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    """A workbook after somebody did something to its first sheet and saved it."""
    book: Workbook = load_workbook(io.BytesIO(data))
    edit(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(data: bytes) -> Worksheet:
    """The first sheet of a workbook."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def columns(sheet: Worksheet) -> dict[str, int]:
    """The place of each column by its title."""
    return {str(cell.value): number for number, cell in enumerate(sheet[HEADER], 1) if cell.value is not None}


def line(sheet: Worksheet, code: str) -> int:
    """The number of the row of a code."""
    place = columns(sheet)["编号"]
    return next(n for n in range(FIRST, sheet.max_row + 1) if sheet.cell(n, place).value == code)


def typed(code: str, title: str, text: object) -> Callable[[Worksheet], None]:
    """An edit that types into the cell of a row and a column."""

    def edit(sheet: Worksheet) -> None:
        sheet.cell(line(sheet, code), columns(sheet)[title]).value = text  # type: ignore[assignment]

    return edit


def all_of(edits: Iterable[Callable[[Worksheet], object]]) -> Callable[[Worksheet], None]:
    """Several edits after each other."""
    each = list(edits)

    def edit(sheet: Worksheet) -> None:
        for one in each:
            one(sheet)

    return edit
