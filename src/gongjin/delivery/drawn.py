"""A state table as a diagram in Mermaid's words, for the documentation."""

from __future__ import annotations

from gongjin.audit.states import StateTable


def diagram(table: StateTable) -> str:
    """Its states, and each act as an arrow; an act that leaves the state as it is returns to it."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"  {state}: {label}" for state, label in table.states.items()]
    lines.append(f"  [*] --> {next(iter(table.states))}")
    for rule in table.rules:
        for before in (state for state in table.states if state in rule.before):
            lines.append(f"  {before} --> {rule.after or before}: {rule.label}")
    return "\n".join([*lines, "```"])
