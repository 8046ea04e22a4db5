"""A workbook that came back: what it proposes to change, what is wrong with it, and what it may not change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid, Refused
from gongjin.core.sheets import (
    CellChange,
    CellError,
    Reading,
    ReadRow,
    SheetRefused,
    SheetRow,
    Value,
    changes,
    read,
    table_of,
)
from gongjin.ledger.actions.division_cells import Settling
from gongjin.ledger.actions.previewed import PART, Change
from gongjin.ledger.models import DivisionPart, Plan, PlanVersion
from gongjin.ledger.queries.division import DivisionRow, division_rows
from gongjin.ledger.sheets import division, task_list
from gongjin.ledger.sheets.unit_names import UnitNames
from gongjin.ledger.sheets.versions import version_to_write

VALUES = frozenset({"due", "cadence", "note"})


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One proposed change of a cell as a preview shows it: its place in the workbook, the texts before and after."""

    code: str
    title: str
    place: str
    column: str
    old: str
    new: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class ShownError:
    """A cell that cannot be taken: its place, the row's code where one is known, and what to do."""

    place: str
    code: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A changed cell of the plan's own words: its place, the row's code, the column, and the words that stand."""

    place: str
    code: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A row of the ledger that the workbook no longer has."""

    code: str
    title: str


@dataclass(frozen=True)
class ReadBackPreview:
    """What a workbook proposes. With `errors` nothing of it can be applied.

    `changes` are all that differ and may be settled; `safe` leaves out the cells that somebody changed in the ledger
    since the export.
    `from_plan` are cells of the plan's own words that were changed in the workbook: they stay as they are here, because
    the plan's words are changed in a review of a corrected file only. `removed` are rows that are missing from the
    sheet; nothing happens to them. What previews without errors applies without, unless the ledger moves on meanwhile.
    """

    table: str
    file_digest: str
    shown: tuple[ShownChange, ...] = ()
    errors: tuple[ShownError, ...] = ()
    from_plan: tuple[PlanCell, ...] = ()
    changes: tuple[Change, ...] = ()
    safe: tuple[Change, ...] = ()
    removed: tuple[MissingRow, ...] = ()
    missing_columns: tuple[str, ...] = ()
    extra_columns: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[ShownChange, ...]:
        """The cells that both the workbook and somebody in the ledger changed."""
        return tuple(change for change in self.shown if change.conflict)

    @property
    def row_count(self) -> int:
        """How many rows change."""
        return len({change.row for change in self.changes})


def read_back(plan: Plan, data: bytes) -> ReadBackPreview:
    """What a workbook of this plan proposes.

    Raises `SheetRefused` for a file that is no workbook, or one of another plan, version or table.
    """
    version = version_to_write(plan)
    names = UnitNames(plan)
    rows = division_rows(version)
    table = table_of(data)
    if table == division.ID:
        reading = read(data, division.spec_to_read(names))
        _of_this_plan(reading, plan, version)
        before = division.division_sheet_rows(rows, names.by_id)
    else:  # what is neither of the two is refused by the reading, in its words
        reading = read(data, task_list.task_list_spec(names))
        _of_this_plan(reading, plan, version)
        before = task_list.task_list_rows(rows, names)
    return _Comparison(plan, reading, before, {row.key: row for row in rows}, names, data).preview()


def _of_this_plan(reading: Reading, plan: Plan, version: PlanVersion) -> None:
    if reading.meta.subject != str(plan.public_id):
        shown = {"title": reading.meta.title[:60], "plan": plan.title}
        message = _("这是另一个方案的工作簿（%(title)s），不能读回到“%(plan)s”。请到那个方案的页面上传。") % shown
        raise SheetRefused("other-plan", message)
    if reading.meta.version != str(version.number):
        shown = {"a": reading.meta.version, "b": str(version.number)}
        message = _(
            "工作簿是从第 %(a)s 版导出的，现行的是第 %(b)s 版，条目已有变化。请重新导出，把改动填到新表后再上传。"
        )
        raise SheetRefused("other-version", message % shown)


