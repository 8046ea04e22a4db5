"""Ready-made duties."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.duty.form import CountField, Form
from gongjin.tracking.kinds.duty.slots import Cadence
from gongjin.tracking.kinds.protocol import Template

WINTERING = (1, 2, 3, 10, 11, 12)
"""The months in which waterbirds winter on the lakes of the middle Yangtze."""


def templates() -> tuple[Template, ...]:
    """As the pages offer them."""
    return (
        _made("patrol", _("日常巡护"), _("保护区、湖区、堤防按周巡护，发现问题转整改"),
              Form(Cadence.WEEK, each_place=True,
                   counts=(_count("distance", _("巡护里程"), _("公里")), _count("removed", _("清除违规物"), _("处"))))),
        _made("wintering_patrol", _("越冬期巡护"), _("水鸟越冬期（10月至次年3月）按周巡护"),
              Form(Cadence.WEEK, months=WINTERING, each_place=True,
                   counts=(_count("distance", _("巡护里程"), _("公里")), _count("rescued", _("救护"), _("只"))))),
        _made("survey", _("水鸟调查监测"), _("越冬期每月按点位计数，按种类登记"),
              Form(Cadence.MONTH, months=WINTERING, each_place=True, counts=(
                  _count("swan_goose", _("鸿雁"), _("只")), _count("bean_goose", _("豆雁"), _("只")),
                  _count("white_fronted_goose", _("白额雁"), _("只")), _count("tundra_swan", _("小天鹅"), _("只")),
                  _count("mallard", _("绿头鸭"), _("只")), _count("spoonbill", _("白琵鹭"), _("只")),
                  _count("black_stork", _("黑鹳"), _("只")), _count("white_crane", _("白鹤"), _("只")),
                  _count("lapwing", _("凤头麦鸡"), _("只")), _count("other", _("其他水鸟"), _("只"))))),
        _made("inspection", _("定期检查"), _("每月检查，发现问题转整改"),
              Form(Cadence.MONTH, counts=(_count("sites", _("检查点位"), _("处")),))),
        _made("meetings", _("专班会议"), _("召集人会议、调度会按期召开"),
              Form(Cadence.MONTH,
                   counts=(_count("topics", _("议题"), _("个")), _count("resolved", _("议定事项"), _("项"))))),
        _made("reports", _("按时报送"), _("各单位每月按时报送进展"),
              Form(Cadence.MONTH, each_place=True, noun=str(_("期")))),
        _made("envoys", _("特派员服务"), _("科技特派员等每月下基层服务的天数"),
              Form(Cadence.MONTH, each_place=True, counts=(_count("days", _("服务天数"), _("天")),
                   _count("trained", _("培训人数"), _("人")), _count("served", _("服务农户"), _("户"))))),
        _made("publicity", _("宣传活动"), _("政策宣讲、科普和普法宣传按季开展"),
              Form(Cadence.QUARTER, counts=(_count("audience", _("参加人数"), _("人")),))),
    )  # fmt: skip


def template(code: str) -> Template:
    """One of them."""
    return next(item for item in templates() if item.code == code)


def _count(key: str, label: Text, unit: Text) -> CountField:
    return CountField(key, str(label), str(unit))


def _made(code: str, label: Text, note: Text, form: Form) -> Template:
    cycle = PeriodKind.QUARTER if form.cadence is Cadence.QUARTER else PeriodKind.MONTH
    return Template(code, label, note, form.as_json(), str(_("次")), cycle)
