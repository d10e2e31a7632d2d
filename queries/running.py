"""Runs a question of the library on a graph: the same rows in the same order on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import schema
from kg.graphs import Graph
from kg.records import Table
from queries.asking import Asked
from queries.names import Name
from queries.questions import BEST, EVIDENCE, Question
from queries.results import ranked

Row = dict[str, object]


def answer(graph: Graph, question: Question, parameters: Mapping[str, object], *, evidence: bool = False) -> Table:
    """The rows of a question whose slots are linked: ids of nodes and numbers.

    With `evidence` a last column of that name holds, for each row, the sentences it rests on: maps of `paper`, `title`,
    `sentence`, `start` and `end` (offsets into title + newline + abstract).
    """
    found = graph.run(question.query if evidence else _bare(question.query), parameters)
    rows = _merged([dict(zip(found.columns, row, strict=True)) for row in found.rows], question.columns)
    rows = ranked(rows) if question.order == (BEST,) else _sorted(rows, question.order)
    if not evidence:
        return Table(question.columns, [tuple(row[c] for c in question.columns) for row in rows])
    _complete(graph, rows)
    columns = (*question.columns, EVIDENCE)
    return Table(columns, [tuple(row[c] for c in columns) for row in rows])


def _bare(query: str) -> str:
    """The query without its evidence, which is collected and carried over only where somebody wants to see it."""
    kept: list[str] = []
    for line in query.splitlines():
        if line.strip().endswith(f" AS {EVIDENCE}"):
            kept[-1] = kept[-1].rstrip().removesuffix(",")
        else:
            kept.append(line)
    return "\n".join(kept)


def _merged(rows: Iterable[Row], columns: tuple[str, ...]) -> list[Row]:
    """Rows equal in all columns made one, with the evidence of both; names in a list are sorted."""
    merged: dict[tuple[object, ...], Row] = {}
    pieces: dict[tuple[object, ...], dict[tuple[object, ...], object]] = {}
    for row in rows:
        values = {c: sorted(v, key=str) if isinstance(v := row[c], list) else v for c in columns}
        key = tuple(tuple(v) if isinstance(v, list) else v for v in values.values())
        merged.setdefault(key, values)
        known = pieces.setdefault(key, {})
        for piece in row.get(EVIDENCE) or ():  # type: ignore[attr-defined]
            known[piece["paper"], piece["start"], piece["end"]] = piece
    for key, row in merged.items():
        row[EVIDENCE] = list(pieces[key].values())
    return list(merged.values())


def _sorted(rows: list[Row], order: tuple[str, ...]) -> list[Row]:
    """By the columns of `order`, then by all others, so that the order is total; nulls last."""
    columns = [c for c in (rows[0] if rows else ()) if c != EVIDENCE]
    signs = {name.removeprefix("-"): -1 if name.startswith("-") else 1 for name in (*order, *columns)}
    signs |= {name.removeprefix("-"): -1 for name in order if name.startswith("-")}
    return sorted(rows, key=lambda row: [_rank(row[name], sign) for name, sign in signs.items()])


def _rank(value: object, sign: int) -> tuple[int, float, str, str]:
    if isinstance(value, int | float):
        return 0, sign * value, "", ""
    text = "" if value is None else str(value)
    return (1 if value is not None else 2), 0, text.casefold(), text


def _complete(graph: Graph, rows: list[Row]) -> None:
    """Give every piece of evidence the title of its paper, and put the pieces in the order of papers and places."""
    pieces = [piece for row in rows for piece in row[EVIDENCE]]  # type: ignore[attr-defined]
    ids = sorted({piece["paper"] for piece in pieces})
    found = graph.run("UNWIND $ids AS id MATCH (p:Paper {id: id}) RETURN p.id, p.title", {"ids": ids}) if ids else None
    titles = {str(id_): title for id_, title in found.rows} if found else {}
    for row in rows:
        row[EVIDENCE] = sorted(
            (
                {"paper": p["paper"], "title": titles.get(p["paper"])} | {k: p[k] for k in ("sentence", "start", "end")}
                for p in row[EVIDENCE]  # type: ignore[attr-defined]
            ),
            key=lambda p: (str(p["paper"]), p["start"], p["end"]),
        )


def variants(graph: Graph, asked: Asked, most: int = 8) -> list[str]:
    """The versions and subsets of the data a question is about, which its answer leaves out; the most used first."""
    found: list[str] = []
    for slot in asked.question.slots:
        node = asked.slots[slot.name]
        if slot.type in schema.DATA and isinstance(node, Name):
            kin = f"MATCH (v:{node.label})-[:VARIANT_OF]->(c:{node.label}) WHERE c.id = $id"
            rows = graph.run(f"{kin} RETURN v.name, v.papers, v.id", {"id": node.id}).rows
            found += [str(name) for name, *_ in sorted(rows, key=lambda r: (-int(str(r[1])), str(r[2])))]
    return found[:most] + [f"{len(found) - most} more"] * (len(found) > most)
