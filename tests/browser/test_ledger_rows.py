"""任务清单 in a real browser: edit in place, undo, conflict, paste, drawer, filters, columns, narrow page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.models import OfficeValues, Part
from gongjin.ledger.tests.rows import Ledger, clerk, county, many_rows, small_ledger, unit
from gongjin.people.models import User

SignIn = Callable[[User], Page]

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def ledger(transactional_db: None) -> Ledger:
    return small_ledger()


@pytest.fixture
def grid(ledger: Ledger, signed_in: SignIn, live_server: object, console: list[str]) -> Page:
    """The list of the office's clerk with all rows drawn."""
    page = signed_in(ledger.office)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server}/ledger/")
    expect(page.locator("#rows-grid .tabulator-row")).to_have_count(9)
    return page


def cell(page: Page, ledger: Ledger, code: str, field: str) -> Locator:
    row = page.locator(f'.tabulator-row[data-row="{ledger.rows[code].public_id}"]')
    return row.locator(f'.tabulator-cell[tabulator-field="{field}"]')


def type_into(page: Page, ledger: Ledger, code: str, field: str, text: str) -> None:
    place = cell(page, ledger, code, field)
    place.click()
    page.keyboard.press("Enter")
    place.locator("input").fill(text)
    page.keyboard.press("Enter")


def test_a_date_is_set_in_its_cell_marked_as_the_offices_and_taken_back(grid: Page, ledger: Ledger) -> None:
    type_into(grid, ledger, "1.1.1", "due", "2024/5/31")
    expect(cell(grid, ledger, "1.1.1", "due")).to_contain_text("2024-05-31")
    mark = cell(grid, ledger, "1.1.1", "due").locator(".origin")
    expect(mark).to_have_text("专班")
    expect(mark).to_have_attribute("title", "专班办公室确定；方案原文：6月底前")
    assert OfficeValues.objects.get().due is not None
    grid.get_by_role("button", name="撤销").click()
    expect(cell(grid, ledger, "1.1.1", "due").locator(".origin")).to_have_text("原文")
    assert OfficeValues.objects.get().due is None
    assert list(verify()) == []


def test_a_double_click_and_a_typed_character_begin_to_edit(grid: Page, ledger: Ledger) -> None:
    place = cell(grid, ledger, "1.2", "note")
    box = place.bounding_box()
    assert box
    grid.mouse.move(box["x"] + 20, box["y"] + 15)
    for click in (1, 2):
        grid.mouse.down(click_count=click)
        grid.mouse.up(click_count=click)
        grid.wait_for_timeout(60)  # a hand is not faster, and two presses at once are taken for one
    expect(place.locator("input")).to_be_focused()
    grid.keyboard.press("Escape")
    grid.keyboard.type("abc")
    grid.keyboard.press("Enter")
    expect(grid.locator(".message-success")).to_contain_text("已保存")
    expect(place).to_contain_text("abc")
    assert OfficeValues.objects.get().note == "abc"


def test_characters_that_share_a_number_with_an_arrow_stay_in_the_cell(grid: Page, ledger: Ledger) -> None:
    typed = "a(b)c&d%'e!\"#$-."
    cell(grid, ledger, "1.2", "note").click()
    grid.keyboard.type(typed)
    grid.keyboard.press("Enter")
    expect(grid.locator(".message-success")).to_contain_text("已保存：2024-1.2")
    expect(cell(grid, ledger, "1.2", "note").locator(".stated-value")).to_have_text(typed)
    assert [(str(kept.row.code), kept.note) for kept in OfficeValues.objects.all()] == [("1.2", typed)]


