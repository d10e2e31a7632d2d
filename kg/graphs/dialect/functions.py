"""Functions of Neo4j that the embedded engine calls otherwise, or does not have and can compute."""

from __future__ import annotations

from kg import schema
from kg.graphs.dialect.pieces import Leaf, Piece, is_group, is_sign, is_word


def refusing(when: str, why: str, value: str) -> str:
    """A value for the engine; where a condition holds of it in any row, the query ends with what is said."""
    return f"(CASE WHEN error(CASE WHEN {when} THEN '{why}' END) IS NULL THEN {value} END)"


_NUMBER = r"'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?'"
_UNSIGNED = r"regexp_replace(coalesce(cast($0 AS STRING), NULL), '^\\+', '')"  # the engine reads no plus
_FLOAT = f"cast(CASE WHEN regexp_full_match(cast($0 AS STRING), {_NUMBER}) THEN {_UNSIGNED} END AS DOUBLE)"
_WHOLE = f"cast(CASE WHEN regexp_full_match(cast($0 AS STRING), '[+-]?[0-9]+') THEN {_UNSIGNED} END AS INT64)"
_CUT = f"cast(CASE WHEN {_FLOAT} >= 0 THEN floor({_FLOAT}) ELSE ceil({_FLOAT}) END AS INT64)"
_INTEGER = f"coalesce({_WHOLE}, {_CUT})"
_TEXT = refusing(
    "typeof($0) IN ['DOUBLE', 'FLOAT']",
    "toString() of a decimal has other digits here; return the number itself",
    "CASE WHEN typeof($0) = 'BOOL' THEN lower(cast($0 AS STRING)) ELSE cast($0 AS STRING) END",
)
_BOOLEAN = (
    "cast(CASE WHEN lower(cast($0 AS STRING)) IN ['true', 'false'] THEN lower(cast($0 AS STRING)) END AS BOOLEAN)"
)
_SPLIT = refusing(
    "$0 STARTS WITH $1 OR $0 ENDS WITH $1 OR $0 CONTAINS concat($1, $1)",
    "split() leaves empty parts out here, and there would be one",
    "$0",
)
#: Beyond the end of a text with other letters than a to z the engine gives the last one.
_BEYOND = "(CASE WHEN $1 < size($0) THEN {} WHEN $0 IS NOT NULL THEN '' END)"
_SPREAD = "(sum(1.0 * $0 * $0) - count($0) * avg(1.0 * $0) * avg(1.0 * $0))"

#: Functions of three arguments to which one null among many rows makes all rows null, unless the values are copied.
_COPYING = ("array_slice", "list_slice", "lpad", "regexp_replace", "replace", "rpad", "split_part")

#: (name in lower case, how many arguments) -> what the engine is given.
TEMPLATES: dict[tuple[str, int], str] = {
    **{(name, 3): f"{name}(coalesce($0, NULL), $1, $2)" for name in _COPYING},
    ("btrim", 1): "trim($0)",
    ("char_length", 1): "size($0)",
    ("character_length", 1): "size($0)",
    ("date", 0): "current_date()",
    ("datetime", 0): "current_timestamp()",
    ("datetime", 1): "timestamp($0)",
    ("e", 0): "2.718281828459045",
    ("endnode", 1): "end_node($0)",
    ("exp", 1): "(2.718281828459045 ^ $0)",
    ("head", 1): "list_extract(CASE WHEN size($0) > 0 THEN $0 END, 1)",
    ("isempty", 1): "(size($0) = 0)",
    ("labels", 1): "[label($0)]",
    ("last", 1): "list_extract(CASE WHEN size($0) > 0 THEN $0 END, -1)",
    ("localdatetime", 0): "current_timestamp()",
    ("localdatetime", 1): "timestamp($0)",
    ("log", 1): "ln($0)",  # the engine's log is that of base 10
    ("rand", 0): "random()",
    ("randomuuid", 0): "gen_random_uuid()",
    ("round", 1): "floor($0 + 0.5)",
    ("split", 2): f"string_split({_SPLIT}, $1)",
    ("startnode", 1): "start_node($0)",
    ("stdev", 1): f"coalesce(sqrt({_SPREAD} / CASE WHEN count($0) > 1 THEN count($0) - 1 END), 0.0)",
    ("stdevp", 1): f"coalesce(sqrt({_SPREAD} / CASE WHEN count($0) > 0 THEN count($0) END), 0.0)",
    ("sum", 1): "coalesce(sum($0), 0)",
    ("substring", 2): _BEYOND.format("substring(coalesce($0, NULL), $1 + 1, size($0))"),
    ("substring", 3): _BEYOND.format("substring(coalesce($0, NULL), $1 + 1, $2)"),
    ("tail", 1): "list_slice(coalesce($0, NULL), 2, size($0))",
    ("toboolean", 1): _BOOLEAN,
    ("tobooleanornull", 1): _BOOLEAN,
    ("tofloat", 1): _FLOAT,
    ("tofloatornull", 1): _FLOAT,
    ("tointeger", 1): _INTEGER,
    ("tointegerornull", 1): _INTEGER,
    ("tostring", 1): _TEXT,
    ("tostringornull", 1): _TEXT,
    ("type", 1): "label($0)",
}

