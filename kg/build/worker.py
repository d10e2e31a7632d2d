"""A process that extracts for another: batches of papers come in on standard input, what was found goes out.

It is a program of its own, not a `multiprocessing` child: it needs no guarded main module, it is the same on every
system, and the end of its input is the end of it, so that a killed build leaves no process behind.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING

from kg.errors import PaperKGError
from kg.records import Extraction, Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.extraction import Extractor


def extracted(extractor: Extractor, papers: Sequence[Paper]) -> list[Extraction | str]:
    """What was found in each paper, or why it could not be read: one bad paper must not cost the others."""
    try:
        return list(extractor.extract(papers))
    except Exception as error:
        if len(papers) == 1:
            reason = " ".join(str(error).split())[:200]
            return [f"the extractor failed on it ({type(error).__name__}: {reason})"]
        return [found for paper in papers for found in extracted(extractor, [paper])]


def main(model: str) -> None:
    """Answer batches until the input ends; an error with the model is the first answer."""
    # The model's libraries may print: what they print must not stand between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    from loaders import extraction

    if model in extraction.SHIPPED_MODELS:
        # spaCy imports torch where it is installed, which takes 2 s and 700 MB; our models have no use for it
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        extractor = extraction.load(model)
    except PaperKGError as error:
        pickle.dump(error, answers)
        answers.close()
        return
    while True:
        try:
            papers = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(extracted(extractor, papers), answers)
        answers.flush()