def test_a_refused_text_stays_in_its_cell_with_the_reason_until_it_is_mended(
    grid: Page, ledger: Ledger, console: list[str], axe_clean: Callable[[Page], None]
) -> None:
    place = cell(grid, ledger, "1.2", "due")
    type_into(grid, ledger, "1.2", "due", "月底")
    expect(place.locator(".cell-fault-text")).to_have_text("月底")
    expect(place.get_by_role("alert")).to_contain_text("不是完整的日期")
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(grid.locator("#messages .message")).to_have_count(0)
    axe_clean(grid)
    grid.locator("#filter-kind").select_option("task")
    expect(grid.locator("#rows-count")).to_have_text("共 3 条")
    expect(place.locator(".cell-fault-text")).to_have_text("月底")
    place.click()
    grid.keyboard.press("Enter")
    expect(place.locator("input")).to_have_value("月底")
    place.locator("input").fill("2024-12-31")
    grid.keyboard.press("Enter")
    expect(place.locator(".stated-value")).to_have_text("2024-12-31")
    expect(place.get_by_role("alert")).to_have_count(0)
    assert str(OfficeValues.objects.get().due) == "2024-12-31"
    console[:] = [line for line in console if "422" not in line]


def test_escape_gives_a_refused_text_up(grid: Page, ledger: Ledger, console: list[str]) -> None:
    type_into(grid, ledger, "1.2", "due", "2025年13月40日")
    expect(cell(grid, ledger, "1.2", "due").locator(".cell-fault-text")).to_have_text("2025年13月40日")
    grid.keyboard.press("Escape")
    expect(cell(grid, ledger, "1.2", "due")).to_have_text("方案未写明")
    assert not OfficeValues.objects.exists()
    console[:] = [line for line in console if "422" not in line]


def test_who_comes_second_sees_the_conflict_and_the_newer_value(grid: Page, ledger: Ledger, console: list[str]) -> None:
    run(SettleValues({"note": "他人先写"}), actor=ledger.actor, on=ledger.fresh("1.2"))
    type_into(grid, ledger, "1.2", "note", "我的备注")
    expect(grid.locator(".message-danger")).to_contain_text("刚被他人")
    expect(cell(grid, ledger, "1.2", "note")).to_contain_text("他人先写")
    assert OfficeValues.objects.get().note == "他人先写"
    console[:] = [line for line in console if "409" not in line]


def test_a_block_from_excel_is_previewed_applied_and_undone_by_keyboard(grid: Page, ledger: Ledger) -> None:
    cell(grid, ledger, "1.1", "due").click()
    grid.evaluate(PASTE, "2024-10-31\t每月\n2024年11月30日\t每季度\n")
    dialog = grid.get_by_role("dialog", name="粘贴预览")
    expect(dialog).to_contain_text("将改动 4 处，涉及 2 条")
    assert not OfficeValues.objects.exists()
    dialog.get_by_role("button", name="应用 4 处改动").click()
    expect(cell(grid, ledger, "1.1.1", "due")).to_contain_text("2024-11-30")
    expect(cell(grid, ledger, "1.1", "cadence")).to_contain_text("每月")
    cell(grid, ledger, "1.1", "due").click()
    grid.keyboard.press("Control+z")
    expect(cell(grid, ledger, "1.1", "due")).to_have_text("方案未写明")
    assert not OfficeValues.objects.exclude(due=None).exists()
    assert list(verify()) == []


def test_a_block_with_headers_finds_its_rows_by_code(grid: Page, ledger: Ledger) -> None:
    cell(grid, ledger, "1.1", "note").click()
    grid.evaluate(PASTE, "编号\t内容\t备注\n2024-1.3\t随便\t按季报\n2024-9.9\t没有\t错\n")
    dialog = grid.get_by_role("dialog", name="粘贴预览")
    expect(dialog).to_contain_text("清单中没有这个编号")
    expect(dialog.get_by_role("button", name=re.compile("应用"))).to_have_count(0)
    dialog.get_by_role("button", name="取消").click()
    assert not OfficeValues.objects.exists()


