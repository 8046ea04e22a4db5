"""The directory of units."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.page_rules import may_see
from gongjin.people.access import roles_of, signed_in
from gongjin.people.actions import AddUnit, ChangeUnit, NameUnit
from gongjin.people.actors import actor_of
from gongjin.people.forms import UnitForm
from gongjin.people.models import Unit, UnitKind
from gongjin.people.queries import units
from gongjin.people.tree import tree

_UNFOLDED = 150
"""Units up to which the tree is shown unfolded; a larger one shows its two upper levels first."""


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """All units as a tree; asked for by words or kind, those that fit with what they stand under."""
    user = signed_in(request)
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    kind = kind if kind in UnitKind.values else ""
    every = list(units(user.jurisdiction))
    asked = None
    if words or kind:
        found = units(user.jurisdiction, words).values_list("pk", "kind")
        asked = {pk for pk, of in found if not kind or of == kind}
    lines = tree(every, asked)
    counts = Counter(unit.kind for unit in every)
    context = {
        "lines": lines,
        "found": len(every) if asked is None else len(asked),
        "folded": len(every) > _UNFOLDED and asked is None,
        "branches": any(line.below for line in lines),
        "words": words,
        "kind": kind,
        "kinds": [(value, label, counts[value]) for value, label in UnitKind.choices],
        "may_edit": may_see(roles_of(user), "people:unit-change"),
    }
    return render(request, "people/units.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a unit."""
    user = signed_in(request)
    form = UnitForm(user.jurisdiction, request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        action = AddUnit(
            jurisdiction=user.jurisdiction,
            name=values["name"],
            short_name=values["short_name"],
            kind=values["kind"],
            parent=values["parent"],
            aliases=tuple(values["aliases"]),
        )
        try:
            unit = run(action, actor=actor_of(user))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已新增单位“%(name)s”。") % {"name": unit.name})
            return redirect("people:units")
    return render(request, "people/unit_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a unit's entry; new other names are added, confirmed ones stay."""
    user = signed_in(request)
    unit = get_object_or_404(Unit.objects.select_related("jurisdiction"), public_id=public_id)
    form = UnitForm.of(unit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        action = ChangeUnit(values["name"], values["short_name"], values["kind"], values["parent"], values["active"])
        try:
            unit = run(action, actor=actor_of(user), on=unit, expect=values["revision"])
            known = {alias.name for alias in unit.aliases.all()}
            for name in values["aliases"]:
                if name not in known:
                    unit = run(NameUnit(alias=name), actor=actor_of(user), on=unit)
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已保存“%(name)s”。") % {"name": unit.name})
            return redirect("people:units")
    context = {"form": form, "unit": unit}
    return render(request, "people/unit_form.html", context, status=422 if form.is_bound else 200)
