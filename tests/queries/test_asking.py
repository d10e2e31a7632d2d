"""Plain words become the question that was meant, or a refusal that helps."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest

from kg.errors import NothingFound, PaperKGError
from kg.graphs.embedded import open_graph
from kg.records import title_key
from loaders.resolution.normal import key
from queries import GraphNames, LibraryNames, Names, linked, load, understand
from queries.names import Name
from queries.questions import YEAR
from tests.queries import rivers

QUESTIONS = load()
TABLES = Path(__file__).parent
STREAM_QA = "Stream-QA: questions about rivers"
READING = "reading comprehension"


class TableNames:
    """Knows the names in the slots of the tables, with the label that most rows give them."""

    def __init__(self, rows: list[dict]) -> None:
        labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            for slot in QUESTIONS[row["question"]].slots if row["question"] else ():
                if slot.type != YEAR:
                    labels[row["slots"][slot.name]][slot.type] += 1
        self._names = []
        for name, counted in labels.items():
            label = next((label for label, _ in counted.most_common() if label != "Concept"), "Method")
            self._names.append((_form(label, name), Name(label, f"{label}:{name}", name)))

    def find(self, texts: Sequence[str]) -> dict[str, list[Name]]:
        found = {text: [name for form, name in self._names if form == _form(name.label, text)] for text in texts}
        return {text: names for text, names in found.items() if names}

    def all(self, labels: Collection[str]) -> Iterator[tuple[str, Name]]:
        return (pair for pair in self._names if pair[1].label in labels)


def _form(label: str, name: str) -> str:
    return title_key(name) if label in ("Paper", "Author") else key(name)


def table(name: str) -> list[dict]:
    path = TABLES / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def right(row: dict, names: Names) -> bool:
    """Whether a row's words are understood as it says."""
    try:
        asked = understand(row["words"], QUESTIONS, names)
    except PaperKGError:
        return row["question"] is None
    wanted = {slot: key(str(value)) for slot, value in row.get("slots", {}).items()}
    return asked.question.name == row["question"] and {k: key(v) for k, v in asked.values.items()} == wanted


def score(name: str) -> tuple[int, int]:
    """(rows understood as the table says, rows)."""
    names = TableNames(table("phrasings.jsonl") + table("phrasings_held_out.jsonl"))
    rows = table(name)
    return sum(right(row, names) for row in rows), len(rows)


def test_phrasings_are_understood() -> None:
    understood, rows = score("phrasings.jsonl")
    assert rows >= 120
    assert understood / rows >= 0.95


@pytest.fixture(scope="module", params=["library", "graph"])
def names(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Names]:
    with (
        rivers.library(tmp_path_factory.mktemp("rivers") / "papers.kg") as store,
        open_graph(store) as graph,
    ):
        yield LibraryNames(store, graph) if request.param == "library" else GraphNames(graph)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("which methods were evaluated on SQA", "methods_for_benchmark: benchmark = Stream-QA"),
        ("WHICH METHODS WERE EVALUATED ON stream qa?", "methods_for_benchmark: benchmark = Stream-QA"),
        ("Stream-QA benchmark results", "results_for_benchmark: benchmark = Stream-QA"),
        ("models tested on sand", "methods_for_benchmark: benchmark = Sand"),  # data of either label
        ("papers measuring accuracy", "papers_for_metric: metric = accuracy"),
        ("who introduced “Stream-QA”", "introduced_by: concept = Stream-QA"),  # a paper's title begins with it too
        ("what does Stream-QA: questions about rivers introduce", f"introduced_in_paper: paper = {STREAM_QA}"),
        ("who cites arxiv:2000.00001", "papers_citing: paper = Brook: a model that reads"),
        ("who cites 2000.00001", "papers_citing: paper = Brook: a model that reads"),
        ('who cites "brook: a model"', "papers_citing: paper = Brook: a model that reads"),
        ("papers by ada brook", "papers_by_author: author = Ada Brook"),
        (f"papers on {READING} since 2021", f"papers_for_task_since: task = {READING}, year = 2021"),
        ("what does Rill outperform", "outperforms: method = Rill"),
        ("what outperforms Rill", "outperformed_by: method = Rill"),
        ("Rill's benchmarks", "benchmarks_for_method: method = Rill"),
        ("who cites Torrent and reports on SQA", "papers_citing_on_benchmark: paper = Torrent, benchmark = Stream-QA"),
    ],
)  # fmt: skip
def test_names_are_linked_by_the_type_that_the_question_wants(words: str, said: str, names: Names) -> None:
    assert str(understand(words, QUESTIONS, names)) == said


