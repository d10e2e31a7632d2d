"""Views of the graph: one self-contained HTML file that opens from disk with the network off."""

from viz.page import write_view
from viz.scene import Scene, answer, neighbourhood, overview

__all__ = ["Scene", "answer", "neighbourhood", "overview", "write_view"]
