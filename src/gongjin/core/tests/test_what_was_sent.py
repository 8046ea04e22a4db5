"""What was sent is read strictly: it becomes plain Python or is refused, and nothing stops the program."""

from __future__ import annotations

import pytest

from gongjin.core.sent import LARGEST, Unreadable, is_text, read_json, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("17", 17),
        (str(LARGEST), LARGEST),
        (str(LARGEST + 1), None),
        ("9" * 5000, None),
        ("", None),
        (None, None),
        ("-1", None),
        ("1.5", None),
        ("１２", None),
        ("x", None),
    ],
)
def test_a_number_is_ascii_digits_that_fit(text: str | None, number: int | None) -> None:
    assert whole(text) == number


def test_a_number_may_have_a_lower_limit() -> None:
    assert (whole("100", 100), whole("101", 100)) == (100, None)


@pytest.mark.parametrize(
    "body",
    [
        '{"a": ["县水利局", 1, -2.5, true, null]}',
        '{"emoji": "\\ud83d\\ude00"}',
        '{"backslash": "\\\\u0000"}',
        "[" * 50 + "]" * 50,
    ],
)
def test_good_json_is_read(body: str) -> None:
    assert read_json(body.encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000,
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"a": "\xed\xa0\x80"}',
        b'{"a": "\\u0000"}',
        b'{"a": 99999999999999999999}',
        b'{"a": ' + b"9" * 10_000 + b"}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b"\xff\xfe",
        '{"a": 1}'.encode("utf-16"),
    ],
)
def test_what_is_no_json_or_fits_nowhere_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_json(body)


@pytest.mark.parametrize(("text", "good"), [("县水利局", True), ("a\0b", False), ("a\ud800", False), ("😀", True)])
def test_text_has_no_nul_and_no_half_of_a_pair(text: str, good: bool) -> None:
    assert is_text(text) is good
