"""A library that grew and shrank in any steps holds what resolving its names from nothing gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build.naming import decide
from kg.build.resolving import resolve_names
from kg.library import Store
from kg.projection import project
from kg.records import Decision, Extraction, Paper
from loaders.resolution import NameUse, resolve
from loaders.resolution.components import decision_signs
from tests.conftest import Demo
from tests.kg.made_up import add, entity, remove
from tests.loaders.resolution.pool import libraries


def papers_of(rows: list[NameUse]) -> dict[str, Extraction]:
    """What is found in each paper, by its title."""
    found: dict[str, list[NameUse]] = {}
    for row in rows:
        found.setdefault(row.paper, []).append(row)
    return {
        title: Extraction(tuple(entity(use.name, use.type, "mentioned", *use.aliases) for use in uses))
        for title, uses in found.items()
    }


def state(store: Store) -> object:
    """All that resolution stores, and the projection."""
    concepts = list(store.names.concepts())
    steps = [step for concept in concepts for step in store.names.steps(concept.id)]
    entities = [(row.paper, row.entity, row.concept) for row in store.facts.entities()]
    projection = project(store)
    return concepts, steps, list(store.names.keys()), entities, projection.nodes, projection.edges


def grown(path: Path, steps: list[Callable[[Store], object]]) -> object:
    with Store.open(path, create=True) as store:
        for step in steps:
            step(store)
            resolve_names(store)
        return state(store)


def adding(title: str, found: Extraction) -> Callable[[Store], None]:
    return lambda store: add(store, Paper(title, f"About {title}."), found)


def removing(title: str) -> Callable[[Store], None]:
    return lambda store: remove(store, f"title:{title}")


def undo(store: Store, decision: Decision) -> None:
    with store.transaction():
        store.names.withdraw(decision)
        store.patterns.touch(decision_signs(decision))
        store.changed(names=True)


@settings(max_examples=25, deadline=None)
@given(libraries(), st.randoms(use_true_random=False))
def test_any_order_split_and_removal_gives_what_one_build_gives(rows: list[NameUse], chance: object) -> None:
    found = papers_of(rows)
    with TemporaryDirectory() as folder:
        at_once = grown(Path(folder, "once.kg"), [lambda store: [adding(*one)(store) for one in found.items()]])
        order = list(found)
        chance.shuffle(order)  # type: ignore[attr-defined]
        gone = order[: len(order) // 3]
        steps = [adding(title, found[title]) for title in order]
        steps += [removing(title) for title in gone]
        steps += [adding(title, found[title]) for title in reversed(gone)]
        assert grown(Path(folder, "steps.kg"), steps) == at_once


@settings(max_examples=25, deadline=None)
@given(libraries(), st.data())
def test_what_is_left_is_what_never_was_otherwise(rows: list[NameUse], data: st.DataObject) -> None:
    found = papers_of(rows)
    gone = data.draw(st.sets(st.sampled_from(sorted(found)))) if found else set()
    with TemporaryDirectory() as folder:
        steps = [adding(title, entities) for title, entities in found.items()]
        left = grown(Path(folder, "left.kg"), [*steps, *(removing(title) for title in sorted(gone))])
        never = grown(Path(folder, "never.kg"), [adding(t, e) for t, e in found.items() if t not in gone])
        assert left == never


@settings(max_examples=25, deadline=None)
@given(libraries(), st.data())
def test_decisions_made_at_any_time_and_taken_back_leave_no_trace(rows: list[NameUse], data: st.DataObject) -> None:
    names = sorted({(use.name, use.type) for use in rows if use.type in ("Method", "Task")})
    if len(names) < 2:
        return
    (a, kind), (b, _) = data.draw(st.tuples(st.sampled_from(names), st.sampled_from(names)))
    verb = data.draw(st.sampled_from(("merge", "apart", "split", "ignore")))
    decision = Decision(verb, kind if verb != "ignore" else "", a, b if verb in ("merge", "apart") else "")
    with TemporaryDirectory() as folder, Store.open(Path(folder, "papers.kg"), create=True) as store:
        for title, entities in papers_of(rows).items():
            add(store, Paper(title, f"About {title}."), entities)
        resolve_names(store)
        before = state(store)
        decide(store, decision)
        uses = [NameUse(*row) for row in store.facts.names()]
        outcome = resolve(uses, [decision])
        meant = {(r.paper, r.entity): r.concept for r in store.facts.entities() if r.concept}
        assert meant == outcome.concept_of
        assert tuple(store.names.concepts()) == outcome.concepts
        undo(store, decision)
        resolve_names(store)
        assert state(store) == before


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(("Method", "Method", "Method", "Task", "Dataset")), min_size=8, max_size=24), st.data())
def test_slips_of_kind_come_and_go_with_the_papers(types: list[str], data: st.DataObject) -> None:
    """A reading is a slip only against eight times as many: what each use is taken for hangs on all the others."""
    told = [*types, *(["Method"] * data.draw(st.integers(0, 12)))]
    found = {
        f"p{n}": Extraction((entity("QWP", type_, "mentioned"), entity(f"QWP-{n % 3}B", "Method", "mentioned")))
        for n, type_ in enumerate(told)
    }
    found["long"] = Extraction((entity("quick wavelet pooling", "Task", "addressed", "QWP"),))
    order = data.draw(st.permutations(sorted(found)))
    gone = order[: len(order) // 2]
    decision = Decision("type", "", "QWP", data.draw(st.sampled_from(("Task", "Benchmark"))))
    with TemporaryDirectory() as folder:
        at_once = grown(Path(folder, "once.kg"), [lambda store: [adding(*one)(store) for one in found.items()]])
        steps = [adding(title, found[title]) for title in order]
        steps += [lambda store: decide(store, decision)] + [removing(title) for title in gone]
        steps += [lambda store: undo(store, decision)] + [adding(title, found[title]) for title in gone]
        assert grown(Path(folder, "steps.kg"), steps) == at_once


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_found_in_real_papers_gives_one_graph_however_it_came(tmp_path: Path, demo: Demo, seed: int) -> None:
    with Store.open(demo.folder / "papers.kg", readonly=True) as store:
        found = [(paper, extraction) for paper in store.papers if (extraction := store.facts.get(paper.id))]
    chance = random.Random(seed)

    def putting(paper: Paper, extraction: Extraction) -> Callable[[Store], None]:
        return lambda store: add(store, paper, extraction)

    def taking(paper: Paper) -> Callable[[Store], None]:
        return lambda store: remove(store, paper.id)

    at_once = grown(tmp_path / "once.kg", [lambda store: [add(store, *one) for one in found]])
    chance.shuffle(found)
    gone = found[:: seed + 2]
    steps = [putting(*one) for one in found] + [taking(paper) for paper, _ in gone]
    chance.shuffle(gone)
    assert grown(tmp_path / "steps.kg", [*steps, *(putting(*one) for one in gone)]) == at_once


def test_one_paper_more_walks_through_no_table_of_names(tmp_path: Path) -> None:
    with Store.open(tmp_path / "papers.kg", create=True) as store:
        for number in range(3):
            adding(f"{number}", Extraction((entity(f"Owl-{number}", "Method", "used"),)))(store)
        resolve_names(store)
        adding("new", Extraction((entity("Owl-2", "Method", "used"),)))(store)
        ran: list[str] = []
        store._db.set_trace_callback(ran.append)
        resolve_names(store)
        store._db.set_trace_callback(None)
        plans = {
            step
            for statement in ran
            if statement.startswith(("SELECT", "UPDATE", "DELETE"))
            for *_, step in store._db.execute(f"EXPLAIN QUERY PLAN {statement}")
        }
        walked = {step.split()[1] for step in plans if step.startswith("SCAN")}
        assert walked <= {"scope", "s", "touched", "t", "n", "listed", "decision", "json_each"}, plans
