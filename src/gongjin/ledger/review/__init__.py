"""Operations on a version under review: scratch, without chain. Each is one step that can be undone.

Every function takes the reviewer (`None` is the command line), checks that the version is under review and that the
reviewer may publish it, locks the version, and raises `audit.errors.Conflict` when another reviewer was faster.
"""

from gongjin.ledger.review.accept import accept, accept_section, reopen
from gongjin.ledger.review.cuts import merge, split
from gongjin.ledger.review.edits import add, correct, remove, restore
from gongjin.ledger.review.history import redo, undo
from gongjin.ledger.review.naming import confirm_name, confirm_suggested
from gongjin.ledger.review.pairing import confirm, confirm_all, set_pairing

__all__ = [
    "accept",
    "accept_section",
    "add",
    "confirm",
    "confirm_all",
    "confirm_name",
    "confirm_suggested",
    "correct",
    "merge",
    "redo",
    "remove",
    "reopen",
    "restore",
    "set_pairing",
    "split",
    "undo",
]
