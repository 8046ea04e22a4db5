"""Every kind's settings are changed on a page in words; what is there already is not lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.ledger.tests import factory
from gongjin.people.models import User
from gongjin.tracking.actions.facts import VoidFact
from gongjin.tracking.kinds import all_kinds, kind
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import Posted, kept_text
from gongjin.tracking.kinds.settings_forms import (
    CODE,
    PREFIX,
    NoSettings,
    kept_lines,
    settings_form,
    settings_from,
)
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.tests.rows.build import (
    Case,
    d,
    do,
    done,
    enter,
    figures,
    noon,
    occasion,
    plan,
    reading,
    target,
    things,
    value,
)

MADE = [(name, template.code) for name, item in all_kinds().items() for template in item.templates()]
FIRMS = ("培育省级节水型企业3家", "省级节水型企业", "3", "家")


def page_of(name: str, settings: Json) -> dict[str, list[str]]:
    """What the browser sends for kept settings when nothing was touched."""
    form, found = settings_form(name), dict[str, list[str]]()
    for item in form.fields(settings):
        text = kept_text(settings, item)
        found[PREFIX + item.name] = text.splitlines() if item.many else [text]
    for table in form.tables(settings):
        for number, line in enumerate(kept_lines(table, settings)):
            start = f"{PREFIX}{table.name}-{number}-"
            found[start + CODE] = [line[CODE]]
            found |= {start + column.name: [line.get(column.name, "")] for column in table.columns}
    return found


@pytest.mark.parametrize(("name", "template"), MADE)
def test_a_page_sent_back_untouched_changes_nothing(name: str, template: str) -> None:
    assert not isinstance(settings_form(name), NoSettings)
    made = next(item for item in kind(name).templates() if item.code == template)
    settings = kind(name).checked_settings(made.settings)
    sent: Posted = page_of(name, settings)
    assert kind(name).checked_settings(settings_from(name, sent, settings)) == settings


@pytest.fixture(autouse=True)
def home(db: None, settings: object, tmp_path: Path) -> None:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def case() -> Case:
    return target("县水利局", FIRMS)


def save(
    case: Case, data_set: DataSet, changes: dict[str, object], who: str = "office", seen: int | None = None
) -> tuple[int, str]:
    """Send the page with some things changed; what is None is not sent. `seen`: the revision that the page showed."""
    sent: dict[str, object] = {"do": "save", "name": data_set.name, "cycle": data_set.cycle, "lag_days": "0"}
    sent |= {"seen": seen, **page_of(data_set.kind, data_set.settings)}
    sent |= {PREFIX + name: value for name, value in changes.items()}
    client = Client()
    client.force_login(User.objects.filter(username=who).first() or factory.user(case.county, who, who))
    address = reverse("tracking:data-settings", args=[data_set.public_id])
    answer = client.post(address, {name: value for name, value in sent.items() if value is not None})
    return answer.status_code, answer.content.decode()


def line_of(data_set: DataSet, table: str, key: str, code: str) -> str:
    """How a line's fields begin on the page."""
    listed = data_set.settings[table]
    return f"{table}-{next(place for place, item in enumerate(listed) if item[key] == code)}-"


@pytest.fixture
def firms(case: Case) -> DataSet:
    register = case.data_set("register", "recognition", "节水型企业名录")
    enter(d(3, 1), register, "演示一厂", stage="reviewed", fields={"level": "省级", "industry": "造纸"})
    return register


def test_no_json_is_shown(case: Case, firms: DataSet) -> None:
    _status, said = save(case, firms, {"stages-0-label": ""})
    assert "JSON" not in said
    assert 'name="settings"' not in said


def test_stages_are_renamed_added_put_in_order_and_taken_away(case: Case, firms: DataSet) -> None:
    number = len(firms.settings["stages"])
    accepted, recognised = line_of(firms, "stages", "code", "accepted"), line_of(firms, "stages", "code", "recognised")
    status, _said = save(case, firms, {
        f"{accepted}drop": "yes",
        f"{recognised}label": "公布",
        f"stages-{number}-label": "现场核查", f"stages-{number}-order": "2", f"stages-{number}-evidence": "yes",
    })  # fmt: skip
    assert status == 302
    firms.refresh_from_db()
    assert [item["label"] for item in firms.settings["stages"]] == ["申报", "现场核查", "审核", "公示", "公布"]
    assert firms.settings["stages"][1]["evidence"] is True
    assert list(verify()) == []


