"""Numbers, dates and texts come out of a workbook as its cells show them."""

from __future__ import annotations

import math
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler.readers.xlsx.numbers import shown, text_shown
from gongjin.compiler.tests.readers.books import bare, grid, workbook


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (1.0, "General", "1"), (80, "0", "80"), (0.065, "0.0%", "6.5%"), (0.065, "0.00%", "6.5%"), (0.98, "0%", "98%"),
        (0.065, "0%", "6.5%"), (1 / 3, "0.0%", "33.3%"), (1 / 3, "General", "0.33333333333"), (1, "0.00", "1"),
        (0.1 + 0.2, "General", "0.3"), (12345, "#,##0", "12,345"), (12345.5, "#,##0.00", "12,345.5"),
        (1234.5678, "0.0", "1234.5678"), (66.66666666666667, "0.0", "66.7"), (2.5, "0", "2.5"),
        (-3, "General", "-3"), (-3, "0;(0)", "(3)"), (-3, "0;[Red]0", "-3"), (-3, "#,##0_);(#,##0)", "(3)"),
        (0, "0;-0;\"—\"", "—"), (7, "000", "007"), (12, '0"亩"', "12亩"), (3.2, '0.0"万元"', "3.2万元"),
        (5, '"第"0"项"', "第5项"), (12345, '0!.0,"万"', "1.2万"), (12345678, '#,##0,"千元"', "12,346千元"),
        (1500, '[>=1000]0.0,"千";0', "1.5千"), (15, '[>=1000]0.0,"千";0', "15"), (9.5, "¥#,##0.00", "¥9.5"),
        (9.5, '[$¥-804]#,##0.00', "¥9.5"), (1e15, "General", "1000000000000000"), (12, "@", "12"),
        (1.5e-7, "General", "0.00000015"), (0.0000123, "0.00E+00", "0.0000123"), (0.5, "# ?/?", "0.5"),
        (5, ";;;", ""), (5, "G/通用格式", "5"), (5, 'G/通用格式"个"', "5个"),
    ],
)  # fmt: skip
def test_a_number_is_shown_by_its_format(number: float, code: str, text: str) -> None:
    assert shown(number, code) == text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (45473, "yyyy/m/d", "2024年6月30日"), (45473, "m/d/yy", "2024年6月30日"),
        (45473, "yyyy-mm-dd", "2024年6月30日"),
        (45473, 'yyyy"年"m"月"d"日";@', "2024年6月30日"), (45473, 'yyyy"年"m"月"', "2024年6月"),
        (45473, "mmm-yy", "2024年6月"),
        (45473, 'm"月"d"日"', "6月30日"), (45473, "[$-804]yyyy/m/d aaaa", "2024年6月30日"),
        (45473, '[DBNum1]yyyy"年"m"月"', "2024年6月"), (45473, 'yyyy"年"m"月底前"', "2024年6月底前"),
        (45473.354166666664, "yyyy/m/d h:mm", "2024年6月30日 8:30"), (0.354166666666667, "h:mm", "8:30"),
        (1.5, "[h]:mm", "36:00"), (45473, "yyyy", "2024年"), (1, "yyyy/m/d", "1900年1月1日"),
        (61, "yyyy/m/d", "1900年3月1日"),
        (-5, "yyyy/m/d", "-5"), (9999999, "yyyy/m/d", "9999999"),
    ],
)  # fmt: skip
def test_a_date_is_shown_in_chinese_with_the_parts_that_its_format_has(number: float, code: str, text: str) -> None:
    assert shown(number, code) == text


def test_a_workbook_that_counts_from_1904_gives_the_same_dates() -> None:
    assert shown(45473 - 1462, "yyyy/m/d", since_1904=True) == "2024年6月30日"


def test_words_that_a_format_puts_around_a_text_are_kept() -> None:
    assert text_shown("一", '"第"@"项"') == "第一项"
    assert text_shown("一", "General") == "一"


def test_the_cells_of_a_workbook_are_shown_by_their_formats() -> None:
    moment = datetime(2024, 6, 30, 8, 30)  # noqa: DTZ001  # a sheet's moment has no zone
    row = [1.0, 0.065, date(2024, 6, 30), moment, time(8, 30), "文字", True, 2024]

    def edit(sheet: object) -> None:
        sheet["B1"].number_format = "0.0%"  # type: ignore[index]

    assert grid(workbook([row], edit)) == [
        ["1", "6.5%", "2024年6月30日", "2024年6月30日 8:30", "8:30", "文字", "TRUE", "2024"]
    ]


def test_formats_that_files_name_by_number_are_known() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs>'
    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in ((0, 3), (1, 0.5), (2, 45473), (3, 45473)))
    assert grid(bare(f"<sheetData><row>{cells}</row></sheetData>", styles)) == [
        ["3", "50%", "2024年6月30日", "2024年6月"]
    ]


def test_dates_written_as_text_of_the_standard_are_read() -> None:
    cells = '<c t="d"><v>2024-06-30T00:00:00</v></c><c t="d"><v>nonsense</v></c>'
    assert grid(bare(f"<sheetData><row>{cells}</row></sheetData>")) == [["2024年6月30日", "nonsense"]]


@settings(max_examples=300, deadline=None)
@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.sampled_from('0#?.,%;"[]@_*\\!ymdhsaeEGB$¥年月日/- >=<1'), max_size=14),
)
def test_any_number_in_any_format_is_shown_somehow(number: float, code: str) -> None:
    assert isinstance(shown(number, code), str)
    assert isinstance(text_shown("一", code), str)


@settings(max_examples=300, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_what_is_typed_comes_back_whole(digits: int, places: int) -> None:
    number = digits / 10**places
    assert math.isclose(float(shown(number, "General")), number, rel_tol=1e-12)
    assert math.isclose(float(shown(number, "#,##0.00").replace(",", "")), number, rel_tol=1e-12)
