"""`gongjin audit …`: verify the chains against the present state, and keep their heads outside the database."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click
from django.conf import settings

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.heads import write_heads
from gongjin.audit.models import Record
from gongjin.audit.verify import as_json, verify
from gongjin.core.texts import gettext as _

_DAY_S = 24 * 60 * 60


def _heads_file() -> Path:
    return Path(settings.GONGJIN_HOME) / "heads.jsonl"


@click.group("audit", help=_("审计链：校验与存证。"))
def command() -> None:
    """The group."""


@command.command("verify", help=_("重新计算审计链与每个对象的现状，指出被改动、删除、调换、截断之处。"))
@click.option("--heads", type=click.Path(dir_okay=False, path_type=Path), help=_("库外存证文件，默认用数据目录中的。"))
@click.option("--json", "as_data", is_flag=True, help=_("以 JSON 输出。"))
def verify_command(heads: Path | None, as_data: bool) -> int:
    """Exit code 0 when sound, 1 with the faults otherwise."""
    faults = list(verify(heads or _heads_file()))
    if as_data:
        click.echo(as_json(faults))
    elif faults:
        for fault in faults:
            click.echo(f"✘ [{fault.place}] {fault.message}")
        click.echo(_("共发现 %(n)s 处不一致。请保留现场并联系审计人员。") % {"n": len(faults)}, err=True)
    else:
        click.echo(_("审计链完整：%(n)s 条记录，全部对象与记录一致。") % {"n": Record.objects.count()})
    return 1 if faults else 0


@command.command("keep-heads", help=_("每天把各链的最新摘要追加到库外存证文件（由 gongjin up 常驻运行）。"))
@click.option("--every", default=_DAY_S, show_default=True, help=_("间隔秒数。"))
def keep_heads(every: int) -> None:
    """Write the heads now, then at every interval, and once more when told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_arguments: stop.set())
    write_heads(_heads_file())
    while not stop.wait(every):
        write_heads(_heads_file())
    write_heads(_heads_file())
