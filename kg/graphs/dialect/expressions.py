"""Expressions: what the engine calls otherwise, counts from another number, or says at greater length."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.graphs.dialect import cases, comparisons, lists, refusals, texts
from kg.graphs.dialect.functions import template
from kg.graphs.dialect.patterns import Run, run_at
from kg.graphs.dialect.pieces import (
    KEYWORDS,
    Group,
    Leaf,
    Piece,
    filled,
    gap_of,
    get,
    is_group,
    is_name,
    is_sign,
    is_word,
    name_of,
    spaced,
    split,
)

_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
_DATES = {"DATE", "CURRENT_DATE", "TIMESTAMP", "CURRENT_TIMESTAMP"}
_PARTS = ("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "QUARTER", "WEEK")
_TAKE_PATHS = {"NODES", "RELS", "RELATIONSHIPS", "LENGTH", "IS_TRAIL", "IS_ACYCLIC", "COST"}


class Context:
    """What an expression needs to know of the query around it.

    `chains` are the variables of relations of variable length: paths to the engine, lists of relations to Neo4j.
    `nodes` are those of nodes, `open_nodes` of such that may have several labels, `limited` of such before a LIMIT.
    `numbers` are those that hold a number. `labels` are the labels that a node may have; `strict` is set where a
    pattern that cannot match must be refused. `clauses` translates a subquery, `pattern` a pattern in an expression.
    """

    def __init__(
        self,
        clauses: Callable[[Sequence[Piece], Context], list[Piece]],
        pattern: Callable[[Run, Sequence[Piece], Context], list[Piece]],
    ) -> None:
        self.clauses = clauses
        self.pattern = pattern
        self.chains: set[str] = set()
        self.nodes: set[str] = set()
        self.open_nodes: set[str] = set()
        self.limited: set[str] = set()
        self.labels: dict[str, frozenset[str]] = {}
        self.numbers: set[str] = set()
        self.strict = False
        self.made = 0

    def name(self, at: int) -> Leaf:
        """A new variable."""
        self.made += 1
        return Leaf("word", f"_kg{self.made}", at)


def expression(items: Sequence[Piece], context: Context) -> list[Piece]:
    """The pieces of an expression, or of several parted by commas, as the engine takes them."""
    items = cases.searched(items)
    out: list[Piece] = []
    at = 0
    while at < len(items):
        item = items[at]
        run = run_at(items, at)
        if run is not None and run.steps:
            nothing = Leaf("sign", "", item.at)
            out.append(Group(nothing, context.pattern(run, items, context), nothing))
            at = run.end
            continue
        at += 1
        if isinstance(item, Group):
            out = _with_group(out, item, context)
        elif is_sign(item, ":") and is_name(get(out, len(out) - 1)) and is_name(get(items, at)):
            at = _label(out, items, at)
        elif is_sign(item, ":") and is_sign(get(items, at), "!", "%"):
            raise refusals.label_expression(item)
        elif is_sign(item, ".") and is_word(part := get(items, at), *_PARTS) and _is_date(out):
            start = _atom(out)
            value = out[start:]
            out[start:] = filled(f"date_part('{part.text.lower()}', $0)", value, at=item.at, gap=gap_of(value[0]))
            at += 1
        elif is_sign(item, "|") and is_sign(get(items, at), "|"):
            out.append(item._replace(text="+"))
            at += 1
        elif _is_chain(item, out, get(items, at), context):
            assert isinstance(item, Leaf)
            out += filled("rels($0)", [item], at=item.at, gap=item.gap)
        else:
            out.append(item)

    def finished(pieces: list[Piece]) -> list[Piece]:
        return comparisons.unchained(texts.joined(pieces, context.numbers))

    return finished(cases.whole(out, finished))


def _with_group(out: list[Piece], group: Group, context: Context) -> list[Piece]:
    before = get(out, len(out) - 1)
    if group.open.text == "(":
        if is_word(before) and before.text.upper() not in KEYWORDS:
            return out[:-1] + _call(before, group, context)
        if is_word(before, "EXISTS"):  # of a pattern in round brackets
            return [*out, Group(_sign(group.open, "{"), _subquery(group, context), _sign(group.close, "}"))]
        return [*out, _inside(group, context)]
    if group.open.text == "{":
        if is_word(before, *_SUBQUERIES):
            if before.text.upper() == "COLLECT":
                raise refusals.collect_subquery(before)
            return [*out, Group(group.open, _subquery(group, context), group.close)]
        if is_name(before) and not is_word(before, *KEYWORDS) and is_sign(get(group.items, 0), "."):
            return out[:-1] + _projection(before, group, context)
        return [*out, _map(group, context)]
    start = _atom(out)
    if start < len(out):
        of = out[start:]
        return out[:start] + lists.indexed(of, group, lambda items: expression(items, context))
    return out + lists.listed(group, lambda items: expression(items, context))


def _inside(group: Group, context: Context) -> Group:
    return Group(group.open, expression(group.items, context), group.close)


def _sign(leaf: Leaf, text: str) -> Leaf:
    return leaf._replace(text=text)


def _call(name: Leaf, group: Group, context: Context) -> list[Piece]:
    word = name.text.lower()
    if refusal := refusals.function(name):
        raise refusal
    if word == "size" and (pattern := lists.pattern_comprehension(group)):
        return [name._replace(text="COUNT"), *_braced(group, counted(pattern, context))]
    if word in ("any", "all", "none", "single"):
        return lists.quantified(name, group, lambda items: expression(items, context))
    if word == "reduce":
        return _reduced(name, group, context)
    if word.upper() in _TAKE_PATHS and len(group.items) == 1 and is_name(group.items[0]):
        return [name, group]
    inner = _inside(group, context)
    arguments = split(inner.items, ",")
    wanted = template(name.text, arguments)
    if wanted is None:
        return [name, inner]
    return filled(wanted, *arguments, at=name.at, gap=name.gap)


def _reduced(name: Leaf, group: Group, context: Context) -> list[Piece]:
    """A sum that begins with a number is one of numbers."""
    total, start = get(group.items, 0), get(group.items, 2)
    counts = is_name(total) and isinstance(start, Leaf) and start.kind == "number"
    before, context.numbers = (
        context.numbers,
        context.numbers | ({name_of(total)} if counts and is_name(total) else set()),
    )
    found = lists.reduced(name, group, lambda items: expression(items, context))
    context.numbers = before
    return found


def _braced(group: Group, items: list[Piece]) -> list[Piece]:
    return [Group(group.open._replace(text="{", gap=" "), spaced(items, " "), group.close._replace(text="}", gap=" "))]


def _subquery(group: Group, context: Context) -> list[Piece]:
    """What stands in the braces of EXISTS or COUNT, which may be a pattern alone."""
    items: list[Piece] = list(group.items)
    if items and not is_word(items[0], "MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"):
        items = [Leaf("word", "MATCH", group.at, " "), *spaced(items, " ")]
    return counted(items, context)


def counted(items: Sequence[Piece], context: Context) -> list[Piece]:
    """The clauses of a subquery."""
    before, context.strict = context.strict, True
    labels, context.labels = context.labels, dict(context.labels)
    found = context.clauses(items, context)
    context.strict, context.labels = before, labels
    return found


def _map(group: Group, context: Context) -> Group:
    items: list[Piece] = []
    for number, part in enumerate(split(group.items, ",")):
        if number:
            items.append(Leaf("sign", ",", group.at))
        named = is_name(get(part, 0)) and is_sign(get(part, 1), ":")
        items += [*part[:2], *expression(part[2:], context)] if named else expression(part, context)
    return Group(group.open, items, group.close)


def _projection(variable: Leaf, group: Group, context: Context) -> list[Piece]:
    """`p {.title, n: 1, other}` as a map."""
    items: list[Piece] = []
    for number, part in enumerate(split(group.items, ",")):
        if number:
            items.append(Leaf("sign", ",", group.at))
        first, second = get(part, 0), get(part, 1)
        if is_sign(first, ".") and is_name(second):
            source = variable._replace(gap=" ")
            items += [second._replace(gap=" "), Leaf("sign", ":", second.at), source, first._replace(gap=""), second]
        elif is_sign(first, "."):
            raise refusals.all_properties(variable)
        elif is_name(first) and is_sign(second, ":"):
            items += [first, second, *expression(part[2:], context)]
        elif is_name(first) and second is None:
            items += [first, Leaf("sign", ":", first.at), first._replace(gap=" ")]
        else:
            items += part
    made = Group(group.open._replace(gap=""), items, group.close)
    at = variable.at
    return filled("CASE WHEN $0 IS NOT NULL THEN $1 END", [variable._replace(gap="")], [made], at=at, gap=variable.gap)


def _label(out: list[Piece], items: Sequence[Piece], at: int) -> int:
    """Put `label(n) IN […]` for `n:A|B`, which begins with the last of `out`; gives the place after it."""
    variable = out.pop()
    assert isinstance(variable, Leaf)
    labels: list[Piece] = []
    while is_name(label := get(items, at)):
        labels.append(Leaf("string", "'" + name_of(label).replace("\\", "\\\\").replace("'", "\\'") + "'", label.at))
        at += 1
        if is_sign(get(items, at), ":", "&"):
            raise refusals.two_labels(label)
        if not is_sign(get(items, at), "|") or is_sign(get(items, at + 1), "|"):
            break
        labels.append(Leaf("sign", ",", label.at))
        at += 1
    out += filled("(label($0) IN [$1])", [spaced([variable], "")[0]], labels, at=variable.at, gap=variable.gap)
    return at


def _is_chain(item: Piece, out: list[Piece], after: Piece | None, context: Context) -> bool:
    return (
        is_name(item)
        and name_of(item) in context.chains
        and not is_sign(get(out, len(out) - 1), ".", "$")
        and not is_sign(after, ".", ":")
        and not is_group(after, "(")
    )


def _is_date(out: list[Piece]) -> bool:
    start = _atom(out)
    return len(out) - start == 2 and is_word(out[start], *_DATES)


def _atom(out: Sequence[Piece]) -> int:
    """Where the value that ends the pieces begins; their number where they end with none."""
    at = len(out) - 1
    if is_word(get(out, at), "END"):
        return cases.start(out, at)
    while at >= 0:
        last = out[at]
        called = get(out, at - 1)
        if is_group(last, "("):
            at -= is_word(called) and called.text.upper() not in KEYWORDS
        elif is_group(last, "{"):
            if is_word(called, *_SUBQUERIES):
                return len(out)
        elif isinstance(last, Leaf) and (
            last.kind not in ("word", "quoted", "parameter", "string")
            or (last.text.upper() in KEYWORDS and not is_sign(called, "."))
        ):
            return len(out)
        if not is_sign(get(out, at - 1), "."):
            return at
        at -= 2
    return len(out)
