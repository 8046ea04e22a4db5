"""A set of changes to a division: what a preview shows, and, sealed, exactly what is applied after it.

Every change says what its author saw, so that whoever comes second learns of it instead of overwriting.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from gongjin.audit import sealed

PART: Final = "part"
UNDIVIDED: Final = "undivided"
YES: Final = "yes"


class Change(NamedTuple):
    """One cell: a unit's part in a row (`name` is 'part'), whether a task is left undivided ('undivided'), or a value
    that the office settles (due, cadence, note …).

    `row` and `unit` are public ids; `was` is what its author saw and `now` what it shall be, empty for nothing. A part
    is written by its stored name, 'yes' leaves a task undivided, a value is written as `typed_values` shows it.
    """

    row: str
    name: str
    unit: str
    was: str
    now: str

    def undone(self) -> Change:
        """The change that takes this one back."""
        return self._replace(was=self.now, now=self.was)


def digest(changes: Iterable[Change]) -> str:
    """SHA-256 of a set of changes in its order, in hexadecimal: the name of a preview."""
    text = json.dumps([list(change) for change in changes], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def undone(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What takes all of them back, the last first."""
    return tuple(change.undone() for change in reversed(tuple(changes)))


def _purpose(purpose: str, plan: str) -> str:
    return f"ledger.{purpose}:{plan}"


def seal(changes: Iterable[Change], *, purpose: str, plan: str, actor: str) -> str:
    """A text that carries the changes to the browser and back unaltered, for one plan, one actor and one purpose."""
    return sealed.seal([list(change) for change in changes], purpose=_purpose(purpose, plan), actor=actor)


def unseal(text: str, *, purpose: str, plan: str, actor: str) -> tuple[Change, ...]:
    """The changes of a preview. Raises `Invalid` if the text is altered, older than a day, or somebody else's."""
    refusal = _("这份预览已失效，没有改动任何内容。请重新预览后再确认。")
    found = sealed.unseal(text, purpose=_purpose(purpose, plan), actor=actor, refusal=refusal)
    return tuple(Change(*change) for change in found)
