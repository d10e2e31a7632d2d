"""Mentions become entities: cut to the name, joined, typed, found everywhere."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Entity
from loaders.extraction.acronyms import definitions
from loaders.extraction.grouping import Grouping
from loaders.extraction.mentions import Found, trim

CUTS = {"Method": 0.5, "Dataset": 0.5, "Benchmark": 0.5, "Task": 0.5, "Metric": 0.5}


def entities(text: str, *marked: tuple[str, dict[str, float]], cuts: dict[str, float] = CUTS) -> list[Entity]:
    """The entities when the first place of each marked name was found with these probabilities."""
    found = [Found(text.index(name), text.index(name) + len(name), scores) for name, scores in marked]
    doc = spacy.blank("en").make_doc(text)
    doc._.found, doc._.acronyms = found, tuple(definitions(text))
    return list(Grouping(cuts)(doc)._.entities)


def test_acronym_and_long_form_are_one_entity() -> None:
    text = "Visual question answering (VQA) is hard. Our VQA model helps."
    [entity] = entities(text, ("Visual question answering", {"Task": 0.9}), ("VQA", {"Task": 0.6}))
    assert (entity.name, entity.aliases) == ("Visual question answering", ("VQA",))
    assert len(entity.mentions) == 3


def test_the_side_of_a_definition_that_was_not_found_is_added() -> None:
    text = "We propose Sparse Routing Network (SRN). SRN is fast."
    [entity] = entities(text, ("SRN", {"Method": 0.9}))
    assert set(entity.surfaces) == {"Sparse Routing Network", "SRN"}


def test_spellings_of_one_name_are_one_entity() -> None:
    text = "Multi-modal models and multimodal model fusion."
    [entity] = entities(text, ("Multi-modal models", {"Method": 0.9}), ("multimodal model", {"Method": 0.7}))
    assert set(entity.surfaces) == {"Multi-modal models", "multimodal model"}


def test_a_shared_task_is_one_with_its_campaign_and_year() -> None:
    text = "We enter QLP23. In the QLP 2023 sparse routing task we win; QLP21 was harder."
    found = entities(
        text,
        ("QLP23", {"Benchmark": 0.9}),
        ("QLP 2023 sparse routing task", {"Task": 0.6}),
        ("QLP21", {"Dataset": 0.8}),
    )
    assert {e.surfaces for e in found} == {("QLP 2023 sparse routing task", "QLP23"), ("QLP21",)}


def test_versions_stay_apart() -> None:
    text = "Llama 2 beats Llama 3 on nothing."
    assert len(entities(text, ("Llama 2", {"Method": 0.9}), ("Llama 3", {"Method": 0.9}))) == 2


def test_the_type_is_decided_by_all_mentions() -> None:
    text = "On FooBench we rank. FooBench is a data set; a FooBench score."
    [entity] = entities(text, ("FooBench", {"Method": 0.4, "Benchmark": 0.35, "Dataset": 0.2}))
    assert entity.type == "Benchmark"
    assert len(entity.mentions) == 3


def test_what_is_unlikely_everywhere_is_left_out() -> None:
    assert entities("A Foo here.", ("Foo", {"Method": 0.4})) == []
    assert len(entities("A Foo here.", ("Foo", {"Method": 0.4}), cuts=CUTS | {"Method": 0.3})) == 1


def test_a_longer_name_is_not_cut_by_a_shorter_one() -> None:
    text = "BERT and RoBERTa-BERT mix, BERT-large too."
    found = entities(text, ("BERT", {"Method": 0.9}), ("RoBERTa-BERT mix", {"Method": 0.9}))
    by_name = {e.name: [text[m.start : m.end] for m in e.mentions] for e in found}
    assert by_name == {"BERT": ["BERT", "BERT"], "RoBERTa-BERT mix": ["RoBERTa-BERT mix"]}


def test_evidence_is_the_sentence_of_the_first_mention() -> None:
    text = "A title\nFirst sentence here. Then comes ImageNet at last. ImageNet again."
    [entity] = entities(text, ("ImageNet", {"Dataset": 0.9}))
    assert text[entity.evidence.start : entity.evidence.end] == "Then comes ImageNet at last."


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("the MMLU benchmark", "MMLU"),
        ("our new GLUE", "GLUE"),
        ("(BERT)", "BERT"),
        ("BERT)", "BERT"),
        ("“CLIP”", "CLIP"),
        ("diffusion model", "diffusion model"),
        ("f(x) net (deep)", "f(x) net (deep)"),
        ("Open LLM Leaderboard of X", "Open LLM Leaderboard of X"),
        ("61.5 -> 64.0% accuracy", "accuracy"),
        ("71% top-1 accuracy", "top-1 accuracy"),
        ("2.5D segmentation", "2.5D segmentation"),
    ],
)
def test_names_are_minimal(marked: str, name: str) -> None:
    text = f"see {marked} there"
    start, end = trim(text, 4, 4 + len(marked))
    assert text[start:end] == name


@given(st.text(max_size=60), st.data())
def test_trimming_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = trim(text, start, end)
    assert a >= b or start <= a < b <= end
