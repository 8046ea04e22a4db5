"""What went wrong is said in Chinese, with what to do, and never with a stack trace."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.test import Client
from django.test.client import RequestFactory
from django.urls import reverse

from gongjin.web import errors

CASES = [
    (BadRequest("x"), 400, "请求无法识别"),
    (RequestDataTooBig("x"), 413, "文件过大"),
    (PermissionDenied("x"), 403, "没有权限"),
    (RuntimeError("secret detail"), 500, "系统出错"),
]


def test_an_unknown_address_says_what_to_do(client: Client) -> None:
    answer = client.get("/nowhere")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "页面不存在" in page
    assert "请检查地址" in page


@pytest.mark.parametrize(("error", "status", "title"), CASES)
def test_an_error_in_a_view_becomes_a_page(client: Client, error: Exception, status: int, title: str) -> None:
    client.raise_request_exception = False
    with patch("gongjin.web.views.render", side_effect=error):
        answer = client.get("/old-browser")
    page = answer.content.decode()
    assert answer.status_code == status
    assert title in page
    assert "Traceback" not in page
    assert "secret detail" not in page


def test_a_form_without_its_token_says_that_the_page_is_too_old() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language", {"language": "en"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_an_error_page_needs_no_database() -> None:
    # Without the mark for the database pytest-django refuses every query.
    assert errors.server_error(RequestFactory().get("/")).status_code == 500


def test_an_address_of_a_form_that_is_opened_says_that_nothing_was_done(signed_in: Client) -> None:
    answer = signed_in.get(reverse("people:sign-out"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in answer.content.decode()
    assert "没有生效" in answer.content.decode()
