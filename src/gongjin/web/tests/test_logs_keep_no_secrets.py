"""Logs hold no link that signs in, no password, no key."""

from __future__ import annotations

import logging

import pytest

from gongjin.web.logs import NoSecrets, without_secrets

TOKEN = "Zm9vYmFyYmF6cXV4LWxvbmctZW5vdWdo"


@pytest.mark.parametrize(
    "line",
    [
        f"GET /sign-in/link/{TOKEN}/ 200",
        f"connect postgresql://office:{TOKEN}@db:5432/gongjin failed",
        f"password={TOKEN}&next=/",
        f"{{'csrfmiddlewaretoken': '{TOKEN}'}}",
        f"GONGJIN_SECRET_KEY={TOKEN}",
    ],
)
def test_a_secret_is_replaced_and_the_rest_stays(line: str) -> None:
    cleaned = without_secrets(line)
    assert TOKEN not in cleaned
    assert "***" in cleaned
    assert cleaned.startswith(line.split(TOKEN, maxsplit=1)[0])


def test_a_plain_line_is_left_alone() -> None:
    line = "Not Found: /plans/2024-2.3.1"
    assert without_secrets(line) == line


def test_the_filter_cleans_arguments_too() -> None:
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "Not Found: %s", (f"/sign-in/link/{TOKEN}/",), None)
    assert NoSecrets().filter(record)
    assert TOKEN not in record.getMessage()
