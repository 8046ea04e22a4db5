"""Who may look at the pages of tracking. A kind lists its own in its `pages.py`."""

from __future__ import annotations

import importlib
import importlib.util

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


PAGES: tuple[PageRule, ...] = (*_of_kinds(),)
