"""How one signs in: the rules in words, whose sign-in takes a second factor, and taking a lost one out of use."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongjin.audit.actions import may, run
from gongjin.people import guessing
from gongjin.people.access import signed_in
from gongjin.people.actions import INVITATION_LIFE, LINK_LIFE
from gongjin.people.actors import actor_of
from gongjin.people.factor_actions import RequireFactor, ResetSecondFactor
from gongjin.people.models import SecondFactor
from gongjin.people.queries import roles_with_factor
from gongjin.people.roles import Role
from gongjin.people.states import JURISDICTION


@require_http_methods(["GET", "POST"])
def sign_in_rules(request: HttpRequest) -> HttpResponse:
    """The rules; the security administrator says which roles take a second factor."""
    user = signed_in(request)
    if request.method == "POST":
        roles = tuple(role for role in Role.values if role in request.POST.getlist("roles"))
        run(RequireFactor(roles), actor=actor_of(user), on=user.jurisdiction)
        messages.success(request, _("已保存，从下次登录起生效。"))
        return redirect("people:sign-in-rules")
    required = roles_with_factor(user.jurisdiction)
    context = {
        "roles": [(role.value, role.label, role.value in required) for role in Role],
        "may_require": may(actor_of(user), JURISDICTION.rule(RequireFactor.code), user.jurisdiction),
        "password_rules": password_validators_help_texts(),
        "most_wrong": guessing.MOST_WRONG,
        "wait": guessing.WAIT.seconds // 60,
        "link_hours": LINK_LIFE.days * 24,
        "invitation_days": INVITATION_LIFE.days,
    }
    return render(request, "people/sign_in_rules.html", context)


@require_POST
def reset_factor(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the app of an account out of use."""
    user = signed_in(request)
    factor = get_object_or_404(SecondFactor, user__public_id=public_id, user__jurisdiction=user.jurisdiction)
    run(ResetSecondFactor(), actor=actor_of(user), on=factor)
    messages.success(request, _("已重置“%(name)s”的二次验证。") % {"name": factor.user.display_name})
    return redirect("people:user", public_id)
