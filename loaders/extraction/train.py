"""Makes everything that ships: vectors, the list of names, the tagger, the judge and the fact components' weights.

    python -m loaders.extraction.train --gold ../shared/gold/train.jsonl --corpora ../shared/corpora \\
        --gazetteer ../shared/gazetteer --silver SILVER.jsonl -o loaders/extraction/model

Seeded. Gold and silver texts are found beside their annotations as `*.papers.jsonl`; a `dev.jsonl` beside the gold file
is only measured on. Every tenth annotated paper trains no tagger, and what stands behind the tagger is trained twice:
without those papers, to be measured on them, and with them, to ship.

The judge and the fact components learn from what a tagger finds in papers that it has never seen: beside the tagger
that ships, one is trained on the silver texts alone, in a process of its own. With `--encoder`, the accurate model's
second reader is tuned on the same, too: an hour more; with `--unread` also on what the pipeline then thinks of
abstracts that nobody annotated: another hour. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.records import Entity, Paper, title_key
from loaders.extraction import Extractor, as_json, fitting, gazetteer, labelled, pipeline, renown
from loaders.extraction.fact_examples import kind_of
from loaders.extraction.judge_training import Judged
from loaders.extraction.judging import FLOOR
from loaders.extraction.lexicon import Lexicon
from loaders.extraction.renown import Renown
from loaders.extraction.scoring import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from loaders.extraction.linear import Linear

HELD_OUT = 10  # one annotated paper in so many is kept out of training
UNREAD = 3400  # abstracts that nobody annotated, for the second reader
GOLD_WEIGHT = 2  # how often an annotated paper is seen for a silver one once

Annotated = tuple[list[Paper], list[dict[str, Any]]]
Names = list[tuple[str, str]]


def log(message: str) -> None:
    print(time.strftime("%H:%M:%S"), message, file=sys.stderr, flush=True)


def make_vectors(corpora: Path, folder: Path) -> None:
    """Write a pipeline of nothing but vectors trained on the corpora."""
    from loaders.extraction import vectors

    nlp = pipeline.blank()
    vectors.train(nlp, corpora)
    nlp.to_disk(folder)
    log("vectors made")


def blank(vectors: Path) -> Language:
    """A pipeline with our tokenizer and the floret vectors of another pipeline."""
    import spacy

    nlp = pipeline.blank()
    table = spacy.load(vectors).vocab.vectors
    table.data = table.data.astype("float32")
    nlp.vocab.vectors = table
    return nlp


def held_out(index: int) -> bool:
    """Whether an annotated paper trains nothing."""
    return index % HELD_OUT == HELD_OUT - 1


def part(papers: Annotated, *, held: bool) -> Annotated:
    """The papers that train nothing, or the others."""
    kept = [n for n in range(len(papers[0])) if held_out(n) == held]
    return [papers[0][n] for n in kept], [papers[1][n] for n in kept]


def annotated(path: Path) -> Annotated:
    """Papers and their annotations."""
    golds = list(labelled.read_jsonl(path))
    rows = {p["id"]: p for p in labelled.read_jsonl(labelled.papers_path(path))}
    return [Paper(rows[g["id"]]["title"], rows[g["id"]]["abstract"], source_id=g["id"]) for g in golds], golds


def unread_texts(path: Path, gold: Path) -> list[str]:
    """Titles and abstracts drawn from a file, none of a paper that is annotated."""
    beside = (gold, gold.with_name("dev.jsonl"))
    known = {
        title_key(paper["title"])
        for annotations in beside
        if annotations.is_file()
        for paper in labelled.read_jsonl(labelled.papers_path(annotations))
    }
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    fresh = [p for p in papers if p.get("abstract") and title_key(p["title"]) not in known]
    chosen = random.Random(7).sample(fresh, min(UNREAD, len(fresh)))
    return [f"{p['title']}\n{p['abstract']}" for p in chosen]


def training_docs(nlp: Language, gold: Path) -> list[Doc]:
    return [doc for n, (_, doc) in enumerate(labelled.gold_docs(nlp, gold)) if not held_out(n)]


def choose_names(vectors: Path, gazetteer_folder: Path, silver: Path) -> Names:
    """The names of the lists that prove themselves in silver texts."""
    nlp = blank(vectors)
    names = gazetteer.collect(nlp, gazetteer_folder, (doc for doc, _ in labelled.silver_docs(nlp, silver)))
    log(f"{len(names)} names kept")
    return names


def count_renown(silver: Path) -> Renown:
    """How often the silver texts name what."""
    texts = labelled.papers_beside(silver)
    return renown.count(
        (
            texts[paper["id"]],
            [(texts[paper["id"]][s:e], kind_of(type_), p >= labelled.SURE) for s, e, type_, p in paper["spans"]],
        )
        for paper in labelled.read_jsonl(silver)
    )


def tagging(vectors: Path, names: Names, gold: Path, silver: Path, *, see_gold: bool) -> Language:
    """A pipeline up to grouping: the tagger fitted on silver and gold, or on silver alone.

    Args:
        see_gold: whether annotated papers (those not held out) train it.
    """
    nlp = blank(vectors)
    tagger: Any = nlp.add_pipe("concept_tagger", config={"vectors": nlp.vocab.vectors_length})
    tagger.lexicon = Lexicon(names)
    data = []
    if see_gold:
        samples = fitting.samples(tagger, ((doc, []) for doc in training_docs(nlp, gold)))
        data += samples * GOLD_WEIGHT
    data += fitting.samples(tagger, labelled.silver_docs(nlp, silver))
    name = "tagger that ships" if see_gold else "tagger of silver alone"
    log(f"{name}: {len(data)} samples")
    fitting.fit(tagger, data, epochs=1, log=lambda message: log(f"{name}: {message}"))
    nlp.add_pipe("mentions")
    nlp.add_pipe("acronyms")
    nlp.add_pipe("grouping", config={"cuts": dict.fromkeys(pipeline.CUTS, FLOOR)})
    return nlp


def entities_of(nlp: Language, papers: Annotated, known: Renown, out: Path) -> list[list[Entity]]:
    """What the pipeline finds in each paper, its names cut and joined as learned from others; writes the weights of
    `cutting` and `coreference` into `out`."""
    from loaders.extraction import coreference_training, cutting_training
    from loaders.extraction.coreference import Coreference
    from loaders.extraction.cutting import Cutting
    from loaders.extraction.reading import read

    taught = [n for n in range(len(papers[0])) if not held_out(n)]
    others = part(papers, held=False)

    def unseen_by(model: Linear, folds: list[Linear]) -> list[Linear]:
        """For each paper a model that was not trained on it: of those of folds one, for the held-out ones the whole."""
        models = {n: folds[place % len(folds)] for place, n in enumerate(taught)}
        return [models.get(n, model) for n in range(len(papers[0]))]

    with nlp.select_pipes(enable=["concept_tagger", "mentions"]):
        docs = list(nlp.pipe([p.text for p in papers[0]], batch_size=32))
    cuts = unseen_by(*cutting_training.train([docs[n] for n in taught], others[1], known, out))
    found: list[list[Entity]] = []
    for model, doc in zip(cuts, docs, strict=True):
        cut: Doc = Cutting(model, known)(doc)
        for name in ("acronyms", "grouping"):
            cut = nlp.get_pipe(name)(cut)
        found.append(list(cut._.entities))
    joins = unseen_by(*coreference_training.train(*others, [found[n] for n in taught], known, out))
    readings = [read(paper.text, entities) for paper, entities in zip(papers[0], found, strict=True)]
    return [Coreference(model, known).join(reading) for model, reading in zip(joins, readings, strict=True)]


def found_unseen(vectors: Path, names: Names, gold: Path, silver: Path, known: Renown, out: Path) -> list[list[Entity]]:
    """What a tagger that saw no annotated paper finds in each of them; writes the weights of `cutting` and
    `coreference` into `out`."""
    return entities_of(tagging(vectors, names, gold, silver, see_gold=False), annotated(gold), known, out)


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline; vectors at half precision, which halves the model and costs nothing measurable."""
    nlp.meta.update(name="concepts", version="0.3.0", license="MIT", description="Concepts in research abstracts")
    vectors = nlp.vocab.vectors
    vectors.data = vectors.data.astype("float16")
    nlp.to_disk(out)
    vectors.data = vectors.data.astype("float32")
    pipeline.blank().vocab.strings.to_disk(out / "vocab" / "strings.json")  # not the words of all the texts it saw