@dataclass
class _Comparison:
    """The workbook beside the ledger as it is now."""

    plan: Plan
    reading: Reading
    before: list[SheetRow]
    rows: Mapping[str, DivisionRow]
    names: UnitNames
    data: bytes
    _errors: list[ShownError] = field(default_factory=list)
    _from_plan: list[PlanCell] = field(default_factory=list)

    def preview(self) -> ReadBackPreview:
        reading = self.reading
        self._key_of = {row.row: key for key, row in reading.rows.items()}
        self._sort_errors()
        self._errors += [self._added(row) for row in reading.added]
        differ = [self._judged(change) for change in changes(self.before, reading)]
        held = {(change.key, change.column): error for change in differ if (error := self._held(change))}
        open_to_change = [change for change in differ if (change.key, change.column) not in held]
        proposed, refused = self._each_applies(open_to_change)
        all_changes = self._as_changes(proposed)
        safe = self._as_changes([change for change in proposed if not change.conflict])
        kept = {row.key for row in self.before}
        errors = [*self._errors, *held.values(), *refused, *self._twice(all_changes)]
        if not errors:
            errors = self._together(all_changes)
        return ReadBackPreview(
            table=reading.spec.id,
            file_digest=hashlib.sha256(self.data).hexdigest(),
            shown=tuple(self._shown(change) for change in proposed),
            from_plan=tuple(self._from_plan),
            changes=tuple(all_changes),
            safe=tuple(safe) if not self._together(safe) else (),
            errors=tuple(errors),
            removed=tuple(
                MissingRow(self.rows[key].code, self.rows[key].title) for key in reading.removed if key in kept
            ),
            missing_columns=self._missing(),
            extra_columns=reading.extra_columns,
        )

    def _sort_errors(self) -> None:
        """Cells of the plan's own columns are told apart: they stay as they are, and stop nothing."""
        words = {row.key: row.values for row in self.before}
        editable = {column.title for column in self.reading.spec.columns if column.editable}
        fixed = {column.title for column in self.reading.spec.columns} - editable
        for error in self.reading.errors:
            if error.title in fixed and error.row in self._key_of:
                self._from_plan.append(self._plan_cell(error, words))
            else:
                self._errors.append(self._error(error, error.message))

    def _plan_cell(self, error: CellError, words: Mapping[str, Mapping[str, Value]]) -> PlanCell:
        key = self._key_of[error.row]
        column = next(column.key for column in self.reading.spec.columns if column.title == error.title)
        code = self.rows[key].code if key in self.rows else ""
        present = str(words.get(key, {}).get(column) or "").replace("\n", " ")
        return PlanCell(f"{error.column}{error.row}", code, _one_line(error.title), present)

    def _error(self, error: CellError, message: str) -> ShownError:
        row = self.rows.get(self._key_of.get(error.row, ""))
        return ShownError(f"{error.column}{error.row}", row.code if row else "", _one_line(error.title), message)

    def _added(self, row: ReadRow) -> ShownError:
        message = _("表中新增的行不读入：条目只来自方案。请删去这一行；要增补条目，请在方案核对中补充。")
        return ShownError(_("第 %(n)d 行") % {"n": row.row}, "", "", message)

    def _judged(self, change: CellChange) -> CellChange:
        """A column that was not in the export cannot have moved on since."""
        marks = self.reading.rows[change.key].marks
        if change.conflict and change.column not in marks and change.old is None:
            return replace(change, conflict=False)
        return change

    def _held(self, change: CellChange) -> ShownError | None:
        """Why a cell may not be settled: its row is held by a fixed division, or its task is left undivided."""
        row = self.rows[change.key]
        if row.closed:
            message = _("这一条的分工已确定，只能填写新增的条目；要调整，请先在分工页重新打开。")
        elif row.undivided and change.column not in VALUES:
            message = _("这项任务已标为不分工；要安排单位，请先在分工页取消不分工。")
        else:
            return None
        return ShownError(f"{change.letter}{change.row}", row.code, _one_line(change.title), message)

    def _each_applies(self, differ: list[CellChange]) -> tuple[list[CellChange], list[ShownError]]:
        """The cells that applying would take, each as it would be kept, and why it would refuse the others.

        A cell that would be kept as what stands already (a line break in a note) proposes nothing.
        """
        single = [change for change in differ if not self._lists_units(change)]
        asked = Settling(self.plan, tuple(self._as_change(change) for change in single)).one_by_one()
        answers = {(change.key, change.column): answer for change, answer in zip(single, asked, strict=True)}
        taken, refused = list[CellChange](), list[ShownError]()
        for change in differ:
            match answers.get((change.key, change.column)):
                case None:
                    taken.append(change)
                case Invalid(message=message):
                    place, code = f"{change.letter}{change.row}", self.rows[change.key].code
                    refused.append(ShownError(place, code, _one_line(change.title), message))
                case answer if answer.now != answer.was:
                    kept = answer.now or None
                    taken.append(replace(change, new=kept) if change.column in VALUES else change)
        return taken, refused

    def _together(self, changes: list[Change]) -> list[ShownError]:
        """What applying would say to all of them at once, if it would refuse."""
        if not changes:
            return []
        try:
            Settling(self.plan, tuple(changes)).checked()
        except Refused as refusal:
            return [ShownError("", "", "", refusal.message)]
        return []

    def _missing(self) -> tuple[str, ...]:
        units = {unit.name for unit in self.names.units}
        return tuple(_one_line(title) for title in self.reading.missing_columns if title not in units)

    def _shown(self, change: CellChange) -> ShownChange:
        row = self.rows[change.key]
        column = next(column for column in self.reading.spec.columns if column.key == change.column)
        labels = dict(column.choices)

        def text(value: Value) -> str:
            return value.isoformat() if isinstance(value, date) else labels.get(str(value), str(value or ""))

        return ShownChange(
            code=row.code,
            title=row.title,
            place=f"{change.letter}{change.row}",
            column=_one_line(change.title),
            old=text(change.old),
            new=text(change.new),
            conflict=change.conflict,
        )

    def _lists_units(self, change: CellChange) -> bool:
        """Whether a cell lists units: then it stands for as many changes as units come and go."""
        return change.column not in VALUES and self.reading.spec.id != division.ID

    def _as_change(self, change: CellChange) -> Change:
        old, new = _typed(change.old), _typed(change.new)
        if change.column in VALUES:
            return Change(change.key, change.column, "", old, new)
        return Change(change.key, PART, change.column, old, new)

    def _as_changes(self, proposed: Iterable[CellChange]) -> list[Change]:
        found: list[Change] = []
        parts: dict[str, dict[int, str]] = {}
        for change in proposed:
            if not self._lists_units(change):
                found.append(self._as_change(change))
            else:
                after = parts.setdefault(change.key, dict(self.rows[change.key].entries))
                _apply_list(after, change.column, {unit.pk for unit in self.names.of(change.new)})
        for key, after in parts.items():
            found += self._parts_of(key, after)
        return found

    def _parts_of(self, key: str, after: Mapping[int, str]) -> list[Change]:
        was = self.rows[key].entries
        units = [unit for unit in self.names.units if was.get(unit.pk, "") != after.get(unit.pk, "")]
        return [Change(key, PART, str(unit.public_id), was.get(unit.pk, ""), after.get(unit.pk, "")) for unit in units]

    def _twice(self, proposed: Iterable[Change]) -> list[ShownError]:
        """Rows in which a unit stands in two lists, two units sum up, or one sums up what is no task."""
        after: dict[str, dict[str, str]] = {}
        by_pk = {unit.pk: str(unit.public_id) for unit in self.names.units}
        for change in proposed:
            if change.name == PART:
                row = self.rows[change.row]
                cells = after.setdefault(change.row, {by_pk[unit]: part for unit, part in row.entries.items()})
                cells[change.unit] = change.now
        found = [self._listed_twice(row) for row in self.reading.rows.items()]
        errors = [error for error in found if error is not None]
        for key, cells in after.items():
            summing = sum(part == DivisionPart.SUMS_UP for part in cells.values())
            row = self.rows[key]
            place = _("第 %(n)d 行") % {"n": self.reading.rows[key].row}
            if summing and not row.is_task:
                message = _("不是任务，不设汇总单位；请改为承担或配合。")
                errors.append(ShownError(place, row.code, str(DivisionPart.SUMS_UP.label), message))
            elif summing > 1:
                message = _("一项任务只能有一个汇总单位，这里有 %(n)d 个。") % {"n": summing}
                errors.append(ShownError(place, row.code, str(DivisionPart.SUMS_UP.label), message))
        return errors

    def _listed_twice(self, item: tuple[str, ReadRow]) -> ShownError | None:
        key, row = item
        if self.reading.spec.id != task_list.ID or set(task_list.PARTS) <= row.untouched:
            return None
        seen: set[str] = set()
        for part in task_list.PARTS:
            for unit in self.names.of(row.values.get(part)):
                if unit.name in seen:
                    place = _("第 %(n)d 行") % {"n": row.row}
                    message = _("“%(unit)s”填在了两栏里，请只留一处。") % {"unit": unit.name}
                    return ShownError(place, self.rows[key].code if key in self.rows else "", "", message)
                seen.add(unit.name)
        return None


def _one_line(title: str) -> str:
    """A column's title as a sentence names it: in the sheet it takes two lines."""
    return title.replace("\n", "")


def _typed(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _apply_list(after: dict[int, str], part: str, units: set[int]) -> None:
    """Let exactly these units have the part; one that left the list and is in no other has none any more."""
    for unit in [unit for unit, has in after.items() if has == part and unit not in units]:
        del after[unit]
    for unit in units:
        after[unit] = part
