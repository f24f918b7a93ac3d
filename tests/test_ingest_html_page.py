"""Pages of HTML to stories: structured data of every kind, and the text without what stands around it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backfile.ingest import ingest
from backfile.ingest.formats.html_page.page import parse, sniff
from backfile.ingest.formats.known import detect
from backfile.ingest.parsed import ParsedStory, Reject, Skipped
from backfile.model.article import Correction, Image

ARTICLE: dict[str, Any] = {
    "@type": ["NewsArticle"],
    "@id": "https://news.example/port#article",
    "mainEntityOfPage": {"@id": "https://news.example/port"},
    "headline": "Port reopens after …",
    "alternativeHeadline": "Ships queue &amp; wait",
    "datePublished": "2015-11-17T18:05:00+01:00",
    "dateModified": "2015-11-18T09:00:00+01:00",
    "author": [{"@type": "Person", "name": "By Ann Lee", "email": "ann@desk.example"}, {"@id": "#joe"}],
    "publisher": {
        "@type": "NewsMediaOrganization",
        "name": "BFN",
        "contactPoint": {"@type": "ContactPoint", "telephone": "+49 555 0100"},
    },
    "inLanguage": "en_GB",
    "keywords": "storm, port, storm",
    "articleSection": "Weather",
    "about": [
        {"@type": "Thing", "name": "Storms", "sameAs": "http://cv.iptc.org/newscodes/mediatopic/20000151"},
        {
            "@type": "Person",
            "name": "Jane Doe",
            "sameAs": ["https://www.wikidata.org/wiki/Q42", "https://doe.example/"],
        },
    ],
    "mentions": {
        "@type": "Place",
        "name": "Kiel",
        "geo": {"@type": "GeoCoordinates", "latitude": "54.32", "longitude": 10.13},
    },
    "image": [
        "https://news.example/port-16x9.jpg",
        {"@type": "ImageObject", "url": "/port.jpg", "caption": "A ship", "creditText": "BFN/Doe"},
        "http://news.example/unsafe.jpg",
    ],
    "correction": [
        {"@type": "CorrectionComment", "text": "Corrects the number of ships.", "datePublished": "2015-11-18T09:00:00Z"}
    ],
    "description": "The port of Kiel reopened",
    "copyrightNotice": "© BFN",
    "isAccessibleForFree": False,
    "internalNote": "desk: check with Joe",
}
GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "@id": "https://news.example/port", "name": "Port reopens"},
        {"@type": "Person", "@id": "#joe", "name": "Joe Roe"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}]},
        ARTICLE,
    ],
}
PARAGRAPHS = """
<p><b>KIEL, Germany (BFN)</b> – The port of Kiel reopened on Tuesday after a <a href="/storm">storm</a> that had closed
it for three days, the <em>longest</em> time since 1962.</p>
<h3>Queue</h3>
<p>Twelve ships waited outside, and the harbour master said that all of them would be in by the evening.</p>
<ul><li>ten freighters</li><li>two ferries</li></ul>
<blockquote><p>It was no ordinary storm, and everybody in the port knew it from the first hour on.</p></blockquote>
"""
AROUND = """
<div class="social-share"><a href="https://t.example/">Tweet</a></div>
<aside><p>Sign up to our newsletter and never miss a thing that goes on in the world of ships.</p></aside>
<div class="c-related-content"><h3>Related</h3><ul><li><a href="/a">Other story</a></li></ul></div>
<p class="ad-label">Advertisement</p>
<div id="comments"><p>First! What a port. I have been there and it was closed, as usual, all day long.</p></div>
<form><label>Your e-mail</label><input></form>
<figure><img src="/port.jpg" alt=""><figcaption>A ship</figcaption></figure>
<p><strong>Read more:</strong> <a href="/b">Port closed</a></p>
<div hidden>Internal: call the desk, 555-0100</div>
<div style="display: none">Not for publication</div>
<!-- desk: call 555-0100 -->
<template><p>Not for publication</p></template>
"""


def page(body: str, head: str = "", data: Any = None) -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data is not None else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Port reopens | News</title>{head}{script}'
        f'</head><body><nav><a href="/">Home</a></nav><main>{body}</main><footer><p>© BFN</p></footer></body></html>'
    ).encode()


def story(data: bytes) -> ParsedStory:
    (found,) = parse(data)
    assert isinstance(found, ParsedStory), found
    return found


HEAD = '<link rel="canonical" href="https://news.example/port">'
WHOLE = page(
    f"<article><header><h1>Port reopens after storm</h1><p class=byline>By Ann Lee</p></header>{PARAGRAPHS}{AROUND}"
    "</article><section><h2>More stories</h2><article><h2>Other</h2><p>Other words.</p></article></section>",
    HEAD,
    GRAPH,
)
BODY = """\
The port of Kiel reopened on Tuesday after a [storm](https://news.example/storm) that had closed it for three days, \
the *longest* time since 1962.

### Queue

Twelve ships waited outside, and the harbour master said that all of them would be in by the evening.

- ten freighters
- two ferries

> It was no ordinary storm, and everybody in the port knew it from the first hour on."""


def test_json_ld_and_the_paragraphs_of_the_page() -> None:
    found = story(WHOLE)

    assert found.title == "Port reopens after storm"
    assert found.subhead == "Ships queue & wait"
    assert found.body == BODY
    assert found.dateline is not None
    assert str(found.dateline.places[0]) == "KIEL, Germany"
    assert found.agency == ("BFN",)
    assert found.byline == "Ann Lee, Joe Roe"
    assert (found.date, found.modified) == (
        datetime.fromisoformat("2015-11-17T18:05:00+01:00"),
        datetime.fromisoformat("2015-11-18T09:00:00+01:00"),
    )
    assert (found.id, found.source, found.lang) == ("https://news.example/port", "https://news.example/port", "en-GB")
    assert found.keywords == ("storm", "port")
    assert found.topics == ("medtop:20000151", "weather")
    assert found.entities == ("person:jane-doe", "place:kiel")
    person, place = found.records[-2:]
    assert (person.wikidata, person.same_as) == ("Q42", ("https://doe.example/",))  # type: ignore[union-attr]
    assert place.coordinates == (54.32, 10.13)  # type: ignore[union-attr]
    assert found.images == (Image("https://news.example/port.jpg", caption="A ship", credit="BFN/Doe"),)
    assert found.corrections == (Correction(datetime(2015, 11, 18, 9, tzinfo=UTC), "Corrects the number of ships."),)
    assert found.rights == "© BFN"
    assert found.summary == ""  # no more than the first words of the text


def test_nothing_that_is_not_shown_reaches_the_article_file(tmp_path: Path) -> None:
    file = tmp_path / "port.html"
    file.write_bytes(WHOLE)
    summary = ingest(file, tmp_path / "content")

    (written,) = (tmp_path / "content/articles").rglob("*.md")
    text = written.read_text(encoding="utf-8")
    assert summary.written == 1
    assert "title: Port reopens after storm" in text
    for kept_out in (
        "555",
        "desk",
        "Internal",
        "Not for publication",
        "newsletter",
        "Advertisement",
        "First!",
        "Tweet",
    ):
        assert kept_out not in text


MICRODATA = page(
    '<div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="2015-11-17">'
    '<h1 itemprop="headline">Port reopens</h1>'
    '<span itemprop="author" itemscope itemtype="http://schema.org/Person">By <b itemprop="name">Ann Lee</b></span>'
    f'<div itemprop="articleBody">{PARAGRAPHS}</div>{AROUND}'
    '<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><i itemprop="name">BFN</i></div>'
    "</div>",
    HEAD,
)
RDFA = page(
    '<div vocab="http://schema.org/" typeof="NewsArticle"><h1 property="headline">Port reopens</h1>'
    '<time property="datePublished" datetime="2015-11-17">Tuesday</time><span property="author">Ann Lee</span>'
    f'<div property="articleBody">{PARAGRAPHS}</div>{AROUND}</div>',
    HEAD,
)
OPEN_GRAPH = page(
    f'<h1>Port reopens</h1><div class="post"><div class="post-content">{PARAGRAPHS}{AROUND}</div></div>',
    HEAD + '<meta property="og:type" content="article"><meta property="og:title" content="Port reopens">'
    '<meta property="article:published_time" content="2015-11-17"><meta name="author" content="Ann Lee">',
)
BARE = page(
    f"<article><h1>Port reopens</h1>{PARAGRAPHS}{AROUND}</article>",
    HEAD + '<meta name="date" content="2015-11-17"><meta name="author" content="Ann Lee">',
)


@pytest.mark.parametrize("data", [MICRODATA, RDFA, OPEN_GRAPH, BARE], ids=["microdata", "rdfa", "og", "bare"])
def test_pages_without_json_ld_say_the_same(data: bytes) -> None:
    found = story(data)

    assert (found.title, found.byline, found.body) == ("Port reopens", "Ann Lee", BODY)
    assert (found.date, found.has_time) == (datetime.fromisoformat("2015-11-17"), False)
    assert found.id == "https://news.example/port"
    assert found.agency == ("BFN",)


LONG = "The port of Kiel reopened on Tuesday after a storm that had closed it. Twelve ships waited outside. " * 3


def test_the_text_of_json_ld_stands_in_where_the_page_has_another_or_none() -> None:
    data = {**ARTICLE, "articleBody": f"KIEL (BFN) - {LONG}\n\nAll is well."}

    teaser = story(page("<article><h1>Port reopens</h1><p>Subscribe to read on about all.</p></article>", HEAD, data))
    none = story(page('<div id="app"></div>', HEAD, data))

    assert teaser.body == none.body == f"{LONG.strip()}\n\nAll is well."
    assert none.dateline is not None
    assert none.dateline.text == "KIEL"


def test_one_run_of_words_in_json_ld_loses_to_paragraphs_that_say_the_same() -> None:
    words = " ".join(BODY.replace("### Queue", "Queue").replace("](https://news.example/storm)", "").split())

    assert story(page(f"<article>{PARAGRAPHS}</article>", HEAD, {**ARTICLE, "articleBody": words})).body == BODY


@pytest.mark.parametrize(
    ("body", "data", "kind"),
    [
        ("<article><h2>A</h2></article><article><h2>B</h2></article>", None, "a list of articles"),
        ("<h1>News</h1>", {"@type": "ItemList", "itemListElement": [ARTICLE, ARTICLE, ARTICLE]}, "a list of articles"),
        ("<h1>About us</h1><p>We are BFN.</p>", {"@type": "WebPage", "name": "About"}, "a page without an article"),
        ('<article class="story tombstone"><h1>Gone</h1></article>', None, "the page of a withdrawn article"),
    ],
)
def test_pages_that_are_no_story_are_named(body: str, data: Any, kind: str) -> None:
    (found,) = parse(page(body, "", data))

    assert isinstance(found, Skipped)
    assert found.kind == kind


def test_a_story_whose_text_is_not_there_is_a_reject() -> None:
    (found,) = parse(page('<div id="app"></div>', HEAD, ARTICLE))

    assert isinstance(found, Reject)
    assert "text was not found" in found.reason


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Port reopens", "articleBody": "Ships sail.\n\nAll is well.",}',
        '<!-- {"@type": "NewsArticle", "headline": "Port reopens", "articleBody": "Ships sail.\\n\\nAll is well."} -->',
        '{"@type": "http://schema.org/NewsArticle", "headline": {"@value": "Port reopens"}, '
        '"articleBody": "<p>Ships sail.</p><p>All is well.</p>"};',
    ],
    ids=["comma", "comment", "html"],
)
def test_slips_in_json_ld_are_put_up_with(script: str) -> None:
    found = story(page("", f'<script type="application/ld+json; charset=utf-8">{script}</script>'))

    assert (found.title, found.body) == ("Port reopens", "Ships sail.\n\nAll is well.")


def test_encodings_are_told_by_what_is_there_then_by_what_is_declared() -> None:
    text = "<html><head><meta charset='{}'></head><body><article><h1>Гавань</h1><p>{}</p></article></body></html>"
    words = "Порт снова открыт после шторма."

    assert story(text.format("windows-1251", words).encode("cp1251")).body == words
    assert story(text.format("windows-1251", words).encode()).body == words


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 100_000,
        b'<html><script type="application/ld+json">' + b'{"a":' * 100_000 + b"</script><article><h1>A</h1>",
        b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><article><h1>&x;</h1><p>&x;</p></article>",
        b"<html>\x00\xff\xfe<" + b"<p" * 1000,
        b"<!doctype html>",
    ],
    ids=["depth", "json-depth", "list-depth", "entity", "junk", "empty"],
)
def test_hostile_pages_are_named(data: bytes) -> None:
    assert sniff(data[:8192])
    found = list(parse(data))

    assert len(found) == 1
    assert "root:" not in repr(found)


def test_detection_takes_pages_and_leaves_other_markup() -> None:
    assert (chosen := detect(WHOLE)) is not None
    assert chosen.name == "html"
    for other in (b"<?xml version='1.0'?><nitf><body/></nitf>", b"<rss><channel/></rss>", b"<p>Ships</p>"):
        assert not sniff(other)


WORDS = [
    "The port of Kiel reopened on Tuesday after a storm that had closed it for three days, officials said.",
    "Twelve ships waited outside the harbour, and the master said that all would be in by evening.",
    "Trains to the ferry terminal run again from Wednesday, the operator said in a statement.",
]
SHAPES = {
    "blocks": "<article><h1>Port reopens</h1><div data-component='byline-block'><p class='x-Byline'>By Ann Lee</p>"
    + "".join(f"</div><div data-component='text-block'><div class='RichTextContainer'><p>{p}</p></div>" for p in WORDS)
    + "</div><section data-component='links-block'><h2>More on this story</h2><ul><li><a href='/a'>Other</a></li></ul>"
    "</section></article>",
    "blog": "<div class='page-content'><article class='post tag-port'><header class='entry-head'><h1>Port reopens</h1>"
    "<div class='entry-meta author'>By Ann Lee</div></header><div class='entry-content'>"
    + "".join(f"<p>{p}</p>" for p in WORDS)
    + "<div class='sharedaddy sd-sharing'><h3>Share this:</h3><ul><li><a href='?x'>X</a></li></ul></div></div><footer>"
    "<a rel='tag' href='/t'>port</a></footer></article><p>More news that goes on and on about other things, without an "
    "end to it that a reader could see, below the article but in the same part of the page, all day long.</p></div>",
    "leaves": "<main><h1>Port reopens</h1><p class='author'>By Ann Lee</p><div class='article-body__content__17Y'>"
    + "".join(f"<div data-testid='paragraph'>{p}</div>" for p in WORDS)
    + "<p>Sign up for our newsletter here.</p></div></main>",
    "breaks": "<table><tr><td>Menu</td><td><h1>Port reopens</h1><p class=byline>By Ann Lee</p><font size=2>"
    + "<br><br>".join(WORDS)
    + "</font></td></tr></table>",
    "dated": "<article><h1><span>Kiel</span> <span>Port reopens</span></h1><p class=authorline>By Ann Lee</p>"
    "<p class=metatextline>Published: 17.11.2015 18:05</p>" + "".join(f"<p>{p}</p>" for p in WORDS) + "</article>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_text_is_found_in_pages_of_every_shape(shape: str) -> None:
    head = '<meta property="og:type" content="article"><meta property="og:title" content="Port reopens">'
    found = story(page(shape, head))

    assert (found.title, found.byline, found.body) == ("Port reopens", "Ann Lee", "\n\n".join(WORDS))
