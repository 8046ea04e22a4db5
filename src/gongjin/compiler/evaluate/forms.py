"""Annotations in the form that `gongjin compile --json` prints, so that a corrected result may serve as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongjin.compiler.evaluate.rows import Gold

_RENAMED = {"responsibilities": "units", "commitments": "qualitative"}
_BY_SECTION = ("responsibilities", "targets", "commitments", "deadlines")


def in_one_form(values: Mapping[str, Any]) -> Gold:
    """The annotation with sections by their titles and the keys of annotations; one that has them stays as it is."""
    sections: Sequence[Mapping[str, Any]] = values.get("sections", ())
    titles = {section["id"]: section["title"] for section in sections if "id" in section}
    if not titles:
        return values
    changed = dict(values)
    for kind in _BY_SECTION:
        if kind in values:
            rows = [{**row, "section": titles.get(row["section"], row["section"])} for row in values[kind]]
            changed[_RENAMED.get(kind, kind)] = [
                {"name": row["unit"], **row} if kind == "responsibilities" else row for row in rows
            ]
    return changed
