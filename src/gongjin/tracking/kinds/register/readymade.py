"""Ready-made registers, one for each sort of work that regional plans count in entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.protocol import Template
from gongjin.tracking.kinds.register.form import Field, FieldKind, Form, Stage


@dataclass(frozen=True, slots=True)
class Ready:
    """A form as it is written here: a stage is `code label`, with `!` where it needs evidence and `?` where an entry
    may do without it."""

    code: str
    label: Text
    note: Text
    noun: Text
    stages: tuple[tuple[str, Text], ...]
    fields: tuple[Field, ...] = ()
    partial: Mapping[str, str] = field(default_factory=dict)
    cycle: PeriodKind = PeriodKind.MONTH

    @property
    def form(self) -> Form:
        """What it declares."""
        stages = tuple(
            Stage(code.rstrip("!?"), str(label), evidence="!" in code, skip="?" in code) for code, label in self.stages
        )
        return Form(stages, self.fields, self.partial, str(self.noun))

    def template(self) -> Template:
        """As the pages offer it."""
        return Template(self.code, self.label, self.note, self.form.as_json(), str(self.noun), self.cycle)


def _level() -> Field:
    levels = (str(_("国家级")), str(_("省级")), str(_("市级")), str(_("县级")))
    return Field("level", str(_("级别")), FieldKind.CHOICE, choices=levels, level=True)


def _text(key: str, label: Text, *, unique: bool = False) -> Field:
    return Field(key, str(label), unique=unique)


def _day(key: str, label: Text) -> Field:
    return Field(key, str(label), FieldKind.DATE)


def _figure(key: str, label: Text, unit: Text, *, adds: bool = False) -> Field:
    return Field(key, str(label), FieldKind.FIGURE, str(unit), adds=adds)


def _choice(key: str, label: Text, *choices: Text) -> Field:
    return Field(key, str(label), FieldKind.CHOICE, choices=tuple(str(item) for item in choices))


def ready() -> tuple[Ready, ...]:
    """All of them, in the order in which they are offered."""
    return (*_enterprises(), *_works(), *_countryside(), *_people())


def _enterprises() -> tuple[Ready, ...]:
    return (
        Ready("recognition", _("认定类名录"), _("节水型企业、绿色工厂、龙头企业等按级别认定"), _("家"),
              (("applied", _("申报")), ("accepted?", _("受理")), ("reviewed?", _("审核")), ("published?", _("公示")),
               ("recognised!", _("认定"))),
              (_level(), _text("credit_code", _("统一社会信用代码"), unique=True), _text("industry", _("行业")),
               _day("expires", _("有效期至")))),
        Ready("investment", _("招商引资"), _("招商线索、签约和投产项目"), _("个"),
              (("lead", _("线索")), ("talks?", _("洽谈")), ("signed!", _("签约")), ("settled?", _("落地")),
               ("started!", _("开工")), ("producing!", _("投产"))),
              (_text("investor", _("投资方")), _choice("investor_kind", _("企业类型"), _("跨国公司"), _("知名企业"),
               _("行业龙头企业"), _("其他")), _text("industry", _("行业")),
               _figure("agreed", _("协议投资额"), _("万元")),
               _figure("paid", _("到位资金"), _("万元"), adds=True))),
        Ready("application", _("申报入库"), _("争取列入上级清单、名录或项目库"), _("个"),
              (("prepared", _("谋划")), ("written?", _("编制")), ("applied!", _("申报")), ("reviewed?", _("评审")),
               ("listed!", _("列入"))),
              (_level(), _text("list", _("清单名称")), _figure("money", _("申报资金"), _("万元")))),
        Ready("pilot", _("试点示范"), _("确定并完成试点"), _("个"),
              (("applied", _("申报")), ("chosen!", _("确定")), ("planned?", _("方案")), ("running?", _("实施")),
               ("accepted!", _("评估验收"))),
              (_level(), _text("subject", _("试点内容")))),
        Ready("events", _("招商会、展会和推介活动"), _("每场活动及其成果"), _("场"),
              (("planned", _("筹备")), ("held!", _("举办")), ("followed?", _("成果跟踪"))),
              (_text("venue", _("地点")), _figure("visitors", _("参加人数"), _("人")),
               _figure("agreed", _("签约金额"), _("万元")))),
    )  # fmt: skip


def _works() -> tuple[Ready, ...]:
    return (
        Ready("building", _("建设类名录"), _("学校、卫生院、服务中心等逐个建设"), _("所"),
              (("site", _("选址")), ("land?", _("用地")), ("approved?", _("立项")), ("started!", _("开工")),
               ("framed?", _("主体")), ("completed", _("完工")), ("accepted!", _("验收")), ("in_use!", _("投用"))),
              (_choice("works", _("建设性质"), _("新建"), _("改扩建"), _("提质改造")), _text("category", _("类别")),
               _figure("area", _("建筑面积"), _("平方米")), _figure("places", _("学位（床位）"), _("个")),
               _figure("money", _("总投资"), _("万元")), _figure("paid", _("完成投资"), _("万元"), adds=True))),
        Ready("lines", _("线路类工程"), _("道路、管网、沟渠、堤防逐段建设"), _("段"),
              (("approved", _("立项")), ("started!", _("开工")), ("completed?", _("完工")), ("accepted!", _("验收"))),
              (_text("category", _("类别")), _figure("length", _("长度"), _("公里")),
               _figure("length_done", _("已完成长度"), _("公里")), _figure("money", _("总投资"), _("万元"))),
              {"length": "length_done"}),
        Ready("points", _("设施设备点位"), _("充电桩、基站、客货邮站点等"), _("个"),
              (("site", _("选址")), ("building?", _("建设")), ("installed?", _("安装")), ("in_use!", _("投用"))),
              (_choice("place_kind", _("场所"), _("乡镇机关"), _("企事业单位"), _("商业建筑"), _("交通枢纽"),
               _("公路沿线"), _("村庄"), _("其他")), _figure("devices", _("设备数"), _("个")),
               _figure("power", _("功率"), _("千瓦")))),
        Ready("rectification", _("问题整改"), _("督察、巡查等发现的问题逐项销号"), _("个"),
              (("assigned", _("交办")), ("rectifying", _("整改")), ("checked?", _("自查")), ("accepted!", _("验收")),
               ("closed!", _("销号"))),
              (_choice("source", _("问题来源"), _("中央督察"), _("省级督察"), _("警示片"), _("日常巡查"), _("自查"),
               _("其他")), _day("found", _("发现日期")), _day("due", _("整改时限")), _text("problem", _("问题描述")))),
        Ready("coverage", _("服务覆盖"), _("某项服务在村（社区）、乡镇或机构的覆盖"), _("个"),
              (("surveyed", _("摸底")), ("building?", _("建设")), ("opened!", _("开通"))),
              (_text("category", _("类别")), _figure("households", _("覆盖户数"), _("户")))),
    )  # fmt: skip


def _countryside() -> tuple[Ready, ...]:
    return (
        Ready("farmland", _("高标准农田"), _("按项目区建设，按亩统计"), _("处"),
              (("approved", _("立项")), ("started?", _("实施")), ("accepted!", _("验收")), ("mapped!", _("上图入库"))),
              (_choice("works", _("建设性质"), _("新建"), _("改造提升")), _figure("area", _("面积"), _("亩")),
               _figure("area_done", _("已完成面积"), _("亩")), _figure("capacity", _("新增粮食产能"), _("公斤")),
               _figure("money", _("总投资"), _("万元"))),
              {"area": "area_done"}),
        Ready("land_contracts", _("土地延包"), _("按村推进土地承包到期后延包"), _("个"),
              (("surveyed", _("摸底")), ("planned", _("方案")), ("published", _("公示")), ("signed!", _("签约")),
               ("filed!", _("建档"))),
              (_figure("households", _("应签户数"), _("户")), _figure("households_done", _("已签户数"), _("户")),
               _figure("area", _("承包面积"), _("亩"))),
              {"households": "households_done"}),
        Ready("villages", _("示范村镇创建"), _("美丽乡村、治理示范、人居环境示范村镇"), _("个"),
              (("chosen", _("确定创建")), ("building", _("建设")), ("checked?", _("自评")), ("accepted!", _("验收")),
               ("named!", _("命名"))),
              (_level(), _choice("category", _("类别"), _("村"), _("乡镇"), _("社区")),
               _figure("households", _("户数"), _("户")))),
    )  # fmt: skip


def _people() -> tuple[Ready, ...]:
    return (
        Ready("people", _("人员选派"), _("科技特派员、驻村干部等选派到岗"), _("名"),
              (("chosen", _("选定")), ("sent!", _("派出")), ("served?", _("服务期满")), ("assessed!", _("考核合格"))),
              (_text("sender", _("派出单位")), _text("speciality", _("专业领域")), _text("served_at", _("服务地点")))),
        Ready("households", _("人口与农户台账"), _("按乡镇、按期登记落户、参保、就业人数和户数"), _("个"),
              (("listed", _("建账")), ("reporting", _("在报"))),
              (_figure("persons", _("新增人数"), _("人"), adds=True),
               _figure("households", _("新增户数"), _("户"), adds=True),
               _figure("insured", _("参保面积"), _("亩"), adds=True))),
    )  # fmt: skip


def templates() -> tuple[Template, ...]:
    """As the pages offer them."""
    return tuple(item.template() for item in ready())
