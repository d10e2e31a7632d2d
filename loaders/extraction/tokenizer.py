"""The tokenizer of research abstracts: English rules, with names cut free of what is glued to them.

Abstracts write "SQuAD/GLUE", "GPT-4-based", "Networks(CNN)", "F1=0.92" and LaTeX such as `\\textsc{Name}`. A name can
only be found where a token begins and ends with it, so these are split; versions and sizes ("CIFAR-10", "Llama-2-7B")
stay whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

_LATEX = r"\\[A-Za-z]+"
_PREFIXES = (_LATEX, r"[{}$~=+|]", r"[lLdD]’(?=\w)")
_SUFFIXES = (r"[{}$~=]", r"(?<=\w[\w)])\.")
_INFIXES = (
    _LATEX,
    r"[{}$=()\[\]~|]",
    r"(?<=\w)(?:/|\+(?=\w))|→",  # SQuAD/GLUE, RefCOCO/+/g, HOG+SVM, 61.2→64.8
    r"(?<=[0-9)+}])-(?=[a-z]{3,})",  # GPT-4-based, (RL)-based
    r"(?<=[A-Za-z]{3})-(?=[0-9]+(?:\.[0-9]+)?[bBMmkK]\b)",  # Pythia-6.9b
    r"(?<=\w)[–—](?=\w)",
)

#: Stretches between spaces whose tokens are remembered.
CHUNKS_KEPT = 100_000


@registry.tokenizers("paperkg.AbstractTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer's factory for a spaCy config."""

    def make(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        # a line break as a special case would be cut as it is without, but end what is remembered of a text's words
        rules = {text: tokens for text, tokens in (defaults.tokenizer_exceptions or {}).items() if not text.isspace()}
        suffixes = [s for s in defaults.suffixes or [] if "km" not in str(s)]  # no units: they cut the K off GSM8K
        return Tokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or [])]).search,
            suffix_search=compile_suffix_regex([*_SUFFIXES, *suffixes]).search,
            infix_finditer=compile_infix_regex([*_INFIXES, *(defaults.infixes or [])]).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
            max_cache_size=CHUNKS_KEPT,
        )

    return make
