"""Cuts a text into statements, each up to its semicolon, and commands, each one line that begins with a colon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import PaperKGError
from kg.graphs.tokens import tokens

#: Commands that people type bare, as other consoles have them; no Cypher is one word alone.
BARE = ("exit", "quit", "help")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement without its semicolon, or a command with its colon; `line` counts from 1 in the text it stood in."""

    text: str
    line: int

    @property
    def is_command(self) -> bool:
        return self.text.startswith(":") or _is_bare(self.text)


def statements(text: str) -> Iterator[Statement]:
    """The statements and commands of a text; the last needs no semicolon.

    Raises PaperKGError, once it comes to it, for a string, comment or name in backticks that does not end.
    """
    at, line, seen = 0, 1, 0
    while (start := _start(text, at)) < len(text):
        line += text.count("\n", seen, start)
        seen = start
        if text[start] == ":":
            at = text.find("\n", start)
            at = len(text) if at < 0 else at
            yield Statement(text[start:at].rstrip().rstrip(";").rstrip(), line)
            continue
        at = start
        for token in tokens(text, start):
            at += len(token.text)
            if token.kind == "sign" and token.text == ";":
                break
        yield Statement(text[start:at].removesuffix(";").rstrip(), line)


def _start(text: str, at: int) -> int:
    """Where the next statement or command begins: behind blanks, comments and semicolons."""
    for token in tokens(text, at):
        if token.kind not in ("blank", "comment") and token.text != ";":
            return at
        at += len(token.text)
    return at


def is_complete(text: str) -> bool:
    """Whether what was typed can be run: nothing, a command, or statements up to a semicolon."""
    if not text.strip() or text.lstrip().startswith(":") or _is_bare(text):
        return True
    try:
        last = [token for token in tokens(text) if token.kind not in ("blank", "comment")]
    except PaperKGError:  # a string or comment goes on in the next line
        return False
    return not last or last[-1].text == ";" or _is_last_line_command(text)


def _is_bare(text: str) -> bool:
    return text.strip().lower() in BARE


def _is_last_line_command(text: str) -> bool:
    """Whether a command follows the last semicolon, as in statements that were pasted."""
    found = list(statements(text))
    return bool(found) and found[-1].is_command
