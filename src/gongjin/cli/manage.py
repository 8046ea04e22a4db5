"""`gongjin manage …`: Django's own commands (migrate, check --deploy, dbshell …) on this site."""

from __future__ import annotations

import os

import click
from django.core.management import execute_from_command_line

from gongjin.core.texts import gettext as _


@click.command(
    "manage",
    help=_("运行 Django 管理命令，例如 gongjin manage check --deploy。"),
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Hand the arguments to Django with this site's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjin.web.settings")
    execute_from_command_line(["gongjin manage", *arguments])
