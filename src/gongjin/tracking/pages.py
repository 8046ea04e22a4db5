"""Who may look at the pages of tracking. A kind lists its own in its `pages.py`."""

from __future__ import annotations

import importlib
import importlib.util

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import Role
from gongjin.tracking import kinds

ANY_ROLE = frozenset(Role.values)
OFFICE = frozenset({Role.OFFICE.value})
RECORDERS = frozenset({Role.OFFICE.value, Role.REPORTER.value})


def _of_kinds() -> tuple[PageRule, ...]:
    names = [f"{kinds.__name__}.{name}.pages" for name in kinds.folders()]
    return tuple(
        rule for name in names if importlib.util.find_spec(name) for rule in importlib.import_module(name).PAGES
    )


PAGES: tuple[PageRule, ...] = (
    PageRule(_("计量方式的确认"), OFFICE, ("tracking:settle", "tracking:settle-accept", "tracking:settle-leave")),
    *_of_kinds(),
)
