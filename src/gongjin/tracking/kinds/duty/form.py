"""What a duty declares of itself: its cadence and season, what is counted on it, where its findings go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.duty.slots import Cadence

Json = Mapping[str, object]

RECORD: Final = "record"
"""The aspect of a fact that says: on this day it was done. Its value is how many people did it."""
PEOPLE: Final = "people"
COUNT: Final = "count."
"""Keys of a record's detail that begin with this hold a declared count: birds by species, days served."""
MOST_COUNTS: Final = 200
_KEY = re.compile(r"[a-z][a-z0-9_]{0,24}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CountField:
    """Something that is counted on each occasion: a species, a sort of finding, days served."""

    key: str
    label: str
    unit: str = ""

    def as_json(self) -> dict[str, object]:
        """As settings keep it."""
        return {"key": self.key, "label": self.label, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Form:
    """The declaration. `times` records are due in each `cadence` of the months of the season (all months where none
    are named), at each place where `each_place`, else anywhere. `findings_into` is the public id of the register
    that a finding enters. `noun` is what an occasion is called: 次, 期."""

    cadence: Cadence
    times: int = 1
    months: tuple[int, ...] = ()
    each_place: bool = False
    counts: tuple[CountField, ...] = ()
    findings_into: str = ""
    noun: str = ""

    def count(self, key: str) -> CountField | None:
        """A declared count."""
        return next((item for item in self.counts if item.key == key), None)

    def as_json(self) -> dict[str, object]:
        """The settings in their one form."""
        return {
            "cadence": self.cadence.value,
            "times": self.times,
            "months": list(self.months),
            "each_place": self.each_place,
            "counts": [item.as_json() for item in self.counts],
            "findings_into": self.findings_into,
            "noun": self.noun,
        }


def form_of(settings: Json) -> Form:
    """The declaration that settings hold. Raises `Invalid` for one that does not hold together."""
    try:
        cadence = Cadence(str(settings.get("cadence") or "month"))
    except ValueError as error:
        raise Invalid(_("请选择频次：每天、每周、每旬、每月或每季。"), "cadence") from error
    times = _whole(settings.get("times"), 1)
    if not 1 <= times <= 31:
        raise Invalid(_("每期次数应在 1 至 31 之间。"), "times")
    raw = settings.get("months") or ()
    months = tuple(sorted({_whole(item, 0) for item in raw})) if isinstance(raw, (list, tuple)) else (0,)
    if any(not 1 <= month <= 12 for month in months):
        raise Invalid(_("季节应写月份 1 至 12。"), "months")
    return Form(
        cadence=cadence, times=times, months=months, each_place=bool(settings.get("each_place")),
        counts=_counts(settings.get("counts")), findings_into=_identity(settings.get("findings_into")),
        noun=str(settings.get("noun") or "")[:10],
    )  # fmt: skip


def _counts(raw: object) -> tuple[CountField, ...]:
    if raw in (None, "", []):
        return ()
    if not isinstance(raw, (list, tuple)) or len(raw) > MOST_COUNTS:
        raise Invalid(_("计数项目有误，或超过 200 项。"), "counts")
    found: list[CountField] = []
    for item in raw:
        key, label = str(item.get("key") or ""), str(item.get("label") or "").strip()[:30]
        if not _KEY.fullmatch(key) or key == PEOPLE or not label:
            raise Invalid(_("计数项目“%(label)s”的代码或名称有误。") % {"label": label or key}, "counts")
        if key in {each.key for each in found} or label in {each.label for each in found}:
            raise Invalid(_("“%(name)s”重复了，请改名。") % {"name": label}, "counts")
        found.append(CountField(key, label, str(item.get("unit") or "").strip()[:20]))
    return tuple(found)


def _identity(raw: object) -> str:
    if not raw:
        return ""
    try:
        return str(UUID(str(raw)))
    except ValueError as error:
        raise Invalid(_("接收问题的名录有误，请重新选择。"), "findings_into") from error


def _whole(raw: object, default: int) -> int:
    text = str(default if raw in (None, "") else raw)
    return int(text) if text.isdecimal() and len(text) < 4 else -1
