"""How fast a plan is compiled: against only reading the same .docx with python-docx, and with how much memory.

    python bench/compile.py [--small]

The plan is the shipped example (a fictional county's), typed as county offices type: a paragraph in several runs, each
with its fonts. The long plan has its layout and the patterns of its sentences; figures, units, works and places are
drawn anew for each sentence, so that hardly any stands twice. Last line: one JSON object.
    ratio_plan, ratio_long  (read + compile) / (python-docx opens the file and takes its paragraphs' texts); goal <= 2
    docs_per_s              plans of usual size compiled a second, in one process
    peak_mb                 the most memory of a process that compiles the long plan, all of Python included
    startup_s               `gongjin compile PLAN`, from call to end
"""

from __future__ import annotations

import argparse
import copy
import gc
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph

from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "禾川县城乡共进实施方案.docx"
SEED = 7
GOAL = 2.0
TIMES, TIMES_SMALL = 100, 10
"""How many times as long the long plan is."""
RUN = 33
"""Characters in a run, on average, as in the example."""
NUMERALS = "一二三四五六七八九十"
SYLLABLES = "云溪石桥鹤鸣岭门冲禾川青枫柏松梅兰竹白沙金银铜铁东西南北上下大小新老双龙凤凰马羊牛长清明月星河湖"
"""Any two make the name of a place."""
UNITS = (
    "发展和改革局", "财政局", "水利局", "农业农村局", "交通运输局", "教育局", "卫生健康局", "林业局", "商务局",
    "公安局", "自然资源局", "住房和城乡建设局", "城市管理局", "文化旅游广电体育局", "工业和信息化局",
    "人力资源和社会保障局", "城乡建设投资有限公司", "茶叶产业发展中心",
)  # fmt: skip
WORKS = (
    "渠道", "卫生室", "充电桩", "农村公路", "高标准农田", "污水管网", "学校", "冷链仓库", "路灯", "水库", "茶园",
    "竹木加工园", "老旧小区", "停车场", "幼儿园", "养老服务中心", "文化站", "垃圾中转站", "通信基站", "林道",
)  # fmt: skip
SENTENCE = re.compile("[^。]+。")
TASK = re.compile(r"　*[0-9]\.([^。]+。)(.+。)（[^（）]+负责）")
FIGURE = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?![0-9.年—G])")
WORK = re.compile(
    "山区|水库|流域|公路|路基|河流|矿山|森林|林业|茶叶|茶园|茶产业|高山茶|竹木|竹产业|企业|农田|梯田|村落|养老|学校|"
    "幼儿园|宿舍|卫生室|卫生院|物流|充电|基站|管网|公共厕所|项目|宅基地|产业链|合作班|乡镇|县域|县城|老城|清单|用地|"
    "候鸟|植被|水源|面源污染|总磷|磷|短板|特色基地|集群|农村产权|土地|人员|农技专家|排水|农业转移人口|排名|供水|"
    "网格|乡村|配电|电网|政策|月份|山体|一策|病|行为"
)
"""Nouns of the example that others take the place of, so that hardly any clause stands twice."""

PROBE = """
import sys
from pathlib import Path
from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document
compile_document(read_document(Path(sys.argv[1]).read_bytes()))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def long_plan(times: int, seed: int = SEED) -> bytes:
    """The .docx of a plan about `times` as long as the example, of tasks with its layout and no sentence of its own."""
    choose = random.Random(seed)
    document = docx.Document(str(EXAMPLE))
    tasks = [paragraph for paragraph in document.paragraphs if TASK.fullmatch(paragraph.text)]
    part = next(paragraph for paragraph in document.paragraphs if paragraph.text.strip("　").startswith("（一）"))
    patterns = [SENTENCE.findall(found.group(2)) for each in tasks if (found := TASK.fullmatch(each.text))]
    wanted = (times - 1) * sum(len(paragraph.text) for paragraph in document.paragraphs)
    last, written, number = tasks[-1], 0, 3
    while written < wanted:
        number += 1
        made = [f"（{_numeral(number)}）推进{_place(choose)}{choose.choice(WORKS)}建设"]
        made += [f"{task}.{_task(choose, patterns)}" for task in range(1, 6)]
        for template, text in zip([part, *choose.sample(tasks, 5)], made, strict=True):
            last = _typed(last, template, _pieces(choose, text))
            written += len(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _task(choose: random.Random, patterns: list[list[str]]) -> str:
    """A title, as many sentences as one of the example's tasks has, and who answers."""
    sentences = "".join(_changed(choose, choose.choice(choose.choice(patterns))) for _each in choose.choice(patterns))
    units = "、".join(f"县{unit}" for unit in choose.sample(UNITS, choose.randint(1, 5)))
    return f"提升{_place(choose)}{choose.choice(WORKS)}。{sentences}（{units}等负责）"


