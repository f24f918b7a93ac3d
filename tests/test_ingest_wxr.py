"""Exports of WordPress: posts of every age of its editor, and what else is in the files. The texts are our own."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.known import detect
from backfile.ingest.formats.wxr.export import parse, split
from backfile.ingest.formats.wxr.post_html import post_html
from backfile.ingest.ingesting import ingest
from backfile.ingest.parsed import ParsedStory, Reject, Skipped
from backfile.model.article import Image
from backfile.model.authority import Entity, Topic

PROSE = "The port of Lima reopened on Tuesday after a storm."
HEAD = (
    "<title>BFN &amp; Partners</title><link>https://bfn.example</link><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>"
    "<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[alee]]></wp:author_login>"
    "<wp:author_email>alee@bfn.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ann Lée]]></wp:author_display_name>"
    "</wp:author><wp:category><wp:category_nicename>seas</wp:category_nicename><wp:category_parent></wp:category_parent>"
    "<wp:cat_name>Open Seas</wp:cat_name></wp:category>"
    "<wp:category><wp:category_nicename>harbours</wp:category_nicename>"
    "<wp:category_parent>seas</wp:category_parent><wp:cat_name>Harbours</wp:cat_name></wp:category>"
)


def export(*items: str) -> bytes:
    inside = "".join(f"<item>{item}</item>\n" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- This is a WordPress eXtended RSS file. -->\n<rss version="2.0" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n'
        f"<channel>{HEAD}\n{inside}</channel></rss>"
    ).encode()


def post(
    text: str,
    more: str = "",
    number: int = 6,
    status: str = "publish",
    kind: str = "post",
    title: str = "Port &amp; storm",
) -> str:
    return (
        f"<title>{title}</title><link>https://bfn.example/port/</link>"
        "<pubDate>Tue, 17 Nov 2015 18:05:00 +0000</pubDate>"
        f'<dc:creator><![CDATA[alee]]></dc:creator><guid isPermaLink="false">https://bfn.example/?p={number}</guid>'
        f"<description></description><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>2015-11-17 13:05:00</wp:post_date>"
        "<wp:post_date_gmt>2015-11-17 18:05:00</wp:post_date_gmt>"
        "<wp:post_modified_gmt>2015-11-18 09:00:00</wp:post_modified_gmt>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type><wp:post_password></wp:post_password>{more}"
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def attachment(number: int, url: str, more: str = "") -> str:
    told = f"<wp:attachment_url>{url}</wp:attachment_url><excerpt:encoded>The harbour in 2014</excerpt:encoded>{more}"
    return post("", told, number, "inherit", "attachment", "IMG_1")


def story(data: bytes) -> ParsedStory:
    (only,) = (parsed for parsed in parse(data) if not isinstance(parsed, Skipped))
    assert isinstance(only, ParsedStory), only
    return only


def test_a_post_with_all_that_can_be_said_of_it() -> None:
    more = (
        "<excerpt:encoded><![CDATA[Ships are <em>waiting</em>.]]></excerpt:encoded>"
        '<category domain="category" nicename="harbours"><![CDATA[Harbours]]></category>'
        '<category domain="category" nicename="uncategorized">Uncategorized</category>'
        '<category domain="post_tag" nicename="storm">Storm</category>'
        '<category domain="people" nicename="bo-wu">Bo Wu</category>'
        f"{meta('_thumbnail_id', '9')}{meta('subtitle', 'Ships queue')}{meta('_edit_lock', '1:2')}"
    )
    text = f"<b>LIMA (BFN) —</b> {PROSE}\n\nShips wait."
    read = story(
        export(post(text, more), attachment(9, "https://bfn.example/a.jpg", meta("_wp_attachment_image_alt", "A ship")))
    )

    assert (read.title, read.body) == ("Port & storm", f"{PROSE}\n\nShips wait.")
    assert (read.dateline and read.dateline.text, read.agency, read.byline) == ("LIMA", ("BFN",), "Ann Lée")
    assert read.date == datetime(2015, 11, 17, 18, 5, tzinfo=UTC)
    assert read.modified == datetime(2015, 11, 18, 9, tzinfo=UTC)
    assert (read.id, read.source) == ("https://bfn.example/?p=6", "https://bfn.example/port/")
    assert (read.summary, read.subhead, read.lang.lower()) == ("Ships are waiting.", "Ships queue", "en-us")
    assert (read.topics, read.keywords, read.entities) == (("harbours",), ("Storm",), ("person:bo-wu",))
    topics = {record.id: record.parent for record in read.records if isinstance(record, Topic)}
    assert topics == {"harbours": "open-seas", "open-seas": ""}
    assert [record.name for record in read.records if isinstance(record, Entity)] == ["Bo Wu"]
    assert read.images == (Image("https://bfn.example/a.jpg", "A ship", "The harbour in 2014"),)


CLASSIC = """By the [dropcap]h[/dropcap]arbour [sic], a break
and a line.

[caption id="attachment_9" width="300"]<a href="x"><img
src="http://bfn.example/wp-content/uploads/2015/11/s.jpg" alt="S" /></a> A ship[/caption]
<h2>Ships</h2>
They wait.
<ul>
 \t<li>one</li>
 \t<li>two</li>
