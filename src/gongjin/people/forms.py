"""What the pages of this room ask for."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.audit.errors import Invalid, Refused
from gongjin.core import clock
from gongjin.people import guessing
from gongjin.people.actions import UNITS_FIELDS
from gongjin.people.models import Jurisdiction, Post, Unit, UnitKind, User
from gongjin.people.queries import successors, units
from gongjin.people.roles import Role


def _text(label: Any, **attributes: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, widget=forms.TextInput({"class": "form-control", **attributes}))


def _password(label: Any, autocomplete: str) -> forms.CharField:
    attributes = {"class": "form-control", "autocomplete": autocomplete}
    return forms.CharField(label=label, max_length=200, strip=False, widget=forms.PasswordInput(attributes))


class SignInForm(forms.Form):
    """User name and password. `waits` is the time to wait when too many were wrong; then none is looked at."""

    waits: timedelta | None = None

    username = _text(gettext_lazy("用户名"), autocomplete="username", autofocus="autofocus")
    password = _password(gettext_lazy("密码"), "current-password")

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self._request = request
        self._user: User | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("username") and values.get("password"):
            self._user = self._known(values["username"], values["password"])
        return values

    def _known(self, username: str, password: str) -> User:
        address = guessing.client_address(self._request)
        until = guessing.take_try(username, address)
        if until is None:
            found = authenticate(self._request, username=username, password=password)
            if isinstance(found, User):
                guessing.forget(username, address)
                return found
            until = guessing.waits_until(username, address)
        if until is None:
            raise forms.ValidationError(_("用户名或密码不对。忘记密码请联系系统管理员签发一次性登录链接。"))
        self.waits = max(until - clock.now(), timedelta(seconds=1))
        raise forms.ValidationError(
            _(
                "密码已连续输错 %(times)d 次，请 %(minutes)d 分钟后再试；"
                "急用请联系安全管理员解除等待，或请系统管理员签发登录链接。"
            )
            % {"times": guessing.MOST_WRONG, "minutes": math.ceil(self.waits / timedelta(minutes=1))}
        )

    def get_user(self) -> User:
        """The user of a valid form."""
        if self._user is None:
            raise ValueError("the form is not valid")
        return self._user


class PasswordForm(forms.Form):
    """One's own new password, twice, and the present one if there is one."""

    old = _password(gettext_lazy("现在的密码"), "current-password")
    new = _password(gettext_lazy("新密码"), "new-password")
    again = _password(gettext_lazy("再输一遍新密码"), "new-password")

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self._user = user
        if not user.has_usable_password():
            del self.fields["old"]

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if not self._user.check_password(old):
            raise forms.ValidationError(_("现在的密码不对。"))
        return old

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("new") and values.get("again") and values["new"] != values["again"]:
            self.add_error("again", _("两次输入不一致。"))
        return values


class SecondFactorForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("验证码"),
        max_length=40,
        widget=forms.TextInput(
            {"class": "form-control", "autocomplete": "one-time-code", "autofocus": "autofocus", "inputmode": "text"}
        ),
    )


