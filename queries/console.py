"""Statements from a text or from somebody who types them, one at a time, each up to its semicolon."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from kg.errors import PaperKGError
from kg.graphs.tokens import tokens

_PROMPT = "kg> "
_MORE = "  > "


def statements(text: str) -> Iterator[str]:
    """The statements of a text, without their semicolons; the last needs none."""
    statement = ""
    for token in tokens(text):
        if token.kind == "sign" and token.text == ";":
            if statement.strip():
                yield statement
            statement = ""
        else:
            statement += token.text
    if statement.strip():
        yield statement


def converse(run: Callable[[str], None]) -> None:
    """Read statements from the terminal and run each; an error is shown and the next one read.

    Ctrl-C drops what was typed so far, Ctrl-D leaves.
    """
    print("Cypher, read-only; a statement ends with ; and Ctrl-D leaves", file=sys.stderr)
    typed = ""
    while True:
        try:
            typed += input(_MORE if typed else _PROMPT) + "\n"
            if not typed.rstrip().endswith(";"):
                continue
            for statement in statements(typed):
                run(statement)
        except KeyboardInterrupt:
            print(file=sys.stderr)
        except EOFError:
            print(file=sys.stderr)
            return
        except PaperKGError as error:
            print(error, file=sys.stderr)
        typed = ""
