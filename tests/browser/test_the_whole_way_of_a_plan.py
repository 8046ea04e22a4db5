"""From the file to the workbook and back, in a real browser, as the clerk goes it on the first day."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from gongjin.audit.verify import verify
from gongjin.ledger.models import DivisionEntry, OfficeValues, PlanVersion, Reading
from gongjin.ledger.tests import factory

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLE = next((Path(__file__).resolve().parents[2] / "examples").glob("*.docx"))


def test_a_plan_is_uploaded_corrected_divided_published_found_and_read_back(
    live_server: object,
    signed_in: Callable[..., Page],
    console: list[str],
    settings: object,
    tmp_path: Path,
    transactional_db: None,
) -> None:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    page = signed_in(factory.user(factory.found(), "office", "office"))

    page.goto(f"{live_server}{reverse('ledger:plans')}")
    page.set_input_files("#file", EXAMPLE)
    expect(page.locator("[data-review]")).to_be_visible()
    version = PlanVersion.objects.get(state="review")

    target = next(row for row in version.drafts.filter(kind="target").order_by("start"))
    page.locator(f"#row-{target.pk}").click()
    page.keyboard.press("e")
    page.get_by_label("目标值").fill("7.5")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#rv-last")).to_contain_text("已更正")

    page.get_by_role("button", name="批量核定").click()
    page.get_by_label("把握程度").select_option("0")
    waiting = version.drafts.filter(status="open").count()
    page.get_by_role("button", name=f"核定这 {waiting} 条").click()
    expect(page.locator("#rv-counts")).to_have_attribute("data-open", "0")

    names = version.names.filter(status="open")
    page.goto(f"{live_server}{reverse('ledger:names', args=[version.public_id])}")
    for name in names:
        name.status = "new"
        name.save()
    page.goto(f"{live_server}{reverse('ledger:publish', args=[version.public_id])}")
    page.get_by_role("button", name="发布，生成任务清单").click()
    plan = version.plan
    expect(page).to_have_url(f"{live_server}{reverse('ledger:rows')}?plan={plan.code}")
    corrected = Reading.objects.get(version=version, row__kind="target", start=target.start, end=target.end)
    assert str(corrected.value) == "7.5"
    expect(page.locator("main")).to_contain_text("7.5%")

    page.goto(f"{live_server}{reverse('ledger:division', args=[plan.public_id])}")
    page.get_by_role("button", name="采用建议汇总").click()
    page.locator("[data-apply-sealed]").click()
    expect(page.locator("td[data-part='sums_up']").first).to_be_visible()
    assert DivisionEntry.objects.filter(part="sums_up").count() > 5

    with page.expect_download() as download:
        page.evaluate("url => { location.href = url; }", reverse("ledger:export", args=[plan.public_id, "tasks"]))
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book.worksheets[0]
    cells = (cell for row in sheet.iter_rows(max_row=6) for cell in row)
    due = next(cell for cell in cells if str(cell.value).startswith("完成时限"))
    sheet.cell(row=due.row + 3, column=due.column).value = date(2025, 11, 28)
    changed = tmp_path / "changed.xlsx"
    book.save(changed)

    page.goto(f"{live_server}{reverse('ledger:read_back', args=[plan.public_id])}")
    page.set_input_files("#workbook", changed)
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="应用 1 处改动").click()
    expect(page.locator("main")).to_contain_text("1")
    assert list(OfficeValues.objects.values_list("due", flat=True)) == [date(2025, 11, 28)]
    assert list(verify(tmp_path / "heads.jsonl")) == []
