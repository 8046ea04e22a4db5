"""`gongjin up`: one command that keeps the web server and what else must run, and stops them together."""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click
import django
from django.conf import settings

from gongjin.cli.supervisor import Program, Supervisor
from gongjin.cli.troubles import address_refused
from gongjin.core.rooms import offered_by_rooms
from gongjin.core.texts import gettext as _
from gongjin.web import prepare

APPLICATION = "gongjin.web.wsgi:application"
EXAMPLE_LOADED = "example-loaded"
_READY_POLL_S = 0.05


def web_server(host: str, port: int, workers: int) -> Program:
    """The web server: granian, which replaces a worker that dies by itself."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": "4",
        "--respawn-interval": "0.5",
        "--workers-kill-timeout": "5",
        "--log-level": "warning",
    }
    flat = [part for pair in options.items() for part in pair]
    command = [sys.executable, "-m", "granian", *flat, "--respawn-failed-workers", "--no-ws", APPLICATION]
    return Program("web", command)


def room_programs() -> list[Program]:
    """What the rooms want kept, from their `processes.py`."""
    start = [sys.executable, "-c", "from gongjin.cli.main import main; main()"]
    return [
        Program(process.name, [*start, *process.arguments])
        for module in offered_by_rooms("processes")
        for process in module.PROCESSES
    ]


def _require_free(host: str, port: int) -> None:
    """Refuse a taken or forbidden port before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = _("无法使用地址 %(host)s:%(port)s（%(reason)s）。请换一个端口，例如 PORT=8001。")
            raise click.ClickException(
                message % {"host": host, "port": port, "reason": address_refused(error)}
            ) from error


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """One `gongjin up` a home folder: two would do what must be done once, twice."""
    with (home / "up.lock").open("a", encoding="ascii") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = _("%(home)s 已有一个 gongjin up 在运行。请先停止它，或用 GONGJIN_HOME 指定另一个目录。")
            raise click.ClickException(message % {"home": home}) from None
        yield


class _Readiness:
    """Asks the health page until it answers, beside the main loop."""

    def __init__(self, host: str, port: int) -> None:
        self._host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
        self._port = port
        self._answered = threading.Event()
        self._told = False
        threading.Thread(target=self._ask, daemon=True).start()

    def _ask(self) -> None:
        # A name that the site answers to, and https where it insists on it: the health page is exempt from redirects.
        name = next((host.lstrip("*.") for host in settings.ALLOWED_HOSTS if host.lstrip("*.")), "localhost")
        while not self._answered.is_set():
            connection = http.client.HTTPConnection(self._host, self._port, timeout=5)
            try:
                connection.request("GET", "/healthz", headers={"Host": name})
                if connection.getresponse().status == 200:
                    self._answered.set()
            except (OSError, http.client.HTTPException):
                pass  # not yet
            finally:
                connection.close()
            time.sleep(_READY_POLL_S)

    def just_now(self) -> bool:
        """True once: at the first call after the site began to answer."""
        if self._told or not self._answered.is_set():
            return False
        self._told = True
        return True


def _sibling(context: click.Context, name: str) -> click.Command | None:
    """Another command of `gongjin`, if this installation has it."""
    parent = context.parent
    if parent is None or not isinstance(parent.command, click.Group):
        return None
    return parent.command.get_command(parent, name)


def _run_sibling(context: click.Context, name: str, *arguments: str) -> int:
    """Run another command and give its exit code; 1 if this installation has no such command."""
    found = _sibling(context, name)
    if found is None:
        return 1
    code = found.main(list(arguments), prog_name=f"gongjin {name}", standalone_mode=False)
    return code if isinstance(code, int) else 0


def load_example(context: click.Context, home: Path) -> None:
    """Load the example plan once: an office that removed it does not get it back. What failed is tried again."""
    mark = home / EXAMPLE_LOADED
    if not mark.exists() and _run_sibling(context, "example") == 0:
        mark.touch()


@click.command("up", help=_("启动网站及所需的后台程序，按 Ctrl+C 一并停止。"))
@click.option(
    "--host", envvar="HOST_ADDRESS", default="127.0.0.1", show_default=True, help=_("监听地址；0.0.0.0 供局域网访问。")
)
@click.option(
    "--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_("端口（PORT）。")
)
@click.option("--workers", type=click.IntRange(1, 64), default=None, help=_("网站工作进程数，默认按 CPU 核数。"))
@click.option("--with-example", is_flag=True, help=_("首次启动时载入示例方案。"))
@click.option("--sign-in-link", is_flag=True, help=_("启动后打印一次性登录链接。"))
@click.pass_context
def command(
    context: click.Context, host: str, port: int, workers: int | None, with_example: bool, sign_in_link: bool
) -> None:
    """Prepare what is missing, start everything, keep it, stop it together. Exit codes: 0 stopped, 1 could not run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjin.web.settings")
    django.setup()
    home = Path(settings.GONGJIN_HOME)
    prepare.make_folders()
    with _only_one(home):
        _require_free(host, port)
        prepare.prepare()
        if with_example:
            load_example(context, home)
        url = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/"  # noqa: S104 - compared, not bound
        programs = [web_server(host, port, workers or min(os.cpu_count() or 1, 8)), *room_programs()]
        supervisor = Supervisor(programs, click.echo)
        readiness = _Readiness(host, port)

        def announce() -> None:
            if readiness.just_now():
                click.echo(_("共进已启动：%(url)s") % {"url": url})
                click.echo(_("数据目录：%(home)s") % {"home": home})
                if sign_in_link:
                    _run_sibling(context, "signin-link", "--url", url)

        code = supervisor.run(announce)
        if code == 0:
            click.echo(_("共进已停止。"))
    context.exit(code)
