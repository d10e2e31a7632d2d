"""paperkg: a citation and concept knowledge graph for research papers."""

from __future__ import annotations
