"""What the pages of a project ask for; each form makes one action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.audit.actions import Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import Text
from gongjin.core import clock, figures
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.evidence.models import Evidence
from gongjin.people.forms import RefusableForm
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.actions import (
    AddPhotos,
    ForecastMilestone,
    NewMilestone,
    PlanMilestones,
    ReportMilestone,
    ReviseMilestone,
)
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordFigure, RecordLand, RecordMoney
from gongjin.tracking.kinds.project.money import ADDED, TO_DATE
from gongjin.tracking.kinds.project.settings import figures_of, weight_of
from gongjin.tracking.models import DataSet, Item

Proofs = tuple[Evidence, ...]
HOW = ((ADDED, gettext_lazy("本期数")), (TO_DATE, gettext_lazy("累计数")))


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput({"class": "form-control", "type": "date"}, "%Y-%m-%d")
    )


def _text(label: Any, *, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput({"class": "form-control"})
    return forms.CharField(label=label, required=required, max_length=300, help_text=hint, widget=widget)


def _choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.Select({"class": "form-select"}))


class FigureInput(forms.CharField):
    """A figure as people type it: 1,200 or 20.8万."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        widget = forms.TextInput({"class": "form-control", "inputmode": "decimal"})
        super().__init__(label=label, required=required, max_length=60, widget=widget)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return figures.parse(text)
        except figures.FigureError as error:
            raise forms.ValidationError(str(error)) from error


