"""Patterns of MATCH: no relation twice in one, conditions inside, the engine's words for the shortest paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from kg.graphs.dialect import endpoints, refusals
from kg.graphs.dialect.expressions import Context, expression
from kg.graphs.dialect.patterns import Bracket, Run, bracket_of, run_at, type_names
from kg.graphs.dialect.pieces import (
    Group,
    Leaf,
    Piece,
    filled,
    get,
    is_group,
    is_sign,
    is_word,
    name_of,
    spaced,
)

_SHORTEST = {"SHORTESTPATH": "SHORTEST", "ALLSHORTESTPATHS": "ALL SHORTEST"}
_IDS = "properties(rels($0), '_ID')"  # of a chain: relations of several types cannot be compared, their ids can
_FARTHEST = 30  # the engine's own limit where a length has none


class _Relation(NamedTuple):
    """A relation of a MATCH: `chain` of variable length, `group` its brackets among the new pieces."""

    bracket: Bracket
    group: Group
    chain: bool


def matched(items: Sequence[Piece], context: Context) -> tuple[list[Piece], list[list[Piece]]]:
    """The patterns of a MATCH as the engine takes them, and the conditions that its WHERE must hold as well."""
    out: list[Piece] = []
    conditions: list[list[Piece]] = []
    relations: list[_Relation] = []
    at = 0
    while at < len(items):
        item = items[at]
        after = get(items, at + 1)
        if is_word(item, *_SHORTEST) and is_group(after, "("):
            run = run_at(after.items, 0)
            if run is not None:
                pieces = _run(run, after.items, context, [], conditions, _SHORTEST[item.text.upper()])
                out += [*spaced(pieces, item.gap), *after.items[run.end :]]
                at += 2
                continue
        if is_word(item, "SHORTEST", "ALL", "ANY"):
            raise refusals.selective_path(item)
        if is_word(item, "USING"):
            raise refusals.index_hint(item)
        run = run_at(items, at)
        if run is None:
            out.append(item)
            at += 1
            continue
        _refuse_quantifiers(run, items)
        out += _run(run, items, context, relations, conditions, None)
        at = run.end
    conditions += _apart(relations, context)
    return out, conditions


def in_expression(run: Run, items: Sequence[Piece], context: Context) -> list[Piece]:
    """A pattern that is a condition."""
    conditions: list[list[Piece]] = []
    endpoints.check(run, items, context)
    found = _run(run, items, context, [], conditions, None)
    if conditions:
        raise refusals.inner_condition(run.nodes[0])
    return found


def _refuse_quantifiers(run: Run, items: Sequence[Piece]) -> None:
    after = get(items, run.end)
    first = run.nodes[0]
    if is_sign(after, "+", "*") or is_group(after, "{") or is_group(get(first.items, 0), "("):
        raise refusals.quantified_path(first)


def _run(
    run: Run,
    items: Sequence[Piece],
    context: Context,
    relations: list[_Relation],
    conditions: list[list[Piece]],
    shortest: str | None,
) -> list[Piece]:
    out: list[Piece] = [_node(run.nodes[0], context, conditions)]
    for step, node in zip(run.steps, run.nodes[1:], strict=True):
        for place in range(step.start, step.end):
            piece = items[place]
            if piece is step.group and step.group is not None:
                out.append(_relation(step.group, context, relations, conditions, shortest))
            else:
                out.append(piece)
                last_of_first = place > step.start and is_sign(piece, "-") and is_sign(items[place - 1], "-")
                if step.group is None and last_of_first:
                    bare = Group(Leaf("sign", "[", piece.at), [], Leaf("sign", "]", piece.at))
                    out.insert(-1, _relation(bare, context, relations, conditions, shortest))
        out.append(_node(node, context, conditions))
    return out


def _node(node: Group, context: Context, conditions: list[list[Piece]]) -> Group:
    items = list(node.items)
    for at, item in enumerate(items):
        if is_sign(item, "!", "%") or (is_sign(item, "&") and at):
            raise refusals.label_expression(item)
        if is_sign(item, ":") and at > 1 and not is_sign(get(items, at - 1), "|"):
            raise refusals.two_labels(node.open)
        if is_word(item, "WHERE"):
            conditions.append(expression(items[at + 1 :], context))
            items = items[:at]
            break
        if is_group(item, "{"):
            items[at] = _properties(item, context)
    return Group(node.open, items, node.close)


def _properties(group: Group, context: Context) -> Group:
    (found,) = expression([Leaf("sign", ",", group.at), group], context)[1:]
    assert isinstance(found, Group)
    return found


def _relation(
    group: Group,
    context: Context,
    relations: list[_Relation],
    conditions: list[list[Piece]],
    shortest: str | None,
) -> Group:
    if bad := next((item for item in group.items if is_sign(item, "!", "%", "&")), None):
        raise refusals.type_expression(bad)
    bracket = bracket_of(group)
    rest = [_properties(item, context) if is_group(item, "{") else item for item in bracket.rest]
    where = next((at for at, item in enumerate(rest) if is_word(item, "WHERE")), len(rest))
    if where < len(rest):
        conditions.append(expression(rest[where + 1 :], context))
    bracket.rest = rest[:where]
    made = Group(group.open, [], group.close)
    _fill(made, bracket, shortest)
    if bracket.variable is not None and bracket.star is not None:
        context.chains.add(name_of(bracket.variable))
    if shortest is None and not bracket.mode:
        relations.append(_Relation(bracket, made, bracket.star is not None))
    return made


def _fill(group: Group, bracket: Bracket, shortest: str | None) -> None:
    """Write the brackets anew."""
    items: list[Piece] = [bracket.variable] if bracket.variable else []
    for number, type_ in enumerate(bracket.types):
        items += [Leaf("sign", "|" if number else ":", type_.at), spaced([type_], "")[0]]
    if bracket.star or shortest:
        at = bracket.star.at if bracket.star else group.at
        reach = bracket.reach if bracket.star else "1..1"
        if bracket.mode:  # the engine's own words
            text = f"* {bracket.mode} {bracket.reach}".rstrip()
        elif shortest:
            text = f"* {shortest} {_reach(reach)}"
        else:
            text = f"* TRAIL {_reach(reach)}"
        items.append(Leaf("sign", text, at))
    group.items = [*items, *bracket.rest]


def _reach(reach: str) -> str:
    low, dots, high = reach.partition("..")
    if not dots:
        return f"{low}..{low}" if low else f"1..{_FARTHEST}"
    return f"{low or 1}..{high or _FARTHEST}"


def _apart(relations: list[_Relation], context: Context) -> list[list[Piece]]:
    """That no two relations of one MATCH are the same, as Neo4j has it."""
    conditions = []
    for one, other in combinations(relations, 2):
        types, others = type_names(one.bracket), type_names(other.bracket)
        if types and others and not types & others:
            continue
        first, second = (_variable(relation, context) for relation in (one, other))
        if name_of(first) == name_of(second):
            continue
        at = other.group.at
        if one.chain and other.chain:
            both = f"NOT list_has_any({_IDS}, {_IDS.replace('$0', '$1')})"
            conditions.append(filled(both, [first], [second], at=at))
        elif one.chain or other.chain:
            chain, single = (first, second) if one.chain else (second, first)
            conditions.append(filled(f"NOT list_contains({_IDS}, id($1))", [chain], [single], at=at))
        else:
            conditions.append(filled("id($0) <> id($1)", [first], [second], at=at))
    return conditions


def _variable(relation: _Relation, context: Context) -> Leaf:
    if relation.bracket.variable is None:
        relation.bracket.variable = context.name(relation.group.at)
        relation.group.items.insert(0, relation.bracket.variable)
    return relation.bracket.variable._replace(gap="")
