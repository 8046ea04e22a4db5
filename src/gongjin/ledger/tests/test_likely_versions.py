"""A corrected file dropped among the plans is known as a likely next version; a person says what it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gongjin.audit.actions import run
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.matching.versions import Alike, alike, bare_title, clauses
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.queries.likely import likely_version
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM
from gongjin.people.models import Jurisdiction, User

PLAN = """安河县农村供水保障行动方案

一、主要任务
（一）改造供水管网
1.改造老旧管网。改造供水管网35公里，新建水厂2座，更换智能水表3000只。（县水利局负责）
2.加强水源保护。划定水源保护区4处，设置界碑60块，每季度监测一次水质。（县生态环境分局负责）
（二）建立长效机制
3.健全管护队伍。每个乡镇聘用管水员不少于3名，全部签订管护协议。（各乡镇人民政府负责）
"""
CORRECTED = PLAN.replace("35公里", "42公里").replace("60块", "80块")
OTHER = """安河县冬春火灾防控工作方案

一、重点工作
1.排查人员密集场所。排查商场、学校、养老机构120家，建立隐患台账并逐项销号。（县消防救援大队负责）
2.整治电动自行车。新建充电端口500个，清理楼道违规停放，开展入户宣传。（县住房和城乡建设局负责）
"""


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def send(client: Client, text: str, *, name: str = "修订.txt", to: str = "", **more: str) -> Any:
    address = to or reverse("ledger:plan-import")
    sent = {"file": SimpleUploadedFile(name, text.encode()), **more}
    return client.post(address, sent, headers={"accept": "application/json"})


@pytest.fixture
def plan(office: Client, jurisdiction: Jurisdiction) -> Plan:
    """A plan that was uploaded, reviewed and published."""
    assert "url" in send(office, PLAN, name="方案.txt").json()
    version = PlanVersion.objects.get()
    office.post(reverse("ledger:publish", args=[factory.reviewed(version).public_id]))
    found = Plan.objects.get()
    assert found.state == "published"
    return found


@pytest.mark.django_db
def test_a_corrected_file_is_offered_as_the_next_version_and_nothing_has_happened_yet(
    office: Client, plan: Plan
) -> None:
    offer = send(office, CORRECTED).json()["offer"]
    assert f"方案 {plan.code}《安河县农村供水保障行动方案》标题相同，正文几乎一样" in offer["message"]
    assert offer["label"] == "作为新版本导入（第 2 版）"
    assert PlanVersion.objects.count() == 1
    answer = send(office, CORRECTED, to=offer["version"]).json()
    second = PlanVersion.objects.get(number=2)
    assert answer["url"] == reverse("ledger:review", args=[second.public_id])
    assert second.plan == plan
    assert second.pairings.exists()


@pytest.mark.django_db
def test_it_is_another_plan_when_the_user_says_so(office: Client, plan: Plan) -> None:
    assert "url" in send(office, CORRECTED, **{"as": "plan"}).json()
    assert Plan.objects.count() == 2
    assert plan.versions.count() == 1


@pytest.mark.django_db
def test_a_file_under_another_title_is_offered_when_most_of_its_text_is_there(office: Client, plan: Plan) -> None:
    renamed = CORRECTED.replace("安河县农村供水保障行动方案", "关于进一步做好安河县农村供水工作的实施方案")
    offer = send(office, renamed).json()["offer"]
    assert "标题" not in offer["message"] and "正文约 89% 相同" in offer["message"]


@pytest.mark.django_db
def test_it_is_said_how_much_is_the_same(office: Client, plan: Plan) -> None:
    longer = f"{CORRECTED}4.建设应急水源。新建应急备用水源1处，配备供水车5辆，编制应急预案。（县水利局负责）\n"
    assert "正文约 8" in send(office, longer).json()["offer"]["message"]


@pytest.mark.django_db
def test_another_plan_is_imported_without_a_question(office: Client, plan: Plan) -> None:
    assert "url" in send(office, OTHER, name="火灾.txt").json()
    assert Plan.objects.count() == 2


@pytest.mark.django_db
def test_while_a_version_is_under_review_the_way_leads_there(office: Client, plan: Plan) -> None:
    run(AddVersion("第二版.txt", CORRECTED.encode()), actor=SYSTEM, on=plan)
    offer = send(office, CORRECTED.replace("4处", "5处")).json()["offer"]
    assert "第 2 版还在核对中" in offer["message"]
    assert "version" not in offer
    assert offer["review"] == reverse("ledger:review", args=[plan.versions.get(number=2).public_id])


@pytest.mark.django_db
def test_the_same_words_again_are_refused_with_the_way_to_them(office: Client, plan: Plan) -> None:
    answer = send(office, PLAN.replace("\n\n", "\n"))
    assert answer.status_code == 422
    assert "已经导入过" in answer.json()["message"]
    assert answer.json()["known"]["url"] == f"{reverse('ledger:rows')}?plan={plan.code}"


@pytest.mark.django_db
def test_without_script_the_page_asks(office: Client, plan: Plan) -> None:
    page = office.post(reverse("ledger:plan-import"), {"file": SimpleUploadedFile("修订.txt", CORRECTED.encode())})
    text = page.content.decode()
    assert "可能是它的修订版" in text
    assert reverse("ledger:version-add", args=[plan.public_id]) in text
    assert 'name="as" value="plan"' in text
    assert Plan.objects.count() == 1


@pytest.mark.django_db
def test_another_governments_plans_are_not_compared(office: Client, plan: Plan) -> None:
    elsewhere = factory.found("远山县", "990002")
    assert likely_version(elsewhere, "安河县农村供水保障行动方案", CORRECTED) is None


@pytest.mark.parametrize(
    "title",
    [
        "农村供水方案（修订稿）",
        "《农村供水方案》（2025年修订）",
        "农村供水方案(征求意见稿)",
        "农村供水方案（试行）",
        "农村 供水方案【第二版】",
    ],
)
def test_the_stage_of_a_title_does_not_make_it_another(title: str) -> None:
    assert bare_title(title) == "农村供水方案"


def test_the_year_of_a_title_does() -> None:
    assert bare_title("2024年重点工作方案") != bare_title("2025年重点工作方案")


def test_a_plan_that_only_quotes_another_is_no_version_of_it() -> None:
    quoting = OTHER * 2 + "改造供水管网35公里，新建水厂2座，更换智能水表3000只。"
    assert not alike("甲", clauses(quoting), "乙", clauses(PLAN)).likely


@given(st.text(alphabet="修渠水。；\n12", max_size=60), st.text(alphabet="修渠水。；\n12", max_size=60))
def test_likeness_is_mutual_and_full_with_itself(one: str, other: str) -> None:
    there, back = (alike("", clauses(a), "", clauses(b)) for a, b in ((one, other), (other, one)))
    assert there == back
    assert 0 <= there.share <= 1
    itself = alike("", clauses(one), "", clauses(one))
    assert itself == Alike(False, 1.0 if clauses(one) else 0.0)
