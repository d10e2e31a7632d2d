"""A network whose matrices are in int8, made to calculate in 32-bit floats, in which processors hardly differ.

    python -m loaders.extraction.floating tagger.int8.onnx network.onnx

Where what goes through a network is quantized, too, processors differ: those without VNNI saturate when two products
are added, and on all of them the last digits decide which way a value is rounded, layer after layer. Here the matrices
stay in int8 in the file, a quarter of the size, and become floats when it is loaded. Needs onnx (the extra `train`).

Source: "Quantize ONNX models" of onnxruntime's documentation, "When to use reduced range".
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import onnx
from onnx import helper


def in_floats(given: Path, out: Path) -> None:
    """Rewrite what `onnxruntime.quantization.quantize_dynamic` has made of a network's matrices.

    Each `DynamicQuantizeLinear`, `MatMulInteger`, `Cast` and `Mul` becomes `DequantizeLinear` and `MatMul`. Nodes have
    names, and each matrix is used once.
    """
    model = onnx.load(str(given))
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    users = {name: node for node in graph.node for name in node.input}
    replaced: dict[str, list[Any]] = {}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        values, matrix, _, zeros = node.input
        scales = f"{matrix.removesuffix('_quantized')}_scale"
        scaled = users[users[node.output[0]].output[0]]  # what casts the sums, and what multiplies them by the scales
        whole = f"{matrix}_float"
        replaced[scaled.name] = [
            helper.make_node("DequantizeLinear", [matrix, scales, zeros], [whole], axis=1),
            helper.make_node("MatMul", [makers[values].input[0], whole], list(scaled.output)),
        ]
    nodes = [new for node in graph.node for new in replaced.get(node.name, [node])]
    del graph.node[:]
    graph.node.extend(_needed(nodes, {output.name for output in graph.output}))
    named = {name for node in graph.node for name in node.input}
    kept = [initializer for initializer in graph.initializer if initializer.name in named]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def _needed(nodes: list[Any], wanted: set[str]) -> list[Any]:
    """The nodes, in their order, from which the wanted values come."""
    kept = []
    for node in reversed(nodes):
        if wanted & set(node.output):
            kept.append(node)
            wanted = wanted | set(node.input)
    return kept[::-1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    in_floats(options.network, options.out)
