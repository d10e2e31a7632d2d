"""Which names are one concept: explained, reversible, and the same for every order of the papers.

`resolve` names the concepts of a library, `decide` judges two names by themselves; docs/resolution.md has the order of
the steps with an example each.
"""

from __future__ import annotations

from loaders.resolution.concepts import resolve
from loaders.resolution.deciding import decide
from loaders.resolution.normal import normal_form
from loaders.resolution.records import KIND_OF, Decided, NameUse, Resolution

__all__ = ["KIND_OF", "Decided", "NameUse", "Resolution", "decide", "normal_form", "resolve"]
