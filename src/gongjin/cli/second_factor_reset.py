"""`gongjin second-factor-reset USER`: for a lost phone where nobody holds the security administrator's post."""

from __future__ import annotations

import click

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core.texts import gettext as _
from gongjin.people.factor_actions import ResetSecondFactor
from gongjin.people.queries import factor_of, user_by_name


@click.command("second-factor-reset", help=_("重置一个用户的二次验证（手机丢失且没有恢复码时）；记入审计链。"))
@click.argument("username")
def command(username: str) -> int:
    """Take the app of an account out of use; exit code 1 if there is none."""
    user = user_by_name(username)
    factor = factor_of(user) if user else None
    if factor is None:
        click.echo(_("没有这个用户，或该用户没有启用二次验证。"), err=True)
        return 1
    run(ResetSecondFactor(), actor=SystemActor(), on=factor)
    click.echo(_("已重置“%(name)s”的二次验证。") % {"name": username})
    return 0
