"""The values of $parameters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import PaperKGError
from kg.records import Table
from queries.console.commands import command
from queries.console.literals import literal

if TYPE_CHECKING:
    from queries.console.session import Session


@command(":params", "[clear]", "list the parameters, or forget them")
def params(session: Session, argument: str) -> None:
    if argument == "clear":
        session.parameters.clear()
    elif argument:
        raise PaperKGError(f"{argument}: write :params, or :params clear")
    else:
        session.show(Table(("parameter", "value"), [(f"${name}", v) for name, v in sorted(session.parameters.items())]))


@command(":param", "x => 1", "give $x a value: a string, number, boolean, null, list or map")
def param(session: Session, argument: str) -> None:
    name, arrow, text = argument.partition("=>")
    if not arrow:
        name, arrow, text = argument.partition("=")
    name = name.strip().removeprefix("$")
    if not arrow or not name.isidentifier():
        raise PaperKGError(f":param {argument}: write it as :param x => 1")
    session.parameters[name] = literal(text)


def value(text: str) -> object:
    """The value of an argument `-P name=value`: as JSON or as in a query, else the text as it is."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        pass
    try:
        return literal(text)
    except PaperKGError:
        return text
