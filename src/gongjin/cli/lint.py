"""`gongjin lint`: what the drafter of a plan should look at before it is issued. No database, no Django."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.text import Text

from gongjin.cli.output import Compiled, files_argument, heading, out
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _

_EXCERPT = 40
_STYLES = {Severity.HIGH: "bold red", Severity.MEDIUM: "yellow", Severity.LOW: "cyan", Severity.INFO: "dim"}
_ORDER = list(Severity)


def severity_name(severity: Severity) -> str:
    """The severity in Chinese."""
    return {
        Severity.HIGH: _("严重"), Severity.MEDIUM: _("注意"), Severity.LOW: _("建议"), Severity.INFO: _("提示"),
    }[severity]  # fmt: skip


@click.command(
    "lint",
    short_help=_("检查方案文稿：缺单位、缺时限、数字不清之处。"),
    help=_("在印发之前检查方案文稿（.docx、.txt；可以是多个文件或文件夹）。有“严重”或“注意”一级的问题时退出码为 1。"),
)
@files_argument
def command(files: tuple[Path, ...]) -> int:
    """Print the findings of files; 1 where one is severe or medium, or a file was refused."""
    compiled = Compiled(files)
    weighty = False
    for path, plan in compiled:
        if len(compiled.paths) > 1:
            heading(path)
        report(plan)
        weighty = weighty or serious(plan)
    return 1 if weighty or compiled.refused else 0


def serious(plan: CompiledPlan) -> bool:
    """Whether a finding is one that should be settled before the plan is issued: severe or medium."""
    return any(finding.severity in (Severity.HIGH, Severity.MEDIUM) for finding in plan.findings)


def report(plan: CompiledPlan) -> None:
    """Print the findings of one plan, the weightiest first."""
    console = out()
    for finding in sorted(plan.findings, key=lambda f: (_ORDER.index(f.severity), f.span)):
        console.print(_line(plan, finding))
    console.print(_counts(plan.findings), style="dim")


def _line(plan: CompiledPlan, finding: Finding) -> Text:
    line = plan.text.count("\n", 0, finding.span.start) + 1
    text = Text(severity_name(finding.severity), style=_STYLES[finding.severity])
    text.append(_("　第 %(line)d 段　") % {"line": line}, style="dim")
    text.append(finding.message, style="default")
    text.append(f"  [{finding.rule}]", style="dim")
    excerpt = " ".join(plan.text[finding.span.start : finding.span.end].split())
    if excerpt:
        text.append(f"\n      “{excerpt[:_EXCERPT]}{'…' if len(excerpt) > _EXCERPT else ''}”", style="default")
    if finding.suggestion:
        text.append(f"\n      → {finding.suggestion}", style="green")
    return text


def _counts(findings: Iterable[Finding]) -> str:
    found = list(findings)
    if not found:
        return _("没有发现问题。")
    each = [(severity_name(s), sum(1 for f in found if f.severity is s)) for s in Severity]
    return _("共 %(count)d 处：%(each)s") % {
        "count": len(found),
        "each": "、".join(f"{name} {count}" for name, count in each if count),
    }
