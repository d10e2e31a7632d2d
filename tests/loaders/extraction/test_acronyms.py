"""Short forms and what they stand for."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.acronyms import definitions


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*a.short)], text[slice(*a.long)]) for a in definitions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We study visual question answering (VQA) here.", [("VQA", "visual question answering")]),
        ("We use convolutional neural networks (CNNs).", [("CNNs", "convolutional neural networks")]),
        (
            "MMLU (Massive Multitask Language Understanding) is hard.",
            [("MMLU", "Massive Multitask Language Understanding")],
        ),
        ("Low-Rank Adaptation (LoRA) is cheap.", [("LoRA", "Low-Rank Adaptation")]),
        # the second word has two of the letters, and may not stand for the first
        ("(1) GGRE (Global Grouping Retrieval Evaluation)", [("GGRE", "Global Grouping Retrieval Evaluation")]),
        ("the Global Grouping Retrieval Evaluation (GGRE)", [("GGRE", "Global Grouping Retrieval Evaluation")]),
        ("the Test of Reading for Early Years (TREY)", [("TREY", "Test of Reading for Early Years")]),
        ("the area under the curve (AUC; higher is better)", [("AUC", "area under the curve")]),
        ("as is known (Smith et al., 2019) and (in 2020)", []),
        ("It was good (see Table 3) and cheap (5 GPUs).", []),
        ("Named entity recognition. It is (NLG) not this.", []),
        ("", []),
    ],
)
def test_definitions_are_read_as_the_text_gives_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


WORD = st.text(string.ascii_lowercase, min_size=3, max_size=9)


@given(st.lists(WORD, min_size=2, max_size=6), st.lists(WORD, max_size=4))
def test_initials_in_brackets_find_their_words(words: list[str], before: list[str]) -> None:
    short = "".join(w[0] for w in words).upper()
    long = " ".join(w.capitalize() for w in words)
    text = f"{'. '.join(before)}. {long} ({short}) is it."
    [found] = definitions(text)
    assert text[slice(*found.short)] == short
    assert text[slice(*found.long)] == long


@given(st.text(max_size=200))
def test_any_text_gives_offsets_within_it(text: str) -> None:
    for a in definitions(text):
        assert 0 <= a.long[0] < a.long[1] <= len(text)
        assert 0 <= a.short[0] < a.short[1] <= len(text)
