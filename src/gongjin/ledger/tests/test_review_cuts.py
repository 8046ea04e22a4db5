"""Splitting and merging rows under review."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongjin.audit.errors import Invalid
from gongjin.ledger import review
from gongjin.ledger.models import DraftRow, PlanVersion
from gongjin.ledger.review.pairing import result_of
from gongjin.ledger.tests.test_review_steps import everything, seen
from gongjin.people.models import User


def by_text(version: PlanVersion, kind: str, words: str) -> DraftRow:
    return next(
        row for row in version.drafts.filter(kind=kind) if words in (row.values.get("text") or row.values["title"])
    )


def test_a_measure_is_split_and_its_targets_go_to_their_half(version_in_review: PlanVersion, office_user: User) -> None:
    row = by_text(version_in_review, "measure", "新建水厂")
    at = version_in_review.text.index("改造供水管网")
    first, second = review.split(version_in_review, office_user, row.public_id, row.revision, at)
    assert (first.values["text"], second.values["text"]) == ("新建水厂2座", "改造供水管网35公里")
    assert (second.status, second.section) == ("open", first.section)
    assert by_text(version_in_review, "target", "新建水厂").values["measure"] == first.key
    assert by_text(version_in_review, "target", "改造供水管网").values["measure"] == second.key


def test_merging_the_halves_gives_the_whole_back(version_in_review: PlanVersion, office_user: User) -> None:
    row = by_text(version_in_review, "measure", "新建水厂")
    at = version_in_review.text.index("改造供水管网")
    halves = review.split(version_in_review, office_user, row.public_id, row.revision, at)
    for half in halves:
        half.refresh_from_db()
    merged = review.merge(version_in_review, office_user, seen(*halves))
    assert (merged.key, merged.values["text"]) == (row.key, "新建水厂2座，改造供水管网35公里")
    assert by_text(version_in_review, "target", "改造供水管网").values["measure"] == row.key


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_splitting_anywhere_and_undoing_changes_nothing(
    version_in_review: PlanVersion, office_user: User, data: st.DataObject
) -> None:
    before = everything(version_in_review)
    row = data.draw(st.sampled_from(list(version_in_review.drafts.filter(kind__in=["measure", "section", "target"]))))
    end = row.values.get("body_end", row.end)
    at = data.draw(st.integers(min_value=row.start, max_value=end))
    try:
        review.split(version_in_review, office_user, row.public_id, row.revision, at)
    except Invalid:
        assert everything(version_in_review) == before
        return
    result = result_of(version_in_review)
    assert {future.draft.pk for future in result.future if future.draft} >= {
        draft.pk for draft in version_in_review.drafts.filter(kind__in=["measure", "target", "commitment"])
    }
    review.undo(version_in_review, office_user)
    assert everything(version_in_review) == before


def test_a_section_is_cut_and_takes_the_rows_behind_the_cut(version_in_review: PlanVersion, office_user: User) -> None:
    row = by_text(version_in_review, "section", "改善农村供水")
    at = version_in_review.text.index("加强水源地巡查管护")
    first, second = review.split(version_in_review, office_user, row.public_id, row.revision, at)
    assert (second.values["title"], second.values["parent"]) == ("加强水源地巡查管护", first.values["parent"])
    assert first.values["body_end"] == second.values["body_start"] == at
    assert by_text(version_in_review, "measure", "加强水源地").section == second.key
    assert by_text(version_in_review, "measure", "新建水厂").section == first.key


def test_neighbouring_sections_are_joined_with_their_rows(version_in_review: PlanVersion, office_user: User) -> None:
    first = by_text(version_in_review, "section", "改善农村供水")
    second = by_text(version_in_review, "section", "提升乡村教育")
    joined = review.merge(version_in_review, office_user, seen(first, second))
    assert joined.key == first.key
    assert joined.values["body_end"] == second.values["body_end"]
    assert by_text(version_in_review, "target", "寄宿制").section == first.key


def test_rows_of_two_kinds_or_sections_are_not_merged(version_in_review: PlanVersion, office_user: User) -> None:
    before = everything(version_in_review)
    measure, target = (by_text(version_in_review, kind, "新建水厂") for kind in ("measure", "target"))
    elsewhere = by_text(version_in_review, "measure", "寄宿制")
    for rows in ((measure, target), (measure, elsewhere), (measure,)):
        with pytest.raises(Invalid):
            review.merge(version_in_review, office_user, seen(*rows))
    far = by_text(version_in_review, "section", "工作目标"), by_text(version_in_review, "section", "组织保障")
    with pytest.raises(Invalid, match="相邻"):
        review.merge(version_in_review, office_user, seen(*far))
    assert everything(version_in_review) == before


def test_units_and_dates_are_not_split(version_in_review: PlanVersion, office_user: User) -> None:
    row = version_in_review.drafts.filter(kind="responsibility").first()
    assert row is not None
    with pytest.raises(Invalid):
        review.split(version_in_review, office_user, row.public_id, row.revision, row.start + 1)
