"""Figures that name, date, describe, reward or tell of the past promise nothing."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled, figures


@pytest.mark.parametrize(
    "words",
    [
        "推进5G网络建设",
        "做好4A级景区申报",
        "落实延长土地承包期30年政策",
        "启动第二轮莲藕普查",
        "坚持“一县一策”",
        "实施“十园示范、百坊提升”工程",
        "落实《白石湾莲藕发展规划（2023—2026年）》",
        "严格执行《20项莲藕加工规程》",
        "推进“1+6+N”体系建设",
        "落实白政发〔2024〕12号文件",
        "发展千亩莲藕产业",
        "按照第三方评估意见整改",
        "打造24小时便民窗口",
        "建设15分钟便民服务圈",
        "办好第8届莲藕节",
        "清理货栈周边200米范围内的杂物",
        "20户以上自然村接通水管",
        "实现30户以上村落通水",
        "考核中所占分值不低于3分",
        "设立莲藕产业专项资金2000万元",
    ],
)
def test_names_standards_slogans_and_durations(words: str) -> None:
    assert figures(f"{words}。") == []


@pytest.mark.parametrize(
    "words",
    [
        "截至目前，已建成货栈12座",
        "目前，全县共有货栈12座",
        "去年，新建货栈12座",
        "近年来，累计建成货栈12座",
        "2023年以来，已完成投资3亿元",
    ],
)
def test_past_achievements(words: str) -> None:
    assert figures(f"{words}。") == []


@pytest.mark.parametrize("title", ["工作基础", "发展现状", "存在问题"])
def test_sections_on_how_things_stand(title: str) -> None:
    plan = compiled(f"一、{title}", "建成货栈12座，良种率达到90%。", "二、目标任务", "新建货栈3座。")
    assert [target.value for target in plan.targets] == [3]


@pytest.mark.parametrize("label", ["问题表现", "存在问题", "现状描述", "主要不足"])
def test_what_a_label_says_was_found_wrong(label: str) -> None:
    plan = compiled(
        "青禾县莲藕整改方案", "一、货栈老旧", f"{label}：9座货栈合格率低于60%，3座超期。", "整改措施：翻修货栈9座。"
    )
    assert [target.value for target in plan.targets] == [9]


def test_the_headings_of_problems_tell_what_was_found_wrong() -> None:
    plan = compiled(
        "青禾县整改清单",
        "问题1：9座货栈老旧，超期率18%。",
        "整改目标：翻修货栈9座。",
        "问题2：停用货栈3座。",
        "重新启用。",
    )
    assert [target.value for target in plan.targets] == [9]


def test_a_share_of_what_was_paid_the_year_before_leaves_the_next_clause_a_promise() -> None:
    assert figures("返还比例不超过货栈上年度实际缴纳费用的60%，上半年惠及货栈30座。")[-1] == ("30", "座", "eq")


@pytest.mark.parametrize(
    "words",
    [
        "对新建货栈的，每座补贴3万元",
        "对获评的工坊给予10万元奖励",
        "按每亩200元标准予以补助",
        "逾期未改的，处以5000元罚款",
    ],
)
def test_rates_of_subsidies_rewards_and_fines(words: str) -> None:
    assert figures(f"{words}。") == []


def test_a_target_stands_beside_them_all_the_same() -> None:
    assert figures("推进5G网络建设，落实《20项规程》，新建货栈3座，对达标的每座奖励2万元。") == [("3", "座", "eq")]


def test_what_is_promised_after_what_was_done_is_a_target() -> None:
    assert figures("目前，全县建成货栈12座。力争到2027年底，货栈达到20座。") == [("20", "座", "eq")]
