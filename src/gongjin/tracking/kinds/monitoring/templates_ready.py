"""Ready-made sets of stations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.protocol import Template

USUAL = ["ph", "do", "codmn", "cod", "bod5", "nh3n", "tp"]

TEMPLATES = (
    Template("lake_phosphorus", _("湖库总磷"), _("湖库断面总磷浓度，对照 GB 3838-2002"),
             {"water_body": "lake", "parameters": ["tp"]}, "mg/L"),
    Template("river_section", _("河流断面水质"), _("河流断面常规项目，逐月定类"),
             {"water_body": "river", "parameters": USUAL}, "mg/L"),
    Template("lake_section", _("湖库水质"), _("湖库常规项目和总氮，逐月定类"),
             {"water_body": "lake", "parameters": [*USUAL, "tn"]}, "mg/L"),
    Template("load", _("污染物减排量"), _("按来源登记减排吨数，各来源相加"),
             {"water_body": "lake", "parameters": ["tp"]}, "吨", PeriodKind.QUARTER),
)  # fmt: skip
