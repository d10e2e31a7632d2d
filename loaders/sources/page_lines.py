"""The lines of a Daily Papers page, told apart: text, the blocks below abstracts, and furniture, which goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.sources.dates import iso_date
from loaders.sources.plain_text import clean

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_AUTHORS = re.compile(r"(\d{1,4}) authors?")
_DATE = re.compile(rf"({_MONTH} \d{{1,2}}(?:, \d{{4}})?)(?: \d+)?")  # a number after it counts the comments
_NUMBER = re.compile(r"\+?\d+(?:[.,]\d+)*k?|\.\.\.|…")
_SEPARATOR = re.compile("[·•]")
_MAX_ORGANISATION = 100

#: What a page can be known by, and the last line above its entries.
_MASTHEAD = re.compile(
    r"Daily Papers|Get trending papers in your email inbox!?|by\s*AK and the research community", re.I
)
_BYLINE = re.compile(r"by\s*AK and the research community", re.I)

#: Around the entries: menus, page numbers, footer.
_MENUS = re.compile(
    "new|subscribe|daily papers|get trending papers in your email inbox!?|hugging face|models|datasets|spaces|buckets|"
    "community|docs|enterprise|pricing|log in|sign up|papers|search|trending|trending papers|daily|weekly|monthly|"
    "previous|next|company|tos|privacy|about|about us|careers|jobs|website|inference endpoints|huggingchat|"
    "system theme|© hugging face|back to top|load more|join the discussion",
    re.I,
)
#: Among the entries: buttons.
_BUTTONS = re.compile("upvote|view arxiv page|view pdf|arxiv page|project page|github|add to collection", re.I)
_SUBMITTED = re.compile(r"submitted by\b:?(.*)", re.I)
_USER_NAME = re.compile(r"[\w.-]{1,42}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page and its place there."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """What stands below an abstract. A date without a year says nothing: the page does not give its own year."""

    author_count: int | None = None
    date: str | None = None
    organisation: str | None = None

    def __or__(self, other: Block) -> Block:
        return Block(
            self.author_count or other.author_count, self.date or other.date, self.organisation or other.organisation
        )


def page_lines(lines: Iterable[Line]) -> Iterator[Line | Block]:
    """Texts (titles and paragraphs) and blocks in order, cleaned; neighbouring blocks are one."""
    kept = _inside([replace(line, text=clean(line.text)) for line in lines])
    pending: Block | None = None
    for item in _unwrapped(list(_told_apart(kept))):
        if isinstance(item, Block):
            pending = pending | item if pending else item
            continue
        if pending:
            yield pending
            pending = None
        yield item
    if pending:
        yield pending


def is_typical(text: str) -> bool:
    """Whether a line is found on these pages and hardly elsewhere: the masthead, or an author count below an abstract.

    A date alone is not: letters, change logs and other sites have such lines too.
    """
    text = clean(text)
    block = _block(text)
    return _MASTHEAD.fullmatch(text) is not None or (block is not None and block.author_count is not None)


def _inside(lines: list[Line]) -> list[Line]:
    """The lines between masthead and footer."""
    byline = next((i for i, line in enumerate(lines) if _BYLINE.fullmatch(line.text)), -1)
    start, end = byline + 1, len(lines)
    while start < end and (_is_menu(lines[start].text) or (_DATE.fullmatch(lines[start].text))):
        start += 1
    while end > start and _is_menu(lines[end - 1].text):
        end -= 1
    return lines[start:end]


def _is_menu(text: str) -> bool:
    return not text or _MENUS.fullmatch(text) is not None or _NUMBER.fullmatch(text) is not None


def _told_apart(lines: list[Line]) -> Iterator[Line | Block]:
    """Texts, blocks and the blank lines between; furniture among the entries is gone."""
    i = 0
    while i < len(lines):
        text = lines[i].text
        following = [line.text for line in lines[i + 1 :][:6] if line.text]
        if (block := _block(text)) is not None:
            yield block
        elif _is_organisation(text, following):
            yield Block(organisation=_organisation_name(text))
        elif submitted := _SUBMITTED.fullmatch(text):
            if not submitted[1].strip() and following and _USER_NAME.fullmatch(following[0]):
                i = next(j for j in range(i + 1, len(lines)) if lines[j].text)
        elif not (_BUTTONS.fullmatch(text) or _NUMBER.fullmatch(text) or _SEPARATOR.fullmatch(text)):
            yield lines[i]
        i += 1


def _block(text: str) -> Block | None:
    """ "• 10 authors", "Jun 5, 2024 2", "10 authors · Jun 5", "AI at Meta · Aug 13 6", or None for other lines."""
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    parts = [part for part in parts if part]
    block, known = Block(), False
    for i, part in enumerate(parts):
        if count := _AUTHORS.fullmatch(part):
            block |= Block(author_count=int(count[1]))
        elif date := _DATE.fullmatch(part):
            block |= Block(date=iso_date(date[1]))
        elif i == 0 and len(parts) == 2 and len(part) <= _MAX_ORGANISATION and _DATE.fullmatch(parts[1]):
            block |= Block(organisation=_organisation_name(part))
        elif not _NUMBER.fullmatch(part):
            return None
        else:
            continue
        known = True
    return block if known else None


def _is_organisation(text: str, following: list[str]) -> bool:
    """Whether a separator and a date come next: the place where other entries have their authors."""
    if not text or len(text) > _MAX_ORGANISATION or text.endswith("."):
        return False
    if following[:1] in (["·"], ["•"]):
        following = following[1:]
    elif not text.endswith(("·", "•")):
        return False
    return bool(following) and _DATE.fullmatch(following[0]) is not None


def _organisation_name(text: str) -> str:
    """ "facebook AI at Meta" is the account and the name: an account is spelt small or joined, or repeats the name."""
    text = _SEPARATOR.sub("", text).strip()
    account, _, name = text.partition(" ")
    if not name:
        return text
    letters = re.sub(r"\W|_", "", account).casefold()
    repeated = re.sub(r"\W|_", "", name).casefold().startswith(letters)
    return name if repeated or re.fullmatch(r"[a-z0-9_.-]+|\w+(?:[-_]\w+)+", account) else text


def _unwrapped(items: list[Line | Block]) -> Iterator[Line | Block]:
    """Paragraphs whole, where the page was saved with short lines; blank lines gone."""
    wrapped = _is_wrapped(items)
    paragraph: Line | None = None
    for item in items:
        if isinstance(item, Line) and item.text and wrapped and paragraph:
            paragraph = replace(paragraph, text=f"{paragraph.text} {item.text}")
            continue
        if paragraph:
            yield paragraph
        paragraph = item if isinstance(item, Line) and item.text else None
        if isinstance(item, Block):
            yield item
    if paragraph:
        yield paragraph


def _is_wrapped(items: list[Line | Block]) -> bool:
    """Whether blank lines part the paragraphs and paragraphs run over several short lines."""
    runs = [0]
    longest = 0
    for item in items:
        if isinstance(item, Line) and item.text:
            runs[-1] += 1
            longest = max(longest, len(item.text))
        elif runs[-1]:
            runs.append(0)
    return longest <= 120 and len(runs) > 3 and max(runs) >= 3
