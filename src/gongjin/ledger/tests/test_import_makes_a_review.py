"""What an import makes: a plan under review, and nothing in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongjin.audit.models import Payload
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.ledger.actions.reading import files
from gongjin.ledger.models import DraftKind, PlanVersion, Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit


def test_every_thing_understood_is_a_row_under_review(version_in_review: PlanVersion) -> None:
    compiled = factory.small_plan()
    kinds = dict.fromkeys(DraftKind.values, 0)
    for kind in version_in_review.drafts.values_list("kind", flat=True):
        kinds[kind] += 1
    assert kinds == {
        "section": len(compiled.sections), "measure": len(compiled.measures), "target": len(compiled.targets),
        "commitment": len(compiled.commitments), "responsibility": len(compiled.responsibilities),
        "deadline": len(compiled.deadlines), "citation": 1, "member": 2, "task_force": 1,
    }  # fmt: skip
    assert set(version_in_review.drafts.values_list("status", flat=True)) == {"open"}
    assert not Row.objects.exists()
    assert list(verify()) == []


def test_a_row_keeps_the_words_that_it_came_from(version_in_review: PlanVersion) -> None:
    for row in version_in_review.drafts.filter(kind__in=["measure", "target", "commitment"]):
        assert version_in_review.text[row.start : row.end] == row.values["text"]


def test_the_file_is_stored_as_it_came(version_in_review: PlanVersion, home: Path) -> None:
    assert files().get(version_in_review.file_digest) == factory.small_plan().text.encode()


def test_the_record_holds_the_digest_and_not_the_file(version_in_review: PlanVersion) -> None:
    body = Payload.objects.get(record__action="ledger.plan.import").body
    assert body is not None
    assert body["text_digest"] == version_in_review.text_digest
    assert "data" not in body and "compiled" not in body


def test_the_code_is_the_one_year_that_the_plan_names(jurisdiction: Jurisdiction) -> None:
    first, _v = factory.imported(jurisdiction, factory.small_plan())
    second, _v = factory.imported(jurisdiction, factory.small_plan(pipes="36"))
    third, _v = factory.imported(jurisdiction, factory.small_plan(pipes="37"))
    assert [first.code, second.code, third.code] == ["2024", "2024B", "2024C"]


def test_a_plan_of_several_years_has_this_years_code(jurisdiction: Jurisdiction) -> None:
    composer = factory.Composer(years=(2023, 2026))
    composer.section("一、", "工作目标")
    with clock.at(datetime(2025, 12, 31, 17, tzinfo=UTC)):
        plan, _v = factory.imported(jurisdiction, composer.compiled())
    assert plan.code == "2026"  # already the first of January in Shanghai


@pytest.mark.parametrize(
    ("written", "unit", "status"),
    [
        ("县水利局", "县水利局", "matched"),
        ("县住建局", "县住房和城乡建设局", "open"),
        ("县科工信局", "县科技和工业信息化局", "open"),
        ("各乡镇", None, "aside"),
    ],
)
def test_a_name_is_matched_by_itself_only_when_it_is_exact(
    version_in_review: PlanVersion, written: str, unit: str | None, status: str
) -> None:
    name = version_in_review.names.get(written=written)
    assert (name.unit.name if name.unit else None, name.status) == (unit, status)
    assert name.reason


def test_what_cannot_be_kept_is_open_with_the_reason(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    composer = factory.Composer()
    composer.section("一、", "工作目标", rest="。浓度不高于0.0000001毫克。")
    composer.target("浓度不高于0.0000001毫克", "浓度", "0.0000001", "毫克")
    _plan, version = factory.imported(jurisdiction, composer.compiled())
    row = version.drafts.get(kind="target")
    assert row.confidence == 0 and "小数" in row.reason
    factory.reviewed(version)
    row.refresh_from_db()
    assert row.status == "open"
