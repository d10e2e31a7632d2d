"""Names of whole fields and of classes so wide that they say nothing (the guide: "LLMs", "neural networks", "NLP")."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from loaders.resolution.normal import normal

WORDS = "data/generic.txt"


@cache
def _generic() -> frozenset[str]:
    text = files("loaders.extraction").joinpath(WORDS).read_text(encoding="utf-8")
    return frozenset(normal(line) for line in text.splitlines() if line and not line.startswith("#"))


def is_generic(name: str) -> bool:
    """Whether a name is too wide to be an entity."""
    return normal(name) in _generic()
