"""Test collections in every form, trec_eval's figures, and a search page asked by a browser."""

from __future__ import annotations

import gzip
import json
import re
import urllib.request
from itertools import pairwise
from math import log2

import pytest

from backfile.bench import pagefind_site, search_table
from backfile.bench.collection import Collection, Files, find_files, read_collection
from backfile.bench.collection_forms import Entry
from backfile.bench.collection_site import write_collection
from backfile.bench.conversion import articles
from backfile.bench.costs import KINDS, Cost, chain, cost_of, kind_of
from backfile.bench.hosting import Sent, hosted
from backfile.bench.judging import Quality, ndcg, quality, reciprocal_rank, two_words
from backfile.bench.plain_queries import as_words, made_queries, read_queries
from backfile.bench.readers import Asked, Cold
from backfile.bench.searching import FORMS, Figures, SearchResults, bench_search
from backfile.model.problems import BackfileError
from backfile.reader.markdown import parse, render
from browser import require_browser
from conftest import PROJECT

SMART_DOCUMENTS = """\
.I 1
.T
Tides of the
northern sea
.A
Okafor, N.
.B
Journal 4, 12.
.W
Tides of the northern sea are told by the moon.

A second paragraph speaks of harbours.
.X
1	5	1
2	5	1
.I 2
.T
Bread
.W
Rye bread keeps for a week.
.I 3
.W
Wolves came back to the hills.
"""
SMART_QUERIES = ".I 001\n.W\nwhat moves the tides ?\n.I 004\n.W\nhow long does\nbread keep .\n.I 009\n.W\nunicorns\n"

BLOCKS_DOCUMENTS = """\
1
tides of the northern sea are told
by the moon
   /
2
rye bread keeps for a week
   /
3
wolves came back to the hills
   /
"""
BLOCKS_QUERIES = "1\nWHAT MOVES THE TIDES\n/\n2\nHOW LONG DOES BREAD KEEP\n/\n"

TREC_DOCUMENTS = """\
<DOC>
<DOCNO> WIRE-0001 </DOCNO>
<HEADLINE> Tides &amp; moons </HEADLINE>
<DATELINE>LIMA</DATELINE>
<TEXT>
<P>Tides are told by the moon.</P>
</TEXT>
</DOC>
<doc>
<docno>WIRE-0002</docno>
<title>Bread</title>
<author>Nobody</author>
<text>Rye bread keeps for a week.</text>
</doc>
"""
TREC_TOPICS = """\
<top>
<num> Number: 301
<title> what moves the tides

<desc> Description:
Everything about tides.
</top>
<top><num>302</num><title>how long does bread keep</title></top>
"""


def written(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder):
    files, unread = find_files(folder)
    return read_collection(folder.name, files, unread)


def test_smart_files_with_cranfields_judgements_that_count_queries_by_place(tmp_path):
    written(
        tmp_path,
        cran_dot_all=SMART_DOCUMENTS,
        cran_dot_qry=SMART_QUERIES,
        cranqrel="1 1 2 \n1 2 -1\n2 2 3\n2 3 5\n",
        readme="The collection, made by hand.\n",
    )
    collection = read(tmp_path)

    assert [
        Entry(
            "1",
            "Tides of the\nnorthern sea",
            "Tides of the northern sea are told by the moon.\n\nA second paragraph speaks of harbours.",
        ),
        Entry("2", "Bread", "Rye bread keeps for a week."),
        Entry("3", "", "Wolves came back to the hills."),
    ] == collection.documents
    assert [
        Entry("1", "", "what moves the tides ?"),
        Entry("2", "", "how long does\nbread keep ."),
    ] == collection.queries
    assert {"1": {"1": 2, "2": 0}, "2": {"2": 3, "3": 0}} == collection.judgements
    assert collection.graded
    notes = "\n".join(collection.notes)
    assert "3 documents from cran.all (SMART)" in notes
    assert "4 judged pairs from cranqrel" in notes
    assert "by their place in the file" in notes
    assert "1 queries without any answer" in notes
    assert "not read: readme" in notes


