"""The money of a project as a workbook: planned, in place and paid, by source and period, all of it in 万元.

One column, one unit: an amount with another unit behind it is an error at its cell, and a bare number that looks like
元 among 万元 has to be confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.figures import grouped
from gongjin.core.periods import Period
from gongjin.core.sheets import (
    CellError,
    Column,
    ColumnKind,
    Reading,
    ReadRow,
    SheetMeta,
    SheetRefused,
    SheetRow,
    SheetSpec,
    Value,
    changes,
    read,
    write,
)
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordMoney, consistent, money_facts, planned_with
from gongjin.tracking.kinds.project.money import ADDED, HOW, TO_DATE, in_unit, in_yuan
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.recording import may_be_recorded
from gongjin.tracking.rules.findings import Finding
from gongjin.tracking.rules.period_words import read_period

UNIT: Final = "万元"
SPARE: Final = 40
FAR: Final = 1000
"""How many times the largest other amount, or what part of the smallest, is asked about."""


@dataclass(frozen=True, slots=True)
class Line:
    """An amount that the workbook adds or corrects, with its place; `before` is what stands, empty for a new one."""

    row: int
    letter: str
    amount: Amount
    why: str
    before: str = ""

    @property
    def about(self) -> str:
        """完成支付 县级资金 2024年6月."""
        return f"{aspects.money_label(self.amount.what)} {self.amount.source} {self.amount.period.label}"

    @property
    def shown(self) -> str:
        """The amount as it is typed."""
        return f"{grouped(self.amount.amount)} {UNIT}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would record. With errors it does nothing; findings have to be confirmed."""

    lines: tuple[Line, ...]
    errors: tuple[CellError, ...]
    findings: tuple[Finding, ...]
    removed: int

    @property
    def added(self) -> int:
        """How many amounts are new."""
        return sum(1 for line in self.lines if not line.before)


def spec_of(data_set: DataSet) -> SheetSpec:
    """The columns."""
    whats = tuple((aspect, aspects.money_label(aspect)) for aspect in aspects.MONEY)
    sources = tuple((source, source) for source in data_set.settings.get("sources") or [])
    hows = ((ADDED, _("本期数")), (TO_DATE, _("累计数")))
    choice = ColumnKind.CHOICE
    return SheetSpec(
        id="tracking.project.money",
        name=_("项目资金"),
        columns=(
            Column(key="what", title=_("内容"), width=12, kind=choice, choices=whats, editable=True, required=True),
            Column(
                key="source", title=_("资金来源"), width=14, kind=choice, choices=sources, editable=True, required=True
            ),
            Column(key="period", title=_("时期"), width=16, editable=True, required=True),
            Column(
                key="amount", title=_("金额（万元）"), width=16, kind=ColumnKind.FIGURE, unit=UNIT, editable=True,
                required=True,
            ),
            Column(key="how", title=_("口径"), width=10, kind=choice, choices=hows, editable=True),
            Column(key="why", title=_("更正原因"), width=24, editable=True),
        ),
    )  # fmt: skip


def _rows(facts: Sequence[Fact]) -> list[SheetRow]:
    order = {aspect: place for place, aspect in enumerate(aspects.MONEY)}
    found = sorted(facts, key=lambda fact: (order[fact.aspect], fact.word, fact.ends, fact.pk))
    return [
        SheetRow(
            str(fact.public_id),
            {
                "what": fact.aspect, "source": fact.word, "period": Period.parse(fact.period).label,
                "amount": in_unit(fact.value or Decimal(0), UNIT), "how": fact.detail.get(HOW, ADDED), "why": None,
            },
        )
        for fact in found
    ]  # fmt: skip


def workbook(data_set: DataSet) -> bytes:
    """What is known, and empty lines to be filled in."""
    note = _("金额一律以万元填写；在下方空行增加，改已填的金额须写更正原因。时期写成 2024年、2024年二季度、2024年6月。")
    meta = SheetMeta(title=_("%(name)s：项目资金") % {"name": data_set.name}, subject=data_set.code, note=note)
    return write(spec_of(data_set), _rows(money_facts(data_set)), meta, spare=SPARE)


def preview(data_set: DataSet, data: bytes) -> Preview:
    """What a workbook would record. Raises `SheetRefused` for one of another table or project."""
    reading = read(data, spec_of(data_set))
    if reading.meta.subject != data_set.code:
        raise SheetRefused("other", _("这是另一个项目的工作簿，请上传“%(name)s”导出的文件。") % {"name": data_set.name})
    reader = _Reader(data_set, reading)
    reader.corrections()
    reader.additions()
    errors = sorted((*reading.errors, *reader.errors), key=lambda error: (error.row, len(error.column), error.column))
    found = tuple(_far_off(reader.lines, reader.there)) if not errors else ()
    return Preview(tuple(reader.lines), tuple(errors), found, len(reading.removed))