def test_keys_move_open_the_drawer_and_close_it_without_losing_the_place(grid: Page, ledger: Ledger) -> None:
    cell(grid, ledger, "1.1", "kind_label").click()
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("Enter")
    drawer = grid.locator("#drawer")
    expect(drawer.locator(".row-title")).to_have_text("新建生态护岸")
    expect(drawer.locator(".row-title")).to_be_focused()
    expect(grid).to_have_url(re.compile(rf"row={ledger.rows['1.1.2'].public_id}"))
    grid.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("Enter")
    expect(drawer.locator(".row-title")).to_have_text("普及充电设施")


def test_a_value_set_in_the_drawer_reaches_the_grid(grid: Page, ledger: Ledger) -> None:
    cell(grid, ledger, "1.3", "text").click()
    drawer = grid.locator("#drawer")
    drawer.get_by_label("完成时限").fill("2024年12月20日")
    drawer.get_by_role("button", name="保存", exact=True).click()
    expect(drawer.locator(".saved-note")).to_contain_text("已保存")
    expect(cell(grid, ledger, "1.3", "due")).to_contain_text("2024-12-20")
    drawer.get_by_role("button", name="撤销").click()
    expect(cell(grid, ledger, "1.3", "due")).to_have_text("方案未写明")


def test_a_target_is_divided_in_its_drawer(grid: Page, ledger: Ledger) -> None:
    cell(grid, ledger, "1.2.2", "text").click()
    drawer = grid.locator("#drawer")
    drawer.get_by_role("button", name="分解到单位").click()
    drawer.get_by_role("button", name="均分").click()
    expect(drawer.locator(".parts-check")).to_contain_text("合计 5 个，与目标 5 个一致")
    drawer.get_by_role("button", name="保存分解").click()
    expect(drawer.locator(".saved-note")).to_contain_text("已保存")
    assert sorted(int(value) for value in Part.objects.values_list("value", flat=True)) == [1, 2, 2]
    assert list(verify()) == []


def test_filters_groups_and_columns_stay_with_the_address_and_the_browser(grid: Page, ledger: Ledger) -> None:
    grid.locator("#filter-kind").select_option("target")
    expect(grid.locator("#rows-count")).to_have_text("共 4 条")
    grid.locator("#filter-group").select_option("section")
    expect(grid.locator(".tabulator-group")).to_have_count(3)
    grid.get_by_role("button", name="列", exact=True).click()
    grid.get_by_label("期间").check()
    grid.reload()
    expect(grid.locator("#rows-count")).to_have_text("共 4 条")
    expect(grid.locator(".tabulator-group")).to_have_count(3)
    expect(cell(grid, ledger, "1.1.2", "period")).to_contain_text("2024年")
    grid.get_by_role("button", name="清除筛选").click()
    expect(grid.locator("#rows-count")).to_have_text("共 9 条")


def test_grouped_by_unit_a_change_shows_on_every_line_of_its_row(grid: Page, ledger: Ledger) -> None:
    grid.locator("#filter-group").select_option("unit")
    expect(grid.locator(".tabulator-group").first).to_contain_text("云泽县水务局 3 条")
    places = cell(grid, ledger, "1.1", "units").locator(".group-role")
    expect(places).to_have_text(["牵头", "配合"])
    expect(grid.locator("#rows-count")).to_have_text("共 9 条")
    second = cell(grid, ledger, "1.1", "due").nth(1)
    second.click()
    grid.keyboard.press("Enter")
    second.locator("input").fill("2024-12-31")
    grid.keyboard.press("Enter")
    expect(cell(grid, ledger, "1.1", "due").locator(".stated-value")).to_have_text(["2024-12-31", "2024-12-31"])


def test_a_view_is_saved_and_offered(grid: Page) -> None:
    grid.locator("#filter-due").select_option("no")
    grid.get_by_role("button", name="视图").click()
    grid.get_by_label("把当前筛选保存为").fill("未定时限")
    grid.get_by_role("button", name="保存", exact=True).click()
    expect(grid.get_by_role("link", name="未定时限")).to_have_attribute("href", "/ledger/?due=no")


