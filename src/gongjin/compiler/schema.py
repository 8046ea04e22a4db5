"""The JSON Schema of `gongjin.plan/1`, as it ships in the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def plan_schema() -> dict[str, Any]:
    """The schema (JSON Schema, draft 2020-12) that every output of `serialise.to_json` holds to."""
    read: dict[str, Any] = json.loads(
        files("gongjin.compiler").joinpath("plan.schema.json").read_text(encoding="utf-8")
    )
    return read
