"""Changes made with SQL, past every action, on a real database; `verify` names each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.chain import record_digest
from gongjin.audit.heads import write_heads
from gongjin.audit.models import ChainHead, Payload, Record
from gongjin.audit.verify import FaultKind, verify
from gongjin.people.actions import NameUnit
from gongjin.people.models import Unit


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def kinds(heads: Path | None = None) -> list[tuple[FaultKind, str]]:
    return [(fault.kind, fault.place) for fault in verify(heads)]


def test_an_untouched_history_is_sound(units: list[Unit]) -> None:
    assert kinds() == []


def test_a_changed_record_is_named(units: list[Unit]) -> None:
    sql("UPDATE audit_record SET actor = 'somebody-else' WHERE chain = 'demo' AND sequence = 3")
    assert kinds() == [(FaultKind.ALTERED, "demo #3")]


@pytest.mark.parametrize(
    "column", ["actor", "unit", "action", "objects_digest", "payload_digest", "previous", "digest"]
)
def test_no_column_of_a_record_can_be_changed_unseen(units: list[Unit], column: str) -> None:
    sql(f"UPDATE audit_record SET {column} = {column} || 'x' WHERE chain = 'demo' AND sequence = 3")
    assert (FaultKind.ALTERED, "demo #3") in kinds()


def test_a_changed_moment_is_named(units: list[Unit]) -> None:
    sql("UPDATE audit_record SET at = '2020-01-01 00:00:00+00:00' WHERE chain = 'demo' AND sequence = 3")
    assert kinds() == [(FaultKind.ALTERED, "demo #3")]


def remove_records(condition: str) -> None:
    for table in ("audit_touched", "audit_payload"):
        sql(f"DELETE FROM {table} WHERE record_id IN (SELECT id FROM audit_record WHERE {condition})")
    sql(f"DELETE FROM audit_record WHERE {condition}")


def test_a_removed_record_is_named_with_what_it_was_about(units: list[Unit]) -> None:
    remove_records("chain = 'demo' AND sequence = 3")
    unit = f"people.unit {units[1].public_id}"
    assert kinds() == [(FaultKind.REMOVED, "demo #3"), (FaultKind.ADDED_WITHOUT_ACTION, unit)]


def test_the_first_record_removed_is_named(units: list[Unit]) -> None:
    remove_records("chain = 'demo' AND sequence = 1")
    assert (FaultKind.REMOVED, "demo #1") in kinds()


def test_two_records_that_changed_places_are_named(units: list[Unit]) -> None:
    for old, new in ((3, 999), (4, 3), (999, 4)):
        sql("UPDATE audit_record SET sequence = %s WHERE chain = 'demo' AND sequence = %s", new, old)
    assert kinds() == [(FaultKind.REORDERED, "demo #3"), (FaultKind.REORDERED, "demo #4")]


def test_a_tail_that_was_cut_off_is_named(units: list[Unit]) -> None:
    remove_records("chain = 'demo' AND sequence > 4")
    found = kinds()
    assert found[0] == (FaultKind.CUT_OFF, "demo #5")
    assert {kind for kind, _ in found[1:]} == {FaultKind.ADDED_WITHOUT_ACTION}


def test_a_tail_cut_off_together_with_the_head_and_its_objects_is_told_by_the_heads_kept_outside(
    units: list[Unit], tmp_path: Path
) -> None:
    heads = tmp_path / "heads.jsonl"
    write_heads(heads)
    remove_records("chain = 'demo' AND sequence > 4")
    last = Record.objects.get(chain="demo", sequence=4)
    ChainHead.objects.filter(chain="demo").update(sequence=4, digest=last.digest)
    sql("DELETE FROM people_unit WHERE name IN ('县财政局', '县商务局')")
    assert kinds() == []
    assert kinds(heads) == [(FaultKind.CUT_OFF, "demo #6")]


def test_a_chain_written_anew_is_told_by_the_heads_kept_outside(units: list[Unit], tmp_path: Path) -> None:
    heads = tmp_path / "heads.jsonl"
    write_heads(heads)
    previous = ""
    for record in Record.objects.filter(chain="demo").order_by("sequence"):
        record.actor, record.previous = "forger", previous
        record.digest = previous = record_digest(record)
        record.save()
    ChainHead.objects.filter(chain="demo").update(digest=previous)
    assert kinds() == []
    assert kinds(heads) == [(FaultKind.ALTERED, "demo #6")]


def test_a_heads_file_grows_only_when_a_chain_did(units: list[Unit], tmp_path: Path) -> None:
    heads = tmp_path / "heads.jsonl"
    assert write_heads(heads) == 1
    assert write_heads(heads) == 0
    run(NameUnit(alias="水利局"), actor=SystemActor(), on=units[0])
    assert write_heads(heads) == 1
    assert [json.loads(line)["sequence"] for line in heads.read_text().splitlines()] == [6, 7]


def test_an_object_changed_without_an_action_is_named(units: list[Unit]) -> None:
    sql("UPDATE people_unit SET name = '县水务局' WHERE name = '县水利局'")
    assert kinds() == [(FaultKind.CHANGED_WITHOUT_ACTION, f"people.unit {units[0].public_id}")]


def test_an_object_removed_without_an_action_is_named(units: list[Unit]) -> None:
    sql("DELETE FROM people_unit WHERE name = '县水利局'")
    assert kinds() == [(FaultKind.REMOVED_WITHOUT_ACTION, f"people.unit {units[0].public_id}")]


def test_an_object_added_without_an_action_is_named(units: list[Unit]) -> None:
    other = Unit(jurisdiction=units[0].jurisdiction, name="县无中生有局", sort_key="x")
    Unit._base_manager.bulk_create([other])
    assert kinds() == [(FaultKind.ADDED_WITHOUT_ACTION, f"people.unit {other.public_id}")]


def test_a_changed_payload_is_named(units: list[Unit]) -> None:
    Payload.objects.filter(record__chain="demo", record__sequence=3).update(body={"name": "县别的局"})
    assert kinds() == [(FaultKind.ALTERED, "demo #3")]


def test_a_blanked_payload_still_verifies(units: list[Unit]) -> None:
    Payload.objects.filter(record__chain="demo", record__sequence=3).update(body=None)
    assert kinds() == []


def test_a_removed_payload_is_named(units: list[Unit]) -> None:
    Payload.objects.filter(record__chain="demo", record__sequence=3).delete()
    assert kinds() == [(FaultKind.REMOVED, "demo #3")]


def test_a_changed_digest_of_an_object_is_named(units: list[Unit]) -> None:
    sql("UPDATE audit_touched SET state_digest = 'sha256:00' WHERE object_id = %s", units[1].public_id.hex)
    assert (FaultKind.ALTERED, "demo #3") in kinds()


def test_a_removed_head_is_named(units: list[Unit]) -> None:
    ChainHead.objects.filter(chain="demo").delete()
    assert kinds() == [(FaultKind.REMOVED, "demo")]


def test_a_forged_head_is_named(units: list[Unit]) -> None:
    ChainHead.objects.filter(chain="demo").update(digest="sha256:00")
    assert kinds() == [(FaultKind.ALTERED, "demo")]
