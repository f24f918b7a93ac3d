"""Chromium against Python: the same terms, the same documents, the same scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from backfile.model.problems import BackfileError
from backfile.search import ask
from backfile.search.ranking import LENGTHS
from backfile.search.shards import HEAD, frequent_from
from backfile.search.stemmers import stemmer_module
from browser import launched, served
from search_corpus import FREQUENT, make_documents
from search_site import BASE, SearchPage, build_site, search_page
from search_vectors import read_vectors

DOCUMENTS = make_documents(1300, length=20)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(folder, DOCUMENTS)
    for language in {text["language"] for text in read_vectors()["texts"]}:
        (folder / f"{language}.js").write_text(stemmer_module(language), "utf-8")
    return folder


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[SearchPage]:
    with launched() as browser, served(site) as address, search_page(browser, address) as page:
        yield page.open(state="idle")


def make_queries(count: int) -> list[str]:
    """Queries of one to four words: frequent, rare, misspelt, doubled, in several scripts, with signs between them."""
    random = Random(5)
    words = [word for document in DOCUMENTS[:200] for word in document.body.split()]
    words += [*FREQUENT, *FREQUENT, *FREQUENT, "U.S.", "F-16", "zürich", "Москва", "القاهرة", "nosuchword", "the"]
    return [
        random.choice(["", "+", "?"]) + " ".join(random.choices(words, k=random.randint(1, 4))) for _ in range(count)
    ]


def test_the_top_ten_and_their_scores_equal_an_exhaustive_whoosh_search(site: Path, page: SearchPage) -> None:
    queries = [*FREQUENT, "said said", "the of", "correction", *make_queries(150)]
    held = len(ask(site / BASE, "said", None))
    assert held >= frequent_from(len(DOCUMENTS))  # so that heads and full lists are both read

    for query, answer in zip(queries, page.answers(queries, 10), strict=True):
        expected = ask(site / BASE, query, None)
        assert answer["total"] == len(expected), query
        assert [url for url, _ in answer["hits"]] == [hit.url for hit in expected[:10]], query
        assert [score for _, score in answer["hits"]] == pytest.approx([hit.score for hit in expected[:10]], abs=1e-6)


@pytest.mark.parametrize("word", FREQUENT)
def test_the_head_of_a_frequent_word_holds_its_best(site: Path, page: SearchPage, word: str) -> None:
    [answer] = page.answers([word], HEAD)

    assert [url for url, _ in answer["hits"]] == [hit.url for hit in ask(site / BASE, word, HEAD)]


def test_beyond_the_head_of_a_frequent_word_the_full_list_answers(site: Path, page: SearchPage) -> None:
    [answer] = page.answers(["said"], 400)

    assert [url for url, _ in answer["hits"]] == [hit.url for hit in ask(site / BASE, "said", 400)]


def test_the_analysis_of_the_browser_agrees_with_the_shared_vectors(page: SearchPage) -> None:
    vectors = read_vectors()
    found = page.page.evaluate(
        """async ({ texts, queries, stop }) => {
            const main = document.querySelector("script[type=module][src*=search]").src;
            const { Analysis } = await import(new URL("analysis.js", main));
            const stemmers = {};
            for (const { language } of texts) stemmers[language] ??= await import(`/${language}.js`);
            const english = new Analysis(stemmers.english.stem, stop);
            return {
                texts: texts.map(({ text, language }) => new Analysis(stemmers[language].stem).terms(text)),
                queries: queries.map(({ query }) => english.queryTerms(query)),
            };
        }""",
        vectors,
    )

    for item, terms in zip(vectors["texts"], found["texts"], strict=True):
        assert terms == item["terms"], (item["language"], item["text"])
    assert found["queries"] == [item["terms"] for item in vectors["queries"]]


def test_the_lengths_that_a_byte_stands_for_are_whooshs(page: SearchPage) -> None:
    lengths = page.page.evaluate(
        """async () => {
            const main = document.querySelector("script[type=module][src*=search]").src;
            return (await import(new URL("ranking.js", main))).LENGTHS;
        }"""
    )

    assert lengths == LENGTHS.tolist()


def test_words_are_compared_as_python_compares_them(page: SearchPage) -> None:
    words = [
        "",
        "a",
        "ab",
        "b",
        "é",
        "z",
        "\ud7ff",
        "\ue000",
        "\ufb01",
        "\uffee",
        "\U00010330",
        "\U00010331a",
        "\U00020000",
    ]
    shuffled = words[:]
    Random(3).shuffle(shuffled)
    ordered = page.page.evaluate(
        """async (words) => {
            const main = document.querySelector("script[type=module][src*=search]").src;
            return words.sort((await import(new URL("bytes.js", main))).compareWords);
        }""",
        shuffled,
    )

    assert ordered == sorted(words)


def test_a_shard_that_is_cut_anywhere_or_goes_on_is_refused(page: SearchPage) -> None:
    accepted = page.page.evaluate(
        """async () => {
            const main = document.querySelector("script[type=module][src*=search]").src;
            const { decodeShard } = await import(new URL("shards.js", main));
            const { Files } = await import(new URL("files.js", main));
            const files = new Files(document.baseURI);
            const { documents, fields, terms } = await files.manifest();
            const bytes = await files.bytes(`t/${terms.names.slice(0, 12)}.bin`);
            if (!decodeShard(bytes, fields.length, documents).size) return "the shard itself is empty";
            const cut = (at) => bytes.subarray(0, Math.floor((at * bytes.length) / 200));
            const wrong = Array.from({ length: 200 }, (_, at) => cut(at));
            wrong.push(new Uint8Array([...bytes, 0]));
            return wrong.filter((part) => {
                try {
                    decodeShard(part, fields.length, documents);
                    return true;
                } catch (error) {
                    return error.kind !== "damaged";
                }
            }).length;
        }"""
    )

    assert accepted == 0


def test_no_module_has_said_a_word_to_the_console(page: SearchPage) -> None:
    assert page.complaints == []


def test_a_language_without_a_stemmer_for_the_browser_is_named() -> None:
    with pytest.raises(BackfileError, match="klingon"):
        stemmer_module("klingon")
