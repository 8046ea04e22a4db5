"""The directory is a tree: each unit below its superior, with counts; what is asked for keeps its place."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.people.actions import AddUnit, ChangeUnit
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.people.queries import units
from gongjin.people.tree import tree

SYSTEM = SystemActor()


def add(county: Jurisdiction, name: str, parent: Unit | None = None, kind: str = "department") -> Unit:
    return run(AddUnit(jurisdiction=county, name=name, kind=kind, parent=parent), actor=SYSTEM)


@pytest.fixture
def government(county: Jurisdiction) -> Unit:
    """A government with two departments, one of which has two parts, and a township."""
    top = add(county, "禾川县人民政府", kind="other")
    add(county, "白石镇", top, "township")
    water = add(county, "县水利局", top)
    add(county, "县财政局", top)
    add(county, "县水政大队", water)
    add(county, "县水库管理站", water, "other")
    return top


def shown(county: Jurisdiction, asked: set[int] | None = None) -> list[tuple[int, str, int, int]]:
    return [(line.level, line.unit.name, line.below, line.all_below) for line in tree(units(county), asked)]


def test_each_unit_stands_below_its_superior_departments_first_then_by_reading(
    county: Jurisdiction, government: Unit
) -> None:
    assert shown(county) == [
        (1, "禾川县人民政府", 3, 5),
        (2, "县财政局", 0, 0),
        (2, "县水利局", 2, 2),
        (3, "县水政大队", 0, 0),
        (3, "县水库管理站", 0, 0),
        (2, "白石镇", 0, 0),
    ]


def test_what_is_asked_for_is_shown_with_what_it_stands_under(county: Jurisdiction, government: Unit) -> None:
    asked = Unit.objects.get(name="县水政大队")
    lines = tree(units(county), {asked.pk})
    assert [(line.unit.name, line.asked) for line in lines] == [
        ("禾川县人民政府", False),
        ("县水利局", False),
        ("县水政大队", True),
    ]


def test_a_unit_whose_superior_is_not_among_them_stands_at_the_top(county: Jurisdiction, government: Unit) -> None:
    without_top = units(county).exclude(pk=government.pk)
    assert {line.unit.name for line in tree(without_top) if line.level == 1} == {"白石镇", "县水利局", "县财政局"}


def test_a_circle_made_behind_the_programs_back_loses_nobody(county: Jurisdiction, government: Unit) -> None:
    water, crew = Unit.objects.get(name="县水利局"), Unit.objects.get(name="县水政大队")
    Unit._base_manager.filter(pk=water.pk).update(parent=crew)
    lines = tree(units(county))
    assert sorted(line.unit.name for line in lines) == sorted(Unit.objects.values_list("name", flat=True))
    assert tree(units(county), {crew.pk})[-1].unit == crew


def test_the_page_has_levels_counts_and_a_count_by_kind(clerk: User, county: Jurisdiction, government: Unit) -> None:
    client = Client()
    client.force_login(clerk)
    text = client.get(reverse("people:units")).content.decode()
    assert re.findall(r'data-level="(\d)"', text) == ["1", "2", "2", "3", "3", "2"]
    assert "共 6 个" in text
    assert "下级共 5 个" in text
    assert "乡镇（街道） 1<" in text
    assert "部门 3<" in text


def test_a_unit_is_found_by_words_and_kind_with_its_superiors(
    clerk: User, county: Jurisdiction, government: Unit
) -> None:
    client = Client()
    client.force_login(clerk)
    text = client.get(reverse("people:units"), {"q": "水", "kind": "other"}).content.decode()
    assert "共 1 个" in text
    assert [name for name in ("县水库管理站", "县水利局", "县水政大队", "白石镇") if f">{name}</a>" in text] == [
        "县水库管理站",
        "县水利局",
    ]
    assert "没有符合条件的单位" in client.get(reverse("people:units"), {"q": "没有"}).content.decode()


def test_a_unit_out_of_use_is_marked(clerk: User, county: Jurisdiction, government: Unit) -> None:
    town = Unit.objects.get(name="白石镇")
    run(ChangeUnit(town.name, "", town.kind, government, active=False), actor=SYSTEM, on=town)
    client = Client()
    client.force_login(clerk)
    assert "停用</span>" in client.get(reverse("people:units")).content.decode()
