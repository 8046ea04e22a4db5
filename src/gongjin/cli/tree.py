"""A compiled plan as a tree on the terminal: outline, measures, figures and dates in colour, units below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rich.text import Text
from rich.tree import Tree

from gongjin.compiler.document import Span
from gongjin.compiler.plan import Commitment, CompiledPlan, Responsibility, Role, Section, Target, TaskForce
from gongjin.core.texts import gettext as _

FIGURE, UNIT, DATE, WORDS, MUTED = "bold cyan", "green", "yellow", "magenta", "dim"


class Outline:
    """The tree of one plan in the making: rows sorted by section once, so that it takes linear time."""

    def __init__(self, plan: CompiledPlan) -> None:
        self._plan = plan
        self._children: dict[str | None, list[Section]] = defaultdict(list)
        self._lines: dict[str, list[Span]] = defaultdict(list)
        self._units: dict[str, list[Responsibility]] = defaultdict(list)
        for section in plan.sections:
            self._children[section.parent].append(section)
        for row in plan.responsibilities:
            self._units[row.section].append(row)
        self._marks = sorted(
            [(target.quantity, FIGURE) for target in plan.targets]
            + [(row.span, WORDS) for row in plan.commitments]
            + [(deadline.span, DATE) for deadline in plan.deadlines]
        )
        within: set[str] = set()
        for measure in plan.measures:
            self._lines[measure.section].append(measure.span)
            within.add(measure.id)
        others: tuple[Target | Commitment, ...] = (*plan.targets, *plan.commitments)
        for item in others:
            if item.measure not in within:
                self._lines[item.section].append(item.span)

    def tree(self) -> Tree:
        """The whole plan."""
        plan = self._plan
        title = Text(plan.title or _("（未见标题）"), style="bold")
        about = [plan.attachment, plan.issued, "、".join(_("%(year)d年") % {"year": year} for year in plan.years)]
        title.append("".join(f"  {text}" for text in about if text), style=MUTED)
        tree = Tree(title, guide_style=MUTED)
        for section in self._children[None]:
            self._add(tree, section)
        if plan.task_force is not None:
            _add_task_force(tree, plan.task_force)
        return tree

    def _add(self, parent: Tree, section: Section) -> None:
        head = Text(section.label, style="bold")
        head.append_text(self._marked(_title_span(self._plan, section), section.title))
        node = parent.add(head)
        last = -1
        for span in sorted(set(self._lines[section.id])):
            # A target inside a line that is already there has its colour in it.
            if span.end > last:
                node.add(self._marked(span, self._plan.text[span.start : span.end]))
                last = span.end
        units = self._units[section.id]
        if units:
            node.add(_units(units))
        for child in self._children[section.id]:
            self._add(node, child)

    def _marked(self, span: Span | None, words: str) -> Text:
        text = Text(words.replace("\n", " ").replace("\u2028", " "))
        if span is not None:
            for mark, style in _overlapping(self._marks, span):
                text.stylize(style, max(0, mark.start - span.start), max(0, mark.end - span.start))
        return text


def _overlapping(marks: Sequence[tuple[Span, str]], span: Span) -> Iterable[tuple[Span, str]]:
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if marks[middle][0].start < span.start:
            low = middle + 1
        else:
            high = middle
    while low < len(marks) and marks[low][0].start < span.end:
        yield marks[low]
        low += 1


def _title_span(plan: CompiledPlan, section: Section) -> Span | None:
    start = plan.text.find(section.title, section.span.start, section.body.end)
    return Span(start, start + len(section.title)) if section.title and start >= 0 else None


def _units(rows: Sequence[Responsibility]) -> Text:
    names = {
        Role.LEAD: _("牵头"), Role.RESPONSIBLE: _("责任"), Role.COOPERATE: _("配合"), Role.SUPERVISE: _("督导"),
    }  # fmt: skip
    text = Text()
    for role in Role:
        units = list(dict.fromkeys(row.unit for row in rows if row.role is role))
        if not units:
            continue
        inferred = any(row.inferred for row in rows if row.role is role)
        text.append(("　" if text else "") + names[role] + (_("（推定）") if inferred else "") + "：", style=MUTED)
        for number, unit in enumerate(units):
            text.append("、" if number else "")
            text.append(unit, style=UNIT)
        if any(row.open_ended for row in rows if row.role is role):
            text.append(_("等"))
    return text


def _add_task_force(tree: Tree, force: TaskForce) -> None:
    node = tree.add(Text(force.name or _("工作专班"), style="bold"))
    posts = [(_("召集人"), [force.convener.title])] if force.convener else []
    posts.append((_("副召集人"), [post.title for post in force.deputies]))
    posts.append((_("成员单位"), [member.unit for member in force.members]))
    posts.append((_("办公室设在"), [force.office_in] if force.office_in else []))
    for name, values in posts:
        if values:
            line = Text(f"{name}：", style=MUTED)
            line.append("、".join(values), style=UNIT)
            node.add(line)


def summary(plan: CompiledPlan) -> str:
    """One line of counts."""
    units = {row.unit for row in plan.responsibilities}
    return _(
        "任务 %(tasks)d · 举措 %(measures)d · 量化目标 %(targets)d · 定性要求 %(commitments)d · 单位 %(units)d · "
        "检查提示 %(findings)d"
    ) % {
        "tasks": sum(section.task for section in plan.sections),
        "measures": len(plan.measures),
        "targets": len(plan.targets),
        "commitments": len(plan.commitments),
        "units": len(units),
        "findings": len(plan.findings),
    }
