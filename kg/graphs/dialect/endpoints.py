"""Which labels stand at the ends of a relation: where none that a node may have does, the engine matches by accident.

In OPTIONAL MATCH, EXISTS, COUNT and patterns that are conditions it takes a node for the one at the same place in the
table of another label. So what cannot match there is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg import schema
from kg.graphs.dialect import refusals
from kg.graphs.dialect.patterns import Run, bracket_of, label_of, type_names
from kg.graphs.dialect.pieces import Group, Piece, is_sign, name_of

if TYPE_CHECKING:
    from kg.graphs.dialect.expressions import Context

_ALL = frozenset(schema.LABELS)


def check(run: Run, items: Sequence[Piece], context: Context) -> None:
    """Raise QueryError where a node of the pattern can have no label that its relation joins."""
    for node, allowed, types in _ends(run, items):
        possible = _possible(node, context)
        if possible and not possible & allowed:
            raise refusals.impossible(node, sorted(possible), sorted(types))


def learn(run: Run, items: Sequence[Piece], context: Context, *, sure: bool) -> None:
    """Remember which labels the nodes of a pattern may have; what is not `sure` tells only of new ones."""
    known = set(context.labels)
    found = [(node, _possible(node, context)) for node in run.nodes]
    found += [(node, _possible(node, context) & allowed) for node, allowed, _ in _ends(run, items)]
    for node, possible in found:
        variable, _ = label_of(node)
        if variable is not None and (sure or name_of(variable) not in known):
            name = name_of(variable)
            context.labels[name] = context.labels.get(name, _ALL) & possible


def _possible(node: Group, context: Context) -> frozenset[str]:
    variable, labels = label_of(node)
    declared = frozenset(map(name_of, labels)) or _ALL
    return declared & context.labels.get(name_of(variable), _ALL) if variable is not None else declared


def _ends(run: Run, items: Sequence[Piece]) -> Iterator[tuple[Group, frozenset[str], set[str]]]:
    """(node, labels that a relation of it joins there, the relation's types), for relations with known types."""
    for step, left, right in zip(run.steps, run.nodes, run.nodes[1:], strict=False):
        bracket = bracket_of(step.group) if step.group is not None else None
        types = type_names(bracket) if bracket is not None else set()
        if bracket is None or not types or not types <= set(schema.RELATIONS) or bracket.reach.startswith("0"):
            continue
        heads = frozenset(label for type_ in types for label in schema.RELATIONS[type_].heads)
        tails = frozenset(label for type_ in types for label in schema.RELATIONS[type_].tails)
        if is_sign(items[step.start], "<"):
            heads, tails = tails, heads
        elif not is_sign(items[step.end - 1], ">"):
            heads = tails = heads | tails
        yield left, heads, types
        yield right, tails, types
