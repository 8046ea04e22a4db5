"""A new version of a plan may ask for something else: no light of the version before is shown any more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core import clock
from gongjin.ledger import review
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import Row
from gongjin.ledger.tests import factory
from gongjin.tracking.models import Standing
from gongjin.tracking.queries.standings import standings

Commits = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


def test_publishing_drops_the_standings_of_the_plan_and_of_no_other(
    db: None, settings: object, tmp_path: Path, django_capture_on_commit_callbacks: Commits
) -> None:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    jurisdiction = factory.found()
    factory.enter_units(jurisdiction)
    plan = factory.published(jurisdiction)
    other = factory.published(jurisdiction, factory.large_plan(1))
    standings(Row.objects.select_related("plan").all(), clock.today())
    kept = Standing.objects.filter(row__plan=other).count()
    assert kept and Standing.objects.filter(row__plan=plan).exists()

    compiled = factory.small_plan(pipes="40")
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SystemActor(), on=plan)
    version = plan.versions.get(state="review")
    review.confirm_all(version, None, ("kept", "reworded", "split", "merged", "dropped", "new"))
    factory.reviewed(version)
    with django_capture_on_commit_callbacks(execute=True):
        run(PublishVersion(), actor=SystemActor(), on=version)

    assert not Standing.objects.filter(row__plan=plan).exists()
    assert Standing.objects.filter(row__plan=other).count() == kept
