"""Which unit of the directory a name in a plan means: a proposal with a score, and the reason in Chinese.

Only an exact name and a confirmed alias score 1; everything below is for a person to confirm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from gongjin.ledger.matching.contractions import CUSTOMARY, OLD_NAMES
from gongjin.people.models import Unit, UnitKind

_LEVELS: Final = "省市县区州旗镇乡"
_ENDINGS: Final = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("有限责任公司", "公司"),
    ("股份有限公司", "公司"),
    ("有限公司", "公司"),
    ("分公司", "公司"),
    ("公司", "公司"),
    ("中心", "中心"),
    ("管理处", "处"),
    ("人民政府", "政府"),
    ("政府", "政府"),
    ("街道办事处", "街道"),
    ("街道", "街道"),
    *((ending, ending) for ending in "局委办处站所院会队行校社部园镇乡场"),
)
_NEAR: Final = 0.75


class Suggestion(NamedTuple):
    """The unit that a name may mean (None if there is none), how sure, 0 to 1, and why."""

    unit: Unit | None
    score: float
    reason: str


def normal(name: str) -> str:
    """A name without spaces and with one sort of brackets."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name))


class Parts(NamedTuple):
    """A name taken apart: level (县), what it is about (发展和改革), ending (局)."""

    level: str
    core: str
    ending: str


def parts(name: str, places: Iterable[str] = ()) -> Parts:
    """Take a name apart. `places` are names of jurisdictions (安河县), whose last letter is the level."""
    rest, level = re.sub(r"(?<=[乡镇])(?:人民)?政府$", "", normal(name)), ""
    for place in sorted(places, key=len, reverse=True):
        if len(place) > 1 and rest.startswith(place) and len(rest) > len(place) + 1:
            rest, level = rest[len(place) :], place[-1] if place[-1] in _LEVELS else ""
            break
    else:
        if len(rest) > 2 and rest[0] in _LEVELS[:6] and not rest.startswith(("市场", "区域", "市政")):
            rest, level = rest[1:], rest[0]
    for ending, short in _ENDINGS:
        if rest.endswith(ending) and len(rest) > len(ending):
            return Parts(level, rest[: -len(ending)], short)
    return Parts(level, rest, "")


def in_order(short: str, full: str) -> bool:
    """Whether the letters of `short` stand in `full` in this order (发改 in 发展和改革)."""
    letters = iter(full)
    return all(letter in letters for letter in short)


def is_short_form(short: str, full: str) -> bool:
    """Whether `short` may be the short form of `full`: two letters or more, the first one first, all in order.

    文旅 is short for 文化旅游广电体育; 水 alone is short for nothing.
    """
    return 2 <= len(short) < len(full) and short[0] == full[0] and in_order(short, full)


def _same_level(a: Parts, b: Parts) -> bool:
    return not (a.level and b.level) or a.level == b.level


@dataclass(frozen=True, slots=True)
class _Entry:
    unit: Unit
    names: tuple[tuple[str, Parts], ...]


