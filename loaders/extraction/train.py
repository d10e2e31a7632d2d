"""Makes everything that ships: vectors, the list of names, the tagger, its cuts, and the fact components' weights.

    python -m loaders.extraction.train --gold ../shared/gold/train.jsonl --corpora ../shared/corpora \\
        --gazetteer ../shared/gazetteer --silver SILVER.jsonl -o loaders/extraction/model

Seeded. Gold and silver texts are found beside their annotations as `*.papers.jsonl`; a `dev.jsonl` beside the gold file
is only measured on. Every tenth annotated paper trains nothing: the cuts are chosen on those. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.records import Entity, Paper
from loaders.extraction import Extractor, as_json, cutting, fact_training, fitting, gazetteer, labelled, pipeline
from loaders.extraction.lexicon import NAMES, Lexicon
from loaders.extraction.scoring import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

HELD_OUT = 10  # one annotated paper in so many is kept out of training
GOLD_WEIGHT = 2  # how often an annotated paper is seen for a silver one once
SILVER_EPOCHS = 1
GOLD_EPOCHS = 6  # when there is no silver


def log(message: str) -> None:
    print(time.strftime("%H:%M:%S"), message, file=sys.stderr, flush=True)


def make_pipeline(corpora: Path | None, vectors: Path | None) -> Language:
    """A pipeline with our tokenizer and floret vectors: new ones from the corpora, or those of another pipeline."""
    nlp = pipeline.blank()
    if vectors is not None:
        import spacy

        nlp.vocab.vectors = spacy.load(vectors).vocab.vectors
        return nlp
    from loaders.extraction import vectors as static

    if corpora is None:
        raise SystemExit("give --corpora to train vectors on, or --vectors")
    static.train(nlp, corpora)
    return nlp


def write_names(nlp: Language, folder: Path, tagged: Sequence[Doc]) -> Lexicon:
    """Make data/names.tsv anew from the lists and the tagged texts."""
    names = gazetteer.collect(nlp, folder, tagged)
    lines = "".join(f"{name}\t{kinds}\n" for name, kinds in names)
    Path(__file__).with_name("data").joinpath(Path(NAMES).name).write_text(gazetteer.HEADER + lines, encoding="utf-8")
    log(f"{len(names)} names kept")
    return Lexicon(names)


def fit_tagger(nlp: Language, lexicon: Lexicon, gold: Sequence[Doc], silver: Path | None) -> None:
    """Add the tagger and fit it: on silver and gold together, or on gold alone."""
    tagger: Any = nlp.add_pipe("concept_tagger", config={"vectors": nlp.vocab.vectors_length})
    tagger.lexicon = lexicon
    annotated = fitting.samples(tagger, ((doc, []) for doc in gold))
    if silver is None:
        fitting.fit(tagger, annotated, epochs=GOLD_EPOCHS, log=log)
        return
    taught = fitting.samples(tagger, labelled.silver_docs(nlp, silver))
    log(f"{len(annotated)} gold and {len(taught)} silver samples")
    fitting.fit(tagger, annotated * GOLD_WEIGHT + taught, epochs=SILVER_EPOCHS, log=log)


def papers_of(path: Path, ids: Sequence[str] | None = None) -> tuple[list[Paper], list[dict[str, Any]]]:
    """Papers and their annotations, of a file or of some ids in it."""
    golds = [g for g in labelled.read_jsonl(path) if ids is None or g["id"] in set(ids)]
    rows = {p["id"]: p for p in labelled.read_jsonl(labelled.papers_path(path))}
    papers = [Paper(rows[g["id"]]["title"], rows[g["id"]]["abstract"], source_id=g["id"]) for g in golds]
    return papers, golds


def entities_of(nlp: Language, papers: Sequence[Paper]) -> list[list[Entity]]:
    """What the pipeline, as far as it goes, finds in each paper."""
    return [list(doc._.entities) for doc in nlp.pipe(p.text for p in papers)]


def add_grouping(nlp: Language, papers: Sequence[Paper], golds: Sequence[dict[str, Any]]) -> None:
    """Add the components up to grouping, with cuts chosen on papers that trained nothing."""
    nlp.add_pipe("mentions")
    nlp.add_pipe("acronyms")
    nlp.add_pipe("grouping", config={"cuts": dict.fromkeys(pipeline.CUTS, 0.0)})
    cuts = cutting.choose(entities_of(nlp, papers), golds)
    nlp.remove_pipe("grouping")
    nlp.add_pipe("grouping", config={"cuts": cuts})
    log(f"cuts {cuts}")


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline; vectors at half precision, which halves the model and costs nothing measurable."""
    nlp.meta.update(name="concepts", version="0.1.0", license="MIT", description="Concepts in research abstracts")
    vectors = nlp.vocab.vectors
    vectors.data = vectors.data.astype("float16")
    nlp.to_disk(out)
    vectors.data = vectors.data.astype("float32")


def report(out: Path, dev: Path) -> None:
    """Print the dev table of what was made."""
    papers, golds = papers_of(dev)
    extractor = Extractor(pipeline.load(out), "trained")
    found = [as_json(p, e) for p, e in zip(papers, extractor.extract(papers), strict=True)]
    print("\n".join(score(golds, found).lines()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--gazetteer", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, help="abstracts to train vectors on")
    parser.add_argument("--vectors", type=Path, help="a spaCy pipeline whose floret vectors to use instead")
    parser.add_argument("--silver", type=Path, help="the teacher's spans")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()

    nlp = make_pipeline(options.corpora, options.vectors)
    gold = list(labelled.gold_docs(nlp, options.gold))
    held = {id_ for n, (id_, _) in enumerate(gold) if n % HELD_OUT == HELD_OUT - 1}
    train = [doc for id_, doc in gold if id_ not in held]
    fit_tagger(nlp, write_names(nlp, options.gazetteer, train), train, options.silver)
    papers, golds = papers_of(options.gold)
    unseen = [n for n, g in enumerate(golds) if g["id"] in held]
    add_grouping(nlp, [papers[n] for n in unseen], [golds[n] for n in unseen])
    save(nlp, options.out)
    fact_training.train(papers, golds, entities_of(nlp, papers), options.out)
    dev = options.gold.with_name("dev.jsonl")
    if dev.is_file():
        report(options.out, dev)
    log(f"done: {options.out}")


if __name__ == "__main__":
    main()
