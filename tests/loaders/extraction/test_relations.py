"""Relations between entities of one paper, each with the sentence that says it."""

from __future__ import annotations

from kg.schema import RELATIONS

TEXT = (
    "Quillon: Sparse Routing for Document Ranking\n"
    "We introduce Quillon, a sparse router built on PlainBERT, for document ranking. "
    "We train Quillon on WebHeap. "
    "Experiments on RankBowl and QuestTrove show that Quillon outperforms DenseKing. "
    "RankBowl is a benchmark for document ranking."
)
NAMES = {
    "Quillon": "Method",
    "PlainBERT": "Method",
    "DenseKing": "Method",
    "document ranking|Document Ranking": "Task",
    "WebHeap": "Dataset",
    "RankBowl": "Benchmark",
    "QuestTrove": "Dataset",
}


def test_relations_of_one_paper(facts):
    found = facts(TEXT, NAMES).triples
    assert {
        ("Quillon", "USES", "PlainBERT"),
        ("Quillon", "USED_FOR", "document ranking"),
        ("Quillon", "EVALUATED_ON", "RankBowl"),
        ("Quillon", "EVALUATED_ON", "QuestTrove"),
        ("Quillon", "OUTPERFORMS", "DenseKing"),
        ("RankBowl", "FOR_TASK", "document ranking"),
    } <= found
    assert ("DenseKing", "OUTPERFORMS", "Quillon") not in found
    assert ("PlainBERT", "USES", "Quillon") not in found


def test_relations_join_what_the_schema_joins(facts):
    found = facts(TEXT, NAMES)
    for relation in found.relations:
        head, tail = found.entities[relation.head].type, found.entities[relation.tail].type
        assert RELATIONS[relation.type].allows(head, tail)
        assert relation.head != relation.tail


def test_the_sentence_that_says_it_is_the_evidence(facts):
    found = facts(TEXT, NAMES)
    sentences = {(r.type, r.tail): found.text[r.evidence.start : r.evidence.end] for r in found.relations}
    assert "outperforms DenseKing" in sentences["OUTPERFORMS", "DenseKing"]
    assert "PlainBERT" in sentences["USES", "PlainBERT"]
    assert "Experiments on RankBowl" in sentences["EVALUATED_ON", "RankBowl"]
    assert all(0 < r.evidence.confidence <= 1 and r.evidence.rule == "relations" for r in found.relations)


def test_evaluation_across_sentences(facts):
    """The proposed method is tied to the data of a sentence that does not name it."""
    found = facts(
        "Quillon\nWe propose Quillon, a new router. "
        "Experiments on RankBowl and QuestTrove show the effectiveness of our method.",
        {"Quillon": "Method", "RankBowl": "Benchmark", "QuestTrove": "Dataset"},
    )
    assert {("Quillon", "EVALUATED_ON", "RankBowl"), ("Quillon", "EVALUATED_ON", "QuestTrove")} <= found.triples


def test_without_a_named_method_there_is_no_head(facts):
    found = facts("A Router\nOur approach is evaluated on RankBowl.", {"RankBowl": "Benchmark"})
    assert found.roles == {"RankBowl": "evaluated_on"}
    assert not found.relations


def test_the_same_text_gives_the_same_relations(facts):
    assert facts(TEXT, NAMES).relations == facts(TEXT, NAMES).relations
