"""工作台: what do I have to do today?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from gongjin.ledger.queries.desk import desk as read_desk
from gongjin.ledger.views.access import imports
from gongjin.people.access import signed_in


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One card a kind of work, each line with its next step."""
    context = {"desk": read_desk(signed_in(request).jurisdiction), "may_import": imports(request)}
    return render(request, "ledger/desk.html", context)


patterns = [path("desk/", desk, name="desk")]
