"""The corpus generator, the account of a process tree, and timed builds of tiny corpora."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.bench.builds import Results, bench
from backfile.bench.conversion import write_for_hugo, write_for_pelican
from backfile.bench.corpus import Corpus, write_corpus
from backfile.bench.edits import Edits
from backfile.bench.growth import Growth, grow
from backfile.bench.peers import PEERS, Peer
from backfile.bench.run import Run
from backfile.bench.table import as_json, caption, growth_caption, growth_table, stage_table, table, write_into
from backfile.bench.timed import measure
from backfile.bench.usage import usage_of
from backfile.model.problems import BackfileError
from backfile.reader import check, dump_article, parse_article
from conftest import PROJECT


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """60 stories."""
    folder = tmp_path_factory.mktemp("bench") / "content"
    write_corpus(folder, 60)
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The settings of this project, but for one process a build: starting more would take most of the time."""
    folder = tmp_path_factory.mktemp("project")
    given = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    theme = str(PROJECT / "themes" / "broadsheet")
    (folder / "pelicanconf.py").write_text(f"{given}\nTHEME = {theme!r}\nJOBS = 1\n", encoding="utf-8")
    return folder


def test_a_corpus_passes_the_check(content):
    assert [] == check(content, ZoneInfo("UTC"))


def test_a_corpus_has_the_stories_asked_for_each_in_a_file_of_its_own(content):
    assert 60 == len(list((content / "articles").rglob("*.md")))


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 60))
def test_the_same_seed_gives_the_same_bytes(seed, count):
    once, again = ([dump_article(article) for article in Corpus(count, seed).stories()] for _ in range(2))

    assert once == again
    assert count == len(once)


def test_a_small_corpus_is_the_beginning_of_a_large_one():
    small, large = Corpus(30).stories(), Corpus(1_000_000).stories()

    assert list(small) == list(islice(large, 30))


def test_another_seed_gives_other_stories():
    assert next(Corpus(1, seed=1).stories()).body != next(Corpus(1, seed=2).stories()).body


@pytest.mark.parametrize("count", [0, -1, 1_000_001])
def test_a_corpus_of_no_size_is_refused(count):
    with pytest.raises(BackfileError, match=r"from 1 to 1,000,000 stories"):
        Corpus(count)


def test_words_follow_zipfs_law():
    words = Counter(word for article in Corpus(400).stories() for word in article.body.lower().split())
    frequencies = [count for _, count in words.most_common()]

    assert 1.5 < frequencies[0] / frequencies[1] < 2.6
    assert 7 < frequencies[0] / frequencies[9] < 14
    assert len(words) > 5000


def test_stories_name_the_entities_and_topics_that_have_records():
    corpus = Corpus(300)
    names = {entity.id: entity.name for entity in corpus.entities}
    topics = {topic.id for topic in corpus.topics}
    stories = list(corpus.stories())

    assert all(names[identity].split()[-1] in story.body for story in stories for identity in story.entities)
    assert {topic for story in stories for topic in story.topics} <= topics
    assert {place.region for story in stories if story.dateline for place in story.dateline.places} == {""}
    assert len({story.dateline.text for story in stories if story.dateline}) > 50


def test_time_limit_ends_the_whole_tree(tmp_path):
    marker = tmp_path / "late"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(marker)!r}).touch()"
    program = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    figures = measure([sys.executable, "-c", program], 0.5, tmp_path)

    assert figures.timed_out
    assert figures.code < 0
    assert figures.wall < 3
    assert not marker.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="orphans can be counted on Linux only")
def test_orphans_are_counted(tmp_path):
    """The command ends at once; its child uses a processor and memory afterwards."""
    child = "import time; block = bytearray(80_000_000)\nwhile time.process_time() < 0.5: pass"
    program = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]); print('done')"
    figures = measure([sys.executable, "-c", program], 30, tmp_path)

    assert 0 == figures.code
    assert "done\n" == figures.output
    assert figures.cpu >= 0.4
    assert figures.memory > 80_000_000


