"""``ask``: the ranking, the formula, and what is said when there is nothing to ask or nothing to ask for."""

from __future__ import annotations

import shutil
from collections import Counter
from math import log
from pathlib import Path

import pytest
from whoosh.util.numeric import byte_to_length, length_to_byte

from backfile.model.problems import BackfileError
from backfile.search import ask, words
from backfile.search.analysis import query_terms, terms
from search_corpus import make_documents, write_index

DOCUMENTS = make_documents(300)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site")
    write_index(DOCUMENTS, output)
    return output


def by_hand(query: str, weight: float = 3.0) -> list[tuple[float, str]]:
    """The formula of docs/search.md, worked out document by document from the texts themselves."""
    texts = {name: [terms(getattr(document, name), "english") for document in DOCUMENTS] for name in ("title", "body")}
    scores = [0.0] * len(DOCUMENTS)
    for term in query_terms(query, "english"):
        for name, factor in (("title", weight), ("body", 1.0)):
            holding = sum(term in text for text in texts[name])
            idf = log(1 + (len(DOCUMENTS) - holding + 0.5) / (holding + 0.5))
            average = sum(map(len, texts[name])) / len(DOCUMENTS)
            for number, text in enumerate(texts[name]):
                if frequency := Counter(text)[term]:
                    length = byte_to_length(length_to_byte(len(text)))
                    norm = frequency + 1.2 * (0.25 + 0.75 * length / average)
                    scores[number] += factor * idf * frequency * 2.2 / norm
    found = [(score, document) for score, document in zip(scores, DOCUMENTS, strict=True) if score]
    found.sort(key=lambda item: (round(item[0], 8), item[1].date.date(), item[1].date, item[1].url), reverse=True)
    return [(score, document.url) for score, document in found]


@pytest.mark.parametrize(
    "query", ["said", "the government", "minister said correction", "F-16s Zürich", "Vienna cebaing"]
)
def test_the_ranking_is_the_documented_formula(site: Path, query: str) -> None:
    hits = ask(site, query, None)
    expected = by_hand(query)

    assert [hit.url for hit in hits] == [url for _, url in expected]
    assert [hit.score for hit in hits] == pytest.approx([score for score, _ in expected], abs=1e-8)


def test_equal_scores_are_ordered_newest_first(site: Path) -> None:
    hits = [hit for hit in ask(site, "correction", None) if hit.title == "Correction"]

    assert len({hit.score for hit in hits}) == 1
    assert len(hits) == 6
    assert [hit.date[:10] for hit in hits] == sorted((hit.date[:10] for hit in hits), reverse=True)


def test_a_hit_says_what_a_reader_needs(site: Path) -> None:
    document = next(document for document in DOCUMENTS if document.title.startswith("U.S. jets") and document.dateline)
    hit = next(hit for hit in ask(site, "US jets Zurich", None) if hit.url == document.url)

    assert (hit.title, hit.dateline, hit.agency, hit.lead) == (
        document.title,
        document.dateline,
        document.agency,
        document.lead,
    )
    assert hit.date[:10] == document.date.date().isoformat()


def test_the_limit_cuts_the_list_and_nothing_else(site: Path) -> None:
    assert ask(site, "said minister", 3) == ask(site, "said minister", None)[:3]


@pytest.mark.parametrize("query", ["", "   ", "?!", "—", "🙂"])
def test_a_query_without_words_is_answered_with_help(site: Path, query: str) -> None:
    with pytest.raises(BackfileError, match="words, such as"):
        ask(site, query)


def test_no_match_is_an_empty_list(site: Path) -> None:
    assert ask(site, "qqqqzzzz") == []


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="build the site first"):
        ask(tmp_path, "anything")


def test_a_damaged_index_is_named_without_a_traceback(site: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "site"
    shutil.copytree(site, damaged)
    for segment in (damaged / "search" / "whoosh").glob("*.seg"):
        segment.write_bytes(b"\0" * segment.stat().st_size)

    with pytest.raises(BackfileError, match="build the site again"):
        ask(damaged, "said")


def test_an_index_that_is_not_shipped_is_asked_in_the_cache(tmp_path: Path) -> None:
    names = write_index(DOCUMENTS[:60], tmp_path, ship_whoosh_index=False)

    assert not (tmp_path / "search" / "whoosh").exists()
    assert not [name for name in names if "whoosh" in name]
    assert ask(tmp_path, "said", 3, cache=tmp_path / "cache")


def test_the_weight_of_the_title_comes_from_the_options(tmp_path: Path) -> None:
    write_index(DOCUMENTS, tmp_path, title_weight=7.5)

    assert [hit.score for hit in ask(tmp_path, "correction", None)] == pytest.approx(
        [score for score, _ in by_hand("correction", 7.5)], abs=1e-8
    )


def test_an_archive_without_articles_is_an_index_too(tmp_path: Path) -> None:
    write_index([], tmp_path)
    assert ask(tmp_path, "anything") == []


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(BackfileError, match=r"SEARCH_LANGUAGE = 'klingon'.*english"):
        words("A", "b", "klingon")


def test_files_of_an_earlier_build_are_not_left_behind(tmp_path: Path) -> None:
    write_index(DOCUMENTS, tmp_path)
    names = write_index(DOCUMENTS[:50], tmp_path)

    found = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "search").rglob("*") if path.is_file()}
    assert found == set(names)
