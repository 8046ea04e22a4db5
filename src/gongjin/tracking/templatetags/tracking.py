"""How pages show progress: lights in colour, shape and word; bars as SVG, since a page may carry no inline style."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.core.figures import canonical, grouped, in_words, rounded
from gongjin.people.access import roles_of, signed_in
from gongjin.tracking.kinds import kind
from gongjin.tracking.kinds.tabs import tabs_of
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.board import Counts, Entry
from gongjin.tracking.rules.holdings import period_of
from gongjin.tracking.rules.light import Light
from gongjin.tracking.rules.progress import Progress

register = template.Library()

WORDS: dict[Light, str | Promise] = {
    Light.RED: gettext_lazy("严重滞后"),
    Light.YELLOW: gettext_lazy("滞后"),
    Light.GREY: gettext_lazy("无数据"),
    Light.GREEN: gettext_lazy("正常"),
    Light.BLUE: gettext_lazy("已完成"),
}
BAR = 1000
"""Width of a bar in units of its own."""


def light_word(light: Light | str) -> str:
    """严重滞后, 滞后, 无数据, 正常 or 已完成."""
    return str(WORDS[Light(light)])


def word_of(progress: Progress, on: date | None = None) -> str:
    """The word of a progress's light; red past its due day is 逾期."""
    over = progress.light is Light.RED and on is not None and progress.due is not None and progress.due < on
    return _("逾期") if over else light_word(progress.light)


@register.filter(name="light_word")
def light_word_filter(light: str) -> str:
    """The word of a light."""
    return light_word(light)


@register.simple_tag
def light(of: str, word: str = "") -> SafeString:
    """A light: its colour and shape by its class, and its word."""
    return format_html('<span class="light light-{}">{}</span>', of, word or light_word(of))


@register.simple_tag
def light_of(progress: Progress, on: date | None = None) -> SafeString:
    """The light of a progress: red past its due day is 逾期, grey without any figure by decision 未量化."""
    word = word_of(progress, on)
    near = format_html(' <span class="mark-due">{}</span>', _("临期")) if progress.near else ""
    return format_html('<span class="light light-{}">{}</span>{}', progress.light, word, near)


@register.simple_tag
def progress_bar(progress: Progress) -> SafeString:
    """How far, with a tick at where it should be; nothing for what has no share of a way."""
    if progress.ratio is None:
        return SafeString("")
    done, due = _share(progress.ratio), progress.expected_ratio
    tick: SafeString | str = ""
    label = _("已完成 %(done)s%%") % {"done": _percent(progress.ratio)}
    if due is not None:
        x = min(max(_share(due), 2), BAR - 2)
        tick = format_html('<rect class="bar-tick" x="{}" y="0" width="6" height="16"></rect>', x - 3)
        label = _("%(label)s，应完成 %(due)s%%") % {"label": label, "due": _percent(due)}
    return format_html(
        '<svg class="way-bar way-{}" viewBox="0 0 {} 16" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<title>{}</title><rect class="bar-ground" y="4" width="{}" height="8"></rect>'
        '<rect class="bar-done" y="4" width="{}" height="8"></rect>{}</svg>',
        progress.light, BAR, label, label, BAR, done, tick,
    )  # fmt: skip


@register.simple_tag
def lights_bar(counts: Counts) -> SafeString:
    """All rows in one bar by light, the worst at left; its numbers stand beside it in words."""
    if not counts.total:
        return SafeString("")
    passed, parts = 0, []
    for item in Light:
        count = counts.of(item)
        if count:
            x, end = BAR * passed // counts.total, BAR * (passed + count) // counts.total
            parts.append((item.value, x, max(end - x, 4), light_word(item), count))
        passed += count
    label = "，".join(f"{word} {count}" for _light, _x, _width, word, count in parts)
    return format_html(
        '<svg class="lights-bar" viewBox="0 0 {} 20" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        BAR,
        label,
        format_html_join(
            "",
            '<rect class="fill-{}" x="{}" width="{}" height="20"><title>{} {}</title></rect>',
            parts,
        ),
    )


