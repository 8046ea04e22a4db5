"""审计 speaks plainly: each act by its label, its object by code and name, who, when; codes are one click away."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.models import Payload, Record
from gongjin.audit.verified import last_verified, remember
from gongjin.core import clock
from gongjin.people.actions import AddUnit, AddUser, ChangeUnit, IssueLink
from gongjin.people.actors import UserActor
from gongjin.people.models import Jurisdiction, Unit, User

SYSTEM = SystemActor()
FIRST_DAY = datetime(2024, 6, 29, 15, 59, tzinfo=UTC)  # one minute to midnight in Shanghai
NEXT_DAY = datetime(2024, 6, 29, 16, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def auditor(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def water(county: Jurisdiction) -> Unit:
    with clock.at(FIRST_DAY):
        return run(AddUnit(jurisdiction=county, name="县水利局", aliases=("县水务局",)), actor=SYSTEM)


def lines(auditor: Client, **query: str) -> list[str]:
    """The lines of the list, each as one text."""
    text = auditor.get(reverse("people:chain"), query).content.decode()
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(unescape(_bare(row)).split()) for row in body.split("</tr>")[:-1]]


def _bare(html: str) -> str:
    out, inside = "", False
    for character in html:
        inside = inside or character == "<"
        out += "" if inside else character
        inside = inside and character != ">"
    return out


def test_a_line_says_when_what_to_which_object_and_who(
    auditor: Client, administrator: User, county: Jurisdiction, water: Unit
) -> None:
    actor = UserActor(
        str(administrator.public_id), county.code, frozenset({"administrator"}), frozenset({str(water.public_id)})
    )
    with clock.at(NEXT_DAY):
        run(ChangeUnit("县水务管理局", "", "department"), actor=actor, on=water)
    newest, older, *_rest = lines(auditor)
    assert newest == f"2024-06-30 00:01 修改单位 单位 县水务管理局 {administrator.display_name} 县水务管理局 详情"
    assert older == "2024-06-29 23:59 新增单位 单位 县水务管理局 系统 详情"


def test_an_account_that_speaks_for_no_unit_has_none_in_its_records(administrator: User, county: Jurisdiction) -> None:
    roles, own = frozenset({"administrator"}), frozenset({str(administrator.public_id)})
    actor = UserActor(str(administrator.public_id), county.code, roles, own)
    run(AddUnit(jurisdiction=county, name="县教育局"), actor=actor)
    assert Record.objects.latest("pk").unit == ""


def test_a_link_is_told_by_the_account_that_it_is_for(auditor: Client, administrator: User) -> None:
    run(IssueLink(user=administrator, token="t" * 40), actor=SYSTEM)
    newest = lines(auditor, chain="accounts")[0]
    assert "签发一次性登录链接" in newest
    assert administrator.username in newest


def test_the_list_is_narrowed_by_object_and_by_day(auditor: Client, county: Jurisdiction, water: Unit) -> None:
    with clock.at(NEXT_DAY):
        run(AddUnit(jurisdiction=county, name="县教育局"), actor=SYSTEM)
    assert [line.split()[4] for line in lines(auditor, q="水利")] == ["县水利局"]
    assert [line.split()[4] for line in lines(auditor, kind="people.unit")] == ["县教育局", "县水利局"]
    assert [line.split()[2] for line in lines(auditor, kind="people.jurisdiction")] == ["设立辖区"]
    assert [line.split()[4] for line in lines(auditor, first="2024-06-30", last="2024-06-30")] == ["县教育局"]
    assert [line.split()[4] for line in lines(auditor, first="2024-06-29", last="2024-06-29")] == ["县水利局"]
    assert lines(auditor, q="没有这个单位") == []


def test_what_makes_no_sense_as_a_filter_is_not_asked(auditor: Client, water: Unit) -> None:
    wrong = {"kind": "auth.user", "first": "2024-13-45", "last": "明天", "chain": "elsewhere", "page": "x"}
    assert len(lines(auditor, **wrong)) == len(lines(auditor))


def test_an_empty_list_says_how_to_go_on(auditor: Client, water: Unit) -> None:
    text = auditor.get(reverse("people:chain"), {"q": "没有这个单位"}).content.decode()
    assert "没有符合条件的记录" in text and "清除条件" in text


def test_the_codes_of_a_record_are_on_its_page(auditor: Client, county: Jurisdiction, water: Unit) -> None:
    record = Record.objects.get(action="people.unit.add")
    text = auditor.get(reverse("people:record", args=[record.chain, record.sequence])).content.decode()
    for code in ("people.unit.add", record.digest, record.previous, record.payload_digest, str(water.public_id)):
        assert code in text
    assert "县水利局" in text and "单位别名" in text and "县水务局" in text


def test_what_was_cleared_is_said_to_be(auditor: Client, water: Unit) -> None:
    record = Record.objects.get(action="people.unit.add")
    Payload.objects.filter(record=record).update(body=None)
    text = auditor.get(reverse("people:record", args=[record.chain, record.sequence])).content.decode()
    assert "内容已清除" in text


def test_another_governments_chain_is_not_found(auditor: Client, water: Unit) -> None:
    Jurisdiction._base_manager.bulk_create([Jurisdiction(code="elsewhere", name="邻县")])
    run(AddUnit(jurisdiction=Jurisdiction.objects.get(code="elsewhere"), name="邻县水利局"), actor=SYSTEM)
    assert auditor.get(reverse("people:record", args=["elsewhere", 1])).status_code == 404
    assert "邻县" not in auditor.get(reverse("people:chain"), {"chain": "elsewhere"}).content.decode()
    assert auditor.get(reverse("people:record", args=[water.jurisdiction.code, 99])).status_code == 404


def test_verifying_says_when_and_how_many_and_is_remembered(auditor: Client, water: Unit) -> None:
    assert "还没有校验过" in auditor.get(reverse("people:chain")).content.decode()
    with clock.at(NEXT_DAY):
        said = auditor.post(reverse("people:verify")).content.decode()
    expected = f"2024年6月30日 00:01 校验 {Record.objects.count()} 条记录，审计链完整"
    assert expected in said
    assert expected in auditor.get(reverse("people:chain")).content.decode()


def test_what_was_altered_is_named_by_its_name(auditor: Client, water: Unit) -> None:
    Unit._base_manager.filter(pk=water.pk).update(short_name="改")
    said = auditor.post(reverse("people:verify")).content.decode()
    assert "单位 “县水利局” 未经操作被改动" in said
    assert "发现 1 处不一致" in auditor.get(reverse("people:chain")).content.decode()


@pytest.mark.parametrize("kept", ["", "{}", '{"at": 3}', "[]"])
def test_a_note_of_a_verification_that_cannot_be_read_is_none(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "verified.json"
    assert last_verified(file) is None
    file.write_text(kept, encoding="ascii")
    assert last_verified(file) is None
    remember(file, 3, 0)
    found = last_verified(file)
    assert found is not None and (found.records, found.faults) == (3, 0)


def test_only_an_administrator_sees_a_record(clerk: User, water: Unit) -> None:
    client = Client()
    client.force_login(clerk)
    assert client.get(reverse("people:record", args=[water.jurisdiction.code, 1])).status_code == 403


def test_an_account_that_is_gone_and_a_code_that_nobody_knows_are_shown(auditor: Client, water: Unit) -> None:
    Record.objects.filter(action="people.unit.add").update(actor="0" * 8, action="people.unit.sing")
    newest = lines(auditor)[0]
    assert "已注销的账号" in newest and "people.unit.sing" in newest


def test_the_number_of_queries_does_not_grow_with_records(
    auditor: Client, county: Jurisdiction, django_assert_max_num_queries: object
) -> None:
    for number in range(40):
        run(AddUnit(jurisdiction=county, name=f"县第{number}局"), actor=SYSTEM)
        run(AddUser(jurisdiction=county, username=f"u{number}", display_name="某岗"), actor=SYSTEM)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert len(lines(auditor, q="局")) == 40
