"""What the frame around every page shows: the menu of this user, and where the search box leads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gongjin import __version__
from gongjin.audit.page_rules import may_see
from gongjin.core.rooms import MenuItem, offered_by_rooms
from gongjin.people.access import roles_of
from gongjin.people.models import User

SEARCH_URL_NAME = "ledger:search"


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the menu as the template needs it."""

    label: str
    url: str
    icon: str
    current: bool


@cache
def menu_items() -> tuple[MenuItem, ...]:
    """What the rooms offer in their `menu.py`, in the menu's order."""
    items: list[MenuItem] = []
    for module in offered_by_rooms("menu"):
        items.extend(module.MENU)
    return tuple(sorted(items, key=lambda item: item.order))


def menu_for(roles: frozenset[str], path: str) -> list[MenuLine]:
    """The lines that these roles see; of those whose address begins the path, the longest is the current one.

    A line whose page would be refused is not shown, whatever roles the room names for it.
    """
    shown = [
        (item, reverse(item.url_name))
        for item in menu_items()
        if (not item.roles or item.roles & roles) and may_see(roles, item.url_name)
    ]
    begun = [(start, url) for item, url in shown for start in (url, *item.also) if path.startswith(start)]
    current = max(
        (pair for pair in begun if pair[0] != "/" or path == "/"), key=lambda pair: len(pair[0]), default=None
    )
    return [MenuLine(str(item.label), url, item.icon, (current or ("", ""))[1] == url) for item, url in shown]


def _search_url(roles: frozenset[str]) -> str:
    try:
        return reverse(SEARCH_URL_NAME) if may_see(roles, SEARCH_URL_NAME) else ""
    except NoReverseMatch:
        return ""  # without the ledger there is nothing to search


def frame(request: HttpRequest) -> dict[str, object]:
    """The context processor; someone who is not signed in gets neither menu nor search.

    Both are worked out when a template asks for them: a fragment, which has no top bar, costs no query.
    """
    user = getattr(request, "user", None)

    def menu() -> list[MenuLine]:
        return menu_for(roles_of(user), request.path) if isinstance(user, User) else []

    def search_url() -> str:
        return _search_url(roles_of(user)) if isinstance(user, User) else ""

    return {"version": __version__, "menu": menu, "search_url": search_url}
