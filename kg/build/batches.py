"""A stream in pieces: what goes to a process, or into a transaction, at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` items, the last one shorter, each as soon as it is full."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch
