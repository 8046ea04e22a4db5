"""The rooms in their order, and what each may offer to the menu and to `gongjin up` without being named there."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

ROOMS = ("store", "audit", "people", "evidence", "ledger", "tracking", "delivery", "web")
"""Every room that Django knows, the lowest first; a room is the package `gongjin.<name>`."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the top menu, offered by a room as `MENU = [MenuItem(...)]` in its `menu.py`.

    `label` is a lazily translated string (of a type that this room does not know); `url_name` is reversed without
    arguments; `order` is the place in the menu: 工作台 10, 方案 20, 任务清单 30, 进度 40, 调度 50, 督办 60, 文件 70,
    佐证材料 75, 考核 80, 单位 90, 系统 100. `also` are further beginnings of addresses for which the line is the
    current one.
    `roles` are those that see the line (what a role cannot use, it does not see); without any, everybody does who is
    signed in.
    """

    label: object
    url_name: str
    order: int
    icon: str = ""
    roles: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A program that `gongjin up` keeps beside the web server, offered as `PROCESSES = [...]` in `processes.py`.

    `arguments` follow `gongjin` on the command line, for example `("audit", "keep-heads")`. `name` (ASCII, short)
    stands before each line of its output.
    """

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowMark:
    """What a room above the ledger says of a row in a list: `light` is a style's name, `note` the sentence why.

    Offered as `marks(rows) -> Mapping[int, RowMark]` in the room's `row_marks.py`: by the rows' keys in the database,
    in a number of queries that does not grow with them; a row of which nothing is said is left out.
    """

    light: str
    word: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class RowNote:
    """A few words beside a row in a list that are no light: to whom it was handed, say. `note` is the whole of it.

    Offered as `notes(rows) -> Mapping[int, RowNote]` in the room's `row_notes.py`, like marks.
    """

    word: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class RowPanel:
    """What a room above the ledger adds to a row's page and drawer: a tab, and a template with its context.

    Offered as `panel(row) -> RowPanel | None` in the room's `row_panels.py`. `name` is ASCII, for the tab's address.
    """

    name: str
    label: object
    template: str
    context: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PlanLink:
    """Where a room above the ledger leads on from a plan's division.

    Offered as `links(plan, state, roles) -> Sequence[PlanLink]` in the room's `plan_links.py`, for the division's state
    and the roles of who looks.
    """

    label: object
    url: str
    icon: str = ""


def offered_by_rooms(module: str) -> Iterator[ModuleType]:
    """The modules `gongjin.<room>.<module>` that exist, the lowest room first.

    A room without the module is passed over; an error inside an existing one is not swallowed.
    """
    for room in ROOMS:
        package = f"gongjin.{room}"
        if importlib.util.find_spec(package) and importlib.util.find_spec(f"{package}.{module}"):
            yield importlib.import_module(f"{package}.{module}")
