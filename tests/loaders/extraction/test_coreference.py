"""Which names of a paper are names of one thing: joined whole, from how they are written and where they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Entity, Evidence, Mention, Paper
from loaders.extraction import coreference, coreference_training, pipeline, renown
from loaders.extraction.coreference import Coreference
from loaders.extraction.coreference_features import spelling
from loaders.extraction.grouping import everywhere
from loaders.extraction.linear import SHIPPED as MODEL
from loaders.extraction.linear import Linear, load
from loaders.extraction.reading import read

NLP = pipeline.blank()
KNOWN = renown.Renown({}, {})
SHIPPED = coreference.make_coreference(NLP, "coreference", None)


def found(text: str, *names: str, type_: str = "Task") -> list[Entity]:
    """Names that a tagger found in a text, in its order, the first the surest."""
    out, start = [], 0
    for n, name in enumerate(names):
        start = text.index(name, start)
        mention = Mention(start, start + len(name))
        sure = 0.99 - n / 50
        start += len(name)
        out.append(Entity(name, type_, "mentioned", (mention,), Evidence(0, 0, "test"), confidence=sure))
    return out


def everywhere_found(text: str, *names: str) -> list[Entity]:
    """The same with all places of the names, as they are when they are joined."""
    return everywhere(text, found(text, *names))


def joined(component: Coreference, text: str, *names: str, type_: str = "Task") -> list[tuple[str, ...]]:
    return [entity.surfaces for entity in component.join(read(text, found(text, *names, type_=type_)))]


def by_hand(**weights: float) -> Coreference:
    """A component of which each pair's score is -4 and the weights of its features."""
    table = np.array([[-4.0], *([w] for w in weights.values())], "f")
    return Coreference(Linear((coreference.LABEL,), {f: n for n, f in enumerate(weights, 1)}, table, False), KNOWN)


WORDS = st.lists(st.text("abxyT24", min_size=1, max_size=6), min_size=1, max_size=6).map(tuple)


