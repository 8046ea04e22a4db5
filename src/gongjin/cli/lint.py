"""`gongjin lint`: what the drafter of a plan should look at before it is issued. No database, no Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

import click
from rich.text import Text

from gongjin.cli.output import Compiled, files_argument, heading, out, save
from gongjin.compiler.lint.sarif import as_sarif, finding_as_json, place
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
    help=_(
        "在印发之前检查方案文稿（Word、PDF、OFD 等；可以是多个文件或文件夹）。有“严重”或“注意”一级的问题时退出码为 1。"
    ),
)
@files_argument
@click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出到标准输出，每个文件一行。"))
@click.option(
    "--sarif", "sarif_to", metavar=_("路径"), help=_("写成 SARIF 2.1.0（编辑器和代码平台能直接显示），“-”为标准输出。")
)
def command(files: tuple[Path, ...], as_json: bool, sarif_to: str | None) -> int:
    """Print the findings of files; 1 where one is severe or medium, or a file was refused."""
    compiled = Compiled(files)
    plans: list[tuple[str, CompiledPlan]] = []
    for path, plan in compiled:
        plans.append((quote(path.as_posix()), plan))
        if as_json:
            _json_line(path, plan)
        elif sarif_to is None:
            if len(compiled.paths) > 1:
                heading(path)
            report(plan)
    if sarif_to is not None:
        _sarif(plans, sarif_to, compiled.paths)
    return 1 if any(serious(plan) for _uri, plan in plans) or compiled.refused else 0


def _json_line(path: Path, plan: CompiledPlan) -> None:
    findings = [finding_as_json(plan, finding) for finding in plan.findings]
    line = json.dumps({"file": str(path), "title": plan.title, "findings": findings}, ensure_ascii=False)
    sys.stdout.buffer.write(f"{line}\n".encode())


def _sarif(plans: Sequence[tuple[str, CompiledPlan]], target: str, inputs: Sequence[Path]) -> None:
    text = (json.dumps(as_sarif(plans), ensure_ascii=False, indent=1) + "\n").encode()
    if target == "-":
        sys.stdout.buffer.write(text)
    else:
        save(Path(target), text, inputs)


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
    line, _column = place(plan, finding.span)
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
