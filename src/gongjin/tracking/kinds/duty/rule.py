"""What a tracker reads of a duty."""

from __future__ import annotations

from dataclasses import dataclass

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.duty.form import PEOPLE, Form, Json

COMPLETENESS = "completeness"
RECORDS = "records"
_SUM = "sum:"


@dataclass(frozen=True, slots=True)
class Rule:
    """`read` is completeness (done of due), records (how many), or sum with the `key` of a count or of the people."""

    read: str
    key: str = ""

    def as_json(self) -> dict[str, object]:
        """As a tracker keeps it."""
        return {"read": f"{_SUM}{self.key}" if self.key else self.read}


def rule_of(raw: Json, form: Form) -> Rule:
    """The rule that was kept. Raises `Invalid` for a count that the duty does not have."""
    read = str(raw.get("read") or COMPLETENESS)
    if read in {COMPLETENESS, RECORDS}:
        return Rule(read)
    key = read.removeprefix(_SUM) if read.startswith(_SUM) else ""
    if key != PEOPLE and form.count(key) is None:
        raise Invalid(_("这项常态工作没有“%(key)s”这个计数项目。") % {"key": key or read}, "read")
    return Rule("sum", key)


def words(rule: Rule, form: Form) -> str:
    """What counts, in one phrase."""
    shown = {"cadence": form.cadence.label, "times": form.times}
    if rule.read == COMPLETENESS:
        text = _("%(cadence)s %(times)s 次，按期完成的次数与应完成次数之比") % shown
        if form.months:
            named = "、".join(str(month) for month in form.months)
            text = _("%(text)s（%(months)s月）") % {"text": text, "months": named}
        return text
    if rule.read == RECORDS:
        return _("记录的次数")
    count = form.count(rule.key)
    return _("各次记录的%(count)s合计") % {"count": count.label if count else _("参加人次")}
