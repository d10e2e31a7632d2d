"""Names on a server without the library: `keyed` sends along what each node is found by, `ServerNames` looks it up.

A key is the normal form of a name, by which names are one whatever their spelling; Neo4j's analyzers do not know it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg import schema
from kg.errors import PaperKGError
from kg.graphs.indexes import KEYS, KEYS_INDEX, MARK
from kg.projection import Node, Projection
from kg.records import title_key
from loaders.resolution.normal import normal_form
from queries.names import GraphNames, Name

_AT_ONCE = 200  # keys a query; the server takes 1,024


def keyed(projection: Projection) -> Projection:
    """The projection with the keys of every node, for a server."""
    nodes = [Node(n.label, n.id, {**n.properties, KEYS: list(dict.fromkeys(_keys(n)))}) for n in projection.nodes]
    return Projection(nodes, projection.edges, projection.revision)


def _keys(node: Node) -> Iterable[str]:
    if node.label in schema.CONCEPTS:
        aliases = node.properties["aliases"]
        assert isinstance(aliases, list)
        return (_concept_key(name) for name in (str(node.properties["name"]), *aliases))
    name = node.properties["title" if node.label == "Paper" else "name"]
    return (_title_key(str(name)),) if name else ()


def _concept_key(name: str) -> str:
    return f"concept {normal_form(name)}"


def _title_key(name: str) -> str:
    return f"title {title_key(name)}"


def _quoted(key: str) -> str:
    """The key as Lucene's query language has it when it stands for itself."""
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


class ServerNames(GraphNames):
    """Names by the server's index of keys; by reading all there is, where it has none."""

    def find(self, texts: Sequence[str]) -> dict[str, list[Name]]:
        wanted: defaultdict[str, list[str]] = defaultdict(list)  # texts by key
        for text in texts:
            wanted[_concept_key(text)].append(text)
            wanted[_title_key(text)].append(text)
        found: defaultdict[str, set[Name]] = defaultdict(set)
        try:
            for name, keys in self._looked_up(list(wanted)):
                for text in {text for key in keys for text in wanted.get(key, ())}:
                    found[text].add(name)
        except PaperKGError:  # the index is missing: nobody has pushed since a bulk import
            return super().find(texts)
        if not found and not self._has_keys():
            return super().find(texts)
        for text, name in self._papers_and_authors(texts):
            found[text].add(name)
        return {
            text: sorted(names, key=lambda n: (schema.LABELS.index(n.label), n.id)) for text, names in found.items()
        }

    def _looked_up(self, keys: list[str]) -> Iterable[tuple[Name, list[str]]]:
        """The nodes that have one of these keys, and all keys of each."""
        query = (
            f"CALL db.index.fulltext.queryNodes('{KEYS_INDEX}', $words) YIELD node"
            " RETURN [label IN labels(node) WHERE label IN $labels][0] AS label, node.id AS id,"
            f" coalesce(node.name, node.title) AS name, node.{KEYS} AS its"
        )
        for start in range(0, len(keys), _AT_ONCE):
            words = " OR ".join(map(_quoted, keys[start : start + _AT_ONCE]))
            for label, id_, name, its in self._graph.run(query, {"words": words, "labels": list(schema.LABELS)}).rows:
                yield Name(str(label), str(id_), str(name or id_)), its  # type: ignore[misc]

    def _has_keys(self) -> bool:
        return bool(self._graph.run(f"MATCH (n:{MARK}) WHERE n.{KEYS} IS NOT NULL RETURN n.id LIMIT 1").rows)
