"""核对 in a real browser: by keyboard and by mouse from a file to the ledger, two reviewers, the narrow page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.compiler.document import Span
from gongjin.ledger import review
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import DraftRow, PlanVersion, Reading
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, User

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REFUSED = "Failed to load resource: the server responded with a status of 4"
SignedIn = Callable[[User], Page]
AxeClean = Callable[[Page], None]


@pytest.fixture
def jurisdiction(transactional_db: None, settings: object, tmp_path: Path) -> Jurisdiction:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    found = factory.found()
    factory.enter_units(found)
    return found


@pytest.fixture
def office(jurisdiction: Jurisdiction) -> User:
    return factory.user(jurisdiction, "office", "office")


@pytest.fixture
def version(jurisdiction: Jurisdiction) -> PlanVersion:
    return factory.imported(jurisdiction)[1]


def address(live_server: object, version: PlanVersion, name: str = "review") -> str:
    return f"{live_server}{reverse(f'ledger:{name}', args=[version.public_id])}"


def row(version: PlanVersion, kind: str, word: str) -> DraftRow:
    return next(item for item in version.drafts.filter(kind=kind) if word in str(item.values))


def current(page: Page) -> str:
    return page.locator(".rv-row.is-current .rv-headline").inner_text()


def refused_on_purpose(console: list[str]) -> None:
    assert console and all(text.startswith(REFUSED) for text in console)
    console.clear()


def test_a_plan_goes_from_review_to_ledger_by_keyboard(
    live_server: object, signed_in: SignedIn, office: User, version: PlanVersion, console: list[str]
) -> None:
    page = signed_in(office)
    page.goto(address(live_server, version))
    target = row(version, "target", "改造供水管网")
    page.locator(f"#row-{target.pk}").click()
    page.keyboard.press("e")
    field = page.get_by_label("目标值")
    field.fill("42")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#row-{target.pk} .rv-figure")).to_have_text("42 公里")
    expect(page.locator("#rv-last")).to_contain_text("已更正")

    page.get_by_role("button", name="批量核定").click()
    page.get_by_label("把握程度").select_option("0")
    waiting = version.drafts.filter(status="open").count()
    page.get_by_role("button", name=f"核定这 {waiting} 条").click()
    expect(page.locator("#rv-counts")).to_have_attribute("data-open", "0")

    page.get_by_role("link", name="单位名称").click()
    page.get_by_role("button", name="相似 85% 及以上").click()
    expect(page.locator(".names-status.is-open")).to_have_count(0)
    page.get_by_role("link", name="都已确认，下一步").click()
    page.get_by_role("button", name="发布，生成任务清单").click()
    expect(page).to_have_url(f"{live_server}{reverse('ledger:rows')}?plan={version.plan.code}")
    value = Reading.objects.get(version=version, title="改造供水管网").value
    assert value == 42


def test_enter_accepts_and_goes_on_and_undo_takes_back(
    live_server: object, signed_in: SignedIn, office: User, version: PlanVersion, console: list[str]
) -> None:
    page = signed_in(office)
    page.goto(address(live_server, version))
    first = current(page)
    page.locator(".rv-row.is-current").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rv-last")).to_contain_text("已核定")
    assert current(page) != first
    expect(page.locator(".rv-row:focus")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator("#rv-counts")).to_have_attribute("data-open", str(version.drafts.count()))
    page.keyboard.press("Control+y")
    expect(page.locator("#rv-counts")).to_have_attribute("data-open", str(version.drafts.count() - 1))


def test_either_side_lights_up_the_other(
    live_server: object, signed_in: SignedIn, office: User, version: PlanVersion, console: list[str]
) -> None:
    page = signed_in(office)
    page.goto(address(live_server, version))
    target = row(version, "target", "新建水厂")
    page.locator(f"#row-{target.pk}").hover()
    expect(page.locator(f'.rv-par .is-lit[data-rows~="{target.pk}"]').first).to_contain_text("新建水厂")
    commitment = row(version, "commitment", "绿化水平")
    page.locator(f'.rv-par [data-rows~="{commitment.pk}"]').first.hover()
    expect(page.locator(f"#row-{commitment.pk}.is-lit")).to_have_count(1)
    page.locator(f'.rv-par [data-rows~="{commitment.pk}"]').first.click()
    expect(page.locator(f"#row-{commitment.pk}.is-current")).to_have_count(1)


def test_words_behind_a_rare_character_are_added_where_they_stand(
    live_server: object, signed_in: SignedIn, office: User, jurisdiction: Jurisdiction, console: list[str]
) -> None:
    # 𬭚 lies beyond the basic plane: two units in the browser, one code point in the text.
    composed = factory.Composer()
    composed.section("一、", "工作目标", rest="。𬭚材料和𬬻材料基地建成，推广新工艺。")
    version = factory.imported(jurisdiction, composed.compiled())[1]
    page = signed_in(office)
    page.goto(address(live_server, version))
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll(".rv-par [data-s]")];
          const piece = pieces.find((found) => found.textContent.includes("推广新工艺"));
          const at = piece.textContent.indexOf("推广新工艺");
          const range = document.createRange();
          range.setStart(piece.firstChild, at);
          range.setEnd(piece.firstChild, at + 5);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    expect(page.get_by_role("button", name="添加条目")).to_be_visible()
    page.keyboard.press("a")
    page.get_by_role("button", name="举措", exact=True).click()
    page.get_by_role("button", name="添加举措").click()
    expect(page.locator(".rv-row.is-current .rv-headline")).to_have_text("推广新工艺")
    added = version.drafts.get(origin="added")
    assert Span(added.start, added.end) == Span(version.text.index("推广新工艺"), version.text.index("推广新工艺") + 5)


def test_a_second_reviewer_is_told_and_keeps_what_was_typed(
    live_server: object, signed_in: SignedIn, office: User, version: PlanVersion, console: list[str]
) -> None:
    page = signed_in(office)
    page.goto(address(live_server, version))
    target = row(version, "target", "改造供水管网")
    other = factory.user(version.plan.jurisdiction, "colleague", "office")
    page.locator(f"#row-{target.pk}").click()
    page.keyboard.press("e")
    page.get_by_label("目标值").fill("37")
    review.correct(version, other, target.public_id, target.revision, {"value": "36"})
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rv-form .alert")).to_contain_text("colleague")
    expect(page.locator(".rv-form .alert td")).to_have_text(["37", "36"])
    expect(page.get_by_label("目标值")).to_have_value("37")
    refused_on_purpose(console)
    target.refresh_from_db()
    assert target.values["value"] == "36"


def test_a_refused_file_is_explained_in_its_place(
    live_server: object, signed_in: SignedIn, office: User, console: list[str], axe_clean: AxeClean
) -> None:
    page = signed_in(office)
    page.goto(f"{live_server}{reverse('ledger:plans')}")
    page.set_input_files("#file", {"name": "空.docx", "mimeType": "application/octet-stream", "buffer": b""})
    expect(page.get_by_role("alert")).to_contain_text("这个文件是空的")
    expect(page.get_by_role("alert")).to_contain_text("没有任何变化")
    refused_on_purpose(console)
    axe_clean(page)


def test_the_example_is_uploaded_and_understood(
    live_server: object, signed_in: SignedIn, office: User, console: list[str]
) -> None:
    pytest.importorskip("gongjin.compiler.compile")
    page = signed_in(office)
    page.goto(f"{live_server}{reverse('ledger:plans')}")
    page.set_input_files("#file", next(EXAMPLES.glob("*.docx")))
    expect(page.locator("[data-review]")).to_be_visible()
    version = PlanVersion.objects.get(state="review")
    expect(page.locator("#rv-counts")).to_have_attribute("data-open", str(version.drafts.count()))


def test_a_next_version_is_matched_row_by_row(
    live_server: object, signed_in: SignedIn, office: User, jurisdiction: Jurisdiction, console: list[str]
) -> None:
    plan = factory.published(jurisdiction)
    compiled = factory.small_plan(pipes="40", hospital=True)
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SystemActor(), on=plan)
    version = plan.versions.get(state="review")
    page = signed_in(office)
    page.goto(address(live_server, version, "pairings"))
    expect(page.locator(".pair ins").first).to_be_visible()
    before = version.pairings.filter(confirmed=False).count()
    first = page.locator(".pair").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pair.is-confirmed")).to_have_count(1)
    assert version.pairings.filter(confirmed=False).count() == before - 1
    expect(page.locator("#plan-steps")).to_contain_text(f"待确认 {before - 1}")


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_are_accessible_and_never_scroll_sideways(
    live_server: object,
    signed_in: SignedIn,
    office: User,
    version: PlanVersion,
    console: list[str],
    axe_clean: AxeClean,
    width: int,
) -> None:
    page = signed_in(office)
    page.set_viewport_size({"width": width, "height": 844})
    for url in (
        f"{live_server}{reverse('ledger:plans')}",
        address(live_server, version),
        f"{address(live_server, version)}?order=low",
        address(live_server, version, "names"),
        address(live_server, version, "publish"),
        address(live_server, version, "text"),
    ):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
        axe_clean(page)


def test_at_390_pixels_both_sides_are_one_tap_away(
    live_server: object, signed_in: SignedIn, office: User, version: PlanVersion, console: list[str]
) -> None:
    page = signed_in(office)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(live_server, version))
    target = row(version, "target", "新建水厂")
    page.get_by_role("button", name="原文", exact=True).click()
    expect(page.locator(f"#row-{target.pk}")).to_be_hidden()
    page.locator(f'.rv-par [data-rows~="{target.pk}"]').first.click()
    expect(page.locator(f"#row-{target.pk}.is-current")).to_be_visible()
    page.locator(f"#row-{target.pk}").get_by_role("button", name="看原文").click()
    expect(page.locator(f'.rv-par .is-lit[data-rows~="{target.pk}"]').first).to_be_visible()
