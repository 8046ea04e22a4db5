"""What a room puts into the menu: its `menu.py` holds a list `MENU`, and the base page finds it."""

from __future__ import annotations

from dataclasses import dataclass

from gongjin.audit.states import Text
from gongjin.people.roles import Role


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry. `url` is a URL name, `icon` a Tabler icon's name, `order` its place; `roles` empty means everyone."""

    label: Text
    url: str
    order: int
    icon: str
    roles: frozenset[Role] = frozenset()
