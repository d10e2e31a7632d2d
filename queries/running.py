"""Runs a question of the library on a graph: the same rows in the same order on every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, cast

from kg import schema
from kg.graphs import Graph, Shared
from kg.records import Table
from queries.asking import Asked
from queries.names import Name
from queries.questions import BEST, EVIDENCE, Question
from queries.results import ranked

Row = tuple[object, ...]

#: The column that tells the variant a row is about.
VARIANT = "variant"
_LEVELS = 6  # of a family: Llama -> Llama 3 -> Llama 3.1 -> Llama-3.1-8B -> ...-Instruct


def answer(
    graph: Graph,
    question: Question,
    parameters: Mapping[str, object],
    *,
    evidence: bool = False,
    beside: bool = False,
) -> Table:
    """The rows of a question whose slots are linked: ids of nodes and numbers.

    With `beside` come the columns that only people are shown, such as whether a value is a gain, after `value`.

    With `evidence` a last column of that name holds, for each row, the sentences it rests on: maps of `paper`, `title`,
    `sentence`, `start` and `end` (offsets into title + newline + abstract).
    """
    columns = question.columns
    if beside and question.beside:
        at = columns.index("value") + 1 if "value" in columns else len(columns)
        columns = (*columns[:at], *question.beside, *columns[at:])
    ordered = columns
    columns = (*columns, EVIDENCE) if evidence else columns
    found = graph.run(question.query if evidence else _bare(question.query), parameters)
    rows = found.rows if found.columns == columns else _picked(found, columns)
    rows = _merged(rows) if evidence else _distinct(rows)
    if question.order == (BEST,):
        rows = [tuple(row.values()) for row in ranked([dict(zip(columns, row, strict=True)) for row in rows])]
    else:
        rows = _sorted(rows, ordered, question.order)
    return Table(columns, _complete(graph, rows) if evidence else rows)


def _bare(query: str) -> str:
    """The query without its evidence, which is collected and carried over only where somebody wants to see it."""
    kept: list[str] = []
    for line in query.splitlines():
        if line.strip().endswith(f" AS {EVIDENCE}"):
            kept[-1] = kept[-1].rstrip().removesuffix(",")
        else:
            kept.append(line)
    return type(query)("\n".join(kept))


def _picked(found: Table, columns: tuple[str, ...]) -> list[Row]:
    first, *rest = (found.columns.index(column) for column in columns)
    return list(map(itemgetter(first, *rest), found.rows)) if rest else [(row[first],) for row in found.rows]


def _distinct(rows: list[Row]) -> list[Row]:
    """Each row once; names in a list are sorted, for every engine collects them in an order of its own."""
    try:
        return list(dict.fromkeys(rows))
    except TypeError:  # a list among the values
        return list({tuple(map(_hashable, row)): tuple(map(_settled, row)) for row in rows}.values())


def _merged(rows: list[Row]) -> list[Row]:
    """As `_distinct`, for rows that end with their evidence: equal rows become one with the evidence of all."""
    merged: dict[Row, Row] = {}
    pieces: defaultdict[Row, dict[Row, object]] = defaultdict(dict)
    for *values, evidence in rows:
        key = tuple(map(_hashable, values))
        merged.setdefault(key, tuple(map(_settled, values)))
        for piece in evidence:  # type: ignore[attr-defined]
            pieces[key][piece["paper"], piece["start"], piece["end"]] = piece
    return [(*row, list(pieces[key].values())) for key, row in merged.items()]


def _settled(value: object) -> object:
    return sorted(value, key=str) if isinstance(value, list) else value


def _hashable(value: object) -> object:
    return tuple(sorted(value, key=str)) if isinstance(value, list) else value


def _sorted(rows: list[Row], columns: tuple[str, ...], order: tuple[str, ...]) -> list[Row]:
    """By the columns of `order`, then by all others, so that the order is total; nulls last."""
    signs = {name.removeprefix("-"): -1 if name.startswith("-") else 1 for name in order}
    first = [(columns.index(name), sign) for name, sign in signs.items()]
    return _by(rows, [*first, *((at, 1) for at, name in enumerate(columns) if name not in signs)])


def _by(rows: list[Row], order: Sequence[tuple[int, int]]) -> list[Row]:
    """Rows by columns, each with a sign; a value of a column is ranked once, and only where those before are equal."""
    if len(rows) < 2 or not order:
        return rows
    (at, sign), *rest = order
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_hashable(row[at])].append(row)
    return [row for value in sorted(groups, key=lambda v: _rank(v, sign)) for row in _by(groups[value], rest)]


def _rank(value: object, sign: int) -> tuple[object, ...]:
    """What to sort a value by: numbers, then texts whatever their case, then null."""
    if isinstance(value, str):
        return 1, value.casefold(), value
    if value is None:
        return (2,)
    return (0, sign * value) if isinstance(value, int | float) else (1, str(value).casefold(), str(value))


def _complete(graph: Graph, rows: list[Row]) -> list[Row]:
    """Give every piece of evidence the title of its paper, and put the pieces in the order of papers and places."""
    pieces = [cast("list[Mapping[str, object]]", row[-1]) for row in rows]
    ids = sorted({str(piece["paper"]) for some in pieces for piece in some})
    query = Shared("UNWIND $ids AS id MATCH (p:Paper {id: id}) RETURN p.id, p.title")
    found = graph.run(query, {"ids": ids}) if ids else None
    titles = {str(id_): title for id_, title in found.rows} if found else {}

    def complete(piece: Mapping[str, object]) -> dict[str, object]:
        paper = str(piece["paper"])
        return {"paper": paper, "title": titles.get(paper)} | {k: piece[k] for k in ("sentence", "start", "end")}

    def place(piece: Mapping[str, Any]) -> tuple[Any, ...]:
        return piece["paper"], piece["start"], piece["end"]

    return [(*row[:-1], sorted(map(complete, some), key=place)) for row, some in zip(rows, pieces, strict=True)]


def answer_with_variants(graph: Graph, asked: Asked, *, evidence: bool = False, beside: bool = False) -> Table:
    """The answer for the names asked for, then for each variant of one of them; `variant` says for which.

    A column of that name comes after the others (before the evidence), null in the rows of the names themselves.
    """
    found = answer(graph, asked.question, asked.parameters, evidence=evidence, beside=beside)
    if VARIANT in found.columns:
        return found
    at = len(found.columns) - evidence
    rows = [(*row[:at], None, *row[at:]) for row in found.rows]
    for slot in asked.question.slots:
        node = asked.slots[slot.name]
        if isinstance(node, Name) and node.label in schema.CONCEPTS:
            for id_, name in _below(graph, node):
                parameters = {**asked.parameters, slot.name: id_}
                more = answer(graph, asked.question, parameters, evidence=evidence, beside=beside)
                rows += [(*row[:at], name, *row[at:]) for row in more.rows]
    return Table((*found.columns[:at], VARIANT, *found.columns[at:]), rows)


def _below(graph: Graph, node: Name) -> list[tuple[str, str]]:
    """(id, name) of all variants of a concept, and of their variants, the most used first."""
    kin = f"MATCH (v:{node.label})-[:VARIANT_OF*1..{_LEVELS}]->(c:{node.label}) WHERE c.id = $id"
    rows = graph.run(f"{kin} RETURN DISTINCT v.id, v.name, v.papers", {"id": node.id}).rows
    return [(str(id_), str(name)) for id_, name, _ in sorted(rows, key=lambda r: (-int(str(r[2])), str(r[0])))]


def variants(graph: Graph, asked: Asked, most: int = 8) -> list[str]:
    """The versions and subsets of the data a question is about, which its answer leaves out; the most used first."""
    found: list[str] = []
    for slot in asked.question.slots:
        node = asked.slots[slot.name]
        if slot.type in schema.DATA and isinstance(node, Name):
            kin = f"MATCH (v:{node.label})-[:VARIANT_OF]->(c:{node.label}) WHERE c.id = $id"
            rows = graph.run(Shared(f"{kin} RETURN v.name, v.papers, v.id"), {"id": node.id}).rows
            found += [str(name) for name, *_ in sorted(rows, key=lambda r: (-int(str(r[1])), str(r[2])))]
    return found[:most] + [f"{len(found) - most} more"] * (len(found) > most)