_NUMERIC = {
    key
    for properties in (*schema.NODE_PROPERTIES.values(), *(r.properties for r in schema.RELATIONS.values()))
    for key, type_ in properties.items()
    if type_ in ("integer", "number")
}
_OF_NUMBERS = {
    "tofloat": "cast($0 AS DOUBLE)",
    "tointeger": "cast(CASE WHEN $0 >= 0 THEN floor($0) ELSE ceil($0) END AS INT64)",
}
#: What gives a list, for functions that take strings as well.
_LISTS = {"COLLECT", "KEYS", "LABELS", "NODES", "RANGE", "RELATIONSHIPS", "SPLIT", "STRING_SPLIT", "TAIL"}


def template(name: str, arguments: list[list[Piece]]) -> str | None:
    """What stands for a call of a function of Neo4j's; None where the engine takes it as it is."""
    key = name.lower()
    if key == "reverse" and len(arguments) == 1 and _is_list(arguments[0]):
        return "list_reverse($0)"
    if key == "reverse" and len(arguments) == 1:
        return refusing("typeof($0) ENDS WITH '[]'", "reverse() of a variable takes a text here", "reverse($0)")
    if key in _OF_NUMBERS and len(arguments) == 1 and _is_number(arguments[0]):
        return _OF_NUMBERS[key]
    if key == "replace" and len(arguments) == 3 and not _is_text(arguments[1]):
        return refusing("$1 = ''", "replace() of an empty text is spoken by Neo4j alone", TEMPLATES[key, 3])
    return TEMPLATES.get((key, len(arguments)))


def _is_text(argument: list[Piece]) -> bool:
    """Whether it is a text that is written out, and not empty."""
    only = argument[0]
    return len(argument) == 1 and isinstance(only, Leaf) and only.kind == "string" and len(only.text) > 2


def _is_list(argument: list[Piece]) -> bool:
    first = argument[0]
    return is_group(first, "[") or (
        isinstance(first, Leaf) and (first.text.upper() in _LISTS or first.text.upper().startswith("LIST_"))
    )


def _is_number(argument: list[Piece]) -> bool:
    """Whether all that is seen in an expression are numbers: then nothing need be read from a text."""
    for item in argument:
        if isinstance(item, Leaf):
            known = item.kind == "number" or is_sign(item, "+", "-", "*", "/", "%", "^", ".")
            if not known and not (is_word(item) and (item.text in _NUMERIC or _before_property(argument, item))):
                return False
        elif not (is_group(item, "(") and _is_number(item.items)):
            return False
    return True


def _before_property(argument: list[Piece], item: Leaf) -> bool:
    """Whether a word is the variable of a numeric property."""
    at = argument.index(item)
    after = argument[at + 1 : at + 3]
    return len(after) == 2 and is_sign(after[0], ".") and is_word(after[1]) and after[1].text in _NUMERIC
