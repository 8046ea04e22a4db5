"""`gongjin standings`: work out where every row stands today, before somebody asks."""

from __future__ import annotations

import signal
import threading
from datetime import datetime, time, timedelta

import click

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.cli.output import say
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.core.texts import gettext as _
from gongjin.people.models import Jurisdiction
from gongjin.tracking.models import Standing
from gongjin.tracking.queries.ready import days_ahead, forget_past, prepare

AFTER_MIDNIGHT = timedelta(minutes=1)


@click.command(
    "standings",
    short_help=_("预先算好当天的进度灯，首次打开页面不必等待。"),
    help=_("预先算好当天（及上月末）每一条的进度灯，首次打开页面不必等待。可重复运行：已算好的不再算。"),
)
@click.option("--keep", is_flag=True, help=_("常驻运行：启动时和每天零点后各算一次（由 gongjin up 运行）。"))
def command(keep: bool) -> int:
    """Once, or again after each midnight until told to stop."""
    if not keep:
        say(_("已算好 %(n)d 条进度。") % {"n": _all()}, "green")
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_arguments: stop.set())
    Standing.objects.all().delete()  # another release of the program may have judged otherwise
    _all()
    while not stop.wait(seconds_to_next_day(clock.now())):
        _all()
    return 0


def seconds_to_next_day(now: datetime) -> float:
    """How long until just after the next midnight in Shanghai."""
    next_day = now.astimezone(SHANGHAI).date() + timedelta(days=1)
    return (datetime.combine(next_day, time(), SHANGHAI) + AFTER_MIDNIGHT - now).total_seconds()


def _all() -> int:
    forget_past()
    return sum(prepare(of, days_ahead()) for of in Jurisdiction.objects.order_by("pk"))