def test_exit_code_and_errors_are_kept(tmp_path):
    figures = measure([sys.executable, "-c", "import sys; sys.exit('no such thing')"], 30, tmp_path)

    assert (1, "no such thing\n") == (figures.code, figures.errors)


def test_a_corpus_tells_of_itself_what_reading_it_tells(tmp_path):
    """But for the article in the middle: its place in time, or by path within its day."""
    written = write_corpus(tmp_path, 40)
    read = usage_of(tmp_path)

    assert (written.count, written.topics, written.newest.path) == (read.count, read.topics, read.newest.path)
    assert "bench-19" == written.middle.id
    assert sorted(path for path in tree(tmp_path) if path.startswith("articles/"))[19] == read.middle.path


def test_edits_change_one_file_each_and_can_be_undone(tmp_path):
    write_corpus(tmp_path, 40)
    before = tree(tmp_path)
    usage = usage_of(tmp_path)
    edits = Edits(tmp_path, usage)
    states = [before]
    for change in (edits.edit, edits.add, edits.insert, edits.delete, edits.rename):
        change(1)
        states.append(tree(tmp_path))
    changed = [sorted(path for path in {*old, *now} if now.get(path) != old.get(path)) for old, now in pairwise(states)]
    problems = check(tmp_path, ZoneInfo("UTC"))
    edited, added, inserted, deleted, renamed = changed
    edits.undo()

    assert [1] * 5 == [len(paths) for paths in changed]
    assert edited == deleted == [usage.middle.path]
    assert [0, 1, 1, -1, 0] == [len(now) - len(old) for old, now in pairwise(states)]
    minute = timedelta(minutes=1)
    assert [usage.newest.date + minute, usage.middle.date + minute] == [
        parse_article(states[3][path], path, ZoneInfo("UTC"))[0].date for path in added + inserted
    ]
    assert [f"topics/{edits.topic}.md"] == renamed
    assert usage.topics[edits.topic] == max(usage.topics.values())
    assert [] == problems
    assert before == tree(tmp_path)


def test_a_topic_without_a_record_gets_one_when_it_is_renamed(tmp_path):
    article = tmp_path / "articles/2015/11/17/port.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: Port\ndate: 2015-11-17\ntopics: [shipping]\n---\nText.\n", encoding="utf-8")
    edits = Edits(tmp_path, usage_of(tmp_path))
    edits.rename(7)

    assert "---\nname: Renamed 7\n---\n" == (tmp_path / "topics/shipping.md").read_text(encoding="utf-8")


def test_an_empty_corpus_is_refused(tmp_path):
    with pytest.raises(BackfileError, match="no article"):
        Edits(tmp_path, usage_of(tmp_path))


def test_conversion_keeps_addresses_and_lets_no_code_through(tmp_path):
    folder = tmp_path / "content/articles/2015/11/17"
    folder.mkdir(parents=True)
    front = "---\ntitle: 'Port: <MGCC>'\ndate: 2015-11-17\nagency: BFN\ndateline: LIMA, Nov 17\ntopics: [shipping]\n"
    for name in ("a", "b"):
        text = f"{front}slug: port\n---\nSaid <b>so</b> {{{{< x >}}}}.\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    write_for_hugo(tmp_path / "content", tmp_path / "hugo")
    write_for_pelican(tmp_path / "content", tmp_path / "pelican")
    hugo, pelican = tree(tmp_path / "hugo"), tree(tmp_path / "pelican")
    first = hugo["articles/2015/11/17/port.md"].decode()

    assert 2 == len(pelican) == sum(path.startswith("articles/") for path in hugo)
    assert {"datelines/lima/_index.md", "topics/shipping/_index.md", "agencies/bfn/_index.md"} <= hugo.keys()
    assert {"title": "Port: <MGCC>", "url": "/2015/11/17/port.html", "datelines": ["lima"], "topics": ["shipping"]} == {
        key: value
        for key, value in json.loads(first.splitlines()[0]).items()
        if key in ("title", "url", "datelines", "topics")
    }
    assert "Said &lt;b>so&lt;/b> &#123;{&lt; x >}}." in first
    assert b"Title: Port: <MGCC>\n" in pelican["articles/2015/11/17/port.md"]
    assert b"Tags: shipping;Dateline LIMA;\n" in pelican["articles/2015/11/17/port.md"]


