"""What a browser shows of an HTML page: its lines of text, and the papers that its headings lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.sources.dates import iso_date
from loaders.sources.identifiers import outside_ids

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|"
    "label|li|main|nav|ol|p|pre|section|table|td|th|tr|ul"
)
_HIDDEN = re.compile("script|style|noscript|template|svg|head|nav|footer|select|textarea|iframe|object")
_HEADINGS = re.compile("h[1-6]")
_PAPER = re.compile(r"(?:https?://huggingface\.co)?/papers/(\d{4}\.\d{4,5})(?:v\d+)?/?")
_DAY = re.compile(r"[A-Z][a-z]{2} \d{1,2}")


class Page:
    """`lines` of text; `links`: arXiv id by heading; `payload`: the JSON that the site's script starts from, or ""."""

    def __init__(self, markup: str) -> None:
        self.lines: list[str] = []
        self.links: dict[str, str] = {}
        self.payload = ""
        self._line: list[str] = []
        self._hidden: str | None = None
        self._hidden_depth = 0
        self._heading: str | None = None
        self._linked: str | None = None
        self._preformatted = 0
        self._time: str | None = None
        from lxml import etree  # Python's own parser takes quadratic time on broken markup

        parser = etree.HTMLParser(target=self, encoding="utf-8", huge_tree=True)
        try:
            parser.feed(f"<html>{markup}".replace("\0", "").encode("utf-8", "replace"))
            parser.close()
        except etree.XMLSyntaxError:
            pass  # no element in it at all
        self._break()

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        if self._hidden:
            self._hidden_depth += tag == self._hidden
            return
        if _HIDDEN.fullmatch(tag):
            self._hidden, self._hidden_depth = tag, 1
            return
        if values.get("data-target") == "DailyPapers":
            self.payload = values.get("data-props") or ""
        if _BLOCKS.fullmatch(tag):
            self._break()
        if _HEADINGS.fullmatch(tag):
            self._heading = tag
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "time":
            self._time = values.get("datetime")
            self._line.append(" ")
        elif tag == "a" and (match := _PAPER.fullmatch(values.get("href") or "")):
            self._linked = outside_ids(match[1]).get("arxiv")

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden_depth -= tag == self._hidden
            self._hidden = self._hidden if self._hidden_depth else None
            return
        if _HEADINGS.fullmatch(tag):
            if self._linked and (title := self._text()):
                self.links[title] = self._linked
            self._heading = self._linked = None
        elif tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif tag == "time":
            self._time = None
            self._line.append(" ")  # what follows is laid out apart from it
        elif tag == "a" and not self._heading:
            self._linked = None
        if _BLOCKS.fullmatch(tag):
            self._break()

    def data(self, data: str) -> None:
        if self._hidden:
            return
        if self._preformatted:
            first, *others = data.split("\n")
            self._line.append(first)
            for line in others:
                self._break(blank=True)
                self._line.append(line)
            return
        if self._time and _DAY.fullmatch(data.strip()) and iso_date(self._time):
            data = f"{data.strip()}, {self._time[:4]}"
        self._line.append(data)

    def close(self) -> None:
        """Nothing is left to do at the end (the parser asks for this method)."""

    def _text(self) -> str:
        return " ".join("".join(self._line).split())

    def _break(self, blank: bool = False) -> None:
        text = self._text()
        if text or blank:
            self.lines.append(text)
        self._line = []
