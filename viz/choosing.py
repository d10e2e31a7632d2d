"""Which scene a user means: around a name, or the nodes that an answer speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import NothingFound, PaperKGError
from kg.graphs import Graph
from kg.records import Table
from kg.schema import LABELS
from queries import Names, answer, load, understand
from queries.names import Name, link
from viz.scene import Scene, neighbourhood, overview, scene_of


def choose(graph: Graph, names: Names, name: str | None, words: str | None, limit: int) -> Scene:
    """The scene around `name`, of the answer to the question `words`, or of the most named concepts where neither is.

    Raises `PaperKGError` where both are given.
    """
    if name and words:
        raise PaperKGError("a concept and a question are two pictures; give one of them")
    if words:
        return answered(graph, names, words, limit)
    return around(graph, names, name, limit) if name else overview(graph, limit)


def around(graph: Graph, names: Names, name: str, limit: int) -> Scene:
    """The neighbourhood of what `name` means: a concept, else a paper or an author. Raises `NothingFound`."""
    try:
        focus = link(names, "Concept", name).value
    except NothingFound:
        known = [n for n in names.find([name]).get(name, ()) if n.label in ("Paper", "Author")]
        if not known:
            raise
        focus = known[0]
    assert isinstance(focus, Name)
    return neighbourhood(graph, focus.id, limit)


def answered(graph: Graph, names: Names, words: str, limit: int) -> Scene:
    """What the question asks about and what its answer names, papers of the evidence included.

    Raises `NothingFound` for a question nobody can answer, as `kg ask` does.
    """
    asked = understand(words, load(), names)
    table = answer(graph, asked.question, asked.parameters, evidence=True)
    slots = [value.id for value in asked.slots.values() if isinstance(value, Name)]
    if not table.rows:
        raise NothingFound(f"nothing is known of this: {asked.words}")
    return scene_of(graph, asked.words, [*slots, *_named(table, names)], slots[0] if slots else None, limit)


def _named(table: Table, names: Names) -> Iterator[str]:
    """Ids of the nodes in the rows: the columns called as a label hold names, `paper` an id, evidence papers' ids."""
    labels = {c: c.capitalize() for c in table.columns if c.capitalize() in LABELS and c != "paper"}
    cells = {str(v) for row in table.dicts() for c in labels if (v := row[c]) is not None}
    found = names.find(sorted(cells))
    for row in table.dicts():
        for column, label in labels.items():
            yield from (n.id for n in found.get(str(row[column]), ())[:1] if label in (n.label, "Benchmark", "Dataset"))
        if row.get("paper"):
            yield str(row["paper"])
        for piece in row["evidence"]:  # type: ignore[attr-defined]
            yield str(piece["paper"])