def test_hugo_gets_the_feeds_and_the_dates_that_backfile_has(tmp_path):
    folder = tmp_path / "content/articles/2015/11/17"
    folder.mkdir(parents=True)
    for number in range(3):
        people = ["person:ann", "person:bob"] if number else ["person:ann"]
        text = f"---\ntitle: Port {number}\ndate: 2015-11-17\ntopics: [oil]\nentities: {people}\n---\nText.\n"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    (tmp_path / "content/topics").mkdir()
    (tmp_path / "content/topics/oil.md").write_text("---\nname: Oil\n---\nAll <b>of</b> it.\n", encoding="utf-8")
    write_for_hugo(tmp_path / "content", tmp_path / "hugo")
    terms = {path: text.decode() for path, text in tree(tmp_path / "hugo").items() if path.endswith("_index.md")}
    feeds = [path for path, text in sorted(terms.items()) if '"rss"' in text]
    days = {
        path: json.loads(text) for path, text in terms.items() if path.startswith(("years/2", "months/2", "days/2"))
    }

    assert ["people/ann/_index.md", "topics/oil/_index.md"] == feeds
    assert "All &lt;b>of&lt;/b> it." in terms["topics/oil/_index.md"]
    assert {
        "years/2015/_index.md": {"title": "2015", "url": "/2015/"},
        "months/2015-11/_index.md": {"title": "November 2015", "url": "/2015/11/"},
        "days/2015-11-17/_index.md": {"title": "17 November 2015", "url": "/2015/11/17/"},
    } == days


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.theme)
def test_peers_build_a_page_for_each_article(peer, content, tmp_path):
    if peer.missing:
        pytest.skip(f"not installed: {', '.join(peer.missing)}")
    peer.prepare(content, tmp_path / "site")
    for command in peer.commands(tmp_path / "site", tmp_path / "output"):
        figures = measure(command, 60, tmp_path)
        assert 0 == figures.code, figures.errors
    pages = tree(tmp_path / "output")
    html = {path: data for path, data in pages.items() if path.endswith(".html")}
    stories = [path for path in html if re.fullmatch(r"1987/\d\d/\d\d/.+-\d+\.html", path)]
    topics = usage_of(content).topics
    topic = max(topics, key=topics.get)
    [subject] = (path for path in html if re.fullmatch(rf"(topics|tag)/{topic}(/index)?\.html", path))

    assert 60 == len(stories)
    assert {"index.html", "404.html", "1987/index.html", "1987/02/index.html", "1987/02/26/index.html"} <= html.keys()
    assert {"sitemap.xml", "robots.txt"} <= pages.keys()
    assert all(b'"@type":"NewsArticle"' in html[path].replace(b": ", b":") for path in stories)
    assert topics[topic] == html[subject].count(b'<p class="meta"><time')
    assert {f"topics/{topic}/index.xml", f"feeds/tag/{topic}.atom.xml"} & pages.keys()
    for path in {"index.html", "404.html", "1987/index.html", "1987/02/26/index.html", subject, stories[0]}:
        html5lib.HTMLParser(strict=True).parse(html[path], transport_encoding="utf-8")
    assert ("pagefind/pagefind-entry.json" in pages) == (peer.theme == "hugo")


