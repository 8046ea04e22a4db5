"""Whatever is sent to an address is answered: done, or refused in Chinese, but never with a failure of the program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

import gongjin
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core import clock
from gongjin.delivery.actions.batches import SendBatch
from gongjin.delivery.tests.handed import instruction
from gongjin.ledger.models import DraftRow, Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.web.tests.addresses import Address, addresses

ROOMS = Path(gongjin.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
_LONG = "9" * 4400  # more digits than Python turns into a number
HOSTILE = ("9" * 26, _LONG, "-1", "²", "NaN", "1e999", "🌊" * 300, f"x:{_LONG}", "2025年13月40日", "[")
BODIES = (
    b"",
    b"[]",
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"rows":' * 50_000,
    b'{"changes": [["x", "part", "y", "\\ud800", "\\udfff"]], "rows": ["\\ud800"], "cells": [{"text": "\\ud800"}]}',
    b'{"changes": [1, null], "rows": [[1], {"row": {}}], "cells": [[], {"row": 1}]}',
    b'{"rows": [{"row": "x", "revision": 99999999999999999999999, "values": {"note": "a"}}]}',
    b'{"mode": "set", "rows": null, "part": {"a": 1}, "unit": [], "due": 5, "sealed": {"a": []}}',
)
ALL = [address for address in addresses() if address.name not in {"people:sign-out", "people:verify"}]


def _field_names() -> list[str]:
    """Every name that a view or a form might look for: all short quoted words of their modules."""
    files = [
        *ROOMS.glob("*/views/*.py"),
        *ROOMS.glob("*/views.py"),
        *ROOMS.glob("*/forms.py"),
        *ROOMS.glob("*/review/*.py"),
    ]
    files += [ROOMS / "ledger" / "typed_values.py"]
    words = {word for file in files for word in re.findall(r'"([a-z][a-z_]{1,24})"', file.read_text(encoding="utf-8"))}
    return sorted(words | {f"seen_{word}" for word in ("due", "cadence", "note", "metric")})


NAMES = _field_names()


@pytest.fixture
def county(db: None) -> Jurisdiction:
    return factory.found()


@pytest.fixture
def client(county: Jurisdiction) -> Client:
    """A browser of somebody who may do everything that a role may; failures of the program are answers of 500."""
    client = Client(raise_request_exception=False)
    client.force_login(factory.user(county, "all", "office", "administrator"))
    return client


@pytest.fixture
def things(county: Jurisdiction) -> dict[str, UUID]:
    """One of each kind of thing that an address names, by the beginning of the address."""
    factory.enter_units(county)
    plan = factory.published(county)
    version, row = (
        factory.imported(county, factory.large_plan(3))[1],
        Row.objects.filter(plan=plan, kind="target").first(),
    )
    assert row is not None
    due = clock.today() + timedelta(days=60)
    asked = instruction(Unit.objects.order_by("pk")[0], due=due)
    batch = run(SendBatch(county, uuid4(), (asked,), 3), actor=SystemActor())
    return {
        "assignments/<uuid": batch.assignments.get().public_id,
        "plans/versions/": version.public_id,
        "plans/": plan.public_id,
        "ledger/rows/": row.public_id,
        "units/": Unit.objects.order_by("pk").first().public_id,  # type: ignore[union-attr]
        "system/users/": User.objects.order_by("pk").first().public_id,  # type: ignore[union-attr]
        "row": DraftRow.objects.filter(version=version).order_by("pk").first().public_id,  # type: ignore[union-attr]
    }


def _url(address: Address, things: dict[str, UUID]) -> str:
    at = next((thing for start, thing in things.items() if str(address.pattern.pattern).startswith(start)), None)
    return address.url({"public_id": at, "plan": at, "row_id": things["row"]} if at else None)


def _answers(client: Client, url: str) -> Iterator[tuple[str, HttpResponse]]:
    for value in HOSTILE:
        sent = dict.fromkeys(NAMES, value)
        yield f"get {value[:9]!r}", client.get(url, sent)  # type: ignore[misc]
        yield f"form {value[:9]!r}", client.post(url, sent)  # type: ignore[misc]
    several = {name: ["1", "x", "9" * 30] for name in NAMES}
    yield "several", client.post(url, several)  # type: ignore[misc]
    files = {name: SimpleUploadedFile("坏.docx", b"PK\x03\x04" + b"\0" * 40) for name in ("file", "workbook", "plan")}
    yield "files", client.post(url, {**dict.fromkeys(NAMES, "x"), **files})  # type: ignore[misc]
    for body in BODIES:
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            yield f"{kind} {body[:20]!r}", client.post(url, body, content_type=kind)  # type: ignore[misc]
    yield "a form cut off", client.post(url, b"--x\r\nContent-Dis", content_type="multipart/form-data; boundary=x")  # type: ignore[misc]


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_nothing_that_is_sent_makes_the_program_fail(client: Client, things: dict[str, UUID], address: Address) -> None:
    wrong = []
    for what, answer in _answers(client, _url(address, things)):
        if answer.status_code >= 500:
            wrong.append(f"{what}: {answer.status_code}")
        elif answer.status_code >= 400 and not answer.streaming and answer.content and not _is_chinese(answer):
            wrong.append(f"{what}: {answer.status_code} without a word of Chinese")
    assert not wrong


def _is_chinese(answer: HttpResponse) -> bool:
    text = answer.content.decode()
    return bool(CHINESE.search(json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text))


@pytest.mark.parametrize("address", [a for a in ALL if "<key:" in str(a.pattern.pattern)], ids=lambda a: a.name)
def test_an_absurd_number_in_an_address_is_not_found(client: Client, things: dict[str, UUID], address: Address) -> None:
    name = next(name for name in address.pattern.pattern.converters if name in {"pk", "view", "section", "sequence"})
    url = _url(address, things)
    for number in ("9" * 18, "9" * 19, "9" * 30, "9" * 6000):
        absurd = re.sub(r"/1(/|$)", rf"/{number}\1", url)
        assert absurd != url, name
        assert client.post(absurd).status_code in (302, 404, 405, 409)
        assert client.get(absurd).status_code in (404, 405, 409)


def test_no_address_takes_a_number_of_any_length() -> None:
    """`<int:…>` lets thirty digits through to the database; `<key:…>` does not."""
    assert [address.name for address in addresses() if "<int:" in str(address.pattern.pattern)] == []


def test_a_nul_in_an_address_or_a_form_is_refused_before_any_database_sees_it(client: Client) -> None:
    for answer in (client.get("/search/", {"q": "a\0"}), client.post("/units/new/", {"name": "县\0局"})):
        assert answer.status_code == 400
        assert "请求无法识别" in answer.content.decode()
