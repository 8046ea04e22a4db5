"""Labels that tell a role before the names of units (牵头单位：, 责任科室：, 部门分工：), and what ends their lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongjin.compiler.plan import Role

_KIND = r"(?:单位|部门|科室|处室|主体|股室|机构|企业|乡镇|镇街)"
_LEVEL = r"(?:[省市县区州]|镇|乡|局|部|委|厅)"
_PERSON = (
    rf"(?:项目|工作|直接|第一|具体|主要|总|部门|单位)?责任人|(?:牵头|协办|配合|主管|监管|分管)?负责人|"
    rf"(?:责任|牵头|分管|包保|包抓|联系|督导|挂牌|负责|协管|包联|挂点|主抓|牵头负责|分工负责)"
    rf"(?:{_LEVEL})?(?:级|政府|委)?(?:领导|人)|"
    rf"(?:{_LEVEL})(?:级|政府|委)?(?:牵头|责任|分管|包保|联系|分线|负责|挂点|包联)?领导"
)
_WATCH = r"(?:督导|督办|监督|督查|监察|监管)"
_NOTED = (
    r"完成时[限间]|完成期限|完成日期|时限要求|时间节点|时间要求|时限|进度安排|工作时限|责任时限|办结时限|整改时限|目标任务|备注|"
    r"验收单位|销号单位|联系电话|联系人|联络员|(?:实际)?完成情况|进展情况|工作进展"
)
_HEADS: tuple[tuple[str, Role | None], ...] = (
    (_NOTED, None),
    (rf"{_PERSON}|{_WATCH}(?:责任)?{_KIND}", Role.SUPERVISE),
    (
        (
            rf"(?:配合|协办|协同|协作|参与|参加|参建|协助|支持|支撑|其他|其它|辅助)(?:责任|承办|配合)?{_KIND}|"
            rf"技术(?:支持|支撑|指导|依托)(?:{_KIND})?|配合|协办|协同"
        ),
        Role.COOPERATE,
    ),
    (
        rf"(?:总|主要|第一)?(?:牵头|主办|主责|抓总|组长)(?:负责|责任|实施|组织|落实)?(?:{_KIND})|总责任{_KIND}|牵头|主办|主责",
        Role.LEAD,
    ),
    (r"(?:部门|责任|任务|职责|工作|单位)分工", Role.RESPONSIBLE),
    (
        (
            rf"(?:主要责任|第一责任|具体责任|责任|落实|承办|承担|承接|实施|具体实施|组织实施|执行|负责|工作|完成|"
            rf"主要负责|项目责任|整改|整改责任|责任落实|建设|业主|项目)(?:{_KIND})(?:[及和]责任人)?|责任"
        ),
        Role.RESPONSIBLE,
    ),
)
_AFTER = r"(?:（[^（）]{0,12}）)? ?"
_NAMED = "|".join(f"(?P<h{index}>{pattern})" for index, (pattern, _role) in enumerate(_HEADS))
_HEAD = re.compile(rf"(?:{_NAMED}){_AFTER}：")
_COPULA = re.compile(rf"(?:{_NAMED})(?:均|分别|即)?[为是]")
_OTHER = re.compile(r"(?<=[ ；。，\n])[\u4e00-\u9fff]{2,8} ?：")
_LINE = re.compile(rf"(?:{'|'.join(pattern for pattern, role in _HEADS if role is not None)}){_AFTER}：")
_SHORT = frozenset(("责任", "牵头", "配合", "协办", "主责", "主办", "协同"))
_LONGEST = 30
_COPULA_PLACES = ("单位为", "部门为", "单位是", "部门是", "科室为", "主体为", "单位均为", "单位分别为")


class Head(NamedTuple):
    """A label: where it begins and ends (past its colon), what it says, and its role; None for what names no unit."""

    start: int
    end: int
    words: str
    role: Role | None


def head_at(text: str, start: int, end: int) -> bool:
    """Whether a string begins with a label."""
    return _HEAD.match(text, start, end) is not None


def heads(text: str, start: int, end: int) -> list[Head]:
    """The labels of a string, unknown ones (联系方式：) too, since these end the list before them."""
    found = [_made(text, match) for match in _HEAD.finditer(text, start, end)]
    if not found:
        return []
    others = [
        Head(match.start(), match.end(), "", None)
        for match in _OTHER.finditer(text, found[0].end, end)
        if not any(head.start < match.end() and match.start() < head.end for head in found)
    ]
    return sorted([*found, *others]) if others else found


def copula_at(text: str, start: int, end: int) -> Head | None:
    """The label with 为 that a string begins with (责任单位为)."""
    match = _COPULA.match(text, start, end)
    return _made(text, match) if match else None


def _made(text: str, match: re.Match[str]) -> Head:
    role = next(_HEADS[number][1] for number in range(len(_HEADS)) if match.group(f"h{number}"))
    words = match.group().rstrip("： 为是均即")
    return Head(match.start(), match.end(), words, role)


def label_lines(text: str, begin: int) -> list[tuple[int, int]]:
    """Where labels of lines stand, from a place on. A label ends with a colon, so only what stands before colons is
    read; short ones (牵头：) count only at a line's start or after a stop."""
    found: list[tuple[int, int]] = []
    while (colon := text.find("：", begin)) >= 0:
        first = max(begin, colon - _LONGEST)
        while (following := text.find("：", colon + 1, colon + 1 + _LONGEST)) >= 0:
            colon = following
        begin = colon + 1
        for match in _LINE.finditer(text, first, begin):
            words = match.group().rstrip("： ")
            if words not in _SHORT or match.start() == 0 or text[match.start() - 1] in "\n。； —":
                found.append(match.span())
    return found


def copulas(text: str, begin: int) -> list[tuple[int, int]]:
    """Where 责任单位为甲 stands at the start of a clause: from the label to the end of the clauses."""
    found: list[tuple[int, int]] = []
    for words in _COPULA_PLACES:
        place = text.find(words, begin)
        while place >= 0:
            stop = place + len(words)
            first = max(begin, place - 8)
            clause = max(text.rfind(sign, first, place) for sign in "，。；：\n（、 ") + 1
            if clause > 0:
                found.append((clause, stop))
            place = text.find(words, stop)
    return sorted(found)
