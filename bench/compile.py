"""How fast a plan is compiled: against only reading the same .docx with python-docx, and with how much memory.

    python bench/compile.py [--small]

The plans are composed on the spot from words of no real place. Last line: one JSON object.
    ratio_plan, ratio_long  (read + compile) / (python-docx opens the file and takes its paragraphs' texts); goal <= 2
    docs_per_s              plans of usual size compiled a second, in one process
    peak_mb                 the most memory of a process that compiles the long plan, all of Python included
    startup_s               `gongjin compile PLAN`, from call to end
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document

SEED = 7
GOAL = 2.0
TIMES, TIMES_SMALL = 100, 10
"""How many times as long the long plan is."""
NUMERALS = "一二三四五六七八九十"
UNITS = ("发展和改革局", "财政局", "水利局", "农业农村局", "交通运输局", "教育局", "卫生健康局", "林业局", "商务局")
WORKS = ("渠道整修", "村级卫生室", "充电桩", "农村公路", "高标准农田", "污水管网", "标准化学校", "冷链仓库", "路灯")
VERBS = ("新建", "改造", "完成", "整修", "建成", "新增")
MEASURES = ("公里", "所", "个", "万亩", "座", "家", "处")
PHRASES = (
    "健全部门会商和信息通报制度，及时研究解决推进中的困难",
    "严格落实《青禾县项目建设管理办法》，加强全过程监督",
    "推进“一村一品”提质行动，带动农户就近就业",
    "力争群众满意度达到95%以上，确保安全生产零事故",
    "加强宣传引导，营造良好氛围",
    "到2026年底，全县覆盖率提高3.5个百分点左右",
)

PROBE = """
import sys
from pathlib import Path
from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document
compile_document(read_document(Path(sys.argv[1]).read_bytes()))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def plan_texts(length: int, seed: int = SEED) -> list[str]:
    """The paragraphs of a plan `length` times as long as a usual one (about 3,000 characters, 12 tasks)."""
    choose = random.Random(seed)
    texts = ["附件1", "青禾县重点工作推进实施方案", "为推动全县各项工作落地见效，制定本方案。", "一、总体要求"]
    texts += ["坚持目标导向，力争全年地区生产总值增长6.5%左右。", "二、重点任务"]
    for part in range(3 * length):
        texts.append(f"（{_numeral(part + 1)}）推进{choose.choice(WORKS)}建设")
        texts += [_task(number, choose) for number in range(1, 5)]
    texts += ["三、保障措施", "成立青禾县重点工作推进专班，由县政府分管副县长任召集人，办公室设在县发展和改革局。"]
    return texts


def _task(number: int, choose: random.Random) -> str:
    figures = "，".join(
        f"{choose.choice(VERBS)}{choose.choice(WORKS)}{choose.randint(2, 90)}{choose.choice(MEASURES)}以上"
        for _figure in range(choose.randint(1, 3))
    )
    words = "。".join(choose.sample(PHRASES, 3))
    units = "、".join(f"县{unit}" for unit in choose.sample(UNITS, choose.randint(1, 4)))
    return f"{number}.推进{choose.choice(WORKS)}提升。{figures}。{words}。（{units}等负责）"


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


def word_file(texts: list[str]) -> bytes:
    """The .docx of plain paragraphs that python-docx writes."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


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
    short, long = word_file(plan_texts(1)), word_file(plan_texts(times))
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
