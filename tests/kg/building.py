"""What the tests of builds share: a tiny model, made-up papers, and the state of a library to compare."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from kg.library import Store
from kg.projection import project
from kg.records import Origin, Paper

NAMES = {
    "Method": ["Owl", "Wren", "Finch", "Owl-2"],
    "Benchmark": ["Forest-QA", "River-QA"],
    "Dataset": ["Leaves"],
    "Task": ["question answering"],
    "Metric": ["accuracy"],
}


@cache
def tiny_model() -> str:
    """The folder of a real spaCy pipeline that knows the names above and nothing else."""
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": name} for label, names in NAMES.items() for name in names]
    )
    folder = Path(mkdtemp(prefix="tiny-model-"))
    nlp.to_disk(folder)
    return str(folder)


def texts(size: int) -> list[dict[str, object]]:
    """Papers as a JSON Lines source has them, each with other names, numbers and references."""
    methods, benchmarks = NAMES["Method"], NAMES["Benchmark"]
    return [
        {
            "id": f"p{i}",
            "title": f"On birds, part {i}",
            "abstract": (
                f"We present {methods[i % 4]}, which builds on {methods[(i + 1) % 4]}. It reaches {i % 90 + 5}.5"
                f" accuracy on {benchmarks[i % 2]}. It is trained on Leaves for question answering."
            ),
            "authors": [f"Ana {chr(65 + i % 26)}"],
            "references": [{"title": f"On birds, part {i // 2}"}],
        }
        for i in range(size)
    ]


def write(path: Path, papers: Iterable[dict[str, object]]) -> str:
    """A JSON Lines source; gives its name."""
    path.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    return str(path)


def graph(library: Path) -> str:
    """The projection of a library, as one text: equal graphs are equal texts, byte for byte."""
    with Store.open(library, readonly=True) as store:
        assert not store.unresolved
        projection = project(store)
    return json.dumps([projection.nodes, projection.edges], ensure_ascii=False)


def entry(title: str, abstract: str = "", source: str = "a.jsonl", place: str = "line 1", **fields: object) -> Paper:
    return replace(Paper(title, abstract, origins=(Origin(source, place),)), **fields)  # type: ignore[arg-type]
