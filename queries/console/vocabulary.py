"""The words that a graph knows: labels, relation types, property keys, functions, and the names of its nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg import schema
from kg.graphs import Graph
from kg.graphs.dialect.functions import TEMPLATES

_MOST_NAMES = 20_000  # of one label that are offered, the most used first
#: Functions that both engines know, as people write them.
_SHARED = (
    "abs all any avg ceil coalesce collect count exists floor id keys labels left length list ltrim max min nodes none"
    " percentileCont percentileDisc properties range relationships replace reverse right rtrim sign single size sqrt"
    " sum toLower toUpper trim"
).split()
_NEO4JS = (
    "charLength datetime e endNode exp head isEmpty last log rand randomUUID round split startNode stDev stDevP"
    " substring tail toBoolean toFloat toInteger toString type date"
).split()


@dataclass(slots=True)
class Vocabulary:
    """The words. `keys` are by label or relation type; `all_keys` are those of any."""

    labels: list[str]
    types: list[str]
    keys: dict[str, list[str]]
    all_keys: list[str]
    _functions: Callable[[], list[str]]
    _names: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph) -> Vocabulary:
        """The words of an embedded graph, or of what a server holds."""
        ours = {
            **{label: [*keys] for label, keys in schema.NODE_PROPERTIES.items()},
            **{name: [*type_.properties] for name, type_ in schema.RELATIONS.items()},
        }
        known = sorted({key for keys in ours.values() for key in keys})
        engine = getattr(graph, "functions", None)

        def listed(query: str) -> list[str]:
            return [str(row[0]) for row in graph.run(query).rows]

        if engine is not None:
            return cls([*schema.LABELS], [*schema.RELATIONS], ours, known, lambda: _written(engine()))

        return cls(
            listed("CALL db.labels() YIELD label RETURN label"),
            listed("CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType"),
            ours,
            listed("CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey"),
            lambda: listed("SHOW FUNCTIONS YIELD name RETURN name"),
        )

    @property
    def functions(self) -> list[str]:
        """The functions of the engine, read when first asked for."""
        if "" not in self._names:
            self._names[""] = self._functions()
        return self._names[""]

    def names(self, graph: Graph, label: str | None, key: str) -> list[str]:
        """The values of a property that names nodes, for one label or for every concept."""
        labels = [label] if label else [*schema.CONCEPTS]
        found: list[str] = []
        for one in labels:
            of = f"{one}.{key}"
            if of not in self._names:
                if key not in schema.NODE_PROPERTIES.get(one, {}):
                    continue
                order = f"n.papers DESC, n.{key}" if "papers" in schema.NODE_PROPERTIES[one] else f"n.{key}"
                query = f"MATCH (n:{one}) WHERE n.{key} IS NOT NULL RETURN n.{key} ORDER BY {order} LIMIT {_MOST_NAMES}"
                self._names[of] = [str(row[0]) for row in graph.run(query).rows]
            found += self._names[of]
        return found


def _written(engines: Iterable[str]) -> list[str]:
    """The functions of the embedded engine and of the dialect, as people write them where they are Neo4j's too."""
    written = [*_SHARED, *_NEO4JS]
    more = sorted(set(engines) - {name.lower() for name in written} - {name for name, _ in TEMPLATES})
    return written + [name for name in more if name.isidentifier() and not name.startswith("_")]