def test_bench_times_every_kind_of_build_and_names_absent_peers(content, project):
    before = tree(content)
    said = []
    absent = Peer("Another", ("no_such_package",), write_for_hugo, "hugo", lambda site, output: [])
    failing = Peer(
        "Failing", (), write_for_pelican, "pelican", lambda site, output: [[sys.executable, "-c", "import no_such"]]
    )
    results = bench(project, stories=1, corpus=content, runs=1, limit=120, say=said.append, peers=[absent, failing])
    runs = {name: run for name, [run] in results.runs.items()}
    figures = json.loads(as_json(results))

    assert before == tree(content)
    assert 60 == results.articles
    assert "not installed: no_such_package" == results.absent["Another"]
    assert "No module named" in results.absent["Failing"]
    assert any(line.startswith("Another is left out") for line in said)
    assert [
        "Backfile, everything new",
        "Backfile, nothing changed",
        "Backfile, one article edited",
        "Backfile, one article added",
        "Backfile, one article put in between",
        "Backfile, one article deleted",
        "Backfile, one topic renamed",
    ] == list(runs)
    assert 0 == runs["Backfile, nothing changed"].files_written
    assert 0 < runs["Backfile, one article edited"].files_written < runs["Backfile, everything new"].files_written
    assert 0 < runs["Backfile, one article edited"].search_files < runs["Backfile, one article edited"].files_written
    assert all(run.wall > 0 and run.cpu > 0 and run.memory > 1_000_000 for run in runs.values())
    assert (
        runs["Backfile, everything new"].files_written
        == figures["runs"]["Backfile, everything new"][0]["files_written"]
    )


def test_growth_is_measured_size_by_size(project):
    said = []
    growth = grow(project, sizes=[10, 20], runs=1, limit=120, say=said.append)

    assert {10: [1, 1, 1], 20: [1, 1, 1]} == {
        size: [len(runs) for runs in builds.values()] for size, builds in growth.runs.items()
    }
    for builds in growth.runs.values():
        new, same, edited = (runs[0].files_written for runs in builds.values())
        assert 0 == same < edited < new
    assert said[0].startswith("10 articles, everything new, run 1: ")
    assert "20" in json.loads(as_json(growth))["runs"]


@pytest.mark.parametrize("sizes", [[], [20, 20], [0, 10]])
def test_sizes_that_show_no_growth_are_refused(sizes):
    with pytest.raises(BackfileError):
        grow(PROJECT, sizes=sizes, runs=1, limit=60, say=lambda line: None)


def test_a_build_that_dies_without_a_report_is_said(content, tmp_path):
    (tmp_path / "pelicanconf.py").write_text("import os\nos._exit(1)\n", encoding="utf-8")
    with pytest.raises(BackfileError, match="without a report"):
        bench(tmp_path, stories=1, corpus=content, runs=1, limit=60, say=lambda line: None, peers=[])


def test_too_little_time_is_said(content):
    with pytest.raises(BackfileError, match=r"not done after 0\.2 seconds"):
        bench(PROJECT, stories=1, corpus=content, runs=1, limit=0.2, say=lambda line: None, peers=[])


@pytest.fixture
def results():
    machine = {
        "system": "Linux",
        "architecture": "x86_64",
        "cores": 2,
        "python": "3.11.7",
        "backfile": "1.0",
        "load": 0.5,
        "Hugo + Pagefind": "Hugo 1.2, Pagefind 3.4",
    }
    mine = [Run(wall, 12.0, 500_000_000, 100, 40, {"Reading": wall - 5, "Lists": 0.01}) for wall in (9.0, 11.0, 10.0)]
    theirs = [Run(20.0, 30.0, 1_500_000_000, 900, 70, {"hugo": 8.0, "pagefind": 12.0})] * 3
    return Results(
        "my-wire",
        1234,
        "oil",
        77,
        machine,
        {"Backfile, everything new": mine, "Hugo + Pagefind": theirs},
        {"stock Pelican": "not installed: markdown"},
    )


def test_the_table_has_medians_and_ratios(results):
    lines = table(results)

    assert "| Backfile, everything new | 10.00 | 9.00 … 11.00 | 0.500 | 12.0 | 500 | 100 | 40 |" == lines[2]
    assert "| Hugo + Pagefind | 20.00 | 20.00 … 20.00 | 1.000 | 30.0 | 1,500 | 900 | 70 |" == lines[3]


