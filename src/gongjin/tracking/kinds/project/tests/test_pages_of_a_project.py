"""The pages of projects: seen by every role, filled in by whoever answers for the project, in few queries."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongjin.audit.actions import run
from gongjin.core.periods import Period
from gongjin.ledger.models import Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.actions import AddPhotos, NewMilestone, PlanMilestones, ReportMilestone
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordMoney
from gongjin.tracking.kinds.project.queries import project_page
from gongjin.tracking.kinds.project.tests.conftest import SYSTEM, Calendar, Prove, item, track
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.row_progress import row_progress

PDF = b"%PDF-1.4 x"


@pytest.fixture
def as_owner(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> Client:
    client = Client()
    client.force_login(factory.user(jurisdiction, "owner", "reporter", unit=units["县住房和城乡建设局"]))
    return client


@pytest.fixture
def as_other(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> Client:
    client = Client()
    client.force_login(factory.user(jurisdiction, "other", "reporter", unit=units["县水利局"]))
    return client


def act(road: DataSet, name: str) -> str:
    return reverse("tracking:project-act", args=[road.public_id, name])


def item_act(road: DataSet, milestone: Item, name: str) -> str:
    return reverse("tracking:project-item-act", args=[road.public_id, milestone.public_id, name])


def test_the_page_shows_milestones_pictures_money_and_photos(
    as_owner: Client, road: DataSet, calendar: Calendar, prove: Prove
) -> None:
    calendar.to(date(2024, 4, 10))
    run(ReportMilestone(item(road, "初步设计批复"), date(2024, 4, 8), prove()), actor=SYSTEM, on=road)
    run(AddPhotos(date(2024, 4, 9), prove("现场.png"), "路基施工"), actor=SYSTEM, on=road)
    budget = Amount(aspects.BUDGET, "省级资金", Period.of_year(2024), Decimal(120_005_000), "元")
    run(RecordMoney([budget]), actor=SYSTEM, on=road)
    shown = as_owner.get(reverse("tracking:project", args=[road.public_id])).content.decode()
    assert "完成，晚 8 天" in shown
    assert shown.count("<polyline") == 2
    assert "路基施工" in shown
    assert 'style="' not in shown
    assert "12,000.5" in shown  # 万元, whatever it was typed in
    earlier = as_owner.get(reverse("tracking:project", args=[road.public_id]), {"on": "2024-04-05"}).content.decode()
    assert "逾期 5 天" in earlier


def test_a_milestone_is_reported_with_its_proof(as_owner: Client, road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 4, 10))
    design = item(road, "初步设计批复")
    address = item_act(road, design, "report")
    assert as_owner.get(address).status_code == 200
    without = as_owner.post(address, {"day": "2024-04-08"})
    assert without.status_code == 422
    assert "请上传佐证材料" in without.content.decode()
    early = as_owner.post(address, {"day": "2024-05-08", "files": SimpleUploadedFile("批复.pdf", PDF)})
    assert early.status_code == 422
    assert "完成日期不能晚于今天" in early.content.decode()
    assert 'name="proofs"' in early.content.decode()  # what was uploaded is not asked for again
    done = as_owner.post(address, {"day": "2024-04-08", "files": SimpleUploadedFile("批复.pdf", PDF)})
    assert done.status_code == 302
    assert next(
        line for line in project_page(road, date(2024, 4, 10)).milestones if line.key == str(design.public_id)
    ).counts


def test_another_unit_looks_but_does_not_touch(as_other: Client, road: DataSet) -> None:
    page = as_other.get(reverse("tracking:project", args=[road.public_id]))
    assert page.status_code == 200
    assert "上传照片" not in page.content.decode()
    assert as_other.get(act(road, "money")).status_code == 403
    assert as_other.post(item_act(road, item(road, "开工"), "report"), {"day": "2024-01-02"}).status_code == 403
    assert as_other.get(act(road, "percent")).status_code == 404


def test_each_form_makes_its_act(as_owner: Client, road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 4, 10))
    works = item(road, "开工")
    sent = {
        act(road, "money"): {"what": aspects.PAID, "source": "省级资金", "period": "2024-03", "amount": "1200",
                             "unit": "万元", "how": "added"},
        act(road, "land"): {"day": "2024-04-01", "needed": "10", "unit": "公顷", "conforms": "yes"},
        act(road, "figure"): {"figure": "length", "period": "2024-03", "amount": "2.5", "how": "to_date",
                              "files": SimpleUploadedFile("计量.pdf", PDF)},
        act(road, "plan"): {"lines": "缺陷责任期满,建设,5,2025-12-31\n\n审计\t成果\t1"},
        item_act(road, works, "forecast"): {"day": "2024-08-01", "why": "征迁"},
        item_act(road, works, "revise"): {"planned": "2024-07-31", "why": "征迁"},
        item_act(road, works, "photos"): {"day": "2024-04-01", "files": SimpleUploadedFile("批复.pdf", PDF)},
    }  # fmt: skip
    statuses = {address: as_owner.post(address, values).status_code for address, values in sent.items()}
    assert statuses == dict.fromkeys(list(sent)[:-1], 302) | {list(sent)[-1]: 422}
    page = project_page(road, date(2024, 4, 10))
    assert page.totals.paid == Decimal(12_000_000)
    assert (page.land.needed, page.land.conforms) == (Decimal(150), True)
    assert page.figures[0].value == Decimal("2.5")
    assert [line.name for line in page.milestones][-2:] == ["缺陷责任期满", "审计"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("设计,前期,0,2024-06-30", "权重应大于 0"),
        ("设计,别的,1", "类别“别的”不认识"),
        ("设计,前期,1,六月底", "日期应写成"),
        ("开工,建设,1", "已在"),
    ],
)
def test_what_is_wrong_in_a_line_is_said(as_owner: Client, road: DataSet, lines: str, words: str) -> None:
    answer = as_owner.post(act(road, "plan"), {"lines": lines})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert road.items.count() == 4


def test_the_template_suggests_the_milestones(as_owner: Client, jurisdiction: Jurisdiction, road: DataSet) -> None:
    shown = as_owner.get(act(road, "plan")).content.decode()
    assert "用地批复，前期，8，" in shown
    assert "交工验收，" not in shown  # that one is planned


def test_the_workbook_goes_out_and_comes_back(as_owner: Client, road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 4, 10))
    out = as_owner.get(reverse("tracking:project-milestones", args=[road.public_id]))
    book = load_workbook(io.BytesIO(out.content))
    sheet = book.active
    assert sheet is not None
    titles = {cell.value: cell for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
    line = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "开工")

    def put(title: str, value: str | date, row: int) -> None:
        sheet.cell(row, titles[title].column, value)

    put("计划完成日期", date(2024, 7, 31), line)
    read_back = reverse("tracking:project-read-back", args=[road.public_id])

    def upload() -> str:
        data = io.BytesIO()
        book.save(data)
        answer = as_owner.post(read_back, {"workbook": SimpleUploadedFile("节点.xlsx", data.getvalue())})
        return str(answer.content.decode())

    assert "请在“调整原因”栏写明原因" in upload()
    put("调整原因", "征迁滞后", line)
    put("节点", "审计", line + 3)
    put("计划完成日期", date(2025, 3, 31), line + 3)
    preview = upload()
    assert "调整 1 个节点，新增 1 个" in preview
    sealed = preview.split('name="sealed" value="')[1].split('"')[0]
    applying = reverse("tracking:project-read-back-apply", args=[road.public_id])
    assert as_owner.post(applying, {"sealed": sealed + "x"}).status_code == 422
    assert as_owner.post(applying, {"sealed": sealed}).status_code == 302
    found = {line.name: line for line in project_page(road, date(2024, 4, 10)).milestones}
    assert (found["开工"].first, found["开工"].planned) == (date(2024, 6, 30), date(2024, 7, 31))
    assert found["审计"].planned == date(2025, 3, 31)
    assert as_owner.post(read_back).status_code == 422
    other = SimpleUploadedFile("节点.xlsx", b"PK")
    assert as_owner.post(read_back, {"workbook": other}).status_code == 422


def test_queries_do_not_grow_with_milestones_or_projects(
    office_user: User,
    jurisdiction: Jurisdiction,
    road: DataSet,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    client = Client()
    client.force_login(office_user)
    pages = {reverse("tracking:projects"): 8, reverse("tracking:project", args=[road.public_id]): 10}
    for address, budget in pages.items():
        with django_assert_num_queries(budget):  # type: ignore[attr-defined]
            assert client.get(address).status_code == 200
    for number in range(5):
        made = run(AddDataSet(jurisdiction, "project", f"项目{number}"), actor=SYSTEM)
        run(PlanMilestones([NewMilestone("开工", planned=date(2024, 6, 1))]), actor=SYSTEM, on=made)
    more = [NewMilestone(f"节点{number}", planned=date(2024, 6, 1)) for number in range(30)]
    run(PlanMilestones(more), actor=SYSTEM, on=road)
    for address, budget in pages.items():
        with django_assert_num_queries(budget):  # type: ignore[attr-defined]
            client.get(address)


def test_the_line_of_what_was_due_follows_the_planned_milestones(
    road: DataSet, row: Row, calendar: Calendar, prove: Prove
) -> None:
    track(row, road)
    calendar.to(date(2024, 7, 10))
    found = row_progress(row, date(2024, 7, 10))
    assert found is not None
    due = dict(found.expected)
    assert [due[day] for day in (date(2024, 1, 31), date(2024, 3, 31), date(2024, 7, 10), date(2024, 12, 31))] == [
        0, 20, 40, 100,
    ]  # fmt: skip
    assert found.stepped
    run(ReportMilestone(item(road, "开工"), date(2024, 7, 8), prove("开工.pdf")), actor=SYSTEM, on=road)
    told = row_progress(row, date(2024, 7, 10))
    assert told is not None
    assert told.progress.expected == dict(told.expected)[date(2024, 7, 10)] == 40