class ActForm(RefusableForm):
    """A form of one act on a project. `code` is the action's, `proves` whether files go with it."""

    title: Text = ""
    code = ""
    proves = False

    def __init__(self, data_set: DataSet, item: Item | None, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.data_set = data_set
        self.item = item
        self.ready()

    def ready(self) -> None:
        """Fill in what depends on the project."""

    def action(self, proofs: Proofs) -> Action[DataSet]:
        """The action that the valid form means."""
        raise NotImplementedError

    @property
    def milestone(self) -> Item:
        """The milestone that it is about; raises `Invalid` for none."""
        if self.item is None:
            raise Invalid(_("请选择节点。"), "item")
        return self.item


class PlanForm(ActForm):
    """Several milestones, a line each, as they are pasted from a table."""

    title = gettext_lazy("安排节点")
    code = "tracking.project.plan"
    lines = forms.CharField(
        label=gettext_lazy("节点"),
        max_length=20_000,
        help_text=gettext_lazy(
            "每行一个节点：名称、类别（前期、建设、成果、资金）、权重、计划完成日期，用逗号隔开，可从 Excel 粘贴；"
            "日期写成 2024-06-30，可暂缺。"
        ),
        widget=forms.Textarea({"class": "form-control", "rows": "12"}),
    )

    def ready(self) -> None:
        there = set(self.data_set.items.filter(withdrawn_at=None).values_list("name", flat=True))
        suggested = self.data_set.settings.get("milestones") or []
        self.initial["lines"] = "\n".join(
            f"{item['name']}，{aspects.MilestoneKind(item['kind']).label}，{item['weight']}，"
            for item in suggested
            if item["name"] not in there
        )

    def clean_lines(self) -> list[NewMilestone]:
        found: list[NewMilestone] = []
        kinds = {kind.label: kind.value for kind in aspects.MilestoneKind}
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip(" ，,\t"):
                continue
            cells = [cell.strip() for cell in re.split(r"[\t，,]", line)] + [""] * 3
            try:
                kind = kinds.get(cells[1], "") if cells[1] else aspects.MilestoneKind.OUTPUT.value
                if not kind:
                    raise Invalid(_("类别“%(kind)s”不认识") % {"kind": cells[1][:20]})
                planned = date.fromisoformat(cells[3]) if cells[3] else None
                found.append(NewMilestone(cells[0], kind, weight_of(cells[2] or "1"), planned))
            except (Invalid, ValueError) as error:
                why = error.message if isinstance(error, Invalid) else _("日期应写成 2024-06-30")
                self.add_error("lines", _("第 %(n)d 行：%(why)s。") % {"n": number, "why": why.rstrip("。")})
        return found

    def action(self, proofs: Proofs) -> Action[DataSet]:
        return PlanMilestones(tuple(self.cleaned_data["lines"]))


class ReportForm(ActForm):
    """A milestone is done."""

    title = gettext_lazy("填报完成")
    code = "tracking.project.report"
    proves = True
    day = _day(gettext_lazy("完成日期"))
    why = _text(gettext_lazy("更正原因"), hint=gettext_lazy("只在更正已填报的日期时填写。"))

    def action(self, proofs: Proofs) -> Action[DataSet]:
        return ReportMilestone(self.milestone, self.cleaned_data["day"], proofs, self.cleaned_data["why"])


class ReviseForm(ActForm):
    """Another planned day or weight."""

    title = gettext_lazy("调整计划")
    code = "tracking.project.revise"
    planned = _day(gettext_lazy("计划完成日期"), required=False)
    weight = FigureInput(gettext_lazy("权重（不改可不填）"), required=False)
    why = _text(gettext_lazy("调整原因"), required=True, hint=gettext_lazy("原计划日期会一直保留、对照显示。"))

    def action(self, proofs: Proofs) -> Action[DataSet]:
        values = self.cleaned_data
        return ReviseMilestone(self.milestone, values["why"], values["planned"], values["weight"])


class ForecastForm(ActForm):
    """The day that is now expected."""

    title = gettext_lazy("预计完成")
    code = "tracking.project.forecast"
    day = _day(gettext_lazy("预计完成日期"))
    why = _text(gettext_lazy("说明"))

    def action(self, proofs: Proofs) -> Action[DataSet]:
        return ForecastMilestone(self.milestone, self.cleaned_data["day"], self.cleaned_data["why"])


def periods(*, years_ahead: int = 0) -> list[tuple[str, str]]:
    """Years, quarters and months that have begun, the latest first."""
    today = clock.today()
    found = [Period.of_year(today.year + step) for step in range(years_ahead, -3, -1)]
    for kind, count in ((PeriodKind.QUARTER, 8), (PeriodKind.MONTH, 24)):
        now = Period.containing(today, kind)
        found += [now.shifted(-step) for step in range(count)]
    return [(str(period), period.label) for period in found]


class _Amounts(ActForm):
    period = _choice(gettext_lazy("时期"))
    amount = FigureInput(gettext_lazy("数量"))
    how = _choice(gettext_lazy("口径"), HOW)
    why = _text(gettext_lazy("更正原因"), hint=gettext_lazy("只在更正同一时期已填报的数时填写。"))

    def clean_period(self) -> Period:
        try:
            return Period.parse(self.cleaned_data["period"])
        except PeriodError as error:
            raise forms.ValidationError(str(error)) from error

    def offer_periods(self, ahead: int = 0) -> None:
        """The periods that there are to choose from."""
        field = self.fields["period"]
        if isinstance(field, forms.ChoiceField):
            field.choices = periods(years_ahead=ahead)
        self.order_fields(["what", "source", "figure", "period", "amount", "unit", "how", "why"])


class MoneyForm(_Amounts):
    """Money of one source."""

    title = gettext_lazy("填报资金")
    code = "tracking.project.money"
    proves = True
    what = _choice(gettext_lazy("内容"))
    source = _choice(gettext_lazy("资金来源"))
    unit = _choice(gettext_lazy("单位"), (("万元", "万元"), ("元", "元"), ("亿元", "亿元")))

    def ready(self) -> None:
        self.offer_periods(3)
        for name, choices in (
            ("what", [(aspect, aspects.money_label(aspect)) for aspect in aspects.MONEY]),
            ("source", [(source, source) for source in self.data_set.settings.get("sources") or []]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def action(self, proofs: Proofs) -> Action[DataSet]:
        v = self.cleaned_data
        amount = Amount(v["what"], v["source"], v["period"], v["amount"], v["unit"], v["how"])
        return RecordMoney((amount,), v["why"], proofs)


class FigureForm(_Amounts):
    """Work done."""

    title = gettext_lazy("填报实物量")
    code = "tracking.project.figure"
    proves = True
    figure = _choice(gettext_lazy("实物量"))

    def ready(self) -> None:
        self.offer_periods()
        field = self.fields["figure"]
        if isinstance(field, forms.ChoiceField):
            listed = figures_of(self.data_set.settings)
            field.choices = [(code, f"{label}（{unit}）") for code, (label, unit) in listed.items()]

    def action(self, proofs: Proofs) -> Action[DataSet]:
        v = self.cleaned_data
        return RecordFigure(v["figure"], v["period"], v["amount"], v["how"], proofs, v["why"])


class LandForm(ActForm):
    """Land needed and approved, and the spatial plan."""

    title = gettext_lazy("填报用地保障")
    code = "tracking.project.land"
    proves = True
    day = _day(gettext_lazy("截至日期"))
    needed = FigureInput(gettext_lazy("所需用地"), required=False)
    approved = FigureInput(gettext_lazy("累计已批用地"), required=False)
    unit = _choice(gettext_lazy("单位"), (("亩", "亩"), ("公顷", "公顷")))
    conforms = forms.ChoiceField(
        label=gettext_lazy("符合国土空间规划"),
        required=False,
        choices=(("", gettext_lazy("不填报")), ("yes", gettext_lazy("符合")), ("no", gettext_lazy("不符合"))),
        widget=forms.Select({"class": "form-select"}),
    )
    why = _text(gettext_lazy("更正原因"), hint=gettext_lazy("只在更正已填报的数时填写。"))

    def action(self, proofs: Proofs) -> Action[DataSet]:
        v = self.cleaned_data
        conforms = {"yes": True, "no": False}.get(v["conforms"])
        return RecordLand(v["day"], v["needed"], v["approved"], v["unit"], conforms, proofs, v["why"])


class PhotosForm(ActForm):
    """Photos of a day."""

    title = gettext_lazy("上传现场照片")
    code = "tracking.project.photos"
    proves = True
    day = _day(gettext_lazy("拍摄日期"))
    caption = _text(gettext_lazy("说明"))

    def action(self, proofs: Proofs) -> Action[DataSet]:
        return AddPhotos(self.cleaned_data["day"], proofs, self.cleaned_data["caption"], self.item)


FORMS: dict[str, type[ActForm]] = {
    "plan": PlanForm,
    "money": MoneyForm,
    "land": LandForm,
    "figure": FigureForm,
    "photos": PhotosForm,
}
"""Acts on the project as a whole, by their address."""

ITEM_FORMS: dict[str, type[ActForm]] = {
    "report": ReportForm,
    "revise": ReviseForm,
    "forecast": ForecastForm,
    "photos": PhotosForm,
}
"""Acts on one milestone."""