def measure(out: Path, papers: Annotated, *, accurate: bool = False) -> list[str]:
    """The table of `kg eval` for a pipeline on disk."""
    nlp = pipeline.load(out)
    extractor = Extractor(pipeline.accurate(nlp, out) if accurate else nlp, "trained")
    found = [as_json(p, e) for p, e in zip(papers[0], extractor.extract(papers[0]), strict=True)]
    return list(score(papers[1], found).lines())


def write_card(out: Path, training: dict[str, Any], tables: dict[str, list[str]]) -> None:
    """Say in the model's meta.json what it was trained on and how good it is."""
    path = out / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta.update(training=training, performance=tables)
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def train_behind(papers: Annotated, found: Sequence[Sequence[Entity]], known: Renown, out: Path) -> Judged:
    """Write the weights of the judge and of the fact components; return what judges of other papers say.

    Args:
        found: all names, however unlikely, that a tagger which saw none of the papers finds in them.
    """
    from loaders.extraction import fact_training, judge_training

    log("judge")
    judged = judge_training.train(*papers, found, known, out)
    log("roles, relations and results")
    fact_training.train(*papers, judged.left, out)
    return judged


def train_reader(
    base: Path,
    papers: Annotated,
    found: Sequence[Sequence[Entity]],
    judged: Judged,
    held: Annotated,
    unread: Sequence[str],
    out: Path,
) -> None:
    """Write the second reader's network, tuned on papers of which other judges have judged all names found.

    Then it goes on with these papers and what the pipeline, with it, thinks of others that nobody annotated.

    Args:
        base: the folder of `bge-small-en-v1.5.onnx` and its tokenizer.
        held: papers that trained nothing of the pipeline, to choose by when to believe the reader.
        unread: texts that nobody annotated.
    """
    from loaders.extraction import reader_training, self_training
    from loaders.extraction.second_reader import FOLDER, TYPES
    from loaders.extraction.transformer import tokenizer_of

    vocabulary = base / "bge-small-en-v1.5-tokenizer.json"
    order = [judged.labels.index(type_) for type_ in TYPES]
    tokenizer = tokenizer_of(vocabulary)
    data = reader_training.samples(tokenizer, *papers, found, [chances[:, order] for chances in judged.chances])
    encoder, heads = reader_training.fit(base / "bge-small-en-v1.5.onnx", data, log=log)
    reader_training.export(encoder, heads, vocabulary, out / FOLDER)
    calibrate_reader(out, held)
    if unread:
        log(f"second reader: {len(unread)} texts that nobody annotated")
        thoughts = self_training.thoughts(pipeline.with_second_reader(pipeline.load(out), out), unread)
        data += [reader_training.thought_of(tokenizer, thought) for thought in thoughts]
        before = [{name: value.clone() for name, value in part.state_dict().items()} for part in (encoder, heads)]
        reader_training.tune(encoder, heads, data, seed=2, share=0.7, log=log)
        reader_training.halfway(encoder, before[0])
        reader_training.halfway(heads, before[1])
        reader_training.export(encoder, heads, vocabulary, out / FOLDER)
        calibrate_reader(out, held)


