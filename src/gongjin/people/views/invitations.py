"""Invitations: a link that works for a week, for many accounts at once, on a list that is shown once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongjin.audit.actions import run
from gongjin.people.access import signed_in
from gongjin.people.actions import INVITATION_LIFE, IssueLink
from gongjin.people.actors import actor_of
from gongjin.people.models import User
from gongjin.people.queries import users
from gongjin.people.tokens import new_token


@dataclass(frozen=True, slots=True)
class Invited:
    """One line of the list."""

    user: User
    link: str


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Choose accounts; those that have no password yet are chosen already. The answer is their links."""
    user = signed_in(request)
    offered = [account for account in users(user.jurisdiction) if account.is_active]
    if request.method == "GET":
        lines = [(account, not account.has_usable_password()) for account in offered]
        return render(request, "people/invite.html", {"lines": lines, "days": INVITATION_LIFE.days})
    chosen = set(request.POST.getlist("user"))
    invited = []
    actor = actor_of(user)
    with transaction.atomic():
        for account in offered:
            if str(account.public_id) in chosen:
                token = new_token()
                run(IssueLink(user=account, token=token, invitation=True), actor=actor)
                link = request.build_absolute_uri(reverse("people:link", args=[token]))
                invited.append(Invited(account, link))
    if not invited:
        lines = [(account, False) for account in offered]
        context = {"lines": lines, "days": INVITATION_LIFE.days, "error": _("请先勾选要邀请的用户。")}
        return render(request, "people/invite.html", context, status=422)
    text = "\n".join(f"{line.user.display_name}（{line.user.username}）：{line.link}" for line in invited)
    return render(request, "people/invited.html", {"invited": invited, "text": text, "days": INVITATION_LIFE.days})
