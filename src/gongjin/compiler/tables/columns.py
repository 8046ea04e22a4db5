"""What a column holds, told by the words of its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gongjin.compiler.tables.row import UNITS, Column

_UNIT = "(?:单位|部门|科室|处室|主体|股室|机构)"
_ANSWERS = "(?:责任|承办|落实|实施|负责|承担|执行|建设|考核|监考|完成|主体|监测|填报)"
_DOING = "(?:任务|工作|内容|事项|措施|举措|要求|实事|清单|做法|行动|要点|规模)"
_NOTE = r"(?:（[^）]*）)?"
_ROLES: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"序号?|编号|No\.?|项次"),
        (Column.LEADER, r".{0,6}(?:领导|责任人|负责人|联系人|专班长|链长)(?:及职务)?"),
        (
            Column.DUE,
            r".{0,4}(?:时限|年限|时间节点|期限|(?:完成|推进|截止|办结|开始|起止)(?:时间|日期)|时间(?:安排|要求|进度)?)(?:要求|安排)?",
        ),
        (Column.SUPERVISE, rf"(?:督办|督导|监督|督查|包保|监管){_UNIT}"),
        (
            Column.COOPERATE,
            rf"(?:主要)?(?:配合|协办|协同|协助|参与|参加|支持|会办|其他责任|协同责任|配合责任){_UNIT}?(?:及部门)?",
        ),
        (Column.LEAD, rf"(?:牵头|主办|总牵头|牵头责任|责任牵头|牵头负责|主责){_UNIT}?{_NOTE}"),
        (
            Column.RESPONSIBLE,
            rf"(?:具体|主要|第一|相关)?{_ANSWERS}(?:责任)?{_UNIT}(?:[和及]部门)?{_NOTE}|责任分工|分工",
        ),
        (Column.MEASURED_IN, r"计量单位|单位|指标单位"),
        (Column.PROBLEM, r"(?:(?:反馈|存在|主要|突出|发现|查出|审计|巡视|巡察|督察|交办|整改)的?)+问题(?:描述|内容)?"),
        (
            Column.OTHER,
            r"备注|说明|分值|权重|形象进度|.*(?:进展|完成|落实|进度)情况|.*(?:进展|问题|困难|依据|来源|资金|投资|类型|属性|性质|电话)",
        ),
        (
            Column.VALUE,
            r".{0,6}(?:目标值|指标值|计划数|任务数|计划值|预期值|目标数)|到?20[0-9]{2}年?[末底]?度?(?:目标|计划|预期|任务)?",
        ),
        (Column.METRIC, r"(?:主要|考核|核心|预期|具体|二级|三级)?指标(?:名称|内容)?|指标体系"),
        (Column.GOAL, r".{0,4}(?:目标|预期成果|目标要求|成果形式|工作成效|成效|标准)(?:任务|要求)?"),
        (
            Column.TITLE,
            r"(?:项目|任务|事项|工作|行动|工程|实事|清单|问题|活动|改革)名称|(?:重点|民生|实事|惠民|建设|年度)*项目",
        ),
        (
            Column.TASK,
            rf".{{0,6}}{_DOING}(?:及(?:工作|实施|推进)(?:计划|安排|措施|步骤)|分解|内容|措施|事项|清单|安排|[及和与]?要求|及目标)?",
        ),
        (Column.GROUP, r"分块|板块|大项|一级指标|.{0,4}(?:类别|领域|板块|分类|方面)"),
    )
)
_ENOUGH = 2


@lru_cache(maxsize=1024)
def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None for words that are no heading known to us."""
    words = re.sub(r"[ \n]", "", heading)
    if not 1 <= len(words) <= 16:
        return None
    return next((column for column, pattern in _ROLES if pattern.fullmatch(words)), None)


def columns_of(headings: Sequence[str]) -> list[Column | None] | None:
    """What the columns of a row of headings hold, or None where the row is no row of headings.

    It has to name what is to be done and one more thing; indicators that nobody answers for are no tasks. What the
    pieces mean together is settled here: 单位 beside an indicator is its unit of measure and else who answers, a first
    项目 before 任务 groups, 主责 beside 牵头 is no lead.
    """
    found = [column_of(heading) for heading in headings]
    known = {column for column in found if column is not None}
    if Column.MEASURED_IN in known and Column.METRIC not in known and not known & UNITS:
        found = [Column.RESPONSIBLE if column is Column.MEASURED_IN else column for column in found]
    if Column.METRIC in known and Column.VALUE not in known:
        found = [Column.VALUE if column is Column.GOAL else column for column in found]
    if found.count(Column.LEAD) > 1:
        first = found.index(Column.LEAD)
        found = [
            Column.RESPONSIBLE if column is Column.LEAD and index > first else column
            for index, column in enumerate(found)
        ]
    tasks = [index for index, column in enumerate(found) if column in (Column.TASK, Column.TITLE, Column.METRIC)]
    goals = [index for index, column in enumerate(found) if column is Column.GOAL]
    if not tasks and goals:
        found[goals[0]], tasks = Column.TASK, goals[:1]
    known = {column for column in found if column is not None}
    rest = known - {Column.NUMBER, Column.OTHER, Column.GROUP}
    if Column.METRIC in known and not known & (UNITS | {Column.TASK, Column.TITLE}):
        return None
    if not tasks or len(rest) < _ENOUGH or 2 * sum(column is not None for column in found) < len(found):
        return None
    if tasks and found[tasks[0]] is Column.TASK and Column.TITLE in found:
        return found
    if len(tasks) > 1 and found[tasks[0]] is Column.TASK:
        found[tasks[0]] = Column.TITLE
    return found
