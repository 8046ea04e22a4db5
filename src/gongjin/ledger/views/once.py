"""A second click on what is done already is answered like the first: nobody has to read a refusal of their own act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gongjin.audit.errors import WrongState
from gongjin.ledger.models import Division, PlanVersion


@contextmanager
def once_done(target: PlanVersion | Division, *states: str) -> Iterator[None]:
    """Let an act pass as done that was refused only because the object already stands in one of the states it leads to.

    Nothing is changed by it: the act itself looked at the object under its lock and did nothing.
    """
    try:
        yield
    except WrongState:
        target.refresh_from_db(fields=["state"])
        if target.state not in states:
            raise
