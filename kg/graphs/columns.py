"""Names the columns of an answer as Neo4j does: by alias, else by the words of the query."""

from __future__ import annotations

from kg.graphs.tokens import Token, tokens

_DEEPER, _HIGHER = frozenset("([{"), frozenset(")]}")
_AFTER_ITEMS = {"ORDER", "SKIP", "LIMIT", "UNION", ";"}


def named(query: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns by the query's own words; the engine's names where those do not tell (`RETURN *`, `EXPLAIN`)."""
    names = tuple(_name(item) for item in _returned(list(tokens(query))))
    return names if len(names) == len(columns) and "*" not in names else columns


def _returned(found: list[Token]) -> list[list[Token]]:
    """The items of the last RETURN."""
    items: list[list[Token]] = []
    depth = 0
    inside = False
    for token in found:
        depth += (token.text in _DEEPER) - (token.text in _HIGHER)
        word = token.text.upper()
        if depth == 0 and word == "RETURN" and token.kind == "word":
            items, inside = [[]], True
        elif depth == 0 and word in _AFTER_ITEMS and token.kind in ("word", "sign"):
            inside = False
        elif inside and depth == 0 and word == ",":
            items.append([])
        elif inside and not (word == "DISTINCT" and not "".join(t.text for t in items[-1]).strip()):
            items[-1].append(token)
    return items


def _name(item: list[Token]) -> str:
    significant = [token for token in item if token.kind not in ("blank", "comment")]
    if len(significant) > 2 and significant[-2].text.upper() == "AS" and significant[-2].kind == "word":
        alias = significant[-1]
        return alias.text[1:-1].replace("``", "`") if alias.kind == "quoted" else alias.text
    return "".join(token.text for token in item if token.kind != "comment").strip()
