"""Accounts and the permission matrix, for those who look after them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjin.audit.actions import may, run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.page_rules import may_see, page_rules
from gongjin.audit.states import tables
from gongjin.people import guessing
from gongjin.people.access import roles_of, signed_in
from gongjin.people.actions import AddUser, ChangeUser, IssueLink, LiftWait, RevokeLinks
from gongjin.people.actors import actor_of
from gongjin.people.forms import UserForm
from gongjin.people.matrix import matrix, page_lines
from gongjin.people.models import SecondFactor, User
from gongjin.people.queries import factor_of, open_links, users
from gongjin.people.roles import Role
from gongjin.people.states import USER
from gongjin.people.tokens import new_token


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The first page of the system that the user may see."""
    roles = roles_of(signed_in(request))
    return redirect(next(page for page in ("people:users", "people:chain") if may_see(roles, page)))


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts with their posts; there is no record of who signs in how often, by design."""
    user = signed_in(request)
    listed = users(user.jurisdiction)
    held = {post.role for account in listed if account.is_active for post in account.posts.all()}
    context = {
        "users": listed,
        "with_factor": set(SecondFactor.objects.filter(user__in=listed).values_list("user", flat=True)),
        "nobody": [Role(role).label for role in (Role.SECURITY, Role.AUDITOR) if role.value not in held],
    }
    return render(request, "people/users.html", context)


@require_http_methods(["GET", "POST"])
def add_user(request: HttpRequest) -> HttpResponse:
    """Make an account; its holder gets a one-time link."""
    user = signed_in(request)
    form = UserForm(user.jurisdiction, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        action = AddUser(user.jurisdiction, values["username"], values["display_name"], form.posts())
        try:
            added = run(action, actor=actor_of(user))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已新增用户“%(name)s”。请签发一次性登录链接交给本人。") % {"name": added})
            return redirect("people:user", added.public_id)
    return render(request, "people/user_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def change_user(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An account: name, posts, on or off."""
    user = signed_in(request)
    account = get_object_or_404(users(user.jurisdiction), public_id=public_id)
    form = UserForm.of(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        action = ChangeUser(values["display_name"], values["active"], form.posts())
        try:
            run(action, actor=actor_of(user), on=account, expect=values["revision"])
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已保存“%(name)s”。") % {"name": values["display_name"]})
            return redirect("people:users")
    actor = actor_of(user)
    may_save = may(actor, USER.rule(ChangeUser.code), account)
    for field in form.fields.values():
        field.disabled = field.disabled or not may_save
    context = {
        "form": form,
        "account": account,
        "waits_until": guessing.waits_until(account.username),
        "may_lift": may(actor, USER.rule(LiftWait.code), account),
        "may_save": may_save,
        "open_links": open_links(account).count(),
        "has_factor": factor_of(account) is not None,
    }
    return render(request, "people/user_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def revoke_links(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make the links worthless that the account's holder has not used."""
    user = signed_in(request)
    account = get_object_or_404(User, public_id=public_id, jurisdiction=user.jurisdiction)
    try:
        run(RevokeLinks(), actor=actor_of(user), on=account)
    except Invalid as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("“%(name)s”未使用的登录链接已全部撤销。") % {"name": account.display_name})
    return redirect("people:user", account.public_id)


@require_POST
def lift_wait(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let somebody who mistyped too often try again now."""
    user = signed_in(request)
    account = get_object_or_404(User, public_id=public_id, jurisdiction=user.jurisdiction)
    run(LiftWait(), actor=actor_of(user), on=account)
    messages.success(request, _("已解除“%(name)s”的登录等待。") % {"name": account.display_name})
    return redirect("people:user", account.public_id)


@never_cache
@require_POST
def issue_link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Issue a one-time link and show it once; it is kept nowhere."""
    user = signed_in(request)
    account = get_object_or_404(User, public_id=public_id, jurisdiction=user.jurisdiction)
    token = new_token()
    run(IssueLink(user=account, token=token), actor=actor_of(user))
    link = request.build_absolute_uri(reverse("people:link", args=[token]))
    return render(request, "people/link_issued.html", {"account": account, "link": link})


@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """The permission matrix, drawn from the state tables that the frame of actions asks."""
    context = {"roles": Role.choices, "objects": matrix(tables()), "pages": page_lines(page_rules())}
    return render(request, "people/permissions.html", context)
