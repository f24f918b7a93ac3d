"""The engine in the reader's browser, asked as the page asks it: through the worker's messages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from backfile.search.query import canonical, parse
from backfile.search.segmentation import words_of
from browser import launched
from engine_index import NAMES, STEMS, Answer, Engine, asking, engine, make_archive, make_document, write_engine_index
from naive_search import Naive, Settings

MOST = 40
DOCUMENTS = sorted(make_archive(700), key=lambda document: document.order)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine")
    write_engine_index(DOCUMENTS, folder / "search")
    return folder


@pytest.fixture(scope="module")
def asked(chromium: Browser, folder: Path) -> Iterator[Engine]:
    with engine(chromium, folder) as asked:
        assert {"ok": True, "documents": 700, "days": [DOCUMENTS[0].day, DOCUMENTS[-1].day]} == asked.start()
        yield asked


@pytest.fixture
def exactly(chromium: Browser, folder: Path) -> Iterator[Engine]:
    with engine(chromium, folder) as exactly:
        exactly.start("whoosh")
        yield exactly


def naive(folder: Path, exact: bool = False) -> Naive:
    manifest = json.loads((folder / "search" / "manifest.json").read_text("utf-8"))
    languages = [language["name"] for language in manifest["languages"]]
    return Naive(DOCUMENTS, Settings(manifest["averages"], manifest["tokens"], languages), exact)


def make_queries(count: int) -> list[str]:
    """Queries of the whole language, a few levels deep."""
    random = Random(4)
    words = [*STEMS[:8], *NAMES, "storms", "the", "of", "who", "nicht", "Häuser", "gefunden", "U.S.", "unknownword"]
    words += ["東京都", "京", "北京", "farm-trade", "government's"]
    others = [
        "topic:trade",
        'topic:"civil aviation"',
        "person:muller",
        "lang:de",
        "agency:b*",
        "date:2014-05",
        "person:jame~",
    ]
    others += [
        "date:>2015-02",
        "*",
        "title:the",
        "topic:*",
        "body:ma*",
        "title:tr?de",
        "w?ea*",
        "stor*",
        "merket~",
        "zurch~2",
    ]

    def leaf() -> str:
        kind = random.random()
        if kind < 0.5:
            found = random.choice(["", "", "", "title:", "body:"]) + random.choice(words)
        elif kind < 0.75:
            chosen = " ".join(random.choices([*words[:8], "the", "of", *words[8:]], k=random.randint(1, 3)))
            found = f'{random.choice(["", "", "title:"])}"{chosen}"' + random.choice(["", "", "~2", "~6"])
        else:
            return random.choice(others)
        return found + random.choice(["", "", "", "^2", "^0.5"])

    def part(depth: int) -> str:
        if not depth or random.random() < 0.4:
            return leaf()
        parts = [part(depth - 1) for _ in range(random.randint(2, 3))]
        joint = random.choice([" ", " AND ", " OR ", " NOT ", " +", " -"])
        return f"({joint.join(parts)})" + random.choice(["", "", "^3"])

    return [part(random.randint(0, 3)) for _ in range(count)]


@pytest.mark.parametrize("mode", ["", "whoosh"])
def test_answers_and_scores_are_those_of_a_naive_evaluation(
    folder: Path, asked: Engine, exactly: Engine, mode: str
) -> None:
    plain = naive(folder, exact=bool(mode))
    engine = exactly if mode else asked
    queries = make_queries(120)
    answers = engine.all([asking(query, count=MOST, insist=True) | {"do": "search"} for query in queries])
    found_any = 0
    for query, answer in zip(queries, answers, strict=True):
        expected = plain.search(query)
        hits = [(hit["document"], hit["score"]) for hit in answer["hits"]]
        assert len(expected) == answer["total"], query
        assert [score for _, score in expected[:MOST]] == pytest.approx([score for _, score in hits], abs=1e-6), query
        least = (
            hits[-1][1] + 1e-6 if len(hits) < len(expected) else -1
        )  # of those that score as the last, any may be shown
        assert {number for number, score in expected if score > least} == {
            number for number, score in hits if score > least
        }, query
        found_any += bool(hits)
    assert found_any > 80


def shown(answer: Answer) -> list[int]:
    """Numbers of the documents of an answer."""
    return [hit["document"] for hit in answer["hits"]]


def test_a_hit_is_told_with_all_that_a_result_shows(asked: Engine) -> None:
    for hit in asked.search("storm", count=60)["hits"]:
        document = DOCUMENTS[hit["document"]]
        assert (document.url, document.title, document.shown_date, document.lang) == (
            hit["url"],
            hit["title"],
            hit["date"],
            hit["lang"],
        )


def test_an_address_that_follows_from_date_and_title_is_put_together(asked: Engine) -> None:
    [number] = [at for at, document in enumerate(DOCUMENTS) if document.title == "Storm – bank!"]
    [hit] = asked.search("unlikely")["hits"]
    assert (number, "2014/07/04/storm-bank.html") == (hit["document"], hit["url"])


def test_pages_of_a_result_follow_one_another(asked: Engine) -> None:
    whole = asked.search("storm bank", count=100)
    pages = [asked.search("storm bank", begin=begin, count=25) for begin in (0, 25, 50, 75)]
    assert shown(whole) == [number for page in pages for number in shown(page)]
    assert {whole["total"]} == {page["total"] for page in pages}


def test_orders_by_day_are_orders_by_number(asked: Engine) -> None:
    total = asked.search("storm")["total"]
    newest = shown(asked.search("storm", order="newest", count=total))
    assert sorted(shown(asked.search("storm", count=total)), reverse=True) == newest
    assert newest[::-1][:20] == shown(asked.search("storm", order="oldest", count=20))


def test_what_has_all_words_comes_first_when_that_is_asked(asked: Engine, folder: Path) -> None:
    words = ["storm", "wheat", "oil"]
    plain = naive(folder)
    parts = [{number for number, _ in plain.search(word)} for word in words]
    scores = dict(plain.search(" ".join(words)))
    expected = sorted(
        scores, key=lambda number: (sum(number in part for part in parts), scores[number], number), reverse=True
    )
    assert expected[:50] == shown(asked.search(" ".join(words), order="all", count=50))


def test_all_words_first_is_for_alternatives_only(asked: Engine) -> None:
    query = "storm wheat oil -zürich"
    assert shown(asked.search(query, count=50)) == shown(asked.search(query, order="all", count=50))


def test_filters_and_days_narrow_a_result(asked: Engine) -> None:
    answer = asked.search(
        "storm", filters=[["topic", "oil"], ["lang", "en"]], from_="2014-06-01", to="2014-12-31", count=700
    )
    plain = {hit["document"] for hit in asked.search("storm", count=700)["hits"]}
    expected = {
        number
        for number in plain
        if {"oil", "en"} <= {facet.id for facet in DOCUMENTS[number].facets}
        and "2014-06-01" <= DOCUMENTS[number].day <= "2014-12-31"
    }
    assert expected == set(shown(answer))


def test_filters_alone_give_the_newest_articles(asked: Engine) -> None:
    expected = [number for number, document in enumerate(DOCUMENTS) if "oil" in {facet.id for facet in document.facets}]
    answer = asked.search("", filters=[["topic", "oil"]])
    assert expected[::-1][:10] == shown(answer)
    assert len(expected) == answer["total"]


def test_a_query_without_a_word_finds_nothing(asked: Engine) -> None:
    assert (0, []) == (asked.search("?!")["total"], asked.search("?!")["hits"])


def test_values_of_a_result_are_counted(asked: Engine) -> None:
    answer = asked.search("+storm -bank", count=700)
    for field, count in (("topic", 10), ("agency", 1), ("year", 10), ("org", 10)):
        counts: Counter[str] = Counter()
        for number in shown(answer):
            own = [facet.id for facet in DOCUMENTS[number].facets if facet.field == field]
            counts.update([DOCUMENTS[number].day[:4]] if field == "year" else own)
        expected = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        told = asked.ask("facets", key=answer["key"], field=field, count=count)
        assert (expected[:count], len(expected)) == (
            [(value["id"], value["count"]) for value in told["values"]],
            told["all"],
        )


def test_values_are_told_by_name(asked: Engine) -> None:
    names = asked.ask("facets", key=asked.search("*")["key"], field="person")["values"]
    assert {("j-mueller", "Jürg Müller"), ("jane-doe", "Jane Doe"), ("ana-silva", "Ana da Silva")} == {
        (value["id"], value["name"]) for value in names
    }


@pytest.mark.parametrize(
    ("days", "unit"), [(("2014-06-03", "2014-07-20"), "day"), (("2014-04-10", "2015-06-15"), "month")]
)
def test_a_result_is_spread_over_time(asked: Engine, days: tuple[str, str], unit: str) -> None:
    answer = asked.search("oil", from_=days[0], to=days[1], count=700)
    told = asked.ask("histogram", key=answer["key"])
    found = [DOCUMENTS[number].day for number in shown(answer)]
    assert unit == told["unit"]
    assert [sum(bar["from"] <= day <= bar["to"] for day in found) for bar in told["bars"]] == [
        bar["count"] for bar in told["bars"]
    ]
    assert answer["total"] == sum(bar["count"] for bar in told["bars"])
    assert len(told["bars"]) <= 60
    for before, bar in pairwise(told["bars"]):
        assert date.fromisoformat(before["to"]) + timedelta(1) == date.fromisoformat(bar["from"])


def test_marks_show_stems_variants_and_phrases(asked: Engine) -> None:
    def marked(query: str, text: str, lang: str = "en") -> list[str]:
        [[*marks]] = asked.ask("marks", query=query, texts=[text], lang=lang)["marks"]
        return [text[begin:end] for begin, end in marks]

    assert ["Storms", "stormed"] == marked("storm", "Storms that stormed the bank")
    assert ["Zürich", "Zurich"] == marked("zurich", "Zürich, not Zurich")
    assert ["storm bank"] == marked('"storm bank"', "A storm bank; a bank, a storm")
    assert ["trade", "tradeed"] == marked("tra*", "The trade tradeed")
    assert ["Häuser"] == marked("Häuser", "Die Häuser der Bank", "de")
    assert ["東京都"] == marked("東京都", "何か東京都です")
    assert [] == marked("oil -storm", "A storm")
    assert ["Bank"] == marked("bank of the", "Bank of the river")


def test_a_hit_says_whether_it_shows_all_that_was_found(asked: Engine) -> None:
    said = []
    for hit in asked.search("storm wheat oil", count=60)["hits"]:
        words = [word for field in naive_words(hit["document"]) for word in field]
        lead = words_of(hit["title"]) + words_of(hit["lead"])
        stems = [stem for stem in ("storm", "wheat", "oil") if any(word.startswith(stem) for word in words)]
        shows = all(any(word.startswith(stem) for word in lead) for stem in stems)
        assert shows == hit["whole"], hit
        said.append(shows)
    assert {True, False} == set(said)


def naive_words(number: int) -> list[list[str]]:
    """The words of title and body."""
    return [text.split() for text in (DOCUMENTS[number].words.title, DOCUMENTS[number].words.body)]


def test_the_best_passage_has_most_of_the_words(asked: Engine) -> None:
    key = asked.search("storm bank")["key"]
    text = "Nothing here. " * 30 + "A storm came. " + "Nothing here. " * 30 + "Storms hit the bank. " + "The end. " * 40
    told = asked.ask("passage", key=key, text=text, lang="en")
    assert ["Storms", "bank"] == [told["text"][begin:end] for begin, end in told["marks"]]
    assert told["text"].startswith("… ")
    assert told["text"].endswith(" …")
    assert len(told["text"]) <= 210


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("marcket", "market"),
        ("sotrm", "storm"),
        ("minster", "minister"),
        ("+marcket +storm", "+market +storm"),
        ("tsorm", "storm"),
        ("minis", "minister"),
    ],
)
def test_a_misspelt_word_is_searched_as_it_may_have_been_meant(asked: Engine, typed: str, meant: str) -> None:
    answer = asked.search(typed)
    assert meant == answer["corrected"]["query"]
    assert shown(asked.search(meant)) == shown(answer)
    assert 0 == asked.search(typed, insist=True)["total"]


def test_what_is_found_or_has_no_likeness_is_not_corrected(asked: Engine) -> None:
    assert asked.search("storm marcket")["corrected"] is None
    assert asked.search("qqqqqqqqqqqq")["corrected"] is None


def test_names_and_headlines_are_suggested_while_a_word_is_typed(asked: Engine) -> None:
    names = asked.ask("suggest", text="ci avi")["names"]
    assert [("topic", "aviation", "Civil aviation")] == [(name["field"], name["id"], name["name"]) for name in names]
    assert ["j-mueller"] == [name["id"] for name in asked.ask("suggest", text="mull")["names"]]
    titles = asked.ask("suggest", text="storm wh")["titles"]
    assert titles == []  # too short a beginning for headlines
    titles = asked.ask("suggest", text="storm whe")["titles"]
    assert 0 < len(titles) <= 4
    assert all("storm" in title["title"].lower() and "whe" in title["title"].lower() for title in titles)


def test_a_pattern_that_stands_for_too_much_says_so(chromium: Browser, tmp_path: Path) -> None:
    words = [f"w{number:04d}" for number in range(1100)]
    documents = [make_document(at, "Words", " ".join(words[at::4]), "2015-01-01") for at in range(4)]
    documents.append(make_document(9, "Twice", " ".join(words[100:]), "2015-01-02"))
    write_engine_index(documents, tmp_path / "search")
    with engine(chromium, tmp_path) as asked:
        asked.start()
        answer = asked.search("w*")
        assert [{"code": "cut", "text": "w"}] == answer["notes"]
        assert [] == asked.search("w1*")["notes"]


def test_a_later_question_supersedes_those_that_wait(exactly: Engine, asked: Engine) -> None:
    exactly.start()
    questions = [asking(query) | {"do": "search"} for query in ("ministers", "talks", "border", "storm")]
    *dropped, last = exactly.at_once(questions)
    assert ["superseded"] * 3 == [answer["kind"] for answer in dropped]
    assert shown(asked.search("storm")) == shown(last)


def test_what_a_result_key_names_can_be_asked_long_after(asked: Engine) -> None:
    key = asked.search("+oil +farm")["key"]
    before = asked.ask("facets", key=key, field="topic")
    for query in ("a1", "a2", "a3", "a4", "a5", "a6"):
        asked.search(query, insist=True)
    assert before == asked.ask("facets", key=key, field="topic")


def test_one_word_of_very_many_documents_asks_for_the_best_of_them_only(chromium: Browser, tmp_path: Path) -> None:
    documents = [
        make_document(number, "The" if number % 3 else "Calm", f"the{' the' * (number % 7)} w{number}", "2015-01-01")
        for number in range(1600)
    ]
    write_engine_index(documents, tmp_path / "search")
    requested: list[str] = []
    with engine(chromium, tmp_path) as asked:
        asked.page.on("request", lambda request: requested.append(request.url.removeprefix(asked.base)))
        asked.start()
        first = asked.search("the", count=100)
        assert 1600 == first["total"]
        shards = [path for path in requested if path.startswith("t/")]
        deep = asked.search("the", begin=200, count=100)
        assert set(shards) < {path for path in requested if path.startswith("t/")}
        whole = asked.search("the", count=300)
        assert shown(whole)[:100] == shown(first)
        assert shown(whole)[200:300] == shown(deep)
        assert not [path for path in requested if path[:2] in ("x/", "w/", "f/", "m/")]


def test_a_query_without_grammar_is_read_as_the_grammar_reads_it(asked: Engine) -> None:
    words = ["storm", "STORM", "Zürich", "2015", "京都", "and", "to", "not", "TO", "title", "storm", "wörter"]
    random = Random(8)
    queries = [random.choice(["", " "]) + "  ".join(random.choices(words, k=random.randint(1, 5))) for _ in range(40)]
    asked.start()
    requested: list[str] = []
    asked.page.on("request", lambda request: requested.append(request.url))
    answers = [asked.search(query, insist=True) for query in queries]
    assert not [url for url in requested if "query.js" in url]
    for query, answer in zip(queries, answers, strict=True):
        parsed = parse(query)
        assert (canonical(parsed.tree), []) == (answer["canonical"], answer["notes"])
        bracketed = asked.search(f"({query})", insist=True)
        assert (bracketed["total"], bracketed["hits"]) == (answer["total"], answer["hits"])
