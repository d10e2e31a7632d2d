"""How an engine goes about a query: the tree of operators behind EXPLAIN and PROFILE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_ENGINES_OWN = ("NumOutputTuples", "ExecutionTime", "TotalTime")


@dataclass(slots=True)
class Plan:
    """An operator with what it takes its rows from. `rows` and `milliseconds` are known after PROFILE only."""

    operator: str
    details: str = ""
    rows: int | None = None
    estimated: float | None = None
    milliseconds: float | None = None
    children: list[Plan] = field(default_factory=list)

    def lines(self, before: str = "", branch: str = "") -> Iterator[str]:
        """The tree, an operator a line."""
        said = [self.operator, self.details]
        if self.estimated is not None:
            said.append(f"about {self.estimated:,.0f} rows")
        if self.rows is not None:
            said.append(f"{self.rows:,} rows")
        if self.milliseconds is not None:
            said.append(f"{self.milliseconds:.2f} ms")
        yield before + branch + "  ".join(part for part in said if part)
        deeper = before + {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
        for number, child in enumerate(self.children, 1):
            yield from child.lines(deeper, "└─ " if number == len(self.children) else "├─ ")


def from_server(plan: dict[str, Any]) -> Plan:
    """The plan that Neo4j's driver gives."""
    arguments = plan.get("args", {})
    return Plan(
        plan["operatorType"].split("@")[0],
        " ".join(str(arguments.get("Details", "")).split()),
        plan.get("rows"),
        arguments.get("EstimatedRows"),
        arguments["Time"] / 1e6 if "Time" in arguments else None,
        [from_server(child) for child in plan.get("children", ())],
    )


def from_boxes(text: str, *, ran: bool) -> Plan:
    """The plan that the embedded engine draws as boxes, each under the one it feeds; `ran` for PROFILE.

    A box stands under its parent or, a second child, in a column to the right of it.
    """
    lines = text.splitlines()
    tops = [at for at, line in enumerate(lines) if "┌" in line and set(line) <= set("┌─┴┐ ")][1:]  # after the title
    width = lines[tops[0]].index("┐") + 2
    rows: list[dict[int, Plan]] = []
    for top, end in zip(tops, [*tops[1:], len(lines)], strict=True):
        row: dict[int, Plan] = {}
        for column in (at // width for at, sign in enumerate(lines[top]) if sign == "┌" and at % width == 0):
            inside = (line[column * width + 1 : (column + 1) * width - 2].strip() for line in lines[top + 1 : end])
            row[column] = _box([line for line in inside if line and not line.startswith("─")], ran)
        if rows:
            for column, plan in row.items():
                rows[-1][max(at for at in rows[-1] if at <= column)].children.append(plan)
        rows.append(row)
    root = rows[0][0]
    return root.children[0] if root.operator == "PROFILE" else root


def _box(lines: list[str], ran: bool) -> Plan:
    plan = Plan(re.sub(r"\[\d+\]$", "", lines[0]))
    details: list[str] = []
    for line in lines[1:]:
        name, _, value = line.partition(": ")
        if set(line) == {"-"} or "└" in line or "┘" in line:
            continue
        if name not in _ENGINES_OWN:
            details.append(line)
        elif ran and name == "NumOutputTuples":
            plan.rows = int(value)
        elif ran and name == "ExecutionTime":
            plan.milliseconds = float(value)
    plan.details = " ".join(details)
    return plan
