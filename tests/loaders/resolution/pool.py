"""Made-up libraries full of what resolution has to do with: acronyms, families, likenesses, kinds in dispute."""

from __future__ import annotations

from hypothesis import strategies as st

from loaders.resolution import NameUse

POOL = (
    ("GNN",), ("GNNs", "graph neural networks"), ("graph neural network", "GNN"), ("graph neural netwroks",),
    ("SAM", "segment anything model"), ("SAM", "sharpness-aware minimization"), ("SAM",), ("SAM 2",), ("SAM2-B",),
    ("Llama-2-7B",), ("Llama 2",), ("LLaMA",), ("llama",), ("learning from noisy data",), ("learning with noisy data",),
    ("few-shot NER",), ("few-shot named entity recognition",), ("QWP",), ("quick wavelet pooling",),
    ("query word piece",),
    ("MLM", "masked language model"), ("MLM", "masked language modeling"), ("Wings", "WX-1"), ("$\\beta$-VAE", "β-VAE"),
)  # fmt: skip
TYPES = ("Method", "Dataset", "Benchmark", "Task", "Metric")


@st.composite
def libraries(draw: st.DrawFn) -> list[NameUse]:
    """Uses of names of the pool in a dozen papers at most."""
    papers = draw(st.lists(st.lists(st.tuples(st.sampled_from(POOL), st.sampled_from(TYPES)), max_size=5), max_size=12))
    return [
        NameUse(f"p{n}", at, rows[0], type, rows[1:])
        for n, entities in enumerate(papers)
        for at, (rows, type) in enumerate(entities)
    ]
