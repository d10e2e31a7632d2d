"""Names of many papers -> concepts: merged, kept apart, named, in families, and never by the order of papers."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Concept, Decision
from loaders.resolution import NameUse, Resolution, resolve
from loaders.resolution.clusters import Clusters, Link
from loaders.resolution.components import components
from loaders.resolution.guards import kept_apart
from loaders.resolution.patterns import gather
from tests.loaders.resolution.pool import libraries


def uses(*rows: tuple[str, ...], type: str = "Method") -> list[NameUse]:
    """A use a row: paper, name, aliases ...; entities are numbered within a paper."""
    counts: dict[str, int] = {}
    made = []
    for paper, name, *aliases in rows:
        counts[paper] = counts.get(paper, -1) + 1
        made.append(NameUse(paper, counts[paper], name, type, tuple(aliases)))
    return made


def names(found: Resolution) -> dict[str, set[str]]:
    return {c.id: {c.name, *c.aliases} for c in found.concepts}


def concept(found: Resolution, paper: str, entity: int = 0) -> Concept:
    return next(c for c in found.concepts if c.id == found.concept_of[paper, entity])


def test_spellings_are_one_concept_named_as_most_papers_do() -> None:
    found = resolve(
        uses(("1", "$\\beta$-VAE"), ("2", "$\\beta$-VAE"), ("3", "β-VAE"), ("4", "beta VAE"), ("5", "β-VAEs"))
    )
    assert [c.id for c in found.concepts] == ["method:beta-vae"]
    assert found.concepts[0].name == "β-VAE"  # never LaTeX where there is a plain form; then length
    assert len(found.concepts[0].aliases) == 3


def test_an_acronym_defined_in_one_paper_is_known_in_all() -> None:
    rows = [("1", "quantised wavelet pooling", "QWP"), ("2", "QWP"), ("3", "Quantized Wavelet Pooling")]
    found = resolve(uses(*rows))
    assert len(found.concepts) == 1
    assert found.concepts[0].name == "QWP"
    assert any(step.step == "definition" and "QWP" in step.reason for step in found.steps)


def test_an_acronym_with_two_readings_is_two_concepts_told_apart_by_paper() -> None:
    both = [
        *((f"a{n}", "quick wavelet pooling", "QWP") for n in range(3)),
        *((f"b{n}", "query word prediction", "QWP") for n in range(2)),
        ("c", "QWP"),
    ]
    found = resolve(uses(*both))
    assert concept(found, "a0").name == "quick wavelet pooling"
    assert concept(found, "b0").name == "query word prediction"
    assert "QWP" in concept(found, "a0").aliases
    assert "QWP" in concept(found, "b0").aliases
    assert concept(found, "c").name == "QWP"  # three papers against two: no clear margin
    assert any(s.step == "apart" and s.concept == concept(found, "c").id for s in found.steps)

    clear = resolve(uses(*both, *((f"d{n}", "quick wavelet pooling", "QWP") for n in range(4))))
    assert concept(clear, "c") == concept(clear, "a0")


def test_a_paper_that_names_a_reading_beside_the_acronym_means_that_one() -> None:
    rows = [("a", "quick wavelet pooling", "QWP"), ("b", "query word prediction", "QWP")]
    found = resolve(uses(*rows, ("c", "QWP"), ("c", "query word prediction")))
    assert concept(found, "c") == concept(found, "b")


def test_an_acronym_nobody_defines_is_joined_only_to_the_one_name_beside_it_that_it_fits() -> None:
    beside = [("1", "QWPX"), ("1", "quick wavelet pooling of x-rays"), ("2", "QWPX")]
    assert len(resolve(uses(*beside)).concepts) == 1
    fits_two = resolve(uses(*beside, ("1", "query word piece xylophone")))
    assert len(fits_two.concepts) == 3
    assert len(resolve(uses(("1", "QWPX"), ("2", "quick wavelet pooling of x-rays"))).concepts) == 2  # by chance


def test_what_nobody_defines_must_be_plain_initials() -> None:
    for short in ("QWPX", "qPWP"):
        assert len(resolve(uses(("1", short), ("1", "quick wavelet prepooling"))).concepts) == 2


def test_what_one_paper_defines_against_many_is_no_definition_where_the_letters_do_not_spell_it() -> None:
    many = [(str(n), "Multimodal Vivid Language Model", "MVLM") for n in range(9)]
    found = resolve(uses(*many, ("x", "Large Multimodal Vivid Model", "MVLM"), ("y", "MVLM")))
    assert names(found) == {
        "method:mvlm": {"MVLM", "Multimodal Vivid Language Model"},
        "method:large-multimodal-vivid-model": {"Large Multimodal Vivid Model"},
    }


def test_a_letter_at_the_end_is_no_article_and_no_ending() -> None:
    rows = uses(*((str(n), "ImageNest") for n in range(3)), ("x", "ImageNest-A"), type="Dataset")
    assert names(resolve(rows)) == {"dataset:imagenest": {"ImageNest"}, "dataset:imagenest-a": {"ImageNest-A"}}


def test_a_name_with_a_capital_inside_is_no_misspelling() -> None:
    assert len(resolve(uses(("1", "DeepFace"), ("2", "DeepFake"), ("3", "OntoLogY"), ("4", "Ontologi"))).concepts) == 4
    assert len(resolve(uses(("1", "graph transfomer"), ("2", "Graph Transformer"))).concepts) == 1


def test_an_acronym_with_a_part_more_is_not_what_the_rest_stands_for() -> None:
    rows = [*((f"{n}", "vivid motion graphs", "VMG") for n in range(2)), ("x", "vivid motion graphs", "VMG-Q")]
    found = resolve(uses(*rows))
    assert {"VMG", "vivid motion graphs"} in names(found).values()


def test_a_few_papers_do_not_outweigh_what_an_acronym_means_everywhere() -> None:
    # The lists know SVM well, and as something else.
    defined = [(str(n), "sparse volume matching", "SVM") for n in range(20)]
    few = resolve(uses(*defined[:4], ("x", "SVM")))
    assert concept(few, "x").name == "SVM" and concept(few, "0").name == "sparse volume matching"
    assert concept(resolve(uses(*defined, ("x", "SVM"))), "x").id == "method:svm"


def test_words_that_only_begin_alike_are_no_forms_of_one() -> None:
    rows = [("1", "superpoint walker", "SPW"), ("2", "superpixel walker", "SPW")]
    assert len(resolve(uses(*rows)).concepts) == 2
    assert len(resolve(uses(("1", "tensor factorization", "TF"), ("2", "tensor factorizer", "TF"))).concepts) == 1
    assert len(resolve(uses(("1", "vivid walking net", "VWN"), ("2", "vivid walking networks", "VWN"))).concepts) == 1


def test_a_name_with_its_maker_is_the_name_and_so_is_its_long_form() -> None:
    # The lists have "COCO", Microsoft Common Objects in Context.
    rows = uses(
        ("1", "Common Objects in Context", "COCO"), ("2", "COCO"), ("3", "MS-COCO"), ("4", "MSCOCO"), type="Dataset"
    )
    assert [c.id for c in resolve(rows).concepts] == ["dataset:coco"]
    assert len(resolve(uses(("2", "DBLP"), ("3", "MSDBLP"), type="Dataset")).concepts) == 2


def test_small_letters_within_an_acronym_tell_it_from_another() -> None:
    # The lists know "PALM" (proximal alternating linearized minimization), too.
    rows = [("1", "Pathways Language Model", "PaLM"), ("2", "PaLM"), ("3", "PaLM")]
    found = resolve(uses(*rows))
    assert names(found) == {"method:palm": {"PaLM", "Pathways Language Model"}}
    assert len(resolve(uses(("1", "Pathways Language Model", "PaLM"), ("2", "PALM"))).concepts) == 2


def test_what_one_paper_keeps_apart_no_likeness_joins() -> None:
    apart = uses(("1", "learning from noisy labels"), ("1", "learning with noisy labels"))
    assert len(resolve(apart).concepts) == 2
    assert len(resolve(uses(("1", "learning from noisy labels"), ("2", "learning with noisy labels"))).concepts) == 1


def test_dataset_and_benchmark_are_one_concept_method_and_task_two() -> None:
    data = [*uses(("1", "FooQA"), type="Dataset"), *uses(("2", "FooQA"), ("3", "FooQA"), type="Benchmark")]
    assert [c.id for c in resolve(data).concepts] == ["benchmark:fooqa"]
    tie = [*uses(("1", "FooQA"), type="Dataset"), *uses(("2", "FooQA"), type="Benchmark")]
    assert [c.label for c in resolve(tie).concepts] == ["Benchmark"]
    both = [*uses(("1", "re-ranking")), *uses(("2", "reranking"), type="Task")]
    assert [c.label for c in resolve(both).concepts] == ["Method", "Task"]


def test_one_slip_of_the_extractor_makes_no_second_concept() -> None:
    rows = [*uses(*((str(n), "FooQA") for n in range(9)), type="Benchmark"), *uses(("x", "FooQA"))]
    found = resolve(rows)
    assert [c.id for c in found.concepts] == ["benchmark:fooqa"]
    assert any(step.step == "type" and "Method in 1" in step.reason for step in found.steps)


def test_versions_sizes_and_subsets_are_linked_to_their_heads_and_never_merged() -> None:
    models = (
        "Lima-2-7B-Instruct",
        "Lima-2-7B",
        "Lima 2",
        "Lima",
        "Lima 2.1",
        "Limabean",
        "Lima agent",
        "lima fine-tuning",
    )
    found = resolve(uses(*((str(n), name) for n, name in enumerate(models))))
    heads = {c.name: c.variant_of for c in found.concepts}
    assert len(heads) == len(models)
    assert heads["Lima-2-7B-Instruct"] == "method:lima-2-7b"
    assert heads["Lima-2-7B"] == heads["Lima 2.1"] == "method:lima-2"
    assert heads["Lima 2"] == "method:lima"
    assert all(heads[name] is None for name in ("Lima", "Limabean", "Lima agent", "lima fine-tuning"))

    data = ("FooQA", "FooQA-Pro", "FooQA Law", "Arabic FooQA", "BarFooQA")
    found = resolve(uses(*((str(n), name) for n, name in enumerate(data)), type="Benchmark"))
    heads = {c.name: c.variant_of for c in found.concepts}
    assert heads["FooQA-Pro"] == heads["FooQA Law"] == heads["Arabic FooQA"] == "benchmark:fooqa"
    assert heads["BarFooQA"] is None


@pytest.mark.parametrize(
    ("type_", "head", "name"),
    [
        ("Method", "R", "R1"),  # a letter or two head nothing
        ("Method", "FMs", "FM1"),
        ("Method", "X2", "X2M"),
        ("Method", "MEM", "Mem0"),  # an acronym is written in capitals
        ("Method", "ARAK", "AraK5"),
        ("Method", "Her", "HER2"),
        ("Method", "ABE", "AB-E5-large"),
        ("Method", "Owl-", "Owl-Instruct"),
        ("Dataset", "FooQA", "FooQA-to-BarQA"),
        ("Dataset", "FooQA", "FooQA + BarQA"),
        ("Method", "Show", "Show-O"),
        ("Method", "QX-LDPC", "QX-LDPC codes"),
        ("Dataset", "Web", "Web-FooDataset"),  # a word that may be any
        ("Dataset", "Hybrid", "hybrid FOO-BAR"),
        ("Dataset", "FOO", "FOO-Bench"),
        ("Dataset", "French", "French Wikipedia"),
        ("Benchmark", "3rd Shared Task", "3rd Shared Task on Owls"),
    ],
)
def test_what_looks_like_a_family_and_is_none(type_: str, head: str, name: str) -> None:
    found = resolve([*uses(("1", head), ("2", head), type=type_), *uses(("3", name), type=type_)])
    assert [c.variant_of for c in found.concepts] == [None, None]


@pytest.mark.parametrize(
    ("type_", "head", "name"),
    [
        ("Method", "X5", "X5-Large"),
        ("Method", "FOWL", "Fowl-base"),
        ("Method", "FooNet-4", "FooNet-4o"),
        ("Metric", "XP", "XP50"),
        ("Metric", "Foo", "Foo macro"),
        ("Dataset", "Web", "Web 2"),
        ("Dataset", "FooQA", "arabic FooQA"),
        ("Dataset", "FooBench", "FooBench Lite"),
    ],
)
def test_what_is_a_family(type_: str, head: str, name: str) -> None:
    found = resolve([*uses(("1", head), ("2", head), type=type_), *uses(("3", name), type=type_)])
    assert {c.name: bool(c.variant_of) for c in found.concepts} == {head: False, name: True}


def test_an_acronym_of_two_things_heads_a_family_only_as_a_name_of_its_own() -> None:
    longs = [(f"{long} {n}", long) for long in ("quick wavelet pooling", "query word prediction") for n in range(2)]
    defined = [("1", "quick wavelet pooling", "QWP"), ("2", "query word prediction", "QWP")]
    found = resolve(uses(*longs, *defined, ("3", "QWP-2")))
    assert [c.variant_of for c in found.concepts] == [None] * 3
    found = resolve(uses(*longs, *defined, ("3", "QWP-2"), ("4", "QWP")))
    assert concept(found, "3").variant_of == concept(found, "4").id == "method:qwp"


def test_data_that_one_paper_names_is_labelled_as_its_family_is() -> None:
    rows = uses(*((str(n), "FooQA") for n in range(3)), type="Benchmark")
    once = uses(("x", "FooQA Law"), ("x", "FooQA Law Hard"), ("y", "BarQA"), type="Dataset")
    often = uses(*((f"z{n}", "FooQA-Mini") for n in range(3)), type="Dataset")
    found = resolve([*rows, *once, *often])
    assert {c.name: (c.label, c.variant_of) for c in found.concepts} == {
        "FooQA": ("Benchmark", None),
        "FooQA Law": ("Benchmark", "benchmark:fooqa"),
        "FooQA Law Hard": ("Benchmark", "benchmark:fooqa-law"),
        "BarQA": ("Dataset", None),
        "FooQA-Mini": ("Dataset", None),
    }


def test_ids_are_unique_even_where_names_collide() -> None:
    rows = [
        ("a", "QWP", "quick wavelet pooling"),
        ("b", "QWP", "query word prediction"),
        ("c", "QWP"),
        ("d", "+"),
        ("e", "?"),
    ]
    found = resolve(uses(*rows))
    assert len({c.id for c in found.concepts}) == len(found.concepts) == 5
    assert set(found.concept_of.values()) == {c.id for c in found.concepts}


def test_a_merge_stands_above_the_guards_and_a_split_above_the_normal_steps() -> None:
    rows = uses(("1", "FooBERT"), ("2", "BERT"), ("3", "quick wavelet pooling", "QWP"), ("4", "QWP"))
    merged = resolve(rows, [Decision("merge", "Method", "FooBERT", "BERT", "the same, I know")])
    assert concept(merged, "1") == concept(merged, "2")
    assert any(s.step == "decision" and s.reason == "the same, I know" for s in merged.steps)
    split = resolve(rows, [Decision("split", "Method", "qwp")])
    assert concept(split, "4").name == "QWP"
    assert concept(split, "3").name == "quick wavelet pooling"
    assert "QWP" not in concept(split, "3").aliases


def test_a_later_decision_takes_back_an_earlier_one() -> None:
    rows = uses(("1", "FooBERT"), ("2", "BERT"))
    merge, split = Decision("merge", "Method", "FooBERT", "BERT"), Decision("split", "Method", "BERT")
    assert len(resolve(rows, [merge, split]).concepts) == 2
    assert len(resolve(rows, [split, merge]).concepts) == 1
    assert len(resolve(rows, [Decision("merge", "Task", "FooBERT", "BERT")]).concepts) == 2


def test_no_cluster_holds_two_names_that_a_guard_keeps_apart() -> None:
    clusters = Clusters(["x1", "middle", "x2"])
    links = [Link(1, 1, "middle", "x2", "fuzzy", ""), Link(1, 5, "middle", "x1", "fuzzy", "")]
    clusters.join(links, lambda a, b: "numbers" if {a, b} == {"x1", "x2"} else None)
    assert clusters.members("middle") == ["middle", "x1"]  # the heavier link first
    assert [refused.reason for refused in clusters.refused] == ["numbers"]


@settings(max_examples=60, deadline=None)
@given(libraries(), st.randoms(use_true_random=False))
def test_the_outcome_is_the_same_for_every_order_of_the_papers(rows: list[NameUse], chance: random.Random) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert resolve(shuffled) == resolve(rows)


@settings(max_examples=60, deadline=None)
@given(libraries())
def test_components_say_for_themselves_what_they_say_among_all(rows: list[NameUse]) -> None:
    whole = resolve(rows)
    parts = [
        resolve(NameUse(*place, p.name, p.type, p.aliases) for p in component for place in p.places)
        for component in components(gather(rows))
    ]
    assert {use: id_ for part in parts for use, id_ in part.concept_of.items()} == whole.concept_of
    assert sorted(c.id for part in parts for c in part.concepts) == [c.id for c in whole.concepts]


@settings(max_examples=60, deadline=None)
@given(libraries())
def test_every_use_has_a_concept_of_its_kind_that_bears_its_name_and_heads_are_concepts(rows: list[NameUse]) -> None:
    found = resolve(rows)
    concepts = {c.id: c for c in found.concepts}
    assert set(found.concept_of) == {(use.paper, use.entity) for use in rows}
    assert len(concepts) == len(found.concepts)
    for step in found.steps:
        assert step.concept in concepts
    for c in found.concepts:
        assert c.name not in c.aliases
        assert c.variant_of is None or concepts[c.variant_of].label == c.label
        assert not _comes_back(c.id, concepts)


def _comes_back(start: str, concepts: dict[str, Concept]) -> bool:
    at = concepts[start].variant_of
    while at is not None and at != start:
        at = concepts[at].variant_of
    return at == start


def test_guards_do_not_depend_on_the_order_of_two_names() -> None:
    pairs: Sequence[tuple[str, str]] = [("GPT-4", "GPT-4o"), ("Foo", "Foo-Pro"), ("pre-training", "post-training")]
    for a, b in pairs:
        assert kept_apart(a, b)
        assert kept_apart(a, b) == kept_apart(b, a)
