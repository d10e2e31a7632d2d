"""The normal form: what it takes away, what it keeps, and that it is stable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.resolution.normal import key, normal, normal_form, slug

SAME = [
    ("vision-language model", "Vision Language Models"),
    ("multi-modal learning", "multimodal learning"),
    ("ResNet-50", "ResNet50"),
    ("Llama3.1", "Llama-3.1"),
    ("SQuAD v2.0", "SQuAD 2"),
    ("YOLOv8", "YOLO v8"),
    (r"$\beta$-VAE", "β-VAE"),
    ("beta-VAE", "Β-VAE"),
    (r"ImageNet-$\mathcal{A}$", "ImageNet-A"),
    (r"$\text{F}_1$ score", "F1"),
    (r"Fr\'echet distance", "Fréchet distance"),
    ("**D**eep **S**ets", "Deep Sets"),
    ("MBPP+", "MBPP-Plus"),
    ("MMLU benchmark", "MMLU"),
    ("BERT models", "BERT"),
    ("GANs", "GAN"),
    ("KGs", "KG"),
    ("search strategies", "search strategy"),
    ("tokenisation of labelled data", "tokenization of labeled data"),
    ("colour modelling", "color modeling"),
    ("feder- ated learning", "federated learning"),
    ("Fisher’s exact test", "Fishers exact test"),
]
DIFFERENT = [
    ("CIFAR-10", "CIFAR-100"),
    ("Llama 2 7B", "Llama 27B"),
    ("GPT-4.1", "GPT-41"),
    ("RefCOCO", "RefCOCO+"),
    ("CLIP", "CLIPS"),
    ("BERT score", "BERT"),
    ("diffusion model", "diffusion"),
    ("A* search", "A search"),
    ("noise", "noize"),
    ("ImageNet", "ImageNet-A"),
    ("precise", "precize"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_writing_habits_go(a: str, b: str) -> None:
    assert key(a) == key(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_what_tells_names_apart_stays(a: str, b: str) -> None:
    assert key(a) != key(b)


names = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="aAsSiIeEvV.+-*$\\{}0123 βé", max_size=25),
    st.lists(
        st.sampled_from("GPT 4 v2 .0 models BERT Dataset benchmark s S analyses $\\beta$ ** - ++".split()), max_size=7
    ).map(" ".join),
)


@given(names)
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@given(names)
def test_any_text_has_a_key_to_be_found_by_and_a_slug_for_an_id(name: str) -> None:
    assert key(normal(name)) == key(name)
    assert normal_form(name) or not name.strip()
    assert slug(name) and not any(c.isspace() for c in slug(name))


@given(names)
def test_case_of_ordinary_words_and_outer_space_do_not_matter(name: str) -> None:
    assert normal(f"  {name} ") == normal(name)


def test_a_slug_reads_like_the_name() -> None:
    assert slug("Visual Question Answering") == "visual-question-answering"
    assert slug("MMLU-Pro") == "mmlu-pro"
