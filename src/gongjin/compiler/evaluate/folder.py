"""A folder of annotated plans: each `NAME.json` beside the plan `NAME.txt`, `.docx` or any other readable format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from gongjin.compiler.compile import compile_document
from gongjin.compiler.evaluate.forms import in_one_form
from gongjin.compiler.evaluate.rows import Gold
from gongjin.compiler.files import read_document
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.readers import suffixes


class NoGold(ValueError):
    """The folder holds no annotated plan."""


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    """Each plan with its annotation, by name; where a plan lies there in several formats, each counts.

    Raises `NoGold` where there is none.
    """
    endings = suffixes()
    found = [
        (plan, gold)
        for gold in sorted(folder.glob("*.json"))
        for plan in sorted(folder.glob(f"{_escaped(gold.stem)}.*"))
        if plan.suffix.lower() in endings
    ]
    if not found:
        raise NoGold(str(folder))
    return found


def compiled(folder: Path) -> Iterator[tuple[str, CompiledPlan, Gold]]:
    """Each annotated plan of a folder, compiled: its file's name, the plan, the annotation."""
    for path, annotation in pairs(folder):
        gold = in_one_form(json.loads(annotation.read_text(encoding="utf-8")))
        yield path.name, compile_document(read_document(path.read_bytes(), path.name)), gold


def _escaped(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in stem)