def test_the_box_at_the_top_finds_two_characters_by_keyboard(grid: Page, ledger: Ledger) -> None:
    grid.keyboard.press("Control+k")
    grid.keyboard.type("充电")
    expect(grid.locator("#search-found")).to_contain_text("普及充电设施")
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("Enter")
    expect(grid).to_have_url(re.compile(str(ledger.rows["1.2"].public_id)))


@pytest.mark.parametrize("dark", [False, True])
def test_the_list_with_its_drawer_is_accessible(
    grid: Page, ledger: Ledger, axe_clean: Callable[[Page], None], dark: bool
) -> None:
    if dark:
        grid.get_by_role("button", name="深色显示").click()
    run(SettleValues({"due": "2024-05-31"}), actor=ledger.actor, on=ledger.fresh("1.1.1"))
    grid.reload()
    cell(grid, ledger, "1.1.2", "text").click()
    expect(grid.locator("#drawer .row-title")).to_be_visible()
    axe_clean(grid)


def test_pages_of_row_unit_search_and_print_are_accessible_and_fit_a_phone(
    ledger: Ledger,
    signed_in: SignIn,
    live_server: object,
    console: list[str],
    axe_clean: Callable[[Page], None],
) -> None:
    page = signed_in(ledger.office)
    page.set_viewport_size({"width": 390, "height": 844})
    addresses = (
        f"rows/{ledger.rows['1.1'].public_id}/",
        f"rows/{ledger.rows['1.2.2'].public_id}/",
        f"../units/{ledger.water.public_id}/",
        "../search/?q=充电",
        "print/",
        "",
    )
    for address in addresses:
        page.goto(f"{live_server}/ledger/{address}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        axe_clean(page)


def test_on_paper_the_list_is_landscape_from_the_first_page_with_room_for_the_words(
    ledger: Ledger, signed_in: SignIn, live_server: object
) -> None:
    many_rows(ledger.of, 100)
    page = signed_in(ledger.office)
    page.goto(f"{live_server}/ledger/print/")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert 3 <= len(printed) <= 8
    first = printed[0]
    assert first.get_width() > first.get_height()
    assert "新建生态护岸12公里以上" in first.get_textpage().get_text_range()


def test_the_hint_below_the_grid_stays_in_the_window_however_the_filters_wrap(grid: Page, ledger: Ledger) -> None:
    grid.locator("#filter-kind").select_option("target")
    grid.locator("#filter-unit").select_option(str(ledger.water.public_id))
    for width in (1440, 900):
        grid.set_viewport_size({"width": width, "height": 900})
        hint = grid.locator(".rows-hint")
        expect(hint).to_be_in_viewport(ratio=1)


def test_on_a_phone_cards_are_filtered_in_a_sheet_and_lead_to_the_row(
    ledger: Ledger, signed_in: SignIn, live_server: object, console: list[str]
) -> None:
    page = signed_in(ledger.office)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server}/ledger/")
    expect(page.locator(".row-card")).to_have_count(9)
    page.get_by_role("button", name="筛选").click()
    page.locator("#filter-kind").select_option("task")
    expect(page.locator(".row-card")).to_have_count(3)
    page.get_by_role("button", name="关闭").first.click()
    page.locator(".row-card").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("普及充电设施")


@pytest.mark.slow
def test_five_thousand_rows_are_scrolled_with_few_of_them_drawn(
    transactional_db: None, signed_in: SignIn, live_server: object, console: list[str]
) -> None:
    of = county()
    many_rows(of, 5000, unit(of, "云泽县水利局"))
    page = signed_in(clerk(of))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server}/ledger/")
    expect(page.locator("#rows-count")).to_have_text("共 5,000 条")
    for _step in range(12):
        page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop += 4000")
        page.wait_for_timeout(150)
    drawn = page.locator(".tabulator-row").count()
    assert 10 < drawn < 200
    assert page.locator(".tabulator-row").last.get_attribute("data-row")
