"""Progress of a command that goes through a few stages: a bar with a count once it takes more than a second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongjin.cli.output import PATIENCE, err


@contextmanager
def stages(total: int) -> Iterator[Callable[[str], None]]:
    """Call the result with the name of each stage as it begins; shown on a terminal's stderr only."""
    console = err()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task("", total=total, completed=-1)
    patience = threading.Timer(PATIENCE, bar.start)
    patience.daemon = True
    if console.is_terminal:
        patience.start()

    def begin(name: str) -> None:
        bar.update(task, description=name, advance=1)

    try:
        yield begin
    finally:
        patience.cancel()
        if patience.ident is not None:
            patience.join()
        if bar.live.is_started:  # stopping one that never began prints an empty line
            bar.stop()
