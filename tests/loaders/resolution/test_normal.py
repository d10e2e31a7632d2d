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


GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "Σ": "sigma",
    "Ω": "omega",
}
BRITISH = {
    "tokenisation": "tokenization", "normalised": "normalized", "optimising": "optimizing", "colour": "color",
    "modelling": "modeling", "labelled": "labeled", "centre": "center", "catalogue": "catalog", "defence": "defense",
    "behaviour": "behavior", "analyse": "analyze", "grey": "gray", "generaliser": "generalizer",
}  # fmt: skip
plain_words = st.sampled_from("graph neural Vision BERT GPT-4 f1 layer ResNet50 of deep 3D".split())
writing = st.lists(plain_words, min_size=1, max_size=5)


@given(
    writing,
    st.sampled_from(sorted(GREEK)),
    st.sampled_from(("{}", "${}$", "${{\\{}}}$", "\\({}\\)")),
    st.integers(0, 4),
)
def test_a_greek_letter_is_its_name_however_it_is_set(row: list[str], letter: str, form: str, at: int) -> None:
    command = form.format(GREEK[letter] if "\\{" in form else letter)
    written, spelt = ([*row[:at], it, *row[at:]] for it in (command, GREEK[letter]))
    assert key(" ".join(written)) == key(" ".join(spelt))


@given(writing, st.sampled_from(sorted(BRITISH)), st.integers(0, 4), st.booleans())
def test_british_and_american_spelling_are_one(row: list[str], british: str, at: int, capital: bool) -> None:
    words = (british, BRITISH[british])
    written, spelt = ([*row[:at], w.capitalize() if capital else w, *row[at:]] for w in words)
    assert key(" ".join(written)) == key(" ".join(spelt))


@pytest.mark.parametrize("british", ["colour", "centre", "catalogue", "defence", "behaviour"])
def test_a_british_plural_is_the_american_singular(british: str) -> None:
    assert key(f"{british}s") == key(BRITISH[british])


@given(writing, st.lists(st.sampled_from((" ", "-", "  ", "‑", " – ", "/")), min_size=4, max_size=4))
def test_what_parts_words_does_not_matter(row: list[str], between: list[str]) -> None:
    parted = "".join(word + gap for word, gap in zip(row, [*between, ""], strict=False)).strip(" -‑–/")
    assert normal(parted) == normal(" ".join(row))


@given(writing, st.sampled_from(("\\textbf{{{}}}", "**{}**", "\\emph{{{}}}", "$\\mathcal{{{}}}$", "“{}”", "{{{}}}")))
def test_how_a_name_is_set_does_not_matter(row: list[str], form: str) -> None:
    name = " ".join(row)
    assert key(form.format(name)) == key(name)


@given(writing, st.sampled_from(("dataset", "Benchmark", "corpora", "benchmarks", "leaderboard")))
def test_a_generic_head_adds_nothing(row: list[str], head: str) -> None:
    assert key(f"{' '.join(row)} {head}") == key(" ".join(row))
