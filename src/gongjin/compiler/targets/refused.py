"""Figures that promise nothing: rules of money, thresholds, specifications, what is lacking, what others have."""

from __future__ import annotations

import re

from gongjin.compiler.clauses import Clause
from gongjin.compiler.context import Context
from gongjin.compiler.figures import Figure
from gongjin.compiler.targets.items import Item
from gongjin.compiler.units_of_measure import is_measured, is_percent

_PER_ONE = re.compile(r"每(?:人|户|次|亩|月|件|例|名|个|家|吨|台|头|生|天|日|座|宗|股|单)|最高$|单(?:人|户|次|件|笔)")
_EARNED = re.compile(r"产值|收入|税收|利润|产量|收益|效益|强度|产出|增收|投资|工资|纯收")
_ALLOTTED = re.compile(
    r"(?:安排|下达|拨付|落实|核拨|列支|设立)[^，]{0,14}(?:补助|补贴|奖补|经费|预算|资金|资金池)[^，]{0,2}$"
)
_EVERY_YEAR = re.compile(r"每年|年均|不(?:低于|少于)|累计|争取")
_INTO_BUDGET = re.compile(r"(?:列入|纳入)[^，]{0,8}预算")
_OF_THESE = re.compile(r"[\u4e00-\u9fff]{0,4}的")
_SOME = frozenset(("", "其中", "其中有", "有", "仍有", "还有", "尚有"))
_LACKS = re.compile(
    r"不配套|不到位|闲置|未(?!来)|缺(?:失|少|乏|口)|滞后|不足|不规范|不完善|超标|不达标|不合格|损坏|破损|停用|"
    r"不符合|违规|违法|逾期"
)
_MENDED = re.compile(r"完成|整改|修复|治理|消除|清零|处置|盘活|改造|达标(?<!不达标)")
_SPECIFIED = re.compile(r"^(?:单[台个座体机套]|(?:每|平均)?[台座套](?:设计)?|最[长高多大])")
_TARIFF = re.compile(
    r"(?:费率|税率|利率|费用|收费|价格|缴费比例|首付比例)[^，]{0,6}(?:下调|降低|减按|下降|上浮|下浮|优惠)"
)
_COMPARISON = re.compile(
    r"(?:国家|上级|全[国省市县区]|[省市县区](?![^，]{0,3}级以上))(?:、(?:省|市|县))*(?:级)?(?:下达|平均|目标|要求|考核|任务|标准)|"
    r"高于|低于|快于|较|比(?!例|重|率)|超(?!过)|上年|去年|同期|原"
)
_MEAN_AFTER = re.compile(r"(?:的)?(?:平均水平|平均值|平均数|平均增速|以上者)")


_OFFICER = re.compile(
    r"(?:[^，、]{0,6}(?:分管|主要|专门|专职))?[^，、]{0,4}(?:负责同志|负责人|责任人|联络员|联络人|联系人|分管领导|专人|信息员|工作人员)"
)
_NAMES_ONE = re.compile(r"(?:确定|明确|指定|安排|抽调|落实|固定)(?:至少)?$")
_THERE_ARE = re.compile("(?:其中|中|仍|还|尚)有$")
_PER_EVENT = re.compile("每(?:发现|发生|出现|少|多|缺|超|低|高|增|降|减|有|迟|漏|错)[^，]{0,10}$")
_OF_MARKS = re.compile("(?:优秀|良好|合格)(?:等次|档次)?(?:比例|名额)")
_FREE = re.compile(r"每[人户生名](?:每[年月天日])?[^，、]{0,8}$")
_SHARE_OF_MARKS = re.compile("(?:分值|权重|占分)[^，]{0,4}$")
_REACH = re.compile("(?:服务|辐射|覆盖)?(?:半径|范围)|(?:左右的?)?(?:通勤圈|生活圈|服务圈|缓冲带)|以?内的?[^，]{2}")
"""How far something reaches (500米服务半径, 200米范围内)."""
_ACHIEVES = frozenset(("实现", "推动", "确保", "力争", "基本实现", "力争实现", "确保实现", "全面实现", "对"))
_SIZES = frozenset({"人", "户", "亩", "元", "吨", "千瓦", "米", "公里", "平方米", "立方米", "张", "床", "间"})
_SIZED = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:企业|班额|自然村|村落|项目|基地|场所|机组|锅炉|水库|合作社|大户|主体|班级|学校|园区|养殖场|车辆|"
    "船舶|建筑|工程|水厂|河流|道路|公路|桥梁|机构|医院|小区|集中居住区)"
)
"""Things told by their size (20户以上自然村): the figure tells which, and promises nothing."""
_TAKEN_OFF = re.compile(r"(?:奖励|扣减|核减|扣除|奖补|给予)[^，]{0,14}$")


