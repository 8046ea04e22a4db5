"""When the chains were last verified and how it came out, kept outside the database beside the heads."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gongjin.core import clock


@dataclass(frozen=True, slots=True)
class Verified:
    """One verification: the moment it ended (UTC), how many records it went through, how many faults it found."""

    at: datetime
    records: int
    faults: int


def remember(file: Path, records: int, faults: int) -> Verified:
    """Note that the chains were verified now; the note before is replaced."""
    found = Verified(clock.now(), records, faults)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    text = json.dumps({"at": found.at.isoformat(timespec="seconds"), "records": records, "faults": faults})
    fresh.write_text(text, encoding="ascii")
    fresh.replace(file)
    return found


def last_verified(file: Path) -> Verified | None:
    """The last verification; None before the first, and for a note that cannot be read."""
    try:
        kept = json.loads(file.read_text(encoding="ascii"))
        return Verified(datetime.fromisoformat(kept["at"]), int(kept["records"]), int(kept["faults"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
