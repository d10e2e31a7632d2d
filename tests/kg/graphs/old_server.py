"""A server that says over Bolt which product it is, and no more: for products that are not to be had in a test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = b"\x00\x00\x04\x04"  # Bolt 4.4, which Neo4j 4.4 and 5 speak


def _text(text: str) -> bytes:
    """A string in PackStream."""
    return b"\xd0" + bytes([len(text)]) + text.encode()


@contextmanager
def saying(agent: str) -> Iterator[str]:
    """The address of such a server, as long as the block runs."""
    hello = b"\xb1\x70\xa2" + _text("server") + _text(agent) + _text("connection_id") + _text("bolt-1")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, hello), daemon=True).start()
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}"


def _serve(listening: socket.socket, hello: bytes) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as coming:
        coming.read(4 + 4 * 4)  # magic number, versions
        connection.sendall(_VERSION)
        answer = hello
        while size := int.from_bytes(coming.read(2), "big"):
            while size:
                coming.read(size)
                size = int.from_bytes(coming.read(2), "big")
            connection.sendall(len(answer).to_bytes(2, "big") + answer + b"\x00\x00")
            answer = b"\xb1\x70\xa0"
