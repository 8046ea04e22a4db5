"""The pages 单位名称 and 版本匹配: nothing is settled silently, each act says how many, refusals stand in place."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import DraftName, Plan, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.ledger.views.names import NameLine
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


@pytest.fixture
def next_version(published_plan: Plan) -> PlanVersion:
    compiled = factory.small_plan(pipes="40", hospital=True, schools=False)
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SystemActor(), on=published_plan)
    return published_plan.versions.get(state="review")


def name(version: PlanVersion, written: str) -> DraftName:
    return version.names.get(written=written)


def settle(client: Client, version: PlanVersion, written: str, **sent: str) -> int:
    url = reverse("ledger:name-settle", args=[version.public_id, name(version, written).pk])
    return client.post(url, {"seen": NameLine(name(version, written), 0).seen, **sent}, headers=HTMX).status_code


def test_a_proposal_waits_until_somebody_confirms_it(office: Client, version_in_review: PlanVersion) -> None:
    office.get(reverse("ledger:names", args=[version_in_review.public_id]))
    assert name(version_in_review, "县住建局").status == "open"
    assert settle(office, version_in_review, "县住建局", **{"as": "unit", "unit": "县住房和城乡建设局"}) == 200
    settled = name(version_in_review, "县住建局")
    assert settled.status == "matched"
    assert settled.unit == Unit.objects.get(name="县住房和城乡建设局")


def test_another_unit_a_new_one_and_none_can_be_chosen(office: Client, version_in_review: PlanVersion) -> None:
    settle(office, version_in_review, "县住建局", **{"as": "unit", "unit": "县水利局"})
    settle(office, version_in_review, "县科工信局", **{"as": "new"})
    settle(office, version_in_review, "县发改局", **{"as": "aside"})
    found = {written: name(version_in_review, written) for written in ("县住建局", "县科工信局", "县发改局")}
    assert [item.status for item in found.values()] == ["matched", "new", "aside"]
    assert str(found["县住建局"].unit) == "县水利局"


def test_two_clerks_do_not_overwrite_each_other(
    office: Client, second_office_user: User, version_in_review: PlanVersion
) -> None:
    page = office.get(reverse("ledger:names", args=[version_in_review.public_id])).content.decode()
    seen = NameLine(name(version_in_review, "县住建局"), 0).seen
    assert f'name="seen" value="{seen}"' in page
    other = Client()
    other.force_login(second_office_user)
    assert settle(other, version_in_review, "县住建局", **{"as": "unit", "unit": "县水利局"}) == 200
    url = reverse("ledger:name-settle", args=[version_in_review.public_id, name(version_in_review, "县住建局").pk])
    answer = office.post(url, {"as": "aside", "seen": seen}, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "刚被其他核对人确认过" in text and 'value="县水利局"' in text
    now = name(version_in_review, "县住建局")
    assert (now.status, str(now.unit)) == ("matched", "县水利局")
    # Who has seen it may change it.
    assert f'value="{NameLine(now, 0).seen}"' in text
    assert settle(office, version_in_review, "县住建局", **{"as": "aside"}) == 200


@pytest.mark.parametrize("seen", ["", "open", "open:x"])
def test_a_page_that_does_not_say_what_it_showed_settles_nothing(
    office: Client, version_in_review: PlanVersion, seen: str
) -> None:
    assert settle(office, version_in_review, "县住建局", **{"as": "aside", "seen": seen}) == 409
    assert name(version_in_review, "县住建局").status == "open"


def test_a_unit_that_is_not_in_the_directory_is_refused(office: Client, version_in_review: PlanVersion) -> None:
    assert settle(office, version_in_review, "县住建局", **{"as": "unit", "unit": "县航天局"}) == 422
    assert settle(office, version_in_review, "县住建局", **{"as": "unit", "unit": ""}) == 422
    assert settle(office, version_in_review, "县住建局", **{"as": "whatever"}) == 422
    assert name(version_in_review, "县住建局").status == "open"


def test_confirming_many_says_how_many(office: Client, version_in_review: PlanVersion) -> None:
    url = reverse("ledger:names", args=[version_in_review.public_id])
    assert "确认 3 个相似 85% 及以上的建议" in office.get(url).content.decode()
    confirm = reverse("ledger:names-confirm", args=[version_in_review.public_id])
    page = office.post(confirm, {"above": "0.85"}, follow=True)
    assert "已确认 3 个单位名称" in page.content.decode()
    assert not version_in_review.names.filter(status="open").exists()


def test_an_administrator_settles_no_names(client: Client, admin_user: User, version_in_review: PlanVersion) -> None:
    client.force_login(admin_user)
    assert settle(client, version_in_review, "县住建局", **{"as": "aside"}) == 403
    assert name(version_in_review, "县住建局").status == "open"


def test_what_differs_between_versions_is_marked(office: Client, next_version: PlanVersion) -> None:
    page = office.get(reverse("ledger:pairings", args=[next_version.public_id])).content.decode()
    assert "改造供水管网<del>35</del>公里" in page
    assert "改造供水管网<ins>40</ins>公里" in page


def test_a_match_is_confirmed_alone_and_taken_back(office: Client, next_version: PlanVersion) -> None:
    pairing = next_version.pairings.filter(kind="reworded").first()
    assert pairing is not None
    url = reverse("ledger:pairing-confirm", args=[next_version.public_id, pairing.pk])
    office.post(url, {"revision": pairing.revision, "confirmed": "yes"}, headers=HTMX)
    assert next_version.pairings.filter(confirmed=True).get() == pairing
    stale = office.post(url, {"revision": pairing.revision, "confirmed": "no"}, headers=HTMX)
    assert stale.status_code == 409
    office.post(url, {"revision": pairing.revision + 1, "confirmed": "no"}, headers=HTMX)
    assert not next_version.pairings.filter(confirmed=True).exists()


def test_only_kept_and_reworded_rows_are_confirmed_in_bulk(office: Client, next_version: PlanVersion) -> None:
    url = reverse("ledger:pairings-confirm", args=[next_version.public_id])
    assert office.post(url, {"kind": "dropped"}).status_code == 422
    office.post(url, {"kind": "kept"})
    confirmed = next_version.pairings.filter(confirmed=True)
    assert {item.kind for item in confirmed} == {"kept"}


def test_a_match_is_changed_by_hand(office: Client, next_version: PlanVersion) -> None:
    gone = next_version.pairings.get(kind="dropped", row__kind="task")
    come = next_version.pairings.get(kind="new", draft__kind="section")
    url = reverse("ledger:pairing-change", args=[next_version.public_id, gone.pk])
    page = office.get(url).content.decode()
    assert "提升乡村教育" in page
    assert "补齐农村短板" not in page  # a heading that is no task cannot be matched
    sent = {"old": gone.row_id, "new": come.draft_id, "kind": "reworded", "seen": f"{gone.pk}:{gone.revision}"}
    assert office.post(url, {**sent, "kind": "split"}).status_code == 422
    assert office.post(url, sent).status_code == 302
    made = next_version.pairings.get(row=gone.row)
    assert (made.draft_id, made.kind, made.confirmed) == (come.draft_id, "reworded", True)
