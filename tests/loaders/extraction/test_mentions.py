"""Names as the text writes them, cut to the name itself."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from loaders.extraction.mentions import mentions, parts, trim


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("the QuillonNet model", "QuillonNet"),
        ("our RankBowl benchmark", "RankBowl"),
        ("“Quillon”,", "Quillon"),
        ("(Quillon", "Quillon"),
        (r"\textbf{Quillon", "Quillon"),
        (r"\textbf{Quillon}", "Quillon"),
        (r"\bf Quillon", "Quillon"),
        (r"\textbf{Q}uick \textbf{L}ines", r"\textbf{Q}uick \textbf{L}ines"),
        (r"$\gamma$-Quillon", r"$\gamma$-Quillon"),
        (r"RankBowl-$\mathcal{B}$", r"RankBowl-$\mathcal{B}$"),
        ("59.2 accuracy", "accuracy"),
        ("59.2% -> 61.7% accuracy", "accuracy"),
        ("rightarrow 61.7 accuracy", "accuracy"),
        ("right arrow keys", "right arrow keys"),
        ("sparse routing", "sparse routing"),
    ],
)
def test_what_is_cut(marked: str, name: str) -> None:
    text = f"Here is {marked} again."
    at = text.index(marked)
    start, end = trim(text, at, at + len(marked))
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("RankBowl / MiniTrees", ["RankBowl", "MiniTrees"]),
        ("speech datasets - RankBowl", ["speech datasets", "RankBowl"]),
        ("Quillon -- a router", ["Quillon", "a router"]),
        ("self-play", ["self-play"]),
        ("TUM/KITTI", ["TUM/KITTI"]),
    ],
)
def test_spaced_dashes_and_slashes_keep_names_apart(marked: str, names: list[str]) -> None:
    text = f"Here is {marked} again."
    at = text.index(marked)
    assert [text[start:end] for start, end in parts(text, at, at + len(marked))] == names


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("En-De", False),
        ("zh -> en", False),
        ("EN→FR", False),
        (r"En$\rightarrow$Ja", False),
        ("English to German", False),
        ("English-to-German", False),
        ("En - De", False),
        ("Mandarin / English", False),
        ("EntoDe", True),
        ("Korean--Japanese", False),
        ("WMT14 En-De", True),
        ("English-German parsing", True),
        ("Hi-Fi", True),
        ("En-Dec", True),
        ("Figure 3", False),
        ("Table-Fill", True),
    ],
)
def test_two_languages_or_a_place_in_the_paper_are_no_name(marked: str, left: bool) -> None:
    words = ["Here", "is", marked, "again"]
    doc = Doc(spacy.blank("en").vocab, words)
    doc.set_ents([Span(doc, 2, 3, "Dataset")])
    assert bool(mentions(doc)._.found) == left


@given(st.text(alphabet="aB1 $\\{}().,:%@-", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_stretch_stays_within_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    a, b = trim(text, start, end)
    assert 0 <= a <= b <= len(text)
