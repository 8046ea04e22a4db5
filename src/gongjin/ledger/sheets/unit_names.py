"""Units in cells: written by their names, read as people type them, each unknown name with a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext as _

from gongjin.core.sheets import Value
from gongjin.ledger.matching.names import Directory
from gongjin.ledger.models import Plan
from gongjin.people.models import Unit

SURE: Final = 0.98
"""At least a short name that only one unit has; anything less is for a person to decide."""
_SEPARATORS: Final = re.compile(r"[、，,；;\n\t]+")


@dataclass
class UnitNames:
    """The directory of a plan's government, to write units into cells and to read them back."""

    plan: Plan
    units: list[Unit] = field(init=False)
    by_id: dict[int, Unit] = field(init=False)
    by_name: dict[str, Unit] = field(init=False)

    def __post_init__(self) -> None:
        units = Unit.objects.filter(jurisdiction_id=self.plan.jurisdiction_id).prefetch_related("aliases")
        self.units = list(units.order_by("sort_key", "pk"))
        self.by_id = {unit.pk: unit for unit in self.units}
        self.by_name = {unit.name: unit for unit in self.units}
        self._place = {unit.name: place for place, unit in enumerate(self.units)}
        self._directory = Directory(self.units, (self.plan.jurisdiction.name,))
        self._known: dict[str, Unit] = {}

    def joined(self, units: Iterable[int]) -> str | None:
        """Units as one text, in the directory's order, so that a list in another order is the same list."""
        return self._joined(self.by_id[pk].name for pk in units)

    def _joined(self, names: Iterable[str]) -> str | None:
        return "、".join(sorted(set(names), key=lambda name: self._place[name])) or None

    def of(self, value: Value) -> list[Unit]:
        """The units of a text that `joined` or `many` made."""
        return [self.by_name[name] for name in str(value).split("、")] if value else []

    def one(self, text: str) -> Value:
        """The name of the one unit that a cell names. Raises `ValueError` with what to do."""
        names = self._names(text)
        if len(names) > 1:
            raise ValueError(_("汇总单位只能填一个，这里有 %(n)d 个；其余请填到承担单位。") % {"n": len(names)})
        return names[0] if names else None

    def many(self, text: str) -> Value:
        """The names of the units that a cell lists. Raises `ValueError` with what to do."""
        return self._joined(self._names(text))

    def _names(self, text: str) -> list[str]:
        written = [name.strip() for name in _SEPARATORS.split(text) if name.strip()]
        return list(dict.fromkeys(self._unit(name).name for name in written))

    def _unit(self, written: str) -> Unit:
        if written in self._known:
            return self._known[written]
        found = self._directory.suggest(written)
        likely = found.unit or self._alike(written)
        shown = {"name": written[:30], "unit": str(likely)}
        if likely is None:
            raise ValueError(_("名录中没有“%(name)s”。请检查写法，或先在单位页新增后再上传。") % shown)
        if found.unit is None or found.score < SURE:
            raise ValueError(_("名录中没有“%(name)s”，是否指“%(unit)s”？请改成名录中的名称后再上传。") % shown)
        if not found.unit.active:
            raise ValueError(_("“%(unit)s”已停用，不能再分工。") % shown)
        self._known[written] = found.unit
        return found.unit

    def _alike(self, written: str) -> Unit | None:
        """The unit in use whose name looks most like a text, to be named in an error and never to be taken."""
        alike = get_close_matches(written, [unit.name for unit in self.units if unit.active], n=1, cutoff=0.5)
        return self.by_name[alike[0]] if alike else None
