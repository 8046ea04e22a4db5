"""Texts for the compiler's tests: anything at all, and lines made of what plans are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from gongjin.compiler.compile import compile_document
from gongjin.compiler.document import document
from gongjin.compiler.files import read_document
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.serialise import to_json

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
PLAN_FILES = sorted(EXAMPLES.glob("**/*.txt"))

_PIECES = "".join(
    (
        "一、 二、 十一、 （一） （二） (三) 1. 2、 １． 3.1 （1） ① 第一章 第二条 附件1 附件： 专栏1 。 ",
        "， ； ： 、 ？ ！ （ ） 【 】 “ ” 《 》 \" ' [ ] 到2026年底 2025年 今年 年底前 6月30日前 ",
        "每月25日前 二季度 “十五五” 2024—2026年 会后5个工作日内完成 力争 确保 不低于 不少于 超过 至少 各 ",
        "每个乡镇 累计 新增 其中 分别 从 提高到 增长 达到 达 以上 以下 左右 及以上 以内 全覆盖 应保尽保 ",
        "清零 翻一番 前三 进位2位 三分之二 3 12 20.8 1,200 ５６ 95% ９５％ 万 亿 个 家 公里 万亩 亿元 ",
        "个百分点 户 5G 4A级 两 三十五 百分之九十 10—20 县水利局 县教育局 县财政局、 各乡镇人民政府 ",
        "县直有关单位 等 等单位 负责 牵头 配合 按职责分工负责 责任单位： 牵头单位： 完成时限： 由 会同 ",
        "渠道 学校 企业 产值 覆盖率 新建 改造 完成 建设 培育 所有 全部 满意度 工作专班 召集人： ",
        "成员单位包括 副组长 办公室设在 县人民政府副县长 去年 已建成 补助 ",
    )
)


def lines() -> st.SearchStrategy[list[str]]:
    """Lines of pieces of plans in any order, with stray blanks and soft breaks; now and then any characters at all."""
    piece = st.sampled_from([*_PIECES.split(), " ", "\u3000", "\u2028", "\xa0"])
    line = st.lists(piece, max_size=24).map("".join)
    wild = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=40)
    return st.lists(line | line | line | wild, max_size=14)


def compiled(*texts: str) -> CompiledPlan:
    """The plan of paragraphs."""
    return compile_document(document(texts))


def compiled_json(*texts: str) -> dict[str, Any]:
    """The plan of paragraphs as JSON values."""
    return to_json(compiled(*texts))


def compiled_file(path: Path) -> CompiledPlan:
    """The plan of a text file."""
    return compile_document(read_document(path.read_bytes(), path.name))


def figures(sentence: str) -> list[tuple[str, str, str]]:
    """Value, unit and comparator of each target of a sentence that stands in a task."""
    plan = compiled("一、重点任务", f"（一）推进工作。{sentence}")
    return [(f"{target.value.normalize():f}", target.unit, target.comparator.value) for target in plan.targets]


def strengths(sentence: str) -> list[str]:
    """The strength of each target of a sentence that stands in a task."""
    return [target.strength.value for target in compiled("一、重点任务", f"（一）推进工作。{sentence}").targets]


def answers(words: str) -> list[tuple[str, str, bool]]:
    """Unit, role and 等 of each that answers for a task whose text ends in `words`."""
    rows = compiled("一、重点任务", f"（一）推进工作。健全会商机制。{words}").responsibilities
    return [(row.unit, row.role.value, row.open_ended) for row in rows]


def outline(*texts: str) -> list[tuple[int, str, str]]:
    """Level, label and title of each section."""
    return [(section.level, section.label, section.title) for section in compiled(*texts).sections]
