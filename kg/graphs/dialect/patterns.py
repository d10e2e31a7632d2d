"""Patterns of nodes and relations: where they stand among the pieces, and what is in a relation's brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.graphs.dialect.pieces import Group, Leaf, Piece, get, is_group, is_name, is_sign, is_word, name_of

_REACHES = ("SHORTEST", "TRAIL", "ACYCLIC", "ALL", "WSHORTEST")


class Bracket:
    """What a relation's brackets say.

    `mode` are the engine's own words after the star (SHORTEST, TRAIL, …), `reach` what follows: "1..3". `rest` are
    properties, or a condition.
    """

    __slots__ = ("mode", "reach", "rest", "star", "types", "variable")

    def __init__(
        self, variable: Leaf | None, types: list[Leaf], star: Leaf | None, reach: str, mode: str, rest: list[Piece]
    ) -> None:
        self.variable = variable
        self.types = types
        self.star = star
        self.reach = reach
        self.mode = mode
        self.rest = rest


class Step(NamedTuple):
    """A relation of a run and the pieces it takes, from `start` up to `end`; `group` None is `--`."""

    start: int
    end: int
    group: Group | None


class Run:
    """Nodes joined by relations: a pattern, without its path variable. It takes the pieces from `start` up to `end`."""

    __slots__ = ("end", "nodes", "start", "steps")

    def __init__(self, start: int, end: int, nodes: list[Group], steps: list[Step]) -> None:
        self.start, self.end = start, end
        self.nodes = nodes
        self.steps = steps


def run_at(items: Sequence[Piece], start: int) -> Run | None:
    """The pattern that begins at a place: one node at least."""
    node = get(items, start)
    if not is_group(node, "("):
        return None
    run = Run(start, start + 1, [node], [])
    while True:
        at = run.end
        at += is_sign(get(items, at), "<")
        if not is_sign(get(items, at), "-"):
            return run
        at += 1
        bracket = get(items, at)
        group = bracket if is_group(bracket, "[") else None
        at += group is not None
        if not is_sign(get(items, at), "-"):
            return run
        at += 1
        at += is_sign(get(items, at), ">")
        node = get(items, at)
        if not is_group(node, "("):
            return run
        run.steps.append(Step(run.end, at, group))
        run.nodes.append(node)
        run.end = at + 1


def bracket_of(group: Group) -> Bracket:
    """What the brackets of a relation say."""
    items = group.items
    at = 0
    variable: Leaf | None = None
    first = get(items, 0)
    if is_name(first) and not is_word(first, "WHERE"):
        variable, at = first, 1
    types: list[Leaf] = []
    while is_sign(get(items, at), ":", "|"):
        at += 1
        type_ = get(items, at)
        if is_name(type_):
            types.append(type_)
            at += 1
    star = get(items, at)
    if not is_sign(star, "*"):
        return Bracket(variable, types, None, "", "", items[at:])
    at += 1
    mode: list[str] = []
    while is_word(word := get(items, at), *_REACHES):
        mode.append(word.text)
        at += 1
    reach = ""
    while isinstance(bound := get(items, at), Leaf) and (bound.kind == "number" or is_sign(bound, ".")):
        reach += bound.text
        at += 1
    return Bracket(variable, types, star, reach, " ".join(mode), items[at:])


def label_of(node: Group) -> tuple[Leaf | None, list[Leaf]]:
    """The variable of a node's brackets and the labels it may have."""
    items = node.items
    first = get(items, 0)
    at = int(is_name(first))
    labels: list[Leaf] = []
    while is_sign(get(items, at), ":", "|", "&"):
        label = get(items, at + 1)
        if is_name(label):
            labels.append(label)
        at += 2
    return (first if is_name(first) else None), labels


def type_names(bracket: Bracket) -> set[str]:
    """The types of a relation; none stands for all."""
    return {name_of(leaf) for leaf in bracket.types}
