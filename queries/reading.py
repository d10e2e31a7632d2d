"""Reads a question in words: which of its words are names, which are cues, and which nobody knows.

Names are found by every spelling the graph knows, the longest first; what stands in quotes is always a name. Unknown
words that follow each other may be a misspelt name: a second reading takes them for one, a hole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from queries.names import Name, Names, same
from queries.words import Vocabulary, Word, bare, split, vocabulary

_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]+)[\"“”«»„]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)")
_COUNT = re.compile(r"\s*(?:how many|count|(?:what is |what's )?the number of|number of)\b", re.IGNORECASE)
_BRACES = re.compile(r"{(\w+)}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 24  # words in a name: titles


class Token(NamedTuple):
    """A cue, or a text in the place of a slot: with the nodes it may mean, a year, or nothing known (a hole)."""

    cue: str | None = None
    text: str = ""
    names: tuple[Name, ...] = ()
    year: int | None = None

    @property
    def is_slot(self) -> bool:
        return bool(self.text) and self.cue is None


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as cues and names in their order; a cue "?" is a word that nobody knows."""

    tokens: tuple[Token, ...]
    count: bool = False  # "how many"

    @property
    def slots(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if token.is_slot)


class _Span(NamedTuple):
    first: int  # word
    last: int  # one past
    token: Token = Token()


UNKNOWN = Token(cue="?")


def phrase(text: str) -> Reading:
    """The reading of a phrasing of a question file, whose slots are `{name}`."""
    tokens: list[Token] = []
    for at, part in enumerate(_BRACES.split(text)):
        if at % 2:
            tokens.append(Token(text=part))
        else:
            tokens += [Token(cue=cue) if cue else UNKNOWN for cue, _, _ in vocabulary().read(bare(part))]
    return Reading(tuple(tokens))


def readings(text: str, names: Names) -> list[Reading]:
    """The ways to read the user's words, the likelier first."""
    count = bool(_COUNT.match(text))
    text = _COUNT.sub("", text)
    words, quoted = _words(text)
    known = _known(text, words, quoted, names)
    plain = _readable(words, known, vocabulary())
    found = [Reading(tuple(_tokens(words, plain, vocabulary())), count)]
    if len(plain) < len(known):  # a name that is also a word of the language: "accuracy", "evaluation"
        found.append(Reading(tuple(_tokens(words, known, vocabulary())), count))
    holed = tuple(_holes(words, plain, text))
    if holed != found[0].tokens and _asks(holed):
        found.append(Reading(holed, count))
    return found


def wider(text: str, names: Names) -> Iterator[Reading]:
    """Readings in which one name takes in all words that nobody knows and others around them, the shortest name first.

    "Papers on language models" asks of language models, and "Attention Is All You Ned" is a title. What is known as a
    name beside them is left one.
    """
    count = bool(_COUNT.match(text))
    text = _COUNT.sub("", text)
    words, quoted = _words(text)
    known = _readable(words, _known(text, words, quoted, names), vocabulary())
    unknown = [at for piece in _pieces(words, known) if piece.token is UNKNOWN for at in (piece.first, piece.last)]
    if not unknown:
        return
    first, last = unknown[0], unknown[-1]
    left = max((span.last for span in known if span.last <= first), default=0)
    right = min((span.first for span in known if span.first >= last), default=len(words))
    outside = [span for span in known if span.last <= left or span.first >= right]
    windows = [(start, end) for start in range(left, first + 1) for end in range(last, right + 1)]
    for start, end in sorted(windows, key=lambda window: (window[1] - window[0], window)):
        name = Token(text=text[words[start].start : words[end - 1].end])
        tokens = tuple(_tokens(words, sorted([*outside, _Span(start, end, name)]), vocabulary()))
        if _asks(tokens):
            yield Reading(tokens, count)


