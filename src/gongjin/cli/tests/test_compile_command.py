"""`gongjin compile` as a user calls it: the real program, its output, its messages and its exit codes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import docx
import pytest

PLAN = [
    "青禾县充电设施建设方案",
    "一、重点任务",
    "（一）加快建设。新建充电桩80个。（县发展和改革局、县住房和城乡建设局负责）",
]


def gongjin(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, without a database or any setting."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "GONGJIN"))}
    return subprocess.run(
        [sys.executable, "-m", "gongjin.cli.main", *map(str, arguments)],
        capture_output=True, encoding="utf-8", env={**kept, **environment}, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "方案.docx"
    document = docx.Document()
    for text in PLAN:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_a_plan_is_printed_as_a_tree_with_its_figures_and_units(plan: Path) -> None:
    done = gongjin("compile", plan)
    assert done.returncode == 0, done.stderr
    for words in ("青禾县充电设施建设方案", "一、重点任务", "80个", "县发展和改革局"):
        assert words in done.stdout
    assert done.stderr == ""


def test_output_to_a_pipe_has_neither_colour_nor_progress_bar(plan: Path) -> None:
    done = gongjin("compile", *[plan] * 3)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_it_is_not_wanted(plan: Path, no_color: str, coloured: bool) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen(
        [sys.executable, "-m", "gongjin.cli.main", "compile", str(plan)], stdout=theirs, env=environment
    ) as process:
        os.close(theirs)
        output = b""
        try:
            while piece := os.read(ours, 65536):
                output += piece
        except OSError:
            pass  # the end of a terminal whose other side has closed
    os.close(ours)
    assert process.returncode == 0
    assert (b"\x1b[1;36m80" in output) is coloured
    assert "80个".encode() in output.replace(b"\x1b[0m", b"")


def test_json_goes_to_standard_output_or_a_file(plan: Path, tmp_path: Path) -> None:
    printed = json.loads(gongjin("compile", plan, "--json", "-").stdout)
    assert printed["schema"] == "gongjin.plan/1"
    assert "".join(f"{line}\n" for line in PLAN) == printed["text"]
    assert gongjin("compile", plan, "--json", tmp_path / "out.json").returncode == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == printed


def test_a_word_file_and_its_text_compile_to_the_same(plan: Path, tmp_path: Path) -> None:
    text = tmp_path / "方案.txt"
    text.write_bytes("\r\n".join(PLAN).encode("gb18030"))
    assert gongjin("compile", text, "--json", "-").stdout == gongjin("compile", plan, "--json", "-").stdout


def test_a_folder_gives_a_line_of_json_a_file_or_a_file_each(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "第二份.txt").write_text("\n".join(PLAN), encoding="utf-8")
    (tmp_path / "~$方案.docx").write_bytes(b"lock")
    (tmp_path / "说明.zip").write_bytes(b"PK")
    lines = gongjin("compile", tmp_path, "--json", "-").stdout.splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["青禾县充电设施建设方案"] * 2
    folder = tmp_path / "结果"
    folder.mkdir()
    assert gongjin("compile", tmp_path, "--json", folder).returncode == 0
    assert sorted(path.name for path in folder.glob("*.json")) == ["方案.json", "第二份.json"]


def test_two_files_of_one_name_do_not_overwrite_each_other(plan: Path, tmp_path: Path) -> None:
    plan.with_suffix(".txt").write_text("\n".join(PLAN), encoding="utf-8")
    folder = tmp_path / "结果"
    folder.mkdir()
    assert gongjin("compile", plan, plan.with_suffix(".txt"), "--json", folder).returncode == 0
    assert len(list(folder.glob("*.json"))) == 2


def test_tables_are_written_and_it_is_said_where(plan: Path, tmp_path: Path) -> None:
    done = gongjin("compile", plan, "--xlsx", tmp_path / "表.xlsx", "--csv", tmp_path / "表.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("已写入") == 2
    assert (tmp_path / "表.xlsx").read_bytes().startswith(b"PK")
    assert "充电桩" in (tmp_path / "表.csv").read_text(encoding="utf-8-sig")


def test_a_refused_file_is_named_with_advice_and_the_others_are_done(plan: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "旧稿.docx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n")
    done = gongjin("compile", wrong, plan)
    assert done.returncode == 1
    assert "旧稿.docx" in done.stderr
    assert "请" in done.stderr
    assert "Traceback" not in done.stderr
    assert "80个" in done.stdout


def test_a_marked_file_leaves_no_output(tmp_path: Path) -> None:
    marked = tmp_path / "方案.txt"
    marked.write_text("\n".join(["机密★5年", *PLAN]), encoding="utf-8")
    done = gongjin("compile", marked, "--json", tmp_path / "out.json", "--csv", tmp_path / "out.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert "涉密" in done.stderr
    assert sorted(tmp_path.iterdir()) == [marked]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compile"], "缺少"), (["compile", "没有.docx"], "找不到文件"), (["compil", "x"], "没有命令"),
        (["compile", "--jsno", "-", "x"], "没有选项"), (["compile", "--json"], "缺少"), ([], "用法"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_chinese_with_code_2(arguments: list[str], message: str) -> None:
    done = gongjin(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Error" not in done.stderr


def test_an_output_that_would_overwrite_the_plan_or_cannot_be_written_is_wrong_use(plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    for target in (plan, tmp_path / "没有这个文件夹" / "out"):
        assert gongjin("compile", plan, "--csv", target).returncode == 2
    assert plan.read_bytes() == before


def test_the_help_is_in_chinese() -> None:
    done = gongjin("compile", "--help")
    assert done.returncode == 0
    assert "用法：" in done.stdout
    assert "选项：" in done.stdout
    assert not {"Usage", "Options", "Show"} & set(done.stdout.replace(":", " ").split())


@pytest.mark.parametrize("name", ["compile", "lint"])
def test_no_django_and_no_database_code_is_loaded(plan: Path, name: str) -> None:
    probe = (
        "import sys; from gongjin.cli.main import run; run(sys.argv[1:]); "
        "heavy = {'django', 'openpyxl', 'sqlite3', 'cn2an'}; "
        "print('LOADED', sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, name, str(plan)], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_a_reader_that_has_enough_is_no_error(plan: Path) -> None:
    head = f"{sys.executable} -m gongjin.cli.main compile {' '.join([str(plan)] * 200)} | head -1"
    done = subprocess.run(["bash", "-c", head], capture_output=True, encoding="utf-8", timeout=120, check=True)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
