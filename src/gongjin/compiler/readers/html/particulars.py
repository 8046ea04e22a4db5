"""The particulars that a site gives of a document (索引号、发文字号、成文日期…), and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from gongjin.compiler.readers.blocks import SOFT, Cell
from gongjin.compiler.readers.html.flow import Item, Line

_KEYS = (
    "索引号?|信息索引号?|信息分类|主题分类|主题词|关键词|所属主题|分类|发文机关|发文单位|发布机构|发布单位|制发机关|制发单位|公开机构|"
    "公开单位|发文字号|文件编号|文件字号|文号|成文日期|成文时间|生成日期|生成时间|发文日期|发文时间|发布日期|发布时间|公开日期|公开时间|"
    "公布日期|印发日期|有效性|时效性|是否有效|效力状态|有效期|实施日期|生效日期|废止日期|失效日期|标题|名称|信息名称|文件名称|体裁|"
    "体裁分类|服务对象|公开方式|公开范围|公开形式|公开类别|公开属性|内容概述|统一编号|规范性文件编号|登记号"
)
_KEY = re.compile(rf"[【\[]?({_KEYS})[】\]]?[:：]?")
_PAIR = re.compile(rf"[【\[]?({_KEYS})[】\]]?[:：]\s*(.{{0,80}})")
_INSIDE = re.compile(rf"(?:^|[\s　])[【\[]?(?:{_KEYS})[】\]]?[:：]")
_SURE: Final = frozenset(
    (
        "索引号",
        "信息索引号",
        "发文机关",
        "发文字号",
        "文件编号",
        "文号",
        "成文日期",
        "成文时间",
        "发文日期",
        "公开方式",
        "信息分类",
    )
)
"""Keys that say alone that a line is one of particulars."""
_LEAST: Final = 3
"""So many keys make a table, or a run of lines, one of particulars."""
_TITLES: Final = ("ArticleTitle", "articletitle")
_SHORTEST: Final = 5
_SITE = re.compile(r"(?:政府|委员会|[厅局办]|网|网站|平台|门户)$")
_KIND = re.compile(r"(?:方案|通知|意见|规划|计划|办法|规定|决定|细则|要点|清单|公告|条例|措施|工作部署)[)）]?$")
"""What official documents call themselves; the title of a window that ends so is theirs and not the site's."""
_PARTS = re.compile(r"[_|｜]|\s[-–—]\s|-(?=[^-]*(?:政府|网|门户))")

Pair = tuple[str, str]


def of_table(rows: Sequence[Sequence[Cell]]) -> list[Pair]:
    """The particulars of a table of particulars; none of any other."""
    cells = [re.sub(rf"[\s{SOFT}]+", "", cell.text) for row in rows for cell in row]
    pairs: list[Pair] = []
    for index, cell in enumerate(cells):
        whole = _PAIR.fullmatch(cell)
        if whole is not None and whole[2]:
            pairs.append((whole[1], whole[2]))
        elif (key := _KEY.fullmatch(cell)) is not None:
            value = cells[index + 1] if index + 1 < len(cells) else ""
            pairs.append((key[1], "" if _KEY.fullmatch(value) else value))
    # a table of the document itself may have a column of names
    return pairs if len(pairs) >= _LEAST and 2 * len(pairs) >= len(cells) // 2 else []


def of_line(line: str) -> list[Pair]:
    """The particulars of a line: 索引号：001 发文字号：青政办〔2024〕3号."""
    text = " ".join(line.replace(SOFT, " ").split())
    starts = [found.start() for found in _INSIDE.finditer(text)]
    if not starts or text[: starts[0]].strip():
        return []
    pairs: list[Pair] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        found = _PAIR.fullmatch(text[start:end].strip())
        if found is None:
            return []
        # what follows a blank is said of something else
        pairs.append((found[1], found[2].partition(" ")[0]))
    return pairs if len(pairs) > 1 or pairs[0][0] in _SURE else []


def title_of(root: etree._Element, items: Sequence[Item]) -> str:
    """The document's title: what the page says of it, or its first heading that the window's title confirms."""
    for name in _TITLES:
        for meta in root.iter("meta"):
            if meta.get("name") == name and (meta.get("content") or "").strip():
                return str(meta.get("content")).strip()
    window = "".join(root.findtext(".//title") or "").strip()
    headings = [item for item in items if isinstance(item, Line) and item.heading and not _SITE.search(item.text)]
    for line in sorted(headings, key=lambda line: (line.heading, -len(line.text))):
        if not window or (len(_bare(line.text)) >= _SHORTEST and _bare(line.text) in _bare(window)):
            return line.text
    first = _PARTS.split(window)[0].strip()
    lines = {_bare(item.text) for item in items if isinstance(item, Line)}
    return first if _KIND.search(first) or (_bare(first) in lines and not _SITE.search(first)) else ""


def has_title(title: str, lines: Sequence[str]) -> bool:
    """Whether the first lines of an article already say the title, in one line or over several."""
    return _bare(title) in _bare("".join(lines))


def _bare(text: str) -> str:
    return re.sub(rf"[\s{SOFT}　]+", "", text)
