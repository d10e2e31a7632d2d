"""Views of the graph: one self-contained HTML file that opens from disk with the network off."""

from viz.choosing import choose
from viz.page import render, write_view
from viz.scene import Scene, neighbourhood, overview

__all__ = ["Scene", "choose", "neighbourhood", "overview", "render", "write_view"]
