"""Untrusted text made harmless: what a record may hold, and what a terminal may be shown."""

from __future__ import annotations

import re

# Controls, lone surrogates, bidirectional and invisible formatting, and what XML (so GraphML) forbids.
# The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are spelt with them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def clean(text: str) -> str:
    """`text` on one line, trimmed, single-spaced, without control, bidirectional or invisible characters or surrogates.

    Everything else stays as it is: LaTeX, entities, markup and scripts are plain text here.
    """
    return " ".join(_UNWANTED.sub("", text).split())


def printable(text: str, limit: int = 300) -> str:
    """`text` for one line of a terminal: what does not print is escaped (`\\x1b`), what is too long is cut.

    File names come through here too, so a name that is not Unicode can be stored and shown.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