class _Reader:
    """Takes the lines one by one as the act will; what it would refuse is an error at its cell."""

    def __init__(self, data_set: DataSet, reading: Reading) -> None:
        self.lines: list[Line] = []
        self.errors: list[CellError] = []
        self.there = money_facts(data_set)
        self._data_set, self._reading = data_set, reading
        self._titles = {column.key: column.title for column in reading.spec.columns}
        self._frozen = list(data_set.frozen.filter(reopened_at=None))
        self._held = {str(fact.public_id): fact for fact in self.there}
        self._now, self._taken = list(self.there), set[tuple[str, str, str]]()

    def corrections(self) -> None:
        """Amounts that stand and were changed."""
        touched: dict[str, dict[str, Value]] = {}
        for cell in changes(_rows(self.there), self._reading):
            row = self._reading.rows[cell.key]
            if cell.conflict:
                self._wrong(row, cell.column, _("导出后已被他人改过，请重新导出后再改。"))
            elif cell.column in {"what", "source", "period", "how"}:
                self._wrong(row, cell.column, _("已填报的只能更正金额；其他有误的请在系统中作废后重新填报。"))
            else:
                touched.setdefault(cell.key, {})[cell.column] = cell.new
        for key, values in touched.items():
            amount, fact, row = values.get("amount"), self._held[key], self._reading.rows[key]
            if isinstance(amount, Decimal):
                how = fact.detail.get(HOW, ADDED)
                new = Amount(fact.aspect, fact.word, Period.parse(fact.period), amount, UNIT, how)
                self._take(row, new, str(values.get("why") or ""), fact)

    def additions(self) -> None:
        """Amounts on empty lines."""
        wrong = {error.row for error in self._reading.errors}
        for row in self._reading.added:
            if row.row in wrong:
                continue
            values = row.values
            written, amount = read_period(values.get("period")), values.get("amount")
            if written is None:
                text = _("“%(text)s”看不出是哪个时期。") % {"text": str(values.get("period"))[:20]}
                self._wrong(row, "period", text)
            elif isinstance(amount, Decimal):
                what, source, how = (str(values.get(key) or "") for key in ("what", "source", "how"))
                new = Amount(what, source, written.period, amount, UNIT, how or ADDED)
                self._take(row, new, str(values.get("why") or ""))

    def _take(self, row: ReadRow, new: Amount, why: str, fact: Fact | None = None) -> None:
        mine = (new.what, new.source, str(new.period))
        try:
            if mine in self._taken:
                raise Invalid(_("本表中同一来源、同一时期填了两个数，请只留一个。"), "amount")
            planned = planned_with(self.there, [*(line.amount for line in self.lines), new])
            draft = RecordMoney((new,), why).draft(self._data_set, new, self.there, planned)
            may_be_recorded(self._data_set, draft, self._frozen, clock.today())
            made = Fact(aspect=draft.aspect, word=draft.word, period=str(draft.period), ends=draft.period.end)
            made.detail, made.value = draft.detail, draft.value
            now = [*(each for each in self._now if each is not draft.replaces), made]
            consistent([each for each in now if (each.aspect, each.word) == mine[:2]])
        except Invalid as refusal:
            self._wrong(row, refusal.field or "amount", refusal.message)
            return
        self._now = now
        self._taken.add(mine)
        before = "" if fact is None else f"{grouped(in_unit(fact.value or Decimal(0), UNIT))} {UNIT}"
        self.lines.append(Line(row.row, row.letters.get("amount", ""), new, why, before))

    def _wrong(self, row: ReadRow, field: str, message: str) -> None:
        key = field if field in self._titles else "amount"
        self.errors.append(CellError(row.row, row.letters.get(key, ""), self._titles[key], message))


def _far_off(lines: Sequence[Line], there: Sequence[Fact]) -> list[Finding]:
    """Amounts so far above all others, or below what stands, that 元 and 万元 may stand in one column."""
    mine = [(in_yuan(line.amount.amount, UNIT), line) for line in lines if line.amount.amount]
    every = sorted({*(value for value, _line in mine), *(fact.value for fact in there if fact.value)})
    gap = next((high for low, high in pairwise(every) if high >= low * FAR), None)
    if gap is None:
        return []
    above = [line for value, line in mine if value >= gap] or [line for _value, line in mine]
    return [
        Finding(
            "unit",
            _("%(place)s %(about)s %(amount)s，与其他金额相差 1000 倍以上，请核对是否把元和万元填在了同一栏")
            % {"place": f"{line.letter}{line.row}", "about": line.about, "amount": line.shown},
            f"{line.letter}{line.row}",
        )
        for line in above
    ]
