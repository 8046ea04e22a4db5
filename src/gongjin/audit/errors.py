"""How an action refuses. Each message is Chinese and says what happened and what to do."""

from __future__ import annotations


class Refused(Exception):
    """An action that did not happen; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(Refused):
    """The matrix gives this actor no right to this action on this object."""


class WrongState(Refused):
    """The object is in a state in which the action makes no sense."""


class Conflict(Refused):
    """Somebody else changed the object after the actor last saw it."""


class Invalid(Refused):
    """The values of the action do not hold together. `field` names the one at fault, if it is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