@given(WORDS, WORDS, st.lists(st.integers(1, 3), min_size=6, max_size=6))
def test_spelling_is_of_two_names_whichever_comes_first(
    one: tuple[str, ...], other: tuple[str, ...], sizes: list[int]
) -> None:
    assert spelling(one, other) == spelling(other, one)
    parts = [one[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
    short = tuple("".join(word[0] for word in part) if len(part) > 1 else part[0] for part in parts if part)
    assert spelling(short, one) == spelling(one, short) == ("whole" if len(short) < len(one) else "")


@pytest.mark.parametrize(
    ("short", "long", "how"),
    [
        ("video cot", "video chain of thought", "whole"),
        ("kg reasoning", "knowledge graph reasoning", "whole"),
        ("qat", "quiet attic tuning", "whole"),
        ("t2i", "text to image", "4:3"),
        ("quattun", "quiet attic tuning", ""),
        ("video cot", "video code of thought kernels", ""),
        ("kg reasoning", "knowledge base reasoning", ""),
    ],
)
def test_initials_spell_words(short: str, long: str, how: str) -> None:
    assert spelling(tuple(short.split()), tuple(long.split())) == how


def test_names_that_can_be_spelt_in_very_many_ways_and_very_long_ones_are_told_apart_at_once() -> None:
    assert spelling(("xx",) * 40 + ("b",), ("x",) * 80 + ("c",) * 3) == ""
    assert spelling(("ab",) * 600 + ("net",), ("ab",) * 600 + ("former", "x")) == ""
    capitals = "A" * 4000
    text = f"We propose {capitals}- and {capitals}A- on board."
    assert len(joined(by_hand(none=-9.0), text, f"{capitals}-", f"{capitals}A-")) == 2


@given(st.lists(st.sampled_from("pear pears plum plums pear-plum fig".split()), min_size=1, unique=True), st.data())
def test_what_is_joined_is_only_put_together(names: list[str], data: st.DataObject) -> None:
    text = " or ".join(names)
    weights = {shape: data.draw(st.floats(0, 8)) for shape in ("end", "start", "forms", "none", "head", "first")}
    before = found(text, *names)
    after = by_hand(**weights).join(read(text, before))
    assert sorted(s for e in after for s in e.surfaces) == sorted(names)
    assert sorted((m.start, m.end) for e in after for m in e.mentions) == sorted(
        (m.start, m.end) for e in before for m in e.mentions
    )
    assert [e.mentions[0].start for e in after] == sorted(e.mentions[0].start for e in after)


def test_the_surest_name_stands_for_all_and_each_stays_where_it_is() -> None:
    text = "Graph drawing\nWe study hyperbolic graph drawing. Graph drawing is old."
    names = everywhere_found(text, "Graph drawing", "hyperbolic graph drawing")
    sure = [replace(entity, confidence=0.9 if "hyperbolic" in entity.name else 0.4) for entity in names]
    (entity,) = by_hand(end=9.0).join(read(text, sure))
    assert (entity.name, entity.aliases, entity.confidence) == ("hyperbolic graph drawing", ("Graph drawing",), 0.9)
    assert [text[m.start : m.end] for m in entity.mentions] == [
        "Graph drawing",
        "hyperbolic graph drawing",
        "Graph drawing",
    ]


def test_a_third_name_is_joined_only_if_it_is_likely_to_be_both() -> None:
    text = "We compare tall red lathes, red lathes and lathes."
    names = ["tall red lathes", "red lathes", "lathes"]
    assert joined(by_hand(end=4.5), text, *names) == [tuple(names)]
    sizes = {"sizes:2:3:end": 5.0, "sizes:1:2:end": 4.9}  # the first and the third: no weight
    assert joined(by_hand(**sizes), text, *names) == [tuple(names[:2]), ("lathes",)]


SAME = [
    (
        "Multilingual Spoken Language Understanding for Ferries\n"
        "Passengers speak many languages. We study multilingual SLU on board.",
        ("Multilingual Spoken Language Understanding", "multilingual SLU"),
        "Task",
    ),
    (
        "Explainable Tide Forecasting\nHarbours need tide forecasting. We explain its errors.",
        ("Explainable Tide Forecasting", "tide forecasting"),
        "Task",
    ),
    (
        "Tide-Aware Routing Network for Ferries\nWe present TARN, which plans routes by the tide.",
        ("Tide-Aware Routing Network", "TARN"),
        "Method",
    ),
]
APART = [
    (
        "Reading Charts of Harbours\nWe study chart classification and sonar classification.",
        ("chart classification", "sonar classification"),
        "Task",
    ),
    (
        "Tidal Models Compared\nWe compare TideBERT-base with TideBERT-large on charts.",
        ("TideBERT-base", "TideBERT-large"),
        "Method",
    ),
    (
        "Testing Ferries\nWe report word error rate and character error rate on two lakes.",
        ("word error rate", "character error rate"),
        "Metric",
    ),
]


@pytest.mark.parametrize(("text", "names", "type_"), SAME)
def test_what_ships_joins_names_of_one_thing(text: str, names: tuple[str, str], type_: str) -> None:
    assert len(joined(SHIPPED, text, *names, type_=type_)) == 1


@pytest.mark.parametrize(("text", "names", "type_"), APART)
def test_what_ships_leaves_others_apart(text: str, names: tuple[str, str], type_: str) -> None:
    assert len(joined(SHIPPED, text, *names, type_=type_)) == 2


def test_it_is_learned_from_papers_where_it_is_so(tmp_path: Path) -> None:
    papers, golds, names = [], [], []
    for n in range(40):
        tool, other = f"tool{n} sorting", f"tool{n} counting"
        paper = Paper(f"Rapid {tool}", f"We study {tool} here, and {other}.")
        papers.append(paper)
        names.append(found(paper.text, f"Rapid {tool}", tool, other))
        same = {"name": tool, "aliases": [f"Rapid {tool}"], "type": "Task", "role": "addressed"}
        golds.append({"entities": [same, {"name": other, "aliases": [], "type": "Task", "role": "addressed"}]})
    model, others = coreference_training.train(papers, golds, names, KNOWN, tmp_path)
    assert len(others) == coreference_training.FOLDS
    assert load(tmp_path / coreference.WEIGHTS)[0][coreference.LABEL].features == model.features
    text = "Rapid lathe sorting\nWe study lathe sorting here, and lathe counting."
    trio = ["Rapid lathe sorting", "lathe sorting", "lathe counting"]
    assert joined(Coreference(model, KNOWN), text, *trio) == [tuple(trio[:2]), (trio[2],)]


def test_names_are_joined_before_they_are_judged_behind_any_tagger(tmp_path: Path) -> None:
    ours = pipeline.load(MODEL).pipe_names
    assert ours[ours.index("grouping") :][:3] == ["grouping", "coreference", "judging"]
    another = pipeline.complete(pipeline.blank(), tmp_path).pipe_names
    assert another[another.index("grouping") :][:3] == ["grouping", "coreference", "roles"]
