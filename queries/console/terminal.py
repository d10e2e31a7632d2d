"""The console on a terminal: prompt_toolkit reads, Pygments colours, what was typed is completed and kept."""

from __future__ import annotations

import os
from collections.abc import Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import completion_is_selected, has_completions, is_searching
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style
from pygments.lexers.graph import CypherLexer

from kg.errors import PaperKGError
from queries.console.history import History, history_file
from queries.console.offering import offers
from queries.console.screen import note
from queries.console.session import Session
from queries.console.statements import Statement, is_complete, statements

_STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "pygments.keyword": "ansiblue bold",
        "pygments.name.label": "ansigreen",
        "pygments.literal.string": "ansired",
        "pygments.literal.number": "ansicyan",
        "pygments.comment": "ansibrightblack",
    }
)


def converse(session: Session, write: bool = False) -> None:
    """Read statements and run each, until Ctrl-D or :exit. An error is shown and the next one read.

    Ctrl-C drops what was typed so far, or stops the statement that runs.
    """
    history = History(history_file())
    kind = "reading and writing" if write else "read-only"
    note(f"Cypher, {kind}; a statement ends with ;  :help says more, Ctrl-D leaves")
    prompt = _prompt(session, history)
    while not session.leaving:
        try:
            text = prompt.prompt(f"{session.where}> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        session.history = list(reversed([*history.load_history_strings()]))
        run(session, text)


def run(session: Session, text: str) -> None:
    """Run what was typed or pasted, one statement after another; a failure ends it."""
    found = statements(text)
    statement = Statement(text, 1)
    try:
        for statement in found:
            session.run(statement)
            if session.leaving:
                return
    except PaperKGError as error:
        session.complain(error, statement)
    except KeyboardInterrupt:
        note("stopped")
    except OSError as error:
        note(f"{error.filename or 'output'}: {error.strerror or error}")


def _prompt(session: Session, history: History) -> PromptSession[str]:
    plain = bool(os.environ.get("NO_COLOR"))
    return PromptSession(
        multiline=True,
        prompt_continuation=lambda width, number, wrapped: "> ".rjust(width),
        history=history,
        auto_suggest=AutoSuggestFromHistory(),
        completer=GraphCompleter(session),
        complete_in_thread=True,
        complete_while_typing=True,
        key_bindings=_keys(),
        editing_mode=EditingMode.VI if os.environ.get("KG_KEYS", "").lower() == "vi" else EditingMode.EMACS,
        lexer=None if plain else PygmentsLexer(CypherLexer),
        color_depth=ColorDepth.MONOCHROME if plain else None,
        style=_STYLE,
        enable_open_in_editor=True,
        reserve_space_for_menu=6,
    )


class GraphCompleter(Completer):
    """Completes from the graph that the session asks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The offers at the cursor; none where the graph cannot be asked for them."""
        try:
            found = offers(document.text_before_cursor, self._session)
        except PaperKGError:
            return
        for offer in found:
            yield Completion(offer.text, -offer.replaces, display_meta=offer.what)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected & ~is_searching)
    def _(event: KeyPressEvent) -> None:
        """Run what is complete, else go on in a new line."""
        buffer = event.current_buffer
        if is_complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    @keys.add("enter", filter=has_completions & completion_is_selected)
    def _(event: KeyPressEvent) -> None:
        """Take the completion that is selected."""
        event.current_buffer.complete_state = None

    @keys.add("f4")
    def _(event: KeyPressEvent) -> None:
        """Change between emacs and vi keys."""
        vi = event.app.editing_mode == EditingMode.VI
        event.app.editing_mode = EditingMode.EMACS if vi else EditingMode.VI

    return keys
