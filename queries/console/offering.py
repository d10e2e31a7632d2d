"""Which words are offered where the cursor stands, the fitting ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from queries.console.commands import COMMANDS
from queries.console.expecting import Expected, expected, typed
from queries.console.screen import FORMATS
from queries.console.session import Session

_MOST = 200  # offers
_KEYWORDS = (
    "MATCH WHERE RETURN WITH ORDER LIMIT SKIP OPTIONAL UNWIND DISTINCT AS AND OR NOT IN CONTAINS STARTS ENDS IS NULL"
    " EXISTS CASE WHEN THEN ELSE END UNION ALL ASC DESC BY COUNT CALL EXPLAIN PROFILE TRUE FALSE"
).split()


class Offer(NamedTuple):
    """A word, how many characters before the cursor it takes the place of, and what it is."""

    text: str
    replaces: int
    what: str


def offers(before: str, session: Session) -> list[Offer]:
    """The offers after a text: what begins so first, then what holds it, then what has its letters in order."""
    wanted = expected(before)
    return fitting(wanted.begun, _candidates(wanted, before, session))


def fitting(begun: str, candidates: Iterable[Offer]) -> list[Offer]:
    """The candidates that fit what is typed, in their order where they fit alike."""
    ranked = []
    seen = set()
    for number, offer in enumerate(candidates):
        typed_so_far = begun[len(begun) - offer.replaces :] if offer.replaces else ""
        rank = _rank(typed_so_far.lower(), offer.text.lower())
        if rank is not None and offer.text not in seen and offer.text != typed_so_far:
            seen.add(offer.text)
            ranked.append((rank, number, offer))
    return [offer for *_, offer in sorted(ranked, key=lambda r: r[:2])[:_MOST]]


def _rank(begun: str, text: str) -> int | None:
    if text.startswith(begun):
        return 0
    if begun in text:
        return 1
    letters = iter(text)
    return 2 if all(letter in letters for letter in begun) else None


def _candidates(wanted: Expected, before: str, session: Session) -> Iterator[Offer]:
    size = len(wanted.begun)
    words = session.vocabulary
    match wanted.kind:
        case "command":
            yield from (Offer(name, size, COMMANDS[name].does) for name in sorted(COMMANDS))
        case "argument":
            yield from _arguments(wanted, session)
        case "label":
            yield from (Offer(label, size, "label") for label in words.labels)
        case "type":
            yield from (Offer(type_, size, "type") for type_ in words.types)
        case "key":
            named = [name for name in wanted.of.split("|") if name in words.keys]
            keys = [key for name in named for key in words.keys[name]] or words.all_keys
            yield from (Offer(key, size, "property") for key in keys)
        case "name":
            for label in wanted.of.split("|"):
                yield from (
                    Offer(_escaped(n), size, label) for n in words.names(session.graph, label or None, wanted.key)
                )
        case "parameter":
            yield from (Offer(name, size, "parameter") for name in session.parameters)
        case "word" if not wanted.begun[:1].isdigit():
            yield from (Offer(name, size, "variable") for name in typed(before) if name)
            yield from (Offer(word, size, "") for word in _KEYWORDS if size)
            yield from (Offer(name, size, "function") for name in words.functions if size)


def _arguments(wanted: Expected, session: Session) -> Iterator[Offer]:
    command = COMMANDS.get(wanted.of)
    what = command.completes if command else ""
    begun = wanted.begun
    if what == "file":
        yield from files(begun)
    elif what == "format":
        yield from (Offer(name, len(begun), "format") for name in FORMATS)
    elif what == "command":
        yield from (Offer(name.removeprefix(":"), len(begun), COMMANDS[name].does) for name in sorted(COMMANDS))
    elif what == "question":
        yield from _question(begun, session)
    elif what == "name":
        last = begun[begun.rfind('"') + 1 :] if begun.count('"') % 2 else begun.rsplit(" ", 1)[-1]
        for name in session.vocabulary.names(session.graph, None, "name") if last else ():
            yield Offer(name, len(last), "name")


def _question(begun: str, session: Session) -> Iterator[Offer]:
    from queries.questions import load

    found = load()
    name, space, rest = begun.partition(" ")
    if not space:
        yield from (Offer(q.name, len(begun), q.words) for q in found.values())
    elif name in found:
        slot, equals, value = rest.rsplit(" ", 1)[-1].partition("=")
        if not equals:
            yield from (Offer(f"{s.name}=", len(slot), s.type) for s in found[name].slots if f"{s.name}=" not in rest)
            return
        type_ = next((s.type for s in found[name].slots if s.name == slot), "")
        labels = [type_] if type_ in session.vocabulary.labels else [None]
        for label in labels:
            key = "title" if label == "Paper" else "name"
            for text in session.vocabulary.names(session.graph, label, key):
                yield Offer(f'"{text}"' if " " in text else text, len(value), type_)


def files(begun: str) -> Iterator[Offer]:
    """The files and folders that a path may go on with."""
    folder = Path(begun).parent if not begun.endswith(("/", "\\")) and begun else Path(begun or ".")
    start = "" if begun.endswith(("/", "\\")) or not begun else Path(begun).name
    try:
        entries = sorted(folder.expanduser().iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") and not start.startswith("."):
            continue
        is_folder = entry.is_dir()
        yield Offer(entry.name + ("/" if is_folder else ""), len(start), "folder" if is_folder else "file")


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
