"""Plans composed at random, with the rows that a reader would find in them.

Nothing of their words is fixed: units, metrics, measure words, figures, order, numbering and typing are drawn anew, so
that a rule which knows a word of some document is found out.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
GOODS = (
    "桑蚕",
    "茶果",
    "竹木",
    "陶土",
    "盐藻",
    "苇编",
    "马术",
    "莲藕",
    "棉纺",
    "糖蔗",
    "石膏",
    "雪松",
    "丹砂",
    "蜂蜜",
    "苎麻",
)
PLACES = ("基地", "作坊", "码头", "驿站", "展馆", "园圃", "窑口", "货栈", "工坊", "苗圃", "渡槽", "栈桥")
COUNTERS = ("个", "家", "座", "处", "条", "所", "台", "公里", "亩")
VERBS = ("新建", "改造", "建成", "培育", "打造", "引进", "整修", "新增")
UNIT_ENDS = ("局", "中心", "办公室", "事务所", "公司", "委员会", "管理处")
RATES = ("覆盖率", "合格率", "机械化率", "入园率", "回收率", "良种率")
FILLERS = (
    "健全会商机制",
    "严格执行《白石湾园区管理规程》",
    "做好“一户一策”宣讲",
    "压实各方责任",
    "选派5G技术员驻点",
    "按期调度",
)
TITLES = ("推进", "做强", "规范", "振兴", "管好", "搞活")


@dataclass
class Expected:
    """What a reader finds, by the section's title where a row stands in one."""

    sections: list[tuple[int, str]] = field(default_factory=list)
    units: list[tuple[str, str, str, bool]] = field(default_factory=list)
    targets: list[tuple[str, Decimal, str, str, str]] = field(default_factory=list)
    deadlines: list[tuple[str, str]] = field(default_factory=list)


def chinese(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else NUMERALS[tens]) + "十" if tens else "") + NUMERALS[ones]


NUMBERING: dict[str, tuple[Callable[[int, int], str], ...]] = {
    "一、（一）": (lambda n, _up: f"{chinese(n)}、", lambda n, _up: f"（{chinese(n)}）"),
    "一、1.": (lambda n, _up: f"{chinese(n)}、", lambda n, _up: f"{n}."),
    "一、1、": (lambda n, _up: f"{chinese(n)}、", lambda n, _up: f"{n}、"),
    "一、（1）": (lambda n, _up: f"{chinese(n)}、", lambda n, _up: f"（{n}）"),
    "第一章（一）": (lambda n, _up: f"第{chinese(n)}章 ", lambda n, _up: f"（{chinese(n)}）"),
    "第一章 第一条": (lambda n, _up: f"第{chinese(n)}章 ", lambda n, _up: f"第{chinese(n)}条 "),
    "（一）1.": (lambda n, _up: f"（{chinese(n)}）", lambda n, _up: f"{n}."),
    "1. 1.1": (lambda n, _up: f"{n}. ", lambda n, up: f"{up}.{n} "),
    "一、①": (lambda n, _up: f"{chinese(n)}、", lambda n, _up: chr(0x245F + n)),
}


def _full_width(text: str) -> str:
    return text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%"})


def _half_width(text: str) -> str:
    return text.translate(str.maketrans("（），；：", "(),;:"))


def _spaced(text: str) -> str:
    """Blanks around figures, and an indent, as typists leave them."""
    spaced = "".join(
        f" {sign}" if sign.isdigit() and not text[at - 1].isascii() and at else sign for at, sign in enumerate(text)
    )
    return "\u3000\u3000" + spaced.replace("。", "。 ")


def _broken(text: str) -> str:
    """A soft break after each sentence but the heading's own."""
    first, stop, rest = text.partition("。")
    return first + stop + rest.replace("。", "。\u2028").removesuffix("\u2028")


TYPING: dict[str, Callable[[str], str]] = {
    "as printed": lambda text: text,
    "full-width figures": _full_width,
    "half-width marks": _half_width,
    "stray blanks": _spaced,
    "soft breaks": _broken,
}


