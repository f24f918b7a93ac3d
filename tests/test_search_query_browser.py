"""The parser of the browser against Python's: the shared vectors, and thousands of queries good and bad."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser import launched, served
from search_queries import PIECES, make_garbage, make_queries, read_vectors, reading

MODULES = Path(__file__).parent.parent / "themes" / "broadsheet" / "static" / "js" / "search"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with launched() as browser, served(MODULES) as address:
        page = browser.new_page()
        page.goto(address)
        yield page


def readings(page: Page, queries: list[str]) -> list[dict[str, Any]]:
    """What the browser reads. Queries travel as JSON, which can hold half a surrogate pair."""
    answer = page.evaluate(
        """async (queries) => {
            const { parseQuery } = await import("/query.js");
            const { canonical } = await import("/canonical.js");
            const readings = JSON.parse(queries).map((query) => {
                const { tree, notes } = parseQuery(query);
                return { query, canonical: canonical(tree), notes: notes.map(({ code, text }) => [code, text]), tree };
            });
            return JSON.stringify(readings);
        }""",
        json.dumps(queries),
    )
    read: list[dict[str, Any]] = json.loads(answer)
    return read


def test_the_browser_agrees_with_the_shared_vectors(page: Page) -> None:
    vectors = read_vectors()

    for vector, found in zip(vectors, readings(page, [vector["query"] for vector in vectors]), strict=True):
        assert vector == found


def test_the_browser_reads_what_python_reads(page: Page) -> None:
    queries = [*make_queries(2500, seed=11), *make_garbage(2500, seed=12)]

    for query, found in zip(queries, readings(page, queries), strict=True):
        assert reading(query) == found


def test_no_repetition_takes_long(page: Page) -> None:
    queries = [start + piece * 2000 for piece in PIECES for start in ("", "a", "date:[", "+")]
    milliseconds = page.evaluate(
        """async (queries) => {
            const { parseQuery } = await import("/query.js");
            const { canonical } = await import("/canonical.js");
            return JSON.parse(queries).map((query) => {
                const began = performance.now();
                canonical(parseQuery(query).tree);
                return performance.now() - began;
            });
        }""",
        json.dumps(queries),
    )

    assert max(milliseconds) < 1000
