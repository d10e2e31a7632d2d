"""Roles by the words around a name, with the sentence that decided."""

from __future__ import annotations

import pytest
import spacy

TEXT = (
    "Quillon: Sparse Routing for Document Ranking\n"
    "Document ranking has long relied on keyword overlap, and systems such as OldRank remain popular. "
    "We introduce Quillon, a sparse router built on top of PlainBERT, for document ranking. "
    "Quillon is pretrained on WebHeap and evaluated on RankBowl and QuestTrove. "
    "It outperforms DenseKing by 2.1 points of nDCG on RankBowl."
)
NAMES = {
    "Quillon": "Method",
    "OldRank": "Method",
    "PlainBERT": "Method",
    "DenseKing": "Method",
    "Document ranking|document ranking": "Task",
    "WebHeap": "Dataset",
    "RankBowl": "Benchmark",
    "QuestTrove": "Dataset",
    "nDCG": "Metric",
}


def test_roles_of_one_paper(facts):
    assert facts(TEXT, NAMES).roles == {
        "Quillon": "introduced",
        "OldRank": "mentioned",
        "PlainBERT": "used",
        "DenseKing": "evaluated",
        "Document ranking": "addressed",
        "WebHeap": "trained_on",
        "RankBowl": "evaluated_on",
        "QuestTrove": "evaluated_on",
        "nDCG": "used",
    }


def test_the_deciding_sentence_is_the_evidence(facts):
    found = facts(TEXT, NAMES)
    evidence = found.entities["Quillon"].evidence
    assert found.text[evidence.start : evidence.end].startswith("We introduce Quillon")
    assert evidence.rule == "roles"
    assert 0 < evidence.confidence <= 1
    for entity in found.entities.values():
        assert any(entity.evidence.start <= m.start < entity.evidence.end for m in entity.mentions)


def test_the_strongest_role_of_all_mentions_wins(facts):
    """A benchmark named in passing first and in the experiments later is evaluated on."""
    found = facts(
        "A Study of Readers\nPrior benchmarks such as RankBowl are small. "
        "We evaluate readers on RankBowl and report accuracy.",
        {"RankBowl": "Benchmark", "accuracy": "Metric"},
    )
    assert found.roles["RankBowl"] == "evaluated_on"


def test_a_released_dataset_is_introduced(facts):
    found = facts("RankBowl\nWe release RankBowl, a new benchmark for document ranking.", {"RankBowl": "Benchmark"})
    assert found.roles == {"RankBowl": "introduced"}


def test_nothing_else_about_an_entity_changes(facts):
    found = facts(TEXT, NAMES)
    quillon = found.entities["Quillon"]
    assert (quillon.name, quillon.type, len(quillon.mentions)) == ("Quillon", "Method", 3)
    assert found.entities["Document ranking"].aliases == ("document ranking",)


@pytest.mark.parametrize("text", ["", "\n", "A title\n", "RankBowl\n", "\nRankBowl", "RankBowl. RankBowl! RankBowl?"])
def test_short_texts(facts, text):
    found = facts(text, {"RankBowl": "Benchmark"})
    assert set(found.roles) == {"RankBowl"}
    assert not found.results


def test_overlapping_and_nested_mentions(facts):
    found = facts(
        "BowlNet-Large\nWe propose BowlNet-Large, a larger BowlNet, and test BowlNet-Large on RankBowl.",
        {"BowlNet-Large": "Method", "BowlNet": "Method", "RankBowl": "Benchmark"},
    )
    assert found.roles["BowlNet-Large"] == "introduced"
    assert found.roles["RankBowl"] == "evaluated_on"


def test_entities_of_any_pipeline_will_do(facts):
    """The components need `doc._.entities` and the text, not a certain tokenizer, tagger or sentence splitter."""
    from loaders.extraction import roles
    from tests.loaders.extraction.conftest import entities_in

    nlp = spacy.blank("xx")
    component = roles.make_roles(nlp, "roles", None)
    doc = nlp.make_doc(TEXT)
    doc._.entities = entities_in(TEXT, NAMES)
    assert {e.name: e.role for e in component(doc)._.entities} == facts(TEXT, NAMES).roles
