"""`gongjin eval`: how well annotated plans are compiled, with each miss and its sentence. No database, no Django."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from gongjin.cli.output import out, progress
from gongjin.compiler.doubts import SURE
from gongjin.compiler.evaluate.folder import NoGold, compiled, pairs
from gongjin.compiler.evaluate.rows import KINDS, Item
from gongjin.compiler.evaluate.score import Score, evaluate, overall
from gongjin.core.texts import gettext as _

_LABELS = {kind.name: kind.label for kind in KINDS}
_EXCERPT = 60


@click.command(
    "eval",
    short_help=_("用人工标注的方案检验编译得准不准。"),
    help=_("编译文件夹里有人工标注（同名 .json）的方案，逐类给出准确率、召回率和 F1，并列出每一处漏读和误读。"),
)
@click.argument(
    "folder", metavar=_("标注文件夹"), type=click.Path(path_type=Path, exists=True, file_okay=False, dir_okay=True)
)
@click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出到标准输出。"))
@click.option("--brief", is_flag=True, help=_("只看合计，不列逐份结果和漏读、误读。"))
def command(folder: Path, as_json: bool, brief: bool) -> int:
    """Print the figures of each plan and of all together; 0 whatever they are, since judging them is the reader's."""
    try:
        count = len(pairs(folder))
    except NoGold as error:
        raise click.UsageError(_("文件夹 %(path)s 里没有带标注的方案。") % {"path": folder}) from error
    scores: dict[str, dict[str, Score]] = {}
    with progress(count) as advance:
        for name, plan, gold in compiled(folder):
            scores[name] = evaluate(plan, gold)
            advance()
    total = overall(scores.values())
    if as_json:
        sys.stdout.write(json.dumps(_as_json(scores, total), ensure_ascii=False, indent=1) + "\n")
        return 0
    if not brief:
        for name, one in scores.items():
            _document(name, one)
    _table(_("合计（%(count)d 份）") % {"count": count}, total)
    return 0


def _document(name: str, scores: dict[str, Score]) -> None:
    _table(name, scores)
    console = out()
    for kind, score in scores.items():
        for mark, style, items in ((_("漏"), "yellow", score.missed), (_("误"), "red", score.invented)):
            for item in items:
                console.print(_miss(mark, style, _LABELS[kind], item))


def _miss(mark: str, style: str, label: str, item: Item) -> Text:
    words = " ".join(item.words.split())
    text = Text(f"  {mark} ", style=style).append(f"{label}　", style="dim")
    text.append(words[:_EXCERPT] + ("…" if len(words) > _EXCERPT else ""), style="default")
    return text.append("　" + " · ".join(str(part) for part in item.key if part not in (None, "")), style="dim")


def _table(title: str, scores: dict[str, Score]) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column(_("类别"))
    for heading in (_("应有"), _("读出"), _("准确率"), _("召回率"), "F1", _("把握大的"), _("其中读对")):
        table.add_column(heading, justify="right")
    for name, score in scores.items():
        table.add_row(
            _LABELS[name],
            str(score.right + len(score.missed)),
            str(score.right + len(score.invented)),
            *(f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1)),
            f"{score.sure_share:.0%}",
            f"{score.sure_precision:.1%}",
        )
    out().print(table)


def _as_json(scores: dict[str, dict[str, Score]], total: dict[str, Score]) -> dict[str, object]:
    return {
        "sure_from": SURE,
        "overall": {name: _figures(score) for name, score in total.items()},
        "documents": {
            document: {
                name: _figures(score)
                | {"missed": [_item(item) for item in score.missed], "invented": [_item(i) for i in score.invented]}
                for name, score in one.items()
            }
            for document, one in scores.items()
        },
    }


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "annotated": score.right + len(score.missed),
        "found": score.right + len(score.invented),
        "sure_share": round(score.sure_share, 4),
        "sure_precision": round(score.sure_precision, 4),
    }


def _item(item: Item) -> dict[str, object]:
    return {"text": item.words, "key": [part if part is None else str(part) for part in item.key]}
