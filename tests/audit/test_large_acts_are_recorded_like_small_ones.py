"""An act that makes thousands of objects: quicker inserts and digests leave the same rows and the same chain."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest
import rfc8785
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from hypothesis import given
from hypothesis import strategies as st

from gongjin.audit.actions import MANY, Act, Action, run
from gongjin.audit.actors import SystemActor
from gongjin.audit.digests import Json, canonical_bytes, digest, state_digest
from gongjin.audit.errors import Invalid
from gongjin.audit.inserts import insert_entities
from gongjin.audit.models import Record, Touched, writable
from gongjin.audit.states import StateTable
from gongjin.audit.verify import verify
from gongjin.people import states
from gongjin.people.actions import FoundJurisdiction
from gongjin.people.models import Jurisdiction, Unit, UnitAlias

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)


@given(PLAIN)
def test_the_quick_bytes_are_those_of_rfc_8785(value: Json) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        {"\U0001f600": 1, "\ufb33": 2, "a": 3},  # by characters they sort otherwise than by UTF-16
        {"b": ['\x00\x1f\x7f\u2028"\\/\b\t\n\f\r'], "é": None, "10": True, "9": False},
        {"甲": "第３号", "一": {}, "": []},
    ],
)
def test_odd_keys_and_characters_are_written_as_the_standard_says(value: Json) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


def test_a_digest_is_the_same_as_it_always_was() -> None:
    value = {"at": datetime(2024, 6, 30, 8, tzinfo=UTC), "due": date(2024, 6, 30), "多": [1, 2**60, 0.5, None, "水利"]}
    assert digest(value, "sha256") == "sha256:09f8368e1d5c8fcf3217ffcf1d22671181341ab08262ba078fea2c6da9d90e6a"


@dataclass(frozen=True)
class EnterMany(Action[Jurisdiction]):
    """Enter many units below one, each with another name."""

    code: ClassVar[str] = "people.unit.add"
    table: ClassVar[StateTable] = states.UNIT
    count: int
    broken: bool = False

    def change(self, target: Jurisdiction, act: Act) -> Jurisdiction:
        units = act.create_all(
            Unit(jurisdiction=target, name=f"第{n}单位", sort_key=f"{n:05}") for n in range(self.count)
        )
        act.create_all(UnitAlias(unit=unit, name=f"{unit.name}（原名）") for unit in units)
        if self.broken:
            raise Invalid("停")
        return act.save(target)


@pytest.mark.parametrize("count", [MANY, MANY + 1, 3 * MANY])
def test_many_objects_get_their_keys_refer_to_each_other_and_verify(county: Jurisdiction, count: int) -> None:
    run(EnterMany(count), actor=SystemActor(), on=county)
    units = list(Unit.objects.order_by("sort_key"))
    assert [unit.name for unit in units] == [f"第{n}单位" for n in range(count)]
    names = dict(UnitAlias.objects.values_list("unit_id", "name"))
    assert names == {unit.pk: f"{unit.name}（原名）" for unit in units}
    record = Record.objects.latest("pk")
    assert record.touched.count() == 2 * count + 1
    assert set(record.touched.filter(kind="people.unit").values_list("object_id", "state_digest")) == {
        (unit.public_id, state_digest(unit)) for unit in units
    }
    assert list(verify()) == []


def test_what_is_made_in_an_act_can_be_changed_and_removed_in_it(county: Jurisdiction) -> None:
    @dataclass(frozen=True)
    class EnterAndSort(EnterMany):
        def change(self, target: Jurisdiction, act: Act) -> Jurisdiction:
            first, second, *_rest = act.create_all(
                Unit(jurisdiction=target, name=f"第{n}单位", sort_key=str(n)) for n in range(self.count)
            )
            first.name = "首个单位"
            act.save(first)
            act.remove(second)
            return target

    run(EnterAndSort(MANY + 1), actor=SystemActor(), on=county)
    assert Unit.objects.count() == MANY
    assert Unit.objects.get(name="首个单位").revision == 2
    assert Touched.objects.filter(kind="people.unit").count() == MANY + 1
    assert list(verify()) == []


def test_a_large_act_that_fails_leaves_nothing(county: Jurisdiction) -> None:
    before = (Record.objects.count(), Touched.objects.count())
    with pytest.raises(Invalid):
        run(EnterMany(MANY + 1, broken=True), actor=SystemActor(), on=county)
    assert not Unit.objects.exists()
    assert (Record.objects.count(), Touched.objects.count()) == before
    assert list(verify()) == []


def test_the_number_of_statements_does_not_grow_with_the_objects(county: Jurisdiction) -> None:
    other = run(FoundJurisdiction(division="other", name="清川县"), actor=SystemActor())
    counts = []
    for of, count in ((county, MANY + 1), (other, 4 * MANY)):
        with CaptureQueriesContext(connection) as captured:
            run(EnterMany(count), actor=SystemActor(), on=of)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_object_that_refers_to_one_that_is_not_stored_is_refused(county: Jurisdiction) -> None:
    token = writable.set(True)
    try:
        with pytest.raises(ValueError, match="unsaved related object"):
            insert_entities([UnitAlias(unit=Unit(jurisdiction=county, name="未入库"), name="别名")])
    finally:
        writable.reset(token)
    assert not UnitAlias.objects.exists()


@override_settings(AUDIT_DIGEST="sm3")
def test_the_national_digest_covers_a_large_act_too(county: Jurisdiction) -> None:
    run(EnterMany(MANY + 1), actor=SystemActor(), on=county)
    assert Record.objects.latest("pk").digest.startswith("sm3:")
    assert list(verify()) == []


def test_the_collector_runs_again_after_an_act_and_after_a_refused_one(county: Jurisdiction) -> None:
    with pytest.raises(Invalid):
        run(EnterMany(2, broken=True), actor=SystemActor(), on=county)
    assert gc.isenabled()
    run(EnterMany(2), actor=SystemActor(), on=county)
    assert gc.isenabled()
