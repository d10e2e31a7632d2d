"""Entries of one paper are found and merged; the order of files and of entries changes nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Origin, Paper
from loaders.papers import group, keys, merge


def entry(title: str = "Crabs", **fields: object) -> Paper:
    return Paper(title, origins=(Origin(f"{fields}", "line 1"),), **fields)  # type: ignore[arg-type]


def ids(entries: list[Paper]) -> list[list[str]]:
    return [[e.abstract for e in g] for g in group(entries)]


def test_one_title_is_one_paper_with_both_origins_and_the_longer_abstract() -> None:
    short = entry("Naïve Crabs: A Survey", abstract="They.", year=2024, authors=("A", "B"), source_id="1")
    long = entry("naive crabs - a survey", abstract="They walk.", arxiv="2305.12345", year=2023)
    ((first, second),) = group([short, long])
    paper = merge([second, first])
    assert (paper.title, paper.abstract, paper.id) == (long.title, long.abstract, "arxiv:2305.12345")
    assert (paper.year, paper.authors, paper.source_id) == (2023, ("A", "B"), "1")
    assert set(paper.origins) == {*short.origins, *long.origins}


def test_outside_ids_join_other_titles_and_part_equal_ones() -> None:
    preprint = entry("Crabs", arxiv="2305.12345", abstract="a")
    renamed = entry("On Crabs", arxiv="2305.12345", doi="10.1/x", abstract="b")
    printed = entry("Of Crabs", doi="10.1/x", abstract="c")
    other = entry("Crabs", arxiv="2406.00001", abstract="d")
    assert ids([preprint, renamed, printed, other]) == [["a", "b", "c"], ["d"]]


def test_a_chain_that_contradicts_itself_breaks_at_the_weaker_id() -> None:
    one = entry("Crabs", arxiv="2305.12345", doi="10.1/x", abstract="a")
    two = entry("Crabs", arxiv="2406.00001", doi="10.1/x", abstract="b")
    bare = entry("Crabs", abstract="c")
    assert ids([two, bare, one]) == [["a", "c"], ["b"]]  # the bare entry goes to the smaller id


def test_keys() -> None:
    assert keys(entry("Crab-Net!", arxiv="2305.12345", acl="P18-1001")) == {
        "title:crabnet",
        "arxiv:2305.12345",
        "acl:P18-1001",
    }


def _maybe(values: list[object]) -> st.SearchStrategy[object]:
    return st.sampled_from([None, *values])


ENTRY = st.builds(
    Paper,
    title=st.sampled_from(["Crabs", "crabs.", "Gulls", "Gull's", "Sand"]),
    abstract=st.sampled_from(["", "aa", "ab", "abc"]),
    source_id=_maybe(["1", "2"]),
    arxiv=_maybe(["2305.00001", "2305.00002"]),
    doi=_maybe(["10.1/x", "10.1/y"]),
    acl=_maybe(["P18-1001", "P18-1002"]),
    year=_maybe([2023, 2024]),
    date=_maybe(["2023-05-01", "2024-01-01"]),
    venue=_maybe(["arXiv:cs.CL", "ACL"]),
    authors=st.sampled_from([(), ("A",), ("A", "B")]),
    origins=st.integers(0, 9).map(lambda n: (Origin("f", f"line {n}"),)),
)


@given(st.lists(ENTRY, max_size=9).flatmap(lambda es: st.tuples(st.just(es), st.permutations(es))))
def test_order_changes_nothing_and_ids_are_unique(case: tuple[list[Paper], list[Paper]]) -> None:
    entries, shuffled = case
    merged = [merge(g) for g in group(entries)]
    assert merged == [merge(g[::-1]) for g in group(shuffled)]
    assert len({p.id for p in merged}) == len(merged)
    assert sorted(map(repr, entries)) == sorted(repr(e) for g in group(entries) for e in g)
    assert merge(entries) == merge(shuffled) if entries else True


@given(st.lists(ENTRY, min_size=1, max_size=6))
def test_papers_of_one_group_share_keys(entries: list[Paper]) -> None:
    for members in group(entries):
        reached, rest = keys(members[0]), members[1:]
        while near := [m for m in rest if keys(m) & reached]:
            reached = reached.union(*map(keys, near))
            rest = [m for m in rest if m not in near]
        assert not rest


def test_merging_one_entry_is_that_entry() -> None:
    paper = entry(abstract="a", year=2023, venue="ACL", organisation="Reef", author_count=3)
    assert merge([paper]) == paper


@pytest.mark.parametrize("dois", [True, False])
def test_a_title_that_thousands_of_entries_have(dois: bool) -> None:
    entries = [Paper("Preface", f"{i}", doi=f"10.1000/{i}" if dois else None) for i in range(4000)]
    start = time.process_time()
    assert len(group(entries)) == (4000 if dois else 1)
    assert time.process_time() - start < 5  # every pair compared: 11 s and 40 s
