"""交接: whose posts of units there are, and handing a person's posts to another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.core.sent import whole
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.forms import HandOverForm
from gongjin.people.handover_actions import HandOver
from gongjin.people.queries import posts_of_units, users
from gongjin.people.roles import UNIT_ROLES, Role


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Who speaks for which unit, each with the way to hand it over."""
    return render(request, "people/hand_overs.html", {"posts": posts_of_units(signed_in(request).jurisdiction)})


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose the posts and who takes them; all of them are chosen already."""
    user = signed_in(request)
    account = next((each for each in users(user.jurisdiction) if each.public_id == public_id), None)
    if account is None:
        raise Http404
    whole_account = user.holds(Role.ADMINISTRATOR)
    posts = [post for post in account.posts.all() if whole_account or post.role in UNIT_ROLES]
    if not posts and not whole_account:
        raise Http404  # the office is told of nobody who speaks for no unit
    form = HandOverForm(account, posts, request.POST or None, whole_account=whole_account)
    if request.method == "POST" and form.is_valid():
        chosen = {whole(key) for key in form.cleaned_data["posts"]}
        action = HandOver(
            to=form.cleaned_data["to"],
            posts=tuple(post for post in posts if post.pk in chosen),
            leaves=bool(form.cleaned_data.get("leaves")),
        )
        try:
            run(action, actor=actor_of(user), on=account, expect=form.cleaned_data["revision"])
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        else:
            said = _("已把“%(one)s”的岗位交给“%(other)s”。")
            messages.success(request, said % {"one": account, "other": action.to})
            return redirect("people:hand-overs")
    context = {"form": form, "account": account, "whole_account": whole_account}
    return render(request, "people/hand_over.html", context, status=422 if form.is_bound else 200)
