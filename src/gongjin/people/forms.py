"""What the pages of this room ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.people.models import User


def _text(label: Any, **attributes: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, widget=forms.TextInput({"class": "form-control", **attributes}))


def _password(label: Any, autocomplete: str) -> forms.CharField:
    attributes = {"class": "form-control", "autocomplete": autocomplete}
    return forms.CharField(label=label, max_length=200, strip=False, widget=forms.PasswordInput(attributes))


class SignInForm(forms.Form):
    """User name and password."""

    username = _text(gettext_lazy("用户名"), autocomplete="username", autofocus="autofocus")
    password = _password(gettext_lazy("密码"), "current-password")

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self._request = request
        self._user: User | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("username") and values.get("password"):
            found = authenticate(self._request, username=values["username"], password=values["password"])
            if not isinstance(found, User):
                raise forms.ValidationError(_("用户名或密码不对。忘记密码请联系系统管理员签发一次性登录链接。"))
            self._user = found
        return values

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
