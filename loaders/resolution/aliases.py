"""The user's own list of names, `aliases.yaml`: which are the same, which are not, which are none, and of what type.

same:
  - [Barn Owl, Owl, B-Owl]
different:
  - [Owl, OWL-ViT]
ignore:
  - our method
type:
  Owl Bench: Benchmark
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import PaperKGError
from kg.records import Decision
from loaders.resolution.normal import normal_form
from loaders.resolution.records import KIND_OF

_OPENED = {
    "while scanning a quoted": "quote",
    "while parsing a flow sequence": "[",
    "while parsing a flow mapping": "{",
}
_PARTS = ("same", "different", "ignore", "type")


def read(path: Path) -> list[Decision]:
    """The decisions of a list, in the order of its lines; each says where it stands.

    Raises PaperKGError, with the line, where the list is not as above or contradicts itself.
    """
    import yaml

    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise PaperKGError(f"{path}: the list of names cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise PaperKGError(f"{path}: not UTF-8 at byte {error.start}") from None
    except yaml.MarkedYAMLError as error:
        raise PaperKGError(f"{path}: {_misread(error)}") from None
    except (yaml.YAMLError, RecursionError):
        raise PaperKGError(f"{path}: no YAML") from None
    return _List(path).read(root) if root is not None else []


def _misread(error: Any) -> str:
    """Where a YAML error is and what it is: what is never closed is told where it was opened."""
    opened = next((what for start, what in _OPENED.items() if (error.context or "").startswith(start)), None)
    if opened and error.context_mark:
        return f"line {error.context_mark.line + 1}: no YAML: the {opened} that begins here is not closed in its line"
    return f"line {error.problem_mark.line + 1 if error.problem_mark else 1}: no YAML: {error.problem}"


class _List:
    """One list while it is read: every error is told with its line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._said: dict[tuple[frozenset[str], bool], int] = {}  # pair, whether it is one -> line

    def read(self, root: Any) -> list[Decision]:
        found: list[tuple[int, Decision]] = []
        seen: set[str] = set()
        for key, value in self._pairs(root, f"a list of names has the parts {', '.join(_PARTS)}"):
            part = self._name(key)
            if part not in _PARTS or part in seen:
                self._fail(key, f"'{part}' twice" if part in seen else f"'{part}': none of {', '.join(_PARTS)}")
            seen.add(part)
            found += getattr(self, f"_{part}")(value)
        return [decision for _, decision in sorted(found, key=lambda item: item[0])]

    def _same(self, node: Any) -> Iterator[tuple[int, Decision]]:
        for row, names in self._rows(node):
            for other in names[1:]:
                yield self._decided(row, "merge", names[0], other)
            for a, b in combinations(names, 2):
                self._check(row, a, b, True)

    def _different(self, node: Any) -> Iterator[tuple[int, Decision]]:
        for row, names in self._rows(node):
            for a, b in combinations(names, 2):
                self._check(row, a, b, False)
                yield self._decided(row, "apart", a, b)

    def _ignore(self, node: Any) -> Iterator[tuple[int, Decision]]:
        for item in self._items(node, "'ignore' is a list of names"):
            yield self._decided(item, "ignore", self._name(item))

    def _type(self, node: Any) -> Iterator[tuple[int, Decision]]:
        for key, value in self._pairs(node, "'type' has a line 'name: type' for each name"):
            type_ = self._name(value)
            if type_ not in KIND_OF:
                self._fail(value, f"'{type_}' is no type; one of {', '.join(KIND_OF)}")
            yield self._decided(key, "type", self._name(key), type_)

    def _decided(self, node: Any, verb: str, name: str, other: str = "") -> tuple[int, Decision]:
        line = node.start_mark.line + 1
        return line, Decision(verb, "", name, other, f"{self._path.name}, line {line}")

    def _check(self, node: Any, a: str, b: str, same: bool) -> None:
        pair = frozenset(map(normal_form, (a, b)))
        if len(pair) == 1 and not same:
            self._fail(node, f"'{a}' and '{b}' are one name but for the way it is written")
        if (line := self._said.get((pair, not same))) is not None:
            self._fail(node, f"'{a}' and '{b}' are {'different' if same else 'the same'} by line {line}")
        self._said.setdefault((pair, same), node.start_mark.line + 1)

    def _rows(self, node: Any) -> Iterator[tuple[Any, list[str]]]:
        form = "each line is a list of two names or more: - [Barn Owl, Owl]"
        for row in self._items(node, form):
            names = [self._name(item) for item in self._items(row, form)]
            if len(names) < 2:
                self._fail(row, form)
            yield row, names

    def _items(self, node: Any, form: str) -> list[Any]:
        if node.id != "sequence":
            self._fail(node, form)
        return list(node.value)

    def _pairs(self, node: Any, form: str) -> list[tuple[Any, Any]]:
        if node.id != "mapping":
            self._fail(node, form)
        return list(node.value)

    def _name(self, node: Any) -> str:
        """A scalar as it is written: 1984, yes and null are names like others."""
        if node.id != "scalar" or not str(node.value).strip():
            self._fail(node, "a name is missing here")
        return str(node.value).strip()

    def _fail(self, node: Any, reason: str) -> NoReturn:
        raise PaperKGError(f"{self._path}: line {node.start_mark.line + 1}: {reason}")
