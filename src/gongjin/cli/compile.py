"""`gongjin compile`: what a plan says, as a tree, JSON, workbook or CSV. No database, no Django."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from gongjin.cli.batch import compile_all
from gongjin.cli.output import Compiled, chosen, files_argument, heading, out, save
from gongjin.cli.tree import MUTED, Outline, summary
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.serialise import dumps
from gongjin.core.texts import gettext as _

Plans = list[tuple[Path, CompiledPlan]]


@click.command(
    "compile",
    short_help=_("编译方案文件，显示任务、目标与责任单位。"),
    help=_("编译方案文件（Word、PDF、OFD 等；可以是多个文件或文件夹），把任务、举措、量化目标、责任单位显示为一棵树。"),
)
@files_argument
@click.option(
    "--json",
    "json_to",
    metavar=_("路径"),
    help=_("写成 JSON；“-”为标准输出，多个文件时每行一个，或写进文件夹（各核并行，中断后可接着做）。"),
)
@click.option("--xlsx", "xlsx_to", metavar=_("路径"), type=click.Path(path_type=Path), help=_("写成 Excel 工作簿。"))
@click.option(
    "--csv", "csv_to", metavar=_("路径"), type=click.Path(path_type=Path), help=_("写成 CSV（Excel 可直接打开）。")
)
def command(files: tuple[Path, ...], json_to: str | None, xlsx_to: Path | None, csv_to: Path | None) -> int:
    """Compile files and put the result where it is wanted; 1 when a file was refused."""
    paths = chosen(files)
    if json_to not in (None, "-") and len(paths) > 1 and xlsx_to is None and csv_to is None:
        folder = _folder(Path(str(json_to)))
        return 1 if compile_all(paths, [_stem(path, paths) for path in paths], folder) else 0
    compiled = Compiled(files)
    table = xlsx_to is not None or csv_to is not None
    kept: Plans = []
    for path, plan in compiled:
        if json_to is not None:
            _json(path, plan, json_to, compiled.paths)
        elif not table:
            _tree(path, plan, len(compiled.paths) > 1)
        if table:
            kept.append((path, plan))
    for target, maker in ((xlsx_to, "workbook"), (csv_to, "comma_separated")):
        if target is not None and kept:
            save(target, _table(maker, kept), compiled.paths)
    return 1 if compiled.refused else 0


def _tree(path: Path, plan: CompiledPlan, several: bool) -> None:
    console = out()
    if several:
        heading(path)
    console.print(Outline(plan).tree())
    console.print(summary(plan), style=MUTED)


def _json(path: Path, plan: CompiledPlan, target: str, inputs: Sequence[Path]) -> None:
    text = dumps(plan).rstrip("\n") + "\n"
    if target == "-":
        if len(inputs) > 1:
            # One line a plan, so that a program can read them one after the other; no string in JSON holds a line feed.
            text = text.replace("\n", "") + "\n"
        sys.stdout.buffer.write(text.encode())
    elif Path(target).is_dir():
        save(Path(target) / f"{_stem(path, inputs)}.json", text.encode(), inputs)
    else:
        save(Path(target), text.encode(), inputs)


def _folder(path: Path) -> Path:
    """The folder of the results, made if it is not there; raises `click.UsageError` where it cannot be."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise click.UsageError(_("有多个文件，--json 须指向一个文件夹，或用“-”。")) from error
    return path


def _stem(path: Path, inputs: Sequence[Path]) -> str:
    """The name of a result: the file's own, with its ending and a number where another file has the same."""
    twins = [other for other in inputs if other.stem == path.stem]
    if len(twins) == 1:
        return path.stem
    return f"{path.name}-{twins.index(path) + 1}"


def _table(maker: str, plans: Plans) -> bytes:
    # Loaded by name, and only now: openpyxl takes longer to import than a plan to compile.
    make: Callable[[Sequence[tuple[str, CompiledPlan]]], bytes] = getattr(
        importlib.import_module("gongjin.cli.table"), maker
    )
    return make([(path.name, plan) for path, plan in plans])
