"""What a Neo4j database looks nodes and edges up by: for pushing, for the questions and for names.

All are named `paperkg_…`; where they are there, nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg import schema
from kg.projection import Projection
from kg.projection.records import Value

if TYPE_CHECKING:
    import neo4j

#: The label that every node of ours has beside its own, and no other node.
MARK = "PaperKG"
#: The properties of nodes that are looked up.
INDEXED = ("id", "name", "title")
#: The full-text index over the names and aliases of concepts and authors.
NAMES = "paperkg_names"

#: The node property, no part of the schema, with what a node is found by when it is named, and its full-text index.
KEYS = "_keys"
KEYS_INDEX = "paperkg_keys"

#: The statement that makes each id of ours stand once, which every push relies on.
UNIQUE = f"CREATE CONSTRAINT paperkg_id IF NOT EXISTS FOR (n:{MARK}) REQUIRE n.id IS UNIQUE"

_SECONDS = 3_600  # how long the server may take to fill them
_MOST_BYTES = 8_000  # of a text in an index; a server takes 8,167 for one property


def indexable(projection: Projection) -> tuple[Projection, list[str]]:
    """The projection without the nodes that no index takes, as a node whose title is a whole book, and their ids."""
    long = [node.id for node in projection.nodes if any(map(_is_long, map(node.properties.get, INDEXED)))]
    if not long:
        return projection, long
    out = set(long)
    nodes = [node for node in projection.nodes if node.id not in out]
    edges = [edge for edge in projection.edges if not out & {edge.head, edge.tail, edge.owner}]
    return Projection(nodes, edges, projection.revision), long


def _is_long(value: Value) -> bool:
    # A character is at most four bytes.
    return isinstance(value, str) and len(value) > _MOST_BYTES // 4 and len(value.encode()) > _MOST_BYTES


def missing_indexes(session: neo4j.Session) -> list[str]:
    """The statements that make what is not there yet. An index of others does as well."""
    show = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties"
    there = {name for index, *covers in session.run(show) for name in (index, _covering(*covers))}
    return [statement for name, covers, statement in _wanted() if not there & {name, covers}]


def make_indexes(session: neo4j.Session, statements: Sequence[str]) -> None:
    """Run the statements and wait until the indexes are filled."""
    if not statements:
        return

    def make(transaction: neo4j.ManagedTransaction) -> None:
        for statement in statements:
            transaction.run(statement).consume()

    session.execute_write(make)  # one transaction for all takes seconds less
    session.run("CALL db.awaitIndexes($seconds)", seconds=_SECONDS).consume()


def _covering(kind: str, labels: list[str] | None, properties: list[str] | None) -> str:
    return f"{kind} {labels} {properties}"


def _wanted() -> Iterator[tuple[str, str, str]]:
    """(name, what it covers, statement) of each."""
    yield "paperkg_id", "paperkg_id", UNIQUE
    for label, properties in schema.NODE_PROPERTIES.items():
        for property_ in INDEXED:
            if property_ in properties:
                name = f"paperkg_{label.lower()}_{property_}"
                statement = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{property_})"
                yield name, _covering("RANGE", [label], [property_]), statement
    for relation in schema.RELATIONS.values():
        if "paper" in relation.properties:
            name = f"paperkg_{relation.name.lower()}_paper"
            statement = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{relation.name}]-() ON (r.paper)"
            yield name, _covering("RANGE", [relation.name], ["paper"]), statement
    named = "|".join(label for label, properties in schema.NODE_PROPERTIES.items() if "name" in properties)
    statement = f"CREATE FULLTEXT INDEX {NAMES} IF NOT EXISTS FOR (n:{named}) ON EACH [n.name, n.aliases]"
    yield NAMES, NAMES, statement
    whole = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}"
    statement = f"CREATE FULLTEXT INDEX {KEYS_INDEX} IF NOT EXISTS FOR (n:{MARK}) ON EACH [n.{KEYS}] {whole}"
    yield KEYS_INDEX, KEYS_INDEX, statement
