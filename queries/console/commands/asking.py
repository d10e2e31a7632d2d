"""The questions of the library, by name and in words, and why a name means what it means."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from kg.errors import PaperKGError
from kg.records import Table
from queries.asking import Asked, linked, understand
from queries.console.commands import command
from queries.console.running import interruptible
from queries.console.screen import note
from queries.questions import load
from queries.running import answer

if TYPE_CHECKING:
    from queries.console.session import Session


@command(":questions", "[WORD]", "list the questions of the library")
def questions(session: Session, argument: str) -> None:
    found = [q for q in load().values() if argument.lower() in f"{q.name} {q.words}".lower()]
    session.listing(Table(("name", "question"), [(q.name, q.words) for q in found]))


@command(":q", "NAME slot=value …", "answer a question of the library, such as :q uses method=RAG", "question")
def query(session: Session, argument: str) -> None:
    words = _words(argument)
    if not words:
        raise PaperKGError(":q needs the name of a question; all: :questions")
    slots = dict(_slot(word) for word in words[1:])
    _answer(session, linked(load(), session.names, words[0], slots))


@command(":ask", "WORDS", "answer a question in plain words, such as :ask what uses RAG", "name")
def ask(session: Session, argument: str) -> None:
    _answer(session, understand(argument, load(), session.names))


@command(":why", "NAME [NAME]", "why a concept has its names, or whether two names are one concept", "name")
def why(session: Session, argument: str) -> None:
    words = _words(argument)
    if not 1 <= len(words) <= 2:
        raise PaperKGError(":why needs one name or two; one of several words goes in quotes")
    if session.on_server or session.library is None:
        raise PaperKGError(":why is answered from a library, not from a server; go to one with :library FILE")
    session.places.why(session.library, words[0], words[1] if len(words) == 2 else None)


def _words(argument: str) -> list[str]:
    try:
        return shlex.split(argument)
    except ValueError:
        raise PaperKGError(f"{argument}: a quotation mark has no second one") from None


def _slot(word: str) -> tuple[str, object]:
    name, equals, value = word.partition("=")
    if not equals:
        raise PaperKGError(f"{word}: write it as slot=value; a value of several words goes in quotes")
    return name.strip(), value.strip()


def _answer(session: Session, asked: Asked) -> None:
    note(str(asked))
    interrupt = getattr(session.graph, "interrupt", None)
    found = interruptible(lambda: answer(session.ours, asked.question, asked.parameters), interrupt)
    session.show(found)
    if not found.rows:
        note(f"nothing is known of this: {asked.words}")