def test_queries_whose_own_numbers_the_judgements_use_keep_them(tmp_path):
    written(tmp_path, c_dot_all=SMART_DOCUMENTS, c_dot_qry=SMART_QUERIES, c_dot_rel="1 1 1\n4 2 1\n")

    assert [("1", "what moves the tides ?"), ("4", "how long does\nbread keep .")] == [
        (query.id, query.text) for query in read(tmp_path).queries
    ]


def test_smart_judgements_without_grades(tmp_path):
    relations = "     1      1\t0\t0.000000\n     4      2\t0\t0.000000\n     4      3\t0\t0.000000\n"
    written(tmp_path, CISI_dot_ALL=SMART_DOCUMENTS, CISI_dot_QRY=SMART_QUERIES, CISI_dot_REL=relations)
    collection = read(tmp_path)

    assert {"1": {"1": 1}, "4": {"2": 1, "3": 1}} == collection.judgements
    assert not collection.graded


def test_lines_may_end_as_on_other_systems_and_texts_be_older_than_unicode(tmp_path):
    files = {"c.all": SMART_DOCUMENTS.replace("Bread", "Café"), "c.qry": SMART_QUERIES, "c.rel": "1 0 1 1\n"}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode("latin-1"))

    assert Entry("2", "Café", "Rye bread keeps for a week.") == read(tmp_path).documents[1]


def test_numbered_blocks(tmp_path):
    written(
        tmp_path,
        **{
            "doc-text": BLOCKS_DOCUMENTS,
            "query-text": BLOCKS_QUERIES,
            "rlv-ass": "1\n  1    3\n   /\n2\n  2\n   /\n",
            "doc-vecs": "1\n  7 8 9\n   /\n2\n  1 4\n   /\n",
            "query-vecs": "1\n  7 8\n   /\n",
        },
    )
    collection = read(tmp_path)

    assert [
        Entry("1", "", "tides of the northern sea are told\nby the moon"),
        Entry("2", "", "rye bread keeps for a week"),
        Entry("3", "", "wolves came back to the hills"),
    ] == collection.documents
    assert ["WHAT MOVES THE TIDES", "HOW LONG DOES BREAD KEEP"] == [query.text for query in collection.queries]
    assert {"1": {"1": 1, "3": 1}, "2": {"2": 1}} == collection.judgements
    assert ["not read: doc-vecs", "not read: query-vecs"] == collection.notes[-2:]


def test_trec_files(tmp_path):
    judgements = "301 0 WIRE-0001 2\n301 0 WIRE-0002 0\n302 Q0 WIRE-0002 1\n302 0 WIRE-0404 1\n"
    written(tmp_path, documents__a_dot_sgml=TREC_DOCUMENTS, topics_dot_txt=TREC_TOPICS, qrels_dot_txt=judgements)
    collection = read(tmp_path)

    assert [
        Entry("WIRE-0001", "Tides & moons", "Tides are told by the moon."),
        Entry("WIRE-0002", "Bread", "Rye bread keeps for a week."),
    ] == collection.documents
    assert [
        Entry("301", "", "what moves the tides"),
        Entry("302", "", "how long does bread keep"),
    ] == collection.queries
    assert {"WIRE-0001": 2, "WIRE-0002": 0} == collection.judgements["301"]
    assert "1 judged documents are not there" in "\n".join(collection.notes)


def test_documents_in_several_trec_files_are_one_collection(tmp_path):
    first, second = TREC_DOCUMENTS.split("<doc>\n")
    written(tmp_path, docs__a=first, docs__b="<doc>\n" + second, topics=TREC_TOPICS, qrels="301 0 WIRE-0001 1\n")

    assert ["WIRE-0001", "WIRE-0002"] == [document.id for document in read(tmp_path).documents]


