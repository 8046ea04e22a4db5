"""What a register declares of itself: its stages, its fields, and what counts of an unfinished entry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _

Json = Mapping[str, object]

STAGE: Final = "stage"
"""The aspect of a fact that says: from this day on the entry is at the stage in `word`."""
FIGURE: Final = "figure."
"""Aspects that begin with this hold one of an entry's figures."""
OWN: Final = frozenset({"code", "name", "unit", "township"})
"""What every entry has; a filter may name them as it names a field."""
MOST_STAGES, MOST_FIELDS = 20, 40
_KEY = re.compile(r"[a-z][a-z0-9_]{0,24}", re.ASCII)


class FieldKind(StrEnum):
    """What a field holds. A figure is kept as facts, all else as a text of the entry."""

    TEXT = "text"
    FIGURE = "figure"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way. With `evidence` it counts only while a valid file proves it; with `skip` an entry may do
    without it."""

    code: str
    label: str
    evidence: bool = False
    skip: bool = False

    def as_json(self) -> dict[str, object]:
        """As settings keep it."""
        return {"code": self.code, "label": self.label, "evidence": self.evidence, "skip": self.skip}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. A figure has a unit of measure (亩, 公里, 户); with `adds` its facts are amounts of their periods and
    are summed, else the latest holds; with `evidence` a figure counts only while a valid file proves it. `unique`
    texts (a credit code) stand for one entry only; `level` marks the field that says 国家级, 省级 or 市级."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    adds: bool = False
    evidence: bool = False
    unique: bool = False
    level: bool = False

    @property
    def aspect(self) -> str:
        """The aspect of its facts."""
        return FIGURE + self.key

    def as_json(self) -> dict[str, object]:
        """As settings keep it."""
        return {
            "key": self.key, "label": self.label, "type": self.kind.value, "unit": self.unit,
            "choices": list(self.choices), "required": self.required, "adds": self.adds, "evidence": self.evidence,
            "unique": self.unique, "level": self.level,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """The declaration. `partial` names, for a figure, the figure that holds how much of it is done: then what is done
    of an unfinished entry may count. `noun` is what an entry is called: 家, 所, 个."""

    stages: tuple[Stage, ...]
    fields: tuple[Field, ...] = ()
    partial: Mapping[str, str] | None = None
    noun: str = ""

    def rank(self, code: str) -> int:
        """The place of a stage from 0; -1 for a word that is none."""
        return next((place for place, stage in enumerate(self.stages) if stage.code == code), -1)

    def label(self, code: str) -> str:
        """What a stage is called."""
        return next((stage.label for stage in self.stages if stage.code == code), code)

    def figure(self, key: str) -> Field | None:
        """A declared figure."""
        return next((item for item in self.fields if item.key == key and item.kind is FieldKind.FIGURE), None)

    @property
    def figures(self) -> tuple[Field, ...]:
        """The fields that are figures."""
        return tuple(item for item in self.fields if item.kind is FieldKind.FIGURE)

    @property
    def texts(self) -> tuple[Field, ...]:
        """The fields that are no figures."""
        return tuple(item for item in self.fields if item.kind is not FieldKind.FIGURE)

    @property
    def level(self) -> Field | None:
        """The field that says the level."""
        return next((item for item in self.fields if item.level), None)

    def as_json(self) -> dict[str, object]:
        """The settings in their one form."""
        return {
            "stages": [stage.as_json() for stage in self.stages],
            "fields": [item.as_json() for item in self.fields],
            "partial": dict(self.partial or {}),
            "noun": self.noun,
        }


def form_of(settings: Json) -> Form:
    """The declaration that settings hold. Raises `Invalid` for one that does not hold together."""
    stages = tuple(_stage(raw) for raw in _list(settings, "stages", MOST_STAGES))
    fields = tuple(_field(raw) for raw in _list(settings, "fields", MOST_FIELDS))
    if not stages:
        raise Invalid(_("名录至少要有一个阶段。"), "stages")
    _once([stage.code for stage in stages], "stages")
    _once([stage.label for stage in stages], "stages")
    _once([item.key for item in fields], "fields")
    _once([item.label for item in fields], "fields")
    raw = settings.get("partial") or {}
    if not isinstance(raw, Mapping):
        raise Invalid(_("“部分完成”的设置有误。"), "partial")
    form = Form(
        stages, fields, {str(key): str(done) for key, done in raw.items()}, str(settings.get("noun") or "")[:10]
    )
    for key, done in (form.partial or {}).items():
        if form.figure(key) is None or form.figure(done) is None:
            raise Invalid(_("“部分完成”只能在已声明的数值字段之间设置。"), "partial")
    return form


def _list(settings: Json, name: str, most: int) -> Sequence[Json]:
    raw = settings.get(name) or []
    if not isinstance(raw, (list, tuple)) or not all(isinstance(item, Mapping) for item in raw):
        raise Invalid(_("名录的设置有误，请检查阶段和字段。"), name)
    if len(raw) > most:
        raise Invalid(_("阶段不超过 20 个，字段不超过 40 个。"), name)
    return raw


def _stage(raw: Json) -> Stage:
    label = str(raw.get("label") or "").strip()[:20]
    if not label:
        raise Invalid(_("每个阶段都要有名称。"), "stages")
    return Stage(_key(raw.get("code"), "stages"), label, bool(raw.get("evidence")), bool(raw.get("skip")))


def _field(raw: Json) -> Field:
    label = str(raw.get("label") or "").strip()[:30]
    if not label:
        raise Invalid(_("每个字段都要有名称。"), "fields")
    try:
        kind = FieldKind(str(raw.get("type") or "text"))
    except ValueError as error:
        raise Invalid(_("字段“%(field)s”的类型有误。") % {"field": label}, "fields") from error
    choices = raw.get("choices") or ()
    if not isinstance(choices, (list, tuple)) or (kind is FieldKind.CHOICE) != bool(choices):
        raise Invalid(_("字段“%(field)s”：选项型字段要列出选项，其他字段没有选项。") % {"field": label}, "fields")
    return Field(
        key=_key(raw.get("key"), "fields"), label=label, kind=kind, unit=str(raw.get("unit") or "").strip()[:20],
        choices=tuple(dict.fromkeys(str(item).strip() for item in choices)), required=bool(raw.get("required")),
        adds=bool(raw.get("adds")), evidence=bool(raw.get("evidence")), unique=bool(raw.get("unique")),
        level=bool(raw.get("level")),
    )  # fmt: skip


def _key(raw: object, where: str) -> str:
    key = str(raw or "")
    if not _KEY.fullmatch(key) or key in OWN:
        raise Invalid(_("代码“%(key)s”有误：应为小写字母开头的字母、数字和下划线。") % {"key": key[:30]}, where)
    return key


def _once(names: Sequence[str], where: str) -> None:
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise Invalid(_("“%(name)s”重复了，请改名。") % {"name": twice}, where)
