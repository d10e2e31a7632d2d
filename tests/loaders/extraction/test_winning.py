"""Who wins in a sentence, over whom, and whether anybody does."""

from __future__ import annotations

import pytest

from kg.records import Entity, Evidence, Mention
from loaders.extraction.reading import read
from loaders.extraction.winning import wins

NAMES = ("Tessera", "GlyphNet", "OrbitFormer")


def says_better(sentence: str, head: str, tail: str) -> bool:
    text = f"Maps\n{sentence}"
    entities = [
        Entity(name, "Method", "mentioned", (Mention(at, at + len(name)),), Evidence(0, 0, "test"))
        for name in NAMES
        if (at := text.find(name)) >= 0
    ]
    reading = read(text, entities)
    index = {e.name: i for i, e in enumerate(entities)}
    places = reading.places[index[tail]]
    return any(wins(reading, index.get(head, -1) if head else _absent(reading), index[tail], p) for p in places)


def _absent(reading) -> int:
    """An entity that the sentence does not name: the paper's own method."""
    reading.places.append([])
    return len(reading.places) - 1


@pytest.mark.parametrize(
    ("sentence", "winner", "loser"),
    [
        ("Tessera outperforms GlyphNet.", "Tessera", "GlyphNet"),
        ("GlyphNet is outperformed by Tessera on all maps.", "Tessera", "GlyphNet"),
        ("Compared to GlyphNet, Tessera gains three points.", "Tessera", "GlyphNet"),
        ("Tessera is more accurate than OrbitFormer and GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera trained with OrbitFormer surpasses GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera outperforms competitive baselines such as GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera exceeds the accuracy of GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera improves GlyphNet by two points.", "Tessera", "GlyphNet"),
        ("Our method gives large gains over GlyphNet.", "", "GlyphNet"),
    ],
)
def test_a_winner(sentence, winner, loser):
    assert says_better(sentence, winner, loser)
    if winner:
        assert not says_better(sentence, loser, winner)


@pytest.mark.parametrize(
    ("sentence", "head", "tail"),
    [
        ("Tessera outperforms OrbitFormer and approaches GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera readers surpass OrbitFormer and approach GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera matches or even exceeds GlyphNet.", "Tessera", "GlyphNet"),
        ("Even Tessera struggles to perform better than GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera fails to consistently outperform GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera outperforms OrbitFormer and GlyphNet.", "OrbitFormer", "GlyphNet"),
        ("GlyphNet outperforms OrbitFormer on old maps.", "", "OrbitFormer"),
        ("Tessera surpasses its base model, advancing the use of GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera outperforms older readers within the GlyphNet framework.", "Tessera", "GlyphNet"),
        ("Tessera reaches similar results compared with GlyphNet.", "Tessera", "GlyphNet"),
        ("Tessera improves the legibility of maps made by many tools like GlyphNet.", "Tessera", "GlyphNet"),
        ("On old maps, Wanderlust clearly outperforms OrbitFormer.", "", "OrbitFormer"),
        ("GlyphNet has become a standard tool, and it improves many readers.", "", "GlyphNet"),
    ],
)
def test_no_winner(sentence, head, tail):
    assert not says_better(sentence, head, tail)
