"""RSS and Atom of all versions, as sites write them. The texts are our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.feeds.feeds import ITEMS, parse, sniff
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.known import detect
from backfile.ingest.ingesting import ingest
from backfile.ingest.parsed import ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Image, Status
from backfile.model.authority import Entity

PROSE = "The port of Lima reopened on Tuesday after a storm."
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(*items: str, head: str = "<title>BFN</title><link>https://bfn.example/</link>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0" {SPACES}><channel>{head}{inside}</channel></rss>'.encode()


def atom(*entries: str, head: str = "<title>BFN</title>", more: str = "") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" {more}>{head}{inside}</feed>'.encode()


def story(data: bytes) -> ParsedStory:
    (only,) = parse(data)
    assert isinstance(only, ParsedStory), only
    return only


def test_an_item_with_all_that_can_be_said_of_it() -> None:
    encoded = (
        f'<p><strong>LIMA (BFN) —</strong> {PROSE} <a href="/more">More</a></p><figure><img src="/a.jpg" alt="A ship">'
        "<figcaption>A ship leaves. <cite>BFN/Wu</cite></figcaption></figure><p>Harbour &lt;HRB.O&gt; gained.</p>"
        '<img src="https://count.example/1.gif" width="1" height="1">'
        '<p>The post <a href="/1">Port</a> appeared first on <a href="/">BFN</a>.</p>'
    )
    read = story(
        rss(
            "<title>Port &lt;i&gt;reopens&lt;/i&gt;: ships &amp;amp; trains wait</title><link>https://bfn.example/1</link>"
            '<guid isPermaLink="false">17</guid><pubDate>Tue, 17 Nov 2015 18:05:00 +0100</pubDate>'
            "<dc:creator>Ann Lee</dc:creator>"
            '<category domain="https://bfn.example/sections">Harbours</category><category>storm</category>'
            '<category domain="http://cv.iptc.org/newscodes/mediatopic/">20000139</category>'
            "<description>Ships are waiting outside.</description>"
            f"<content:encoded><![CDATA[{encoded}]]></content:encoded>"
            '<media:group><media:content url="https://bfn.example/s.jpg" width="100" medium="image"/>'
            '<media:content url="https://bfn.example/l.jpg" width="900" medium="image"/>'
            "<media:credit>BFN</media:credit>"
            "<media:description>The harbour</media:description></media:group>"
            "<georss:featurename>Callao</georss:featurename><georss:point>-12.05 -77.14</georss:point>",
            head="<title>BFN World</title><link>https://bfn.example/</link><language>en-us</language>"
            "<copyright>© BFN</copyright>",
        )
    )

    assert read.title == "Port reopens: ships & trains wait"
    assert read.body == f"{PROSE} [More](https://bfn.example/more)\n\nHarbour <HRB.O> gained."
    assert (read.dateline and read.dateline.text, read.agency, read.byline) == ("LIMA", ("BFN",), "Ann Lee")
    assert read.date == datetime(2015, 11, 17, 18, 5, tzinfo=timezone(timedelta(hours=1)))
    assert (read.id, read.source, read.rights) == ("bfn.example:17", "https://bfn.example/1", "© BFN")
    assert (read.summary, read.lang.lower()) == ("Ships are waiting outside.", "en-us")
    assert (read.topics, read.keywords) == (("harbours", "medtop:20000139"), ("storm",))
    assert read.images == (
        Image("https://bfn.example/l.jpg", "", "The harbour", "BFN"),
        Image("https://bfn.example/a.jpg", "A ship", "A ship leaves.", "BFN/Wu"),
    )
    (place,) = (record for record in read.records if isinstance(record, Entity))
    assert (place.id, place.coordinates) == ("place:callao", (-12.05, -77.14))


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<author>ann@bfn.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>Ann Lee &lt;ann@bfn.example&gt;</author>", "Ann Lee"),
        ("<author>ann@bfn.example</author>", ""),
        ("<dc:creator>By Ann Lee</dc:creator><dc:creator>Bo Wu</dc:creator>", "Ann Lee, Bo Wu"),
        ("<dc:creator>admin</dc:creator>", ""),
        ("<dc:creator>BFN</dc:creator>", ""),
    ],
)
def test_authors_are_names(author: str, byline: str) -> None:
    assert story(rss(f"<title>X</title>{author}<description>{PROSE}</description>")).byline == byline


def test_which_text_is_the_story() -> None:
    def read(*texts: str) -> tuple[str, str]:
        found = story(rss(f"<title>X</title>{''.join(texts)}"))
        return found.body, found.summary

    teaser, long = (
        "<description>Ships wait.</description>",
        f"<content:encoded>{PROSE} It took two days.</content:encoded>",
    )
    cut = "<content:encoded>The port of […]</content:encoded>"

    assert read(teaser) == ("Ships wait.", "")
    assert read(teaser, long) == (f"{PROSE} It took two days.", "Ships wait.")
    assert read(f"<description>{PROSE[:30]} …</description>", long)[1] == ""
    assert read(cut, f"<description>{PROSE}</description>") == (PROSE, "The port of […]") or read(
        cut, f"<description>{PROSE}</description>"
    ) == (PROSE, "")
    assert read("<description>One line.\n\nAnother line.</description>") == ("One line.\n\nAnother line.", "")
    assert read("<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>") == ("One.\n\nTwo.", "")
    assert read("<description><img src='x'/><p>One.</p><p>Two.</p></description>") == ("One.\n\nTwo.", "")
    assert read("<description>&amp;lt;p&amp;gt;One &amp;amp; two.&amp;lt;/p&amp;gt;</description>") == (
        "One & two.",
        "",
    )


def test_rss_1_and_items_without_anything_but_text() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>BFN</title><link>https://bfn.example</link>'
        "<items><rdf:Seq><rdf:li/></rdf:Seq></items></channel>"
        '<item rdf:about="https://bfn.example/1"><title>Port</title><link>https://bfn.example/1</link>'
        f"<description>{PROSE}</description><d:date>2015-11-17T18:05Z</d:date><d:creator>Ann Lee</d:creator></item>"
        "</rdf:RDF>"
    ).encode()
    read = story(data)

    assert sniff(data)
    assert (read.id, read.date, read.byline) == (
        "https://bfn.example/1",
        datetime(2015, 11, 17, 18, 5, tzinfo=UTC),
        "Ann Lee",
    )
    old = (
        b'<rss version="0.91"><channel><title>BFN</title><item><description>Ships wait at Lima.</description></item>'
        b"</channel></rss>"
    )
    assert (story(old).title, story(old).date) == ("Ships wait at Lima.", None)


def test_an_atom_entry() -> None:
    read = story(
        atom(
            '<id>tag:bfn.example,2015:1</id><title type="html">Port &lt;b&gt;reopens&lt;/b&gt;</title>'
            '<link href="1.html"/><link rel="enclosure" type="image/jpeg" href="https://bfn.example/p.jpg"/>'
            "<published>2015-11-17T18:05:00Z</published><updated>2015-11-18T09:00:00Z</updated>"
            "<author><name>Ann Lee</name><email>ann@bfn.example</email></author>"
            '<category term="04000000" scheme="http://cv.iptc.org/newscodes/subjectcode/"/><category term="ports"/>'
            '<content type="xhtml" xml:base="https://bfn.example/news/"><div xmlns="http://www.w3.org/1999/xhtml">'
            f'<p>{PROSE}</p><p><a href="2.html">More</a></p></div></content><summary>Ships wait.</summary>',
            more='xml:base="https://bfn.example/news/"',
        )
    )

    assert (read.title, read.body) == ("Port reopens", f"{PROSE}\n\n[More](https://bfn.example/news/2.html)")
    assert read.date == datetime(2015, 11, 17, 18, 5, tzinfo=UTC)
    assert read.modified == datetime(2015, 11, 18, 9, tzinfo=UTC)
    assert (read.id, read.byline, read.summary, read.keywords) == (
        "tag:bfn.example,2015:1",
        "Ann Lee",
        "Ships wait.",
        ("ports",),
    )
    assert read.topics == ("medtop:04000000",)
    assert read.images == (Image("https://bfn.example/p.jpg"),)


def test_atom_0_3_drafts_and_tombstones() -> None:
    old = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>BFN</title><entry><title>Port</title>'
        "<issued>2004-11-17T18:05:00Z</issued><modified>2004-11-17T18:05:00Z</modified>"
        f'<content type="text/html" mode="escaped">&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry></feed>'
    ).encode()
    draft = atom(
        f'<title>Port</title><content>{PROSE}</content><control xmlns="http://www.w3.org/2007/app"><draft>yes</draft></control>'
    )
    gone = atom(
        more='xmlns:at="http://purl.org/atompub/tombstones/1.0"',
        head='<at:deleted-entry ref="tag:bfn.example,2015:1" when="2015-11-18T09:00:00Z"/>',
    )

    assert (story(old).body, story(old).date, story(old).modified) == (
        PROSE,
        datetime(2004, 11, 17, 18, 5, tzinfo=UTC),
        None,
    )
    assert story(draft).status is Status.WITHHELD
    assert (story(gone).id, story(gone).signals, story(gone).body) == ("tag:bfn.example,2015:1", (Signal.KILL,), "")


def test_what_has_no_text_is_named() -> None:
    headline, podcast = parse(
        rss("<title>Port</title>", '<title>Talk</title><enclosure type="audio/mpeg" url="https://bfn.example/a.mp3"/>')
    )

    assert headline == Reject(2, "a headline without text", "Port")
    assert podcast == Skipped(2, "an audio item", "Talk")
    assert list(parse(rss())) == [Skipped(2, "a feed without entries")]
    assert isinstance(next(parse(b"<rss><!-- ")), Reject)
    kind = 'scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#'
    comment, setting, post = parse(
        atom(
            f'<title>Re</title><content>{PROSE}</content><in-reply-to xmlns="http://purl.org/syndication/thread/1.0"/>',
            f'<title>Set</title><content>true</content><category {kind}settings"/>',
            f'<title>Port</title><content>{PROSE}</content><category {kind}post"/><category scheme="x" term="Seas"/>',
        )
    )
    assert (comment, setting) == (Skipped(1, "a comment", "Re"), Skipped(1, "a setting", "Set"))
    assert isinstance(post, ParsedStory)
    assert post.topics == ("seas",)


def test_a_broken_feed_loses_only_what_is_broken() -> None:
    whole = rss(*(f"<title>Port {number}</title><description>{PROSE}</description>" for number in range(3)))
    cut = whole[: whole.rindex(b"after a storm")]
    undeclared = (
        "<rss><channel><title>R&D</title><item><title>Port</title><dc:creator>Ann</dc:creator>"
        f"<description>{PROSE}</description></item></channel></rss>"
    ).encode()

    assert [isinstance(found, ParsedStory) for found in parse(cut)] == [True, True, False]
    read = story(undeclared)
    assert (read.byline, read.agency) == ("Ann", ("R&D",))


def test_long_feeds_are_cut_between_items_and_keep_what_is_said_of_all() -> None:
    items = [
        f"<title>Port {number}</title><!-- <item> -->\n<description><![CDATA[{PROSE} </item> <item>]]></description>"
        for number in range(3)
    ]
    data = rss(*items)
    parts = list(long_xml.split(BytesIO(data), ITEMS, whole=0))

    assert [part.line for part in parts] == [2, 3, 4]
    assert all(isinstance(part, Document) for part in parts)
    read = [story(part.data) for part in parts if isinstance(part, Document)]
    assert [(found.title, found.agency) for found in read] == [(f"Port {number}", ("BFN",)) for number in range(3)]
    assert list(long_xml.split(BytesIO(data), ITEMS)) == [Document(1, data)]
    endless = b"<rss><channel>" + b"<item>" * 5
    assert [type(part) for part in long_xml.split(BytesIO(endless), ITEMS, whole=0)] == [Document] * 4 + [Reject]


def test_no_mail_address_reaches_an_article_file(tmp_path: Path) -> None:
    secret = "secret@bfn.example"
    people = (
        f"<author>{secret} (Ann Lee)</author><dc:creator>{secret}</dc:creator>"
        f"<atom:author><atom:email>{secret}</atom:email></atom:author>"
    )
    head = f"<title>BFN</title><managingEditor>{secret} (Bo Wu)</managingEditor><webMaster>{secret}</webMaster>"
    (tmp_path / "feed.xml").write_bytes(
        rss(
            f"<title>Port</title><pubDate>Tue, 17 Nov 2015 18:05:00 GMT</pubDate>{people}"
            f"<description>{PROSE}</description>"
            f"<comments>https://bfn.example/{secret}</comments><slash>{secret}</slash>",
            head=head,
        )
    )

    assert (found := detect((tmp_path / "feed.xml").read_bytes())) is not None
    assert found.name == "feed"
    ingest(tmp_path / "feed.xml", tmp_path / "content")

    (written,) = (tmp_path / "content" / "articles").rglob("*.md")
    words = written.read_text(encoding="utf-8")
    assert PROSE in words
    assert "@" not in words
    assert "secret" not in words
