"""What the commands share: which files, reading them with a progress bar, where output goes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from gongjin.compiler.compile import compile_document
from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document, refuse_large
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.readers import suffixes
from gongjin.core.texts import gettext as _

PATIENCE = 1.0
"""Seconds after which a progress bar appears."""
_UNBROKEN = 10_000
"""Width of lines that go to a file or a pipe: long enough that none is broken."""

files_argument = click.argument("files", nargs=-1, required=True, metavar=_("文件…"), type=click.Path(path_type=Path))


def out() -> Console:
    """Standard output; in colour on a terminal unless NO_COLOR is set."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _UNBROKEN)


def err() -> Console:
    """Standard error, for all that is not the result."""
    return Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _UNBROKEN)


def say(message: str, style: str = "") -> None:
    """One line on standard error, as it is: square brackets in it are text."""
    err().print(Text(message, style=style))


def heading(path: Path) -> None:
    """The name of the file that follows, on standard output, where there are several."""
    out().print(Text(str(path), style="bold reverse"))


def chosen(paths: Sequence[Path]) -> list[Path]:
    """The files that are meant: a folder stands for all files in and below it that can be read.

    Raises `click.UsageError` for a path that is not there and a folder with nothing to read.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            endings = suffixes()
            inside = [f for f in path.rglob("*") if f.suffix.lower() in endings and not f.name.startswith(("~$", "."))]
            if not inside:
                raise click.UsageError(
                    _("文件夹 %(path)s 里没有可读的文件（%(endings)s）。")
                    % {"path": path, "endings": "、".join(endings)}
                )
            found += sorted(inside)
        elif path.exists():
            found.append(path)
        else:
            raise click.UsageError(_("找不到文件 %(path)s。") % {"path": path})
    return list(dict.fromkeys(found))


class Compiled:
    """The files of one call, compiled one after the other; `refused` counts those that could not be."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = chosen(paths)
        self.refused = 0

    def __iter__(self) -> Iterator[tuple[Path, CompiledPlan]]:
        """Each file with its plan; what is refused is said on stderr and left out."""
        with progress(len(self.paths)) as advance:
            for path in self.paths:
                try:
                    document = read(path)
                    plan = compile_document(document)
                except RefusedFile as error:
                    self.refused += 1
                    say(f"{path}：{error.message}", "red")
                else:
                    for notice in document.notices:
                        say(f"{path}：{notice.message}", "yellow")
                    yield path, plan
                advance()


def read(path: Path) -> Document:
    """The document of a file; raises `RefusedFile`, also where the file cannot be opened."""
    try:
        refuse_large(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise RefusedFile("unreadable", _("打不开文件（%(why)s）。请检查权限。") % {"why": error.strerror}) from error
    return read_document(data, path.name)


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr once the work has taken a second; nothing where stderr is no terminal."""
    console = err()
    bar = Progress(
        TextColumn(_("正在编译")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    task = bar.add_task("", total=total)
    patience = threading.Timer(PATIENCE, bar.start)
    patience.daemon = True
    if console.is_terminal:
        patience.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        patience.cancel()
        if patience.ident is not None:
            patience.join()
        if bar.live.is_started:
            bar.stop()


def save(path: Path, content: bytes, inputs: Sequence[Path]) -> None:
    """Write a result and say where; raises `click.UsageError` where it cannot be written or is one of the inputs."""
    if any(path.exists() and path.samefile(given) for given in inputs):
        raise click.UsageError(_("%(path)s 是输入的文件，不能被覆盖。请换一个输出文件名。") % {"path": path})
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.UsageError(
            _("写不了 %(path)s（%(why)s）。请换一个位置。") % {"path": path, "why": error.strerror}
        ) from error
    say(_("已写入 %(path)s") % {"path": path})
