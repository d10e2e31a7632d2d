"""`kg review`: questions about the least certain decisions on names, asked one by one or answered by a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from kg.errors import NothingFound, PaperKGError
from kg.library import Store
from kg.records import Decision

#: What is surer than this is not asked about.
_SURE = 0.9
_KINDS = ("Method", "Data", "Task", "Metric")
_VERBS = {"y": "merge", "n": "apart"}


@dataclass(frozen=True)
class Question:
    """Whether two names of a kind are one concept, what the library takes them for, and why."""

    kind: str
    a: str
    b: str
    one: bool
    step: str
    reason: str
    sureness: float

    def as_json(self) -> dict[str, object]:
        """The line that a script reads, and gives back with "answer"."""
        return {
            "kind": self.kind,
            "a": self.a,
            "b": self.b,
            "now": "one" if self.one else "two",
            "step": self.step,
            "reason": self.reason,
            "sureness": round(self.sureness, 3),
        }


def questions(store: Store, limit: int) -> list[Question]:
    """The least certain decisions, the least sure first."""
    from loaders.resolution import KIND_OF

    found: dict[tuple[str, frozenset[str]], Question] = {}
    for step in store.names.unsure(_SURE):
        concept = store.names.concept(step.concept)
        if concept is None or not step.other or step.name == step.other:
            continue
        kind = KIND_OF[concept.label]
        question = Question(kind, step.name, step.other, step.step != "apart", step.step, step.reason, step.sureness)
        found.setdefault((kind, frozenset((step.name, step.other))), question)
        if len(found) == limit:
            break
    return list(found.values())


def walk(library: Path, asked: Sequence[Question]) -> None:
    """Ask each question; an answer is kept at once."""
    from kg.build.naming import answer, undo
    from kg.tables import safe

    given: list[tuple[int, int]] = []  # question, decision's number
    at = 0
    while at < len(asked):
        question = asked[at]
        typer.echo(f"{at + 1}/{len(asked)} ({question.kind}) one concept? {safe(question.a)}  /  {safe(question.b)}")
        typer.echo(f"    now {'one' if question.one else 'two'}, {question.step}: {safe(question.reason)}")
        reply = _reply()
        if reply == "q":
            break
        if reply == "u":
            if given:
                at, number = given.pop()
                undo(library, number)
            continue
        if reply in _VERBS:
            given.append((at, answer(library, _decision(question.kind, question.a, question.b, reply, ""))))
        at += 1
    print(f"kg: {len(given)} decided; kg merges lists them", file=sys.stderr)


def _reply() -> str:
    while True:
        typer.echo("y, n, s(kip), u(ndo), q(uit)? ", nl=False)
        line = sys.stdin.readline()
        reply = line.strip().lower()[:1] if line else "q"
        if reply and reply in "ynsuq":
            return reply


def take(library: Path, source: Path) -> None:
    """Keep the answers of a file of JSON lines; all are checked before the first is kept."""
    from kg.build.naming import answer
    from loaders.resolution import normal_form

    try:
        if str(source) == "-":
            decisions, lines = _read("standard input", sys.stdin)
        else:
            with source.open(encoding="utf-8") as file:
                decisions, lines = _read(str(source), file)
    except (OSError, UnicodeDecodeError) as error:
        raise PaperKGError(f"{source}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from None
    with Store.open(library, readonly=True) as store:
        for place, decision in decisions:
            for name in (decision.name, decision.other):
                if not store.names.find(normal_form(name)):
                    raise PaperKGError(f"{place}: no concept '{name}' in {library}")
    for _, decision in decisions:
        answer(library, decision)
    skipped = f", {lines - len(decisions)} skipped" if lines > len(decisions) else ""
    print(f"kg: {len(decisions)} decided{skipped}" + ("; kg merges lists them" if decisions else ""), file=sys.stderr)


def _read(name: str, lines: Iterable[str]) -> tuple[list[tuple[str, Decision]], int]:
    """The answers, each with its place, and how many lines there are. Raises NothingFound where no line has one."""
    found = []
    read = answered = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}: line {number}"
        try:
            row = json.loads(line)
        except ValueError:
            raise PaperKGError(f"{place}: no JSON") from None
        if not isinstance(row, dict) or not all(isinstance(row.get(k), str) and row[k].strip() for k in ("a", "b")):
            raise PaperKGError(f'{place}: an answer has "kind", "a", "b" and "answer"')
        read, answered = read + 1, answered + ("answer" in row)
        reply, kind = str(row.get("answer") or "s").lower()[:1], row.get("kind")
        if kind not in _KINDS:
            raise PaperKGError(f'{place}: "kind" is one of {", ".join(_KINDS)}')
        if reply not in "yns":
            raise PaperKGError(f'{place}: "answer" is y, n or skip')
        if reply in _VERBS:
            found.append((place, _decision(kind, row["a"], row["b"], reply, str(row.get("why") or ""))))
    if not answered:
        raise NothingFound(f'{name}: no line has an answer; add "answer": "y" or "n" to those that you decide')
    return found, read


def _decision(kind: str, a: str, b: str, reply: str, why: str) -> Decision:
    return Decision(_VERBS[reply], kind, a, b, why or "reviewed")
