"""版本比较: what changed from one version of a plan to the next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongjin.compiler.compare.plans import Fate, TaskChange, UnitChange, compare
from gongjin.compiler.compare.turns import TargetChange, Turn
from gongjin.compiler.plan import Section
from gongjin.ledger.models import PlanVersion
from gongjin.ledger.queries.compiled import compiled_plan
from gongjin.ledger.views.access import imports, plan_of

_TWO = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One change inside a task: what sort, the words before and after (empty where there are none)."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task that differs (or, if all are wanted, does not)."""

    fate: str
    name: str
    old: str
    new: str
    lines: list[Line]


def fate_name(fate: Fate) -> str:
    """What became of a task, in the user's language."""
    return {
        Fate.KEPT: _("未变"), Fate.MOVED: _("移位"), Fate.REWORDED: _("改写"), Fate.SPLIT: _("拆分"),
        Fate.MERGED: _("合并"), Fate.DROPPED: _("删去"), Fate.NEW: _("新增"),
    }[fate]  # fmt: skip


def turn_name(turn: Turn) -> str:
    """What became of a target, in the user's language."""
    return {
        Turn.TIGHTER: _("目标加严"), Turn.LOOSER: _("目标放宽"), Turn.CHANGED: _("目标改变"),
        Turn.DROPPED: _("目标删去"), Turn.NEW: _("目标新增"),
    }[turn]  # fmt: skip


@require_GET
def versions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Two versions of a plan: those asked for by number, else the two newest that were not given up."""
    plan = plan_of(request, public_id)
    unseen = {"discarded"} if imports(request) else {"discarded", "review"}
    offered = list(plan.versions.exclude(state__in=unseen).order_by("-number"))
    everything = request.GET.get("all") == "1"
    context: dict[str, object] = {"plan": plan, "offered": offered, "everything": everything}
    if len(offered) >= _TWO:
        old, new = _chosen(request, offered)
        changes = compare(compiled_plan(old), compiled_plan(new))
        counts = [(fate, sum(change.fate is fate for change in changes)) for fate in Fate]
        context |= {
            "old": old,
            "new": new,
            "counts": [(fate.value, fate_name(fate), count) for fate, count in counts if count],
            "tasks": [_task(change) for change in changes if everything or change.differs],
        }
    return render(request, "ledger/compare/page.html", context)


def _chosen(request: HttpRequest, offered: list[PlanVersion]) -> tuple[PlanVersion, PlanVersion]:
    by_number = {str(version.number): version for version in offered}
    asked = request.GET.get("old", ""), request.GET.get("new", "")
    if any(asked) and not all(number in by_number for number in asked):
        raise Http404
    old, new = (by_number[number] for number in asked) if all(asked) else (offered[1], offered[0])
    return (old, new) if old.number <= new.number else (new, old)


def _task(change: TaskChange) -> Task:
    lines = [_target(target) for target in change.targets] + [_unit(unit) for unit in change.units]
    if change.dates is not None:
        lines.append(Line(_("时限改变"), "、".join(change.dates.old), "、".join(change.dates.new)))
    return Task(change.fate.value, fate_name(change.fate), _heading(change.old), _heading(change.new), lines)


def _heading(section: Section | None) -> str:
    return "" if section is None else f"{section.label}{section.title}".replace("\u2028", " ")


def _target(change: TargetChange) -> Line:
    return Line(turn_name(change.turn), change.old.text if change.old else "", change.new.text if change.new else "")


def _unit(change: UnitChange) -> Line:
    roles = {"lead": _("牵头"), "responsible": _("责任"), "cooperate": _("配合"), "supervise": _("督办")}
    old, new = (f"{change.unit}（{roles[role]}）" if role else "" for role in (change.old, change.new))
    name = _("角色改变") if old and new else _("单位增加") if new else _("单位减少")
    return Line(name, old, new)


patterns = [path("plans/<uuid:public_id>/compare/", versions, name="compare")]
