"""What a text calls a name: the noun of "X, a new dataset", "X: A Benchmark for", "the dataset X", "X datasets".

The patterns are those of Hearst, "Automatic Acquisition of Hyponyms from Large Text Corpora" (COLING 1992), narrowed
to nouns for what a paper is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.reading import MARKS, Reading
from loaders.extraction.surroundings import surroundings

_NOUNS = {
    "data": (
        "dataset datasets benchmark benchmarks corpus corpora collection collections suite testbed leaderboard "
        "treebank data database databases dictionary lexicon split splits set sets challenge competition"
    ),
    "method": (
        "model models method methods approach approaches framework frameworks algorithm algorithms architecture "
        "architectures system systems technique techniques network networks module modules strategy mechanism loss "
        "objective pipeline paradigm agent agents toolkit library toolbox platform optimizer encoder decoder "
        "transformer policy baseline baselines"
    ),
    "task": "task tasks problem problems setting application applications",
    "metric": "metric metrics score scores measure measures index criterion",
}
#: noun -> the kind of thing it says
_KIND = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_ARTICLES = frozenset("a an the our one".split())
_OPENERS = frozenset(": , - – — ( is are as".split())
#: What stands between a noun and the name it is called.
_NAMING = frozenset("called named dubbed termed namely such as like including e g i . the ' ` \" “ : , - – — (".split())
#: No noun phrase goes on behind these.
_ENDS = frozenset(
    "of for with to in on from by via using through where that which and or is are was were has have can at over "
    "based containing comprising consisting covering including designed built spanning ; . ? ! : ( )".split()
)
_FAR = 12  # words that are looked through for the noun of an apposition
_NEAR = 4  # words of a noun phrase behind a name


def hypernyms(reading: Reading, place: int) -> Iterator[tuple[str, str, str]]:
    """What the text calls the mention at a word: ("is", "called" or "of"), the kind of thing, and the noun.

    "is": X, a dataset; "called": the dataset X; "of": the X dataset.
    """
    around = surroundings(reading, place)
    low, high = reading.bounds(reading.sentence[place])
    for how, noun in (
        ("is", _apposition(reading, place + 1, high)),
        ("called", _before(reading, around.first - 1, low)),
        ("of", _behind(reading, around.last + 1, high)),
    ):
        if noun:
            yield how, _KIND[noun], noun


def _apposition(reading: Reading, at: int, end: int) -> str:
    """The noun of what is said behind a name and a colon, comma, dash or "is a"."""
    words = reading.words
    if words[at : at + 1] == ["("] and ")" in words[at : min(at + 4, end)]:
        at = words.index(")", at) + 1  # its other form
    if at >= end or words[at] not in _OPENERS:
        return ""
    opener = words[at]
    at += 1
    while at < end and words[at] in "-–—":
        at += 1
    if at >= end or (words[at] not in _ARTICLES and not (opener == ":" and reading.sentence[at] == 0)):
        return ""
    noun = ""
    for i in range(at, min(at + _FAR, end)):
        word = _last_word(reading, i)
        if words[i] in _ENDS or (words[i] == "," and noun):
            break
        noun = word if word in _KIND else noun
    return noun


def _before(reading: Reading, at: int, start: int) -> str:
    """The noun right before a name, or before "called", "such as", a comma or a bracket."""
    skipped = 0
    while at >= start and reading.words[at] in _NAMING and skipped < _NEAR:
        at, skipped = at - 1, skipped + 1
    word = _last_word(reading, at) if at >= start else ""
    return word if word in _KIND else ""


def _behind(reading: Reading, at: int, end: int) -> str:
    """The last noun of the phrase that a name begins."""
    noun = ""
    for i in range(at, min(at + _NEAR, end)):
        word = _last_word(reading, i)
        if reading.words[i] in _ENDS or reading.words[i] == ",":
            break
        noun = word if word in _KIND else noun
    return noun


def _last_word(reading: Reading, at: int) -> str:
    """A word, or the last one of the name that stands there."""
    word = reading.words[at]
    if word not in MARKS:
        return word
    return reading.text[reading.starts[at] : reading.ends[at]].lower().replace("-", " ").split()[-1]
