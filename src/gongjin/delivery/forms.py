"""What the office types to hand out something that stands in no plan."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.core import clock
from gongjin.delivery.actions.batches import MOST_SIGN_DAYS, Asked
from gongjin.delivery.models import Authority
from gongjin.delivery.rules.dates import SIGN_DAYS, is_day_of
from gongjin.ledger.models import Cadence
from gongjin.people.models import Jurisdiction, Unit

CONTROL = {"class": "form-control"}


def _words(label: Any, most: int, *, rows: int = 0, required: bool = True, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea({**CONTROL, "rows": rows}) if rows else forms.TextInput(CONTROL)
    return forms.CharField(label=label, max_length=most, widget=widget, required=required, help_text=hint)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({**CONTROL, "type": "date"}, format="%Y-%m-%d"))


def _choice(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    widget = forms.Select({"class": "form-select"})
    return forms.ChoiceField(label=label, choices=choices, widget=widget, help_text=hint)


class NewForm(forms.Form):
    """An assignment by a resolution or an instruction, for one unit or several."""

    title = _words(gettext_lazy("交办事项"), 300)
    authority = _choice(
        gettext_lazy("来源依据"), [(kind.value, kind.label) for kind in Authority if kind != Authority.PLAN]
    )
    reference = _words(gettext_lazy("依据的文号或名称"), 200, hint=gettext_lazy("例如：县政府常务会议纪要〔2025〕8号"))
    dated = _day(gettext_lazy("依据的日期"))
    text = _words(gettext_lazy("依据的内容"), 3000, rows=3, hint=gettext_lazy("批示或议定的原话"))
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("承担单位"),
        widget=forms.SelectMultiple({"class": "form-select", "size": 8}),
        help_text=gettext_lazy("按住 Ctrl 可选多个"),
        to_field_name="public_id",
    )
    due = _day(gettext_lazy("完成时限"))
    cadence = _choice(gettext_lazy("填报周期"), Cadence.choices)
    report_day = forms.IntegerField(
        label=gettext_lazy("填报日"),
        min_value=0,
        max_value=31,
        widget=forms.NumberInput(CONTROL),
        help_text=gettext_lazy("每周填 1 至 7（星期几），其余填几日；按节点填 0"),
    )
    evidence = _words(gettext_lazy("佐证要求"), 300, required=False)
    sign_days = forms.IntegerField(
        label=gettext_lazy("签收期限（工作日）"),
        min_value=1,
        max_value=MOST_SIGN_DAYS,
        widget=forms.NumberInput(CONTROL),
    )
    approver = _words(gettext_lazy("批准人职务"), 60, required=False, hint=gettext_lazy("到期不足两个工作日时必填"))
    hurry = _words(gettext_lazy("不足两个工作日的原因"), 300, required=False)
    why = _words(gettext_lazy("仍然下达的原因"), 300, required=False, hint=gettext_lazy("可能重复要求时必填"))
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, of: Jurisdiction, data: Any = None) -> None:
        first = {
            "once": uuid4(),
            "sign_days": SIGN_DAYS,
            "dated": clock.today(),
            "cadence": Cadence.BY_EVENT.value,
            "report_day": 0,
        }
        super().__init__(data, initial=first)
        chosen = self.fields["units"]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            chosen.queryset = Unit.objects.filter(jurisdiction=of, active=True).order_by("sort_key", "pk")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if {"cadence", "report_day"} <= values.keys() and not is_day_of(values["cadence"], values["report_day"]):
            self.add_error("report_day", _("填报周期和填报日不相符，请检查。"))
        return values

    def asked(self) -> tuple[Asked, ...]:
        """What is asked of each unit."""
        values = self.cleaned_data
        said = ("title", "due", "cadence", "report_day", "authority", "reference", "dated", "text", "evidence", "why")
        return tuple(Asked(unit=unit, **{name: values[name] for name in said}) for unit in values["units"])
