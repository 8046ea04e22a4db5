"""The entry point. It imports no command until it is called, so that `compile` starts without Django."""

from __future__ import annotations

import importlib
import io
import keyword
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec

import click

import gongjin.cli
from gongjin.cli.troubles import explain as trouble_of
from gongjin.cli.usage import explain, in_chinese
from gongjin.compiler.errors import RefusedFile
from gongjin.core.texts import gettext as _

DONE, FINDINGS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """The commands, found by discovery: a module `two_words.py` with a `command` is `gongjin two-words`; a word of
    Python's own has an underscore behind it (`import_.py`)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, for the help page; the only place that imports every command."""
        names = (module.name.rstrip("_").replace("_", "-") for module in pkgutil.iter_modules(gongjin.cli.__path__))
        return [name for name in sorted(names) if self.get_command(ctx, name) is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        module = cmd_name.replace("-", "_")
        module += "_" if keyword.iskeyword(module) else ""
        name = f"{gongjin.cli.__name__}.{module}"
        if not module.isidentifier() or find_spec(name) is None:
            return None
        command = getattr(importlib.import_module(name), "command", None)
        return in_chinese(command) if isinstance(command, click.Command) else None


def root() -> click.Group:
    """The command `gongjin` itself."""
    group = Commands(
        "gongjin", help=_("共进：把政府印发的方案编译成任务台账，并一路管到销号、调度与考核。"), no_args_is_help=True
    )
    in_chinese(group)
    return group


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; what goes wrong is said on stderr, in Chinese."""
    try:
        result = root().main(list(arguments), prog_name="gongjin", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USE
    except click.ClickException as error:
        click.echo(explain(error), err=True)
        return error.exit_code
    except RefusedFile as error:
        click.echo(error.message, err=True)
        return FINDINGS
    except click.Abort:
        click.echo(_("已中断。"), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (head) has had enough; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        said = trouble_of(error)
        if said is None:
            raise
        click.echo(said, err=True)
        return FINDINGS
    return result if isinstance(result, int) else DONE


def main() -> None:
    """What the script `gongjin` calls."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
