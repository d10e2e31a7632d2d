"""Makes a Neo4j database equal to a projection, by what differs.

Every node pushed has the label `PaperKG` beside its own, by which it is known, and its digest. A node whose digest the
server lacks or has otherwise is sent again with the edges it owns. It loses its digest when its properties are written
and gets the new one in the transaction that writes its edges, so what a kill leaves undone is seen by the next push.

Two pushes at a time, or one that begins while the server still finishes the transaction of a killed one, would write
edges twice. So a push signs the nodes that it has begun, and every transaction checks that it finds the nodes as this
push left them; one that does not is rolled back, and the server is looked at again.
"""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kg import schema
from kg.errors import PaperKGError
from kg.graphs.delta import DIGEST, Delta, difference, digests
from kg.graphs.indexes import MARK, UNIQUE, indexable, make_indexes, missing_indexes
from kg.graphs.refusals import first_line
from kg.projection import Edge, Node, Projection

if TYPE_CHECKING:
    import neo4j

#: Told how many of how many rows (nodes and edges) are done.
Report = Callable[[int, int], None]
Standing = dict[str, tuple[str, int | None]]
Item = TypeVar("Item")

_SIGNATURE = "_push"
_BATCH = 5_000  # rows a transaction
_LOOKS = 5  # how often the server is looked at before another push is taken for one that goes on
_PAUSE = 2.0  # seconds between looks: the server soon ends what a killed client had begun


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many nodes were made, changed and deleted on the server, and how many edges written.

    `indexes` were made; `left_out` are the ids of nodes that the server's indexes do not take: an id, name or title of
    more than 8,000 bytes.
    """

    new: int
    changed: int
    gone: int
    edges: int
    indexes: int = 0
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.new, self.changed, self.gone, self.edges))


#: The nodes of $rows, signed and so locked, as far as they have the digest with which they were found.
_SIGNED = (
    f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row.id}}) SET n.{_SIGNATURE} = $signature"
    f" WITH n, row WHERE n.{DIGEST} = row.digest OR (n.{DIGEST} IS NULL AND row.digest IS NULL)"
)


class _Overtaken(Exception):
    """The server's nodes are not as this push left them."""


def push_nodes_and_edges(
    session: neo4j.Session, projection: Projection, report: Report, *, full: bool = False
) -> Pushed:
    """Send what differs, or with `full` everything, anew; see kg.graphs.neo4j.push."""
    projection, left_out = indexable(projection)
    now = digests(projection)
    deleted = _delete_all(session) if full else 0
    missing = missing_indexes(session)
    later: list[str] = []
    if missing:
        _put_empty_lists(session)
        # Indexes that are made when all is there are filled at once, which is quicker than row by row. Where something
        # is there already, the push itself needs them.
        later = [] if _standing(session) else [statement for statement in missing if statement != UNIQUE]
        make_indexes(session, [statement for statement in missing if statement not in later])
    why = ""
    for look in range(_LOOKS):
        if look:
            time.sleep(_PAUSE)
        standing = _standing(session)
        delta = difference(standing, projection, now)
        try:
            _Push(session, delta, standing, now, report).run()
        except _Overtaken as error:
            why = str(error)
            continue
        make_indexes(session, later)
        gone = deleted + sum(map(len, delta.gone.values()))
        return Pushed(len(delta.new), len(delta.changed), gone, len(delta.edges), len(missing), tuple(left_out))
    raise PaperKGError(f"neo4j: {why}")


def _standing(session: neo4j.Session) -> Standing:
    """(label, digest) of every node of ours by its id; the digest is None where it is missing."""
    labels = f"[label IN labels(n) WHERE label IN {list(schema.LABELS)}][0]"

    def read(transaction: neo4j.ManagedTransaction) -> Standing:
        found = transaction.run(f"MATCH (n:{MARK}) RETURN n.id, {labels}, n.{DIGEST}")
        return {id_: (label, digest) for id_, label, digest in found}

    return session.execute_read(read)


def _delete_all(session: neo4j.Session) -> int:
    return _all(session, f"MATCH (n:{MARK}) WITH n LIMIT $most DETACH DELETE n RETURN count(*)")


def _put_empty_lists(session: neo4j.Session) -> None:
    """The bulk importer knows none: where it has made the nodes, the indexes are missing, too."""
    for label, properties in schema.NODE_PROPERTIES.items():
        for name in (name for name, kind in properties.items() if kind == "strings"):
            empty = f"MATCH (n:{label}:{MARK}) WHERE n.{name} IS NULL WITH n LIMIT $most"
            _all(session, f"{empty} SET n.{name} = [] RETURN count(*)")


def _all(session: neo4j.Session, query: str) -> int:
    """Run a query that does at most $most, until it has nothing more to do; gives how many it did."""
    done = 0
    while some := session.execute_write(partial(_number, query=query, most=_BATCH)):
        done += some
    return done


