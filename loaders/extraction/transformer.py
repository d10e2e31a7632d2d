"""The files of a transformer: its network, run by onnxruntime, and its vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import PaperKGError


def network_of(folder: Path) -> Any:
    """The session of a folder's `network.onnx`, on one core: the others read other papers."""
    try:
        import onnxruntime
    except ImportError as error:
        reason = " ".join(str(error).split())[:200]
        raise PaperKGError(f"the accurate model needs onnxruntime: {reason}; mend it, or take --model fast") from None
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
