"""A second version: rows that stay keep their identity, what is gone is dropped and never deleted."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.compiler.plan import CompiledPlan
from gongjin.ledger import review
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.versions import AddVersion, DiscardVersion
from gongjin.ledger.models import DraftPairing, DraftRow, OfficeValues, Plan, PlanVersion, Reading, Row
from gongjin.ledger.queries.plans import current_version, plans
from gongjin.ledger.queries.rows import RowFilters, page_of_rows
from gongjin.ledger.tests import factory
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, User

ALL = ("kept", "reworded", "split", "merged", "dropped", "new")


def second(plan: Plan, compiled: CompiledPlan) -> PlanVersion:
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SystemActor(), on=plan)
    return plan.versions.get(state="review")


def publish(version: PlanVersion) -> PlanVersion:
    review.confirm_all(version, None, ALL)
    return run(PublishVersion(), actor=SystemActor(), on=factory.reviewed(version))


def pair(version: PlanVersion, code: str) -> DraftPairing:
    return version.pairings.get(row__code=code)


def test_proposals_say_what_became_of_each_row(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(pipes="42", hospital=True, schools=False))
    found = {p.row.code: p.kind for p in version.pairings.select_related("row") if p.row is not None}
    assert found["2.2.1"] == found["2.2.1-T1"] == found["1-T1"] == found["2.1.1-T1"] == "kept"
    assert found["2.1.1"] == found["2.1.1-T2"] == "reworded"
    assert found["2.1.2"] == "dropped"
    new = [p.draft.values.get("title") for p in version.pairings.filter(kind="new", draft__kind="section") if p.draft]
    assert new == ["改善基层医疗"]
    assert not version.pairings.filter(confirmed=True).exists()


def test_rows_that_stay_are_the_same_rows_with_the_same_codes(published_plan: Plan) -> None:
    before = {row.code: row.public_id for row in published_plan.rows.all()}
    first = published_plan.versions.get()
    version = publish(second(published_plan, factory.small_plan(pipes="42", hospital=True, schools=False)))
    rows = {row.code: row for row in published_plan.rows.all()}
    assert {code: rows[code].public_id for code in before} == before
    reading = Reading.objects.get(version=version, row__code="2.1.1-T2")
    assert (reading.title, reading.value) == ("改造供水管网", 42)
    assert Reading.objects.get(version=first, row__code="2.1.1-T2").value == 35
    assert {code for code, row in rows.items() if row.state == "dropped"} == {"2.1.2", "2.1.2-M1", "2.1.2-T1"}
    assert not Reading.objects.filter(version=version, row__state="dropped").exists()
    assert list(verify()) == []


def test_a_new_task_does_not_take_a_code_that_was_given(published_plan: Plan) -> None:
    publish(second(published_plan, factory.small_plan(hospital=True)))
    assert Reading.objects.get(title="改善基层医疗", row__kind="task").row.code == "2.1.3"
    plan = factory.small_plan(hospital=True, schools=False, pipes="50")
    text = plan.text
    assert "3.改善基层医疗" in text
    publish(second(published_plan, factory.small_plan(schools=False, pipes="50")))
    version = publish(second(published_plan, factory.small_plan(hospital=True, pipes="51")))
    codes = set(Reading.objects.filter(version=version, row__kind="task").values_list("row__code", flat=True))
    assert codes == {"1", "2.1.1", "2.1.2a", "2.1.3a", "2.2.1", "3"}


def test_the_version_before_is_superseded_and_the_division_stays(published_plan: Plan) -> None:
    first, division = published_plan.versions.get(), published_plan.division
    version = publish(second(published_plan, factory.small_plan(pipes="42")))
    first.refresh_from_db()
    published_plan.refresh_from_db()
    assert (first.state, version.state, version.number) == ("superseded", "published", 2)
    assert current_version(published_plan) == version
    assert published_plan.division == division


def test_what_hangs_on_a_row_that_stayed_stays(published_plan: Plan) -> None:
    row = published_plan.rows.get(code="2.1.1-T2")
    factory.settle_note(row, "按季度核实")
    publish(second(published_plan, factory.small_plan(pipes="42")))
    assert OfficeValues.objects.get(row__code="2.1.1-T2").note == "按季度核实"
    assert list(verify()) == []


def test_unconfirmed_matches_stop_publishing_and_are_counted(published_plan: Plan) -> None:
    version = factory.reviewed(second(published_plan, factory.small_plan(pipes="42", schools=False)))
    review.confirm_all(version, None, ("kept", "reworded"))
    waiting = version.pairings.filter(confirmed=False).count()
    before = (Row.objects.count(), Reading.objects.count(), Record.objects.count())
    with pytest.raises(Invalid, match=f"还有 {waiting} 条与上一版的对应关系"):
        run(PublishVersion(), actor=SystemActor(), on=version)
    assert waiting == 3
    assert (Row.objects.count(), Reading.objects.count(), Record.objects.count()) == before
    assert list(verify()) == []


def test_a_match_set_by_hand_decides(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(hospital=True, schools=False))
    old = published_plan.rows.get(code="2.1.2")
    draft = next(row for row in version.drafts.filter(kind="section") if row.values["title"] == "改善基层医疗")
    present = version.pairings.filter(row=old) | version.pairings.filter(draft=draft)
    review.set_pairing(version, None, "reworded", [old], [draft], {p.pk: p.revision for p in present})
    publish(version)
    assert Reading.objects.get(version=version, row=old).title == "改善基层医疗"


def test_a_split_row_goes_on_in_one_part_and_merged_rows_in_one(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(hospital=True))
    old = published_plan.rows.get(code="2.1.2")
    drafts = [
        row for row in version.drafts.filter(kind="section") if row.values["title"] in ("改善基层医疗", "提升乡村教育")
    ]
    present = version.pairings.filter(row=old) | version.pairings.filter(draft__in=drafts)
    review.set_pairing(version, None, "split", [old], drafts, {p.pk: p.revision for p in present})
    publish(version)
    now = {r.title: r.row.code for r in Reading.objects.filter(version=version, row__kind="task")}
    assert (now["提升乡村教育"], now["改善基层医疗"]) == ("2.1.2", "2.1.3")


def test_a_merge_confirmed_for_one_row_only_stops_publishing(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(pipes="42", schools=False))
    first, gone = pair(version, "2.1.1"), pair(version, "2.1.2")
    assert first.row is not None and gone.row is not None and first.draft is not None
    seen = {first.pk: first.revision, gone.pk: gone.revision}
    review.set_pairing(version, None, "merged", [first.row, gone.row], [first.draft], seen)
    half = pair(version, "2.1.2")
    review.confirm_all(version, None, ALL)
    half.refresh_from_db()
    review.confirm(version, None, {half.pk: half.revision}, confirmed=False)
    with pytest.raises(Invalid, match="还有 1 条"):
        run(PublishVersion(), actor=SystemActor(), on=factory.reviewed(version))
    publish(version)
    assert Row.objects.get(plan=published_plan, code="2.1.1").state == "current"
    assert Row.objects.get(plan=published_plan, code="2.1.2").state == "dropped"


def test_rows_of_different_kinds_are_never_matched(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(pipes="42"))
    task, target = pair(version, "2.1.1"), pair(version, "2.1.1-T1")
    assert task.row is not None and target.draft is not None
    with pytest.raises(Invalid, match="同一类"):
        review.set_pairing(version, None, "kept", [task.row], [target.draft], {task.pk: 1, target.pk: 1})
    with pytest.raises(Invalid, match="一对一"):
        review.set_pairing(version, None, "split", [task.row], [target.draft], {task.pk: 1, target.pk: 1})


def test_two_reviewers_of_one_match_conflict(published_plan: Plan, office_user: User, second_office_user: User) -> None:
    version = second(published_plan, factory.small_plan(pipes="42"))
    found = pair(version, "2.1.1-T2")
    assert review.confirm(version, office_user, {found.pk: found.revision}) == 1
    with pytest.raises(Conflict):
        review.confirm(version, second_office_user, {found.pk: found.revision}, confirmed=False)
    assert found.row is not None and found.draft is not None
    with pytest.raises(Conflict):
        review.set_pairing(version, second_office_user, "kept", [found.row], [found.draft], {found.pk: found.revision})


def test_a_row_added_in_the_review_is_proposed_as_new_and_a_removed_one_as_dropped(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(pipes="42"))
    section = next(row for row in version.drafts.filter(kind="section") if row.values["title"] == "改善农村供水")
    added = review.add(version, None, "measure", section.key, None, {"text": "每季度会商"})
    assert version.pairings.get(draft__public_id=added.public_id).kind == "new"
    gone = pair(version, "2.1.1-M2")
    assert gone.draft is not None
    review.remove(version, None, {gone.draft.public_id: gone.draft.revision})
    assert pair(version, "2.1.1-M2").kind == "dropped"
    assert not DraftRow.objects.filter(pk=gone.draft.pk, pairings__isnull=False).exists()


def test_a_row_that_comes_back_is_matched_again_and_to_be_confirmed(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(pipes="42"))
    review.confirm_all(version, None, ALL)
    before = {(p.row_id, p.draft_id, p.kind) for p in version.pairings.all()}
    gone = pair(version, "2.1.1-M2")
    assert gone.draft is not None
    review.remove(version, None, {gone.draft.public_id: gone.draft.revision})
    review.undo(version, None)
    assert {(p.row_id, p.draft_id, p.kind) for p in version.pairings.all()} == before
    assert [p.row_id for p in version.pairings.filter(confirmed=False)] == [gone.row_id]


def test_a_section_that_becomes_a_task_is_proposed_as_new(published_plan: Plan) -> None:
    version = second(published_plan, factory.small_plan(pipes="42"))
    section = next(row for row in version.drafts.filter(kind="section") if row.values["title"] == "工作任务")
    assert not version.pairings.filter(draft=section).exists()
    added = review.add(version, None, "deadline", section.key, None, {"text": "年底前", "date": "2024-12"})
    assert version.pairings.get(draft=section).kind == "new"
    review.remove(version, None, {added.public_id: added.revision})
    assert not version.pairings.filter(draft=section).exists()


def test_a_second_version_waits_until_the_first_is_published(version_in_review: PlanVersion) -> None:
    compiled, records = factory.small_plan(pipes="42"), Record.objects.count()
    with pytest.raises(WrongState, match="核对中"):
        run(AddVersion("b.txt", b"x", compiled=compiled), actor=SystemActor(), on=version_in_review.plan)
    assert Record.objects.count() == records


def test_one_version_is_reviewed_at_a_time(published_plan: Plan) -> None:
    second(published_plan, factory.small_plan(pipes="42"))
    compiled, records = factory.small_plan(pipes="43"), Record.objects.count()
    with pytest.raises(Invalid, match="第 2 版还在核对中"):
        run(AddVersion("c.txt", b"x", compiled=compiled), actor=SystemActor(), on=published_plan)
    assert (Record.objects.count(), published_plan.versions.count()) == (records, 2)
    assert list(verify()) == []


def test_the_same_words_are_no_new_version(published_plan: Plan) -> None:
    with pytest.raises(Invalid, match="已经导入过"):
        second(published_plan, factory.small_plan())
    assert published_plan.versions.count() == 1


def test_an_administrator_adds_and_discards_no_version(published_plan: Plan, admin_user: User) -> None:
    compiled = factory.small_plan(pipes="42")
    with pytest.raises(NotAllowed):
        run(AddVersion("b.txt", b"x", compiled=compiled), actor=actor_of(admin_user), on=published_plan)
    version = second(published_plan, compiled)
    with pytest.raises(NotAllowed):
        run(DiscardVersion(), actor=actor_of(admin_user), on=version)
    version.refresh_from_db()
    assert version.state == "review"
    assert list(verify()) == []


def test_a_discarded_version_changes_nothing_in_the_ledger(published_plan: Plan) -> None:
    rows = list(published_plan.rows.values_list("code", "state", "revision"))
    version = run(DiscardVersion(), actor=SystemActor(), on=second(published_plan, factory.small_plan(pipes="42")))
    published_plan.refresh_from_db()
    assert (version.state, published_plan.state, published_plan.code) == ("discarded", "published", "2024")
    assert list(published_plan.rows.values_list("code", "state", "revision")) == rows
    assert not version.drafts.exists() and not version.pairings.exists()
    assert second(published_plan, factory.small_plan(pipes="42")).number == 3
    assert list(verify()) == []


def test_a_published_version_is_not_discarded(published_plan: Plan) -> None:
    records = Record.objects.count()
    with pytest.raises(WrongState, match="现行"):
        run(DiscardVersion(), actor=SystemActor(), on=published_plan.versions.get())
    assert Record.objects.count() == records
    assert published_plan.versions.get().drafts.exists()


def test_a_first_import_given_up_returns_its_code(jurisdiction: Jurisdiction) -> None:
    for _again in range(2):
        plan, version = factory.imported(jurisdiction)
        assert plan.code == "2024"
        run(DiscardVersion(), actor=SystemActor(), on=version)
    assert plans(jurisdiction) == []
    assert sorted(Plan.objects.values_list("code", flat=True)) == ["2024-X1", "2024-X2"]
    assert list(verify()) == []


def test_rows_that_are_gone_are_found_by_the_lists_filter(published_plan: Plan, office_user: User) -> None:
    publish(second(published_plan, factory.small_plan(pipes="42", hospital=True, schools=False)))
    gone = {"2.1.2", "2.1.2-M1", "2.1.2-T1"}
    for group in ("", "unit", "section"):
        page = page_of_rows(published_plan.jurisdiction, RowFilters(state="dropped", group=group))
        assert {line.row.code for line in page.lines} == gone
        assert page.total == len(gone)
    listed = page_of_rows(published_plan.jurisdiction, RowFilters())
    assert gone.isdisjoint({line.row.code for line in listed.lines})
    client = Client()
    client.force_login(office_user)
    assert all(row["dropped"] for row in client.get("/ledger/rows.json?state=dropped").json()["data"])
    assert '<option value="dropped" selected>已取消' in client.get("/ledger/?state=dropped").content.decode()
