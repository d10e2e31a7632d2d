"""A MATCH after a LIMIT: the engine lets it narrow the labels of nodes that were chosen before, and then limits others.

`MATCH (a) WITH a LIMIT 9 MATCH (a)-[:USES]->(b)` takes nine methods there, for only methods use something. An OPTIONAL
MATCH narrows nothing, so it stands in, and only what was found goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graphs.dialect import endpoints
from kg.graphs.dialect.expressions import Context
from kg.graphs.dialect.patterns import Run, bracket_of, label_of, run_at
from kg.graphs.dialect.pieces import Group, Leaf, Piece, filled, name_of


def runs(items: Sequence[Piece]) -> Iterator[Run]:
    """The patterns of a MATCH, those of shortestPath( ) too."""
    return (run for run, _ in _runs(items))


def _runs(items: Sequence[Piece]) -> Iterator[tuple[Run, Sequence[Piece]]]:
    """The patterns, each with the pieces that its places count in."""
    at = 0
    while at < len(items):
        item = items[at]
        run = run_at(items, at)
        if run is None or (not run.steps and isinstance(item, Group) and run_at(item.items, 0) is not None):
            if isinstance(item, Group):
                yield from _runs(item.items)
            at += 1
        else:
            yield run, items
            at = run.end


def note_nodes(items: Sequence[Piece], context: Context, *, optional: bool) -> None:
    """Remember the nodes that a MATCH binds and their labels. Raises QueryError for what cannot match."""
    patterns = list(_runs(items))
    if optional or context.strict:
        for run, among in patterns:
            endpoints.check(run, among, context)
    for run, among in patterns:
        endpoints.learn(run, among, context, sure=not optional)
        for node in run.nodes:
            variable, labels = label_of(node)
            if variable is not None and name_of(variable) not in context.nodes:
                context.nodes.add(name_of(variable))
                if len(labels) != 1:
                    context.open_nodes.add(name_of(variable))


def bound_again(items: Sequence[Piece], context: Context) -> Leaf | None:
    """What a MATCH finds and is null where it finds nothing, if it narrows a node from before a LIMIT: a new node.

    One that has no name is given one.
    """
    patterns = [run for run in runs(items) if run.steps]
    nodes = [node for run in patterns for node in run.nodes]
    names = [label_of(node)[0] for node in nodes]
    if not any(name is not None and name_of(name) in context.limited for name in names):
        return None
    for name in names:
        if name is not None and name_of(name) not in context.nodes:
            return name
    for group, name in [*zip(nodes, names, strict=True), *_relations(patterns)]:
        if name is None:
            made = context.name(group.at)
            group.items.insert(0, made)
            return made
    return next((name for _, name in _relations(patterns)), None)


def _relations(patterns: Sequence[Run]) -> list[tuple[Group, Leaf | None]]:
    """The brackets of the relations, each with its variable."""
    groups = [step.group for run in patterns for step in run.steps if step.group is not None]
    return [(group, bracket_of(group).variable) for group in groups]


def without_labels(items: Sequence[Piece], context: Context) -> list[list[Piece]]:
    """Take the labels from nodes of before a LIMIT that stand alone; gives them as conditions."""
    conditions = []
    for run in runs(items):
        variable, labels = label_of(run.nodes[0])
        if not run.steps and variable is not None and labels and name_of(variable) in context.limited:
            listed: list[Piece] = []
            for label in labels:
                listed += [Leaf("sign", ",", label.at)] if listed else []
                listed.append(Leaf("string", f"'{name_of(label)}'", label.at))
            conditions.append(filled("label($0) IN [$1]", [variable], listed, at=variable.at))
            run.nodes[0].items[:] = [variable, *(item for item in run.nodes[0].items if isinstance(item, Group))]
    return conditions


def optional(match: Leaf) -> Leaf:
    """OPTIONAL MATCH in the place of MATCH."""
    return Leaf("word", "OPTIONAL MATCH", match.at, match.gap)


def only_found(variable: Leaf, at: int) -> list[Piece]:
    """What leaves out the rows in which an OPTIONAL MATCH found nothing."""
    return filled("WITH * WHERE $0 IS NOT NULL", [variable], at=at, gap=" ")
