"""The form of a duty's rule, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.duty.form import PEOPLE, form_of
from gongjin.tracking.kinds.duty.rule import COMPLETENESS, RECORDS
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import Choices, RuleField


def fields(settings: Json, things: Choices = ()) -> Sequence[RuleField]:
    """What is read of the records."""
    counts = tuple(
        (f"sum:{item.key}", gettext("各次记录的%(count)s合计") % {"count": item.label})
        for item in form_of(settings).counts
    )
    reads: tuple[tuple[str, Text], ...] = (
        (COMPLETENESS, _("按期完成的次数与应完成次数之比")),
        (RECORDS, _("记录的次数")),
        (f"sum:{PEOPLE}", _("各次记录的参加人次合计")),
        *counts,
    )
    return (RuleField("read", _("按什么计量"), reads),)


def rule_of(given: Mapping[str, str], settings: Json) -> Json:
    """The rule that the fields say; `checked_rule` refuses what does not hold together."""
    return {"read": given.get("read", "")}
