"""What is an entity, judged from the whole paper: the decision, the counts it rests on, and the shipped judge."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Entity, Evidence, Mention, Paper
from loaders.extraction import load, renown
from loaders.extraction.judging import NOTHING, judged

LABELS = ("Benchmark", "Dataset", "Method", "Metric", "Task", NOTHING)
THRESHOLDS = {"data": 0.4, "method": 0.4, "metric": 0.4, "task": 0.4}


def entity(name: str, type_: str) -> Entity:
    return Entity(name, type_, "mentioned", (Mention(0, len(name)),), Evidence(0, len(name), "test"))


def test_an_entity_is_taken_as_its_likeliest_kind_and_within_data_as_its_likeliest_type() -> None:
    names = [entity("RankBowl", "Method"), entity("our pipeline", "Method"), entity("Quillon", "Task")]
    rows = np.array([[0.3, 0.25, 0.4, 0, 0, 0.05], [0, 0, 0.3, 0, 0, 0.7], [0, 0, 0.9, 0, 0.1, 0]])
    kept = judged(names, rows, LABELS, THRESHOLDS)
    assert {index: (e.name, e.type, e.confidence) for index, e in kept.items()} == {
        0: ("RankBowl", "Benchmark", 0.55),
        2: ("Quillon", "Method", 0.9),
    }


TEXTS = [
    ("Quillon helps with sparse routing.", [("Quillon", "method", True), ("sparse routing", "task", True)]),
    ("Quillon is a router for routing.", [("Quillon", "method", True), ("router", "method", False)]),
    ("A router for Quillon and sparse routing.", [("Quillon", "data", True), ("sparse routing", "task", True)]),
    ("Sparse routing again.", [("Sparse routing", "task", True)]),
]


def test_counts_are_of_texts_and_survive_the_file(tmp_path: Path) -> None:
    known = renown.count(TEXTS)
    renown.save(tmp_path / "renown.npz", known)
    again = renown.load(tmp_path / "renown.npz")
    assert again.names == known.names
    assert again.words == known.words
    assert known.names["quillon"] == [2, 1, 0, 0, 0]
    assert known.words["routing"] == [4, 0, 0, 3, 0]
    assert known.names["router"] == [0, 0, 0, 0, 1]
    assert "sparse" not in known.words  # of three texts only


def test_what_is_known_of_a_name_tells_it_from_another() -> None:
    known = renown.count(TEXTS)
    famous, unknown = (set(known.features([name], name, "method")) for name in ("Quillon", "Nobodyknows"))
    assert "tagged most:method:method" in famous - unknown


@given(st.text(max_size=30), st.sampled_from(renown.KINDS))
def test_any_name_has_features(name: str, kind: str) -> None:
    assert renown.count(TEXTS).features([name], name, kind)


def test_the_shipped_judge_leaves_out_phrases_and_keeps_names() -> None:
    paper = Paper(
        "Quillon: Sparse Routing for Question Answering",
        "We present Quillon, a simple pipeline that gives better results. Quillon reaches 71.3 accuracy on RankBowl, a "
        "benchmark for question answering, and is easy to use.",
    )
    [found] = load("fast").extract([paper])
    names = {s.lower() for e in found.entities for s in e.surfaces}
    assert names >= {"quillon", "rankbowl", "question answering"}
    assert not names & {"simple pipeline", "better results", "pipeline", "results"}
    assert all(0 < e.confidence <= 1 for e in found.entities)
