"""A message of an action reaches the corner of the page, whether the page or a part of it is answered."""

from __future__ import annotations

import pytest
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client

from gongjin.web import views


def _saying(request: HttpRequest, template: str) -> HttpResponseBase:
    messages.error(request, "没有保存 <b>")
    return HttpResponse("<p>部分</p>")


@pytest.fixture(autouse=True)
def a_view_that_says_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "render", _saying)


def test_a_fragment_carries_the_message_out_of_band(signed_in: Client) -> None:
    part = signed_in.get("/old-browser", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<p>部分</p>")
    assert 'hx-swap-oob="beforeend"' in part
    assert 'data-level="danger"' in part
    assert "没有保存 &lt;b&gt;" in part


def test_a_message_is_said_once(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in.get("/old-browser", headers={"HX-Request": "true"})
    monkeypatch.setattr(views, "render", lambda request, template: HttpResponse("<p>再来</p>"))
    assert "没有保存" not in signed_in.get("/old-browser", headers={"HX-Request": "true"}).content.decode()


def test_a_whole_page_is_left_as_it_is(signed_in: Client) -> None:
    assert signed_in.get("/old-browser").content.decode() == "<p>部分</p>"
