"""What can be asked: the question library, plain words made into its questions, and Cypher statements.

questions = load()
asked = understand("which methods were evaluated on MMLU", questions, names)
table = answer(graph, asked.question, asked.parameters, evidence=True)
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.graphs import Graph
from kg.records import Table
from queries.asking import Asked, linked, understand
from queries.names import GraphNames, LibraryNames, Names
from queries.questions import Question, load
from queries.running import answer, answer_with_variants, variants

__all__ = [
    "Asked",
    "GraphNames",
    "LibraryNames",
    "Names",
    "Question",
    "answer",
    "answer_with_variants",
    "linked",
    "load",
    "run",
    "understand",
    "variants",
]


def run(graph: Graph, names: Names, question: str, slots: Mapping[str, object], *, evidence: bool = False) -> Table:
    """The rows of a question of the library, by its name and with slots as a user writes them.

    Raises PaperKGError for an unknown question or slot, NothingFound for an unknown name in a slot.
    """
    asked = linked(load(), names, question, slots)
    return answer(graph, asked.question, asked.parameters, evidence=evidence)
