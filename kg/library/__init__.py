"""The library: one SQLite file that keeps what was read, what was found, and which name means which concept and why.

It is the only thing written to as truth; every graph is computed from it. `Store` opens the file and owns its
transactions; what it holds is reached by subject: `store.papers`, `store.facts`, `store.names`.
"""

from __future__ import annotations

from kg.library.store import Store

__all__ = ["Store"]