def test_the_stages_have_medians_and_a_rest(results):
    results.runs["Backfile, nothing changed"] = [Run(1.0, 1.0, 1, 0, 0, {"Reading": 0.75})]

    assert [
        "| seconds | everything new | nothing changed |",
        "|---|--:|--:|",
        "| Reading | 5.00 | 0.75 |",
        "| outside the stages | 4.99 | 0.25 |",
    ] == stage_table(results)
    assert {"Reading": 5.0, "Lists": 0.01} == json.loads(as_json(results))["stages"]["Backfile, everything new"]


def test_growth_has_times_per_article_and_their_ratio(results):
    def builds(wall, memory):
        run = Run(wall, wall * 2, memory, 10, 5, {})
        return {
            "everything new": [run],
            "nothing changed": [Run(0.5, 0.5, 1, 0, 0, {})],
            "one article edited": [Run(1.5, 2.0, memory + 7_000_000, 9, 6, {})],
        }

    growth = Growth(results.machine, {1000: builds(2.0, 100_000_000), 5000: builds(11.0, 400_000_000)})
    lines = growth_table(growth)

    assert "| 1,000 | 2.0 | 2.000 | 1.000 | 4.000 | 1.000 | 107 | 0.50 | 1.50 | 9 | 6 |" == lines[2]
    assert "| 5,000 | 11.0 | 2.200 | 1.100 | 4.400 | 1.100 | 407 | 0.50 | 1.50 | 9 | 6 |" == lines[3]
    assert "1 run, the sizes in turn, on 2 cores" in growth_caption(growth)


def test_without_the_yardstick_there_is_no_ratio(results):
    del results.runs["Hugo + Pagefind"]

    assert "| 9.00 … 11.00 | – |" in table(results)[2]


def test_the_caption_says_what_was_measured_and_what_not(results):
    text = caption(results)

    assert "1,234 articles (my-wire); medians of 3 runs in turn on 2 cores" in text
    assert "Hugo 1.2, Pagefind 3.4" in text
    assert "renamed topic has 77 articles" in text
    assert "Of Hugo + Pagefind, hugo takes 8.0 s and pagefind takes 12.0 s." in text
    assert "Not measured: stock Pelican (not installed: markdown)." in text


def test_the_table_in_a_document_is_replaced_and_the_rest_stays(results, tmp_path):
    document = tmp_path / "benchmarks.md"
    document.write_text("# Benchmarks\n", encoding="utf-8")
    write_into(document, results)
    document.write_text(document.read_text(encoding="utf-8") + "\nMore \\1 words.\n", encoding="utf-8")
    first = document.read_text(encoding="utf-8")
    results.articles = 99
    write_into(document, results)
    second = document.read_text(encoding="utf-8")

    assert first.replace("1,234 articles", "99 articles") == second
    assert second.startswith("# Benchmarks\n\n<!-- bench: my-wire -->\n99 articles")
    assert second.endswith("<!-- end of bench: my-wire -->\n\nMore \\1 words.\n")


def test_growth_has_a_place_of_its_own_in_a_document(results, tmp_path):
    document = tmp_path / "benchmarks.md"
    document.write_text("# Benchmarks\n", encoding="utf-8")
    write_into(document, results)
    before = document.read_text(encoding="utf-8")
    runs = {name: [Run(1.0, 1.0, 1, 1, 1, {})] for name in ("everything new", "nothing changed", "one article edited")}
    for size in (100, 200):
        write_into(document, Growth(results.machine, {size: runs}))
    after = document.read_text(encoding="utf-8")

    assert after.startswith(before)
    assert 1 == after.count("<!-- bench: growth -->")
    assert "| 200 | 1.0" in after
    assert "| 100 | 1.0" not in after


def test_a_marker_without_its_end_is_an_error(results, tmp_path):
    document = tmp_path / "benchmarks.md"
    document.write_text("<!-- bench: my-wire -->\n", encoding="utf-8")

    with pytest.raises(BackfileError, match="no line"):
        write_into(document, results)