</ul>
<blockquote>First.

Second.</blockquote>
[gallery ids="9,10"]
<!--more-->
[contact-form-7 id="1"][vc_row][vc_column_text css="x"]Inside.[/vc_column_text][/vc_row]
[embed]https://video.example/1[/embed]
[[note]] ends."""


def test_a_classic_post_is_shown_as_wordpress_shows_it() -> None:
    read = story(export(post(CLASSIC), attachment(10, "https://bfn.example/g.jpg")))

    assert read.body == (
        "By the harbour [sic], a break\\\nand a line.\n\n## Ships\n\nThey wait.\n\n- one\n- two\n\n"
        "> First.\n>\n> Second.\n\n"
        "Inside.\n\n[https://video.example/1](https://video.example/1)\n\n[note] ends."
    )
    assert read.images == (
        Image("2015/11/s.jpg", "S", "A ship"),
        Image("https://bfn.example/g.jpg", "", "The harbour in 2014"),
    )


def test_a_post_of_blocks_is_without_their_marks() -> None:
    blocks = (
        '<!-- wp:paragraph {"dropCap":true} -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image {"id":5} -->\n'
        '<figure class="wp-block-image"><img src="https://bfn.example/i.jpg" alt="I"/>'
        "<figcaption>Cap</figcaption></figure>\n"
        "<!-- /wp:image -->\n\n<!-- wp:list --><ul><li>a</li><li>b</li></ul><!-- /wp:list -->\n"
        '<!-- wp:block {"ref":1} /-->\n<!-- wp:paragraph --><p>Two.</p><!-- /wp:paragraph -->'
    )
    read = story(export(post(blocks)))

    assert read.body == "One.\n\n- a\n- b\n\nTwo."
    assert read.images == (Image("https://bfn.example/i.jpg", "I", "Cap"),)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (post(PROSE, status="draft"), "a draft"),
        (post(PROSE, status="private"), "a private post"),
        (post(PROSE, status="trash"), "a post in the trash"),
        (post(PROSE, kind="page"), "a page"),
        (post("", kind="nav_menu_item"), "a menu item"),
        (post(PROSE, kind="product"), "an item of type product"),
        (post(PROSE).replace("password></wp", "password>x</wp"), "a post behind a password"),
    ],
)
def test_what_is_not_published_is_named(item: str, kind: str) -> None:
    (only,) = parse(export(item))

    assert isinstance(only, Skipped)
    assert (only.kind, only.name) == (kind, "Port & storm")


def test_posts_without_text_and_those_to_come() -> None:
    (empty,) = parse(export(post("[gallery]")))
    later = story(export(post(PROSE, status="future")))

    assert isinstance(empty, Reject)
    assert later.embargo == later.date == datetime(2015, 11, 17, 18, 5, tzinfo=UTC)


def test_a_long_export_hands_each_post_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    category = '<category domain="category" nicename="harbours">Harbours</category>'
    data = export(
        post(PROSE, category + meta("_thumbnail_id", "9")),
        post('Text.\n\n[gallery ids="9"]', number=7),
        attachment(9, "https://bfn.example/a.jpg"),
    )
    whole = list(parse(data))
    monkeypatch.setattr(long_xml, "WHOLE", 0)
    parts = list(split(BytesIO(data)))
    found = [parsed for part in parts if not isinstance(part, Reject) for parsed in parse(part.data)]

    assert [part.line for part in parts] == [5, 6, 9]
    assert [type(parsed) for parsed in found] == [ParsedStory, ParsedStory, Skipped]
    assert [_without_line(one) for one in found] == [_without_line(one) for one in whole]
    assert b"alee@" not in parts[0].data if not isinstance(parts[0], Reject) else False


def _without_line(parsed: object) -> str:
    return repr(parsed).partition("line=")[0] if isinstance(parsed, ParsedStory) else type(parsed).__name__


def test_hostile_shortcodes_cost_no_time() -> None:
    for text in (
        "[caption]" * 20_000,
        "[a " * 100_000,
        "<p " * 100_000,
        " " * 300_000 + "x",
        "[video]" * 50_000,
        "\n \n" * 100_000,
    ):
        post_html(text)


def test_no_comment_and_no_address_of_an_author_reaches_an_article_file(tmp_path: Path) -> None:
    secret = "SECRET"
    comment = (
        f"<wp:comment><wp:comment_author>{secret}</wp:comment_author><wp:comment_author_email>s@x.example</wp:comment_author_email>"
        f"<wp:comment_author_IP>10.0.0.1</wp:comment_author_IP><wp:comment_content>{secret}</wp:comment_content></wp:comment>"
    )
    hidden = f"{meta('_notes', secret)}{meta('editor_note', secret)}{comment}"
    (tmp_path / "export.xml").write_bytes(export(post(f"{PROSE}<!-- {secret} -->", hidden)))

    assert (found := detect((tmp_path / "export.xml").read_bytes())) is not None
    assert found.name == "wxr"
    ingest(tmp_path / "export.xml", tmp_path / "content")

    (written,) = (tmp_path / "content" / "articles").rglob("*.md")
    words = written.read_text(encoding="utf-8")
    assert PROSE in words
    assert not any(part in words for part in (secret, "@", "10.0.0.1", "alee"))
