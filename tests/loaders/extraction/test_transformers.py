"""What a transformer makes of a text does not hang on the last digits of what goes in, in which processors differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from loaders.extraction import pipeline
from loaders.extraction.linear import SHIPPED

TEXTS = (
    """RouteNet: Sparse Routing for Question Answering
We introduce RouteNet, a sparse routing network built on BERT. On SQuAD 2.0, RouteNet reaches 85.2 F1 and outperforms
RoBERTa by 2.1 points. We also evaluate it on the MMLU benchmark.""",
    """Speech Recognition With Little Data
wav2vec 2.0 reaches a word error rate of 4.1% on LibriSpeech, and we show that with ten minutes of labelled speech it
still reaches 8.2%. Self-training (ST) brings it to 5.2%.""",
    """A Benchmark of Broken Tables
Tables in reports are seldom as regular as models wish. BrokenTables has 4,000 of them, from annual reports in three
languages, with questions whose answers need two cells. GPT-4 answers 61.2% of them, a fine-tuned T5 48.9%.""",
    """Pruning by Neighbours
Unlike magnitude pruning, which looks at one weight at a time, NeighbourPrune looks at those that share an input. On
ImageNet it removes 70% of a ResNet-50 at a loss of 0.4 points; on COCO, half of a Mask R-CNN.""",
)
NOISY = {"vec", "sure"}  # what of a network's inputs is measured, not counted


class Shaken:
    """A network that also runs with a little noise (1e-5) in what goes in, and keeps the greatest difference."""

    def __init__(self, network: Any) -> None:
        self.network = network
        self.noise = np.random.default_rng(0)
        self.difference = 0.0

    def run(self, outputs: Any, inputs: dict[str, Any]) -> list[Any]:
        said: list[Any] = self.network.run(outputs, inputs)
        shaken = {name: self._shaken(values) if name in NOISY else values for name, values in inputs.items()}
        self.difference = max(self.difference, float(np.abs(said[0] - self.network.run(outputs, shaken)[0]).max()))
        return said

    def _shaken(self, values: Any) -> Any:
        return (values * (1 + 1e-5 * self.noise.standard_normal(values.shape))).astype(np.float32)


@pytest.mark.parametrize("component", ["concept_encoder", "second_reader"])
def test_noise_in_the_last_digits_stays_in_the_last_digits(component: str) -> None:
    nlp = pipeline.accurate(pipeline.load(SHIPPED), SHIPPED)
    transformer: Any = nlp.get_pipe(component)
    transformer.network = shaken = Shaken(transformer.network)
    for text in TEXTS:
        nlp(text)
    assert 0 < shaken.difference < 1e-3


def test_an_int8_network_becomes_one_that_calculates_in_floats(tmp_path: Path) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from onnxruntime import InferenceSession
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from loaders.extraction.floating import in_floats

    draw = np.random.default_rng(0)
    one, bias, other = (draw.standard_normal(shape).astype("f") for shape in ((16, 32), (32,), (32, 4)))
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "one"], ["a"], "first"),
            helper.make_node("Add", ["a", "bias"], ["b"], "add"),
            helper.make_node("Relu", ["b"], ["c"], "relu"),
            helper.make_node("MatMul", ["c", "other"], ["y"], "second"),
        ],
        "layers",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 16])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 4])],
        [numpy_helper.from_array(a, n) for n, a in {"one": one, "bias": bias, "other": other}.items()],
    )
    whole, small, made = (tmp_path / f"{name}.onnx" for name in ("whole", "small", "made"))
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(whole))
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
    in_floats(small, made)
    kinds = [node.op_type for node in onnx.load(str(made)).graph.node]
    assert sorted(kinds) == ["Add", "DequantizeLinear", "DequantizeLinear", "MatMul", "MatMul", "Relu"]
    x = draw.standard_normal((5, 16)).astype("f")
    said = InferenceSession(str(made), providers=["CPUExecutionProvider"]).run(None, {"x": x})[0]
    assert said == pytest.approx(np.maximum(x @ one + bias, 0) @ other, abs=0.5)