def test_fields_are_added_with_their_sort_and_choices(case: Case, firms: DataSet) -> None:
    number = len(firms.settings["fields"])
    start = f"fields-{number}-"
    status, _said = save(case, firms, {f"{start}label": "用水量", f"{start}type": "figure", f"{start}unit": "吨"})
    assert status == 302
    firms.refresh_from_db()
    made = firms.settings["fields"][-1]
    assert (made["key"], made["type"], made["unit"]) == ("field1", "figure", "吨")
    start = f"fields-{number + 1}-"
    changes: dict[str, object] = {
        f"{start}label": "水源", f"{start}type": "choice", f"{start}choices": "地表水、地下水",
    }  # fmt: skip
    assert save(case, firms, changes)[0] == 302
    firms.refresh_from_db()
    assert firms.settings["fields"][-1]["choices"] == ["地表水", "地下水"]


@pytest.mark.parametrize(
    ("table", "code", "change", "words"),
    [("stages", "reviewed", {"drop": "yes"}, "已有条目到过“审核”这个阶段，不能删除"),
     ("stages", "applied", {"label": ""}, "每个阶段都要有名称"),
     ("stages", "applied", {"label": "审核"}, "“审核”重复了"),
     ("fields", "industry", {"drop": "yes"}, "字段“行业”已有 1 条内容，不能删除"),
     ("fields", "industry", {"type": "figure"}, "字段“行业”已有内容，不能改成别的类型"),
     ("fields", "level", {"choices": "国家级、市级"}, "选项“省级”已有条目在用"),
     ("fields", "level", {"choices": ""}, "选项型字段要列出选项")],
)  # fmt: skip
def test_what_entries_hold_of_a_register_is_not_dropped(
    case: Case, firms: DataSet, table: str, code: str, change: dict[str, str], words: str
) -> None:
    start = line_of(firms, table, "code" if table == "stages" else "key", code)
    before = dict(firms.settings)
    status, said = save(case, firms, {start + name: value for name, value in change.items()})
    assert status == 422
    assert words in said
    firms.refresh_from_db()
    assert firms.settings == before


def test_figures_keep_their_unit_once_they_are_reported(case: Case) -> None:
    roads = case.data_set("register", "lines", "农村公路台账")
    (road,) = enter(d(3, 1), roads, "演示路")
    figures(d(3, 2), road, length="3.2")
    start = line_of(roads, "fields", "key", "length")
    for change, words in (
        ({"unit": "米"}, "已按“公里”填报，不能改计量单位"), ({"drop": "yes"}, "字段“长度”已有数据，不能删除"),
        ({"type": "text", "partial": ""}, "不能改成别的类型"), ({"adds": "yes"}, "不能在逐期相加与取最新之间更改"),
    ):  # fmt: skip
        status, said = save(case, roads, {start + name: value for name, value in change.items()})
        assert status == 422
        assert words in said
    assert save(case, roads, {f"{start}label": "里程"})[0] == 302


def test_two_entries_alike_forbid_that_a_field_be_unique(case: Case, firms: DataSet) -> None:
    enter(d(3, 2), firms, "演示二厂", fields={"industry": "造纸"})
    start = line_of(firms, "fields", "key", "industry")
    status, said = save(case, firms, {f"{start}unique": "yes"})
    assert status == 422
    assert "有条目填得相同，不能设为唯一" in said


def test_what_a_row_counts_by_is_not_taken_from_it(case: Case, firms: DataSet) -> None:
    case.track(firms, {"stage": "recognised", "where": {"level": "市级"}})
    status, said = save(case, firms, {line_of(firms, "stages", "code", "recognised") + "drop": "yes"})
    assert status == 422
    assert f"{case.row} 的计量方式用到了它" in said
    status, said = save(case, firms, {line_of(firms, "fields", "key", "level") + "choices": "国家级、省级"})
    assert status == 422
    assert "请先改那一行的计量方式" in said


def test_a_duty_is_due_more_often_in_a_season_and_counts_more(case: Case, firms: DataSet) -> None:
    duty = case.data_set("duty", "inspection", "取水口检查")
    status, _said = save(case, duty, {
        "cadence": "week", "times": "2", "months": ["6", "7", "8"], "each_place": "yes",
        "findings_into": str(firms.public_id), "counts-1-label": "超限户数", "counts-1-unit": "户",
    })  # fmt: skip
    assert status == 302
    duty.refresh_from_db()
    assert (duty.settings["cadence"], duty.settings["times"], duty.settings["months"]) == ("week", 2, [6, 7, 8])
    assert duty.settings["findings_into"] == str(firms.public_id)
    assert [item["label"] for item in duty.settings["counts"]] == ["检查点位", "超限户数"]


