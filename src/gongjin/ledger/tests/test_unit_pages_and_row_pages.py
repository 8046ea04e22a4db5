"""The page of a unit and of a row: everything about it, with the origin of each value, in few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.verify import verify
from gongjin.ledger import states
from gongjin.ledger.actions.parts import SetParts
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.models import DivisionEntry, OfficeValues, Part, Plan, Row
from gongjin.ledger.queries.units import unit_detail
from gongjin.ledger.tests.rows import SYSTEM, Laying, Ledger, clerk, county, lay, many_rows, small_ledger, unit


@pytest.fixture
def ledger(db: None) -> Ledger:
    return small_ledger()


@pytest.fixture
def office(ledger: Ledger, client: Client) -> Client:
    client.force_login(ledger.office)
    return client


def row_url(ledger: Ledger, code: str, more: str = "") -> str:
    return f"/ledger/rows/{ledger.rows[code].public_id}/{more}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


class _Divide(Action[Plan]):
    code = "ledger.plan.add_version"
    table = states.PLAN
    entries: tuple[DivisionEntry, ...] = ()

    def change(self, target: Plan, act: Act) -> Plan:
        act.create_all(_Divide.entries)
        return act.save(target)


def test_a_task_shows_units_measures_deadlines_and_cited_documents(ledger: Ledger, office: Client) -> None:
    shown = page(office, row_url(ledger, "1.1"))
    for words in (
        "县水务局",
        "县住建局",
        "6月底前完成清淤",
        "新建生态护岸12公里以上",
        "12 公里以上",
        "《云泽县河湖管理办法》",
    ):
        assert words in shown
    assert "原文以“等”结尾" in shown
    assert "方案未写明" in shown


def test_a_measure_shows_its_dates_and_its_tasks_units_as_inherited(ledger: Ledger, office: Client) -> None:
    shown = page(office, row_url(ledger, "1.1.1"))
    assert "2024年6月30日" in shown
    assert "每月25日前" in shown
    assert "随所属任务" in shown


def test_the_mark_of_origin_tells_plan_and_office_apart(ledger: Ledger, office: Client) -> None:
    run(SettleValues({"due": "2024-05-31"}), actor=ledger.actor, on=ledger.fresh("1.1.1"))
    shown = page(office, row_url(ledger, "1.1.1"))
    assert 'class="origin origin-office" title="专班办公室确定；方案原文：6月底前"' in shown
    assert 'class="origin origin-plan"' in shown


def test_the_time_line_tells_who_set_what(ledger: Ledger, office: Client) -> None:
    run(SettleValues({"due": "2024-05-31"}), actor=ledger.actor, on=ledger.fresh("1.1.1"))
    shown = page(office, row_url(ledger, "1.1.1"))
    assert "完成时限：2024-05-31" in shown
    assert "设定专班确定值" in shown
    assert "导入方案" in shown
    assert "系统" in shown


def test_values_are_settled_on_the_page_and_taken_back(ledger: Ledger, office: Client) -> None:
    answer = office.post(row_url(ledger, "1.2.1", "values/"), {"note": "按镇报", "seen_note": "", "revision": "1"})
    assert answer.status_code == 200
    assert "已保存" in answer.content.decode()
    office.post(row_url(ledger, "1.2.1", "values/"), {"note": "", "seen_note": "按镇报", "revision": "2"})
    assert OfficeValues.objects.get().note == ""
    assert list(verify()) == []


def test_a_wrong_value_stands_at_its_field_with_what_was_typed(ledger: Ledger, office: Client) -> None:
    answer = office.post(
        row_url(ledger, "1.2.1", "values/"), {"due": "月底", "seen_due": "", "note": "记", "seen_note": ""}
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error-due"' in shown
    assert 'value="月底"' in shown
    assert not OfficeValues.objects.exists()
    assert office.post(row_url(ledger, "1.2.1", "values/"), {"note": "", "seen_note": ""}).status_code == 422


def test_parts_are_filled_evenly_from_a_column_and_saved(ledger: Ledger, office: Client) -> None:
    address = row_url(ledger, "1.2.2", "parts/")
    assert all(town.name in page(office, f"{address}?edit=1") for town in ledger.towns)
    units = [str(town.public_id) for town in ledger.towns]
    typed = {"rule": "sum", "unit": units, "value": ["", "", ""], "revision": "1"}
    even = office.post(address, {**typed, "do": "even"}).content.decode()
    assert even.count('value="2"') == 2
    assert "合计 5 个，与目标 5 个一致" in even
    column = office.post(address, {**typed, "do": "column", "column": "3\n\n1\n9"}).content.decode()
    assert "合计 4 个，比目标 5 个少 1 个" in column
    assert "“9”未填入" in column
    named = office.post(
        address, {**typed, "do": "column", "column": "莲塘镇\t4\n县水利局\t１\n无名局\t7"}
    ).content.decode()
    assert "合计 5 个" in named
    assert "“无名局”不在名录中" in named
    assert not Part.objects.exists()
    refused = office.post(address, {**typed, "do": "save", "value": ["3", "1", ""]})
    assert refused.status_code == 422
    assert "少 1 个" in refused.content.decode()
    saved = office.post(address, {**typed, "do": "save", "value": ["3", "2", ""]}).content.decode()
    assert "合计 5 个，与目标 5 个一致" in saved
    assert "撤销" in saved
    assert Part.objects.count() == 2
    assert list(verify()) == []


def test_a_reader_without_the_offices_role_is_offered_no_form(ledger: Ledger, client: Client) -> None:
    client.force_login(clerk(ledger.of, "root", "administrator"))
    shown = page(client, row_url(ledger, "1.2.2"))
    assert "settle-form" not in shown
    assert "分解到单位" not in shown
    assert client.post(row_url(ledger, "1.2.2", "values/"), {"note": "记", "seen_note": ""}).status_code == 403


class _Drop(Action[Row]):
    code = "ledger.row.settle"
    table = states.ROW

    def change(self, target: Row, act: Act) -> Row:
        target.state = "dropped"
        return act.save(target)


def test_a_dropped_row_says_so_and_is_not_offered_for_change(ledger: Ledger, office: Client) -> None:
    run(_Drop(), actor=SYSTEM, on=ledger.fresh("1.2.2"))
    shown = page(office, row_url(ledger, "1.2.2"))
    assert "现行版本已取消" in shown
    assert "settle-form" not in shown


def test_another_governments_rows_and_units_are_not_found(ledger: Ledger, office: Client) -> None:
    other = county("990002", "远山县")
    stranger = unit(other, "远山县水利局")
    plan = many_rows(other, 1, stranger)
    row = Row.objects.get(plan=plan)
    assert office.get(f"/ledger/rows/{row.public_id}/").status_code == 404
    assert office.get(f"/units/{stranger.public_id}/").status_code == 404
    assert office.get(f"/ledger/rows/{row.public_id}/parts/").status_code == 404


def test_a_unit_shows_what_it_answers_for_sums_up_belongs_to_and_has_to_reach(ledger: Ledger, office: Client) -> None:
    _Divide.entries = (DivisionEntry(row=ledger.rows["1.3"], unit=ledger.water, part="sums_up"),)
    run(_Divide(), actor=SYSTEM, on=ledger.plan)
    parts = SetParts("sum", ((ledger.water, "5"),))
    run(parts, actor=ledger.actor, on=ledger.fresh("1.2.2"))
    detail = unit_detail(ledger.water)
    assert {role: [answer.line.row.code for answer in found] for role, found in detail.answers.items()} == {
        "lead": ["1.1"]
    }
    assert {part: [line.row.code for line in found] for part, found in detail.entries.items()} == {"sums_up": ["1.3"]}
    assert [share.part.value for share in detail.parts] == [5]
    assert detail.written == ["县水务局"]
    shown = page(office, f"/units/{ledger.water.public_id}/")
    for words in ("牵头", "汇总", "5 个", "成员单位", "县水利局", "县水务局"):
        assert words in shown


def test_a_units_page_can_be_narrowed_to_one_plan(ledger: Ledger, office: Client) -> None:
    def build(laying: Laying) -> None:
        row = laying.row("task", "1.1", laying.section("1", "另一件事"), "另一件事")
        laying.answers(row, "县水务局", ledger.water)

    lay(ledger.of, build, "2026")
    address = f"/units/{ledger.water.public_id}/"
    assert "2026-1.1" in page(office, address)
    assert "2024-1.1" in page(office, address)
    assert "2024-1.1" not in page(office, f"{address}?plan=2026")


def test_a_unit_without_anything_says_what_will_stand_there(ledger: Ledger, office: Client) -> None:
    assert "没有点到这个单位" in page(office, f"/units/{ledger.towns[0].public_id}/")


def test_pages_of_units_and_rows_take_the_same_queries_for_few_and_for_many_rows(db: None) -> None:
    counts: dict[str, list[int]] = {"unit": [], "row": [], "list": []}
    for code, count in (("990011", 5), ("990012", 300)):
        of = county(code, f"第{count}县")
        named = unit(of, f"第{count}县水利局")
        plan = many_rows(of, count, named)
        client = Client()
        client.force_login(clerk(of, f"clerk{count}"))
        addresses = {
            "unit": f"/units/{named.public_id}/",
            "row": f"/ledger/rows/{Row.objects.filter(plan=plan).first().public_id}/",  # type: ignore[union-attr]
            "list": "/ledger/",
        }
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as queries:
                page(client, address)
            counts[name].append(len(queries))
    assert counts["unit"][0] == counts["unit"][1] <= 16
    assert counts["row"][0] == counts["row"][1] <= 26
    assert counts["list"][0] == counts["list"][1] <= 12
