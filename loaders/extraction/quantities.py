"""The numbers of a text that may be results: with sign and unit, out of LaTeX, and nothing that only looks like one.

Left out: numbers in names ("GPT-4", "F1", "top-5", "arXiv:1901.00001"), sizes and counts ("7B", "3D", "12 layers",
"1,000 samples"), times ("65x", "3 times"), ordinals, years, and the standard deviation after a plus-minus sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_GAP = r"[\s$\\{}~*]*"
_PERCENT = r"\\?%(?:\s?(?:points?|pts?)|p\b)?"
_UNIT = (
    rf"(?:\s?{_PERCENT}|[\s~-]?(?:percentage[\s-]points?|per\s?cent(?:age)?(?:\spoints?)?|absolute\spoints?|points?\b|"
    r"pts?\b|pp\b|p\.p\.|dB\b|mm\b|cm\b|bits?\b|bpp\b|BLEU\spoints?))"
)
_DASH = r"(?:--?-?|–|—)"
_QUANTITY = re.compile(
    rf"(?P<sign>(?<![\w.)\]])[+\-−–]{_GAP}?|(?<![\w)\]\-])[±~≈<>]\s?)?"
    rf"(?P<number>{_NUMBER})"
    rf"(?:{_GAP}(?P<unit>{_UNIT}))?"
    rf"(?P<range>{_GAP}{_DASH}{_GAP}(?P<upper>{_NUMBER})(?![\w-])(?:{_GAP}(?P<upper_unit>{_UNIT}))?)?"
)
#: A version after a name ("Llama 2", "Claude 3.5"), unless the name is that of a measure.
_VERSIONED = re.compile(
    r"\b(?!(?:Accuracy|Precision|Recall|Score|Dice|Kappa|Error|Correctness|The|Of|With|By|"
    r"At|To|And|On|From|Only|About|Over|Nearly)\b)[A-Z][\w-]*[a-z]\s$"
)
_VERSION = re.compile(r"\d(?:\.\d)?")
_SHARE = re.compile(
    r"\s+(?:of|fewer|less|more)\s+(?:[\w-]+\s+){0,2}?(?:data|parameters?|params|samples?|labels?|annotations?|tokens|"
    r"images?|examples|weights|layers|memory|compute|computation|cost|time|participants|users|people|"
    r"papers|FLOPs|training|videos|frames|supervision)\b"
)
_DEVIATION = re.compile(r"(?:±|\\pm|\+/-|\+-)[\s$\\{}]*$")
_ATTACHED = re.compile(
    r"(?:[^\W\d_]|\d\.|[@#_^.]|(?<![\d%])/)[-‐-]?$|[^\W\d_][-‐–]\s?$|"
    r"\b(?:top|Top|TOP|rank|Rank|version|[Ss]hot|Task|Phase|Table|Section|Figure|step|k|n|N|K)[\s=-]+$"
)
_OF_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
_COUNTED = re.compile(
    r"[\s~-]*(?:(?:[\w-]+\s){0,2}?(?:parameters?|params?|layers?|samples?|images?|videos?|clips?|"
    r"sentences?|documents?|papers?|"
    r"articles?|examples?|instances?|questions?|queries|tasks?|datasets?|benchmarks?|domains?|languages?|"
    r"classes|categories|models?|methods?|systems?|"
    r"participants?|users?|people|epochs?|steps?|iterations?|hours?|minutes?|days?|weeks?|months?|years?|"
    r"GPUs?|CPUs?|tokens?|words?|nodes?|edges?|graphs?|"
    r"points? clouds?|scenes?|subjects?|patients?|annotators?|dialogues?|conversations?|pairs|triples?|"
    r"settings?|scenarios|experiments|runs|seeds|frames|"
    r"baselines?|metrics|types|tracks?|teams?|submissions?|cases|studies|environments|games|shots?|folds?|"
    r"GB|MB|TB|bits? per weight|FPS|fps|Hz|kHz|ms|milliseconds?|seconds?|s)\b)"
)
_SIZED = re.compile(
    r"[\s$\\{}~]*(?:[xX×]\b|[xX×](?=\W|$)|\\times|times\b|fold\b)|"
    r"[\s-]?(?:[BMKGT]\b|k\b|D\b|d\b|(?:billion|million|thousand|trillion)\b)|"
    r"(?:st|nd|rd|th)\b|-?[^\W\d_]|-(?:[^\W\d_]|\d)|[:/]\d{2}\b(?![.\d])|\s?\+\b"
)
_LATEX = re.compile(r"\\(?:text(?:bf|it)?|mathbf|mathrm|bf|emph)\b|[\\${}*]|~(?=\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its sign and unit as written (`value`, without LaTeX); offsets are those of the whole."""

    start: int
    end: int
    value: str
    unit: str  # "percent", "points", "other" or "" for none
    signed: bool
    decimal: bool
    ranged: bool


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The numbers between two offsets that may be results, in order."""
    end = len(text) if end is None else end
    for found in _QUANTITY.finditer(text, start, end):
        if not _excluded(text, found, start):
            yield _quantity(found)


def digits(value: str) -> str:
    """By what two values are compared: the number without sign, unit and markup."""
    return re.sub(r"[^\d.]", "", value).strip(".")


def _excluded(text: str, found: re.Match[str], start: int) -> bool:
    before = text[max(start, found.start() - 24) : found.start()]
    number, unit = found["number"], found["unit"] or found["upper_unit"]
    if _DEVIATION.search(before + (found["sign"] or "")) or (not found["sign"] and _ATTACHED.search(before)):
        return True
    if _OF_ARXIV.fullmatch(number):
        return True
    if unit:
        return bool(_SHARE.match(text, found.end()))
    if not found["sign"] and _VERSION.fullmatch(number) and _VERSIONED.search(before):
        return True
    if _SIZED.match(text, found.end()):
        return True
    if "." in number or (found["sign"] or "").strip() in ("+", "-", "−"):
        return False
    return bool("," in number or re.fullmatch(r"(?:1[89]|20)\d\d", number) or _COUNTED.match(text, found.end()))


def _quantity(found: re.Match[str]) -> Quantity:
    unit = found["unit"] or found["upper_unit"] or ""
    kind = (
        ""
        if not unit
        else "points"
        if re.search(r"p(?:oin)?ts?|pp|p\.p", unit)
        else "percent"
        if "%" in unit or "cent" in unit
        else "other"
    )
    sign = (found["sign"] or "").strip()
    value = " ".join(_LATEX.sub(" ", found.group()).split())
    value = (
        re.sub(r"(?<=[\d+\-−<>~]) (?=[\d%])", "", value)
        if not found["range"]
        else re.sub(r" ?([%–—-]+) ?", r"\1", value)
    )
    return Quantity(
        found.start(),
        found.end(),
        value,
        kind,
        sign in ("+", "-", "−", "–"),
        "." in found["number"],
        bool(found["range"]),
    )