def _asks(tokens: Sequence[Token]) -> bool:
    """Whether a word among them says what is asked."""
    return any(token.cue and token.cue not in vocabulary().weak for token in tokens)


def _words(text: str) -> tuple[list[Word], list[bool]]:
    """The words, what stands in quotes as one."""
    words: list[Word] = []
    quoted: list[bool] = []
    at = 0
    for match in _QUOTED.finditer(text):
        before = [Word(w.text, w.start + at, w.end + at) for w in split(text[at : match.start()])]
        inside = match[1] or match[2]
        start = match.start() + 1
        words += [*before, Word(inside, start, start + len(inside))]
        quoted += [False] * len(before) + [True]
        at = match.end()
    rest = [Word(w.text, w.start + at, w.end + at) for w in split(text[at:])]
    return words + rest, quoted + [False] * len(rest)


def _known(text: str, words: list[Word], quoted: list[bool], names: Names) -> list[_Span]:
    """The names among the words, the longest first, none within another."""
    texts: dict[tuple[int, int], str] = {}
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + _LONGEST) + 1):
            if last - first > 1 and any(quoted[first:last]):
                break
            texts[first, last] = text[words[first].start : words[last - 1].end]
    named = names.find(list(dict.fromkeys(texts.values())))
    spans: list[_Span] = []
    taken: set[int] = set()
    for (first, last), said in sorted(texts.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if not taken.isdisjoint(range(first, last)):
            continue
        if quoted[first] or said in named or (last == first + 1 and _YEAR.fullmatch(said)):
            # "MMLU benchmark" is MMLU by its normal form, but its last word is one of the question.
            if last - first > 1 and any(same(said, texts[first, short]) for short in range(first + 1, last)):
                continue
            year = int(said) if _YEAR.fullmatch(said) and said not in named else None
            spans.append(_Span(first, last, Token(text=said, names=tuple(named.get(said, ())), year=year)))
            taken.update(range(first, last))
    return sorted(spans, key=lambda span: span.first)


def _readable(words: list[Word], spans: list[_Span], vocabulary: Vocabulary) -> list[_Span]:
    """The spans without those whose words are all words of the language of questions."""
    return [s for s in spans if not all(vocabulary.knows(word.text) for word in words[s.first : s.last])]


def _tokens(words: list[Word], spans: list[_Span], vocabulary: Vocabulary) -> Iterator[Token]:
    at = 0
    for span in [*spans, _Span(len(words), len(words))]:
        for cue, _, _ in vocabulary.read([word.text for word in words[at : span.first]]):
            yield Token(cue=cue) if cue else UNKNOWN
        if span.token.text:
            yield span.token
        at = span.last


def _pieces(words: list[Word], spans: list[_Span]) -> Iterator[_Span]:
    """The spans, and what stands between them: cues and unknown words, each with its place."""
    at = 0
    for span in [*spans, _Span(len(words), len(words))]:
        for cue, first, last in vocabulary().read([word.text for word in words[at : span.first]]):
            yield _Span(at + first, at + last, Token(cue=cue) if cue else UNKNOWN)
        if span.token.text:
            yield span
        at = span.last


def _holes(words: list[Word], spans: list[_Span], text: str) -> Iterator[Token]:
    """As `_tokens`, with each run of unknown words as one name that nobody knows.

    A known name that touches an unknown word is part of its name: "Massive Multitask" and the task "Language
    Understanding" are one.
    """
    run: list[_Span] = []
    for piece in [*_pieces(words, spans), _Span(-1, -1)]:
        if run and (piece.token.cue not in (None, UNKNOWN.cue) or piece.first != run[-1].last):
            if any(part.token is UNKNOWN for part in run):
                yield Token(text=text[words[run[0].first].start : words[run[-1].last - 1].end])
            else:
                yield from (part.token for part in run)
            run = []
        if piece.token.cue in (None, UNKNOWN.cue):
            run.append(piece)
        elif piece.token.cue:
            yield piece.token
