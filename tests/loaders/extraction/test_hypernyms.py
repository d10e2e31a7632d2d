"""What a text calls a name, by the patterns of the field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Entity, Evidence, Mention
from loaders.extraction.hypernyms import hypernyms
from loaders.extraction.reading import Reading, read


def reading_of(text: str, *names: str) -> Reading:
    """A text with the first place of each name as a mention."""
    entities = []
    for name in names:
        start = text.index(name)
        place = Mention(start, start + len(name))
        entities.append(Entity(name, "Method", "mentioned", (place,), Evidence(0, 1, "test")))
    return read(text, entities)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Quillon: A Benchmark for Sparse Routing\nText.", {("is", "data", "benchmark")}),
        ("Quillon: Noisy Speech Corpus With Labels\nText.", {("is", "data", "corpus")}),
        ("A Title\nWe present Quillon, a large-scale, multilingual dataset of models.", {("is", "data", "dataset")}),
        ("A Title\nWe present Quillon (QLN), a routing framework for benchmarks.", {("is", "method", "framework")}),
        ("A Title\nQuillon is an error metric that counts.", {("is", "metric", "metric")}),
        ("A Title\nWe release the dataset Quillon here.", {("called", "data", "dataset")}),
        ("A Title\nWe build a new benchmark, called Quillon, here.", {("called", "data", "benchmark")}),
        ("A Title\nIt holds on datasets such as Quillon here.", {("called", "data", "datasets")}),
        ("A Title\nIt holds on the Quillon test set, too.", {("of", "data", "set")}),
        ("A Title\nWe use Quillon in all that we do.", set()),
        ("A Title\nWe use Quillon, and the dataset is small.", set()),
    ],
)
def test_what_a_name_is_called(text: str, said: set[tuple[str, str, str]]) -> None:
    reading = reading_of(text, "Quillon")
    assert set(hypernyms(reading, reading.places[0][0])) == said


def test_all_of_a_list_are_called_what_the_list_is() -> None:
    text = "A Title\nOn the datasets Quillon, RankBowl and MiniTrees it helps."
    reading = reading_of(text, "Quillon", "RankBowl", "MiniTrees")
    assert all(("called", "data", "datasets") in set(hypernyms(reading, places[0])) for places in reading.places)


@given(st.text(alphabet="aQ :,-–(). \n", max_size=60))
def test_any_text_can_stand_around_a_name(text: str) -> None:
    reading = reading_of(f"{text} Quillon {text}", "Quillon")
    for place in reading.places[0]:
        assert all(how in ("is", "called", "of") for how, _, _ in hypernyms(reading, place))
