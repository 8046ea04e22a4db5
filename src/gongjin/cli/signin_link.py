"""`gongjin signin-link [USER]`: a link that signs somebody in once: at the first start, or for a lost password."""

from __future__ import annotations

import os

import click
from django.urls import reverse

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core.texts import gettext as _
from gongjin.people.actions import IssueLink
from gongjin.people.queries import first_administrator, user_by_name
from gongjin.people.tokens import new_token


@click.command("signin-link", help=_("签发一次性登录链接（24 小时内有效，只能用一次）。不写用户名时签发给系统管理员。"))
@click.argument("username", required=False)
@click.option("--url", default=None, help=_("网站地址，默认 http://127.0.0.1:PORT。"))
def command(username: str | None, url: str | None) -> int:
    """Print the link alone on a line; exit code 1 if there is no such user."""
    user = user_by_name(username) if username else first_administrator()
    if user is None or not user.is_active:
        click.echo(_("没有这个启用的用户。可先运行 gongjin example，或在“系统 › 用户”中新增。"), err=True)
        return 1
    token = new_token()
    run(IssueLink(user=user, token=token), actor=SystemActor())
    site = url or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    click.echo(site.rstrip("/") + reverse("people:link", args=[token]))
    return 0
