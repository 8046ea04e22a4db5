"""A line of the ledger as the grid in the browser takes it: flat, short names, words instead of codes."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from gongjin.core.rooms import RowMark, RowNote
from gongjin.ledger.figure_words import exact_text, figure_text
from gongjin.ledger.models import RowKind
from gongjin.ledger.queries.lines import Line, Stated
from gongjin.ledger.templatetags.ledger import metric_text, roles_text, strength_label, text_url, units_text
from gongjin.ledger.typed_values import FIELDS
from gongjin.ledger.views.beside import marks_of, notes_of

STATED = ("metric", "unit_of_measure", "base", "base_period", "period", "note")


def rows_json(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Lines with the marks that other rooms give their rows."""
    rows = [line.row for line in lines]
    marks, notes = marks_of(rows), notes_of(rows)
    return [row_json(line, marks.get(line.row.pk), notes.get(line.row.pk)) for line in lines]


def row_json(line: Line, mark: RowMark | None = None, note: RowNote | None = None) -> dict[str, object]:
    """All that the grid shows of a line. A stated value has three keys: `x` text, `x_o` origin, `x_p` plan's words."""
    reading, row = line.reading, line.row
    shown: dict[str, object] = {
        "id": str(row.public_id),
        "rev": row.revision,
        "code": str(row),
        "kind": row.kind,
        "dropped": row.state == "dropped",
        "kind_label": RowKind(row.kind).label,
        "section": f"{reading.section.number} {reading.section.title}",
        "text": reading.title if row.kind == RowKind.TASK else reading.text,
        "lead": metric_text(line),
        "figure": figure_text(reading),
        "exact": exact_text(reading),
        "light": mark.light if mark else "",
        "light_word": mark.word if mark else "",
        "light_note": mark.note if mark else "",
        "light_url": mark.url if mark else "",
        "handed": note.word if note else "",
        "handed_note": note.note if note else "",
        "handed_url": note.url if note else "",
        "strength": strength_label(reading.strength),
        "units": units_text(line),
        "inherited": line.inherited,
        "sums_up": line.sums_up.unit.name if line.sums_up else "",
        **_group(line),
        "url": reverse("ledger:row", args=[row.public_id]),
        "plan_text": text_url(reading.version, reading.start, reading.end),
        "seen": {name: field.of(line.office) for name, field in FIELDS.items()},
    }
    values = {"due": line.due, "cadence": line.cadence, **{name: line.stated(name) for name in STATED}}
    for name, value in values.items():
        shown.update(_three(name, value))
    return shown


def _group(line: Line) -> dict[str, object]:
    """Where the line stands in a grouped list; `key` tells apart the lines of one row under several units."""
    if line.group is None:
        return {"key": str(line.row.public_id)}
    return {
        "key": f"{line.row.public_id}|{line.group.name}",
        "group": line.group.name,
        "group_count": line.group.count,
        "group_role": roles_text(line.group),
    }


def _three(name: str, value: Stated) -> dict[str, str]:
    return {name: value.text, f"{name}_o": value.origin, f"{name}_p": value.plan}
