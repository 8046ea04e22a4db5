"""Search over everything: the box at the top (a list as one types) and the page of results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from gongjin.ledger.queries.search import search
from gongjin.people.access import signed_in

IN_THE_BOX = 5
ON_THE_PAGE = 50


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Results by group; with `box` the short list under the search box."""
    box = "box" in request.GET
    typed = request.GET.get("q", "").strip()[:100]
    found = search(signed_in(request).jurisdiction, typed, IN_THE_BOX if box else ON_THE_PAGE)
    return render(request, "ledger/search/box.html" if box else "ledger/search/page.html", {"found": found})


patterns = [path("search/", find, name="search")]