@pytest.mark.parametrize(
    ("change", "words"),
    [({"counts-0-drop": "yes"}, "记录里已有“检查点位”，不能删除"),
     ({"counts-0-unit": "个"}, "“检查点位”已按“处”登记，不能改计量单位"),
     ({"times": "40"}, "每期次数应在 1 至 31 之间"),
     ({"cadence": "hourly"}, "请从列表中选择"),
     ({"findings_into": "elsewhere"}, "请从列表中选择")],
)  # fmt: skip
def test_what_records_hold_of_a_duty_is_not_dropped(case: Case, change: dict[str, object], words: str) -> None:
    duty = case.data_set("duty", "inspection", "取水口检查")
    occasion(d(3, 5), duty, None, d(3, 5), sites="4")
    status, said = save(case, duty, change)
    assert status == 422
    assert words in said


def test_a_record_that_was_voided_holds_nothing(case: Case) -> None:
    duty = case.data_set("duty", "inspection", "取水口检查")
    occasion(d(3, 5), duty, None, d(3, 5), sites="4")
    do(d(3, 6), VoidFact(Fact.objects.get(), "填错了工作"), on=duty)
    assert save(case, duty, {"counts-0-drop": "yes"})[0] == 302


def test_values_of_an_indicator_stay_what_they_were(case: Case) -> None:
    series = case.data_set("indicator", "year_to_date", "水利投资")
    assert save(case, series, {"jump": "30", "decimals": "2"})[0] == 302
    value(d(4, 1), series, "2024-03", "12")
    changes: tuple[tuple[dict[str, object], str], ...] = (
        ({"measure": "stock", "accumulates": None}, "不能改指标类型"),
        ({"accumulates": None}, "不能在当期数与年内累计数之间更改"),
        ({"decimals": "9"}, "小数位数应在 0 至 5 之间"),
    )
    for change, words in changes:
        series.refresh_from_db()
        status, said = save(case, series, change)
        assert status == 422
        assert words in said


def test_readings_and_reported_work_stay(case: Case) -> None:
    lake = case.data_set("monitoring", "lake_phosphorus", "库区水质")
    (centre,) = things(lake, "库心")
    reading(d(4, 2), centre, "2024-03", "0.03")
    status, said = save(case, lake, {"parameters": ["tn"]})
    assert status == 422
    assert "“总磷”已有监测数据，不能去掉" in said
    assert save(case, lake, {"parameters": ["tp", "tn"]})[0] == 302
    road = case.data_set("project", "line", "环库公路")
    (step,) = plan(road, ("路基贯通", "construction", 3, d(9, 1)))
    done(d(9, 1), step, case.file(d(9, 1), "验收单"))
    assert save(case, road, {"late_days": "60", "figures-0-unit": "米"})[0] == 302
    status, said = save(case, road, {"late_days": "soon"})
    assert status == 422
    assert "逾期天数应在 0 至 366 之间" in said


def test_more_lines_are_asked_for_without_losing_what_was_typed(case: Case, firms: DataSet) -> None:
    number = len(firms.settings["stages"])
    client = Client()
    client.force_login(factory.user(case.county, "office", "office"))
    sent: dict[str, object] = {**page_of("register", firms.settings), "name": firms.name, "more": "stages"}
    sent[f"{PREFIX}stages-{number}-label"] = "现场核查"
    with clock.at(noon(d(4, 1))):
        page = client.post(reverse("tracking:data-settings", args=[firms.public_id]), sent).content.decode()
    assert 'value="现场核查"' in page
    assert f'name="{PREFIX}stages-{number + 3}-label"' in page
    firms.refresh_from_db()
    assert len(firms.settings["stages"]) == number


def test_settings_changed_by_another_meanwhile_are_not_written_over_unread(case: Case, firms: DataSet) -> None:
    seen = firms.revision
    assert save(case, firms, {"noun": "户"}, seen=seen)[0] == 302
    firms.refresh_from_db()
    status, said = save(case, firms, {"noun": "家"}, seen=seen)
    assert status == 422
    assert "刚被他人修改过" in said
    firms.refresh_from_db()
    assert firms.settings["noun"] == "户"
    assert f'name="seen" value="{firms.revision}"' in said


def test_who_reports_does_not_change_settings(case: Case, firms: DataSet) -> None:
    assert save(case, firms, {"noun": "户"}, who="reporter")[0] == 403
