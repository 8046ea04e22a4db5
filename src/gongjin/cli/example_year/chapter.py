"""What a kind of work does in a year: one module a kind has a chapter, which goes by settings and never by a row."""

from __future__ import annotations

from typing import Protocol

from gongjin.cli.example_year.days import Month


class Chapter(Protocol):
    """The year of one data set. Every method acts as the unit that reports."""

    def begin(self, month: Month) -> None:
        """What is entered before the year: things, plans, figures of the year before."""
        ...

    def figures(self, month: Month) -> bool:
        """Hand in what is due of the month before; whether anything was."""
        ...

    def close(self, month: Month) -> bool:
        """Tell what happened in the month; whether anything did."""
        ...

    def correct(self, month: Month) -> bool:
        """Put right what was told wrong the month before; whether there was anything."""
        ...
