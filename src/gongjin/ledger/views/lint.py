"""方案检查: what the drafter of a plan should look at. A file that is checked here is read and never kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongjin.audit.errors import Invalid
from gongjin.compiler.compile import compile_document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.lint import lint
from gongjin.compiler.lint.sarif import place
from gongjin.compiler.plan import CompiledPlan, Severity
from gongjin.ledger.forms import PlanFileForm
from gongjin.ledger.queries.compiled import compiled_plan
from gongjin.ledger.views.access import may_import, reviewed

_EXCERPT = 80
_SIGNS = {Severity.HIGH: "■", Severity.MEDIUM: "▲", Severity.LOW: "●", Severity.INFO: "○"}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as the page shows it; `paragraph` counts from 1."""

    rule: str
    paragraph: int
    message: str
    excerpt: str
    why: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity."""

    key: str
    sign: str
    name: str
    lines: list[Line]


def severity_name(severity: Severity) -> str:
    """The severity in the user's language."""
    return {
        Severity.HIGH: _("严重"), Severity.MEDIUM: _("注意"), Severity.LOW: _("建议"), Severity.INFO: _("提示"),
    }[severity]  # fmt: skip


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A place for a file, and what was found in the one just given."""
    may_import(request)
    if request.method == "GET":
        return _page(request, {})
    try:
        name, plan = _received(request)
    except Invalid as refusal:
        return _page(request, {"refusal": refusal.message}, status=422)
    return _page(request, {"file": name, "title": plan.title or name, **_found(plan)})


@require_GET
def of_version(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The findings in a version that was imported, by today's rules."""
    version = reviewed(request, public_id)
    plan = compiled_plan(version)
    return _page(request, {"imported": True, "title": version.plan.title, **_found(plan)})


def _received(request: HttpRequest) -> tuple[str, CompiledPlan]:
    form = PlanFileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid(" ".join(str(error) for error in form.errors["file"]), "file")
    file = form.cleaned_data["file"]
    try:
        return str(file.name), compile_document(read_document(file.read(), str(file.name)))
    except RefusedFile as error:
        raise Invalid(error.message, "file") from error


def _found(plan: CompiledPlan) -> dict[str, object]:
    findings = lint(plan)
    groups = [
        Group(
            severity.value,
            _SIGNS[severity],
            severity_name(severity),
            [
                Line(
                    finding.rule,
                    place(plan, finding.span)[0],
                    finding.message,
                    _excerpt(plan.text[finding.span.start : finding.span.end]),
                    finding.reason,
                    finding.suggestion,
                )
                for finding in findings
                if finding.severity is severity
            ],
        )
        for severity in Severity
    ]
    return {"groups": [group for group in groups if group.lines], "total": len(findings), "checked": True}


def _excerpt(words: str) -> str:
    plain = " ".join(words.replace("\u2028", " ").split())
    return plain if len(plain) <= _EXCERPT else f"{plain[:_EXCERPT]}…"


def _page(request: HttpRequest, found: dict[str, object], *, status: int = 200) -> HttpResponse:
    context = {"limit": settings.GONGJIN_UPLOAD_MAX_BYTES, **found}
    return render(request, "ledger/lint/page.html", context, status=status)


patterns = [
    path("plans/check/", check, name="lint"),
    path("plans/versions/<uuid:public_id>/check/", of_version, name="lint-version"),
]
