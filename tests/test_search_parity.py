"""The browser's worker answers queries of all kinds as the Whoosh index does, by default and in exact mode."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from backfile.model.problems import BackfileError
from backfile.search.asking import Asker
from backfile.search.whoosh_files import Settings
from browser import launched
from engine_index import Engine, asking, engine, write_engine_index
from multilingual_archive import make_stories
from query_generator import Asked, Generator
from whoosh_archive import write_whoosh

STORIES = make_stories(1500)
DOCUMENTS = [story.document() for story in STORIES]
QUERIES = int(os.environ.get("BACKFILE_QUERIES", "80"))
SEED = int(os.environ.get("BACKFILE_SEED", "1"))
BATCH = 100

TOP = 40
"""Hits that are compared from the beginning of a result."""
WINDOW = 20
"""Hits that are compared from anywhere in it, by which the browser reads the full lists of frequent words."""

Found = list[tuple[int, float]]
"""Document and score of each hit, best first."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with an index for the browser and one for Whoosh."""
    folder = tmp_path_factory.mktemp("site")
    write_engine_index(DOCUMENTS, folder / "search")
    manifest = _manifest(folder)
    assert [True] * 3 == [segment["documents"] > 0 for segment in manifest["segments"]]
    settings = Settings(_languages(manifest), tuple(manifest["averages"]), tuple(manifest["weights"]))
    write_whoosh(DOCUMENTS, folder / "search" / "whoosh", settings)
    return folder


@pytest.fixture(scope="module")
def whoosh(site: Path) -> Iterator[Asker]:
    with Asker(site) as asker:
        yield asker


@pytest.fixture(scope="module")
def worker(site: Path) -> Iterator[Engine]:
    with launched() as browser, engine(browser, site) as worker:
        yield worker


def _manifest(site: Path) -> dict:
    return json.loads((site / "search" / "manifest.json").read_text("utf-8"))


def _languages(manifest: dict) -> tuple[str, ...]:
    return tuple(language["name"] for language in manifest["languages"])


def of_whoosh(whoosh: Asker, asked: Asked, exact: bool) -> Found:
    """All hits; none when there is no word in the query."""
    try:
        answer = whoosh.ask(asked.query, None, order=asked.order, filters=asked.filters, exact=exact)
    except BackfileError as error:
        assert "holds no word to search for" in str(error)
        return []
    assert answer.total == len(answer.hits)
    return [(hit.document, hit.score) for hit in answer.hits]


def of_browser(worker: Engine, questions: Sequence[tuple[Asked, int]]) -> Iterator[tuple[int, Found, Found]]:
    """For each question and number: the total, the first hits and those from the number on.

    None are found where the page would have shown those of a corrected query.
    """
    for begin in range(0, len(questions), BATCH):
        some = questions[begin : begin + BATCH]
        answers = worker.page.evaluate(
            """async (questions) => {
                const answers = [];
                for (const [message, ...windows] of questions) {
                    const found = [];
                    for (const [begin, count] of windows) {
                        const { ok, total, hits } = await ask({ do: "search", ...message, begin, count });
                        found.push(ok, total, hits?.map(({ document, score }) => [document, score]));
                    }
                    answers.push(found);
                }
                return answers;
            }""",
            [
                (asking(query, insist=True, order=order, filters=list(filters)), (0, TOP), (place, WINDOW))
                for (query, order, filters), place in some
            ],
        )
        for question, (ok, total, top, also_ok, same, window) in zip(some, answers, strict=True):
            assert ok and also_ok and total == same, question
            yield total, list(map(tuple, top)), list(map(tuple, window))


@pytest.mark.browser
@pytest.mark.parametrize("mode", ["", "whoosh"])
def test_the_browser_answers_as_whoosh_does(whoosh: Asker, worker: Engine, mode: str) -> None:
    random = Random(SEED)
    questions = list(islice(Generator(STORIES, SEED), QUERIES))
    expected = [of_whoosh(whoosh, asked, exact=bool(mode)) for asked in questions]
    places = [random.randrange(max(1, len(found) - WINDOW // 2)) for found in expected]
    worker.start(mode or None)
    answers = of_browser(worker, list(zip(questions, places, strict=True)))

    different = [
        asked
        for asked, all_, place, (total, top, window) in zip(questions, expected, places, answers, strict=True)
        if total != len(all_) or not _same(all_[:TOP] + all_[place : place + WINDOW], top + window)
    ]
    assert [] == different
    assert sum(map(bool, expected)) > QUERIES / 2


def _same(expected: Found, found: Found) -> bool:
    """Whether documents are the same in the same order, and scores within a millionth."""
    return [number for number, _ in expected] == [number for number, _ in found] and all(
        abs(score - other) <= 1e-6 for (_, score), (_, other) in zip(expected, found, strict=True)
    )
