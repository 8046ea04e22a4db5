"""Between the password and being signed in: the code of an app; taking an app into use; new recovery codes."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid, Refused
from gongjin.core import clock
from gongjin.people import guessing, second_factor
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.factor_actions import RenewCodes, SetSecondFactor, UseRecoveryCode
from gongjin.people.forms import SecondFactorForm
from gongjin.people.models import SecondFactor, User
from gongjin.people.queries import factor_of, needs_factor

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_WAITING, _SEED = "second_factor", "second_factor_seed"
_PATIENCE = timedelta(minutes=10)
_FROM_ANYWHERE = "second factor"
"""Codes are counted for an account, wherever they come from: who gets here has its password already."""


def begin(request: HttpRequest, user: User, after: str) -> HttpResponse:
    """Sign in, or ask for the second factor first: its code where there is one, to set one up where a role asks it."""
    factor = factor_of(user)
    if factor is None and not needs_factor(user):
        login(request, user, backend=_BACKEND)
        return redirect(after)
    request.session.flush()  # whoever was here before is signed out, and the session gets another key
    until = (clock.now() + _PATIENCE).isoformat()
    request.session[_WAITING] = {"user": str(user.public_id), "until": until, "after": after}
    return redirect("people:second-factor" if factor else "people:second-factor-set")


def _waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Who gave a password or a link a few minutes ago, and where they wanted to go."""
    kept = request.session.get(_WAITING)
    if not kept or datetime.fromisoformat(kept["until"]) <= clock.now():
        return None
    user = User.objects.select_related("jurisdiction").filter(public_id=kept["user"], is_active=True).first()
    return (user, kept["after"]) if user else None


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code. Five wrong ones, from wherever, and the account waits a quarter of an hour."""
    waiting = _waiting(request)
    factor = factor_of(waiting[0]) if waiting else None
    if waiting is None or factor is None:
        return redirect("people:sign-in")
    form = SecondFactorForm(request.POST or None)
    until = None
    if request.method == "POST" and form.is_valid():
        name = factor.user.username
        until = guessing.take_try(name, _FROM_ANYWHERE)
        if until is None and _fits(factor, second_factor.plain(form.cleaned_data["code"])):
            guessing.forget(name, _FROM_ANYWHERE)
            login(request, factor.user, backend=_BACKEND)
            return redirect(waiting[1])
        until = until or _waits(name)
        form.add_error("code", _wait_words(until) if until else _("验证码或恢复码不对；用过的验证码请等下一个。"))
    status = 429 if until else 422 if form.is_bound else 200
    response = render(request, "people/second_factor.html", {"form": form}, status=status)
    if until:
        response.headers["Retry-After"] = str(math.ceil((until - clock.now()).total_seconds()))
    return response


def _waits(name: str) -> datetime | None:
    return guessing.waits_until(name, _FROM_ANYWHERE)


def _wait_words(until: datetime) -> str:
    minutes = max(1, math.ceil((until - clock.now()) / timedelta(minutes=1)))
    return _("连续输错次数过多，请 %(minutes)d 分钟后再试，或请安全管理员解除等待。") % {"minutes": minutes}


def _fits(factor: SecondFactor, code: str) -> bool:
    if second_factor.is_from_app(code):
        return second_factor.take_code(factor.user, factor.seed, code)
    try:
        run(UseRecoveryCode(code), actor=actor_of(factor.user), on=factor)
    except Refused:
        return False
    return True


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest) -> HttpResponse:
    """Take an app into use: for whoever is signed in, and for whoever may not sign in without one."""
    waiting = _waiting(request)
    user = request.user if isinstance(request.user, User) else waiting[0] if waiting else None
    if user is None:
        return redirect("people:sign-in")
    factor = factor_of(user)
    if factor is not None:  # who is not signed in yet has to give its code
        return _mine(request, factor) if request.user.is_authenticated else redirect("people:second-factor")
    seed = request.session.setdefault(_SEED, second_factor.new_seed())
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.new_codes()
        action = SetSecondFactor(user, seed, form.cleaned_data["code"], tuple(codes))
        try:
            run(action, actor=actor_of(user))
        except Invalid as refusal:
            form.add_error("code", refusal.message)
        else:
            del request.session[_SEED]
            after = waiting[1] if waiting else resolve_url("people:second-factor-set")
            if not request.user.is_authenticated:
                login(request, user, backend=_BACKEND)
            return _codes_once(request, codes, after)
    secret = second_factor.secret_of(seed)
    context = {
        "form": form,
        "required": not request.user.is_authenticated,
        "picture": mark_safe(second_factor.picture(second_factor.address(user, seed))),  # noqa: S308 - drawn by segno
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, "people/second_factor_set.html", context, status=422 if form.is_bound else 200)


def _mine(request: HttpRequest, factor: SecondFactor) -> HttpResponse:
    return render(request, "people/second_factor_mine.html", {"left": len(factor.recovery)})


def _codes_once(request: HttpRequest, codes: list[str], after: str) -> HttpResponse:
    return render(request, "people/recovery_codes.html", {"codes": codes, "after": after})


@never_cache
@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes for oneself, shown once."""
    user = signed_in(request)
    factor = factor_of(user)
    if factor is None:
        messages.warning(request, _("还没有启用二次验证。"))
        return redirect("people:second-factor-set")
    codes = second_factor.new_codes()
    run(RenewCodes(tuple(codes)), actor=actor_of(user), on=factor)
    return _codes_once(request, codes, resolve_url("home"))
