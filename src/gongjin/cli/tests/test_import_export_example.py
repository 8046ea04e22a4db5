"""`gongjin import`, `export` and `example`, as scripts use them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from gongjin.audit.verify import verify
from gongjin.cli.main import run
from gongjin.ledger.models import Plan, PlanVersion, Reading, Responsibility
from gongjin.people.models import Jurisdiction, Post, Unit, UnitKind, User
from gongjin.tracking.models import Outline

PLAN = """安河县农村供水提升行动方案

为改善农村供水条件，制定本方案。
一、工作目标
2025年，全县农村自来水普及率达到92%以上。
二、工作任务
（一）建设供水工程
1.新建水厂。新建水厂2座，改造供水管网35公里。（县水利局、县财政局负责）
2.管护水源。每月对水源地巡查一次，水质抽检合格率不低于98%。（县水利局负责）
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_import_prints_the_code_and_leaves_the_plan_in_review(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(file), "--government", "安河县"]) == 0
    assert capsys.readouterr().out == "2025\n"
    assert PlanVersion.objects.get().state == "review"
    assert Jurisdiction.objects.get().name == "安河县"


def test_import_and_publish_makes_a_ledger_and_a_directory(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(file), "--publish"]) == 0
    assert capsys.readouterr().out == "2025\n"
    assert PlanVersion.objects.get().state == "published"
    assert Reading.objects.filter(row__kind="target").count() >= 4
    assert {unit.name for unit in Unit.objects.all()} == {"县水利局", "县财政局"}
    assert not Responsibility.objects.filter(unit=None).exists()
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "空"), ("机密★一年\n一、目标\n修路3公里。\n".encode(), "密级"), ("随手写的一句话。\n".encode(), "编号")],
)
def test_a_refused_file_ends_with_1_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, words: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert run(["import", str(path), "--publish"]) == 1
    output = capsys.readouterr()
    assert output.out == "" and words in output.err and "Traceback" not in output.err
    assert not Plan.objects.exists()


def test_a_plan_imported_twice_ends_with_1_and_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(file)]) == 0
    assert run(["import", str(file)]) == 1
    assert "2025《安河县农村供水提升行动方案》" in capsys.readouterr().err
    assert Plan.objects.count() == 1


def test_a_file_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "/nowhere.txt"]) == 2
    assert "找不到文件" in capsys.readouterr().err


def test_export_gives_every_row_with_exact_figures(file: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["import", str(file), "--publish"])
    capsysbinary.readouterr()
    assert run(["export", "2025"]) == 0
    data = json.loads(capsysbinary.readouterr().out)
    assert data["schema"] == "gongjin.ledger/1"
    assert data["plan"]["code"] == "2025"
    pipes = next(row for row in data["rows"] if row["kind"] == "target" and row["target"]["unit"] == "公里")
    assert (pipes["target"]["value"], pipes["origin"], pipes["code"].startswith("2025-2.1.1-T")) == ("35", "plan", True)
    task = next(row for row in data["rows"] if row["code"] == "2025-2.1.1")
    assert [item["unit"]["name"] for item in task["responsibilities"]] == ["县水利局", "县财政局"]
    assert len(data["rows"]) == Reading.objects.count()


def test_export_writes_a_workbook_and_a_csv_of_the_same_rows(file: Path, tmp_path: Path) -> None:
    run(["import", str(file), "--publish"])
    book, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
    assert run(["export", "2025", "--xlsx", str(book), "--csv", str(text)]) == 0
    rows = list(csv.reader(io.StringIO(text.read_text("utf-8-sig"))))
    assert len(rows) == Reading.objects.count() + 1
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None and sheet.max_row >= len(rows)


@pytest.mark.parametrize("code", ["2025", "1999"])
def test_there_is_nothing_to_export_of_an_unknown_or_unpublished_plan(
    file: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    run(["import", str(file)])
    capsys.readouterr()
    assert run(["export", code]) == 1
    output = capsys.readouterr()
    assert output.out == "" and output.err


def test_the_example_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["example"]) == 0
    plans = Plan.objects.order_by("pk")
    assert [plan.state for plan in plans] == ["published", "review"]
    assert not Responsibility.objects.filter(unit=None, is_class=False).exists()
    townships = Unit.objects.filter(kind=UnitKind.TOWNSHIP).values_list("name", flat=True)
    assert {str(shape["name"]) for shape in Outline.objects.get().shapes} == set(townships)
    tables = (Plan, Unit, User, Post, Outline)
    counts = [table.objects.count() for table in tables]
    assert run(["example"]) == 0
    assert [table.objects.count() for table in tables] == counts
    assert "演示数据" in Jurisdiction.objects.get().name
    assert list(verify()) == []
