"""`gongjin diff`: what changed from one version of a plan to the next. No database, no Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from gongjin.cli.output import Compiled, out
from gongjin.compiler.compare.plans import DateChange, Fate, TaskChange, UnitChange, compare
from gongjin.compiler.compare.turns import TargetChange, Turn
from gongjin.compiler.plan import Target
from gongjin.core.texts import gettext as _

_BOTH = 2
_STYLES = {
    Fate.KEPT: "dim", Fate.MOVED: "cyan", Fate.REWORDED: "yellow", Fate.SPLIT: "magenta", Fate.MERGED: "magenta",
    Fate.DROPPED: "red", Fate.NEW: "green",
}  # fmt: skip


def fate_name(fate: Fate) -> str:
    """What became of a task, in Chinese."""
    return {
        Fate.KEPT: _("未变"), Fate.MOVED: _("移位"), Fate.REWORDED: _("改写"), Fate.SPLIT: _("拆分"),
        Fate.MERGED: _("合并"), Fate.DROPPED: _("删去"), Fate.NEW: _("新增"),
    }[fate]  # fmt: skip


def turn_name(turn: Turn) -> str:
    """What became of a target, in Chinese."""
    return {
        Turn.TIGHTER: _("目标加严"), Turn.LOOSER: _("目标放宽"), Turn.CHANGED: _("目标改变"),
        Turn.DROPPED: _("目标删去"), Turn.NEW: _("目标新增"),
    }[turn]  # fmt: skip


def role_name(role: str) -> str:
    """A role in Chinese."""
    return {"lead": _("牵头"), "responsible": _("责任"), "cooperate": _("配合"), "supervise": _("督办")}[role]


@click.command(
    "diff",
    short_help=_("比较方案的两个版本：任务、目标、责任单位改了什么。"),
    help=_("比较方案的两个版本：哪些任务保留、移位、改写、拆分、合并、删去或新增，目标加严还是放宽，单位有进有出。"),
)
@click.argument("old", metavar=_("旧版"), type=click.Path(path_type=Path))
@click.argument("new", metavar=_("新版"), type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出到标准输出。"))
@click.option("--all", "everything", is_flag=True, help=_("没有变化的任务也列出来。"))
def command(old: Path, new: Path, as_json: bool, everything: bool) -> int:
    """Print the changes; 1 where there are any, or a file was refused."""
    compiled = Compiled((old, new))
    plans = [plan for _path, plan in compiled]
    if len(plans) < _BOTH:
        if not compiled.refused:
            raise click.UsageError(_("请给出两个不同的文件。"))
        return 1
    changes = compare(plans[0], plans[1])
    if as_json:
        sys.stdout.write(json.dumps([_as_json(change) for change in changes], ensure_ascii=False, indent=1) + "\n")
    else:
        report(changes, everything=everything)
    return 1 if any(change.differs for change in changes) else 0


def report(changes: Sequence[TaskChange], *, everything: bool) -> None:
    """Print what changed, task by task, and the counts."""
    console = out()
    for change in changes:
        if everything or change.differs:
            _task(console, change)
    counts = [(fate_name(fate), sum(1 for change in changes if change.fate is fate)) for fate in Fate]
    console.print("、".join(f"{name} {count}" for name, count in counts if count), style="dim")


def _task(console: Console, change: TaskChange) -> None:
    line = Text(f"{fate_name(change.fate)}　", style=_STYLES[change.fate])
    for section in (change.old, change.new):
        if section is not None and (section is change.old or change.old is None or _renamed(change)):
            line.append(" → " if section is change.new and change.old is not None else "", style="dim")
            line.append(f"{section.label}{section.title}", style="default")
    console.print(line)
    for target in change.targets:
        console.print(f"    {turn_name(target.turn)}　{_target_words(target)}", markup=False)
    for unit in change.units:
        console.print(f"    {_unit_words(unit)}", markup=False)
    if change.dates is not None:
        console.print(f"    {_date_words(change.dates)}", markup=False)


def _renamed(change: TaskChange) -> bool:
    return (
        change.old is not None
        and change.new is not None
        and (change.old.label + change.old.title) != (change.new.label + change.new.title)
    )


def _target_words(change: TargetChange) -> str:
    return " → ".join(row.text for row in (change.old, change.new) if row is not None)


def _unit_words(change: UnitChange) -> str:
    if change.old is None:
        return _("单位增加　%(unit)s（%(role)s）") % {"unit": change.unit, "role": role_name(change.new or "")}
    if change.new is None:
        return _("单位减少　%(unit)s（%(role)s）") % {"unit": change.unit, "role": role_name(change.old)}
    return _("角色改变　%(unit)s（%(old)s → %(new)s）") % {
        "unit": change.unit, "old": role_name(change.old), "new": role_name(change.new),
    }  # fmt: skip


def _date_words(change: DateChange) -> str:
    none = _("未写明")
    return _("时限改变　%(old)s → %(new)s") % {
        "old": "、".join(change.old) or none, "new": "、".join(change.new) or none,
    }  # fmt: skip


def _as_json(change: TaskChange) -> dict[str, object]:
    return {
        "fate": change.fate.value,
        "score": change.score,
        "old": None
        if change.old is None
        else {"id": change.old.id, "label": change.old.label, "title": change.old.title},
        "new": None
        if change.new is None
        else {"id": change.new.id, "label": change.new.label, "title": change.new.title},
        "targets": [
            {"turn": row.turn.value, "old": _target_json(row.old), "new": _target_json(row.new)}
            for row in change.targets
        ],
        "units": [{"unit": row.unit, "old": row.old, "new": row.new} for row in change.units],
        "dates": None if change.dates is None else {"old": list(change.dates.old), "new": list(change.dates.new)},
    }


def _target_json(target: Target | None) -> dict[str, object] | None:
    if target is None:
        return None
    return {
        "metric": target.metric,
        "comparator": target.comparator.value,
        "value": str(target.value),
        "unit": target.unit,
        "strength": target.strength.value,
        "period": target.period,
        "text": target.text,
    }