def test_json_lines_and_splits(tmp_path):
    documents = [{"_id": "d1", "title": "Tides", "text": "By the moon."}, {"_id": "d2", "title": "", "text": "Bread."}]
    queries = [{"_id": "q1", "text": "tides"}, {"_id": "q2", "text": "bread"}]
    written(
        tmp_path,
        corpus_dot_jsonl="\n".join(map(json.dumps, documents)),
        queries_dot_jsonl="\n".join(map(json.dumps, queries)),
        qrels__test_dot_tsv="query-id\tcorpus-id\tscore\nq1\td1\t2\n",
        qrels__train_dot_tsv="query-id\tcorpus-id\tscore\nq2\td2\t1\n",
    )
    collection = read(tmp_path)

    assert [Entry("d1", "Tides", "By the moon."), Entry("d2", "", "Bread.")] == collection.documents
    assert [Entry("q1", "", "tides")] == collection.queries
    assert {"q1": {"d1": 2}} == collection.judgements
    assert "not read: train.tsv" in collection.notes


def test_lines_with_tabs_packed(tmp_path):
    (tmp_path / "collection.tsv.gz").write_bytes(gzip.compress(b"7\tTides\tBy the moon.\n8\tBread\tFor a week.\n"))
    written(tmp_path, queries_dot_tsv="1\ttides of the moon\n2\tbread\n", qrels_dot_tsv="1\t0\t7\t1\n2\t0\t8\t1\n")
    collection = read(tmp_path)

    assert [Entry("7", "Tides", "By the moon."), Entry("8", "Bread", "For a week.")] == collection.documents
    assert ["tides of the moon", "bread"] == [query.text for query in collection.queries]


def test_files_that_are_named_are_taken_as_named(tmp_path):
    written(tmp_path, a=BLOCKS_QUERIES, b=BLOCKS_DOCUMENTS, c="1\n 1\n /\n", d="1\n 2\n /\n")
    files, unread = find_files(tmp_path, tmp_path / "b", tmp_path / "a", tmp_path / "d")

    assert Files((tmp_path / "b",), tmp_path / "a", tmp_path / "d") == files
    assert [tmp_path / "c"] == unread
    with pytest.raises(BackfileError, match=r"not one file of judgements \(c, d\): name it with --judgements"):
        find_files(tmp_path)
    with pytest.raises(BackfileError, match=r"There is no file .*/e\."):
        find_files(tmp_path, judgements=tmp_path / "e")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cran_dot_all": "no collection\n"}, "no documents that can be told"),
        ({"cranqrel": "1 1\n"}, "not one file of judgements"),
        ({"cranqrel": "77 1 1\n"}, "no query of .* has a document that answers it"),
        ({"cran_dot_all": SMART_DOCUMENTS + ".I 2\n.W\nAgain.\n"}, "stand for more than one document: 2"),
    ],
)
def test_what_is_no_collection_is_said(change, message, tmp_path):
    files = {"cran_dot_all": SMART_DOCUMENTS, "cran_dot_qry": SMART_QUERIES, "cranqrel": "1 1 2\n"}

    with pytest.raises(BackfileError, match=message):
        read(written(tmp_path, **(files | change)))


def test_a_collection_becomes_articles_with_the_same_words(tmp_path):
    odd = "1. *Bold* claims_of <b>[nobody](x)</b> & `code`\n  in lines.\n\n# 12 degrees\x1a"
    collection = Collection("odd", [Entry("9", "", odd), Entry("10", "Title: *one*", "Text.")], [], {})
    addresses = write_collection(tmp_path, collection)
    first, second = articles(tmp_path)

    assert {"1990/01/01/9-0.html": "9", "1990/01/01/title-one-1.html": "10"} == addresses
    assert ("9", "Title: *one*") == (first.title, second.title)
    html = render(parse(first.body))
    assert "1. *Bold* claims_of &lt;b&gt;[nobody](x)&lt;/b&gt; &amp; `code` in lines." in html
    assert "# 12 degrees" in html


def test_ndcg_is_trec_evals():
    gains = {"a": 3, "b": 1, "c": 0, "d": 2, "e": -1}
    ranking = ["c", "b", "x", "a", "e"]
    ideal = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)

    assert pytest.approx((1 / log2(3) + 3 / log2(5)) / ideal) == ndcg(ranking, gains)
    assert pytest.approx((1 / log2(3)) / (3 + 2 / log2(3))) == ndcg(ranking, gains, cut=2)
    assert 1.0 == ndcg(["a", "d", "b"], gains)
    assert 0.0 == ndcg([], gains) == ndcg(["a"], {"a": 0})


