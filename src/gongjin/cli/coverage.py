"""`gongjin coverage PLAN`: what each row of a published plan is measured by, and which rows have nothing."""

from __future__ import annotations

import click
from rich.table import Table

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Refused
from gongjin.cli.government import government
from gongjin.cli.output import out, say
from gongjin.core.texts import gettext as _
from gongjin.ledger.queries.plans import plan_by_code
from gongjin.tracking.actions.offers import AcceptOffers
from gongjin.tracking.queries.coverage import facts_entered
from gongjin.tracking.queries.offers import Offered, offered


@click.command(
    "coverage",
    short_help=_("查看方案每一行由什么数据计量。"),
    help=_("逐行列出方案的任务、量化目标和定性要求由哪个数据集、按什么计量、已有几条数据。有缺的行时退出码为 1。"),
)
@click.argument("code", metavar=_("方案编号"))
@click.option("--accept", is_flag=True, help=_("确认全部建议的计量方式。"))
def command(code: str, accept: bool) -> int:
    """Print the table; 1 when there is no such plan or a row is without tracker or decision."""
    plan = plan_by_code(government(), code)
    if plan is None:
        say(_("没有编号为 %(code)s 的方案。") % {"code": code}, "red")
        return 1
    if accept:
        try:
            run(AcceptOffers(), actor=SystemActor(), on=plan)
        except Refused as error:
            say(error.message, "yellow")
    rows = offered(plan)
    _print(rows, facts_entered(item.tracker.data_set_id for item in rows if item.tracker and item.tracker.data_set_id))
    lacking = [item for item in rows if not item.settled]
    if lacking:
        say(
            _("%(all)d 行中有 %(n)d 行还没有确定计量方式。加 --accept 可确认全部建议。")
            % {"all": len(rows), "n": len(lacking)},
            "yellow",
        )
        return 1
    say(_("%(all)d 行都已确定计量方式。") % {"all": len(rows)}, "green")
    return 0


def _print(rows: list[Offered], entered: dict[int, int]) -> None:
    table = Table(box=None, pad_edge=False)
    for title in (_("编号"), _("类别"), _("名称"), _("数据集"), _("类型与模板"), _("计数方式"), _("已有数据")):
        table.add_column(title, overflow="fold")
    for item in rows:
        table.add_row(*_cells(item, entered))
    out().print(table)


def _cells(item: Offered, entered: dict[int, int]) -> tuple[str, ...]:
    row, reading = item.row, item.line.reading
    head = (str(row.code), str(row.get_kind_display()), reading.title[:40])
    tracker = item.tracker
    if tracker is not None and tracker.data_set is None:
        return (*head, _("未量化"), "", tracker.why, "")
    if tracker is not None and tracker.data_set is not None:
        data_set = tracker.data_set
        form = f"{item.kind_label} {data_set.template}".strip()
        return (*head, f"{data_set.code} {data_set.name}", form, item.rule_words, str(entered.get(data_set.pk, 0)))
    if item.offer is not None:
        name = item.there.name if item.there else _("新建：%(name)s") % {"name": item.offer.name}
        return (*head, _("建议 %(name)s") % {"name": name}, item.kind_label, item.rule_words, "")
    return (*head, _("没有建议，请在“进度”中设定"), "", "", "")
