"""Labels of headings (一、 （一） 1. （1） ① 第一章 2.3.1): their styles, and what only looks like one."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongjin.compiler.numerals import ordinal
from gongjin.compiler.units_of_measure import UNIT

_CN = "[一二三四五六七八九十百零〇]{1,4}"

_COUNTED = "问题|实事|任务|项目|行动|措施|工程|事项|目标|议题|专题|举措|环节|阶段|重点|清单|步骤"
"""What plans number by name: 问题一：, 实事二：, 任务3、."""

STYLES = (
    "part",
    "chapter",
    "section",
    "article",
    "cn",
    "named",
    "cn-paren",
    "dotted-1",
    "dotted-2",
    "dotted-3",
    "dotted-4",
    "num",
    "num-paren",
    "num-half",
    "circled",
)
"""From the outermost to the innermost, as GB/T 9704 and usage have it; a document may order them otherwise."""

_PATTERNS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "第": (
        ("part", re.compile(rf"第({_CN}|[0-9]{{1,2}})(?:篇|编|部分)[ ：、]?")),
        ("chapter", re.compile(rf"第({_CN}|[0-9]{{1,2}})章[ ：、]?")),
        ("section", re.compile(rf"第({_CN}|[0-9]{{1,2}})节[ ：、]?")),
        ("named", re.compile(rf"第({_CN}|[0-9]{{1,2}})(?:件|项|步|类|批|阶段)(?:[、：.]|(?=[ （]))[：、]? ?")),
        ("article", re.compile(rf"第({_CN}|[0-9]{{1,3}})条[ ：、]?")),
    ),
    "cn": (("cn", re.compile(rf"({_CN})(?:[、.]| (?=\S))[、.]? ?")),),
    "（": (
        ("cn-paren", re.compile(rf"（ ?({_CN}) ?）[、.]? ?")),
        ("num-paren", re.compile(r"（ ?([0-9]{1,3}) ?）[、.]? ?")),
    ),
    "digit": (
        ("dotted-4", re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){3})(?![0-9])[、.]? ?")),
        ("dotted-3", re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){2})(?![0-9])[、.]? ?")),
        ("dotted-2", re.compile(r"([0-9]{1,2}\.[0-9]{1,2})(?![0-9])[、.]? ?")),
        ("num", re.compile(r"([0-9]{1,3})(?:[.、](?:(?![0-9])|(?=20[0-9]{2}年|[0-9]{1,2}月))|．)[、.]? ?")),
        ("num-half", re.compile(r"([0-9]{1,3})） ?")),
        ("num", re.compile(r"([0-9]{1,2}) (?=[\u4e00-\u9fff“《])")),
    ),
    "named": (
        ("named", re.compile(rf"(?:{_COUNTED})({_CN}|[0-9]{{1,2}})(?:[：.、]| (?=\S))[：、]? ?")),
        (
            "named",
            re.compile(
                rf"(?:任务|项目|工程|行动|实事|事项)([0-9]{{1,2}})(?!{UNIT}|[年月日号级期类])(?=[\u4e00-\u9fff“])"
            ),
        ),
    ),
    "circled": (("circled", re.compile(r"([①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩])[、.]? ?")),),
}
_LISTED = re.compile(rf"{_CN}[、]{_CN}(?!大|项|个|类|张|条|方面|措并举)[、\u4e00-\u9fff]")
_FIGURE = re.compile(r"(?:%|‰|万|亿|个|家|公里|亩|元|吨|米|倍|条|项|人|户|年|月|日|级|号|以上|左右|版|G)")
_CIRCLED = re.compile(r"[①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩]")


class Label(NamedTuple):
    """A label at a line's start: its style, its characters, its number (the last of 2.3.1), where the
    heading begins."""

    style: str
    text: str
    number: int
    end: int


def label_at(text: str, start: int, end: int) -> Label | None:
    """The label that the line `[start, end)` begins with, or None. Blanks before it are passed over."""
    while start < end and text[start] == " ":
        start += 1
    if start >= end:
        return None
    for style, pattern in _patterns_for(text[start]):
        found = pattern.match(text, start, end)
        if found is None or found.end() >= end:
            continue
        if style == "cn" and _LISTED.match(text, start, end):
            return None
        if style.startswith("dotted") and _FIGURE.match(text, found.end(), end):
            if text.startswith("月", found.end()):  # 3.6月底前: a number and a month
                continue
            return None
        number = ordinal(found.group(1).rpartition(".")[2])
        if number is not None:
            return Label(style, found.group().strip(" ").replace("．", "."), number, found.end())
    return None


_BY_FIRST = (
    {sign: _PATTERNS[sign] for sign in "第（"}
    | dict.fromkeys("一二三四五六七八九十百零〇", _PATTERNS["cn"])
    | dict.fromkeys("0123456789", _PATTERNS["digit"])
    | dict.fromkeys((word[0] for word in _COUNTED.split("|")), _PATTERNS["named"])
)


def _patterns_for(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of labels that begin with a character."""
    found = _BY_FIRST.get(first)
    if found is None and _CIRCLED.match(first):
        return _PATTERNS["circled"]
    return found or ()