class RefusableForm(forms.Form):
    """A form that shows an action's refusal at the field it is about."""

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal; what was typed stays."""
        field = refusal.field if isinstance(refusal, Invalid) and refusal.field in self.fields else None
        self.add_error(field, refusal.message)


class UnitForm(RefusableForm):
    """A unit's entry in the directory."""

    name = _text(gettext_lazy("单位全称"))
    short_name = forms.CharField(
        label=gettext_lazy("简称"), max_length=40, required=False, widget=forms.TextInput({"class": "form-control"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=UnitKind.choices, widget=forms.Select({"class": "form-select"})
    )
    parent = forms.ModelChoiceField(
        label=gettext_lazy("上级单位"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.Select({"class": "form-select"}),
        empty_label=gettext_lazy("（无）"),
    )
    aliases = forms.CharField(
        label=gettext_lazy("其他写法"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("曾用名、常见简称，每行一个。方案中出现这些写法时会对应到本单位。"),
        widget=forms.Textarea({"class": "form-control", "rows": 4}),
    )
    active = forms.BooleanField(
        label=gettext_lazy("在用"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, jurisdiction: Jurisdiction, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        parent = self.fields["parent"]
        if isinstance(parent, forms.ModelChoiceField):
            parent.queryset = units(jurisdiction)

    @classmethod
    def of(cls, unit: Unit, data: Any = None) -> UnitForm:
        """The form of a unit that exists."""
        initial = {
            "name": unit.name,
            "short_name": unit.short_name,
            "kind": unit.kind,
            "parent": unit.parent_id,
            "aliases": "\n".join(alias.name for alias in unit.aliases.all()),
            "active": unit.active,
            "revision": unit.revision,
        }
        return cls(unit.jurisdiction, data, initial=initial)

    def clean_aliases(self) -> list[str]:
        return list(dict.fromkeys(line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()))


class UnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic for the type checker only
    """Several units; a number longer than a key of the database is no choice, instead of a fault of the database."""

    def clean(self, value: Any) -> Any:
        """The chosen units. Raises `ValidationError`."""
        for key in value or ():
            if len(str(key)) > 18:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(key)[:20]}
                )
        return super().clean(value)


class UserForm(RefusableForm):
    """An account and its roles."""

    username = _text(gettext_lazy("用户名"), autocomplete="off")
    display_name = _text(gettext_lazy("姓名或岗位"), autocomplete="off")
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("角色"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    heads = UnitsField(
        label=gettext_lazy("负责单位"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=gettext_lazy("角色“单位负责人”必须选择单位，只能办理所选单位的事项；按住 Ctrl 可选多个。"),
        widget=forms.SelectMultiple({"class": "form-select", "size": "6"}),
    )
    reports_for = UnitsField(
        label=gettext_lazy("填报单位"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=gettext_lazy("角色“单位填报人”必须选择单位，只能填报所选单位的数据；按住 Ctrl 可选多个。"),
        widget=forms.SelectMultiple({"class": "form-select", "size": "6"}),
    )
    active = forms.BooleanField(
        label=gettext_lazy("启用"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, jurisdiction: Jurisdiction, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name in UNITS_FIELDS.values():
            field = self.fields[name]
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.queryset = units(jurisdiction)

    @classmethod
    def of(cls, user: User, data: Any = None) -> UserForm:
        """The form of an account that exists; its user name stays."""
        initial = {
            "username": user.username,
            "display_name": user.display_name,
            "roles": sorted({post.role for post in user.posts.all()}),
            **{
                name: [post.unit_id for post in user.posts.all() if post.role == role]
                for role, name in UNITS_FIELDS.items()
            },
            "active": user.is_active,
            "revision": user.revision,
        }
        form = cls(user.jurisdiction, data, initial=initial)
        form.fields["username"].disabled = True
        return form

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for role, name in UNITS_FIELDS.items():
            if role in values.get("roles", ()) and not values.get(name):
                self.add_error(name, _("“%(role)s”要选择单位。") % {"role": Role(role).label})
        return values

    def posts(self) -> tuple[tuple[str, Unit | None], ...]:
        """The posts that the chosen roles mean: a head's and a reporter's one for each unit, the others' one each."""
        values = self.cleaned_data
        return tuple(
            (role, unit)
            for role in values["roles"]
            for unit in (values[UNITS_FIELDS[role]] if role in UNITS_FIELDS else (None,))
        )


class HandOverForm(RefusableForm):
    """Which posts of an account pass to whom. Without `whole_account` (the office) it stays in use."""

    posts = forms.MultipleChoiceField(
        label=gettext_lazy("交接的岗位"), widget=forms.CheckboxSelectMultiple({"class": "form-check-input"})
    )
    to = forms.ModelChoiceField(
        label=gettext_lazy("接手的人"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("还没有账号的，请系统管理员先在“系统 › 用户”中新增。"),
        widget=forms.Select({"class": "form-select"}),
    )
    leaves = forms.BooleanField(
        label=gettext_lazy("交出人离岗：停用账号，未用的登录链接作废"),
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, account: User, posts: list[Post], data: Any = None, *, whole_account: bool) -> None:
        initial = {"posts": [str(post.pk) for post in posts], "revision": account.revision}
        super().__init__(data, initial=initial)
        chosen, to = self.fields["posts"], self.fields["to"]
        if isinstance(chosen, forms.MultipleChoiceField):
            chosen.choices = [(str(post.pk), post_words(post)) for post in posts]
        if isinstance(to, forms.ModelChoiceField):
            to.queryset = successors(account.jurisdiction).exclude(pk=account.pk)
        if not whole_account:
            del self.fields["leaves"]


def post_words(post: Post) -> str:
    """A post as people say it."""
    role = post.get_role_display()
    return _("%(role)s（%(unit)s）") % {"role": role, "unit": post.unit} if post.unit else role
