"""What importing a table that others made would do: each value new, the same as known or different from it.

The page is `tracking/entry/preview.html`, for every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from gongjin.core.sheets import CellError
from gongjin.tracking.rules.findings import Finding

NEW: Final = "new"
SAME: Final = "same"
DIFFERS: Final = "differs"
"""It stands otherwise already: importing leaves it, only correcting mends."""


class TableLine(Protocol):
    """A value of the table: its cell, its state, what it tells, as a page shows it, and what stands already."""

    @property
    def place(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def shown(self) -> str: ...
    @property
    def before(self) -> str: ...


L = TypeVar("L", bound=TableLine)


@dataclass(frozen=True)  # no slots: a generic class that is called by its alias sets an attribute of its own
class TablePreview(Generic[L]):
    """The values with what is wrong by cell, what looks wrong, and the rows that were passed over."""

    lines: tuple[L, ...]
    errors: tuple[CellError, ...]
    findings: tuple[Finding, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def fresh(self) -> list[L]:
        """What would be recorded."""
        return self._of(NEW)

    @property
    def differing(self) -> list[L]:
        """What stands otherwise already."""
        return self._of(DIFFERS)

    @property
    def same(self) -> list[L]:
        """What stands already."""
        return self._of(SAME)

    def _of(self, state: str) -> list[L]:
        return [line for line in self.lines if line.state == state]
