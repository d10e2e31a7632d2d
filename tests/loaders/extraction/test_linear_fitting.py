"""Where the models of facts begin to be believed."""

import numpy as np
import pytest

from loaders.extraction.linear_fitting import best_shift, best_threshold

CHANCES = np.array([0.9, 0.7, 0.5, 0.3, 0.2])
TRUTH = np.array([True, True, False, True, False])


def test_the_threshold_is_lower_the_more_there_is_to_find() -> None:
    """Three right in four make 6/7 where three are to be found; where two are, the first two do."""
    assert 0.5 < best_threshold(CHANCES, TRUTH & (CHANCES > 0.5), total=2) <= 0.7
    assert 0.2 < best_threshold(CHANCES, TRUTH, total=3) <= 0.3


def test_what_is_taken_anyway_counts() -> None:
    """With much that is right taken already, a guess that is right one time in two is worth less."""
    half, truth = np.array([0.6, 0.4, 0.4]), np.array([True, False, False])
    assert 0.4 < best_threshold(half, truth, total=11, base=(10, 10)) <= 0.6


def test_a_shy_label_is_helped_and_others_stay() -> None:
    guesses = np.array([[0.4, 0.6], [0.45, 0.55], [0.1, 0.9]])
    shift = best_shift(
        ["introduced", "mentioned"], guesses, ["introduced", "introduced", "mentioned"], {"introduced": 2}
    )
    assert shift[0] > np.log(0.6 / 0.4) and shift[1] == 0
    taken = (guesses * np.exp(shift)).argmax(axis=1)
    assert taken.tolist() == pytest.approx([0, 0, 1])
