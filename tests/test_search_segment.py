"""Our bulk writer against Whoosh's own: the same terms, postings, statistics, stored fields and answers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import DateRange

from backfile.search import analyse
from backfile.search.inversion import invert
from backfile.search.schema import make_schema, whoosh_fields
from search_corpus import make_documents, write_index

DOCUMENTS = make_documents(300)


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The same documents in an index by Whoosh's writer and in one by ours."""
    output = tmp_path_factory.mktemp("site")
    write_index(DOCUMENTS, output)
    folder = tmp_path_factory.mktemp("reference")
    writer = create_in(str(folder), make_schema("english")).writer()
    bodies = {document.url: document.body for document in DOCUMENTS}
    for entry in invert([analyse(DOCUMENTS, "english")]).entries:
        writer.add_document(title=entry.title, body=bodies[entry.url], **whoosh_fields(entry))
    writer.commit()
    return open_dir(str(folder)), open_dir(str(output / "search" / "whoosh"))


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

    assert max(map(len, listed[0].values())) > 128  # more than one block
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


def test_a_second_run_gives_the_same_bytes_whatever_the_batches(tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    names = write_index(DOCUMENTS, once, batch=300)
    other_names = write_index(DOCUMENTS[::-1], again, batch=37)

    assert names == other_names
    assert len(names) > 20
    for name in names:
        assert (once / name).read_bytes() == (again / name).read_bytes(), name