@register.filter
def figure_of(value: Decimal | None) -> SafeString | str:
    """A figure as people say it (3.5 亿), the exact one on hover."""
    if value is None:
        return ""
    return format_html('<span class="tabular" title="{}">{}</span>', grouped(value), in_words(value))


@register.filter
def figure_about(value: Decimal | None) -> SafeString | str:
    """A figure that was worked out, to two decimals, the exact one on hover."""
    if value is None:
        return ""
    return format_html('<span class="tabular" title="{}">{}</span>', grouped(value), in_words(rounded(value, 2)))


@register.filter
def exact(value: Decimal | None) -> str:
    """A figure with its digits in groups."""
    return "" if value is None else grouped(value)


@register.filter
def plain(value: Decimal | None) -> str:
    """A figure as a field takes it."""
    return "" if value is None else canonical(value)


@register.filter
def percent(share: Fraction | None) -> str:
    """A share as a percentage with one decimal."""
    return "" if share is None else f"{_percent(share)}%"


@register.filter
def points_behind(progress: Progress) -> str:
    """落后 21.5 or 超前 3, in percentage points; empty where none can be told."""
    if progress.behind is None or not progress.behind:
        return ""
    gap = abs(progress.behind).quantize(Decimal("0.1"))
    text = f"{gap:f}".rstrip("0").rstrip(".")
    return (_("落后 %(n)s") if progress.behind > 0 else _("超前 %(n)s")) % {"n": text}


@register.simple_tag
def due_words(due: date | None, on: date) -> SafeString | str:
    """The due day in short, with the days that are left or past."""
    if due is None:
        return ""
    days = (due - on).days
    far = abs(days) > 366
    shown = due.strftime("%Y-%m-%d")
    if far:
        return format_html('<span class="tabular">{}</span>', shown)
    left = _("今天") if days == 0 else (_("还有 %(n)d 天") if days > 0 else _("过期 %(n)d 天")) % {"n": abs(days)}
    return format_html('<span class="tabular">{}</span> <span class="text-secondary">{}</span>', shown, left)


@register.filter
def row_name(entry: Entry) -> str:
    """What a row is called in a list: a task's or target's name, else its words."""
    reading = entry.line.reading
    if entry.row.kind == "target" and entry.line.stated("metric").text:
        return entry.line.stated("metric").text
    return reading.title or reading.text


@register.filter
def answering(entry: Entry) -> str:
    """Who answers, in short: who sums up, else the leads, else all that are named."""
    line = entry.line
    if line.sums_up:
        return str(line.sums_up.unit.short_name or line.sums_up.unit.name)
    leads = [item for item in line.responsibilities if item.role == "lead"] or [
        item for item in line.responsibilities if item.role != "supervise"
    ]
    return "、".join(item.written for item in leads[:3]) + (_("等") if len(leads) > 3 or line.open_ended else "")


def _share(share: Fraction) -> int:
    return int(min(max(share, Fraction(0)), Fraction(1)) * BAR)


def _percent(share: Fraction) -> str:
    return f"{rounded(share * 100, 1):f}".removesuffix(".0")


@register.simple_tag
def count_of(counts: Counts, of: Light) -> int:
    """How many rows stand in a light."""
    return counts.of(of)


@register.filter(name="period_of")
def period_in_words(code: str) -> str:
    """A period's code in words: 2024年3月."""
    return period_of(code).label


@register.inclusion_tag("tracking/data/tabs.html", takes_context=True)
def data_set_tabs(context: template.Context, data_set: DataSet, tab: str) -> dict[str, object]:
    """The way back and the tabs of a data set, for a page of its kind; `tab` is that page's address name."""
    return {
        "data_set": data_set,
        "kind": kind(data_set.kind),
        "tabs": [
            {"label": item.label, "url": reverse(item.url_name, args=[data_set.public_id]), "on": item.url_name == tab}
            for item in tabs_of(data_set.kind, roles_of(signed_in(context["request"])))
        ],
    }


SHAPES: dict[Light, str] = {
    Light.RED: "■",
    Light.YELLOW: "▲",
    Light.GREY: "○",
    Light.GREEN: "●",
    Light.BLUE: "✔",
}


@register.filter
def light_shape(of: str) -> str:
    """The shape of a light, where no style sheet can set it before a word."""
    return SHAPES[Light(of)]
