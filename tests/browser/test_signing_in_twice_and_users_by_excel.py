"""In a browser: an app is set up from its QR code and asked for at the next sign-in; accounts come from a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core import clock
from gongjin.ledger.tests import factory
from gongjin.people.actions import AddUnit, AddUser, SetPassword
from gongjin.people.actors import actor_of
from gongjin.people.factor_actions import RequireFactor
from gongjin.people.models import Jurisdiction, User

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long enough one 7"


@pytest.fixture
def county(live_server: object, transactional_db: None, settings: object, tmp_path: Path) -> Jurisdiction:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return factory.found()


def _administrator(county: Jurisdiction) -> User:
    user = run(AddUser(county, "admin", "系统管理岗", (("administrator", None),)), actor=SystemActor())
    return run(SetPassword(password=PASSWORD), actor=actor_of(user), on=user)


CUT_OFF = """
    svg => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('path')]
        .map((path) => path.getBoundingClientRect())
        .filter((part) => part.right > frame.right + 1 || part.bottom > frame.bottom + 1)
        .map((part) => [part.right, part.bottom]);
    }
"""
"""The parts of a picture that stand outside of it, where nobody sees them."""


def _shot(page: Page, name: str) -> None:
    """What the page looks like on a desk and on a phone; nothing stands outside its width."""
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
    page.set_viewport_size({"width": 1440, "height": 900})


def _sign_in(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/sign-in/")
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_an_app_is_set_up_and_asked_for_and_a_recovery_code_does_instead(
    page: Page, live_server: object, county: Jurisdiction, axe_clean: Callable[[Page], None]
) -> None:
    _administrator(county)
    run(RequireFactor(("administrator",)), actor=SystemActor(), on=county)
    _sign_in(page, live_server)
    expect(page.get_by_role("heading", name="启用二次验证")).to_be_visible()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()
    axe_clean(page)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".sf-picture svg").evaluate(CUT_OFF) == [], width
    _shot(page, "set")
    secret = page.locator(".sf-secret code").inner_text().replace(" ", "")
    page.get_by_label("验证码").fill("12345")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("alert")).to_contain_text("验证码不对")
    with clock.at(clock.now() - timedelta(seconds=30)):
        first = pyotp.TOTP(secret).at(clock.now())
    page.get_by_label("验证码").fill(first)
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    codes = page.locator(".sf-codes code").all_inner_texts()
    assert len(codes) == 10
    axe_clean(page)
    _shot(page, "codes")
    page.get_by_role("link", name="已存好，继续").click()
    page.goto(f"{live_server}{reverse('people:users')}")
    expect(page.get_by_role("row", name=re.compile("admin"))).to_contain_text("已启用")

    page.context.clear_cookies()
    _sign_in(page, live_server)
    expect(page.get_by_role("heading", name="二次验证")).to_be_visible()
    axe_clean(page)
    _shot(page, "code")
    page.get_by_label("验证码").fill(first)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("用过的验证码请等下一个")
    page.get_by_label("验证码").fill(pyotp.TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)

    page.context.clear_cookies()
    _sign_in(page, live_server)
    page.get_by_label("验证码").fill(codes[0])
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_accounts_come_from_a_workbook_and_are_invited(
    live_server: object,
    county: Jurisdiction,
    signed_in: Callable[[User], Page],
    axe_clean: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    for name in ("县水利局", "县林业局"):
        run(AddUnit(jurisdiction=county, name=name), actor=SystemActor())
    page = signed_in(_administrator(county))
    page.goto(f"{live_server}{reverse('people:users')}")
    axe_clean(page)
    _shot(page, "users")
    page.get_by_role("link", name="用 Excel 维护").click()
    axe_clean(page)
    with page.expect_download() as loading:
        page.get_by_role("link", name="导出 Excel").click()
    file = tmp_path / "用户.xlsx"
    loading.value.save_as(file)

    def write(*lines: tuple[str, ...]) -> None:
        book = load_workbook(file)
        for number, line in enumerate(lines, 5):
            for place, text in enumerate(line, 1):
                book.worksheets[0].cell(number, place).value = text
        book.save(tmp_path / "改过.xlsx")

    good = ("shuili", "水利局填报岗", "", "", "县水利局、县林业局", "启用")
    write(good, ("linye", "林业局负责人", "", "县林业厅", "", "启用"))
    page.get_by_label("从本页导出并修改过的工作簿").set_input_files(tmp_path / "改过.xlsx")
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("heading", name="1 处有误")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("D6 任"))).to_contain_text("名录中没有“县林业厅”")
    _shot(page, "errors")
    write(good, ("linye", "林业局负责人", "", "县林业局", "", "启用"))
    page.get_by_label("从本页导出并修改过的工作簿").set_input_files(tmp_path / "改过.xlsx")
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("heading", name="涉及 2 行，其中新增 2 行")).to_be_visible()
    axe_clean(page)
    _shot(page, "preview")
    page.get_by_role("button", name="应用 2 行").click()
    expect(page.get_by_role("row", name=re.compile("shuili"))).to_contain_text("单位填报人（县水利局）")
    page.get_by_role("link", name="批量邀请").click()
    axe_clean(page)
    page.get_by_role("button", name="签发邀请").click()
    expect(page.locator(".iv-list tbody tr")).to_have_count(2)
    axe_clean(page)
    _shot(page, "invited")
    link = page.locator(".iv-link").first.inner_text()
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="设置密码")).to_be_visible()
    axe_clean(page)
    assert User.objects.count() == 3


@pytest.mark.parametrize("role", ["security", "auditor", "convener"])
def test_each_of_the_new_roles_has_its_pages_in_order(
    live_server: object,
    county: Jurisdiction,
    signed_in: Callable[[User], Page],
    axe_clean: Callable[[Page], None],
    role: str,
) -> None:
    _administrator(county)
    page = signed_in(run(AddUser(county, role, role, ((role, None),)), actor=SystemActor()))
    pages = {
        "security": ["people:users", "people:sign-in-rules", "people:permissions"],
        "auditor": ["people:chain"],
        "convener": ["ledger:desk", "ledger:plans", "people:permissions", "tracking:overview"],
    }
    for name in pages[role]:
        page.goto(f"{live_server}{reverse(name)}")
        axe_clean(page)
        _shot(page, f"{role}-{name.partition(':')[2]}")


def test_a_reporter_changes_on_the_office_page(
    live_server: object, county: Jurisdiction, signed_in: Callable[[User], Page], axe_clean: Callable[[Page], None]
) -> None:
    unit = run(AddUnit(jurisdiction=county, name="县水利局"), actor=SystemActor())
    run(AddUser(county, "before", "前任填报人", (("reporter", unit), ("head", unit))), actor=SystemActor())
    run(AddUser(county, "after", "接任填报人"), actor=SystemActor())
    page = signed_in(factory.user(county, "clerk", "office"))
    page.goto(f"{live_server}{reverse('people:units')}")
    page.get_by_role("link", name="人员交接").click()
    axe_clean(page)
    _shot(page, "hand-overs")
    page.get_by_role("link", name="交接前任填报人的岗位").first.click()
    page.get_by_label("接手的人").select_option(label="接任填报人")
    axe_clean(page)
    _shot(page, "hand-over")
    page.get_by_role("button", name="交接", exact=True).click()
    expect(page.locator(".ho-list tbody tr")).to_have_count(2)
    expect(page.locator(".ho-list")).not_to_contain_text("前任")
