"""Every kind has its rule in words: what a form offers is taken, and what is kept fills the form and comes back."""

from __future__ import annotations

import pytest

from gongjin.audit.errors import Invalid
from gongjin.tracking.kinds import all_kinds, kind
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import PREFIX, NothingToChoose, Posted, kept_text, rule_form, rule_from

MADE = [(name, template.code) for name, item in all_kinds().items() for template in item.templates()]


def settings_of(name: str, template: str) -> Json:
    made = next(item for item in kind(name).templates() if item.code == template)
    return kind(name).checked_settings(made.settings)


def posted(name: str, settings: Json, rule: Json) -> Posted:
    """What the browser sends for a kept rule."""
    found: dict[str, list[str]] = {}
    for item in rule_form(name).fields(settings):
        text = kept_text(rule, item)
        found[PREFIX + item.name] = text.splitlines() if item.many else [text]
    return found


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_no_kind_is_without_a_form(name: str) -> None:
    assert not isinstance(rule_form(name), NothingToChoose)


@pytest.mark.parametrize(("name", "template"), MADE)
def test_the_first_question_offers_only_what_the_kind_takes(name: str, template: str) -> None:
    settings, form = settings_of(name, template), rule_form(name)
    fields = form.fields(settings)
    needed = {"parameter": "tp", "class": "3"} if name == "monitoring" else {}
    for value, _label in fields[0].choices:
        sent = {PREFIX + key: [text] for key, text in {fields[0].name: value, **needed}.items()}
        rule = kind(name).checked_rule(rule_from(name, sent, settings), settings)
        assert kind(name).rule_words(rule, settings)
        assert kept_text(rule, fields[0]) == value


@pytest.mark.parametrize(
    ("name", "template", "rule"),
    [
        (
            "register",
            "recognition",
            {"count": "entries", "stage": "accepted", "where": {"level": "省级"}, "since": True},
        ),
        ("register", "recognition", {"where": {"level": ["国家级", "省级"], "township": ["石桥镇", "青石乡"]}}),
        ("register", "recognition", {"where": {"industry": "农副食品加工业，纺织业"}, "added": True}),
        ("register", "lines", {"count": "figure:length", "stage": "accepted", "partial": True}),
        ("register", "coverage", {"count": "entries", "stage": "opened", "of": "all"}),
        ("register", "coverage", {"count": "figure:households", "of": {"where": {"category": "村"}}}),
        ("register", "building", {"where": {"code": ["001", "007"], "name": "第一小学", "unit": "县教育局"}}),
        ("project", "line", {"read": "milestones", "only": ["construction", "preliminary"]}),
        ("project", "outputs", {"read": "outputs", "codes": ["001", "004"]}),
        ("project", "line", {"read": "paid"}),
        ("duty", "survey", {"read": "sum:white_crane"}),
        ("duty", "patrol", {"read": "records"}),
        ("monitoring", "lake_phosphorus", {"read": "mean", "parameter": "tp", "stations": ["001", "003"]}),
    ],
)
def test_a_kept_rule_fills_its_form_and_comes_back_the_same(name: str, template: str, rule: Json) -> None:
    settings = settings_of(name, template)
    kept = kind(name).checked_rule(rule, settings)
    assert kind(name).checked_rule(rule_from(name, posted(name, settings, kept), settings), settings) == kept


def test_what_is_not_asked_beside_the_answer_is_left_out() -> None:
    settings = settings_of("project", "line")
    sent = {"rule_read": ["paid"], "rule_only": ["construction"], "rule_codes": ["001"]}
    assert kind("project").checked_rule(rule_from("project", sent, settings), settings) == {"read": "paid"}


@pytest.mark.parametrize(
    ("name", "template", "sent"),
    [
        ("register", "recognition", {"rule_count": ["figure:nothing"]}),
        ("register", "recognition", {"rule_stage": ["nowhere"]}),
        ("register", "recognition", {"rule_where_level": ["部级"]}),
        ("register", "coverage", {"rule_of": ["all"], "rule_taken": ["added"]}),
        ("project", "line", {"rule_read": ["anything"]}),
        ("project", "line", {"rule_read": ["milestones"], "rule_only": ["party"]}),
        ("duty", "patrol", {"rule_read": ["sum:nothing"]}),
        ("indicator", "rate", {"rule_read": ["sum"]}),
        ("monitoring", "lake_phosphorus", {"rule_read": ["compliance"], "rule_parameter": ["tp"]}),
    ],
)
def test_what_was_not_offered_is_refused(name: str, template: str, sent: Posted) -> None:
    settings = settings_of(name, template)
    with pytest.raises(Invalid):
        kind(name).checked_rule(rule_from(name, sent, settings), settings)
