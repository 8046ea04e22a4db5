"""Signing in by password or by a one-time link, setting one's password, signing out."""

from __future__ import annotations

import math

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Invalid, Refused
from gongjin.core import clock
from gongjin.people.actions import SetPassword, UseLink
from gongjin.people.actors import actor_of
from gongjin.people.forms import PasswordForm, SignInForm
from gongjin.people.models import User
from gongjin.people.queries import link_by_token
from gongjin.people.views.second_factor import begin


def _next(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url("home")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; the answer does not tell which of the two was wrong. Too many wrong ones have to wait."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return begin(request, form.get_user(), _next(request))
    status = 429 if form.waits else 422 if form.is_bound else 200
    response = render(request, "people/sign_in.html", {"form": form, "next": _next(request)}, status=status)
    if form.waits:
        response.headers["Retry-After"] = str(math.ceil(form.waits.total_seconds()))
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link. Looking at it does not use it up: chat programs open links to preview them."""
    link = link_by_token(token)
    if request.method == "GET":
        usable = link is not None and link.used_at is None and link.expires_at > clock.now() and link.user.is_active
        context = {"user_name": link.user.display_name if link and usable else ""}
        return render(request, "people/link.html", context, status=200 if usable else 410)
    try:
        if link is None:
            raise Invalid(_("登录链接已失效，请重新索取。"))
        used = run(UseLink(at=clock.now()), actor=SystemActor(), on=link)
    except Refused as refusal:
        return render(request, "people/link.html", {"refusal": refusal.message}, status=410)
    return begin(request, used.user, resolve_url("home" if used.user.has_usable_password() else "people:password"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("people:sign-in")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """Set or change one's own password; the present session goes on, others end."""
    user = request.user
    if not isinstance(user, User):
        return redirect("people:sign-in")
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = run(SetPassword(password=form.cleaned_data["new"]), actor=actor_of(user), on=user)
        except Invalid as refusal:
            form.add_error("new", refusal.message)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("密码已设置。"))
            return redirect("home")
    return render(
        request,
        "people/password.html",
        {"form": form, "rules": password_validators_help_texts()},
        status=422 if form.is_bound else 200,
    )
