"""The files of a transformer: its network, run by onnxruntime, and its vocabulary."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import PaperKGError


def network_of(folder: Path) -> Any:
    """The session of a folder's `network.onnx`, on one core: the others read other papers."""
    onnxruntime = _needed("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # or it calculates in int8 (`floating`)
    return onnxruntime.InferenceSession(str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"])


def tokenizer_of(path: Path) -> Any:
    """The tokenizer of a vocabulary's file, which gives all pieces of a text and nothing else."""
    tokenizer = _needed("tokenizers").Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _needed(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:  # installed with us, but its own libraries may be missing
        reason = " ".join(str(error).split())[:200]
        raise PaperKGError(f"the accurate model needs {library}: {reason}; mend it, or take --model fast") from None
