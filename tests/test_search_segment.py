"""Our bulk writer against Whoosh's own: the same terms, postings, statistics, stored fields and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import DateRange, Term

from backfile.search.analysis import term_of
from backfile.search.documents import FIELDS, SearchDocument
from backfile.search.inversion import invert
from backfile.search.schema import make_schema, whoosh_fields
from backfile.search.segment import contents_bytes, describe, segment_bytes
from backfile.search.whoosh_files import Settings, contents_name, read_settings, segment_name, settings_name
from search_corpus import make_documents

LONG = " ".join(["said"] * 300 + [f"word{number % 500}" for number in range(66_000)] + ["said"])
"""Positions and frequencies that take two and four bytes."""
DOCUMENTS = make_documents(300)
DOCUMENTS[40] = replace(DOCUMENTS[40], body=LONG)
DOCUMENTS[41] = replace(DOCUMENTS[41], facets=(), agency="", dateline="", lang="ja", title="東京で会議", body="大統領")
ORDERED = sorted((article.document() for article in DOCUMENTS), key=lambda document: document.order)
ALGORITHMS = ["english", "german"]


@pytest.fixture(scope="module", params=["blocks", "one block"])
def indexes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The same documents in an index by Whoosh's writer and in one by ours."""
    size = 40 if request.param == "blocks" else len(ORDERED)
    ours = tmp_path_factory.mktemp("ours")
    write_segments([ORDERED[begin : begin + size] for begin in range(0, len(ORDERED), size)], ours)
    folder = tmp_path_factory.mktemp("reference")
    writer = create_in(str(folder), make_schema(ALGORITHMS)).writer()
    for document in ORDERED:
        words = {name: getattr(document.words, name).split() for name in FIELDS}
        terms = {name: [term_of(word, document.algorithm) for word in found] for name, found in words.items()}
        # Whoosh takes a list for the terms themselves.
        writer.add_document(**terms, _stored_title=document.title, **whoosh_fields(document))
    writer.commit()
    return open_dir(str(folder)), open_dir(str(ours))


def write_segments(blocks: list[list[SearchDocument]], folder: Path) -> None:
    """An index with one segment for each block."""
    described = []
    for number, documents in enumerate(blocks):
        inverted = invert(documents)
        lengths = {name: int(field.lengths.sum()) for name, field in inverted.fields.items()}
        (folder / segment_name(f"block{number}")).write_bytes(segment_bytes(documents, inverted, f"block{number}"))
        described.append(describe(f"block{number}", len(documents), lengths))
    (folder / contents_name(1)).write_bytes(contents_bytes(described, ALGORITHMS, 1))


def test_terms_and_their_statistics_are_the_same(indexes: tuple[Any, Any]) -> None:
    described = []
    for index in indexes:
        reader = index.reader()
        described.append(
            {
                term: (
                    info.weight(),
                    info.doc_frequency(),
                    info.min_length(),
                    info.max_length(),
                    info.max_weight(),
                    info.min_id(),
                    info.max_id(),
                )
                for term in reader.all_terms()
                for info in [reader.term_info(*term)]
            }
        )

    assert len(described[0]) > 1500
    assert described[0] == described[1]
    assert list(described[0]) == list(described[1])


def test_postings_weights_and_positions_are_the_same(indexes: tuple[Any, Any]) -> None:
    listed = []
    for index in indexes:
        reader = index.reader()
        postings = {}
        for name, term in reader.all_terms():
            matcher = reader.postings(name, term)
            rows = []
            while matcher.is_active():
                positions = matcher.value_as("positions") if matcher.supports("positions") else matcher.value()
                rows.append((matcher.id(), matcher.weight(), positions))
                matcher.next()
            postings[name, term] = rows
        listed.append(postings)

    assert max(map(len, listed[0].values())) > 256  # more than one of Whoosh's blocks
    assert listed[0] == listed[1]


def test_lengths_stored_fields_and_columns_are_the_same(indexes: tuple[Any, Any]) -> None:
    seen = []
    for index in indexes:
        reader = index.reader()
        dates = reader.column_reader("date")
        seen.append(
            [
                (
                    {name: value for name, value in reader.stored_fields(number).items() if value != ""},
                    reader.doc_field_length(number, "title"),
                    reader.doc_field_length(number, "body"),
                    dates[number],
                )
                for number in range(reader.doc_count_all())
            ]
            + [reader.field_length("title"), reader.field_length("body")]
        )

    assert len(seen[0]) == 302
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    "query",
    ["said", "government minister", '"an earlier correction"', "title:correction", "ba* said", "lang:de correction"],
)
def test_queries_of_every_kind_get_the_same_answers(indexes: tuple[Any, Any], query: str) -> None:
    answers = []
    for index in indexes:
        with index.searcher() as searcher:
            parsed = MultifieldParser(["title", "body"], index.schema, group=OrGroup).parse(query)
            answers.append([(hit.docnum, hit.score, hit["url"]) for hit in searcher.search(parsed, limit=None)])

    assert answers[0]
    if "*" in query:  # Whoosh scores a word with a wildcard by how many words it stands for in each segment
        answers = [sorted((number, url) for number, _, url in answer) for answer in answers]
    assert answers[0] == answers[1]


def test_dates_can_be_searched_and_sorted(indexes: tuple[Any, Any]) -> None:
    _, ours = indexes
    with ours.searcher() as searcher:
        day = datetime(2015, 11, 5)  # noqa: DTZ001 (Whoosh knows no zones)
        found = searcher.search(DateRange("date", day, day.replace(hour=23, minute=59)), limit=None, sortedby="date")

        dates = [hit["date"] for hit in found]
        assert dates
        assert dates == sorted(dates)
        assert {date.day for date in dates} == {5}


def test_document_numbers_follow_the_days_that_articles_are_filed_under(indexes: tuple[Any, Any]) -> None:
    reader = indexes[1].reader()
    days = [reader.stored_fields(number)["date"].date() for number in range(reader.doc_count_all())]

    assert days == sorted(days)


def test_facets_are_found_by_their_ids(indexes: tuple[Any, Any]) -> None:
    expected = [number for number, document in enumerate(ORDERED) if any(f.id == "ölpreis" for f in document.facets)]
    with indexes[1].searcher() as searcher:
        assert expected == sorted(searcher.docs_for_query(Term("topic", "ölpreis")))
        assert list(searcher.docs_for_query(Term("dateline", "são-paulo")))
        assert not list(searcher.docs_for_query(Term("dateline", "são")))


def test_settings_are_read_back(tmp_path: Path) -> None:
    settings = Settings(("english", "german"), (7.25, 120.5), (3.0, 1.0))
    write_segments([ORDERED[:3]], tmp_path)
    (tmp_path / settings_name(1)).write_bytes(settings.encoded())

    assert settings == read_settings(tmp_path)
