"""Help pages and messages of wrong use in Chinese: click writes them in English and has no Chinese catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from gongjin.core.texts import gettext as _


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _("用法："))

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        titles = {"Options": _("选项"), "Commands": _("命令"), "Positional arguments": _("参数")}
        with super().section(titles.get(name, name)):
            yield


class _Context(click.Context):
    formatter_class = _Formatter


def in_chinese(command: click.Command) -> click.Command:
    """The same command, with its help page in Chinese, and those of its subcommands."""
    command.context_class = _Context
    command.options_metavar = _("[选项]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("命令 [参数]…")
        for child in command.commands.values():
            in_chinese(child)
    command.params = [parameter for parameter in command.params if "--help" not in parameter.opts]
    if command.add_help_option:
        command.params.append(
            click.Option(
                ["--help"], is_flag=True, is_eager=True, expose_value=False, help=_("显示本说明。"), callback=_help
            )
        )
        command.add_help_option = False
    return command


def _help(context: click.Context, _parameter: click.Parameter, wanted: Any) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def explain(error: click.ClickException) -> str:
    """What was wrong with the command line, and where the help is; of what is no wrong use, only what it says."""
    if not isinstance(error, click.UsageError):
        return _what(error)
    lines = [_("用法不对：%(what)s") % {"what": _what(error)}]
    if error.ctx is not None:
        lines.append(_("查看说明：%(command)s --help") % {"command": error.ctx.command_path})
    return "\n".join(lines)


def _what(error: click.ClickException) -> str:
    match error:
        case click.exceptions.NoSuchCommand():
            return _("没有命令 %(name)s%(near)s。") % {"name": error.command_name, "near": _near(error.possibilities)}
        case click.NoSuchOption():
            return _("没有选项 %(name)s%(near)s。") % {"name": error.option_name, "near": _near(error.possibilities)}
        case click.MissingParameter():
            return _("缺少 %(name)s。") % {"name": _parameter(error)}
        case click.BadParameter():
            return _("%(name)s 的值不对：%(message)s") % {"name": _parameter(error), "message": error.message}
        case click.BadOptionUsage():
            return _("选项 %(name)s 缺少或多出了值。") % {"name": error.option_name}
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            return _("多出了参数 %(extra)s。") % {"extra": error.message.partition("(")[2].rstrip(")")}
        case click.UsageError() if error.message == "Missing command.":
            return _("缺少命令。")
        case _:
            return error.format_message()


def _near(possibilities: list[str] | None) -> str:
    return _("，是否要用 %(names)s") % {"names": "、".join(possibilities)} if possibilities else ""


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or _("参数"))
    return (
        error.param.make_metavar(error.ctx or click.Context(click.Command(None)))
        if isinstance(error.param, click.Argument)
        else error.param.opts[-1]
    )
