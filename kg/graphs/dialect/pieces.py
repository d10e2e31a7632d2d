"""A query as nested pieces: tokens, and groups of them in brackets. What is rewritten is pieces, never text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeGuard

from kg.errors import QueryError
from kg.graphs.tokens import tokens

#: Words that a bracket may follow without being called or indexed.
KEYWORDS = frozenset(
    "AND AS ASC BY CALL CASE CONTAINS DESC DISTINCT ELSE END ENDS EXISTS IN IS LIMIT MATCH NOT NULL ON OPTIONAL OR"
    " ORDER RETURN SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH XOR YIELD".split()
)

_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Leaf(NamedTuple):
    """A token; `gap` is the blank before it, `at` its offset in the user's query (of what it stands for, if new)."""

    kind: str
    text: str
    at: int
    gap: str = ""


class Group:
    """A pair of brackets and what stands in them."""

    __slots__ = ("close", "items", "open")

    def __init__(self, open: Leaf, items: list[Piece], close: Leaf) -> None:
        self.open = open
        self.items = items
        self.close = close

    @property
    def at(self) -> int:
        return self.open.at


Piece: TypeAlias = "Leaf | Group"


class Translation:
    """A query for the engine. `at` says where in the user's query an offset of it comes from."""

    __slots__ = ("_sources", "_starts", "text")

    def __init__(self, text: str, starts: list[int], sources: list[int]) -> None:
        self.text = text
        self._starts = starts
        self._sources = sources

    def at(self, offset: int) -> int:
        """The offset in the user's query that an offset in `text` stands for."""
        place = bisect_right(self._starts, offset) - 1
        return self._sources[place] if place >= 0 else 0


def parsed(query: str) -> list[Piece]:
    """The pieces of a query; comments become blanks of the same size. Raises QueryError where brackets do not match."""
    levels: list[tuple[Leaf | None, list[Piece]]] = [(None, [])]
    gap, at = "", 0
    for token in tokens(query):
        if token.kind in ("blank", "comment"):
            gap += token.text if token.kind == "blank" else "".join(c if c == "\n" else " " for c in token.text)
        else:
            leaf = Leaf(token.kind, token.text, at, gap)
            gap = ""
            if token.kind == "sign" and token.text in _CLOSING:
                levels.append((leaf, []))
            elif token.kind == "sign" and token.text in _CLOSING.values():
                opened, items = levels.pop()
                if opened is None:
                    raise QueryError(f"query: {token.text} closes nothing", at)
                if _CLOSING[opened.text] != token.text:
                    raise QueryError(f"query: {opened.text} is closed by {token.text}", opened.at)
                levels[-1][1].append(Group(opened, items, leaf))
            else:
                levels[-1][1].append(leaf)
        at += len(token.text)
    unclosed, items = levels[-1]
    if unclosed is not None:
        raise QueryError(f"query: {unclosed.text} is never closed", unclosed.at)
    items.append(Leaf("end", "", at, gap))
    return items


def rendered(items: Iterable[Piece]) -> Translation:
    """The text of pieces."""
    texts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    size = 0
    for leaf in leaves(items):
        gap = leaf.gap if leaf.text != "," else ""  # in an ORDER BY the engine takes no blank before it
        texts += (gap, leaf.text)
        starts.append(size + len(gap))
        sources.append(leaf.at)
        size += len(gap) + len(leaf.text)
    return Translation("".join(texts), starts, sources)


def leaves(items: Iterable[Piece]) -> Iterator[Leaf]:
    """All tokens, brackets among them, in order."""
    for item in items:
        if isinstance(item, Leaf):
            yield item
        else:
            yield item.open
            yield from leaves(item.items)
            yield item.close


def is_word(piece: Piece | None, *words: str) -> TypeGuard[Leaf]:
    """Whether a piece is one of these words (upper case), or any word where none is given."""
    return isinstance(piece, Leaf) and piece.kind == "word" and (not words or piece.text.upper() in words)


def is_name(piece: Piece | None) -> TypeGuard[Leaf]:
    """Whether a piece may be a name: a word, or one in backticks."""
    return isinstance(piece, Leaf) and piece.kind in ("word", "quoted")


def is_sign(piece: Piece | None, *signs: str) -> TypeGuard[Leaf]:
    """Whether a piece is one of these signs."""
    return isinstance(piece, Leaf) and piece.kind == "sign" and piece.text in signs


def is_group(piece: Piece | None, bracket: str) -> TypeGuard[Group]:
    """Whether a piece is a group in these brackets, given by the opening one."""
    return isinstance(piece, Group) and piece.open.text == bracket


def is_end(piece: Piece | None) -> bool:
    """Whether a piece is the end of the query, which only has a blank before it."""
    return isinstance(piece, Leaf) and piece.kind == "end"


def name_of(leaf: Leaf) -> str:
    """A name without its backticks."""
    return leaf.text[1:-1].replace("``", "`") if leaf.kind == "quoted" else leaf.text


def get(items: Sequence[Piece], at: int) -> Piece | None:
    """The piece at a place, None where there is none."""
    return items[at] if 0 <= at < len(items) else None


def split(items: Iterable[Piece], sign: str) -> list[list[Piece]]:
    """The parts between signs; no part where there is nothing."""
    parts: list[list[Piece]] = [[]]
    for item in items:
        if is_sign(item, sign):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts if parts != [[]] else []


def filled(template: str, *arguments: Sequence[Piece], at: int, gap: str = "") -> list[Piece]:
    """Pieces by a template in which $0, $1, … stand for the arguments; they all point to `at` in the user's query.

    An argument of more than one piece is put in brackets unless it stands between commas and brackets.
    """
    found = _filled(_template(template), arguments, at)
    return spaced(found, gap)


def _filled(items: Sequence[Piece], arguments: Sequence[Sequence[Piece]], at: int) -> list[Piece]:
    found: list[Piece] = []
    for place, item in enumerate(items):
        if isinstance(item, Group):
            found.append(
                Group(item.open._replace(at=at), _filled(item.items, arguments, at), item.close._replace(at=at))
            )
        elif item.kind == "parameter":
            argument = spaced(arguments[int(item.text[1:])], item.gap)
            alone = _ends(get(items, place - 1)) and _ends(get(items, place + 1))
            if len(argument) == 1 or alone:
                found += argument
            else:
                found.append(Group(Leaf("sign", "(", at, item.gap), spaced(argument, ""), Leaf("sign", ")", at)))
        elif item.kind != "end":
            found.append(item._replace(at=at))
    return found


def _ends(piece: Piece | None) -> bool:
    return piece is None or is_sign(piece, ",") or is_end(piece)


@lru_cache(maxsize=256)
def _template(template: str) -> list[Piece]:
    return parsed(template)


def spaced(items: Sequence[Piece], gap: str) -> list[Piece]:
    """The pieces with this blank before the first."""
    if not items:
        return []
    first, *rest = items
    if isinstance(first, Leaf):
        return [first._replace(gap=gap), *rest]
    return [Group(first.open._replace(gap=gap), first.items, first.close), *rest]


def gap_of(piece: Piece) -> str:
    """The blank before a piece."""
    return piece.gap if isinstance(piece, Leaf) else piece.open.gap
