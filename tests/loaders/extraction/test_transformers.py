"""What a transformer makes of a text does not hang on the last digits of what goes in, in which processors differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from loaders.extraction import pipeline
from loaders.extraction.linear import SHIPPED

TEXT = """RouteNet: Sparse Routing for Question Answering
We introduce RouteNet, a sparse routing network built on BERT. On SQuAD 2.0, RouteNet reaches 85.2 F1 and outperforms
RoBERTa by 2.1 points. We also evaluate it on the MMLU benchmark."""


class Shaken:
    """A network that also runs with all numbers that go in a millionth larger, and keeps the greatest difference."""

    def __init__(self, network: Any) -> None:
        self.network = network
        self.difference = 0.0

    def run(self, outputs: Any, inputs: dict[str, Any]) -> list[Any]:
        more = {k: v * np.float32(1 + 1e-6) if v.dtype == np.float32 else v for k, v in inputs.items()}
        said: list[Any] = self.network.run(outputs, inputs)
        self.difference = float(np.abs(said[0] - self.network.run(outputs, more)[0]).max())
        return said


@pytest.mark.parametrize("component", ["concept_encoder", "second_reader"])
def test_a_millionth_more_changes_next_to_nothing(component: str) -> None:
    nlp = pipeline.accurate(pipeline.load(SHIPPED), SHIPPED)
    transformer: Any = nlp.get_pipe(component)
    transformer.network = shaken = Shaken(transformer.network)
    nlp(TEXT)
    assert 0 < shaken.difference < 1e-3