@pytest.mark.parametrize(
    ("words", "suggested"),
    [
        ("which methods were evaluated on Strem-QA", "did you mean “Stream-QA”"),
        ("what does Torent use", "did you mean “Torrent”"),
        ("papers by Ada Broook", "did you mean “Ada Brook”"),
        ("which methods were evaluated on Zorblax-9000", "no benchmark is called “Zorblax-9000”"),
        ("which methods were not evaluated on SQA", "Which methods were evaluated on {benchmark}?"),
        ("papers on reading comprehension before 2021", "Which papers address {task} since {year}?"),
        ("what is the weather in Paris", "no question of the library fits"),
        ("which methods evaluated on SQA run on two GPUs", "no benchmark is called “two GPUs”"),
        ("hello", "no question of the library fits"),
        ("SQA", "what of “Stream-QA”? ask “What are the best results on Stream-QA?”"),
        ("what is SQA?", "what of “Stream-QA”? ask “What are the best results on Stream-QA?”"),
        ("tell me about SQA", "what of “Stream-QA”? ask “What are the best results on Stream-QA?”"),
        ("“Rill”?", "“On which benchmarks was Rill evaluated?”"),
        ("does Zorblax outperform Rill", "no method is called “Zorblax”"),
        ("does Torent outperform Rill", "did you mean “Torrent”"),
        ("compare Rill with Zorblax", "no method is called “Zorblax”"),
        ("why is Torent so wet", "nothing is called “Torent”; did you mean “Torrent”"),
        ("papers on language models", "is called “language models”"),
        ("who wrote A better way to reed streams", "reed streams”; did you mean “A better way to read streams”"),
        (
            "papers on language modells since 2020",
            "no task is called “language modells”; did you mean “language modelling”",
        ),
        ("papers on Zorblax by year", "no concept is called “Zorblax”"),
        ("models on Massive Multitask Reading Comprehension", "called “Massive Multitask Reading Comprehension”"),
    ],
)
def test_what_is_not_understood_is_refused_with_help(words: str, suggested: str, names: Names) -> None:
    with pytest.raises(NothingFound) as refusal:
        understand(words, QUESTIONS, names)
    assert suggested in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_how_many_is_noticed(names: Names) -> None:
    assert understand("how many methods were evaluated on SQA", QUESTIONS, names).count
    assert not understand("which methods were evaluated on SQA", QUESTIONS, names).count


@pytest.mark.parametrize(
    ("question", "slots", "reason"),
    [
        ("methods_for_benchmrk", {}, "did you mean methods_for_benchmark"),
        ("methods_for_benchmark", {}, "needs benchmark"),
        ("methods_for_benchmark", {"task": "x"}, "has no slot “task”"),
        ("papers_for_task_since", {"task": "question answering", "year": "soon"}, "is no year"),
    ],
)
def test_a_wrong_use_of_a_question_says_what_is_right(question: str, slots: dict, reason: str, names: Names) -> None:
    with pytest.raises(PaperKGError, match=reason):
        linked(QUESTIONS, names, question, slots)


def test_every_phrasing_of_a_question_is_understood_as_that_question() -> None:
    for question in QUESTIONS.values():
        rows = [{"question": question.name, "slots": question.example}]
        names = TableNames(rows)
        for said in (question.words, *question.asks):
            asked = understand(said.format(**question.example), QUESTIONS, names)
            assert (asked.question.name, asked.values) == (question.name, question.example), said


def test_graph_is_asked_in_parameters_only(names: Names) -> None:
    for nasty in ("'}) MATCH (n) DETACH DELETE n //", '"; DROP TABLE paper; --', "\x1b[31m", "{benchmark}", "%s", "\\"):
        with pytest.raises(NothingFound):
            linked(QUESTIONS, names, "methods_for_benchmark", {"benchmark": nasty})
