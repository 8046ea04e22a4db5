"""The forms of rules give rules that hold together, and offer only what a series can tell."""

from __future__ import annotations

import pytest

from gongjin.tracking.kinds import kind
from gongjin.tracking.kinds.indicator.rule import Sort
from gongjin.tracking.kinds.rule_forms import kept_text, rule_form


@pytest.mark.parametrize("sort", list(Sort))
def test_every_reading_that_is_offered_is_taken(sort: Sort) -> None:
    form, indicator = rule_form("indicator"), kind("indicator")
    assert form is not None
    settings = indicator.checked_settings({"measure": sort.value})
    offered = [value for value, _label in form.fields(settings)[0].choices]
    assert offered
    for read in offered:
        rule = indicator.checked_rule(form.rule_of({"read": read}, settings), settings)
        assert rule["read"] == read
        assert indicator.rule_words(rule, settings)


def test_the_form_of_monitoring_gives_its_rule() -> None:
    form, monitoring = rule_form("monitoring"), kind("monitoring")
    assert form is not None
    settings = monitoring.checked_settings({"water_body": "lake", "parameters": ["tp"]})
    given = {item.name: "" for item in form.fields(settings)}
    given |= {"read": "mean", "parameter": "tp", "stations": "002，001", "target_from": "national"}
    rule = monitoring.checked_rule(form.rule_of(given, settings), settings)
    assert rule == {"read": "mean", "parameter": "tp", "stations": ["001", "002"], "target_from": "national"}
    assert "目标依据：尚未录入" in monitoring.rule_words(rule, settings)


@pytest.mark.parametrize(
    ("name", "settings", "rule"),
    [("indicator", {"measure": "stock"},
      {"read": "change_from_base", "where": {"item": "001"}, "percent": True, "base_period": "2022"}),
     ("indicator", {"measure": "rate"}, {"read": "difference", "tolerance": "0.5", "compared_with": ""}),
     ("monitoring", {"parameters": ["tp"]}, {"read": "compliance", "class": "3", "stations": ["001", "002"]})],
)  # fmt: skip
def test_a_kept_rule_fills_its_form_and_comes_back_the_same(
    name: str, settings: dict[str, object], rule: dict[str, object]
) -> None:
    form, made = rule_form(name), kind(name)
    assert form is not None
    whole = made.checked_settings(settings)
    kept = made.checked_rule(rule, whole)
    given = {item.name: kept_text(kept, item) for item in form.fields(whole)}
    assert made.checked_rule(form.rule_of(given, whole), whole) == kept