_ORDINAL = re.compile("第[0-9]{1,3}[至到—、-]$")
"""Before a number: 第1至3项 names tasks and counts none."""


def _of_judging(text: str, clause: Clause, context: Context, item: Item, bare: str, after: str) -> bool:
    """Whether a figure tells how work is judged, what is lacking, who is named for it, or to whom a rule applies."""
    figure = item.figure
    if figure.unit == "分" and (
        after.startswith(("为", "的为", "得")) or bare.endswith(("满分", "扣", "加", "得", "计"))
    ):
        return True
    if bare.endswith("有") and _THERE_ARE.search(bare) and _LACKS.search(after):
        return True
    if (
        ("每" in bare and _PER_EVENT.search(bare))
        or _OF_MARKS.match(bare)
        or "适用于" in text[clause.start : figure.start]
    ):
        return True
    if (context.rule and _TAKEN_OFF.match(bare)) or ("免费" in bare and _FREE.search(bare)):
        return True
    if _NAMES_ONE.search(bare or item.lead) and _OFFICER.match(after):
        return True
    return item.lead.startswith(("对", "适用于", "在")) and not bare and _OF_THESE.match(after) is not None


def promises_nothing(text: str, clause: Clause, context: Context, item: Item) -> bool:
    """Whether a figure, with the words that belong to it, is no promise."""
    figure = item.figure
    bare, after = item.before.strip(" □"), item.after.strip(" □")
    if _ORDINAL.search(text, max(clause.start, figure.start - 12), figure.start):
        return True
    if _is_rule(context, figure) or _MEAN_AFTER.match(after):
        return True
    if clause.parenthesis and _COMPARISON.match(text, clause.start, clause.end):
        return True
    if _of_judging(text, clause, context, item, bare, after) or after.endswith(("全覆盖", "全面覆盖")):
        return True
    if figure.unit == "分" and _SHARE_OF_MARKS.search(bare):
        return True
    if (
        figure.compared
        and (not bare or bare in _ACHIEVES)
        and _SIZED.match(after)
        and not is_percent(figure.unit)
        and figure.unit in _SIZES
    ):
        return True
    if is_measured(figure.unit) and _REACH.match(after):
        return True
    if figure.unit == "元" and _is_money_rule(bare, after, figure):
        return True
    if bare in _SOME and clause.place <= 2 and _LACKS.search(after) and not _MENDED.search(after):
        return True
    if is_percent(figure.unit) and _TARIFF.search(bare):
        return True
    threshold = is_measured(figure.unit) or is_percent(figure.unit)
    if (
        threshold
        and figure.compared
        and text.startswith(("对", "凡"), clause.start)
        and figure.start > clause.start + 1
    ):
        return True
    return _SPECIFIED.match(bare) is not None


def _is_rule(context: Context, figure: Figure) -> bool:
    """Whether a figure is a parameter of a policy (补贴每亩200元) and no promise."""
    return context.rule and (
        context.conditioned or figure.unit.startswith("元") or is_percent(figure.unit) or figure.unit == "倍"
    )


def _is_money_rule(bare: str, after: str, figure: Figure) -> bool:
    """每月发放津贴100元 is a rate, 安排经费1200万元 what is spent; 每年安排资金不低于3亿元 is a promise."""
    if _PER_ONE.search(bare) and not _EARNED.search(bare):
        return True
    if _INTO_BUDGET.match(after):
        return True
    return bool(_ALLOTTED.search(bare)) and not figure.compared and not _EVERY_YEAR.search(bare)
