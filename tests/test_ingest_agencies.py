"""What agencies put around and into their copy, whatever the format: signatures, subheads, counters, encodings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from backfile.ingest.formats.newsml_g2 import parse
from backfile.ingest.formats.nitf import parse as parse_nitf
from backfile.ingest.ingesting import ingest
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.decoding import once_encoded
from backfile.ingest.text.images import image_in_text
from backfile.ingest.text.language_guess import language_of


def g2(body: str, head: str = "Port reopens", lang: str = "en") -> bytes:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="bfn:1" version="1" xml:lang="{lang}">
      <itemMeta><itemClass qcode="ninat:text"/>
      <versionCreated>2015-11-17T18:05:00Z</versionCreated></itemMeta><contentMeta>
      <headline>{head}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
      <html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>""".encode()


def story(data: bytes) -> ParsedStory:
    (found,) = parse(data)
    assert isinstance(found, ParsedStory)
    return found


@pytest.mark.parametrize(
    "end",
    [
        "<p>AL (BW) // CC</p><p>Lusa/fim</p>",
        "<p>==Kyodo</p>",
        "<p>(ANSA).</p><p>Y43-BN<br/>17-NOV-15 18:05 NNN</p>",
        "<p>(Schluss) al/bw</p><p>APA0123 2015-11-17/18:05</p>",
        '<p>al-bw/cc/dd</p><p>AFP</p><p>&lt;org idsrc="isin" value="XX0"&gt;Port Co&lt;/org&gt;</p>',
        "<p>(ANN, LEE, nl)</p>",
        "<p>PTI ABC DEF</p>",
        "<p>al/bw</p><p>(foto) (vídeo)</p>",
        "<p>Riproduzione riservata © Copyright BFN</p>",
        '<div class="bwcontact"><p>Jane Roe, 213-555-0100</p></div>',
    ],
)
def test_signatures_of_desks_are_no_text(end: str) -> None:
    assert story(g2(f"<p>KIEL (BFN) - The port is open.</p><p>Ships sailed.</p>{end}")).body == (
        "The port is open.\n\nShips sailed."
    )


def test_a_line_between_dashes_is_a_subhead() -> None:
    found = story(g2("<p>BREST (BFN) = The port is open.</p><p>- Much damage -</p><p>- Not - one</p><p>It is bad.</p>"))

    assert found.body == "The port is open.\n\n## Much damage\n\n\\- Not - one\n\nIt is bad."
    assert found.agency == ("BFN",)


def test_loose_copy_parted_by_double_breaks() -> None:
    found = story(g2("By Ann Lee<br/><br/>KIEL (BFN) - The port<br/>is <b>open</b>.<br/> <br/>Ships sailed."))

    assert (found.byline, found.body) == ("Ann Lee", "The port\\\nis **open**.\n\nShips sailed.")
    assert found.dateline is not None and found.dateline.text == "KIEL"


def test_headlines_of_nitf_encoded_twice_and_second_headlines_with_a_label() -> None:
    (found,) = parse_nitf(
        b"<nitf><head/><body><body.head><hedline><hl1>L&amp;#39;&amp;eacute;cole</hl1>"
        b"<hl2>Utl.: Schaden =</hl2></hedline><byline>/ritzau/</byline>"
        b"<distributor>BFN News</distributor></body.head><body.content><p>It opens.</p>"
        b"</body.content><body.end><tagline>BFN News</tagline></body.end></body></nitf>"
    )

    assert isinstance(found, ParsedStory)
    assert (found.title, found.subhead, found.byline, found.body) == ("L'école", "Schaden", "", "It opens.")


@pytest.mark.parametrize(
    ("markup", "is_one"),
    [
        ('<img src="https://bfn.example/google-pixel-avatar.jpg" width="800"/>', True),
        ('<img src="https://bfn.example/p.jpg" alt="A crane" width="1"/>', False),
        ('<img src="https://bfn.example/p.jpg" alt="A crane" style="border:0; width: 1px"/>', False),
        ('<img src="https://bfn.example/p.jpg" alt="A crane" style="max-width:100%"/>', True),
        ('<img src="https://rt.bfn.example/rt.gif?id=1"/>', False),
        ('<img src="https://bfn.example/p.jpg" class="wp-smiley"/>', False),
        ('<img src="https://bfn.example/ti?nf=1"/>', False),
    ],
)
def test_what_counts_readers_is_no_picture(markup: str, is_one: bool) -> None:
    assert (image_in_text(etree.fromstring(markup)) is not None) is is_one


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("台風の影響で神戸港が再開した。", "ja"),
        ("上海港17日恢复作业。", "zh"),
        ("항구가 다시 열렸다.", "ko"),
        ("أعيد فتح الميناء يوم الثلاثاء", "ar"),
        ("بندر می‌گوید که باز شد", "fa"),
        ("Порт відкрився у вівторок, сказав міністр", "uk"),
        ("Порт открылся во вторник, и мы рады", "ru"),
        ("Το λιμάνι άνοιξε", "el"),
        ("The 中国 name of the port is not what it was, and that is that", "en"),
    ],
)
def test_languages_by_script(text: str, lang: str) -> None:
    assert language_of(text) == lang


def test_what_was_encoded_twice_is_read_once(tmp_path: Path) -> None:
    twice = g2("<p>QUÉBEC (BFN) - L’école rouvre à midi.</p>", "L’école rouvre", "fr")
    twice = twice.decode("cp1252").encode()
    (tmp_path / "story.xml").write_bytes(twice)

    ingest(tmp_path / "story.xml", tmp_path / "content", now=datetime.fromisoformat("2020-01-01T00:00:00Z"))

    (path,) = (tmp_path / "content" / "articles").rglob("*.md")
    text = path.read_text("utf-8")
    assert "title: L’école rouvre" in text and "QUÉBEC" in text and text.endswith("L’école rouvre à midi.\n")
    for whole in ("NÃO “NÃ” É»", "Café, naïve", "plain"):
        assert once_encoded(whole.encode()) == whole.encode()
