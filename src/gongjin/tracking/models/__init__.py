"""The tables of tracking."""

from gongjin.tracking.models.data import DataSet, Fact, FrozenPeriod, Item, Proof
from gongjin.tracking.models.outline import Outline
from gongjin.tracking.models.standing import Standing
from gongjin.tracking.models.trackers import Judgement, PlanLights, Tracker

__all__ = [
    "DataSet",
    "Fact",
    "FrozenPeriod",
    "Item",
    "Judgement",
    "Outline",
    "PlanLights",
    "Proof",
    "Standing",
    "Tracker",
]