def test_only_ten_ranks_count():
    gains = {str(number): 1 for number in range(20)}

    assert 1.0 == ndcg([str(number) for number in range(10)], gains)
    assert 0.0 == ndcg([*"abcdefghij", "1"], gains)


def test_quality_is_the_mean_over_all_judged_queries():
    judgements = {"1": {"a": 2, "b": 1}, "2": {"c": 1}, "3": {"d": 1}}
    judged = quality({"1": ["b", "a"], "2": ["x", "c"], "3": []}, judgements)
    first = (1 + 2 / log2(3)) / (2 + 1 / log2(3))

    assert pytest.approx((first + 1 / log2(3) + 0) / 3) == judged.ndcg
    assert pytest.approx((1 + 1 / log2(3) + 0) / 3) == judged.ndcg_binary
    assert pytest.approx((1 + 1 / 2 + 0) / 3) == judged.mrr
    assert (3, 1) == (judged.queries, judged.unanswered)
    assert 1 / 3 == reciprocal_rank(["x", "y", "c"], judgements["2"])


def test_two_words_are_the_rarest_that_are_no_stop_words():
    texts = ["tides and moons", "moons and bread", "tides, bread and rye", "bread"]
    collection = Collection(
        "tiny",
        [Entry(str(number), "", text) for number, text in enumerate(texts)],
        [
            Entry("1", "", "What of the bread, the tides and the RYE?"),
            Entry("2", "", "unicorns and moons"),
            Entry("3", "", "and of the"),
        ],
        {},
    )

    assert [Entry("1", "", "tides rye"), Entry("2", "", "moons")] == two_words(collection)


def test_queries_are_made_from_the_archive_and_always_the_same(tmp_path):
    documents = [
        Entry(str(number), f"The {word} reaches harbour town number {number}", f"Frequent words of {word}.")
        for number, word in enumerate(["storm", "ship", "strike", "market"] * 5)
    ]
    write_collection(tmp_path, Collection("made", documents, [], {}))
    queries = made_queries(articles(tmp_path), 12)
    titles = [" ".join(re.findall("[a-z]{3,}", document.title.lower().replace("the ", ""))) for document in documents]

    assert [1, 2, 3] * 4 == [len(query.split()) for query in queries]
    assert 12 == len(set(queries))
    assert all(any(query in title for title in titles) for query in queries if " " in query)
    assert queries == made_queries(articles(tmp_path), 12)
    assert queries != made_queries(articles(tmp_path), 12, seed=2)
    assert {"storm", "ship", "strike", "market", "frequent", "harbour"} & set(queries)


def test_an_archive_too_small_for_a_hundred_queries_gives_fewer(tmp_path):
    write_collection(tmp_path, Collection("one", [Entry("1", "Storm", "Storm.")], [], {}))

    assert ["storm"] == made_queries(articles(tmp_path))


def test_queries_come_from_a_file(tmp_path):
    path = tmp_path / "queries.txt"
    path.write_text("storm\n\n  harbour town \n", encoding="utf-8")
    (tmp_path / "empty").touch()

    assert ["storm", "harbour town"] == read_queries(path)
    with pytest.raises(BackfileError, match="no query"):
        read_queries(tmp_path / "empty")
    with pytest.raises(BackfileError, match="cannot be read"):
        read_queries(tmp_path / "none")


