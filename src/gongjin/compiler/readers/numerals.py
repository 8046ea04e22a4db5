"""Numbers as Word's automatic numbering writes them (ST_NumberFormat, ISO/IEC 29500-1 clause 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_LOW, _UP = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LOW_PLACES, _UP_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """A number (0 and up) in one of Word's forms; a form that is not known is written in Arabic figures."""
    maker = _FORMS.get(form)
    return maker(number) if maker and 0 <= number < 10_000 else str(number)


def _chinese(number: int, digits: str, places: tuple[str, ...]) -> str:
    if number == 0:
        return digits[0]
    zero = "零"
    text, gap = "", False
    figures = str(number)
    for position, figure in enumerate(figures):
        place = len(figures) - 1 - position
        if figure == "0":
            gap = True
            continue
        text += (zero if gap and text else "") + digits[int(figure)] + places[place]
        gap = False
    return text


def _counting(number: int) -> str:
    """一 … 十, 十一, 九十九; from a hundred on digit by digit (一〇〇), as Word writes chineseCounting."""
    if number >= 100:
        return "".join(_LOW[int(figure)] for figure in str(number))
    return _thousand(number) if number else "〇"


def _thousand(number: int) -> str:
    text = _chinese(number, _LOW, _LOW_PLACES)
    return text.removeprefix("一") if 10 <= number < 20 else text


def _letters(number: int) -> str:
    """a … z, aa, bb, as Word counts on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _from(first: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def _circled(number: int) -> str:
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number else "0"


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _thousand,
    "ideographDigital": lambda number: "".join(_LOW[int(figure)] for figure in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_LOW[int(figure)] for figure in str(number)),
    "chineseLegalSimplified": lambda number: _chinese(number, _UP, _UP_PLACES),
    "ideographLegalTraditional": lambda number: _chinese(number, _TRADITIONAL, _UP_PLACES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
