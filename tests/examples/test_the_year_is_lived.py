"""The example year: lived by actions of the users who may, verified, and different by seed.

The whole year is lived once, on SQLite; what tells one story from another shows in its first months.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from gongjin.audit.actions import run
from gongjin.audit.errors import NotAllowed
from gongjin.audit.models import Audited, Record
from gongjin.audit.verify import FaultKind, verify
from gongjin.cli.example import COUNTY, YEAR, examples, load, published
from gongjin.cli.example_year.run import live, new_year
from gongjin.core import clock
from gongjin.core.periods import Period
from gongjin.evidence.actions import AddEvidence
from gongjin.ledger.models import Plan, Row
from gongjin.people.actors import actor_of
from gongjin.people.models import User
from gongjin.tracking.actions.facts import ConfirmUnchanged
from gongjin.tracking.kinds.register.actions import AddEntries, NewEntry
from gongjin.tracking.kinds.register.form import form_of
from gongjin.tracking.models import DataSet, Fact, Tracker
from gongjin.tracking.queries.progress import progress_of

pytestmark = pytest.mark.django_db

SPAN = 3
ON = date(2025, 3, 31)
AFTER = date(2026, 1, 31)
NO_OBJECTS = {
    "audit.ChainHead", "audit.Record", "audit.Payload", "audit.Touched", "auth.Permission", "contenttypes.ContentType",
    "ledger.DraftName", "ledger.DraftRow", "ledger.DraftStep",
}  # fmt: skip
"""Tables whose rows no act changes: the chain itself, what the framework notes for itself, and drafts, which are
scratch until they are published."""


@pytest.fixture
def plan(settings: object, tmp_path: Path) -> Plan:
    """The example plan, published at the beginning of its year."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    folder = examples()
    assert folder is not None
    with clock.at(new_year(YEAR)):
        assert load(folder) == 0
    found = published()
    assert found is not None and COUNTY in found.title
    return found


def standing(plan: Plan, on: date = ON) -> dict[str, tuple[str, str]]:
    """Light and figure of each row on a date."""
    rows = list(Row.objects.filter(plan=plan, trackers__replaced_at=None, trackers__isnull=False).distinct())
    found = progress_of(rows, on)
    return {row.code: (found[row.pk].light.value, str(found[row.pk].actual)) for row in rows}


def models_with_tables() -> list[type[Model]]:
    """Every model of the program; those that other tests of this run made for themselves have no table here."""
    tables = set(connection.introspection.table_names())
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def gone_by_hand() -> set[str]:
    """The tables that hold rows, each of which loses one behind the program's back."""
    labels = set()
    for model in models_with_tables():
        if issubclass(model, Audited) and (last := model._base_manager.order_by("-pk").first()) is not None:
            with connection.cursor() as cursor:
                table, key = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
                cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [last.pk])
            labels.add(model._meta.label)
    return labels


def lived(plan: Plan, seed: int) -> dict[str, tuple[str, str]]:
    """Live a few months and undo them; faults of the chain are looked for before."""
    with transaction.atomic():
        live(plan, YEAR, seed, SPAN)
        assert list(verify()) == []
        found = standing(plan)
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
def test_the_whole_year_is_lived_and_every_row_of_every_table_is_accounted_for(plan: Plan) -> None:
    live(plan, YEAR, 1)
    assert list(verify()) == []
    lights = {light for light, _figure in standing(plan, AFTER).values()}
    assert lights >= {"red", "grey", "blue"}, lights
    without = {model._meta.label for model in models_with_tables() if not issubclass(model, Audited)}
    assert {label for label in without if apps.get_model(label)._base_manager.exists()} <= NO_OBJECTS
    with transaction.atomic():
        tables = gone_by_hand()
        missed = {fault.place.split()[0] for fault in verify() if fault.kind is FaultKind.REMOVED_WITHOUT_ACTION}
        transaction.set_rollback(True)
    assert missed == {label.lower() for label in tables}


def test_one_seed_tells_one_story_two_tell_two_and_both_verify(plan: Plan) -> None:
    once, again, other = lived(plan, 1), lived(plan, 1), lived(plan, 2)
    assert once == again
    assert {row: light for row, (light, _figure) in once.items()} != {
        row: light for row, (light, _figure) in other.items()
    }
    assert len({light for light, _figure in once.values()}) >= 3


def test_every_fact_was_told_by_a_reporter_and_counted_by_exactly_its_rows(plan: Plan) -> None:
    live(plan, YEAR, 1, SPAN)
    reporters = {str(user.public_id) for user in User.objects.filter(posts__role="reporter")}
    assert set(Fact.objects.values_list("recorded_by", flat=True)) <= reporters
    assert Record.objects.filter(action__startswith="tracking.").count() > len(reporters)
    assert all("演示数据" in user.display_name for user in User.objects.all())

    tracker = next(
        item
        for item in Tracker.objects.filter(row__plan=plan, replaced_at=None, data_set__kind="register").order_by("pk")
        if item.rule["count"] == "entries" and not item.rule.get("of")
    )
    assert tracker.data_set is not None
    register = DataSet.objects.select_related("unit").get(pk=tracker.data_set_id)
    before = standing(plan)
    user = User.objects.get(posts__unit=register.unit)
    _one_more(register, tracker, user)
    after = standing(plan)
    counted = set(Tracker.objects.filter(data_set=register, replaced_at=None).values_list("row__code", flat=True))
    assert {code for code in before if before[code] != after[code]} == counted
    assert list(verify()) == []

    with clock.at(datetime(2025, 4, 1, 2, tzinfo=UTC)):
        for other in DataSet.objects.exclude(unit=register.unit):
            with pytest.raises(NotAllowed):
                run(ConfirmUnchanged(Period.of_month(2025, 3)), actor=actor_of(user), on=other)
    assert standing(plan) == after


def _one_more(register: DataSet, tracker: Tracker, user: User) -> None:
    """One further entry that fulfils the rule, proved, on the stated date."""
    form = form_of(register.settings)
    where = tracker.rule["where"]
    fields = {key: value if isinstance(value, str) else value[0] for key, value in where.items()}
    with clock.at(datetime(2025, 3, 31, 9, tzinfo=UTC)):
        proof = run(
            AddEvidence(register.jurisdiction, "认定文件（演示数据）.txt", "演示数据".encode(), unit=register.unit),
            actor=actor_of(user),
        )
        entry = NewEntry(
            "多认定的一家（演示数据）", unit=register.unit, fields=fields, stage=str(tracker.rule["stage"]), on=ON,
            proofs=(proof,),
        )  # fmt: skip
        assert form.rank(entry.stage) >= 0
        run(AddEntries([entry], likeness_seen=True), actor=actor_of(user), on=register)
