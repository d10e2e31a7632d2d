"""What may come next where the cursor stands: a label, a type, a property of something, a name, a file, …

A query that is being typed is seldom whole, so this looks back from the cursor, over text whose strings and comments
are blanked, and asks nothing of what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STRING = re.compile(r"""//[^\n]*|/\*.*?(?:\*/|\Z)|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`""", re.DOTALL)
_OPEN_STRING = re.compile(r"""['"](?:[^'"\\]|\\.)*\Z""", re.DOTALL)

_NODE = re.compile(r"\(\s*(\w+)?\s*:\s*(\w+(?:\s*[|:&]\s*\w+)*)")
_RELATION = re.compile(r"\[\s*(\w+)?\s*:\s*(\w+(?:\s*\|\s*:?\s*\w+)*)")
_BARE_NODE = re.compile(r"\(\s*(\w+)\s*[){]")
_BARE_RELATION = re.compile(r"-\[\s*(\w+)\s*[\]*]")
_NAMED = re.compile(r"\bAS\s+(\w+)|\bUNWIND\b.*?\bAS\s+(\w+)|(\w+)\s*=\s*(?:\(|shortestPath|allShortestPaths)", re.I)

_IN_NODE = re.compile(r"\(\s*\w*\s*:(?:\s*\w+\s*[|:&])*\s*(\w*)\Z")
_IN_RELATION = re.compile(r"\[\s*\w*\s*:(?:\s*\w+\s*\|\s*:?)*\s*(\w*)\Z")
_LABEL_OF = re.compile(r"\b\w+\s*:\s*(\w*)\Z")
_PROPERTY = re.compile(r"\b(\w+)\.(\w*)\Z")
_MAP_KEY = re.compile(r"([(\[])\s*\w*\s*:\s*(\w+)[^()\[\]{}]*\{(?:[^{}]*,)?\s*(\w*)\Z")
_PARAMETER = re.compile(r"\$(\w*)\Z")
_WORD = re.compile(r"(\w*)\Z")

_COMPARED = re.compile(r"\b(\w+)\.(name|title)\s*(?:=|<>|CONTAINS|STARTS\s+WITH|IN\s*\[[^\]]*)\s*\Z", re.I)
_COMPARED_FIRST = re.compile(r"\{(?:[^{}]*,)?\s*(name|title)\s*:\s*\Z")
_COMMAND = re.compile(r"\A\s*(:\w*)\Z")
_ARGUMENT = re.compile(r"\A\s*(:\w+)\s+(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected: `kind` is label, type, key, name, parameter, word, command or argument.

    `begun` is what is typed of it. `of` is the label or type whose keys or names are meant (several by "|"), the
    property for a name, or the command for an argument.
    """

    kind: str
    begun: str
    of: str = ""
    key: str = ""


def expected(before: str) -> Expected:
    """What is expected after this text, which stands before the cursor."""
    if found := _COMMAND.match(before):
        return Expected("command", found[1])
    if found := _ARGUMENT.match(before):
        return Expected("argument", found[2], found[1].lower())
    statement, string = _statement(before)
    if string is not None:
        return _in_string(statement, string)
    for pattern, kind in ((_IN_NODE, "label"), (_IN_RELATION, "type")):
        if found := pattern.search(statement):
            return Expected(kind, found[1])
    if found := _MAP_KEY.search(statement):
        return Expected("key", found[3], found[2])
    if found := _PROPERTY.search(statement):
        return Expected("key", found[2], typed(statement).get(found[1], ""))
    if found := _PARAMETER.search(statement):
        return Expected("parameter", found[1])
    if (found := _LABEL_OF.search(statement)) and not re.search(r"\{[^}]*\Z", statement):
        return Expected("label", found[1])
    found = _WORD.search(statement)
    return Expected("word", found[1] if found else "")


def _statement(before: str) -> tuple[str, str | None]:
    """The last statement of a text with its strings blanked, and what is typed of a string that is open."""
    blanked = _STRING.sub(lambda found: " " * len(found[0]), before)
    opened = _OPEN_STRING.search(blanked)
    if opened is not None:
        string = before[opened.start() + 1 :]
        before, blanked = before[: opened.start()], blanked[: opened.start()]
    else:
        string = None
    return blanked[blanked.rfind(";") + 1 :], string


def _in_string(statement: str, string: str) -> Expected:
    if found := _COMPARED.search(statement):
        return Expected("name", string, typed(statement).get(found[1], ""), found[2].lower())
    if found := _COMPARED_FIRST.search(statement):
        labels = [*_NODE.finditer(statement)]
        return Expected("name", string, labels[-1][2] if labels else "", found[1])
    return Expected("nothing", string)


def typed(statement: str) -> dict[str, str]:
    """The variables of a statement, each with its labels or types, nothing where they are not said."""
    found = dict.fromkeys((f[1] for f in (*_BARE_NODE.finditer(statement), *_BARE_RELATION.finditer(statement))), "")
    found |= {f[1] or f[2] or f[3]: "" for f in _NAMED.finditer(statement)}
    for pattern in (_NODE, _RELATION):
        found |= {f[1]: re.sub(r"[\s:&|]+", "|", f[2]) for f in pattern.finditer(statement) if f[1]}
    return found
