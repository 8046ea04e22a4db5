"""When a version may not be published, and that nothing has changed then."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.ledger import review
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.versions import DiscardVersion
from gongjin.ledger.models import Plan, PlanVersion, Reading, Row, Section
from gongjin.ledger.tests import factory
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, UnitAlias, User


def trace() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Row, Reading, Section, Unit, UnitAlias, Record))


def refused(version: PlanVersion, error: type[Exception], match: str | None = None, user: User | None = None) -> None:
    before = trace()
    with pytest.raises(error, match=match):
        run(PublishVersion(), actor=actor_of(user) if user else SystemActor(), on=version)
    assert trace() == before
    version.refresh_from_db()
    assert list(verify()) == []


def test_open_rows_stop_it_and_are_counted(version_in_review: PlanVersion) -> None:
    factory.reviewed(version_in_review)
    rows = list(version_in_review.drafts.filter(kind="measure")[:3])
    review.reopen(version_in_review, None, {row.public_id: row.revision for row in rows})
    refused(version_in_review, Invalid, "还有 3 条没有核对")
    assert version_in_review.state == "review"


def test_unsettled_names_stop_it_and_are_counted(version_in_review: PlanVersion) -> None:
    review.accept_section(version_in_review, None, None)
    waiting = version_in_review.names.filter(status="open").count()
    refused(version_in_review, Invalid, f"还有 {waiting} 个单位名称没有确认")
    assert waiting == 3  # 县住建局, 县科工信局, 县发改局


def test_a_name_that_no_row_uses_any_more_stops_nothing(version_in_review: PlanVersion) -> None:
    review.accept_section(version_in_review, None, None)
    unsettled = [name.written for name in version_in_review.names.filter(status="open")]
    rows = [row for row in version_in_review.drafts.all() if row.values.get("unit") in unsettled]
    review.remove(version_in_review, None, {row.public_id: row.revision for row in rows})
    run(PublishVersion(), actor=SystemActor(), on=version_in_review)
    version_in_review.refresh_from_db()
    assert version_in_review.state == "published"


def test_a_version_with_nothing_in_it_is_not_published(version_in_review: PlanVersion) -> None:
    rows = {row.public_id: row.revision for row in version_in_review.drafts.all()}
    review.remove(version_in_review, None, rows)
    refused(version_in_review, Invalid, "没有可发布的条目")


def test_an_administrator_may_not_publish(version_in_review: PlanVersion, admin_user: User) -> None:
    factory.reviewed(version_in_review)
    refused(version_in_review, NotAllowed, user=admin_user)


def test_a_published_version_is_not_published_again(published_plan: Plan) -> None:
    refused(published_plan.versions.get(), WrongState)


def test_a_discarded_version_is_not_published(version_in_review: PlanVersion) -> None:
    run(DiscardVersion(), actor=SystemActor(), on=version_in_review)
    refused(version_in_review, WrongState)


def test_a_version_changed_meanwhile_is_not_published(version_in_review: PlanVersion) -> None:
    factory.reviewed(version_in_review)
    before = trace()
    with pytest.raises(Conflict):
        run(PublishVersion(), actor=SystemActor(), on=version_in_review, expect=version_in_review.revision + 1)
    assert trace() == before


def test_an_alias_that_belongs_to_another_unit_stops_it(version_in_review: PlanVersion, units: dict[str, Unit]) -> None:
    factory.reviewed(version_in_review)
    review.confirm_name(version_in_review, None, "县住建局", units["县教育局"])
    factory.alias(units["县财政局"], "县住建局")
    refused(version_in_review, Invalid, "已是其他单位的别名")
