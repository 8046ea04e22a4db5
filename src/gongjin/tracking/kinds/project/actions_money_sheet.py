"""Applying a workbook of money: all of it as one act, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.project import states
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordMoney
from gongjin.tracking.models import DataSet


@dataclass(frozen=True)
class ReadBackMoney(Action[DataSet]):
    """Record the amounts that a workbook proposed, each with the reason where it corrects one. Raises what
    `RecordMoney` raises."""

    code: ClassVar[str] = "tracking.project.money_sheet"
    table: ClassVar[StateTable] = states.TABLE
    amounts: Sequence[tuple[Amount, str]]
    proofs: tuple[Evidence, ...] = ()

    def payload(self) -> dict[str, object]:
        return {"amounts": [{**amount.as_payload(), "why": why} for amount, why in self.amounts]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if not self.amounts:
            raise Invalid(_("工作簿与系统中的内容一致，不需要应用。"))
        new = [amount for amount, why in self.amounts if not why]
        if new:
            RecordMoney(new, "", self.proofs).change(target, act)
        for amount, why in self.amounts:
            if why:
                RecordMoney((amount,), why, self.proofs).change(target, act)
        return target
