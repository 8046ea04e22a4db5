"""全部, 全覆盖, 清零: all is a coverage of 100 %, none is zero."""

from __future__ import annotations

import pytest

from gongjin.compiler.plan import TargetKind
from gongjin.compiler.tests.documents import compiled, figures


@pytest.mark.parametrize(
    "words",
    [
        "莲藕质检全覆盖",
        "实现乡镇工坊全覆盖",
        "对莲藕货栈应检尽检",
        "所有工坊通过验收",
        "全部工坊完成改造",
        "6月底前质检覆盖全部乡镇",
        "货栈联网覆盖全县所有村",
    ],
)
def test_all_is_a_coverage_of_one_hundred(words: str) -> None:
    (target,) = compiled("一、目标", f"{words}。").targets
    assert (target.kind, f"{target.value}", target.unit) == (TargetKind.COVERAGE, "100", "%")


@pytest.mark.parametrize("words", ["存量隐患动态清零", "安全事故零发生"])
def test_none_is_zero(words: str) -> None:
    ((value, _unit, comparator),) = figures(f"{words}。")
    assert (value, comparator) == ("0", "eq")


@pytest.mark.parametrize("words", ["完善所有权登记", "会同县武装部全部门联动", "深化所有制改革"])
def test_words_that_only_hold_the_signs_mean_nothing_of_the_kind(words: str) -> None:
    assert figures(f"{words}。") == []
