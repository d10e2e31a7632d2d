"""English word forms that mean one thing: plurals, British and American spelling. Words are lower case."""

from __future__ import annotations

import re
from functools import lru_cache

#: Words that carry no meaning of a name by themselves: an acronym may pass over them.
SMALL_WORDS = frozenset(
    "a an and as at by for from in into of on or over the to under using via with without is".split()
)
_IRREGULAR = {
    "analyses": "analysis",
    "axes": "axis",
    "bases": "basis",
    "children": "child",
    "corpora": "corpus",
    "criteria": "criterion",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "phenomena": "phenomenon",
    "syntheses": "synthesis",
    "theses": "thesis",
    "vertices": "vertex",
}
#: Words that end like a plural and are none.
_SINGULAR = frozenset(
    "always bayes bias canvas chaos cosmos does gas lens has hashes news pathos previous series species this "
    "was yes".split()
)
_NO_PLURAL = ("ss", "us", "is", "ics", "ias")
_SIBILANT = ("sses", "shes", "ches", "xes", "zzes")

#: Verbs with -ise in British English, by the letters before it; a list, because noise or supervise have no -ize.
_ISE = frozenset(
    "actual amort anonym author binar categor central character color contextual crystal custom digit discret "
    "diagonal emphas equal factor final formal general global harmon hypothes ideal immun initial item legal "
    "lexical linear local magnet marginal material maxim mechan memor min minim mobil modern modular monet "
    "nasal neutral normal organ optim orthogonal parallel parameter parametr patron penal personal polar "
    "popular prior quant random raster rational real recogn regular reparameter reparametr sanit scrutin sensit "
    "serial social special stabil standard stigmat structural subsid summar symbol symmetr synchron synthes "
    "system textual token utilis util vector verbal victim virtual visual vocal volatil".split()
)
_ISE_WORD = re.compile(r"(\w+?)is(e|es|ed|er|ers|ing|ation|ations|ational)$")
_PREFIX = re.compile(r"^(?:de|re|un|non|over|pre|self|semi|super)")

#: British to American where the whole stem differs.
_STEMS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"^(col|behavi|neighb|fav|flav|lab|hon|tum|vap|arm|harb|hum|rum|od|end|glam|vig|rig|sav|val)our", r"\1or"),
        (r"^(micro|milli|centi|kilo|nano|dia|peri|para)?metre", r"\1meter"),
        (r"^(cent|fib|theat|lit|calib|spect|lust)re(s?)$", r"\1er\2"),
        (r"^(cata|dia|ana|mono|homo)logue", r"\1log"),
        (r"^(mis)?(label|model|channel|cancel|travel|signal|level|tunnel|panel|pixel|token|fuel|marshal|dial|total)"
         r"l(ed|ing|er|ers|ings)$", r"\1\2\3"),
        (r"(anal|catal|paral|electrol|hydrol)ys(e|es|ed|er|ers|ing)$", r"\1yz\2"),
        (r"^(def|lic|off|pret)ence(s?)$", r"\1ense\2"),
        (r"^programmes?$", "program"),
        (r"^artefact", "artifact"),
        (r"^judgement", "judgment"),
        (r"^grey", "gray"),
        (r"^ageing$", "aging"),
        (r"^aeroplane", "airplane"),
        (r"^paedi", "pedi"),
        (r"^(an|leuk|isch)aem", r"\1em"),
        (r"^haem", "hem"),
        (r"^oesoph", "esoph"),
        (r"^(sulph)", "sulf"),
        (r"^encyclopaed", "encycloped"),
        (r"^mould", "mold"),
        (r"^(f|b)oet", r"\1et"),
    )
)  # fmt: skip
#: Most words are none of these, which one search tells.
_ANY_STEM = re.compile("|".join(re.sub(r"\((?!\?)", "(?:", british.pattern) for british, _ in _STEMS))


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """`word` without its plural ending; words under four letters keep theirs ("gas", "bus")."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _SINGULAR or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """`word` in American spelling, where British and American differ."""
    if (parts := _ISE_WORD.match(word)) and (parts[1] in _ISE or _PREFIX.sub("", parts[1]) in _ISE):
        return f"{parts[1]}iz{parts[2]}"
    if _ANY_STEM.search(word):
        for british, form in _STEMS:
            word = british.sub(form, word)
    return word