@dataclass(slots=True)
class Directory:
    """The units of a government, prepared for many names. `units` should have their aliases prefetched."""

    units: Iterable[Unit]
    places: tuple[str, ...] = ()
    _exact: dict[str, Unit] = field(init=False, default_factory=dict)
    _alias: dict[str, Unit] = field(init=False, default_factory=dict)
    _short: dict[str, list[Unit]] = field(init=False, default_factory=dict)
    _entries: list[_Entry] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        for unit in self.units:
            self._exact[normal(unit.name)] = unit
            aliases = [alias.name for alias in unit.aliases.all()]
            for alias in aliases:
                self._alias[normal(alias)] = unit
            if unit.short_name:
                self._short.setdefault(normal(unit.short_name), []).append(unit)
            names = [name for name in (unit.name, unit.short_name, *aliases) if name]
            self._entries.append(_Entry(unit, tuple((normal(name), parts(name, self.places)) for name in names)))

    def suggest(self, written: str) -> Suggestion:
        """The best proposal for a written name."""
        name = normal(written)
        if name in self._exact:
            return Suggestion(self._exact[name], 1.0, _("与名录中的名称一致"))
        if name in self._alias:
            return Suggestion(self._alias[name], 1.0, _("与已确认的别名一致"))
        found: dict[int, Suggestion] = {}
        for suggestion in self._candidates(name):
            key = suggestion.unit.pk if suggestion.unit is not None else 0
            known = found.get(key)
            if known is None or suggestion.score > known.score:
                found[key] = suggestion
        ranked = sorted(found.values(), key=lambda item: (-item.score, str(item.unit)))
        if not ranked:
            return Suggestion(None, 0.0, _("名录中没有相近的单位"))
        best, others = ranked[0], [item for item in ranked[1:] if item.score >= ranked[0].score - 0.05]
        if others:
            names = "、".join(str(item.unit) for item in others[:3])
            reason = _("%(reason)s；%(others)s也相符，请选定") % {"reason": best.reason, "others": names}
            return Suggestion(best.unit, min(best.score, 0.5), reason)
        return best

    def _candidates(self, name: str) -> Iterable[Suggestion]:
        for unit in self._short.get(name, ()):
            yield Suggestion(unit, 0.98, _("与名录中的简称一致"))
        taken = parts(name, self.places)
        for entry in self._entries:
            for index, (full, full_parts) in enumerate(entry.names):
                score, reason = _compare(name, taken, full, full_parts)
                if score:
                    # An alias of an alias is one step further from the name itself.
                    yield Suggestion(entry.unit, round(score - (0.02 if index else 0), 3), reason)


def _compare(name: str, taken: Parts, full: str, full_parts: Parts) -> tuple[float, str]:
    if not _same_level(taken, full_parts):
        return 0.0, ""
    missing_level = 0.03 if taken.level != full_parts.level else 0.0
    same_ending = taken.ending == full_parts.ending
    if taken.core == full_parts.core and same_ending:
        return 0.95 - missing_level, _("只差级别前缀或全称后缀")
    if same_ending and is_short_form(taken.core, full_parts.core):
        return 0.9 - missing_level, _("“%(short)s”是“%(full)s”的简称写法") % {"short": name, "full": full}
    if same_ending and is_short_form(full_parts.core, taken.core):
        return 0.85 - missing_level, _("名录中的“%(full)s”是它的简称写法") % {"full": full}
    body = taken.core + taken.ending
    if same_ending and len(taken.core) > 1 and full_parts.core.endswith(taken.core):
        return 0.85 - missing_level, _("名录中的全称以它结尾")
    for short, words in CUSTOMARY:
        if short in (body, taken.core) and words in full:
            return 0.88 - missing_level, _("“%(short)s”是“%(full)s”的习惯简称") % {"short": short, "full": words}
    for old, now in OLD_NAMES:
        if taken.core == old and full_parts.core.startswith(now) and taken.ending in {full_parts.ending, "委", "办"}:
            return 0.8 - missing_level, _("“%(old)s”是“%(now)s”的原名称") % {"old": old, "now": now}
    if {taken.ending, full_parts.ending} <= {"局", "委", "办"} and (
        taken.core == full_parts.core or is_short_form(taken.core, full_parts.core)
    ):
        return 0.7 - missing_level, _("名称相符，机构后缀不同")
    ratio = SequenceMatcher(None, name, full, autojunk=False).ratio()
    if same_ending and min(len(taken.core), len(full_parts.core)) >= 3 and ratio >= _NEAR:
        return round(0.6 * ratio, 3), _("字面相近")
    return 0.0, ""


def suggest(written: str, units: Iterable[Unit]) -> Suggestion:
    """The best proposal for one written name; for many names make one `Directory`."""
    known = list(units)
    return Directory(known, tuple(unit.jurisdiction.name for unit in known[:1])).suggest(written)


def kind_of_new(written: str) -> str:
    """What sort of organisation a unit that is new to the directory seems to be, by its ending."""
    name = normal(written)
    if name.endswith(("乡", "镇", "街道", "街道办事处", "乡人民政府", "镇人民政府")):
        return UnitKind.TOWNSHIP.value
    if name.endswith(("公司", "集团", "银行", "支行")):
        return UnitKind.COMPANY.value
    return UnitKind.DEPARTMENT.value
