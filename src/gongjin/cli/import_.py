"""`gongjin import FILE`: a plan's file into the ledger, to be reviewed on its page, or published as understood."""

from __future__ import annotations

from pathlib import Path

import click

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Refused
from gongjin.cli.government import government
from gongjin.cli.output import say
from gongjin.cli.stages import stages
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import refuse_large
from gongjin.core.texts import gettext as _
from gongjin.ledger import review
from gongjin.ledger.actions.plans import ImportPlan
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.people.models import Jurisdiction

LIKELY = 0.85
"""From this score on, `--publish` takes a proposed unit for the written name; below it the name is a new unit."""


@click.command(
    "import",
    short_help=_("导入方案文件，打印方案编号。"),
    help=_("导入方案文件（Word、PDF、OFD 等），打印方案编号。导入后在网页上核对；加 --publish 则按识别结果直接发布。"),
)
@click.argument("file", metavar=_("文件"), type=click.Path(path_type=Path))
@click.option("--publish", is_flag=True, help=_("接受全部识别结果，把名录中没有的单位加入名录，并发布。供脚本使用。"))
@click.option("--government", "name", default="", help=_("首次使用时设立的辖区名称，例如“安河县”。"))
def command(file: Path, publish: bool, name: str) -> int:
    """Print the plan's code on a line of its own; 1 with the reason when the file or the publishing is refused."""
    if not file.is_file():
        raise click.UsageError(_("找不到文件 %(path)s。") % {"path": file})
    with stages(4) as begin:
        try:
            begin(_("准备数据库"))
            jurisdiction = government(name)
            begin(_("编译并导入"))
            plan = _import(jurisdiction, file)
        except (Refused, RefusedFile) as error:
            say(f"{file}：{error.message}", "red")
            return 1
        try:
            if publish:
                begin(_("核对"))
                version = plan.versions.get()
                accept_all(version)
                begin(_("发布"))
                run(PublishVersion(), actor=SystemActor(), on=version)
        except Refused as error:
            say(_("方案 %(code)s 已导入，但没有发布：%(why)s") % {"code": plan.code, "why": error.message}, "red")
            return 1
    click.echo(plan.code)
    return 0


def _import(jurisdiction: Jurisdiction, file: Path) -> Plan:
    try:
        refuse_large(file.stat().st_size)
        data = file.read_bytes()
    except OSError as error:
        raise RefusedFile("unreadable", _("打不开文件（%(why)s）。请检查权限。") % {"why": error.strerror}) from error
    return run(ImportPlan(jurisdiction, file.name, data), actor=SystemActor())


def accept_all(version: PlanVersion) -> None:
    """Accept what was understood; names go to the units that they are likely to mean, the others are new units."""
    review.accept_section(version, None, None)
    review.confirm_suggested(version, None, LIKELY, rest="new")
