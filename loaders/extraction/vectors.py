"""Static vectors of words and their pieces, from the corpora's abstracts.

Source: Bojanowski et al., "Enriching Word Vectors with Subword Information" (TACL 2017), kept in the small hashed
table of floret (Explosion, 2022). One thread, so that the same texts give the same vectors.
"""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

#: How many abstracts of a corpus are read, at most.
SHARE = 50_000
WIDTH = 128
ROWS = 50_000


def texts(corpora: Path, seed: int = 0) -> Iterator[str]:
    """Title and abstract of a seeded sample of each corpus in the folder."""
    for path in sorted(corpora.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            papers = [p for p in map(json.loads, lines) if p.get("abstract")]
        for paper in random.Random(seed).sample(papers, min(SHARE, len(papers))):
            yield f"{paper['title']} {paper['abstract']}"


def train(nlp: Language, corpora: Path, *, width: int = WIDTH, rows: int = ROWS, epochs: int = 4) -> None:
    """Give the pipeline's vocabulary vectors trained on the corpora (about 40 minutes on one core)."""
    import floret
    from spacy.training.initialize import convert_vectors

    with TemporaryDirectory() as folder:
        words, table = Path(folder, "words.txt"), Path(folder, "vectors.floret")
        with words.open("w", encoding="utf-8") as out:
            for text in texts(corpora):
                out.write(" ".join(t.text for t in nlp.make_doc(text) if not t.is_space) + "\n")
        model = floret.train_unsupervised(
            str(words),
            model="cbow",
            mode="floret",
            dim=width,
            bucket=rows,
            minn=3,
            maxn=5,
            hashCount=2,
            minCount=5,
            epoch=epochs,
            neg=10,
            thread=1,
            verbose=0,
        )
        model.save_floret_vectors(str(table))
        convert_vectors(nlp, table, truncate=-1, prune=-1, mode="floret")
