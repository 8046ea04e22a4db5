"""The figure that a rule reads of a project on a day, from facts alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import FigureError, convert, grouped, rounded
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.milestones import Milestone, chosen, done_share, due_share, milestones
from gongjin.tracking.kinds.project.money import by_source, in_unit, summed, total
from gongjin.tracking.kinds.project.settings import LATE_DAYS, PHYSICAL, Json, figures_of
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.holdings import PLANNED, Holdings
from gongjin.tracking.rules.progress import Measured

HUNDRED = Decimal(100)


def measure(rule: Json, asked: Asked, holdings: Holdings, on: date) -> Measured:
    """What the rule gives on a day."""
    read = str(rule.get("read", "milestones"))
    if read.startswith(PHYSICAL):
        return _physical(read.removeprefix(PHYSICAL), asked, holdings, on)
    reads: dict[str, Callable[[], Measured]] = {
        "paid": lambda: _money(aspects.PAID, asked, holdings, on),
        "in_place": lambda: _money(aspects.IN_PLACE, asked, holdings, on),
        "land": lambda: _land(holdings, on),
    }
    return reads[read]() if read in reads else _milestones(rule, asked, holdings, on, outputs=read == "outputs")


def of_rule(rule: Json, holdings: Holdings, on: date) -> list[Milestone]:
    """The milestones that a rule counts."""
    only, codes = rule.get("only"), rule.get("codes")
    outputs = rule.get("read") == "outputs" and not only
    kinds = ["output"] if outputs else (only if isinstance(only, list) else [])
    return chosen(milestones(holdings, on), kinds, codes if isinstance(codes, list) else [])


def last_day(holdings: Holdings, on: date) -> date | None:
    """The last day until `on` that a fact which is no plan speaks of."""
    days = (fact.day for fact in holdings.facts if not fact.aspect.startswith(PLANNED) and fact.day <= on)
    return max(days, default=None)


def _milestones(rule: Json, asked: Asked, holdings: Holdings, on: date, *, outputs: bool) -> Measured:
    found = of_rule(rule, holdings, on)
    if not found:
        return Measured(None, missing=_("还没有安排节点"))
    if outputs:  # each counts as one
        found = [_alike(item) for item in found]
    done = [item for item in found if item.counts]
    unproved = [item for item in found if item.done is not None and not item.counts]
    told = last_day(holdings, on)
    late = late_words(found, holdings, on) if len(done) < len(found) else ""
    known = (len(done), len(found))
    if told is None and not late and on <= asked.due:
        passed = sum(item.overdue(on) > 0 for item in found)
        text = _("已安排 %(all)d 个节点，还没有填报进展") % {"all": len(found)}
        if passed:
            text = _("%(text)s，其中 %(passed)d 个已过计划日期") % {"text": text, "passed": passed}
        due = None if asked.schedule.points else _share_due(found, asked, on)
        return Measured(None, missing=text, share_due=due, known=known)
    shown = {"done": len(done), "all": len(found), "unproved": len(unproved)}
    said = (_("阶段成果完成 %(done)d/%(all)d 项") if outputs else _("节点完成 %(done)d/%(all)d 个")) % shown
    if unproved:
        said += _("，另有 %(unproved)d 个缺少有效佐证、未计入") % shown
    linear = not asked.schedule.points
    return Measured(
        Decimal(len(done)) if outputs else rounded(done_share(found) * 100, 5),
        as_of=on,
        fact_day=told,
        target=Decimal(len(found)) if outputs else HUNDRED,
        share_due=_share_due(found, asked, on) if linear else None,
        known=known,
        facts=tuple(key for item in found for key in item.facts),
        said=said,
        late=late,
    )


def _alike(item: Milestone) -> Milestone:
    return Milestone(
        item.key, item.code, item.name, item.kind, Decimal(1), item.first, item.planned, item.forecast, item.done,
        item.counts, item.unit, item.facts,
    )  # fmt: skip


def _share_due(found: Sequence[Milestone], asked: Asked, on: date) -> Fraction | None:
    return Fraction(1) if on >= asked.due else due_share(found, on)


def late_words(found: Sequence[Milestone], holdings: Holdings, on: date) -> str:
    """The sentence that names the milestone longest overdue, beyond the days that the settings allow."""
    allowed = int(str(holdings.settings.get("late_days", LATE_DAYS)))
    late = [item for item in found if item.overdue(on) > allowed and item.planned is not None]
    if not late:
        return ""
    worst = max(late, key=lambda item: (item.overdue(on), item.weight))
    planned = worst.planned or on
    text = _("“%(name)s”应于 %(y)d年%(m)d月%(d)d日完成，已逾期 %(days)d 天") % {
        "name": worst.name, "y": planned.year, "m": planned.month, "d": planned.day, "days": worst.overdue(on),
    }  # fmt: skip
    if worst.done is not None:
        text = _("%(text)s（已填报完成，但没有有效佐证）") % {"text": text}
    if len(late) > 1:
        text = _("%(text)s；共 %(count)d 个节点严重逾期") % {"text": text, "count": len(late)}
    return text


def _money(aspect: str, asked: Asked, holdings: Holdings, on: date) -> Measured:
    lines = by_source(holdings, on)
    have = summed(line.paid if aspect == aspects.PAID else line.in_place for line in lines)
    budget = summed(line.budget for line in lines)
    label = aspects.money_label(aspect)
    if have is None:
        return Measured(None, missing=_("还没有填报%(what)s") % {"what": label})
    keys = tuple(fact.key for fact in holdings.about(aspect) if fact.day <= on)
    unit = asked.unit or _("万元")
    said = _("%(what)s %(amount)s 万元") % {"what": label, "amount": grouped(in_unit(have, _("万元")))}
    if budget:
        said = _("%(said)s，计划 %(budget)s 万元") % {"said": said, "budget": grouped(in_unit(budget, _("万元")))}
    if unit in {"%", "％"}:
        if not budget:
            return Measured(None, missing=_("没有计划投资，无法计算占比"), facts=keys, said=said)
        actual, target = rounded(Fraction(have) * 100 / Fraction(budget), 5), None
    else:
        actual = in_unit(have, unit)
        target = in_unit(budget, unit) if asked.value is None and budget is not None else None
    return Measured(actual, as_of=on, fact_day=last_day(holdings, on), target=target, facts=keys, said=said)


def _land(holdings: Holdings, on: date) -> Measured:
    needed = max(holdings.about(aspects.LAND_NEEDED), key=_recorded, default=None)
    facts = [fact for fact in holdings.about(aspects.LAND) if fact.day <= on and _holds(fact.proofs, holdings)]
    conforms = max((f for f in holdings.about(aspects.CONFORMS) if f.day <= on), key=lambda f: f.day, default=None)
    if needed is None or not needed.value:
        return Measured(None, missing=_("还没有填报所需用地"))
    if not facts and conforms is None:
        return Measured(None, missing=_("还没有填报已批用地"))
    have = max(facts, key=lambda fact: fact.day).value or Decimal(0) if facts else Decimal(0)
    said = _("已批用地 %(have)s 亩，所需 %(need)s 亩") % {"have": grouped(have), "need": grouped(needed.value)}
    late = ""
    if conforms is not None and conforms.word == "no":
        late = _("项目不符合国土空间规划，用地无法保障")
    return Measured(
        min(HUNDRED, rounded(Fraction(have) * 100 / Fraction(needed.value), 5)),
        as_of=on,
        fact_day=last_day(holdings, on),
        target=HUNDRED,
        facts=tuple(fact.key for fact in (*facts, conforms) if fact is not None),
        said=said,
        late=late,
    )


def _recorded(fact: object) -> str:
    return str(getattr(fact, "recorded_at", ""))


def _holds(proofs: int, holdings: Holdings) -> bool:
    return proofs > 0 or holdings.settings.get("proof", True) is False


def _physical(code: str, asked: Asked, holdings: Holdings, on: date) -> Measured:
    label, unit = figures_of(holdings.settings).get(code, (_("实物量"), ""))
    facts = [fact for fact in holdings.about(aspects.FIGURE + code) if fact.day <= on and _holds(fact.proofs, holdings)]
    have = total(facts, on)
    if have is None:
        return Measured(None, missing=_("还没有填报“%(what)s”") % {"what": label})
    said = _("%(what)s %(amount)s %(unit)s") % {"what": label, "amount": grouped(have), "unit": unit}
    actual = have
    if asked.unit and asked.unit != unit:
        try:
            actual = convert(have, unit, asked.unit, places=5)
        except FigureError:
            text = _("“%(what)s”以%(unit)s计，不能换算成%(asked)s")
            return Measured(None, missing=text % {"what": label, "unit": unit, "asked": asked.unit}, said=said)
    keys = tuple(fact.key for fact in facts)
    return Measured(actual, as_of=on, fact_day=last_day(holdings, on), facts=keys, said=said)
