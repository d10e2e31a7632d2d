"""The pipeline: which components run, in which order. Importing this registers them all.

tagger -> mentions -> cutting -> acronyms -> grouping -> coreference -> judging -> roles -> relations -> results; each
passes its work on through `doc._`. In the accurate model a transformer reads beside the tagger (`encoder`), and another
takes the judge's place (`second_reader`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.attrs import LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]

from kg.errors import PaperKGError
from kg.schema import CONCEPTS
from loaders.extraction import (
    acronyms,
    coreference,
    cutting,
    encoder,
    grouping,
    judging,
    mentions,
    relations,
    results,
    roles,
    second_reader,
    tagger,
    tokenizer,
)

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "acronyms",
    "coreference",
    "cutting",
    "encoder",
    "grouping",
    "judging",
    "mentions",
    "relations",
    "results",
    "roles",
    "second_reader",
    "tagger",
    "tokenizer",
]

#: What comes behind any tagger.
BEHIND = (
    "mentions",
    "cutting",
    "acronyms",
    "grouping",
    "coreference",
    "judging",
    "roles",
    "relations",
    "results",
)
#: What goes only with the tagger whose probabilities it was trained on.
OF_THE_TAGGER = ("cutting", "judging")
#: What takes from a model's folder, beside its weights, how known names are.
WITH_RENOWN = (*OF_THE_TAGGER, "coreference")
#: Least probability of an entity by its type where nothing judges it; chosen on annotated papers kept out of training.
CUTS = {"Method": 0.48, "Dataset": 0.44, "Benchmark": 0.44, "Task": 0.5, "Metric": 0.4}
#: What our components ask of a word; spaCy works out twenty more things about each (is it like an e-mail address?).
ASKED = {LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX}


def blank() -> Language:
    """An English pipeline with our tokenizer and nothing else."""
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "paperkg.AbstractTokenizer.v1"}}})


def complete(nlp: Language, folder: Path) -> Language:
    """Add our components behind a pipeline's own, with the weights in its folder, else with those that ship.

    Those of `OF_THE_TAGGER` only where that has some for them.
    """
    for place, name in enumerate(BEHIND):
        weights = folder / f"{name}.npz"
        if name in nlp.pipe_names or (name in OF_THE_TAGGER and not weights.is_file()):
            continue
        config: dict[str, Any] = {"cuts": CUTS} if name == "grouping" else {}
        if weights.is_file():
            config = {"folder": str(folder)} if name in WITH_RENOWN else {"weights": str(weights)}
        follower = next((other for other in BEHIND[place:] if other in nlp.pipe_names), None)
        nlp.add_pipe(name, config=config, before=follower)
    return nlp


def with_second_reader(nlp: Language, folder: Path) -> Language:
    """Let a transformer read every text again, in the place of the judge that it starts from."""
    nlp.add_pipe("second_reader", after="judging", config={"folder": str(folder)})
    nlp.remove_pipe("judging")
    return nlp


def accurate(nlp: Language, folder: Path) -> Language:
    """Let one transformer read beside the tagger, and another again behind the judge."""
    nlp.add_pipe("concept_encoder", after="concept_tagger")
    return with_second_reader(nlp, folder)


def load(model: str | Path) -> Language:
    """A spaCy pipeline that marks our five labels, with our components behind it.

    Raises:
        PaperKGError: there is no such model, or it marks none of our labels.
    """
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError, ImportError, KeyError) as error:
        reason = " ".join(str(error).split())[:200]
        raise PaperKGError(
            f"cannot load the model {model}: {reason}; give an installed spaCy pipeline or its folder"
        ) from None
    vectors = nlp.vocab.vectors
    vectors.data = vectors.data.astype("float32")  # ours are kept on disk at half precision
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    if not labels & set(CONCEPTS):
        raise PaperKGError(
            f"the model {model} marks none of {', '.join(CONCEPTS)}: give a spaCy pipeline trained with these labels"
        )
    if nlp.pipe_names[:1] == ["concept_tagger"] and set(nlp.pipe_names[1:]) <= set(BEHIND):
        vocab: Any = nlp.vocab
        vocab.lex_attr_getters = {attribute: vocab.lex_attr_getters[attribute] for attribute in ASKED}
    return complete(nlp, Path(model))
