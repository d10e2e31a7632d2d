"""Makes a Neo4j database equal to a projection, by what differs.

Every node pushed has the label `PaperKG` beside its own, by which it is known, and its digest. A node whose digest the
server lacks or has otherwise is sent again with the edges it owns. It loses its digest when its properties are written
and gets the new one in the transaction that writes its edges, so what a kill leaves undone is seen by the next push.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import schema
from kg.graphs.delta import DIGEST, Delta, difference, digests
from kg.projection import Edge, Node, Projection

if TYPE_CHECKING:
    import neo4j

Report = Callable[[int, int], None]

MARK = "PaperKG"
_BATCH = 5_000  # rows a transaction


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many nodes were made, changed and deleted on the server, and how many edges were written."""

    new: int
    changed: int
    gone: int
    edges: int

    def __bool__(self) -> bool:
        return any((self.new, self.changed, self.gone, self.edges))


def push_nodes_and_edges(session: neo4j.Session, projection: Projection, report: Report) -> Pushed:
    """Send what differs; see kg.graphs.neo4j.push."""
    now = digests(projection)
    delta = difference(_standing(session), projection, now)
    if delta.nodes:
        _lay_indexes(session)
        _send_nodes(session, [*delta.new, *delta.changed])
        _send_edges(session, delta, now, report)
        # Last: while a node that lost its edges to a deletion keeps its old digest, nothing would bring them back.
        _delete(session, delta)
    return Pushed(len(delta.new), len(delta.changed), sum(map(len, delta.gone.values())), len(delta.edges))


def _standing(session: neo4j.Session) -> dict[str, tuple[str, int]]:
    """(label, digest) of every node of ours by its id; where the digest is missing, one that no node has."""
    query = f"MATCH (n:{MARK}) RETURN n.id, [l IN labels(n) WHERE l <> '{MARK}'][0], n.{DIGEST}"

    def read(transaction: neo4j.ManagedTransaction) -> dict[str, tuple[str, int]]:
        unfinished = 2**63  # no signed 64-bit number
        return {id_: (label, unfinished if digest is None else digest) for id_, label, digest in transaction.run(query)}

    return session.execute_read(read)


def _lay_indexes(session: neo4j.Session) -> None:
    """What pushing and the questions look nodes and edges up by."""
    wanted = {"paperkg_id": f"CREATE CONSTRAINT paperkg_id IF NOT EXISTS FOR (n:{MARK}) REQUIRE n.id IS UNIQUE"}
    for label, properties in schema.NODE_PROPERTIES.items():
        for name in {"id", "name", "title"} & properties.keys():
            index = f"paperkg_{label.lower()}_{name}"
            wanted[index] = f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    for relation in schema.RELATIONS.values():
        if "paper" in relation.properties:
            index = f"paperkg_{relation.name.lower()}_paper"
            wanted[index] = f"CREATE INDEX {index} IF NOT EXISTS FOR ()-[r:{relation.name}]-() ON (r.paper)"
    named = "|".join(label for label, properties in schema.NODE_PROPERTIES.items() if "name" in properties)
    names = f"CREATE FULLTEXT INDEX paperkg_names IF NOT EXISTS FOR (n:{named}) ON EACH [n.name, n.aliases]"
    wanted["paperkg_names"] = names
    there = {str(name) for (name,) in session.run("SHOW INDEXES YIELD name")}
    if missing := [statement for index, statement in wanted.items() if index not in there]:
        for statement in missing:
            session.run(statement).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


def _delete(session: neo4j.Session, delta: Delta) -> None:
    for label, ids in delta.gone.items():
        for batch in _batches(ids):
            statements = _deleting_owned(label, batch)
            statements.append((f"MATCH (n:{MARK}) WHERE n.id IN $ids DETACH DELETE n", {"ids": batch}))
            _write(session, statements)


def _send_nodes(session: neo4j.Session, nodes: list[Node]) -> None:
    by_label: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        by_label[node.label].append(node.properties)
    for label, rows in by_label.items():
        query = f"UNWIND $rows AS row MERGE (n:{MARK} {{id: row.id}}) SET n:{label}, n = row"  # without a digest
        for batch in _batches(rows):
            _write(session, [(query, {"rows": batch})])


def _send_edges(session: neo4j.Session, delta: Delta, now: dict[str, int], report: Report) -> None:
    """Node by node, all edges that a node owns, then its digest."""
    owned: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in delta.edges:
        owned[edge.owner].append(edge)
    changed = {node.id for node in delta.changed}
    total = len(delta.new) + len(delta.changed)
    done = 0
    for batch in _by_size([*delta.new, *delta.changed], owned):
        statements: list[tuple[str, dict[str, Any]]] = []
        for label in {node.label for node in batch}:
            if again := [node.id for node in batch if node.label == label and node.id in changed]:
                statements += _deleting_owned(label, again)
        edges: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for node in batch:
            for edge in owned[node.id]:
                edges[edge.type].append({"head": edge.head, "tail": edge.tail, "properties": edge.properties})
        for type_, rows in edges.items():
            ends = f"MATCH (a:{MARK} {{id: row.head}}) MATCH (b:{MARK} {{id: row.tail}})"
            query = f"UNWIND $rows AS row {ends} CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
            statements.append((query, {"rows": rows}))
        kept = [{"id": node.id, "digest": now[node.id]} for node in batch]
        query = f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row.id}}) SET n.{DIGEST} = row.digest"
        statements.append((query, {"rows": kept}))
        _write(session, statements)
        done += len(batch)
        report(done, total)


def _deleting_owned(label: str, ids: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Deletes the edges that the nodes with this label own; the server's own edges, of whichever type, stay."""
    patterns = []
    for relation in schema.RELATIONS.values():
        ours = f"(:{MARK})-[r:{relation.name}]->(:{MARK})"
        if "paper" in relation.properties:
            if label == "Paper":
                patterns.append(f"{ours} WHERE r.paper IN $ids")
        elif relation.name == "WROTE":
            if label == "Paper":
                patterns.append(f"(n:{MARK})<-[r:WROTE]-(:{MARK}) WHERE n.id IN $ids")
        elif label in relation.heads:
            patterns.append(f"(n:{MARK})-[r:{relation.name}]->(:{MARK}) WHERE n.id IN $ids")
    return [(f"MATCH {pattern} DELETE r", {"ids": list(ids)}) for pattern in patterns]


def _write(session: neo4j.Session, statements: Iterable[tuple[str, dict[str, Any]]]) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        for query, parameters in statements:
            transaction.run(query, parameters).consume()

    session.execute_write(work)


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def _by_size(nodes: list[Node], owned: dict[str, list[Edge]]) -> Iterator[list[Node]]:
    """Nodes in batches of about as many rows, counting the edges that each owns."""
    batch: list[Node] = []
    size = 0
    for node in nodes:
        batch.append(node)
        size += 1 + len(owned.get(node.id, ()))
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
