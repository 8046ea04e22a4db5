"""The models of the ledger, by what they are for."""

from gongjin.ledger.models.division import (
    Cadence,
    Division,
    DivisionEntry,
    DivisionPart,
    OfficeValues,
    RowInDivision,
)
from gongjin.ledger.models.draft import DraftKind, DraftName, DraftPairing, DraftRow, DraftStep, PairingKind
from gongjin.ledger.models.parts import Part, Parts, PartsRule
from gongjin.ledger.models.plans import Origin, Plan, PlanVersion
from gongjin.ledger.models.rows import (
    Citation,
    Deadline,
    Reading,
    Responsibility,
    Row,
    RowKind,
    Section,
    TaskForce,
    TaskForceMember,
)
from gongjin.ledger.models.views import SavedView

__all__ = [
    "Cadence",
    "Citation",
    "Deadline",
    "Division",
    "DivisionEntry",
    "DivisionPart",
    "DraftKind",
    "DraftName",
    "DraftPairing",
    "DraftRow",
    "DraftStep",
    "OfficeValues",
    "Origin",
    "PairingKind",
    "Part",
    "Parts",
    "PartsRule",
    "Plan",
    "PlanVersion",
    "Reading",
    "Responsibility",
    "Row",
    "RowInDivision",
    "RowKind",
    "SavedView",
    "Section",
    "TaskForce",
    "TaskForceMember",
]
