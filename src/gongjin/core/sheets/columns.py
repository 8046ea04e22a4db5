"""The declaration of a table, and what comes out of reading one back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from gongjin.core import figures

# What a cell stands for in the program. An empty cell is None, never "".
Value: TypeAlias = str | Decimal | date | None


class ColumnKind(StrEnum):
    """What the cells of a column hold: text (文字), figure (数值), date (日期) or a declared choice (选项)."""

    TEXT = "text"
    FIGURE = "figure"
    DATE = "date"
    CHOICE = "choice"


class Align(StrEnum):
    """Where a cell's content stands. Figures go right, dates and choices to the centre, unless a column says else."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `key` is for the program, `title` (Chinese, unique in its table) is how reading back finds it.

    `width` is in half-width characters. `merge` joins equal neighbours above each other, inside the groups of the
    merging columns to its left. `choices` are (value, label) pairs. `unit` may be typed behind a figure.
    `format` shows a value as text where the kind's own form will not do; `parse` is its way back: it gets the cleaned
    text and raises `ValueError` with a Chinese message.
    """

    key: str
    title: str
    width: int = 12
    kind: ColumnKind = ColumnKind.TEXT
    align: Align | None = None
    editable: bool = False
    required: bool = False
    merge: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    format: Callable[[Value], str] | None = None
    parse: Callable[[str], Value] | None = None

    @property
    def alignment(self) -> Align:
        """The stated alignment, or that of the kind."""
        if self.align is not None:
            return self.align
        if self.kind is ColumnKind.FIGURE:
            return Align.RIGHT
        return Align.LEFT if self.kind is ColumnKind.TEXT else Align.CENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSpec:
    """A table: `id` names the declaration in the workbook (ledger.tasks), `name` its sheet tab, in Chinese."""

    id: str
    name: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        for what in ([c.key for c in self.columns], [c.title for c in self.columns]):
            if len(set(what)) != len(what):
                raise ValueError(f"columns of {self.id} repeat a key or a title")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row and its lasting identity (a UUID or printed code), which comes back in the hidden key column."""

    key: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMeta:
    """What the workbook is of. `title` is printed on top, `note` below it; `subject` and `version` (plan code and its
    version) come back hidden, so that the caller can refuse another plan's workbook. `digest` is filled in by `write`.
    """

    title: str
    subject: str
    version: str = ""
    note: str = ""
    digest: str = ""


class SheetRefused(Exception):
    """A file that is not read at all. `code` is stable for programs; the message is Chinese and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that could not be taken: row number and column letter as Excel shows them."""

    row: int
    column: str
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it came back. `untouched` are the columns whose cell is as it was written, so that a later change in
    the ledger is not taken back by a workbook that is older. `letters` gives each column's letter."""

    row: int
    values: Mapping[str, Value]
    untouched: frozenset[str] = frozenset()
    letters: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def was(self, column: str, value: Value) -> bool:
        """Whether this is the value that the export wrote into the column."""
        return self.marks.get(column) == mark(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A workbook read back: rows by identity, rows that were added, identities that are gone, and what is wrong."""

    spec: SheetSpec
    meta: SheetMeta
    rows: Mapping[str, ReadRow]
    added: tuple[ReadRow, ...] = ()
    removed: tuple[str, ...] = ()
    errors: tuple[CellError, ...] = ()
    missing_columns: tuple[str, ...] = ()
    extra_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A proposed change. `conflict` says that the ledger moved on since the export, so `old` is not what the editor
    of the workbook saw."""

    key: str
    row: int
    letter: str
    column: str
    title: str
    old: Value
    new: Value
    conflict: bool = False


def token(value: Value) -> str:
    """The one text of a value, by which two are compared; never written to a cell."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"n{figures.canonical(value)}"
        case date():
            return f"d{value.isoformat()}"
        case _:
            return f"t{clean(value)}" if clean(value) else ""


def clean(text: str) -> str:
    """A text without what an office program adds unseen: stray spaces at the ends of lines, no-break and full-width
    spaces as plain ones, one sort of line end, no control characters."""
    if text.isprintable() and not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("_x000D_", "")
    text = _NEVER_KEPT.sub("", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


# Every other odd character is not printable in Python's sense.
_ODD = re.compile("^ | $|  |_x000D_")
_NEVER_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff\u200b]")


def mark(value: Value) -> str:
    """A short digest of a value, kept hidden in the workbook to tell later whether a cell was touched."""
    text = token(value)
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else "-"


def digest(spec: SheetSpec, rows: Iterable[SheetRow]) -> str:
    """SHA-256 of a table's content: equal for equal rows in equal order. Compare with `Reading.meta.digest` to see
    whether the ledger has changed since the export."""
    state = hashlib.sha256(f"{spec.id}\n".encode())
    for row in rows:
        fields = [row.key, *(token(row.values.get(column.key)) for column in spec.columns)]
        state.update("".join(f"{len(part.encode())}:{part}," for part in fields).encode() + b"\n")
    return state.hexdigest()
