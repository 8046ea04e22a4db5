"""What a tracker counts of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.register.form import OWN, Form, Json
from gongjin.tracking.rules.holdings import Thing

ENTRIES = "entries"
ALL = "all"
_FIGURE = "figure:"
Where = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Entries at or past `stage` that fulfil `where`, or the sum of their `figure`.

    `since`: only those that reached the stage within the tracker's time. `added`: each is counted by one tracker only.
    `partial`: what is done of unfinished entries counts. `of`: the whole that a coverage is of, None for no coverage.
    """

    stage: str
    figure: str = ""
    where: Where = field(default_factory=dict)
    since: bool = False
    added: bool = False
    partial: bool = False
    of: Where | None = None

    def figure_adds(self, form: Form) -> bool:
        """Whether what is summed are amounts of periods, so that the amounts lie within the time and not the stage."""
        declared = form.figure(self.figure)
        return declared is not None and declared.adds

    def as_json(self) -> dict[str, object]:
        """As a tracker keeps it."""
        made: dict[str, object] = {
            "count": f"{_FIGURE}{self.figure}" if self.figure else ENTRIES,
            "stage": self.stage,
            "where": _plain(self.where),
            "since": self.since,
            "added": self.added,
            "partial": self.partial,
        }
        if self.of is not None:
            made["of"] = {"where": _plain(self.of)} if self.of else ALL
        return made


def rule_of(raw: Json, form: Form) -> Rule:
    """The rule that was kept, against the register's form. Raises `Invalid` for what the register does not have."""
    count = str(raw.get("count") or ENTRIES)
    figure = count.removeprefix(_FIGURE) if count.startswith(_FIGURE) else ""
    if count != ENTRIES and not (figure and form.figure(figure)):
        raise Invalid(_("名录中没有“%(count)s”这个数值字段。") % {"count": figure or count}, "count")
    stage = str(raw.get("stage") or form.stages[-1].code)
    if form.rank(stage) < 0:
        raise Invalid(_("名录中没有“%(stage)s”这个阶段。") % {"stage": stage}, "stage")
    partial = bool(raw.get("partial"))
    if partial and figure not in (form.partial or {}):
        raise Invalid(_("这个名录没有约定部分完成怎么算，不能计入部分完成的量。"), "partial")
    of = raw.get("of")
    whole: Where | None = None
    if of is not None:
        if of != ALL and not isinstance(of, Mapping):
            raise Invalid(_("覆盖率的总数应为全部条目，或按字段筛选的条目。"), "of")
        whole = {} if not isinstance(of, Mapping) else _where(of.get("where"), form, "of")
    added = bool(raw.get("added"))
    if added and whole is not None:
        raise Invalid(_("覆盖率不能同时按新增计数。"), "added")
    return Rule(
        stage, figure, _where(raw.get("where"), form, "where"), bool(raw.get("since")) or added, added, partial, whole
    )


def _where(raw: object, form: Form, name: str) -> Where:
    if raw in (None, "", {}):
        return {}
    if not isinstance(raw, Mapping):
        raise Invalid(_("筛选条件有误。"), name)
    found: dict[str, tuple[str, ...]] = {}
    for key, value in raw.items():
        declared = next((item for item in form.texts if item.key == key), None)
        if declared is None and key not in OWN:
            raise Invalid(_("名录中没有“%(key)s”这个可筛选的字段。") % {"key": str(key)}, name)
        values = tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else (str(value),)
        odd = next((item for item in values if declared and declared.choices and item not in declared.choices), None)
        if not values or odd is not None:
            label = declared.label if declared else str(key)
            raise Invalid(_("“%(field)s”没有“%(value)s”这个选项。") % {"field": label, "value": odd or ""}, name)
        found[str(key)] = values
    return dict(sorted(found.items()))


def fits(thing: Thing, where: Where) -> bool:
    """Whether an entry fulfils a filter."""
    own = {"code": thing.code, "name": thing.name, "unit": thing.unit, "township": thing.township}
    return all((own[key] if key in own else thing.fields.get(key, "")) in values for key, values in where.items())


def words(rule: Rule, form: Form) -> str:
    """What counts, in one phrase: 级别为省级、达到“认定”的条目数（本期新增）."""
    parts = [*(_filter_words(key, values, form) for key, values in rule.where.items())]
    parts.append(_("达到“%(stage)s”") % {"stage": form.label(rule.stage)})
    kept = "、".join(parts)
    declared = form.figure(rule.figure)
    if declared and rule.of is not None:
        text = _("%(kept)s的条目的%(figure)s占全部%(figure)s的比重") % {"kept": kept, "figure": declared.label}
    elif declared:
        text = _("%(kept)s的条目的%(figure)s合计") % {"kept": kept, "figure": declared.label}
    elif rule.of is not None:
        whole = "、".join(_filter_words(key, values, form) for key, values in rule.of.items())
        text = (
            _("%(kept)s的条目占%(whole)s的条目的比重") % {"kept": kept, "whole": whole}
            if whole
            else _("%(kept)s的条目占全部条目的比重") % {"kept": kept}
        )
    else:
        text = _("%(kept)s的条目数") % {"kept": kept}
    notes = []
    if rule.added:
        notes.append(_("本期新增，每条只计一次"))
    elif rule.since:
        notes.append(_("本期新增"))
    if rule.partial:
        notes.append(_("未完成的按已完成量计"))
    return _("%(text)s（%(notes)s）") % {"text": text, "notes": "；".join(notes)} if notes else text


def _filter_words(key: str, values: tuple[str, ...], form: Form) -> str:
    own = {"code": _("编号"), "name": _("名称"), "unit": _("责任单位"), "township": _("乡镇")}
    label = own.get(key) or next((item.label for item in form.fields if item.key == key), key)
    return _("%(field)s为%(values)s") % {"field": label, "values": _("或").join(values)}


def _plain(where: Where) -> dict[str, object]:
    return {key: values[0] if len(values) == 1 else list(values) for key, values in where.items()}
