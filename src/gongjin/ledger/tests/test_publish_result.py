"""What publishing makes of the reviewed rows."""

from __future__ import annotations

from decimal import Decimal

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.models import (
    Citation,
    Deadline,
    Plan,
    Reading,
    Responsibility,
    RowKind,
    Section,
    TaskForce,
    TaskForceMember,
)
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, UnitAlias


def test_codes_are_the_places_in_the_outline(published_plan: Plan) -> None:
    tasks = published_plan.rows.filter(kind=RowKind.TASK).values_list("code", flat=True)
    assert sorted(tasks) == ["1", "2.1.1", "2.1.2", "2.2.1", "3"]
    inside = published_plan.rows.exclude(kind=RowKind.TASK).values_list("code", flat=True)
    assert sorted(code for code in inside if code.startswith("2.1.1")) == [
        "2.1.1-M1", "2.1.1-M2", "2.1.1-T1", "2.1.1-T2",
    ]  # fmt: skip


def test_goals_without_units_are_tasks_that_hold_their_targets(published_plan: Plan) -> None:
    goal = Reading.objects.get(row__code="1-T1")
    assert goal.parent is not None and goal.parent.code == "1"
    assert (goal.value, goal.comparator, goal.strength) == (Decimal(8), "about", "strive")
    assert not Responsibility.objects.filter(row__code="1").exists()


def test_the_chain_agrees_with_all_that_was_published(published_plan: Plan) -> None:
    assert list(verify()) == []


def test_every_target_and_commitment_is_in_the_ledger(published_plan: Plan) -> None:
    compiled = factory.small_plan()
    targets = Reading.objects.filter(row__kind="target").values_list("text", flat=True)
    commitments = Reading.objects.filter(row__kind="commitment").values_list("text", flat=True)
    assert sorted(targets) == sorted(target.text for target in compiled.targets)
    assert sorted(commitments) == sorted(commitment.text for commitment in compiled.commitments)


def test_each_row_shows_the_words_of_the_plan(published_plan: Plan) -> None:
    text = published_plan.versions.get().text
    for reading in Reading.objects.exclude(section__title="组织保障"):
        assert text[reading.start : reading.end].strip() == reading.text


def test_units_answer_by_their_confirmed_names(published_plan: Plan) -> None:
    answers = Responsibility.objects.filter(row__code="2.1.1").order_by("order")
    assert [
        (answer.written, answer.unit and answer.unit.name, answer.role, answer.open_ended) for answer in answers
    ] == [
        ("县水利局", "县水利局", "responsible", True),
        ("县住建局", "县住房和城乡建设局", "responsible", True),
    ]
    assert not Responsibility.objects.filter(row__code="2.1.1", role="lead").exists()


def test_a_class_of_units_stays_as_written_and_is_no_unit(published_plan: Plan) -> None:
    everyone = Responsibility.objects.get(written="各乡镇")
    assert everyone.unit is None and everyone.is_class
    assert not Unit.objects.filter(name="各乡镇").exists()


def test_confirmed_spellings_become_other_names_of_the_unit(published_plan: Plan) -> None:
    assert set(UnitAlias.objects.values_list("unit__name", "name")) == {
        ("县住房和城乡建设局", "县住建局"), ("县科技和工业信息化局", "县科工信局"), ("县发展和改革局", "县发改局"),
    }  # fmt: skip


def test_a_new_unit_is_entered_in_the_directory_by_the_same_act(jurisdiction: Jurisdiction) -> None:
    factory.enter_units(jurisdiction, "县水利局")
    plan = factory.published(jurisdiction)
    assert Responsibility.objects.get(written="县教育局").unit == Unit.objects.get(name="县教育局")
    assert plan.state == "published"
    assert list(verify()) == []


def test_dates_hang_on_what_they_are_stated_for(published_plan: Plan) -> None:
    deadline = Deadline.objects.get(row__kind=RowKind.MEASURE)
    assert (deadline.row.code, deadline.date, deadline.text) == ("2.1.2-M1", "2024-12", "2024年12月底前")


def test_no_persons_name_enters_the_ledger(published_plan: Plan) -> None:
    assert "贾某某" in published_plan.versions.get().text
    force = TaskForce.objects.get()
    assert force.convener_post == "县委副书记"
    said = [*Reading.objects.values_list("text", flat=True), *Reading.objects.values_list("title", flat=True)]
    said += [*Section.objects.values_list("title", flat=True), force.name, force.duties]
    assert not any("贾某某" in words for words in said)
    assert any("由县委副书记×××任召集人" in words for words in said)


def test_the_version_is_in_force_and_the_division_open(published_plan: Plan) -> None:
    version = published_plan.versions.get()
    assert (version.state, published_plan.state, published_plan.division.state) == ("published", "published", "open")
    assert version.published_at is not None
    assert Citation.objects.get().name == "安河县城乡融合发展规划"
    assert TaskForceMember.objects.count() == 2


def test_a_row_in_no_section_goes_into_one_made_for_it(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    _plan, version = factory.imported(jurisdiction)
    row = version.drafts.filter(kind="commitment").first()
    assert row is not None
    row.section = "nowhere"
    row.save()
    run(PublishVersion(), actor=factory.SYSTEM, on=factory.reviewed(version))
    reading = Reading.objects.get(start=row.start, row__kind="commitment")
    assert reading.row.code == "4-C1"
    assert reading.section.title == version.plan.title
