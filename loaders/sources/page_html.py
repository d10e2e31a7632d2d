"""What a browser shows of an HTML page: its lines of text, and the papers that its headings lead to."""

from __future__ import annotations

import re
from html.parser import HTMLParser

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


class Page(HTMLParser):
    """`lines` of text; `links`: arXiv id by heading; `data`: the JSON that the site's script starts from, or ""."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.links: dict[str, str] = {}
        self.data = ""
        self._line: list[str] = []
        self._hidden: str | None = None
        self._hidden_depth = 0
        self._heading: str | None = None
        self._linked: str | None = None
        self._preformatted = 0
        self._time: str | None = None
        self.feed(markup)
        self.close()
        self._break()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._hidden_depth += tag == self._hidden
            return
        if _HIDDEN.fullmatch(tag):
            self._hidden, self._hidden_depth = tag, 1
            return
        values = dict(attrs)
        if values.get("data-target") == "DailyPapers":
            self.data = values.get("data-props") or ""
        if _BLOCKS.fullmatch(tag):
            self._break()
        if _HEADINGS.fullmatch(tag):
            self._heading = tag
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "time":
            self._time = values.get("datetime")
        elif tag == "a" and (match := _PAPER.fullmatch(values.get("href") or "")):
            self._linked = outside_ids(match[1]).get("arxiv")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _BLOCKS.fullmatch(tag) and not self._hidden:
            self._break()

    def handle_endtag(self, tag: str) -> None:
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
        elif tag == "a" and not self._heading:
            self._linked = None
        if _BLOCKS.fullmatch(tag):
            self._break()

    def handle_data(self, data: str) -> None:
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

    def _text(self) -> str:
        return " ".join("".join(self._line).split())

    def _break(self, blank: bool = False) -> None:
        text = self._text()
        if text or blank:
            self.lines.append(text)
        self._line = []
