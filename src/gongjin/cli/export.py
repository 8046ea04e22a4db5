"""`gongjin export PLAN`: the ledger of a published plan as JSON, workbook or CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import click

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.errors import Refused
from gongjin.cli.government import government
from gongjin.cli.output import say
from gongjin.core.sheets import Value
from gongjin.core.texts import gettext as _
from gongjin.ledger.models import Plan
from gongjin.ledger.queries.division import division_rows
from gongjin.ledger.queries.export import as_data
from gongjin.ledger.queries.plans import plan_by_code
from gongjin.ledger.sheets.task_list import task_list, task_list_rows, task_list_spec
from gongjin.ledger.sheets.unit_names import UnitNames
from gongjin.ledger.sheets.versions import version_to_write

_INJECTS = ("=", "+", "-", "@", "\t", "\r")


@click.command(
    "export",
    short_help=_("导出已发布方案的任务清单。"),
    help=_("导出已发布方案的台账。不加选项时把 JSON 写到标准输出；路径写“-”也是标准输出。"),
)
@click.argument("code", metavar=_("方案编号"))
@click.option("--json", "json_to", metavar=_("路径"), help=_("写成 JSON。"))
@click.option("--xlsx", "xlsx_to", metavar=_("路径"), help=_("写成任务清单工作簿（.xlsx）。"))
@click.option("--csv", "csv_to", metavar=_("路径"), help=_("写成 CSV（Excel 可直接打开）。"))
def command(code: str, json_to: str | None, xlsx_to: str | None, csv_to: str | None) -> int:
    """Write the ledger; 1 when there is no such plan, or nothing of it is published."""
    plan = plan_by_code(government(), code)
    if plan is None:
        say(_("没有编号为 %(code)s 的方案。") % {"code": code}, "red")
        return 1
    try:
        if json_to or not (xlsx_to or csv_to):
            _write(json_to or "-", _json(plan))
        if xlsx_to:
            _write(xlsx_to, task_list(plan))
        if csv_to:
            _write(csv_to, _csv(plan))
    except Refused as error:
        say(error.message, "red")
        return 1
    return 0


def _write(target: str, content: bytes) -> None:
    if target == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        Path(target).write_bytes(content)
    except OSError as error:
        message = _("写不了 %(path)s（%(why)s）。请换一个位置。") % {"path": target, "why": error.strerror}
        raise click.UsageError(message) from error
    say(_("已写入 %(path)s") % {"path": target})


def _json(plan: Plan) -> bytes:
    return (json.dumps(as_data(plan), ensure_ascii=False, indent=1) + "\n").encode()


def _csv(plan: Plan) -> bytes:
    names = UnitNames(plan)
    columns = task_list_spec(names).columns
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.title for column in columns])
    for row in task_list_rows(division_rows(version_to_write(plan)), names):
        writer.writerow([_cell(row.values.get(column.key)) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_INJECTS) else value
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else value.isoformat()
