"""Clauses: each in turn, with what the engine gets wrong or wants said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.graphs.dialect import limits, refusals
from kg.graphs.dialect.expressions import Context, expression
from kg.graphs.dialect.matching import matched
from kg.graphs.dialect.pieces import (
    Group,
    Leaf,
    Piece,
    filled,
    get,
    is_end,
    is_group,
    is_name,
    is_sign,
    is_word,
    leaves,
    name_of,
    spaced,
    split,
)
from kg.graphs.dialect.together import out_of_maps, several_filtered, together

_OPENERS = (
    "EXPLAIN", "PROFILE", "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "ORDER", "SKIP", "LIMIT", "UNION",
    "CALL", "YIELD",
)  # fmt: skip
_SECOND = {"OPTIONAL": "MATCH", "ORDER": "BY", "UNION": "ALL"}
_AGGREGATES = {"COUNT", "COLLECT", "SUM", "AVG", "MIN", "MAX", "PERCENTILECONT", "PERCENTILEDISC", "STDEV", "STDEVP"}


class Clause(NamedTuple):
    """The words that begin a clause, none for what stands before the first, and its body."""

    words: list[Leaf]
    body: list[Piece]

    @property
    def name(self) -> str:
        return self.words[0].text.upper() if self.words else ""


def clauses_of(items: Sequence[Piece]) -> list[Clause]:
    """The clauses of a query or subquery."""
    found = [Clause([], [])]
    at = 0
    while at < len(items):
        item = items[at]
        if _opens(items, at):
            assert isinstance(item, Leaf)
            words = [item]
            if is_word(second := get(items, at + 1), _SECOND.get(item.text.upper(), " ")):
                words.append(second)
            found.append(Clause(words, []))
            at += len(words)
        else:
            found[-1].body.append(item)
            at += 1
    return found


def _opens(items: Sequence[Piece], at: int) -> bool:
    item, before, after = items[at], get(items, at - 1), get(items, at + 1)
    if not is_word(item, *_OPENERS) or is_sign(before, ".", ":", "|") or is_word(before, "AS"):
        return False
    if is_word(item, "WITH") and is_word(before, "STARTS", "ENDS"):
        return False
    return not (is_word(item, *_SECOND) and item.text.upper() != "UNION") or is_word(after, _SECOND[item.text.upper()])


def translated(items: Sequence[Piece], context: Context) -> list[Piece]:
    """The pieces of a query or subquery as the engine takes them."""
    found = clauses_of(items)
    out: list[Piece] = []
    at = 0
    while at < len(found):
        clause = found[at]
        at += 1
        out += clause.words
        if clause.name in ("MATCH", "OPTIONAL"):
            where = found[at] if at < len(found) and found[at].name == "WHERE" else None
            at += where is not None
            again = limits.bound_again(clause.body, context) if clause.name == "MATCH" else None
            limits.note_nodes(clause.body, context, optional=clause.name == "OPTIONAL")
            if again is not None:
                out[-1] = limits.optional(clause.words[0])
            out += _match(clause, where, context)
            if again is not None:
                out += limits.only_found(again, clause.words[0].at)
        elif clause.name == "WITH":
            tail = at
            while tail < len(found) and found[tail].name in ("ORDER", "SKIP", "LIMIT", "WHERE"):
                tail += 1
            out += _with(clause, found[at:tail], found[tail:], context)
            at = tail
        else:
            if clause.name == "CALL" and is_group(get(clause.body, 0), "{"):
                raise refusals.call_subquery(clause.words[0])
            out += expression(clause.body, context)
            if clause.name == "UNION":
                context.chains.clear()
                context.nodes.clear()
                context.labels.clear()
                context.open_nodes.clear()
                context.limited.clear()
    return out


def _match(clause: Clause, where: Clause | None, context: Context) -> list[Piece]:
    end = clause.body[-1:] if clause.body and is_end(clause.body[-1]) else []
    alone = limits.without_labels(clause.body, context) if clause.name == "MATCH" else []
    pattern, conditions = matched(clause.body[: len(clause.body) - len(end)], context)
    conditions += alone
    related = any(run.steps for run in limits.runs(clause.body))
    if related and (where is not None or conditions or several_filtered(pattern)):
        conditions += out_of_maps(pattern, context)
    if where is None:
        if not conditions:
            return pattern + end
        at = clause.words[0].at
        wanted = _all(conditions)
        return [*pattern, Leaf("word", "WHERE", at, " "), *(together(wanted) if related else wanted), *spaced(end, " ")]
    last = where.body[-1:] if where.body and is_end(where.body[-1]) else []
    condition = expression(where.body[: len(where.body) - len(last)], context)
    if conditions and condition:
        at = where.words[0].at
        whole = Group(Leaf("sign", "(", at, " "), spaced(condition, ""), Leaf("sign", ")", at))
        condition = [whole, Leaf("word", "AND", at, " "), *_all(conditions)]
    if related:
        condition = together(condition)
    return [*pattern, *end, *where.words, *condition, *spaced(last, " ")]


def _all(conditions: list[list[Piece]]) -> list[Piece]:
    found: list[Piece] = []
    for condition in conditions:
        at = condition[0].at
        if found:
            found.append(Leaf("word", "AND", at, " "))
        found += [Leaf("sign", "(", at, " "), *spaced(condition, ""), Leaf("sign", ")", at)]
    return found


def _with(clause: Clause, tail: list[Clause], after: list[Clause], context: Context) -> list[Piece]:
    out: list[Piece] = []
    for number, part in enumerate(split(clause.body, ",")):
        if number:
            out.append(Leaf("sign", ",", clause.words[0].at))
        only = part[0] if len(part) == 1 else None
        chain = is_name(only) and name_of(only) in context.chains
        out += expression(part, context)
        if chain and isinstance(only, Leaf):
            out += [Leaf("word", "AS", only.at, " "), only._replace(gap=" ")]
    context.chains.clear()
    if any(follower.name in ("SKIP", "LIMIT") for follower in tail):
        context.limited |= context.open_nodes
    names = [follower.name for follower in tail]
    for number, follower in enumerate(tail):
        out += [*follower.words, *expression(follower.body, context)]
        if follower.name == "ORDER" and not {"SKIP", "LIMIT"} & set(names[number:]):
            out += filled("SKIP 0", at=follower.words[0].at, gap=" ")
    if "ORDER" in names and _aggregates(after):
        # The engine forgets the order, and so the limit, of what is aggregated right after; an UNWIND keeps both.
        out += filled("UNWIND [1] AS $0", [context.name(clause.words[0].at)], at=clause.words[0].at, gap=" ")
        out = [*out, Leaf("end", "", clause.words[0].at, " ")]
    return out


def _aggregates(after: list[Clause]) -> bool:
    """Whether something is aggregated later, and nothing asks for every variable in scope, which one is added to."""
    for clause in after:
        if clause.name in ("WITH", "RETURN") and is_sign(get(clause.body, 0), "*"):
            return False
        if clause.name in ("WITH", "RETURN") and any(leaf.text.upper() in _AGGREGATES for leaf in leaves(clause.body)):
            return True
    return False
