"""A reader's work in a process of its own, with limits of time and memory.

For formats whose libraries run native code (PDF) or may be led to take far more memory than the file has (workbooks):
what goes wrong there ends with that process and one refusal. The parent runs `read_apart`; the module it names calls
`serve` when it is run.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Final

from gongjin.compiler.document import Block, BlockKind, Document, Notice
from gongjin.compiler.errors import RefusedFile
from gongjin.core.texts import gettext as _

SECONDS: Final = 30
"""Processor time that the reading of one file may take; a megabyte of text in a PDF takes about six."""
WAIT: Final = 180
"""Seconds by the clock, for a machine that is busy with other things."""
MEMORY: Final = 320 * 1024 * 1024
"""Bytes of data that the process may hold; a PDF with a megabyte of text takes half of it."""


def read_apart(module: str, data: bytes) -> Document:
    """The document that `module` reads from the bytes.

    Raises what it raised as `RefusedFile`, too-complex where it ran into a limit, damaged where it broke off.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", module],
            input=data,
            capture_output=True,
            timeout=WAIT,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise too_complex() from error
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT):  # native code aborts without memory
        raise too_complex()
    if done.returncode != 0:
        raise _broken_off()
    return _unpacked(done.stdout)


def serve(read: Callable[[bytes], Document]) -> None:
    """Read standard input under the limits and write what came of it to standard output."""
    limit(SECONDS, MEMORY)
    data = sys.stdin.buffer.read()
    try:
        answer = _packed(read(data))
    except RefusedFile as refused:
        answer = _refusal(refused)
    except (MemoryError, RecursionError):
        answer = _refusal(too_complex())
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def limit(seconds: int, memory: int) -> None:
    """Hold this process to so much processor time and data; lower limits that stand already are kept."""
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, hard))


def too_complex() -> RefusedFile:
    """The refusal of a file that takes more time or memory than any plan does."""
    return RefusedFile(
        "too-complex", _("文件复杂得不合常理，已停止读取。请只保留方案的文字和表格，另存为 .docx 后再上传。")
    )


def _broken_off() -> RefusedFile:
    return RefusedFile("damaged", _("文件已损坏，读到一半就中断了。请重新导出或另存后再上传。"))


def _refusal(refused: RefusedFile) -> dict[str, object]:
    return {"refused": [refused.code, refused.message]}


def _packed(document: Document) -> dict[str, object]:
    return {
        "blocks": [
            [b.text, b.kind.value, b.emphasis, b.table, b.row, b.column, b.row_span, b.column_span]
            for b in document.blocks
        ],
        "notices": [[notice.code, notice.message] for notice in document.notices],
    }


def _unpacked(answer: bytes) -> Document:
    try:
        values = json.loads(answer.decode("utf-8", "replace"))
    except ValueError as error:
        raise _broken_off() from error
    if "refused" in values:
        raise RefusedFile(*values["refused"])
    blocks: list[Block] = []
    start = 0
    for text, kind, emphasis, table, row, column, row_span, column_span in values["blocks"]:
        blocks.append(Block(text, start, BlockKind(kind), emphasis, table, row, column, row_span, column_span))
        start += len(text) + 1
    return Document(tuple(blocks), tuple(Notice(*notice) for notice in values["notices"]))
