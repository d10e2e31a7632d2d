"""Which graph is asked, what is in it, and how it goes about a query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import schema
from kg.errors import PaperKGError
from kg.graphs.counting import counts
from kg.records import Table
from queries.console.commands import command

if TYPE_CHECKING:
    from queries.console.session import Session


@command(":schema", "", "labels and relation types, their properties, and how many there are")
def show_schema(session: Session, argument: str) -> None:
    found = counts(session.ours)
    session.listing(
        Table(
            ("label", "nodes", "properties"),
            [(label, found.nodes[label], ", ".join(schema.NODE_PROPERTIES[label])) for label in schema.LABELS],
        )
    )
    session.listing(
        Table(
            ("type", "relations", "from", "to", "properties"),
            [
                (type_.name, found.edges[type_.name], "|".join(type_.heads), "|".join(type_.tails), _keys(type_))
                for type_ in schema.RELATIONS.values()
            ],
        )
    )


def _keys(type_: schema.RelationType) -> str:
    return ", ".join(type_.properties)


@command(":library", "[FILE]", "ask the graph of a library; without FILE, say which one is asked", "file")
def library(session: Session, argument: str) -> None:
    if argument:
        session.go_to_library(Path(argument))
    else:
        session.screen.write(f"{_where(session)}\n")


@command(":use", "[URI | DATABASE | library]", "ask a Neo4j server, another database of it, or the library again")
def use(session: Session, argument: str) -> None:
    if not argument:
        session.screen.write(f"{_where(session)}\n")
    elif argument == "library":
        if session.library is None:
            raise PaperKGError("no library has been opened yet; go to one with :library FILE")
        session.go_to_library(session.library)
    elif "://" in argument:
        session.go_to_server(argument, None)
    elif argument == "neo4j" and not session.on_server:
        session.go_to_server(session.uri, session.database)
    elif session.on_server:
        session.go_to_server(session.uri, argument)
    else:
        raise PaperKGError(f"a library has no databases; :use neo4j goes to the server, then :use {argument}")


def _where(session: Session) -> str:
    from kg.tables import safe

    if not session.on_server:
        return safe(f"library {session.library}, read-only")
    write = getattr(session.graph, "write", False)
    return safe(f"server {getattr(session.graph, 'name', '')}, {'reading and writing' if write else 'read-only'}")


@command(":explain", "QUERY", "how the engine would go about a query; PROFILE QUERY; runs it and counts")
def explain(session: Session, argument: str) -> None:
    if not argument:
        raise PaperKGError(":explain needs a query, such as :explain MATCH (p:Paper) RETURN count(p)")
    session.query(f"EXPLAIN {argument}")
