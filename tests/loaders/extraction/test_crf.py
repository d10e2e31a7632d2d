"""The CRF against all paths there are: of short sequences every one can be listed."""

from itertools import product

import numpy as np
import pytest

from loaders.extraction import crf

TAGS = crf.tag_names(["X", "Y"])


def valid(path: tuple[int, ...]) -> bool:
    """Whether every name of a path begins, goes on and ends as BIOES has it."""
    open_ = ""
    for tag in (TAGS[t] for t in path):
        if (tag[0] in "IE") != bool(open_) or (open_ and tag[2:] != open_):
            return False
        open_ = tag[2:] if tag[0] in "BI" else ""
    return not open_


@pytest.mark.parametrize("words", [1, 2, 4])
def test_marginals_partition_and_best_path_are_those_of_all_valid_paths(words: int) -> None:
    scores = np.random.default_rng(words).normal(0, 2, (3, 4, len(TAGS))).astype("f")
    lengths = np.array([words, 4, 1])  # neighbours of other lengths must not matter
    expected = np.zeros((words, len(TAGS)))
    paths = [p for p in product(range(len(TAGS)), repeat=words) if valid(p)]
    sums = [float(scores[0, np.arange(words), p].sum()) for p in paths]
    for path, total in zip(paths, sums, strict=True):
        expected[np.arange(words), path] += np.exp(total)
    marginals, log_z = crf.marginals(scores, lengths)
    assert log_z[0] == pytest.approx(np.log(np.exp(sums).sum()), abs=1e-4)
    assert marginals[0, :words] == pytest.approx(expected / np.exp(sums).sum(), abs=1e-5)
    assert not marginals[0, words:].any()
    assert tuple(crf.best_paths(scores, lengths)[0]) == paths[int(np.argmax(sums))]


def test_marginals_under_learned_transitions_are_those_of_all_paths() -> None:
    chance = np.random.default_rng(5)
    tags, words = 4, 3
    scores = chance.normal(0, 2, (words, tags)).astype("f")
    transitions = chance.normal(0, 2, (tags + 2, tags + 2)).astype("f")
    expected = np.zeros((words, tags))
    for path in product(range(tags), repeat=words):
        steps = zip((tags, *path), (*path, tags + 1), strict=True)
        total = scores[np.arange(words), path].sum() + sum(transitions[a, b] for a, b in steps)
        expected[np.arange(words), path] += np.exp(total)
    assert crf.chain_marginals(scores, transitions) == pytest.approx(expected / expected[0].sum(), abs=1e-5)