def _changed(choose: random.Random, sentence: str) -> str:
    """A sentence with other figures, and about other works at other places."""
    sentence = WORK.sub(lambda _found: _place(choose) + choose.choice(WORKS), sentence)
    return FIGURE.sub(lambda _found: str(choose.randint(2, 999)), sentence)


def _place(choose: random.Random) -> str:
    return "".join(choose.sample(SYLLABLES, 2))


def _pieces(choose: random.Random, text: str) -> Iterator[str]:
    """The text cut anywhere, as editing leaves it in a file."""
    start = 0
    while start < len(text):
        end = start + choose.randint(1, 2 * RUN)
        yield text[start:end]
        start = end


def _typed(after: Paragraph, template: Paragraph, pieces: Iterator[str]) -> Paragraph:
    """A paragraph below another, with the layout and fonts of a template, one run a piece."""
    element = copy.deepcopy(template._p)
    after._p.addnext(element)
    paragraph = Paragraph(element, after._parent)
    first, *others = paragraph.runs
    for run in others:
        element.remove(run._r)
    first.text = next(pieces)
    for piece in pieces:
        run = paragraph.add_run(piece)
        if first._r.rPr is not None:
            run._r.insert(0, copy.deepcopy(first._r.rPr))
    return paragraph


def _numeral(number: int) -> str:
    """1 to 999 in Chinese numerals."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{NUMERALS[hundreds - 1]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else NUMERALS[tens - 1]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (NUMERALS[ones - 1] if ones else "")


def ours(data: bytes) -> None:
    """What is measured."""
    compile_document(read_document(data))


def theirs(data: bytes) -> None:
    """What it is measured against."""
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        _ = paragraph.text


def seconds(work: Callable[[bytes], None], data: bytes) -> float:
    """One run's time, from a clean heap."""
    gc.collect()
    start = time.perf_counter()
    work(data)
    return time.perf_counter() - start


def ratio(data: bytes, rounds: int) -> tuple[float, float, float]:
    """The best times of both, in seconds, taken turn about so that a busy machine hurts both; and their ratio."""
    for work in (ours, theirs):
        work(data)
    pairs = [(seconds(ours, data), seconds(theirs, data)) for _round in range(rounds)]
    mine, other = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return mine, other, mine / other


def per_second(data: bytes, duration: float) -> float:
    """Plans compiled a second, over so many seconds."""
    count, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < duration:
        ours(data)
        count += 1
    return count / passed


def peak_mb(path: Path) -> float:
    """The high-water mark of a process of its own (its parent's memory does not count)."""
    done = subprocess.run([sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def startup_s(path: Path, rounds: int) -> float:
    """The best time of the whole command on a plan of usual size."""
    best = float("inf")
    for _round in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "gongjin.cli.main", "compile", str(path)], stdout=subprocess.DEVNULL, check=True
        )
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory of the compiler.")
    parser.add_argument("--small", action="store_true", help="a shorter run, for every push")
    small = parser.parse_args().small
    times = TIMES_SMALL if small else TIMES
    short, long = EXAMPLE.read_bytes(), long_plan(times)
    print(f"plan: {len(short)} bytes; long plan: {times} times its text, {len(long)} bytes")

    mine, other, ratio_plan = ratio(short, 10 if small else 50)
    print(f"plan:      compile {mine * 1e3:8.1f} ms   python-docx reads {other * 1e3:8.1f} ms   ratio {ratio_plan:.2f}")
    mine, other, ratio_long = ratio(long, 3 if small else 5)
    print(f"long plan: compile {mine * 1e3:8.1f} ms   python-docx reads {other * 1e3:8.1f} ms   ratio {ratio_long:.2f}")
    docs_per_s = per_second(short, 1 if small else 5)
    print(f"{docs_per_s:.0f} plans a second")
    with tempfile.TemporaryDirectory() as folder:
        short_file, long_file = Path(folder, "plan.docx"), Path(folder, "long.docx")
        short_file.write_bytes(short)
        long_file.write_bytes(long)
        peak, startup = peak_mb(long_file), startup_s(short_file, 3 if small else 7)
    print(f"long plan: at most {peak:.0f} MB; `gongjin compile` takes {startup:.2f} s")
    reached = max(ratio_plan, ratio_long) <= GOAL
    print(f"goal (ratios at most {GOAL:g}): {'reached' if reached else 'missed'}")
    result = {
        "ratio_plan": round(ratio_plan, 3),
        "ratio_long": round(ratio_long, 3),
        "docs_per_s": round(docs_per_s, 1),
        "peak_mb": round(peak, 1),
        "startup_s": round(startup, 3),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
