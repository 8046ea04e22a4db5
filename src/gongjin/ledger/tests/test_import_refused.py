"""What an import refuses, and that nothing is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Invalid, NotAllowed
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.ledger.actions.plans import ImportPlan
from gongjin.ledger.models import DraftRow, Plan, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, User


def counts(home: Path) -> tuple[int, int, int, int, int]:
    stored = len([path for path in home.rglob("*") if path.is_file()])
    return Plan.objects.count(), PlanVersion.objects.count(), DraftRow.objects.count(), Record.objects.count(), stored


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空"),
        ("机密★长期\n安河县行动方案\n一、工作目标\n（一）抓好落实。\n".encode(), "密级"),
        (b"\x00\x01\x02\x03" * 100, "格式"),
        ("今天天气很好，我们去爬山。\n".encode(), "编号"),
    ],
    ids=["an empty file", "a classified one", "no document", "no numbering"],
)
def test_a_refused_file_leaves_no_trace(jurisdiction: Jurisdiction, home: Path, data: bytes, message: str) -> None:
    before = counts(home)
    with pytest.raises(Invalid) as refusal:
        run(ImportPlan(jurisdiction, "方案.txt", data), actor=SystemActor())
    assert message in refusal.value.message
    assert refusal.value.field == "file"
    assert counts(home) == before
    assert list(verify()) == []


def test_a_file_whose_name_is_marked_is_refused(jurisdiction: Jurisdiction, home: Path) -> None:
    before = counts(home)
    with pytest.raises(Invalid, match="密级"):
        run(ImportPlan(jurisdiction, "【秘密】方案.txt", factory.small_plan().text.encode()), actor=SystemActor())
    assert counts(home) == before


def test_a_plan_issued_twice_is_refused_and_named(jurisdiction: Jurisdiction, home: Path) -> None:
    plan, _version = factory.imported(jurisdiction)
    before = counts(home)
    with pytest.raises(Invalid, match=f"{plan.code}《{plan.title}》"):
        factory.imported(jurisdiction)
    assert counts(home) == before
    assert list(verify()) == []


def test_the_same_words_with_other_spaces_are_the_same_plan(jurisdiction: Jurisdiction) -> None:
    factory.imported(jurisdiction)
    spaced = factory.small_plan()
    spaced = type(spaced)(text=spaced.text.replace("\n", "\n　"), title=spaced.title, sections=spaced.sections)
    with pytest.raises(Invalid, match="已经导入过"):
        factory.imported(jurisdiction, spaced)


def test_an_administrator_may_not_import(jurisdiction: Jurisdiction, admin_user: User, home: Path) -> None:
    before = counts(home)
    with pytest.raises(NotAllowed):
        factory.imported(jurisdiction, actor=actor_of(admin_user))
    assert counts(home) == before
    assert list(verify()) == []


def test_the_office_of_another_county_may_not_import(jurisdiction: Jurisdiction, home: Path) -> None:
    neighbour = factory.user(factory.found("清源县", "990002"), "neighbour", "office")
    before = counts(home)
    with pytest.raises(NotAllowed):
        factory.imported(jurisdiction, actor=actor_of(neighbour))
    assert counts(home) == before
