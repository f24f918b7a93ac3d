"""Stories for the index alone: the same ones whenever they are asked for, in words that never come to an end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from backfile.bench.index_scale import write_search_page
from backfile.bench.index_stories import IndexStories
from conftest import PROJECT


def test_documents_are_those_that_were_filed_whatever_is_asked_for_first() -> None:
    stories, others = IndexStories(500), IndexStories(500)
    filed = stories.filed()
    backwards = [others.at([position])[0] for position in reversed(range(500))][::-1]

    assert backwards == stories.at(range(500))
    assert [document.url for document in backwards] == [story.url for story in filed]
    assert [document.order for document in backwards] == [(story.day, story.moment, story.url) for story in filed]
    assert len({story.url for story in filed}) == 500


def test_new_words_keep_coming() -> None:
    documents = IndexStories(4_000).at(range(4_000))
    distinct = []
    for count in (1_000, 4_000):
        distinct.append(len({word for document in documents[:count] for word in document.words.body.split()}))

    assert 1.7 < distinct[1] / distinct[0] < 2.6  # with four times the text about twice the words


def test_queries_are_of_words_that_the_stories_have() -> None:
    stories = IndexStories(2_000)
    words = {word for document in stories.at(range(2_000)) for word in document.words.title.split()}
    two = stories.queries(2, 10)

    assert len(set(two)) == 10
    assert all(len(query.split()) == 2 and set(query.split()) <= words for query in two)
    assert len(set(stories.queries(1, 100))) == 100


def test_the_index_is_built_by_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "backfile.bench.index_alone", "300", str(tmp_path), "keep"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    write_search_page(PROJECT, tmp_path / "site")
    built = [path for path in (tmp_path / "site/search").rglob("*") if path.is_file()]

    assert figures["files"] + 1 == len(built)
    assert json.loads((tmp_path / "site/search/manifest.json").read_bytes())["documents"] == 300
