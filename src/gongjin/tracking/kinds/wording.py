"""What the kinds look at of a row's words before they offer something, and what a new data set would be called."""

from __future__ import annotations

import re
from typing import Final

from gongjin.tracking.kinds.protocol import Said

_HOW: Final = (
    "进一步|持续|不断|全面|积极|大力|着力|深入|加快|有力|稳步|逐步|有效|切实|集中力量|力争|争取|确保|实现|保持|按期|如期"
    "|努力|扎实|有序|继续"
)
_DONE: Final = (
    "推进|推动|促进|提升|提高|增加|扩大|加强|强化|完善|优化|打造|培育|壮大|吸引|引进|建成|建设|完成|实施|开展|争创|创建|做好"
    "|恢复|增强|改善|降低|减少|选择|新建|新增|改造"
)
_LEADING: Final = re.compile(f"^(?:{_HOW}|{_DONE}|[和、及并])+(?:一批|若干|一系列)?")
_WHOSE: Final = re.compile(r"(?:我|本|全)[省市县区](?=[^，。；]{4})|(?:19|20)\d\d年度?")
_REACHED: Final = re.compile(
    "(?:达到|控制在|稳定在|保持在|优于|不低于|不高于|与[^，。；]{2,12}(?:基本)?(?:同步|相适应)|纳入).*$"
)
_MARKS: Final = re.compile(r"[，。；：、（）“”《》\"\s]")
_SENTENCES: Final = re.compile(r"[。；;\n]")
_ASIDE: Final = re.compile("（[^（）]*）")
CLAUSES: Final = 2
LEAST: Final = 3
"""A name shorter than this says nothing: 工程, 机制."""


def own_words(said: Said) -> str:
    """The words that tell what a row itself asks.

    A task's clause speaks of many things, each with a row of its own; only its title tells of the whole, and of one
    that is a single short sentence that sentence.
    """
    if said.row_kind != "task":
        return f"{said.title}，{said.text}"
    body = said.text.split(said.title, 1)[-1] if said.title else said.text
    told = [part for part in _SENTENCES.split(_ASIDE.sub("", body)) if len(part.strip()) > 1]
    short = len(told) == 1 and len(told[0].split("，")) <= CLAUSES
    return f"{said.title}，{told[0]}" if short else said.title


def of_many(said: Said) -> bool:
    """Whether a row is a task that speaks of more than one matter."""
    return said.row_kind == "task" and own_words(said) == said.title


def called(said: Said) -> str:
    """The title, or the words where a row has none: commitments often."""
    return said.title or said.text


def matter(said: Said) -> str:
    """What a row is about, without the verbs before it and the aim behind it: 确保湖体总磷达到目标 → 湖体总磷."""
    name = called(said).strip()
    if said.row_kind == "task":
        return name
    for cut in (_WHOSE, _LEADING, _REACHED):
        shorter = cut.sub("", name)
        name = shorter if len(_MARKS.sub("", shorter)) >= LEAST else name
    return name.strip("的，、 ")


def bare(text: str) -> str:
    """A name without marks, as data sets are called."""
    return _MARKS.sub("", text)
