"""Many files compiled on all cores into a folder: a result a file, and a log that lets a second run go on.

`compile.log.jsonl` in the folder of results has one line a file: its path, the digest of its bytes with the version of
the program, the name of its result, or why it was refused. A file whose line still holds is not compiled again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from typing import NamedTuple

from gongjin.cli.output import progress, read, say
from gongjin.compiler.compile import compile_document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.serialise import dumps
from gongjin.core.texts import gettext as _

LOG = "compile.log.jsonl"
_VERSION = version("gongjin").encode()
_CHUNK = 4
"""Files that a worker takes at a time; few, so that one long file does not hold the others up."""


class Done(NamedTuple):
    """A file that was dealt with: `result` is the name of its JSON file, `refused` why there is none; `notices` are
    what the reader had to say."""

    path: str
    digest: str
    result: str | None
    refused: str | None
    notices: tuple[str, ...] = ()


def compile_all(paths: Sequence[Path], names: Sequence[str], folder: Path) -> int:
    """Compile the files into `folder` under these names, without those that the log has; returns how many were refused.

    What is refused is said at the end, one line a file.
    """
    log = folder / LOG
    before = _logged(log)
    work = [(path, folder / f"{name}.json") for path, name in zip(paths, names, strict=True)]
    open_work = [(path, target) for path, target in work if not _holds(before.get(str(path)), path, folder)]
    if len(open_work) < len(work):
        say(_("%(count)d 份上次已编译、没有变化，跳过。") % {"count": len(work) - len(open_work)}, "dim")
    again = {path for path, _target in open_work}
    refused = [before[str(path)] for path in paths if path not in again]
    refused = [done for done in refused if done.refused is not None]
    with log.open("a", encoding="utf-8") as lines, progress(len(open_work)) as advance:
        for done in _results(open_work):
            lines.write(json.dumps(done._asdict(), ensure_ascii=False) + "\n")
            lines.flush()
            if done.refused is not None:
                refused.append(done)
            advance()
    say(_("已编译 %(count)d 份，结果在 %(folder)s") % {"count": len(work) - len(refused), "folder": folder})
    if refused:
        say(_("有 %(count)d 份没有编译：") % {"count": len(refused)}, "red")
        for done in refused:
            say(f"  {done.path}：{done.refused}", "red")
    return len(refused)


def _results(work: Sequence[tuple[Path, Path]]) -> Iterator[Done]:
    """Each file's outcome as it comes; one process is enough for few files."""
    workers = min(cpu_count() or 1, len(work) // _CHUNK)
    if workers < 2:
        yield from map(_one, work)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_one, work, chunksize=_CHUNK)


def _one(work: tuple[Path, Path]) -> Done:
    path, target = work
    digest = ""
    try:
        document, digest = read(path), _digest(path)
        target.write_text(dumps(compile_document(document)).rstrip("\n") + "\n", encoding="utf-8")
    except RefusedFile as error:
        return Done(str(path), digest or _digest(path), None, error.message)
    except OSError as error:
        return Done(str(path), "", None, _("写不了结果（%(why)s）。") % {"why": error.strerror})
    return Done(str(path), digest, target.name, None, tuple(notice.message for notice in document.notices))


def _digest(path: Path) -> str:
    try:
        return sha256(_VERSION + b"\0" + path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _logged(log: Path) -> dict[str, Done]:
    """The last line of each file in the log; a line that a broken run left unfinished is passed over."""
    found: dict[str, Done] = {}
    if log.exists():
        for line in log.read_text(encoding="utf-8").splitlines():
            try:
                done = Done(**json.loads(line))
            except (ValueError, TypeError):
                continue
            found[done.path] = done
    return found


def _holds(done: Done | None, path: Path, folder: Path) -> bool:
    if done is None or not done.digest or done.digest != _digest(path):
        return False
    return done.result is None or (folder / done.result).exists()
