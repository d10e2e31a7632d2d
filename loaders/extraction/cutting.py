"""The component `cutting`: where the names begin and end.

The tagger draws each boundary by the words around it. Whether "policy-guided beam search" or "beam search" is the name
shows better in the whole paper, and in how known either is: what also stands alone, or is a name in many other texts,
is likely to be one here. A linear model chooses between a name as it was found and those that begin or end at another
word to which the tagger gives some chance; all mentions of a name have one vote. Source of choosing among a few
candidates with the evidence of the whole text: Collins, "Ranking Algorithms for Named-Entity Extraction" (ACL 2002).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from loaders.extraction import renown
from loaders.extraction.cut_features import cut_features
from loaders.extraction.cuts import Cut, Words
from loaders.extraction.languages import is_pair
from loaders.extraction.linear import SHIPPED, Linear, load
from loaders.extraction.mentions import Found, trim
from loaders.extraction.renown import Renown

#: In a model's folder.
WEIGHTS = "cutting.npz"
LABEL = "name"
TAKEN = 0.35  # how likely another name has to be for it to be put in the place of the one found
KNOWN = 4  # texts that have to know what is left of a name for it to be a name of its own


class Cutting:
    """Sets the boundaries, and with them the scores, of `doc._.found`."""

    def __init__(self, model: Linear, known: Renown) -> None:
        self.model = model
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        if doc._.found:
            doc._.found = self.cut(Words(doc))
        return doc

    def cut(self, words: Words) -> list[Found]:
        """The names with the boundaries that are likeliest."""
        cuts = [words.cuts(number) for number in range(len(words.found))]
        votes = self._votes(words, cuts)
        out: list[Found] = []
        for number, (found, options) in enumerate(zip(words.found, cuts, strict=True)):
            chances = votes[words.keys[number]]
            best = max(options[1:], key=lambda cut: chances[cut.key], default=None)
            names = [found]
            if best and chances[best.key] >= TAKEN and not is_pair(best.name):
                names = list(self._names(words, options[0], best))
                if out and names[0].start < out[-1].end:  # the name before has taken the word between them
                    names = [found]
            out += names
        return out

    def _names(self, words: Words, whole: Cut, best: Cut) -> Iterator[Found]:
        """The name that is taken, and what it leaves of the whole before or behind it where that is known, too."""
        for cut in (words.between(whole.first, best.first), best, words.between(best.last, whole.last)):
            if cut and (cut is best or sum(self.known.counts(cut.key)[:-1]) >= KNOWN):
                yield Found(*trim(words.text, words.starts[cut.first], words.ends[cut.last - 1]), words.scores(cut))

    def _votes(self, words: Words, cuts: Sequence[Sequence[Cut]]) -> Mapping[str, Mapping[str, float]]:
        """By the keys of a name and of what it may be instead: how likely that is, the mean over its mentions."""
        asked = [number for number, options in enumerate(cuts) if len(options) > 1]
        rows = [cut_features(words, words.found[number], cuts[number], self.known) for number in asked]
        scores = self.model.scores([row for options in rows for row in options])[:, 0]
        votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        mentions = Counter(words.keys)
        end = 0
        for number, options in zip(asked, rows, strict=True):
            start, end = end, end + len(options)
            chances = np.exp(scores[start:end] - scores[start:end].max())
            own = votes[words.keys[number]]
            for cut, chance in zip(cuts[number][1:], (chances / chances.sum())[1:].tolist(), strict=True):
                own[cut.key] += chance / mentions[words.keys[number]]
        return votes


@Language.factory("cutting", requires=["doc._.found", "doc._.tag_marginals"], default_config={"folder": None})
def make_cutting(nlp: Language, name: str, folder: str | None) -> Cutting:
    """The component with the weights that ship, or with those of a folder."""
    source = Path(folder) if folder else SHIPPED
    return Cutting(load(source / WEIGHTS)[0][LABEL], renown.load(source / "renown.npz"))