class _Push:
    """One delta on its way to the server."""

    def __init__(
        self,
        session: neo4j.Session,
        delta: Delta,
        standing: Standing,
        now: Mapping[str, int],
        report: Report,
    ) -> None:
        self._session = session
        self._delta = delta
        self._standing = standing
        self._now = now
        self._report = report
        self._signature = secrets.token_hex(8)
        self._done = 0
        self._total = delta.nodes + len(delta.edges)

    def run(self) -> None:
        """Raises _Overtaken where somebody else writes to the same nodes."""
        self._send_nodes(self._delta.new, f"UNWIND $rows AS row CREATE (n:{MARK})")
        self._send_nodes(self._delta.changed, _SIGNED)
        self._send_edges()
        # Last: while a node that lost its edges to a deletion keeps its old digest, nothing would bring them back.
        self._delete_gone()

    def _send_nodes(self, nodes: Sequence[Node], query: str) -> None:
        """Write properties, and take the digest away."""
        for label, some in _by_label(nodes):
            write = f"{query} SET n:{label}, n = row.properties, n.{_SIGNATURE} = $signature RETURN count(n)"
            for batch in _batches(some):
                rows = [{**self._found(node.id), "properties": node.properties} for node in batch]
                self._write(len(rows), partial(self._expect, query=write, rows=rows))

    def _send_edges(self) -> None:
        """Node by node, all edges that a node owns, with its digest."""
        owned: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in self._delta.edges:
            owned[edge.owner].append(edge)
        changed = {node.id for node in self._delta.changed}
        for batch in _by_size([*self._delta.new, *self._delta.changed], owned):
            again = [node for node in batch if node.id in changed]
            edges = [edge for node in batch for edge in owned[node.id]]
            self._write(len(edges), partial(self._replace_edges, batch, again, edges))

    def _replace_edges(
        self, nodes: list[Node], again: list[Node], edges: list[Edge], tx: neo4j.ManagedTransaction
    ) -> None:
        """Delete what the nodes `again` own, make the edges, and give all nodes their digests."""
        self._finish(tx, nodes)
        for label, some in _by_label(again):
            _delete_owned(tx, label, [node.id for node in some])
        self._create(tx, edges)

    def _finish(self, tx: neo4j.ManagedTransaction, nodes: Sequence[Node]) -> None:
        """Give nodes their digests, if they are still signed by this push. Setting first takes their locks."""
        query = (
            f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row.id}}) SET n.{DIGEST} = row.digest"
            f" WITH n WHERE n.{_SIGNATURE} = $signature REMOVE n.{_SIGNATURE} RETURN count(n)"
        )
        self._expect(tx, query, [{"id": node.id, "digest": self._now[node.id]} for node in nodes])

    def _create(self, tx: neo4j.ManagedTransaction, edges: Sequence[Edge]) -> None:
        by_type: defaultdict[str, list[list[Any]]] = defaultdict(list)
        for edge in edges:
            by_type[edge.type].append([edge.head, edge.tail, *edge.properties.values()])
        for type_, rows in by_type.items():
            # Properties one by one: a map that is set afterwards makes the server keep all rows before it goes on.
            properties = ", ".join(
                f"`{name}`: row[{at}]" for at, name in enumerate(schema.RELATIONS[type_].properties, 2)
            )
            ends = f"MATCH (a:{MARK} {{id: row[0]}}) MATCH (b:{MARK} {{id: row[1]}})"
            create = f"CREATE (a)-[r:{type_} {{{properties}}}]->(b) RETURN count(r)"
            self._expect(tx, f"UNWIND $rows AS row {ends} {create}", rows)

    def _delete_gone(self) -> None:
        for label, ids in self._delta.gone.items():
            for batch in _batches(ids):
                self._write(len(batch), partial(self._delete, label, batch))

    def _delete(self, label: str, ids: list[str], tx: neo4j.ManagedTransaction) -> None:
        self._expect(tx, f"{_SIGNED} RETURN count(n)", [self._found(id_) for id_ in ids])
        _delete_owned(tx, label, ids)
        _number(tx, f"MATCH (n:{MARK}) WHERE n.id IN $ids DETACH DELETE n RETURN count(*)", ids=ids)

    def _found(self, id_: str) -> dict[str, Any]:
        return {"id": id_, "digest": self._standing[id_][1] if id_ in self._standing else None}

    def _expect(self, tx: neo4j.ManagedTransaction, query: str, rows: Sequence[object]) -> None:
        """Run a query that counts what it did, and insist on all rows."""
        if _number(tx, query, rows=rows, signature=self._signature) != len(rows):
            raise _Overtaken("another push is writing to this database; push again when it has finished")

    def _write(self, rows: int, work: Callable[[neo4j.ManagedTransaction], object]) -> None:
        from neo4j.exceptions import ConstraintError

        try:
            self._session.execute_write(work)
        except ConstraintError as error:  # a node that was not there when this push looked, or not one of ours
            raise _Overtaken(first_line(error.message)) from None
        self._done += rows
        self._report(self._done, self._total)


def _delete_owned(tx: neo4j.ManagedTransaction, label: str, ids: Sequence[str]) -> None:
    """Delete the edges that nodes with this label own; the server's own edges, of whichever type, stay."""
    for pattern in _owned(label):
        _number(tx, f"MATCH {pattern} IN $ids DELETE r RETURN count(*)", ids=ids)


def _owned(label: str) -> Iterator[str]:
    """Patterns of the edges r that such nodes own, each up to what is the id; as `Edge.owner`."""
    for relation in schema.RELATIONS.values():
        if "paper" in relation.properties:
            if label == "Paper":
                yield f"(:{MARK})-[r:{relation.name}]->(:{MARK}) WHERE r.paper"
        elif relation.name == "WROTE":
            if label == "Paper":
                yield f"(n:{MARK})<-[r:WROTE]-(:{MARK}) WHERE n.id"
        elif label in relation.heads:
            yield f"(n:{MARK})-[r:{relation.name}]->(:{MARK}) WHERE n.id"


def _number(tx: neo4j.ManagedTransaction, query: str, **parameters: object) -> int:
    """The one number that a query returns."""
    (number,) = tx.run(query, parameters).single(strict=True)
    return int(number)


def _by_label(nodes: Sequence[Node]) -> Iterator[tuple[str, list[Node]]]:
    for label in schema.LABELS:
        if some := [node for node in nodes if node.label == label]:
            yield label, some


def _batches(rows: Sequence[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def _by_size(nodes: Sequence[Node], owned: Mapping[str, list[Edge]]) -> Iterator[list[Node]]:
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
