"""What the pages of the division send, read strictly: a request that is none of theirs is refused, not guessed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core.sent import Unreadable, read_json, whole
from gongjin.ledger.actions.previewed import Change
from gongjin.ledger.models import DivisionPart
from gongjin.ledger.queries.division_gaps import Gaps
from gongjin.ledger.queries.division_proposals import (
    Step,
    divide_again,
    give_part,
    leave_undivided,
    set_value,
    take_over_plan,
    take_suggestion,
)
from gongjin.people.models import Unit

MOST_CHANGES = 100_000
CLEAR = "-"
"""In a bulk form: take the value away; an empty choice leaves it alone."""


@dataclass(frozen=True, slots=True)
class BlockRequest:
    """Which page of a block, and which units beyond those concerned (public ids)."""

    start: int
    extra_units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bulk:
    """A bulk act as it was asked for: the rows (None for all) and what to do with each."""

    title: str
    rows: list[str] | None
    steps: list[Step]


def _unreadable() -> Invalid:
    return Invalid(_("请求无法识别，没有改动任何内容。请刷新页面后重试。"))


def _object(body: bytes) -> dict[str, object]:
    try:
        found = read_json(body)
    except Unreadable as error:
        raise _unreadable() from error
    if not isinstance(found, dict):
        raise _unreadable()
    return found


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_CHANGES or not all(isinstance(item, str) for item in value):
        raise _unreadable()
    return value


def changes(body: bytes) -> tuple[Change, ...]:
    """The changes of a request: `{"changes": [[row, name, unit, was, now], …]}`. Raises `Invalid`."""
    given = _object(body).get("changes")
    if not isinstance(given, list) or len(given) > MOST_CHANGES:
        raise _unreadable()
    found = [_texts(item) for item in given]
    if not all(len(item) == len(Change._fields) for item in found):
        raise _unreadable()
    return tuple(Change(*item) for item in found)


def sealed(request: HttpRequest) -> str:
    """The sealed preview of a JSON request or a form. Raises `Invalid` without one."""
    found = (
        _object(request.body).get("sealed")
        if request.content_type == "application/json"
        else request.POST.get("sealed")
    )
    if not isinstance(found, str) or not found:
        raise _unreadable()
    return found


def revision(request: HttpRequest) -> int | None:
    """The revision that a form's author saw, if it says one."""
    return whole(request.POST.get("revision"))


def block_request(query: Mapping[str, str]) -> BlockRequest:
    """Which page of a block is asked for; what makes no sense is the first page without extra units."""
    units = tuple(part for part in query.get("units", "").split(",") if part)
    return BlockRequest(whole(query.get("start"), MOST_CHANGES) or 0, units)


def bulk(body: bytes, units: Mapping[str, Unit], gaps: Gaps) -> Bulk:
    """A bulk act: `mode` set, plan, suggestion, undivided or divided; `rows` public ids or null for all.

    `gaps` are those of the division. Raises `Invalid`.
    """
    given = _object(body)
    rows = None if given.get("rows") is None else _texts(given["rows"])
    match given.get("mode"):
        case "plan":
            return Bulk(_("采用方案列名的单位"), rows, [take_over_plan])
        case "suggestion":
            return Bulk(_("采用建议的汇总单位"), rows, [take_suggestion])
        case "undivided":
            return Bulk(_("标为不分工"), rows, [leave_undivided(gaps.unanswered_rows)])
        case "divided":
            return Bulk(_("取消不分工"), rows, [divide_again])
        case "set":
            return Bulk(_("批量填写"), rows, _set_steps(given, units))
        case _:
            raise _unreadable()


def _set_steps(given: Mapping[str, object], units: Mapping[str, Unit]) -> list[Step]:
    steps: list[Step] = []
    part = given.get("part") or ""
    if part:
        unit = units.get(str(given.get("unit") or ""))
        if unit is None:
            raise Invalid(_("请从列表中选一个单位。"), "unit")
        if part != CLEAR and part not in DivisionPart.values:
            raise _unreadable()
        steps.append(give_part(unit, "" if part == CLEAR else str(part)))
    for name in ("due", "cadence"):
        value = given.get(name) or ""
        if value:
            steps.append(set_value(name, "" if value == CLEAR else str(value)))
    if not steps:
        raise Invalid(_("请先选择要填写的分工、时限或填报周期。"), "part")
    return steps
