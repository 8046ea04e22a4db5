"""Files on pages: handed in several at once, fetched so that no browser runs them, revoked with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.evidence.actions import AddEvidence, RevokeEvidence, files
from gongjin.evidence.models import Evidence
from gongjin.evidence.tests.conftest import user
from gongjin.evidence.tests.samples import PDF, png, word
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, Unit, User

JSON = {"Accept": "application/json"}


def sent(*named: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"files": [SimpleUploadedFile(name, data) for name, data in named]}


def test_each_file_is_taken_or_refused_by_itself(as_reporter: Client, water: Unit) -> None:
    answer = as_reporter.post(
        reverse("evidence:upload"), sent(("批复.pdf", PDF), ("工具.exe", b"MZ"), ("现场.png", png())), headers=JSON
    )
    assert answer.status_code == 200
    assert [item["name"] for item in answer.json()["taken"]] == ["批复.pdf", "现场.png"]
    assert [item["name"] for item in answer.json()["refused"]] == ["工具.exe"]
    assert "程序、脚本或网页" in answer.json()["refused"][0]["message"]
    assert {item.unit for item in Evidence.objects.all()} == {water}
    assert list(verify()) == []


def test_nothing_is_kept_of_what_is_refused(as_reporter: Client, home: Path) -> None:
    answer = as_reporter.post(reverse("evidence:upload"), sent(("批复.pdf", png())), headers=JSON)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    assert [path for path in (home / "evidence").rglob("*") if path.is_file()] == []
    assert as_reporter.post(reverse("evidence:upload"), headers=JSON).status_code == 422


def test_what_is_fetched_is_saved_and_never_run(as_office: Client, county: Jurisdiction) -> None:
    made = run(AddEvidence(county, '批复 1".pdf', PDF), actor=SystemActor())
    answer = as_office.get(reverse("evidence:download", args=[made.public_id]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E6%89%B9%E5%A4%8D%201%22.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "private" in answer["Cache-Control"]


def test_a_page_shows_pictures_in_place_and_nothing_else(as_office: Client, county: Jurisdiction) -> None:
    picture = run(AddEvidence(county, "现场.png", png()), actor=SystemActor())
    paper = run(AddEvidence(county, "批复.pdf", PDF), actor=SystemActor())
    shown = as_office.get(reverse("evidence:picture", args=[picture.public_id]))
    assert (shown["Content-Type"], shown["Content-Security-Policy"]) == ("image/png", "default-src 'none'; sandbox")
    assert as_office.get(reverse("evidence:picture", args=[paper.public_id])).status_code == 404
    run(RevokeEvidence("不是现场"), actor=SystemActor(), on=picture)
    assert as_office.get(reverse("evidence:picture", args=[picture.public_id])).status_code == 404


def test_a_reporter_sees_files_of_the_own_unit_and_of_the_office(
    as_reporter: Client, as_office: Client, county: Jurisdiction, water: Unit, schools: Unit
) -> None:
    made = {
        name: run(AddEvidence(county, name, PDF, unit=unit), actor=SystemActor())
        for name, unit in (("水利.pdf", water), ("教育.pdf", schools), ("专班.pdf", None))
    }
    page = as_reporter.get(reverse("evidence:list")).content.decode()
    assert [name in page for name in made] == [True, False, True]
    everything = as_office.get(reverse("evidence:list")).content.decode()
    assert all(name in everything for name in made)
    theirs = made["教育.pdf"].public_id
    for address in ("download", "picture", "revoke"):
        assert as_reporter.get(reverse(f"evidence:{address}", args=[theirs])).status_code == 404


def test_an_administrator_of_the_system_sees_no_evidence(county: Jurisdiction) -> None:
    made = run(AddEvidence(county, "批复.pdf", PDF), actor=SystemActor())
    client = Client()
    client.force_login(user(county, "root", "administrator"))
    assert client.get(reverse("evidence:list")).status_code == 403
    assert client.get(reverse("evidence:download", args=[made.public_id])).status_code == 403
    assert client.post(reverse("evidence:upload"), sent(("批复.pdf", PDF))).status_code == 403


def test_a_file_is_revoked_with_a_reason_once(as_reporter: Client, county: Jurisdiction, water: Unit) -> None:
    made = run(AddEvidence(county, "批复.pdf", PDF, unit=water), actor=SystemActor())
    address = reverse("evidence:revoke", args=[made.public_id])
    assert as_reporter.get(address).status_code == 200
    refused = as_reporter.post(address, {"why": "  "})
    assert refused.status_code == 422
    assert "请写明撤销原因" in refused.content.decode()
    assert as_reporter.post(address, {"why": "传错了文件"}).status_code == 302
    made.refresh_from_db()
    assert (made.audit_state, made.revoked_why) == ("revoked", "传错了文件")
    assert as_reporter.post(address, {"why": "再来"}).status_code == 409
    assert as_reporter.get(reverse("evidence:download", args=[made.public_id])).content == PDF


def test_who_may_not_and_when_not(county: Jurisdiction, water: Unit, schools: Unit, reporter: User) -> None:
    theirs = run(AddEvidence(county, "教育.pdf", PDF, unit=schools), actor=SystemActor())
    with pytest.raises(NotAllowed):
        run(RevokeEvidence("越权"), actor=actor_of(reporter), on=theirs)
    with pytest.raises(NotAllowed):
        run(AddEvidence(county, "冒名.pdf", PDF, unit=schools), actor=actor_of(reporter))
    with pytest.raises(NotAllowed):
        run(AddEvidence(county, "x.pdf", PDF), actor=actor_of(user(county, "root", "administrator")))
    run(RevokeEvidence("传错"), actor=SystemActor(), on=theirs)
    with pytest.raises(WrongState):
        run(RevokeEvidence("再撤"), actor=SystemActor(), on=theirs)
    with pytest.raises(Invalid):
        run(AddEvidence(county, "..", PDF), actor=SystemActor())
    assert Evidence.objects.count() == 1


def test_it_proved_something_between_being_handed_in_and_revoked(county: Jurisdiction) -> None:
    before = clock.now()
    made = run(AddEvidence(county, "批复.pdf", PDF), actor=SystemActor())
    between = clock.now()
    made = run(RevokeEvidence("失效"), actor=SystemActor(), on=made)
    assert [made.holds_at(moment) for moment in (before, between, clock.now())] == [False, True, False]


def test_bytes_that_changed_on_disk_are_not_handed_out(as_office: Client, county: Jurisdiction) -> None:
    made = run(AddEvidence(county, "批复.pdf", PDF), actor=SystemActor())
    files().path(made.digest).write_bytes(b"other")
    answer = as_office.get(reverse("evidence:download", args=[made.public_id]))
    assert answer.status_code == 422
    assert "缺失或已损坏" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_fifty_files_as_for_two(
    as_office: Client, county: Jurisdiction, water: Unit, django_assert_num_queries: Callable[[int], object]
) -> None:
    counted = []
    for number in (2, 48):
        for n in range(number):
            run(AddEvidence(county, f"{number}-{n}.pdf", PDF, unit=water), actor=SystemActor())
        with django_assert_num_queries(7) as seen:  # type: ignore[attr-defined]
            as_office.get(reverse("evidence:list"))
        counted.append(len(seen))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("说明.txt", "机密★\n\n关于渡口改造的说明\n工程已完工。\n".encode()),
        ("说明.txt", "内部资料，注意保存\n\n渡口改造台账\n".encode("gb18030")),
        ("【秘密】说明.pdf", PDF),
        ("批复.docx", word("秘密★1年", "关于渡口改造的批复", "同意实施。")),
    ],
)
def test_a_file_with_a_mark_of_secrecy_is_refused_before_anything_is_kept(
    as_reporter: Client, home: Path, name: str, data: bytes
) -> None:
    answer = as_reporter.post(reverse("evidence:upload"), sent((name, data)), headers=JSON)
    assert answer.status_code == 422
    assert "未保存任何内容" in answer.json()["refused"][0]["message"]
    assert not Evidence.objects.exists()
    assert [path for path in (home / "evidence").rglob("*") if path.is_file()] == []


def test_a_text_about_secrecy_is_an_ordinary_text(as_reporter: Client) -> None:
    files = sent(("保密工作小结.txt", "保密教育开展情况\n组织学习保密法，全年没有发生泄密事件。\n".encode()))
    assert as_reporter.post(reverse("evidence:upload"), files, headers=JSON).status_code == 200
