"""How single values of a row under review are read from what somebody typed or a program sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.sent import whole

Label: TypeAlias = str | Promise
"""A field's name in Chinese; it becomes text only in a message."""
Json: TypeAlias = "str | int | bool | list[str] | list[int] | None"


class Check(Protocol):
    """Reads one value into its one JSON form; raises `Invalid` with the field's name."""

    def read(self, value: object, name: str, label: Label) -> Json: ...


def _string(value: object) -> str:
    return "" if value is None else " ".join(str(value).replace("\u2028", " ").split())


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most `limit` characters."""

    limit: int
    required: bool = False

    def read(self, value: object, name: str, label: Label) -> Json:
        text = _string(value)
        if self.required and not text:
            raise Invalid(_("请填写“%(label)s”。") % {"label": label}, name)
        if len(text) > self.limit:
            values = {"label": label, "limit": self.limit, "length": len(text)}
            raise Invalid(_("“%(label)s”最多 %(limit)d 个字，现有 %(length)d 个字，请精简。") % values, name)
        return text


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the plan, at any length, as they stand."""

    required: bool = True

    def read(self, value: object, name: str, label: Label) -> Json:
        text = str(value or "").strip()
        if self.required and not text:
            raise Invalid(_("请填写“%(label)s”。") % {"label": label}, name)
        return text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some names; the empty one only where it is allowed."""

    choices: Mapping[str, str | Promise]
    empty: bool = False

    def read(self, value: object, name: str, label: Label) -> Json:
        text = _string(value)
        if text in self.choices or (self.empty and not text):
            return text
        raise Invalid(_("“%(label)s”没有“%(text)s”这一项，请从列表中选择。") % {"label": label, "text": text}, name)


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact figure as text, or empty where it is allowed. `unit` may be typed behind it."""

    required: bool = False

    def read(self, value: object, name: str, label: Label) -> Json:
        text = _string(value)
        if not text:
            if self.required:
                raise Invalid(_("请填写“%(label)s”。") % {"label": label}, name)
            return ""
        try:
            return figures.canonical(figures.parse(text))
        except figures.FigureError as error:
            raise Invalid(str(error), name) from error


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, value: object, name: str, label: Label) -> Json:
        if isinstance(value, bool):
            return value
        text = _string(value).lower()
        if text in {"1", "true", "on", "yes", "是"}:
            return True
        if text in {"", "0", "false", "off", "no", "否"}:
            return False
        raise Invalid(_("“%(label)s”只能是“是”或“否”。") % {"label": label}, name)


@dataclass(frozen=True, slots=True)
class Link:
    """The key of another row under review, or empty; whether that row exists is asked where rows are known."""

    def read(self, value: object, name: str, label: Label) -> Json:
        text = _string(value)
        if len(text) > 40:
            raise Invalid(_("“%(label)s”所指的条目不存在。") % {"label": label}, name)
        return text


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of at least `least`."""

    least: int = 0

    def read(self, value: object, name: str, label: Label) -> Json:
        number = whole(_string(value))
        if number is None or number < self.least:
            values = {"label": label, "least": self.least}
            raise Invalid(_("“%(label)s”应为不小于 %(least)d 的整数。") % values, name)
        return number


@dataclass(frozen=True, slots=True)
class Lines:
    """Several short texts; typed as one with a line each."""

    limit: int

    def read(self, value: object, name: str, label: Label) -> Json:
        items = value.splitlines() if isinstance(value, str) else value if isinstance(value, Sequence) else ()
        texts = [text for text in (_string(item) for item in items) if text]
        for text in texts:
            Text(self.limit).read(text, name, label)
        return texts


@dataclass(frozen=True, slots=True)
class Offsets:
    """Pairs of code point offsets, flat: [start, end, start, end …]."""

    def read(self, value: object, name: str, label: Label) -> Json:
        items = [int(item) for item in value if isinstance(item, int)] if isinstance(value, Sequence) else []
        if len(items) % 2:
            raise Invalid(_("“%(label)s”的位置不完整。") % {"label": label}, name)
        return items


_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DatePrefix:
    """A year, month or day: 2024, 2024-06, 2024-06-30; also typed as 2024年6月30日."""

    def read(self, value: object, name: str, label: Label) -> Json:
        text = _string(value)
        parts = re.findall(r"\d+", text)
        typed = re.fullmatch(r"\d{4}(?:\D\d{1,2}){0,2}\D?", text)
        if typed and parts:
            text = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
        if not text or _DATE.fullmatch(text):
            return text
        raise Invalid(_("“%(label)s”请写成 2024、2024-06 或 2024-06-30。") % {"label": label}, name)
