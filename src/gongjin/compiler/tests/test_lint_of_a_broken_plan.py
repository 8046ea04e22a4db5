"""A plan in which all is well has no finding; broken in one way, it has that one and no other."""

from __future__ import annotations

import pytest

from gongjin.compiler.lint import rules
from gongjin.compiler.tests.documents import compiled

WELL = (
    "青禾县水利建设实施方案（2026年）",
    "一、重点任务",
    "（一）整修渠道。2026年10月底前新建渠道30公里，其中东片12公里、西片18公里。（县水利局牵头，县财政局配合）",
    "（二）改造水厂。2026年6月30日前改造水厂4座，水厂供水合格率从88%提高到95%。（县水利局牵头，县卫生健康局配合）",
    "（三）落实管护。2026年9月底前制定管护办法，建立管护台账。（县农业农村局负责）",
    "二、组织保障",
    "成立县水利建设工作专班，由县人民政府分管副县长任召集人，办公室设在县水利局。",
    "成员单位包括县水利局、县财政局、县卫生健康局、县农业农村局。",
)

BREAKS = [
    ("no-lead", "（县水利局牵头，县财政局配合）", "（县水利局、县财政局负责）"),
    ("open-list", "（县水利局牵头，县财政局配合）", "（县水利局牵头，县财政局等配合）"),
    ("no-unit", "（县农业农村局负责）", "（县农业农村局负责）\n（四）扩大成果。2026年8月底前制定奖励办法。"),
    ("not-member", "（县农业农村局负责）", "（县农业农村局牵头，县林业局配合）"),
    ("idle-member", "县农业农村局。", "县农业农村局、县商务局。"),
    ("two-names", "县卫生健康局配合", "县卫健局配合"),
    ("no-date", "2026年9月底前制定", "制定"),
    ("no-measure-unit", "，建立管护台账", "，建立管护台账，培训管护人员120以上"),
    ("no-base", "从88%提高到95%", "提高7个百分点"),
    ("uncheckable", "，建立管护台账", "，进一步提高灌溉保证水平"),
    ("contradiction", "东片12公里", "东片22公里"),
    ("numbering", "（三）落实", "（四）落实"),
    ("no-such-date", "，建立管护台账", "，2月30日前建立管护台账"),
    ("not-a-working-day", "6月30日", "6月28日"),
    (
        "nothing-to-check",
        "（县农业农村局负责）",
        "（县农业农村局负责）\n（四）加强协作。推进部门协作，强化信息互通。（县水利局负责）",
    ),
    ("ambiguous-period", "2026年10月底前新建", "完善2026—2028年建设布局，新建"),
    ("person-named", "分管副县长任召集人", "副县长任某某任召集人"),
]
"""Rule, what stands in the plan, and what a slip makes of it."""
ALSO = {
    "nothing-to-check": {"no-date"},
    "ambiguous-period": {"no-date"},
    "two-names": set[str](),
}
"""A task without anything to check has no date either, and a period that is not clear is none."""


def findings(texts: tuple[str, ...]) -> set[str]:
    return {finding.rule for finding in compiled(*texts).findings}


def test_all_is_well() -> None:
    assert findings(WELL) == set()


@pytest.mark.parametrize(("rule", "was", "slip"), BREAKS, ids=[rule for rule, _was, _slip in BREAKS])
def test_one_slip_is_one_finding(rule: str, was: str, slip: str) -> None:
    whole = "\n".join(WELL)
    assert whole.count(was) == 1
    found = findings(tuple(whole.replace(was, slip).split("\n")))
    assert rule in found and found <= {rule} | ALSO.get(rule, set())


def test_all_slips_at_once_are_all_found() -> None:
    whole = "\n".join(WELL)
    for rule, was, slip in BREAKS:
        if rule not in (
            "no-date",
            "open-list",
            "nothing-to-check",
            "date-passed",
            "uncheckable",
            "no-such-date",
            "no-unit",
        ):
            whole = whole.replace(was, slip)
    whole = whole.replace("二、组织保障", "（五）扩大成果。2026年8月底前制定奖励办法。\n二、组织保障")
    expected = {"no-lead", "no-unit", "not-member", "idle-member", "two-names", "no-measure-unit", "no-base"}
    expected |= {"contradiction", "numbering", "not-a-working-day", "ambiguous-period", "person-named"}
    assert len(expected) == 12
    assert findings(tuple(whole.split("\n"))) >= expected


def test_every_rule_is_broken_once_here() -> None:
    assert {rule for rule, _was, _slip in BREAKS} == {rule.id for rule in rules()} - {"date-passed"}


def test_every_rule_says_why_it_matters() -> None:
    assert all(len(rule.doc) > 8 and rule.doc.endswith("。") for rule in rules())
