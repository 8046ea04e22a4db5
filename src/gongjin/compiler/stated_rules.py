"""What a document states of how its lists of units are to be read: who leads, and who answers for everything."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongjin.compiler.document import Span

_FIRST = re.compile(
    r"(?:[列排居]|位于|排名|排序|排列|位列)(?:名|序|位)?(?:在)?(?:第一(?:位|名|个)?|首位|首个|最前面?|前面|首)的?(?:者|责任|承办)?(?:单位|部门|科室)?"
    r"(?:均|即|都)?(?:为|是|作为|系)(?:该项|本项|各项|该|本)?(?:工作|任务|事项)?的?(?:责任)?(?:总)?(?:牵头|主办|汇总|主责)|"
    r"(?:第一|首)(?:个|位|家)?的?(?:责任|承办)?(?:单位|部门|科室)(?:均|即|都)?(?:为|是|作为|系)(?:该项|本项|各项)?(?:工作|任务)?的?"
    r"(?:总)?(?:牵头|主办|主责)"
)
_SIGN = r"[▲△▴★☆●◎■◆◇※*＊#]"
_MARKED = re.compile(
    rf"[加标带打有注划画]“?({_SIGN})”?(?:号|标记|符号)?的?(?:责任)?(?:单位|部门|者)?(?:均|即)?(?:为|是|系|表示|代表)(?:该项|本项)?(?:工作|任务)?的?(?:总)?(?:牵头|主办|主责)|"
    rf"“?({_SIGN})”?(?:号|标记)?(?:均|即)?(?:为|是|系|表示|代表|指)(?:总)?(?:牵头|主办|主责)"
)
_ALONE = re.compile(
    r"(?:无|没有|未(?:明确|列|设|注明|标明|写明|确定))(?:总)?牵头(?:单位|部门)?(?:的)?(?:任务|工作|事项)?，?[^。；\n]{0,10}?责任(?:单位|部门)"
    r"(?:均|即|都)?(?:为|是|作为|视为)(?:总)?牵头|责任(?:单位|部门)即(?:为|是)?牵头"
)
_EVERYWHERE = re.compile(
    r"(?:任务|工作|事项|措施)[^。；，]{0,12}?均(?:需|须|由|应|要求?)(?:由)?(各[^。；，由]{1,40}?)(?:共同)?(?:负责)?(?:抓好|做好)?(?:落实|负责|实施|配合)"
)


_OTHERWISE = re.compile(
    r"除[^，。；\n]{0,8}(?:注明|明确|标明|列明|写明|标注)[^，。；\n]{0,14}外，?(?:其余|其他|其它)?(?:各项|的)?(?:任务|工作)?"
    r"(?:均|都|全部)?由([^，。；\n]{3,40})"
)


_BOLD = re.compile(
    r"(?:加粗|粗体|黑体|加黑)(?:显示|标注|标示|字体|字)?(?:部分)?的?(?:责任)?(?:单位|部门|者)?(?:均|即)?(?:为|是|系|表示|代表)"
    r"(?:该项|本项)?(?:工作|任务)?的?(?:总)?(?:牵头|主办|主责)"
)


class Rules(NamedTuple):
    """Whether the first of a list leads, the signs that mark a lead, whether units without a lead lead themselves, and
    whether units in bold lead."""

    first_leads: bool = False
    signs: str = ""
    responsible_lead: bool = False
    bold_leads: bool = False


def stated_rules(text: str) -> Rules:
    """The rules that a text states; each is looked for only where its plain words stand."""
    if "牵头" not in text and "主办" not in text and "主责" not in text:
        return Rules()
    first = any(word in text for word in ("第一", "首", "最前", "前面")) and _FIRST.search(text) is not None
    signs = ""
    if any(sign in text for sign in "▲△▴★☆●◎■◆◇※*＊#"):
        signs = "".join(match.group(1) or match.group(2) for match in _MARKED.finditer(text))
    alone = "责任单位" in text and any(word in text for word in ("无牵头", "没有", "未", "即")) and _ALONE.search(text)
    bold = ("粗" in text or "黑" in text) and _BOLD.search(text) is not None
    return Rules(first, signs, bool(alone), bold)


def answers_otherwise(text: str) -> Span | None:
    """What is said of who answers for the tasks that name nobody (除已注明的外，均由县卫健局牵头落实)."""
    if "除" not in text or "外" not in text:
        return None
    found = _OTHERWISE.search(text)
    return Span(*found.span(1)) if found else None


def answers_for_all(text: str) -> Span | None:
    """Where the units stand that answer for every task (以上任务均需各乡镇落实)."""
    if "均" not in text:
        return None
    found = _EVERYWHERE.search(text)
    return Span(*found.span(1)) if found else None