def test_the_host_counts_what_it_sends_compressed_and_not(tmp_path):
    (tmp_path / "index.html").write_bytes(b"word " * 1000)
    (tmp_path / "a.bin").write_bytes(b"word " * 100)
    with hosted(tmp_path) as host:
        received = []
        for path in ("?q=x", "a.bin"):
            request = urllib.request.Request(host.address + path, headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(request) as answer:
                head = f"HTTP/1.1 200 OK\r\n{answer.headers.as_string().strip()}\n\n"
                received.append(len(head.replace("\r\n", "\n").replace("\n", "\r\n")) + len(answer.read()))
                fresh = answer.headers["Cache-Control"]
        page, file = host.sent

    assert received == [page.wire, file.wire]
    assert ("", "a.bin") == (page.path, file.path)
    assert file.wire == file.plain
    assert page.wire < 500
    assert 5000 < page.plain < 5400
    assert "max-age=600" == fresh


def test_a_request_is_as_deep_as_those_that_it_waited_for():
    page, script = Asked("search/", 0, 50), Asked("assets/main.js", 60, 110)
    manifest, late = Asked("search/manifest.json", 60, 115), Asked("assets/late.js", 190, 240)
    shards = [Asked(f"search/t/{number}.bin", 120, 180 + number) for number in range(3)]
    rows, stories = Asked("search/d/1.bin", 200, 250), [Asked("1987/02/26/a.html", 260, 310 + n) for n in range(9)]
    asked = (page, script, manifest, *shards, late, rows, *stories)
    sent = tuple(Sent(request.path, 100, 300) for request in asked)
    asked += (Asked("search/t/0.bin", 400, 401),)  # from memory
    cost = cost_of(Cold("storm", 10, 255.0, 255.0, sent, asked))

    assert 0 == chain([])
    assert (5, 2, 3) == (cost.depth, cost.depth_to_results, cost.depth_after)
    assert (800, 2100) == (cost.wire_to_results, cost.scripts_plain)
    assert (1700, 5100, 17) == (cost.wire, cost.plain, cost.requests)
    assert {
        "page and style": (100, 300, 1),
        "scripts": (200, 600, 2),
        "index": (400, 1200, 4),
        "rows": (100, 300, 1),
        "article pages": (900, 2700, 9),
    } == cost.kinds


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("search/", "page and style"),
        ("assets/site.0123456789.css", "page and style"),
        ("search/lang/english.0123456789ab.js", "scripts"),
        ("pagefind/wasm.en.pagefind", "scripts"),
        ("pagefind/index/en_1234.pf_index", "index"),
        ("pagefind/fragment/en_1234.pf_fragment", "rows"),
        ("search/more/0123456789ab.bin", "index"),
        ("search/d/0123456789ab/3.bin", "rows"),
        ("1987/02/26/port-reopens.html", "article pages"),
    ],
)
def test_kinds_of_files(path, kind):
    assert kind == kind_of(path)


NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@pytest.fixture(scope="module")
def collection():
    """30 documents; the gains of each query fall with the times that its word stands in a document."""
    words = ["lighthouse", "orchard", "glacier"]
    documents = [
        Entry(str(number), f"{words[number % 3]} {NUMBERS[number // 3]}".capitalize(), f"A story. {'filler ' * number}")
        for number in range(30)
    ]
    queries = [Entry(str(number), "", f"where is the {word}") for number, word in enumerate(words)]
    gains = {str(number): {str(other): 1 for other in range(number, 30, 3)} for number in range(3)}
    return Collection("thirty", documents, queries, gains, ["30 documents by hand"])


@pytest.mark.browser
def test_search_is_measured_in_a_browser(collection, tmp_path):
    require_browser()
    said = []
    asked = ["lighthouse", "orchard two", "no such word"]
    results = bench_search(
        PROJECT, stories=1, collection=collection, queries=asked, limit=120, pagefind=False, say=said.append
    )
    figures = results.figures["Backfile"]
    document = tmp_path / "benchmarks.md"
    document.write_text("# Benchmarks\n", encoding="utf-8")
    search_table.write_into(document, results)
    one, two, none = figures.cold

    assert {"Pagefind": "not asked for"} == results.absent
    assert (30, asked) == (results.articles, results.queries)
    assert [10, 10, 0] == [one.results, two.results, none.results]
    for cost in figures.cold:
        assert cost.wire == sum(wire for wire, _, _ in cost.kinds.values()) < cost.plain
        assert cost.requests == sum(requests for _, _, requests in cost.kinds.values())
        assert cost.kinds["scripts"][2] > 1
        assert cost.depth_to_results <= cost.depth_after < cost.depth < cost.requests
        assert cost.wire_to_results <= cost.wire
    assert one.kinds["rows"][0] > 0 == none.kinds["rows"][0]
    assert 3 == len(figures.warm)
    assert all(0 < taken < 10_000 for taken in figures.warm)
    assert [] == results.failures
    assert {form: Quality(3, 1.0, 1.0, 1.0, 0) for form in FORMS} == {
        form: Quality(judged.queries, *(round(value, 9) for value in (judged.ndcg, judged.ndcg_binary, judged.mrr)), 0)
        for form, judged in figures.quality.items()
    }
    assert asked == [cost["query"] for cost in json.loads(search_table.as_json(results))["figures"]["Backfile"]["cold"]]
    assert "<!-- bench: search thirty -->" in document.read_text(encoding="utf-8")