class Composer:
    """Composes one plan; the same seed gives the same rows whatever numbering and typing are chosen."""

    def __init__(self, seed: int, numbering: str, typing: str) -> None:
        self.draw = random.Random(seed)
        self.labels = NUMBERING[numbering]
        self.typed = TYPING[typing]
        self.expected = Expected()
        self.used: set[str] = set()
        self.units = self._units()

    def _units(self) -> list[str]:
        level = self.draw.choice("县区市")
        goods = self.draw.sample(GOODS, 7)
        return [f"{level}{name}{self.draw.choice(UNIT_ENDS)}" for name in goods]

    def noun(self) -> str:
        """A thing that has not been named yet."""
        while True:
            name = self.draw.choice(GOODS) + self.draw.choice(PLACES)
            if name not in self.used:
                self.used.add(name)
                return name

    def lines(self) -> list[str]:
        """The plan's paragraphs, typed as chosen."""
        lines = [f"白石湾{self.draw.choice(GOODS)}产业三年提升行动方案", "为搞活产业，经研究，制定本方案。"]
        for chapter in range(1, self.draw.randint(2, 4) + 1):
            title = f"{self.draw.choice(TITLES)}{self.noun()}片区"
            self.expected.sections.append((1, title))
            lines.append(f"{self.labels[0](chapter, 0)}{title}")
            for task in range(1, self.draw.randint(1, 4) + 1):
                lines += self._task(self.labels[1](task, chapter))
        return [self.typed(line) for line in lines]

    def _task(self, label: str) -> list[str]:
        title = f"{self.draw.choice(TITLES)}{self.noun()}"
        self.expected.sections.append((2, title))
        sentences = [self._sentence(title) for _ in range(self.draw.randint(1, 3))]
        sentences.insert(self.draw.randrange(len(sentences) + 1), f"{self.draw.choice(FILLERS)}，{FILLERS[0]}。")
        answer, own_line = self._answer(title)
        body = "".join(sentences) + ("" if own_line else answer)
        lines = [f"{label}{title}。{body}"] if self.draw.random() < 0.5 else [f"{label}{title}", body]
        return [*lines, answer] if own_line else lines

    def _sentence(self, title: str) -> str:
        strength, word = self.draw.choice((("plain", ""), ("plain", ""), ("strive", "力争"), ("ensure", "确保")))
        when = self._when(title)
        phrases = [self._phrase(title, strength) for _ in range(self.draw.randint(1, 3))]
        return f"{when}{word}{'，'.join(phrases)}。"

    def _when(self, title: str) -> str:
        year, month = self.draw.randint(2025, 2031), self.draw.randint(1, 12)
        words, date = self.draw.choice(
            (
                ("", ""),
                ("", ""),
                (f"到{year}年底，", f"{year}-12-31"),
                (f"{year}年{month}月底前，", f"{year}-{month:02d}"),
            )
        )
        if date:
            self.expected.deadlines.append((title, date))
        return words

    def _phrase(self, title: str, strength: str) -> str:
        kind = self.draw.choice(PHRASES)
        words, rows = kind(self)
        self.expected.targets += [(title, value, unit, comparator, strength) for value, unit, comparator in rows]
        return words

    def _answer(self, title: str) -> tuple[str, bool]:
        first, *others = self.draw.sample(self.units, self.draw.randint(2, 4))
        words, roles, opened, own_line = self.draw.choice(ANSWERS)
        self.expected.units += [
            (title, unit, roles[0] if place == 0 else roles[1], opened) for place, unit in enumerate([first, *others])
        ]
        return words.format(a=first, b="、".join(others)), own_line


ANSWERS: tuple[tuple[str, tuple[str, str], bool, bool], ...] = (
    ("（{a}、{b}负责）", ("responsible", "responsible"), False, False),
    ("（{a}、{b}等负责）", ("responsible", "responsible"), True, False),
    ("（{a}、{b}按职责分工负责）", ("responsible", "responsible"), False, False),
    ("（{a}牵头，{b}配合）", ("lead", "cooperate"), False, False),
    ("（牵头单位：{a}；责任单位：{b}）", ("lead", "responsible"), False, False),
    ("（牵头单位：{a}，配合单位：{b}）", ("lead", "cooperate"), False, False),
    ("【责任单位：{a}、{b}】", ("responsible", "responsible"), False, False),
    ("责任单位：{a}、{b}", ("responsible", "responsible"), False, True),
    ("牵头单位：{a}；配合单位：{b}", ("lead", "cooperate"), False, True),
)

Rows = list[tuple[Decimal, str, str]]


COUNTED = (("{}", "eq"), ("{}以上", "ge"), ("不少于{}", "ge"), ("{}左右", "about"), ("超过{}", "gt"))
SHARES = (
    ("达到{}", "eq"),
    ("达到{}以上", "ge"),
    ("不低于{}", "ge"),
    ("控制在{}以内", "le"),
    ("不超过{}", "le"),
    ("保持在{}左右", "about"),
)
SCALED = (
    ("面积达到{}万亩", 10**4, "亩"),
    ("产值达到{}亿元", 10**8, "元"),
    ("产量稳定在{}万吨", 10**4, "吨"),
    ("收入达{}万元", 10**4, "元"),
)


def _counted(composer: Composer) -> tuple[str, Rows]:
    draw, number = composer.draw, composer.draw.randint(2, 999)
    counter = draw.choice(COUNTERS)
    around, comparator = draw.choice(COUNTED)
    words = draw.choice(VERBS) + composer.noun() + around.format(f"{number}{counter}")
    return words, [(Decimal(number), counter, comparator)]


def _percent(composer: Composer) -> tuple[str, Rows]:
    value = Decimal(composer.draw.randint(10, 999)) / 10
    around, comparator = composer.draw.choice(SHARES)
    words = composer.noun() + composer.draw.choice(RATES) + around.format(f"{value}%")
    return words, [(value, "%", comparator)]


def _points(composer: Composer) -> tuple[str, Rows]:
    value = Decimal(composer.draw.randint(1, 99)) / 10
    return f"{composer.noun()}{composer.draw.choice(RATES)}提高{value}个百分点", [(value, "个百分点", "eq")]


def _scaled(composer: Composer) -> tuple[str, Rows]:
    value = Decimal(composer.draw.randint(11, 999)) / 10
    words, scale, unit = composer.draw.choice(SCALED)
    return composer.noun() + words.format(value), [(value * scale, unit, "eq")]


def _shared(composer: Composer) -> tuple[str, Rows]:
    number, counter = composer.draw.randint(1, 9), composer.draw.choice("个家座处")
    row = (Decimal(number), counter, "eq")
    return f"{composer.draw.choice(VERBS)}{composer.noun()}、{composer.noun()}各{number}{counter}", [row, row]


def _listed(composer: Composer) -> tuple[str, Rows]:
    pairs = [(composer.noun(), composer.draw.randint(2, 99), composer.draw.choice(COUNTERS)) for _ in range(3)]
    words = "、".join(f"{noun}{number}{counter}" for noun, number, counter in pairs)
    return composer.draw.choice(VERBS) + words, [(Decimal(number), counter, "eq") for _noun, number, counter in pairs]


PHRASES: tuple[Callable[[Composer], tuple[str, Rows]], ...] = (_counted, _percent, _points, _scaled, _shared, _listed)
