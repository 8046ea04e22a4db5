"""Parts of a target by unit or township, under a stated rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import figures
from gongjin.ledger import states
from gongjin.ledger.models import Part, Parts, PartsRule, Reading, Row, RowKind
from gongjin.ledger.parts_check import check_parts, default_rule
from gongjin.people.models import Unit


@dataclass(frozen=True)
class SetParts(Action[Row]):
    """State a target's parts anew: the rule, and each unit's value as typed. No items takes the parts away.

    Raises `Invalid` when the row is no target of a current version, a unit stands twice or is of another government, a
    value is no figure, the rule does not fit the target, or the parts do not make the whole; then nothing is kept.
    """

    code: ClassVar[str] = "ledger.row.part"
    table: ClassVar[StateTable] = states.ROW
    rule: str
    items: Sequence[tuple[Unit, str]]

    def payload(self) -> dict[str, object]:
        return {"rule": self.rule, "items": {str(unit.public_id): value for unit, value in self.items}}

    def change(self, target: Row, act: Act) -> Row:
        readings = Reading.objects.filter(row=target, version__state="published")
        reading = readings.first()
        if target.kind != RowKind.TARGET or reading is None or reading.value is None:
            raise Invalid(_("只有现行方案中的量化目标可以分解。"))
        if self.rule not in PartsRule.values:
            raise Invalid(_("请选择分解规则：合计、各自达到或不可加总。"), "rule")
        if self.rule == PartsRule.SUM and default_rule(reading) == PartsRule.NONE:
            raise Invalid(_("率和位次不能相加，请选“各自达到”或“不可加总”。"), "rule")
        wanted = self._read(target, reading.unit_of_measure)
        check = check_parts(self.rule, reading, list(wanted.values()))
        if wanted and not check.holds:
            raise Invalid(_("%(check)s。请调整后再保存，本次没有改动。") % {"check": check.sentence}, "items")
        self._keep(target, wanted, act)
        return act.save(target)

    def _read(self, target: Row, unit_of_measure: str) -> dict[Unit, Decimal]:
        read: dict[Unit, Decimal] = {}
        for unit, typed in self.items:
            if unit.jurisdiction.code != target.audit_chain:
                raise Invalid(_("“%(unit)s”不是本辖区的单位。") % {"unit": unit}, "items")
            if unit in read:
                raise Invalid(_("“%(unit)s”填了两次，请合并。") % {"unit": unit}, "items")
            try:
                value = figures.parse(typed, unit_of_measure)
            except figures.FigureError as error:
                raise Invalid(_("%(unit)s：%(why)s") % {"unit": unit, "why": error}, "items") from error
            if value < 0 and self.rule == PartsRule.SUM:
                raise Invalid(_("%(unit)s：分解值不能小于 0。") % {"unit": unit}, "items")
            read[unit] = value
        return read

    def _keep(self, target: Row, wanted: dict[Unit, Decimal], act: Act) -> None:
        parts = Parts.objects.filter(row=target).first()
        kept = {part.unit_id: part for part in parts.items.all()} if parts else {}
        same = {part.unit_id: part.value for part in kept.values()} == {unit.pk: v for unit, v in wanted.items()}
        if same and (parts.rule if parts else self.rule) == self.rule:
            raise Invalid(_("与现有内容相同，没有需要保存的改动。"))
        for pk, part in kept.items():
            if not any(unit.pk == pk for unit in wanted):
                act.remove(part)
        if parts is None:
            parts = act.create(Parts(row=target, rule=self.rule))
        elif not wanted:
            act.remove(parts)
            return
        elif parts.rule != self.rule:
            parts.rule = self.rule
            act.save(parts)
        for unit, value in wanted.items():
            found = kept.get(unit.pk)
            if found is None:
                fresh = Part(parts=parts, unit=unit)
                fresh.value = value
                act.create(fresh)
            elif found.value != value:
                found.value = value
                act.save(found)