def calibrate_reader(out: Path, papers: Annotated) -> None:
    """Set when to believe the second reader, by papers that trained nothing of the pipeline in `out`."""
    from loaders.extraction import reader_cuts

    nlp = pipeline.with_second_reader(pipeline.load(out), out)
    reader_cuts.calibrate(nlp, *papers, log)
    reader: Any = nlp.get_pipe("second_reader")
    reader.keep_cuts(out)


def train(options: argparse.Namespace, vectors: Path) -> None:
    gold, silver, out = options.gold, options.silver, options.out
    names = choose_names(vectors, options.gazetteer, silver)
    papers, known = annotated(gold), count_renown(silver)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as elsewhere:
        unseen = elsewhere.submit(found_unseen, vectors, names, gold, silver, known, out)
        nlp = tagging(vectors, names, gold, silver, see_gold=True)
        found = unseen.result()
    save(nlp, out)
    others, their_own = part(papers, held=False), [e for n, e in enumerate(found) if not held_out(n)]
    judged = train_behind(others, their_own, known, out)
    if options.encoder:
        unread = unread_texts(options.unread, gold) if options.unread else []
        train_reader(options.encoder, others, their_own, judged, part(papers, held=True), unread, out)
    tables = {"held out": measure(out, part(papers, held=True))}
    train_behind(papers, found, known, out)
    if (dev := gold.with_name("dev.jsonl")).is_file():
        tables["dev"] = measure(out, annotated(dev))
        if options.encoder:
            tables["dev, accurate"] = measure(out, annotated(dev), accurate=True)
    training = {
        "annotated": len(papers[0]),
        "silver": sum(1 for _ in labelled.read_jsonl(silver)),
        "names": len(names),
        "vectors": "of the corpora" if options.corpora else str(vectors.name),
    }
    write_card(out, training, tables)
    for name, lines in tables.items():
        print(name, *lines, sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--gazetteer", type=Path, required=True)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--corpora", type=Path, help="abstracts to train vectors on")
    source.add_argument("--vectors", type=Path, help="a spaCy pipeline whose floret vectors to use instead")
    parser.add_argument("--silver", type=Path, required=True, help="the teacher's spans")
    parser.add_argument("--encoder", type=Path, help="bge-small-en-v1.5 and its tokenizer, to tune the second reader")
    parser.add_argument("--unread", type=Path, help="abstracts (*.jsonl.gz) that the second reader learns from, too")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()

    with TemporaryDirectory() as folder:
        vectors = options.vectors or Path(folder, "vectors")
        if options.corpora:
            make_vectors(options.corpora, vectors)
        train(options, vectors)
    log(f"done: {options.out}")


if __name__ == "__main__":
    main()
