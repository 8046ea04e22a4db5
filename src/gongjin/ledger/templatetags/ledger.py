"""How pages show the ledger's values: figures in words, dates, roles, and where each value comes from."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.ledger.figure_words import amount_text, exact_text, figure_text
from gongjin.ledger.models import DivisionPart, Origin, Part, PlanVersion, Reading, Responsibility, RowKind
from gongjin.ledger.queries.lines import Line, Stated
from gongjin.ledger.queries.row_groups import Group
from gongjin.ledger.queries.search import around
from gongjin.ledger.typed_values import cadence_label, period_label

register = template.Library()

ROLES: dict[str, str | Promise] = {
    "lead": gettext_lazy("牵头"),
    "responsible": gettext_lazy("责任"),
    "cooperate": gettext_lazy("配合"),
    "supervise": gettext_lazy("责任领导"),
}
STRENGTHS: dict[str, str | Promise] = {
    "ensure": gettext_lazy("确保"),
    "strive": gettext_lazy("力争"),
    "plain": gettext_lazy("一般表述"),
}
_ORIGINS: dict[str, tuple[str | Promise, str | Promise]] = {
    Origin.PLAN: (gettext_lazy("原文"), gettext_lazy("方案原文中写明")),
    Origin.OFFICE: (gettext_lazy("专班"), gettext_lazy("专班办公室确定，不是方案原文")),
    Origin.UNIT: (gettext_lazy("单位"), gettext_lazy("责任单位填报")),
}


@register.filter
def role_label(role: str) -> str:
    """牵头, 责任, 配合 or 责任领导."""
    return str(ROLES.get(role, role))


@register.filter
def strength_label(strength: str) -> str:
    """确保 or 力争; nothing for plain words."""
    return str(STRENGTHS.get(strength, strength)) if strength and strength != "plain" else ""


@register.filter
def division_label(part: str) -> str:
    """汇总, 承担 or 配合."""
    return str(DivisionPart(part).label) if part in DivisionPart.values else part


@register.filter
def roles_text(group: Group) -> str:
    """What the unit of a group does in a row: 牵头, or with the division 配合、汇总."""
    labels = (role_label(role) if role in ROLES else division_label(role) for role in group.roles)
    return "、".join(dict.fromkeys(labels))


@register.filter
def metric_text(line: Line) -> str:
    """What a target counts, where its words alone do not tell it from the others of the same clause."""
    metric = line.stated("metric").text if line.row.kind == RowKind.TARGET else ""
    return "" if metric == line.reading.text else metric


@register.filter
def date_words(iso: str) -> str:
    """An ISO date or its beginning in words: 2024年6月30日, 2024年6月, 2024年; other texts as they are."""
    parts = str(iso).split("-")
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return str(iso)
    numbers = {name: int(part) for name, part in zip(("y", "m", "d"), parts, strict=False)}
    forms = (_("%(y)d年"), _("%(y)d年%(m)d月"), _("%(y)d年%(m)d月%(d)d日"))
    return forms[len(parts) - 1] % numbers


@register.filter
def period_words(code: str) -> str:
    """A period's code in words."""
    return period_label(code)


@register.filter
def cadence_words(code: str) -> str:
    """A cadence's code in words."""
    return cadence_label(code)


@register.simple_tag
def figure(reading: Reading) -> SafeString:
    """The target's figure in words (80 个以上), the exact value on hover."""
    return format_html('<span class="figure" title="{}">{}</span>', exact_text(reading), figure_text(reading))


@register.simple_tag
def part_amount(part: Part, reading: Reading) -> str:
    """A part's value with the target's unit of measure."""
    return amount_text(part.value, reading.unit_of_measure) if part.value is not None else ""


@register.simple_tag
def origin(of: str, plan: str = "") -> SafeString:
    """The mark of where a value comes from, with the plan's own words on hover where the office says otherwise."""
    if of not in _ORIGINS:
        return SafeString("")
    word, meaning = _ORIGINS[of]
    if of == Origin.OFFICE and plan:
        meaning = _("专班办公室确定；方案原文：%(plan)s") % {"plan": plan}
    elif of == Origin.OFFICE:
        meaning = _("专班办公室确定；方案未写明")
    elif of == Origin.PLAN and plan:
        meaning = _("方案原文：%(plan)s") % {"plan": plan}
    return format_html(
        '<span class="origin origin-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">（{}）</span></span>',
        of,
        meaning,
        word,
        meaning,
    )


@register.simple_tag
def stated(value: Stated, kind: str = "") -> SafeString:
    """A value with its mark, or the words for what nobody says. `kind` 'date' writes it as a date."""
    if value.missing:
        return format_html('<span class="not-stated">{}</span>', _("方案未写明"))
    shown = date_words(value.text) if kind == "date" else value.text
    also = _("，另有 %(n)d 个") % {"n": value.also} if value.also and value.origin == Origin.PLAN else ""
    return format_html('<span class="stated">{}{}</span> {}', shown, also, origin(value.origin, value.plan))


def named(item: Responsibility) -> str:
    """The unit's name of the directory, else as the plan writes it."""
    return item.unit.name if item.unit else item.written


@register.simple_tag
def units_text(line: Line) -> str:
    """Who answers, in one line: 牵头 甲；配合 乙、丙等. Empty if the plan names nobody."""
    groups: dict[str, list[str]] = {}
    for item in line.responsibilities:
        groups.setdefault(item.role, []).append(item.written)
    etc = _("等") if line.open_ended else ""
    ordered = [role for role in ROLES if role in groups]
    parts = [f"{role_label(role)} {'、'.join(groups[role])}" for role in ordered]
    return "；".join(parts) + etc if parts else ""


@register.simple_tag
def units_links(line: Line) -> SafeString:
    """Who answers, each name a link to the unit's page where it is matched."""
    groups: dict[str, list[SafeString]] = {}
    for item in line.responsibilities:
        groups.setdefault(item.role, []).append(_unit_link(item))
    etc = _("等") if line.open_ended else ""
    shown = [
        format_html("{} {}", role_label(role), SafeString("、".join(groups[role]))) for role in ROLES if role in groups
    ]
    return format_html("{}{}", format_html_join("；", "{}", ((part,) for part in shown)), etc)


def _unit_link(item: Responsibility) -> SafeString:
    if item.unit is None:
        return format_html('<span title="{}">{}</span>', _("未对应到名录中的具体单位"), item.written)
    url = reverse("ledger:unit", args=[item.unit.public_id])
    return format_html('<a href="{}" title="{}">{}</a>', url, item.unit.name, item.written)


@register.simple_tag
def excerpt(text: str, typed: str) -> SafeString:
    """The part of a text around the first searched word, the word marked; its beginning if the word is elsewhere."""
    before, hit, after = around(text, typed)
    return format_html("{}<mark>{}</mark>{}", before, hit, after) if hit else format_html("{}", after)


def text_url(version: PlanVersion, start: int, end: int) -> str:
    """The address of the words in the plan's text; empty where that page is not installed."""
    try:
        return f"{reverse('ledger:text', args=[version.public_id])}?at={start}-{end}"
    except NoReverseMatch:
        return ""


@register.simple_tag(name="text_url")
def text_url_tag(version: PlanVersion, start: int, end: int) -> str:
    """The address of the words in the plan's text."""
    return text_url(version, start, end)
