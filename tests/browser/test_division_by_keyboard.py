"""The division in a real browser: a cell by keyboard, a date in bulk, undo, export, the narrow page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import ConsoleMessage, Page, expect

from gongjin.audit.actions import run
from gongjin.ledger.actions.division import FixDivision
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import Division, DivisionEntry, OfficeValues, Plan
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(transactional_db: None, settings: object, tmp_path: Path) -> Plan:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    jurisdiction = factory.found()
    factory.enter_units(jurisdiction)
    return factory.published(jurisdiction)


@pytest.fixture
def address(plan: Plan, live_server: object, page: Page) -> str:
    client = Client()
    client.force_login(factory.user(plan.jurisdiction, "office", "office"))
    url = str(live_server)
    cookie = client.cookies["gongjin_session"].value
    page.context.add_cookies([{"name": "gongjin_session", "value": cookie, "url": url}])
    return f"{url}/plans/{plan.public_id}/division/"


def open_matrix(page: Page, address: str) -> None:
    """Open the page and wait until every section has drawn its rows: they come in any order."""
    page.goto(address)
    blocks = page.locator("tbody[data-block]")
    rows = sum(int(count) for count in blocks.evaluate_all("blocks => blocks.map(block => block.dataset.rows)"))
    expect(page.locator("tr[data-row]")).to_have_count(rows)


@pytest.fixture
def complaints(page: Page) -> list[str]:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_cell_is_set_by_keyboard_and_taken_back(page: Page, address: str, complaints: list[str]) -> None:
    open_matrix(page, address)
    page.locator("tr[data-task] td.dv-cell:has(.dv-suggested)").first.click()
    page.keyboard.press("1")
    expect(page.locator("td:focus .dv-part")).to_have_text("汇总")
    expect(page.locator("#messages")).to_contain_text("已更新 1 格")
    assert list(DivisionEntry.objects.values_list("part", flat=True)) == ["sums_up"]

    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    expect(page.locator("td:focus .dv-part")).to_have_text("承担")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("td[data-part='does']")).to_have_count(0)
    assert list(DivisionEntry.objects.values_list("part", flat=True)) == ["sums_up"]
    assert complaints == []


def test_summing_up_on_a_row_that_is_no_task_is_refused_in_words(page: Page, address: str) -> None:
    open_matrix(page, address)
    page.locator("tr[data-row]:not([data-task]) td.dv-cell").first.click()
    page.keyboard.press("1")
    expect(page.locator("#messages")).to_contain_text("只在任务行上指定")
    assert not DivisionEntry.objects.exists()


def test_cells_are_filled_down_as_one_act(page: Page, address: str) -> None:
    open_matrix(page, address)
    page.locator("tr[data-row]:not([data-task]) td.dv-cell").first.click()
    page.keyboard.press("3")
    expect(page.locator("td[data-part='cooperates']")).to_have_count(1)
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(page.locator("td[data-part='cooperates']")).to_have_count(2)
    page.keyboard.press("Delete")
    expect(page.locator("td[data-part='cooperates']")).to_have_count(0)
    assert not DivisionEntry.objects.exists()


def test_a_date_is_set_in_bulk_after_a_preview_with_counts(page: Page, address: str, complaints: list[str]) -> None:
    open_matrix(page, address)
    boxes = page.locator("[data-check]")
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-checked-count]")).to_have_text("3")
    page.locator("#dv-bulk-due").fill("2024-10-31")
    page.locator("[data-bulk] button[type=submit]").click()
    dialog = page.locator("#dv-preview")
    expect(dialog).to_contain_text("所选 3 行")
    assert not OfficeValues.objects.exists()
    dialog.get_by_role("button", name="应用 3 处改动").click()
    expect(page.locator("td[data-name='due'][data-value='2024-10-31']")).to_have_count(3)
    assert OfficeValues.objects.count() == 3
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("td[data-name='due'][data-value='2024-10-31']")).to_have_count(0)
    assert complaints == []


def test_the_plans_units_are_taken_over_and_the_workbook_has_them(page: Page, address: str) -> None:
    open_matrix(page, address)
    page.get_by_role("button", name="采用方案单位…").click()
    page.locator("[data-apply-sealed]").click()
    expect(page.locator("td[data-part='sums_up']")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="任务分解表 Excel").click()
    sheet = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    cells = [value for row in sheet.iter_rows(min_row=4, values_only=True) for value in row]
    assert cells.count("汇总") == 1
    assert "配合" in cells and "承担" in cells


def test_it_is_fixed_with_a_reason_after_cells_were_set_and_opened_again(page: Page, address: str, plan: Plan) -> None:
    open_matrix(page, address)
    page.get_by_role("button", name="采用建议汇总…").click()
    page.locator("[data-apply-sealed]").click()
    expect(page.locator("td[data-part='sums_up']")).to_have_count(3)
    page.locator("td[data-part='sums_up']").first.click()
    page.keyboard.press("Delete")
    expect(page.locator("[data-lacking-count]")).to_have_text("1")
    page.get_by_role("button", name="确定分工").click()
    dialog = page.locator("#dv-fix")
    expect(dialog.locator("[data-when-lacking] b")).to_have_text("1")
    dialog.locator("textarea").fill("牵头科室待定")
    dialog.get_by_role("button", name="确定分工").click()
    expect(page.locator("[data-state='fixed']")).to_have_text("已确定")
    assert Division.objects.get(plan=plan).state == "fixed"
    page.get_by_role("button", name="重新打开").click()
    page.locator("#dv-reason").fill("机构职能调整")
    page.locator("#dv-reopen").get_by_role("button", name="重新打开").click()
    expect(page.locator("[data-state='open']")).to_have_text("征求意见")


def test_chapters_without_units_are_left_undivided_after_a_preview(
    page: Page, address: str, complaints: list[str]
) -> None:
    open_matrix(page, address)
    expect(page.locator(".dv-count [data-unanswered-count]")).to_have_text("2")
    page.get_by_role("button", name="标为不分工…").first.click()
    dialog = page.locator("#dv-preview")
    expect(dialog).to_contain_text("标为不分工")
    dialog.get_by_role("button", name="应用 2 处改动").click()
    expect(page.locator("tr[data-row] .dv-mark", has_text="不分工")).to_have_count(2)
    expect(page.locator(".dv-count [data-unanswered-count]")).to_be_hidden()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("tr[data-row] .dv-mark", has_text="不分工")).to_have_count(0)
    expect(page.locator(".dv-count [data-unanswered-count]")).to_have_text("2")
    assert complaints == []


def test_a_row_that_the_fixed_division_holds_is_not_edited(page: Page, address: str, plan: Plan) -> None:
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=Division.objects.get(plan=plan))
    compiled = factory.small_plan(hospital=True)
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SYSTEM, on=plan)
    version = factory.reviewed(plan.versions.get(state="review"))
    version.pairings.update(confirmed=True)
    run(PublishVersion(), actor=SYSTEM, on=version)
    open_matrix(page, address)
    expect(page.locator("[data-state='extended']")).to_have_text("已确定，3 条新增待分工")
    page.locator("tr[data-closed] td.dv-cell").first.click()
    page.keyboard.press("2")
    expect(page.locator("#messages")).to_contain_text("分工已确定")
    assert not DivisionEntry.objects.exists()
    page.locator("tr[data-task]:has(.dv-added) td.dv-cell").first.click()
    page.keyboard.press("1")
    expect(page.locator("#messages")).to_contain_text("已更新 1 格")
    assert DivisionEntry.objects.get().part == "sums_up"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["", "print/", "../read-back/"])
def test_nothing_serious_is_found_for_people_who_cannot_see_well(
    page: Page, address: str, width: int, path: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_column_is_added_for_a_further_unit(page: Page, address: str) -> None:
    open_matrix(page, address)
    before = page.locator("thead th").count()
    page.locator("#dv-add").fill("县农业农村局")
    page.locator("[data-add-unit] button").click()
    expect(page.locator("thead th")).to_have_count(before + 1)
    expect(page.locator("tr[data-row]").first.locator("td")).to_have_count(before)


def test_at_390_px_each_row_lists_its_units_and_nothing_scrolls_sideways(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    card = page.locator("article[data-task]", has_text="提升乡村教育")
    expect(card.locator(".dv-unit-name").first).to_contain_text("县教育局")
    card.locator("[data-part-select]").first.select_option("sums_up")
    expect(page.locator("#messages")).to_contain_text("已更新 1 格")
    assert DivisionEntry.objects.get().part == "sums_up"
    page.get_by_role("button", name="跳到下一项").click()
    expect(page.locator("article[data-lacks]").first.locator("select, input").first).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert complaints == []
