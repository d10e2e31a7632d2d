"""The whole pipeline through its public face: the shipped models, one trained here, and texts of every kind."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.training import Example

from kg.errors import PaperKGError
from kg.records import Extraction, Paper
from loaders.extraction import SHIPPED_MODELS, Extractor, as_json, load, version

PAPERS = [
    Paper(
        "RouteNet: Sparse Routing for Question Answering",
        "We introduce RouteNet, a sparse routing network built on BERT. On SQuAD 2.0, RouteNet reaches 85.2 F1 and "
        "outperforms RoBERTa. We also evaluate it on the MMLU benchmark.",
        source_id="a",
    ),
    Paper("Speech Recognition With Little Data", "wav2vec 2.0 reaches a word error rate of 4.1% on LibriSpeech."),
    Paper("A Title Without Abstract"),
    Paper("", "Knowledge distillation (KD) compresses BERT. We use KD for text classification on GLUE."),
]


@pytest.fixture(scope="module", params=SHIPPED_MODELS)
def extractor(request: pytest.FixtureRequest) -> Extractor:
    return load(request.param)


def surfaces(paper: Paper, extraction: Extraction) -> dict[str, str]:
    return {s: e.type for e in extraction.entities for s in e.surfaces}


def test_a_shipped_model_reads_our_own_sentences(extractor: Extractor) -> None:
    found = [surfaces(p, e) for p, e in zip(PAPERS, extractor.extract(PAPERS), strict=True)]
    assert found[0].items() >= {"RouteNet": "Method", "BERT": "Method", "RoBERTa": "Method"}.items()
    assert found[0]["SQuAD 2.0"] in ("Dataset", "Benchmark")
    assert found[0]["MMLU"] == "Benchmark"
    assert found[1]["LibriSpeech"] in ("Dataset", "Benchmark")
    assert found[1]["word error rate"] == "Metric"
    assert found[3]["KD"] == found[3]["Knowledge distillation"] == "Method"


def test_the_accurate_model_reads_beside_the_fast_one_and_again() -> None:
    accurate = load()
    confidences = [
        [e.confidence for x in model.extract(PAPERS) for e in x.entities] for model in (accurate, load("fast"))
    ]
    assert confidences[0] != confidences[1]
    said = {(r.head, r.type, r.tail) for extraction in accurate.extract(PAPERS) for r in extraction.relations}
    assert said >= {("RouteNet", "EVALUATED_ON", "MMLU"), ("RouteNet", "OUTPERFORMS", "RoBERTa")}
    assert accurate.version == version() == version("accurate") != version("fast")


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_an_accurate_model_that_cannot_run_says_what_to_do(library: str) -> None:
    code = f"import sys; sys.modules['{library}'] = None; import loaders.extraction as x; x.load('accurate')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert f"needs {library}" in ended.stderr.splitlines()[-1]
    assert ended.stderr.splitlines()[-1].endswith("or take --model fast")


def test_a_paper_does_not_depend_on_its_neighbours(extractor: Extractor) -> None:
    alone = [next(extractor.extract([paper])) for paper in PAPERS]
    many = PAPERS * 12
    random.Random(3).shuffle(many)
    assert list(extractor.extract(many)) == [alone[PAPERS.index(paper)] for paper in many]
    long = Paper("A Long Text", " ".join([PAPERS[0].abstract] * 30))  # longer than what is read or decoded at once
    by_itself = next(extractor.extract([long]))
    assert list(extractor.extract([PAPERS[1], long, PAPERS[3]])) == [alone[1], by_itself, alone[3]]


def test_two_threads_find_what_one_does() -> None:
    papers = [Paper(f"{paper.title} {n}", f"{paper.abstract} word{n} Name{n}-X") for n in range(30) for paper in PAPERS]
    alone, shared = list(load("fast").extract(papers)), load("fast")
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lambda some: list(shared.extract(some)), [papers, papers])) == [alone, alone]


def test_offsets_are_those_of_a_pipeline_that_changes_the_text(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "Benchmark", "pattern": "MMLU"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path)
    extractor = load(str(tmp_path))
    extractor.nlp.tokenizer = lambda text: Doc(extractor.nlp.vocab, words=text.split())  # type: ignore[assignment]
    [entity] = next(extractor.extract([Paper("A  Title", "On  two   spaces,  MMLU  is  known")])).entities
    assert entity.name == "MMLU"


def check(paper: Paper, extraction: Extraction) -> None:
    """What holds of any extraction."""
    names = {e.name for e in extraction.entities}
    for entity in extraction.entities:
        assert entity.mentions and 0 <= entity.confidence <= 1
        for mention in entity.mentions:
            assert paper.text[mention.start : mention.end] in entity.surfaces
        assert all(surface in paper.text for surface in entity.surfaces)
        assert 0 <= entity.evidence.start < entity.evidence.end <= len(paper.text)
    for relation in extraction.relations:
        assert {relation.head, relation.tail} <= names
    for result in extraction.results:
        assert {n for n in (result.method, result.on, result.metric) if n} <= names
    json.dumps(as_json(paper, extraction))


PIECES = st.sampled_from(
    ["BERT", "on", "the", "MMLU benchmark", "(KD)", "knowledge distillation", "ImageNet-1k", "92.1\\%", "$F_1$", ". We"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES | st.text(max_size=15), max_size=40), st.lists(PIECES, max_size=8))
def test_offsets_point_at_what_they_claim(extractor: Extractor, abstract: list[str], title: list[str]) -> None:
    paper = Paper(" ".join(title), " ".join(abstract))
    check(paper, next(extractor.extract([paper])))


def test_a_very_long_text_is_read(extractor: Extractor) -> None:
    paper = Paper("Long", (PAPERS[0].abstract + " ") * 150)
    extraction = next(extractor.extract([paper]))
    check(paper, extraction)
    [bert] = [e for e in extraction.entities if e.name == "BERT"]
    assert len(bert.mentions) == 150


def test_json_is_the_contract(extractor: Extractor) -> None:
    out = as_json(PAPERS[0], next(extractor.extract(PAPERS[:1])))
    assert list(out) == ["id", "title", "entities", "relations", "results"]
    assert out["id"] == "a"
    assert list(out["entities"][0]) == ["name", "aliases", "type", "role", "mentions", "confidence"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain spaCy pipeline with our labels, trained on three sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    texts = [
        ("Foonet is tested on Barset .", [(0, 6, "Method"), (20, 26, "Dataset")]),
        ("We test Foonet on Barset .", [(8, 14, "Method"), (18, 24, "Dataset")]),
    ]
    examples = [Example.from_dict(nlp.make_doc(t), {"entities": ents}) for t, ents in texts]
    nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    return folder


def test_any_pipeline_with_our_labels_can_stand_in(trained: Path) -> None:
    paper = Paper("Foonet is tested on Barset .", "We test Foonet on Barset .")
    extraction = next(load(str(trained)).extract([paper]))
    assert surfaces(paper, extraction) == {"Foonet": "Method", "Barset": "Dataset"}
    assert version(str(trained)) != version()


def test_other_models_are_refused_in_one_line(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    for model in (str(tmp_path), str(tmp_path / "blank"), "no_such_model", str(tmp_path / "missing")):
        with pytest.raises(PaperKGError) as refused:
            load(model)
        assert "\n" not in str(refused.value)


def test_the_version_is_known_without_spacy() -> None:
    code = "import sys, loaders.extraction as x; assert x.version(); assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
