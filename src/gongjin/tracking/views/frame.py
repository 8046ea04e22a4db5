"""The header and tabs of a data set's page, for every page of it, the kinds' own too."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjin.core import clock
from gongjin.core.periods import PeriodKind
from gongjin.people.access import roles_of, signed_in
from gongjin.tracking import states
from gongjin.tracking.kinds import kind
from gongjin.tracking.kinds.tabs import tabs_of
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.data_sets import trackers_of
from gongjin.tracking.views.shown import allowed


def frame_of(request: HttpRequest, data_set: DataSet, tab: str) -> dict[str, object]:
    """The context that `tracking/data/base.html` takes; `tab` is the address name of the page shown."""
    return {
        "data_set": data_set,
        "kind": kind(data_set.kind),
        "tabs": [
            {"label": item.label, "url": reverse(item.url_name, args=[data_set.public_id]), "on": item.url_name == tab}
            for item in tabs_of(data_set.kind, roles_of(signed_in(request)))
        ],
        "trackers": trackers_of(data_set),
        "cycle": CYCLES.get(data_set.cycle, data_set.cycle),
        "may_change": allowed(request, states.DATA_SET, "tracking.data_set.change", data_set),
        "may_reopen": allowed(request, states.DATA_SET, "tracking.data_set.reopen", data_set),
        "may_record": allowed(request, states.DATA_SET, "tracking.facts.correct", data_set),
        "today": clock.today(),
    }


CYCLES: dict[str, str | Promise] = {
    PeriodKind.TEN_DAYS.value: _("旬"),
    PeriodKind.MONTH.value: _("月"),
    PeriodKind.QUARTER.value: _("季"),
    PeriodKind.HALF.value: _("半年"),
    PeriodKind.YEAR.value: _("年"),
}