@pytest.mark.browser
def test_pagefind_is_asked_on_the_same_pages(collection):
    require_browser()
    if why := pagefind_site.missing():
        pytest.skip(why)
    results = bench_search(
        PROJECT, stories=1, collection=collection, queries=["lighthouse", "filing"], limit=120, say=lambda line: None
    )
    figures = results.figures["Pagefind"]

    assert [10, 0] == [cost.results for cost in figures.cold]  # "filing" stands on each page, but in no article's text
    assert all(cost.kinds["scripts"][0] > 10_000 for cost in figures.cold)
    assert figures.cold[0].kinds["rows"][2] == 10
    assert 3 == figures.quality["two words each"].queries


def test_tables_say_what_was_measured():
    kinds = dict.fromkeys(KINDS, (10_000, 20_000, 2))
    costs = [
        Cost(query, 10, 400.0, 50_000, 100_000, 40_000, 10, kinds, 60_000, 6, 3, 4)
        for query in ("storm", "harbour town")
    ]
    good, bad = Quality(5, 0.42, 0.4, 0.5, 0), Quality(5, 0.28, 0.3, 0.4, 2)
    machine = {"system": "Linux", "architecture": "x86_64", "cores": 2, "python": "3.11", "backfile": "1", "load": 0.5}
    results = SearchResults("my wire", 21_577, machine | {"browser": "130", "Pagefind": "Pagefind 9"})
    results.queries = ["storm", "harbour town"]
    results.figures = {
        "Backfile": Figures(costs, [5.0, 7.0], {"two words each": good}),
        "Pagefind": Figures(costs[:1], [15.0], {"two words each": bad}),
    }
    results.absent = {"Another": "not installed"}
    shown = "\n".join(search_table.shown(results))

    assert "| Backfile | 50.0 | 50.0 | 50.0 | 50.0 | 50.0 | 40.0 | 40.0 | 60.0 | 60.0 | 100.0 | 100.0 |" in shown
    assert "| Pagefind | 50.0 | 50.0 | 50.0 | 50.0 | – | 40.0" in shown
    assert "| Backfile | 10 | 6 | 3 | 3 | 4 | 4 | 400 | 400 |" in shown
    assert "| Backfile, nothing compressed | 20.0 (2.0) | 20.0 (2.0)" in shown
    assert "| Backfile | 6.0 | 7.0 | 7.0 |" in shown
    assert "| Backfile, queries two words each | 5 | 0.4200 | 1.50 | 0.4000 | 0.5000 | 0 |" in shown
    assert "| Pagefind, queries two words each | 5 | 0.2800 | 1.00 | 0.3000 | 0.4000 | 2 |" in shown
    assert "21,577 articles (my wire); 2 queries, such as “storm”, “harbour town”; Chromium 130" in shown
    assert "Backfile 1, Python 3.11, Pagefind 9" in shown
    assert "Not measured: Another (not installed)." in shown
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert all(row.count("|") == head.count("|") for head, row in pairwise(rows) if "--" in row)


@pytest.mark.parametrize(("count", "value"), [(1, 1), (19, 19), (20, 19), (100, 95)])
def test_the_95th_percentile_is_a_value_that_was_measured(count, value):
    assert value == search_table.p95(range(1, count + 1))


def test_a_topic_is_asked_by_its_words_alone() -> None:
    topic = 'What IS (non-linear) flow?\n  AND the U.S. wind\'s "lift"'

    assert as_words(topic) == "what is non linear flow and the u.s. wind's lift"
