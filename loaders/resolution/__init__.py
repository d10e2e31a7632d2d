"""Which names are one concept: explained, reversible, and the same for every order of the papers.

`resolve` names the concepts of a library, `decide` judges two names by themselves; docs/resolution.md has the order of
the steps with an example each.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.resolution.concepts import resolve
    from loaders.resolution.deciding import decide
    from loaders.resolution.normal import normal_form
    from loaders.resolution.records import KIND_OF, Decided, NameUse, Resolution

__all__ = ["KIND_OF", "Decided", "NameUse", "Resolution", "decide", "normal_form", "resolve", "version"]


def version() -> str:
    """What an outcome depends on besides the names: the code and the lists of this room. Cheap: reads files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in (".py", ".gz")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


_MODULES = {"resolve": "concepts", "decide": "deciding", "normal_form": "normal"}


def __getattr__(name: str) -> object:
    """Loads what is asked for: a question needs the normal form of names and nothing else of this room."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'records')}"), name)
