"""``ask``: what queries mean over a Whoosh index, and what is said when there is nothing to ask."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from backfile.model.problems import BackfileError
from backfile.search import ask
from backfile.search.asking import Asker, Hit
from backfile.search.ranking import rounded
from backfile.search.whoosh_files import Settings
from multilingual_archive import NAMES, make_stories
from naive_search import Naive
from naive_search import Settings as Given
from query_generator import Generator
from search_corpus import Copy
from whoosh_archive import write_whoosh
from written_index import write_files

STORIES = make_stories(400)
DOCUMENTS = [story.document() for story in STORIES]


def write_site(stories: list[Copy], output: Path) -> dict:
    """Both indexes below ``output``; returns the manifest."""
    documents = [story.document() for story in stories]
    write_files(documents, output / "search")
    manifest = json.loads((output / "search" / "manifest.json").read_text("utf-8"))
    languages = tuple(language["name"] for language in manifest["languages"])
    settings = Settings(languages, tuple(manifest["averages"]), tuple(manifest["weights"]))
    write_whoosh(documents, output / "search" / "whoosh", settings)
    return manifest


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site")
    write_site(STORIES, output)
    return output


@pytest.fixture(scope="module")
def asker(site: Path) -> Iterator[Asker]:
    with Asker(site) as asker:
        yield asker


def numbers(hits: list[Hit]) -> list[int]:
    return [hit.document for hit in hits]


@pytest.mark.parametrize("exact", [False, True])
def test_answers_are_those_of_stories_gone_through_one_by_one(site: Path, asker: Asker, exact: bool) -> None:
    manifest = json.loads((site / "search" / "manifest.json").read_text("utf-8"))
    languages = [language["name"] for language in manifest["languages"]]
    naive = Naive(DOCUMENTS, Given(manifest["averages"], manifest["tokens"], languages), exact)
    matched = 0

    for asked in islice(Generator(STORIES, seed=3), 150):
        try:
            answer = asker.ask(asked.query, None, filters=asked.filters, exact=exact)
        except BackfileError:
            assert [] == naive.search(asked.query), asked
            continue
        expected = naive.search(asked.query, asked.filters)
        matched += bool(expected)
        assert [number for number, _ in expected] == numbers(answer.hits), asked
        assert [score for _, score in expected] == pytest.approx([hit.score for hit in answer.hits], abs=1e-8), asked
    assert matched > 75


def test_in_exact_mode_a_word_scores_what_whoosh_gives_it(site: Path, asker: Asker) -> None:
    query = Or([Term("title", "said"), Term("body", "said")])
    with open_dir(str(site / "search" / "whoosh")).searcher(weighting=BM25F()) as searcher:
        expected = {number: rounded(score) for score, number in searcher.search(query, limit=None).top_n}

    assert expected == {hit.document: hit.score for hit in asker.ask("said", None, exact=True).hits}


def test_equal_scores_are_ordered_newest_first(asker: Asker) -> None:
    hits = asker.ask("correction", None).hits
    order = [(hit.score, hit.document) for hit in hits]

    assert order == sorted(order, reverse=True)
    assert len({hit.score for hit in hits}) < len(hits) == 8
    assert hits[0].date > hits[1].date


def test_filters_and_days_alone_are_ordered_newest_first(asker: Asker) -> None:
    for hits in (
        asker.ask("date:2015", None).hits,
        asker.ask("", None, filters=[("lang", "de")]).hits,
        asker.ask("topic:aviation lang:fr", None).hits,
    ):
        assert len(hits) > 10
        assert {hit.score for hit in hits} == {0.0}
        assert numbers(hits) == sorted(numbers(hits), reverse=True)


def test_articles_with_all_words_come_first_when_they_are_asked_for(asker: Asker) -> None:
    query = "said government café"
    both = [set(numbers(asker.ask(word, None).hits)) for word in query.split()]
    hits = asker.ask(query, None, order="all").hits
    matches = [sum(number in found for found in both) for number in numbers(hits)]

    assert matches == sorted(matches, reverse=True)
    assert len(set(matches)) == 3
    assert matches != [sum(number in found for found in both) for number in numbers(asker.ask(query, None).hits)]
    assert sorted(hits, key=lambda hit: hit.document) == asker.ask(query, None, order="oldest").hits
    assert sorted(hits, key=lambda hit: -hit.document) == asker.ask(query, None, order="newest").hits


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ('"the government"', 'title:"the government" OR body:"the government"'),
        ("wasn't café", "wasn't OR café"),
        ("東京都", "東京 AND 京都"),
        ("topic:civil", "topic:aviation"),
        ('topic:"civil aviation"', "topic:aviation"),
        ("topic:avia*", "topic:aviation"),
        ("topic:aviatoin~2", "topic:aviation"),
        ("lang:en", "lang:en OR lang:en-GB"),
        ("lang:EN", "lang:en"),
        ("lang:en-GB", "lang:en-gb"),
        ("person:dupre", "person:jean-dupre OR person:j-dupre"),
    ],
)
def test_two_ways_to_ask_the_same(asker: Asker, query: str, same: str) -> None:
    first, second = asker.ask(query, None), asker.ask(same, None)

    assert 0 < first.total < len(STORIES)
    assert numbers(first.hits)[:1] == numbers(second.hits)[:1]
    assert set(numbers(first.hits)) == set(numbers(second.hits))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """An archive in one language, whose stop words are known to be that."""
    output = tmp_path_factory.mktemp("english")
    texts = [("Storm over the sea", "Who saw it?"), ("The Who", "A storm"), ("Naïve and café", ""), ("Cafe", "The end")]
    stories = [Copy(f"{at}.html", title, body, STORIES[at].date, lang="en") for at, (title, body) in enumerate(texts)]
    write_site(stories, output)
    with Asker(output) as asker:
        yield asker


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("storm the", {0, 1}),
        ("+the storm", {0, 1}),
        ("the AND storm", {0, 1}),
        ("storm -the", {0, 1}),
        ("(the who) AND storm", {0, 1}),
        ("the -storm", {2, 3}),
        ("the who", {0, 1, 3}),
        ("the AND who", {0, 1}),
        ("who -the", set()),
        ('"the who"', {1}),
        ('"the who" storm', {0, 1}),
        ("title:the", {0, 1}),
        ("the-storm", {0, 1}),
    ],
)
def test_stop_words_count_only_where_there_is_nothing_else(english: Asker, query: str, found: set[int]) -> None:
    assert found == set(numbers(english.ask(query).hits))


def test_words_that_differ_in_diacritics_alone_count_half(english: Asker) -> None:
    scores = {word: {hit.document: hit.score for hit in english.ask(word).hits} for word in ("café", "cafe")}

    assert {2, 3} == set(scores["café"]) == set(scores["cafe"])
    for number in (2, 3):
        ratio = scores["café"][number] / scores["cafe"][number]
        assert (2 if number == 2 else 0.5) == pytest.approx(ratio, abs=1e-6)


def test_a_prefix_scores_one_and_a_boost_multiplies(asker: Asker) -> None:
    assert {1.0} == {hit.score for hit in asker.ask("gov*", None).hits}
    assert {2.5} == {hit.score for hit in asker.ask("gov*^2.5", None).hits}


def test_a_pattern_for_too_many_words_says_so(tmp_path: Path) -> None:
    body = " ".join(f"mast{number}x" for number in range(1001))
    write_site([STORIES[0], Copy("a.html", "Masts", body, STORIES[0].date, lang="en")], tmp_path)

    answer = ask(tmp_path, "mast*")
    assert [("cut", "mast")] == [(note.code, note.text) for note in answer.notes]
    assert 1 == answer.total
    assert () == ask(tmp_path, "mast10*").notes


def test_an_answer_says_how_the_query_was_read(asker: Asker) -> None:
    answer = asker.ask('(café OR "New York')

    assert 'café "New York"' == answer.canonical
    assert ["quote", "bracket"] == [note.code for note in answer.notes]


def test_a_hit_says_what_a_reader_needs(asker: Asker) -> None:
    number = next(number for number, story in enumerate(STORIES) if story.title and "said" in story.body)
    hit = next(hit for hit in asker.ask("said", None).hits if hit.document == number)
    story = STORIES[number]

    assert (story.url, story.title, story.lead, story.lang) == (hit.url, hit.title, hit.lead, hit.lang)
    assert story.date.date().isoformat() == hit.date[:10]


def test_the_limit_cuts_the_list_and_nothing_else(asker: Asker) -> None:
    some, all_ = asker.ask("said minister", 3), asker.ask("said minister", None)

    assert all_.hits[:3] == some.hits
    assert len(all_.hits) == all_.total == some.total


@pytest.mark.parametrize("query", ["", "   ", "—", "🙂", "()", '"…"', "-"])
def test_a_query_without_words_is_answered_with_help(asker: Asker, query: str) -> None:
    with pytest.raises(BackfileError, match="words, such as"):
        asker.ask(query)


def test_an_order_or_a_field_that_there_is_not_is_named(asker: Asker) -> None:
    with pytest.raises(BackfileError, match=r"'best'.*newest"):
        asker.ask("said", order="best")  # type: ignore[arg-type]
    with pytest.raises(BackfileError, match=r"'title'.*topic"):
        asker.ask("said", filters=[("title", "x")])


def test_no_match_is_an_empty_answer(asker: Asker) -> None:
    answer = asker.ask("qqqqzzzz")
    assert ([], 0) == (answer.hits, answer.total)
    assert 0 == asker.ask("said", filters=[("topic", "knitting")]).total
    assert set(NAMES["topic"]) == {"aviation", "elections", "space", "syria"}


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="build the site first"):
        ask(tmp_path, "anything")


@pytest.mark.parametrize("files", ["whoosh/*.seg", "whoosh/*.toc", "whoosh/settings.*.json"])
def test_a_damaged_index_is_named_without_a_traceback(site: Path, tmp_path: Path, files: str) -> None:
    damaged = tmp_path / "site"
    shutil.copytree(site, damaged)
    found = list((damaged / "search").glob(files))
    assert found
    for file in found:
        file.write_bytes(b"\0" * file.stat().st_size)

    with pytest.raises(BackfileError, match="build the site again"):
        ask(damaged, "said")


def test_words_and_names_need_the_browsers_files_and_nothing_else_does(site: Path, tmp_path: Path) -> None:
    bare = tmp_path / "site"
    shutil.copytree(site / "search" / "whoosh", bare / "search" / "whoosh")

    assert ask(site, "said Zürich") == ask(bare, "said Zürich")
    with pytest.raises(BackfileError, match=r"manifest\.json cannot be read.*build the site again"):
        ask(bare, "gov*")


def test_an_index_that_is_not_shipped_is_asked_in_the_cache(site: Path, tmp_path: Path) -> None:
    cache, output = tmp_path / "cache", tmp_path / "output"
    shutil.copytree(site / "search", output / "search", ignore=shutil.ignore_patterns("whoosh"))
    shutil.copytree(site / "search" / "whoosh", cache / "whoosh")

    assert ask(site, "gov*", 3) == ask(output, "gov*", 3, cache=cache)


def test_an_archive_without_articles_is_an_index_too(tmp_path: Path) -> None:
    write_site([], tmp_path)
    for query in ("anything", '"any thing"', "any*", "date:2015", "topic:x", "* -any", "any +thing"):
        assert 0 == ask(tmp_path, query).total


def test_the_command_shows_hits_and_how_the_query_was_read(site: Path, asker: Asker, invoke) -> None:
    shown = invoke("search", "(café", "--output", str(site), "--filter", "lang=fr", "--order", "newest", "--limit", "2")
    best = asker.ask("café", 2, order="newest", filters=[("lang", "fr")])

    assert "read as: café" in shown.stdout
    assert "(: a bracket without its other half" in shown.stdout
    assert [hit.url for hit in best.hits] == [word for word in shown.stdout.split() if word.endswith(".html")]
    assert f"{best.total} found." in shown.stdout


def test_the_command_gives_an_answer_to_programs(site: Path, asker: Asker, invoke) -> None:
    given = json.loads(invoke("search", "Zürich gov*", "--output", str(site), "--exact", "--json").stdout)

    assert asdict(asker.ask("Zürich gov*", exact=True)) | {"notes": []} == given


@pytest.mark.parametrize("option", [("--filter", "lang"), ("--filter", "title=x"), ("--order", "best")])
def test_the_command_names_an_option_that_it_cannot_take(site: Path, invoke, option: tuple[str, str]) -> None:
    run = invoke("search", "café", "--output", str(site), *option, check=False)

    assert 2 == run.returncode
    assert "Traceback" not in run.stderr
    assert "filter" in run.stderr or "order" in run.stderr
