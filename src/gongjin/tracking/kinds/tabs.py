"""The tabs of a data set's page: those of every data set, and those that its kind offers.

A kind offers its own as `TABS = (Tab(_("甘特图"), "tracking:project-gantt"), …)` in its `tabs.py`; each address takes
the data set's public id and its page extends `tracking/data/base.html` with the context of `views.frame.frame_of`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import may_see
from gongjin.audit.states import Text
from gongjin.tracking import kinds


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a data set; `url_name` is reversed with the data set's public id."""

    label: Text
    url_name: str


FIRST = (Tab(_("数据"), "tracking:data-set"),)
LAST = (
    Tab(_("条目"), "tracking:data-items"),
    Tab(_("冻结的时期"), "tracking:data-periods"),
    Tab(_("设置"), "tracking:data-settings"),
)


def tabs_of(kind: str, roles: Iterable[str]) -> tuple[Tab, ...]:
    """The tabs of a data set of a kind that somebody with these roles may open: facts, the kind's own, the rest."""
    name = f"{kinds.__name__}.{kind}.tabs"
    own: tuple[Tab, ...] = importlib.import_module(name).TABS if _there(name) else ()
    held = frozenset(roles)
    return tuple(tab for tab in (*FIRST, *own, *LAST) if may_see(held, tab.url_name))


def _there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
