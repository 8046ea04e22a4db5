"""The last digest of every chain, written day by day to a file outside the database that is only ever appended to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from gongjin.audit.models import ChainHead
from gongjin.core import clock


@dataclass(frozen=True, slots=True)
class Head:
    """A chain's last record at a moment (ISO 8601, UTC)."""

    at: str
    chain: str
    sequence: int
    digest: str


def read_heads(path: Path) -> Iterator[Head]:
    """The heads of a file, in the order written; a line that is no head is passed over."""
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        try:
            yield Head(**json.loads(line))
        except (ValueError, TypeError):
            continue


def write_heads(path: Path) -> int:
    """Append the head of every chain that grew since the file was last written; returns how many."""
    known = {head.chain: head.sequence for head in read_heads(path)}
    grown = [head for head in ChainHead.objects.order_by("chain") if head.sequence > known.get(head.chain, 0)]
    if not grown:
        return 0
    at = clock.now().isoformat(timespec="seconds")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        for head in grown:
            line = Head(at, head.chain, head.sequence, head.digest)
            file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return len(grown)
