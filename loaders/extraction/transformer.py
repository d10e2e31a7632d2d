"""The files of a transformer: its network, run by onnxruntime, and its vocabulary. Needs the extra `accurate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def network_of(folder: Path) -> Any:
    """The session of a folder's `network.onnx`, on one core: the others read other papers."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"])


def tokenizer_of(path: Path) -> Any:
    """The tokenizer of a vocabulary's file, which gives all pieces of a text and nothing else."""
    from tokenizers import Tokenizer

    tokenizer: Any = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
