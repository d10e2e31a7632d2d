r"""The normal form of a name: what is left when writing habits are taken away.

Unicode, case, punctuation, spacing, plural, British spelling, LaTeX, Greek letters, "v2" for "2.0" and generic heads
("MMLU benchmark") go; digits, signs that tell names apart (+, *, @, %) and the order of the words stay.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from loaders.resolution.spelling import american, singular

_GREEK_NAMES = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
        "upsilon phi chi psi omega".split(),
        strict=True,
    )
) | {"ς": "sigma", "ℓ": "l", "∞": "infinity"}
_GREEK = {ord(form): name for letter, name in _GREEK_NAMES.items() for form in (letter, letter.upper())}
_LATEX_WORDS = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "times": " x ",
    "ell": "l",
    "infty": "infinity",
}
_SIGNS = {"+": " plus ", "&": " and ", "@": " at ", "%": " percent ", "×": " x ", "#": " sharp "}
#: Commands that only change how their argument looks.
_LATEX_STYLE = frozenset(
    "text textbf textit texttt textsc textsf textrm emph mathcal mathbb mathbf mathrm mathit mathsf mathtt "
    "mathfrak bf it tt sc rm em boldsymbol bm operatorname underline overline hat tilde bar left right xspace "
    "displaystyle".split()
)
_LATEX = re.compile(r"\\([A-Za-z]+)\s?|\\(.)")
_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_SIGN = re.compile("[" + re.escape("".join(_SIGNS)) + "]")
_LETTERS_ONLY = re.compile(r"[A-Za-z0-9 .,:/()_-]*")
_MARKED = re.compile(r"[\\${}*]")
_BRACES = dict.fromkeys(map(ord, "${}"), " ")
_DIGIT = re.compile(r"\d")
_STAR = re.compile(r"(?<=\w)\*")
_NUMBER = r"(?=\d{1,2}(?:\.\d+)*[A-Za-z]?(?![A-Za-z\d]))"
#: The v of a version: "v2", "ver. 2", "YOLOv8"; not that of "wav2vec" or "UAV123".
_VERSION = re.compile(rf"(?<![A-Za-z\d])[vV](?:er)?\.?{_NUMBER}|(?<=[A-Za-z]{{2}})[vV]{_NUMBER}")
_POINT_ZERO = re.compile(r"(?<=\d)(?<!\.\d)\.0(?![\d.])")
_DROPPED = re.compile(r"['’‘`´\"“”\u00ad\u200b-\u200f\u2060\ufeff]")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
_WORDS = re.compile(r"[^\W_]*\d(?:\.\d+)+[^\W_]*|[^\W_]+")
_CAPITAL_PLURAL = re.compile(r"[A-Z0-9]{2,}s|[a-z]*[A-Z]+[A-Za-z]*[A-Z]s")

#: Heads that add nothing to what stands before them, whatever it is.
_DATA_HEADS = frozenset(("dataset", "benchmark", "corpus", "leaderboard"))
#: Heads that add nothing to a proper name: "BERT model" is BERT, but "diffusion model" is not diffusion.
_NAME_HEADS = frozenset(
    "model framework method algorithm approach architecture system technique score metric measure "
    "suite toolkit library database task".split()
)  # fmt: skip
#: Words that a normal form may end without.
HEADS = _DATA_HEADS | _NAME_HEADS
#: Joined by a hyphen they are part of the name: "Foo-Framework" need not be Foo.
_NAMED_AFTER = re.compile(rf"(\w)-((?:{'|'.join(sorted(_NAME_HEADS - {'score', 'metric', 'measure'}))})s?)\b", re.I)
#: Metrics named after the model they use: "BERT score" is not BERT.
_WHOLE = frozenset(("score", model) for model in ("bert", "clip", "bart", "gpt", "mover", "sbert"))
_NAMED = re.compile(r"[^\W_a-z]*[A-Z0-9][A-Z]|[a-z][A-Z]|\d|^[A-Z]{2,}")


@lru_cache(maxsize=1 << 18)
def plain(name: str) -> str:
    """`name` without LaTeX, markdown emphasis and accents, Greek letters spelt out; case and punctuation are kept."""
    if name.isascii() and not _MARKED.search(name):
        return name
    text = _EMPHASIS.sub(lambda m: m[1] or m[2], unicodedata.normalize("NFKC", name))
    text = unicodedata.normalize("NFKD", _LATEX.sub(_latex, text).translate(_BRACES))
    return "".join(c for c in text if not unicodedata.combining(c)).translate(_GREEK)


def _latex(command: re.Match[str]) -> str:
    word = command[1]
    if word is None:
        return "" if command[2] in "'`^\"~=.," else command[2] if command[2] in "%&#" else " "
    return "" if word in _LATEX_STYLE else _LATEX_WORDS.get(word, word)


@lru_cache(maxsize=1 << 18)
def words(name: str) -> tuple[str, ...]:
    """The words of the normal form. The capital S that ends a short name in capitals stays: "CLIPS" is not "CLIP"."""
    text = plain(name)
    if not _LETTERS_ONLY.fullmatch(text):
        text = _DROPPED.sub("", _SIGN.sub(lambda sign: _SIGNS[sign[0]], _STAR.sub(" star ", text)))
    if _DIGIT.search(text):
        text = _POINT_ZERO.sub("", _VERSION.sub(" ", text))
    tokens = _WORDS.findall(_NAMED_AFTER.sub(r"\1\2", text))
    found = [_word(token) for token in tokens]
    while len(found) > 1 and _is_empty_head(found[-1], tokens[len(found) - 2]):
        found.pop()
    return tuple(found)


@lru_cache(maxsize=1 << 17)
def _word(token: str) -> str:
    if _CAPITAL_PLURAL.fullmatch(token):
        token = token[:-1]
    lower = token.casefold()
    single = singular(american(lower))
    return single + "S" if token.endswith("S") and len(token) < 8 and single == lower[:-1] else single


def _is_empty_head(head: str, before: str) -> bool:
    if head in _DATA_HEADS:
        return True
    return head in _NAME_HEADS and _NAMED.search(before) is not None and (head, before.lower()) not in _WHOLE


def normal(name: str) -> str:
    """The normal form, words parted by one space; "" for a name without a letter or digit."""
    return " ".join(words(name))


@lru_cache(maxsize=1 << 18)
def key(name: str) -> str:
    """The normal form without spaces, which equal names share: "multi-modal" and "multimodal". Numbers stay apart."""
    return joined(words(name))


def joined(row: tuple[str, ...]) -> str:
    """Words written as one: a key, where they are the words of a normal form."""
    return _BETWEEN_NUMBERS.sub("_", " ".join(row)).replace(" ", "")


def normal_form(name: str) -> str:
    """The key that names of one concept share and that names are looked up by; a name of signs alone is its own."""
    return key(name) or name.strip()


def slug(name: str) -> str:
    """The normal form as the tail of a concept id: "visual-question-answering"; code points for signs alone."""
    return normal(name).casefold().replace(" ", "-") or "+" + "-".join(f"{ord(c):x}" for c in name.strip())
