"""The lines of a workbook that came back, and how they are tried and applied: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from gongjin.audit import sealed
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Conflict, Invalid
from gongjin.core.sheets import CellError, Reading, SheetRow, SheetSpec, changes
from gongjin.people.models import Jurisdiction, Unit

BETWEEN = "、"


@dataclass(frozen=True)
class Line:
    """A row to be added (without a key) or changed: its texts as they will be, and where each stands in the workbook.

    `revision` is that of the object when the preview was made, `was` the texts that are replaced.
    """

    row: int
    values: dict[str, str]
    letters: dict[str, str]
    key: str = ""
    revision: int = 0
    was: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        return self.values.get(column, "")

    def names(self, column: str) -> list[str]:
        """The names in a cell: between 、 or commas, or on lines of their own."""
        text = self.text(column)
        for sign in ("，", ",", "；", ";", "\n"):
            text = text.replace(sign, BETWEEN)
        return list(dict.fromkeys(part.strip() for part in text.split(BETWEEN) if part.strip()))


class Rejected(Exception):
    """A workbook that was not applied, with what is wrong in which cell."""

    def __init__(self, errors: Sequence[CellError]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = tuple(errors)


@dataclass
class Desk:
    """Who applies lines where, and what was wrong so far."""

    of: Jurisdiction
    actor: Actor
    spec: SheetSpec
    errors: list[CellError] = field(default_factory=list)

    def wrong(self, line: Line, column: str, message: str) -> None:
        """Note that a cell cannot be taken."""
        titles = {item.key: item.title for item in self.spec.columns}
        known = column if column in titles else self.spec.columns[0].key
        self.errors.append(CellError(line.row, line.letters.get(known, ""), titles[known], message))

    @contextmanager
    def taking(self, line: Line, columns: Mapping[str, str] | None = None) -> Iterator[None]:
        """Run acts for a line: what refuses them is noted at its cell, and the other lines are tried all the same."""
        try:
            with transaction.atomic():
                yield
        except Conflict as refusal:
            self.wrong(line, "", refusal.message)
        except Invalid as refusal:
            self.wrong(line, (columns or {}).get(refusal.field or "", refusal.field or ""), refusal.message)


Apply = Callable[[Desk, Sequence[Line]], None]


def lines_of(reading: Reading, now: Sequence[SheetRow], revisions: Mapping[str, int]) -> list[Line]:
    """What a workbook proposes: changed rows in the order of the directory, then those that were added."""
    touched: dict[str, dict[str, str]] = {}
    for change in changes(now, reading):
        touched.setdefault(change.key, {})[change.column] = str(change.new or "")
    found = []
    for row in now:
        if row.key in touched:
            there = {name: str(value or "") for name, value in row.values.items()}
            back = reading.rows[row.key]
            was = {name: there[name] for name in touched[row.key]}
            found.append(Line(back.row, there | touched[row.key], dict(back.letters), row.key, revisions[row.key], was))
    for added in reading.added:
        found.append(
            Line(added.row, {name: str(value or "") for name, value in added.values.items()}, dict(added.letters))
        )
    return found


def apply(of: Jurisdiction, actor: Actor, spec: SheetSpec, lines: Sequence[Line], how: Apply) -> None:
    """Apply all lines in one transaction. Raises `Rejected` with every cell at fault; then nothing has changed."""
    desk = Desk(of, actor, spec)
    with transaction.atomic():
        how(desk, lines)
        if desk.errors:
            raise Rejected(sorted(desk.errors, key=lambda error: (error.row, error.column)))


class _Tried(Exception):
    """Everything went well, and is taken back."""


def tried(of: Jurisdiction, actor: Actor, spec: SheetSpec, lines: Sequence[Line], how: Apply) -> tuple[CellError, ...]:
    """What would be wrong if the lines were applied: they are, by the real acts, and taken back whole."""
    try:
        with transaction.atomic():
            apply(of, actor, spec, lines, how)
            raise _Tried
    except Rejected as rejected:
        return rejected.errors
    except _Tried:
        return ()


def units_by_name(of: Jurisdiction) -> dict[str, Unit]:
    """Units by every name that they are known by; their full names go before short and other ones."""
    found: dict[str, Unit] = {}
    each = list(Unit.objects.filter(jurisdiction=of).prefetch_related("aliases").order_by("pk"))
    for unit in each:
        for name in (*(alias.name for alias in unit.aliases.all()), unit.short_name):
            if name:
                found.setdefault(name, unit)
    return found | {unit.name: unit for unit in each}


def seal(lines: Sequence[Line], *, table: str, actor: str) -> str:
    """The lines of a preview, so that exactly these are applied, by the same person, within the hour."""
    return sealed.seal([asdict(line) for line in lines], purpose=f"people.sheets:{table}", actor=actor)


def unseal(text: str, *, table: str, actor: str) -> list[Line]:
    """The lines again. Raises `Invalid` for what was not sealed here for this person, or too long ago."""
    refusal = _("预览已失效，没有改动任何内容；请重新上传工作簿。")
    found = sealed.unseal(text, purpose=f"people.sheets:{table}", actor=actor, refusal=refusal, life=sealed.HOUR)
    return [Line(**line) for line in found]
