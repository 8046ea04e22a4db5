"""The example year: lived by actions of the users who may, verified, and different by seed. A few months are enough."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

from gongjin.audit.actions import run
from gongjin.audit.errors import NotAllowed
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
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

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SPAN = 3
ON = date(2025, 3, 31)


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


def standing(plan: Plan) -> dict[str, tuple[str, str]]:
    """Light and figure of each row on the stated date."""
    rows = list(Row.objects.filter(plan=plan, trackers__replaced_at=None, trackers__isnull=False).distinct())
    found = progress_of(rows, ON)
    return {row.code: (found[row.pk].light.value, str(found[row.pk].actual)) for row in rows}


def lived(plan: Plan, seed: int) -> dict[str, tuple[str, str]]:
    """Live a few months and undo them; faults of the chain are looked for before."""
    with transaction.atomic():
        live(plan, YEAR, seed, SPAN)
        assert list(verify()) == []
        found = standing(plan)
        transaction.set_rollback(True)
    return found


def test_one_seed_tells_one_story_two_tell_two_and_both_verify(plan: Plan) -> None:
    once, again, other = lived(plan, 1), lived(plan, 1), lived(plan, 2)
    assert once == again
    assert {row: light for row, (light, _figure) in once.items()} != {
        row: light for row, (light, _figure) in other.items()
    }
    assert len({light for light, _figure in once.values()}) >= 4


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
