"""What a paper's title and abstract say: entities, relations and results, by a spaCy pipeline.

    extractor = load()
    for paper, found in zip(papers, extractor.extract(papers)):
        print(as_json(paper, found))

Importing this is cheap: spaCy and the model come with `load`.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import nullcontext
from dataclasses import fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from kg.errors import PaperKGError
from kg.records import Entity, Extraction, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

__all__ = [
    "ACCURATE",
    "DEFAULT",
    "FAST",
    "SHIPPED",
    "SHIPPED_MODELS",
    "Extractor",
    "as_json",
    "load",
    "version",
]

HERE = Path(__file__).parent
#: The pipeline that ships with the package.
SHIPPED = HERE / "model"
#: It comes in two: as it is, and, twenty times slower, with transformers beside the tagger and behind it.
FAST, ACCURATE = SHIPPED_MODELS = ("fast", "accurate")
#: What reads where none is named.
DEFAULT = ACCURATE
BATCH = 128  # papers that go through the tagger together
#: Words that are remembered, with how they are cut into tokens; what comes later is forgotten after its batch.
WORDS_KEPT = 100_000


_FIELDS = attrgetter(*(field.name for field in fields(Entity)))


def _plain(entity: Entity) -> Entity:
    """The entity without what only the pipeline knows: who gets it from another process then needs no spaCy."""
    return Entity(*_FIELDS(entity))


class Extractor:
    """A loaded pipeline and the version of all that its outcome depends on."""

    def __init__(self, nlp: Language, version: str) -> None:
        self.nlp = nlp
        self.version = version
        self._alone = Lock()  # what is remembered of words is not made for two threads

    def extract(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """What is found in each paper, in order. A paper's outcome depends on nothing but its text."""
        batch: list[str] = []
        for paper in papers:
            batch.append(paper.text)
            if len(batch) == BATCH:
                yield from self._extract(batch)
                batch = []
        yield from self._extract(batch)

    def _extract(self, texts: list[str]) -> list[Extraction]:
        full = len(self.nlp.vocab) >= WORDS_KEPT
        with self._alone, self.nlp.memory_zone() if full else nullcontext():
            return [
                Extraction(tuple(map(_plain, doc._.entities)), tuple(doc._.relations), tuple(doc._.results))
                for doc in self.nlp.pipe(texts, batch_size=BATCH)
            ]


def version(model: str = DEFAULT) -> str:
    """What an extraction depends on: the rules, the lists and the model. Cheap: reads files, imports nothing.

    Raises:
        PaperKGError: `model` is a folder without a pipeline.
    """
    return f"{_digest(HERE)}-{model if model in SHIPPED_MODELS else _digest(_folder(model))}"


def _folder(model: str) -> Path | str:
    path = Path(model)
    if path.is_dir() and not (path / "meta.json").is_file():
        raise PaperKGError(f"{model}: no spaCy pipeline in this folder (meta.json is missing)")
    return path if path.is_dir() else model


@cache
def _digest(what: Path | str) -> str:
    """Of a folder: its code, lists and the model's files by size and meta data; of a package: its name and version."""
    from importlib import metadata

    digest = hashlib.sha256()
    if isinstance(what, str):
        try:
            digest.update(f"{what} {metadata.version(what)}".encode())
        except metadata.PackageNotFoundError:
            digest.update(what.encode())
        return digest.hexdigest()[:12]
    for path in sorted(what.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(what).as_posix().encode())
            small = path.stat().st_size < 2_000_000
            digest.update(path.read_bytes() if small else str(path.stat().st_size).encode())
    return digest.hexdigest()[:12]


def load(model: str = DEFAULT) -> Extractor:
    """The extractor with a shipped model, or with any spaCy pipeline that sets `doc.ents` with our five labels.

    Args:
        model: "accurate" or "fast", the name of an installed pipeline, or its folder.

    Raises:
        PaperKGError: the model cannot be loaded, or marks other labels.
    """
    # Matrices are small here: threads of the linear algebra would only wait for each other, at ten times the cost.
    # NumPy hears this only when it is imported for the first time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    made_by = version(model)  # first: it is what says that a folder is none of a pipeline
    from loaders.extraction import pipeline

    nlp = pipeline.load(SHIPPED if model in SHIPPED_MODELS else model)
    if model == ACCURATE:
        pipeline.accurate(nlp, SHIPPED)
    nlp.max_length = 10_000_000
    return Extractor(nlp, made_by)


def as_json(paper: Paper, extraction: Extraction) -> dict[str, Any]:
    """The object that `kg extract` prints for a paper."""
    return {
        "id": paper.source_id or paper.id,
        "title": paper.title,
        "entities": [
            {
                "name": e.name,
                "aliases": list(e.aliases),
                "type": e.type,
                "role": e.role,
                "mentions": [{"start": m.start, "end": m.end} for m in e.mentions],
                "confidence": e.confidence,
            }
            for e in extraction.entities
        ],
        "relations": [[r.head, r.type, r.tail] for r in extraction.relations],
        "results": [
            {"method": r.method, "on": r.on, "metric": r.metric, "value": r.value, "kind": r.kind}
            for r in extraction.results
        ],
    }
