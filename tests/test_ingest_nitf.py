"""NITF: head, heading and body, as agencies fill them in. The texts are our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from backfile.ingest.formats.known import detect
from backfile.ingest.formats.nitf import parse, sniff
from backfile.ingest.ingesting import ingest
from backfile.ingest.parsed import ParsedStory, Reject, Signal
from backfile.model.article import Image, Status
from backfile.model.authority import Entity, Topic

PROSE = "The port of Lima reopened on Tuesday after a storm that had kept it closed for two days."
MORE = "Forty ships had waited outside."
HEDLINE = "<hedline><hl1>Port reopens after storm</hl1></hedline>"
ISSUED = '<date.issue norm="20151117T180500+0100"/>'
DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf-3-3.dtd">\n'


def nitf(
    *paragraphs: str, heading: str = HEDLINE, docdata: str = ISSUED, head: str = "", end: str = "", attributes: str = ""
) -> bytes:
    content = "".join(each if each.startswith("<") else f"<p>{each}</p>" for each in paragraphs)
    return (
        f"{DOCTYPE}<nitf {attributes}><head><title>PORT</title>{head}<docdata>{docdata}</docdata></head>"
        f"<body><body.head>{heading}</body.head><body.content>{content}</body.content>"
        f"<body.end>{end}</body.end></body></nitf>"
    ).encode()


def story(data: bytes) -> ParsedStory:
    (only,) = parse(data)
    assert isinstance(only, ParsedStory), only
    return only


def test_a_story_with_all_that_can_be_said_of_it() -> None:
    read = story(
        nitf(
            f"LIMA, Nov 17 (BFN) - {PROSE}",
            MORE,
            "al/bw",
            head='<meta name="slug" content="Peru-port"/><tobject tobject.type="News">'
            '<tobject.property tobject.property.type="Feature"/>'
            '<tobject.subject tobject.subject.refnum="17003000" tobject.subject.matter="Weather"/></tobject>',
            docdata='<doc-id regsrc="BFN" id-string="4711"/><urgency ed-urg="4"/><du-key key="peru" version="03"/>'
            '<evloc city="Callao" iso-cc="PER"/><doc.copyright year="2015" holder="BFN"/>'
            '<key-list><keyword key="ports"/><keyword key="weather"/></key-list>'
            '<identified-content><person idsrc="bfn" value="p7">Ann Lee</person><org>Port Authority of Lima</org>'
            "</identified-content>" + ISSUED,
            heading="<hedline><hl1>Port <em>reopens</em> after storm</hl1><hl2>Ships queue for berths</hl2></hedline>"
            "<byline>By <person>Bo Wu</person> bo.wu@bfn.example<byttl>Lima Bureau</byttl></byline>"
            "<distributor>Backfile News</distributor><dateline><location>LIMA</location></dateline>"
            "<abstract><p>A port is open again, and ships are many.</p></abstract>",
            attributes='baselang="en-US" version="-//IPTC//DTD NITF 3.3//EN"',
            end="<tagline>Cy Diaz contributed.</tagline>",
        )
    )

    assert read.title == "Port reopens after storm"
    assert read.body == f"{PROSE}\n\n{MORE}\n\nCy Diaz contributed."
    assert read.dateline is not None
    assert (read.dateline.text, read.agency, read.byline) == ("LIMA, Nov 17", ("BFN",), "Bo Wu, Lima Bureau")
    assert (read.id, read.version, read.urgency) == ("BFN:4711", 3, 4)
    assert (read.date, read.has_time) == (datetime(2015, 11, 17, 18, 5, tzinfo=timezone(timedelta(hours=1))), True)
    assert (read.slugline, read.keywords) == ("Peru-port", ("ports", "weather"))
    assert (read.subhead, read.summary) == ("Ships queue for berths", "A port is open again, and ships are many.")
    assert (read.lang, read.genre, read.rights) == ("en-US", ("Feature",), "© 2015 BFN")
    assert len(read.topics) == 1
    assert read.topics[0].startswith("medtop:")
    assert read.entities == ("place:callao", "person:ann-lee", "organisation:port-authority-of-lima")
    records = {record.id: record for record in read.records if isinstance(record, Entity)}
    assert records["place:callao"].country == "PE"
    assert records["person:ann-lee"].qcodes == ("bfn:p7",)


def test_the_structure_of_a_body() -> None:
    read = story(
        nitf(
            PROSE,
            "<hl2>Waiting</hl2>",
            '<p>See <a href="https://bfn.example/port">the port</a> and <location>Callao</location>, '
            "says <person>Ann Lee</person>.</p>",
            "<block><p>1 <fn><p>a note</p></fn> of <num>2<frac><frac-num>1</frac-num><frac-sep>/</frac-sep>"
            "<frac-den>2</frac-den></frac></num></p></block>",
            "<ul><li>one</li><li>two</li></ul>",
            "<bq><block><p>We sail.</p></block></bq>",
            "<nitf-table><nitf-table-metadata><nitf-col/></nitf-table-metadata>"
            "<table><tr><th>Ship</th><th>Day</th></tr><tr><td>Ana</td><td>3</td></tr></table></nitf-table>",
            '<media media-type="image"><media-reference source="https://bfn.example/port.jpg" alternate-text="A ship"/>'
            "<media-caption><p>A ship leaves.</p></media-caption><media-producer>BFN/Doe</media-producer></media>",
            '<media media-type="video"><media-reference source="https://bfn.example/port.mp4"/></media>',
        )
    )

    assert read.body.split("\n\n") == [
        PROSE,
        "## Waiting",
        "See [the port](https://bfn.example/port) and Callao, says Ann Lee.",
        "1 (a note) of 2 1/2",
        "- one\n- two",
        "> We sail.",
        "| Ship | Day |\n| --- | --- |\n| Ana | 3 |",
    ]
    assert read.images == (Image("https://bfn.example/port.jpg", "A ship", "A ship leaves.", "BFN/Doe"),)


@pytest.mark.parametrize(
    ("opening", "field", "dateline", "agency"),
    [
        ("LIMA (BFN) — ", "<location>LIMA</location>", "LIMA", ("BFN",)),
        ("(BFN) - LIMA, NOV 17 - ", "<location>\n LIMA\n </location>", "LIMA, NOV 17", ("BFN",)),
        ("(Lima, Peru - November 17) ", "", "Lima, Peru, November 17", ("Backfile News",)),
        ("", "LIMA, Nov 17 BFN -", "LIMA, Nov 17", ("BFN",)),
        ("", "<location><city>Lima</city></location>", "Lima", ("Backfile News",)),
        ("", "<location><city>Lima</city><country>Peru</country></location>", "Lima, Peru", ("Backfile News",)),
        ("", '<story.date norm="20151117">20151117</story.date>', None, ("Backfile News",)),
    ],
)
def test_a_dateline_in_the_text_a_field_or_both(
    opening: str, field: str, dateline: str | None, agency: tuple[str, ...]
) -> None:
    heading = f"{HEDLINE}<distributor>Backfile News</distributor><dateline>{field}</dateline>"

    read = story(nitf(opening + PROSE, MORE, heading=heading))

    assert (read.dateline.text if read.dateline else None) == dateline
    assert (read.body, read.agency) == (f"{PROSE}\n\n{MORE}", agency)


@pytest.mark.parametrize(
    ("field", "byline", "subhead"),
    [
        ("By ANN LEE", "ANN LEE", ""),
        ("Von Ann Lee und Bo Wu, BFN", "Ann Lee und Bo Wu, BFN", ""),
        ("<byttl>BFN Sports</byttl>", "BFN Sports", ""),
        ("al/bw", "", ""),
        ("Situation is serious, ships ready for all winds", "", "Situation is serious, ships ready for all winds"),
    ],
)
def test_what_stands_in_the_byline(field: str, byline: str, subhead: str) -> None:
    read = story(nitf(PROSE, heading=f"{HEDLINE}<byline>{field}</byline>"))

    assert (read.byline, read.subhead) == (byline, subhead)


def test_lines_that_only_wrap_and_end_marks() -> None:
    wrapped = (
        "<p>   The port of Lima reopened on Tuesday after a heavy storm that<br/>had kept it closed for two days and "
        "nights, while forty ships<br/>were waiting outside of it.</p><p/>"
    )
    kept = "<p>Ana: 3<br/>Bea: 4<br/>Cleo: 5</p>"

    read = story(nitf(wrapped, kept, f"{MORE} EFE", "<p>ends</p>"))

    assert read.body.split("\n\n") == [
        "The port of Lima reopened on Tuesday after a heavy storm that had kept it closed for two days and nights, "
        "while forty ships were waiting outside of it.",
        "Ana: 3\\\nBea: 4\\\nCleo: 5",
        MORE,
    ]


def test_beginnings_that_are_given_twice() -> None:
    read = story(
        nitf(
            f'<block class="lead_paragraph"><p>LIMA, Nov. 17 - {PROSE}</p></block>',
            f'<block class="full_text"><p>LIMA, Nov. 17 - {PROSE}</p><p>{MORE}</p></block>',
            heading='<hedline><hl1>Port Reopens</hl1><hl2 class="online_headline">Port Opens Again</hl2></hedline>'
            '<byline class="print_byline">By ANN LEE</byline><byline class="normalized_byline">Lee, Ann</byline>'
            f"<abstract><p>{PROSE[:40]}</p></abstract>",
        )
    )

    assert (read.body, read.summary, read.subhead) == (f"{PROSE}\n\n{MORE}", "", "")
    assert (read.title, read.byline) == ("Port Reopens", "ANN LEE")


@pytest.mark.parametrize(
    ("status", "release", "expected", "embargo"),
    [
        ("usable", "20151117T180500+0100", Status.USABLE, None),
        ("embargoed", "20151118T060000+0000", Status.USABLE, datetime(2015, 11, 18, 6, tzinfo=UTC)),
        ("usable", "20151118T060000+0000", Status.USABLE, datetime(2015, 11, 18, 6, tzinfo=UTC)),
        ("embargoed", "", Status.WITHHELD, None),
        ("withheld", "", Status.WITHHELD, None),
        ("canceled", "", Status.CANCELED, None),
    ],
)
def test_status_and_embargo(status: str, release: str, expected: Status, embargo: datetime | None) -> None:
    data = nitf(PROSE, docdata=f'{ISSUED}<date.release norm="{release}"/>').replace(
        b"<docdata>", f'<docdata management-status="{status}">'.encode()
    )

    read = story(data)

    assert (read.status, read.embargo) == (expected, embargo)


def test_names_of_codes_and_later_takes() -> None:
    read = story(
        nitf(
            PROSE,
            head='<tobject><tobject.subject tobject.subject.refnum="20000062"/>'
            '<tobject.subject tobject.subject.ipr="BFN" tobject.subject.refnum="F01" tobject.subject.type="PORTS"/>'
            "</tobject>",
            docdata=f'{ISSUED}<du-key key="BFN-PORT-Lima"/><series series.part="2"/><identified-content>'
            '<classifier type="descriptor">Ports and Shipping</classifier>'
            '<person class="indexing_service">LEE, ANN</person></identified-content>',
        )
    )

    assert (read.slugline, read.signals) == ("BFN-PORT-Lima", (Signal.ADD,))
    assert read.topics == ("medtop:20000062", "ports-and-shipping")
    assert [record.name for record in read.records if isinstance(record, Topic)] == ["Ports and Shipping"]
    assert read.entities == ("person:ann-lee",)


def test_nothing_for_desks_is_in_the_article_file(tmp_path: Path) -> None:
    secret = "SECRET"
    data = nitf(
        f"LIMA (BFN) - {PROSE}",
        f'<note noteclass="editorsnote" type="npa"><body.content><p>{secret} 1, +51 1 555 0101</p></body.content>'
        "</note>",
        MORE,
        docdata=f'{ISSUED}<ed-msg info="{secret} 2 desk@bfn.example"/>',
        head=f'<meta name="writer" content="{secret} 3"/>',
        heading=f"{HEDLINE}<note noteclass='hd'><p>{secret} 4</p></note><byline>By Ann Lee, ann@bfn.example</byline>",
        end=f"<tagline>{secret} 2 desk@bfn.example</tagline>",
    )
    (tmp_path / "port.xml").write_bytes(data)

    ingest(tmp_path / "port.xml", tmp_path / "content")

    (file,) = (tmp_path / "content/articles").rglob("*.md")
    words = file.read_text(encoding="utf-8")
    assert MORE in words
    assert "byline: Ann Lee\n" in words
    assert not any(part in words for part in (secret, "@", "555"))


def test_what_is_no_story_has_a_reason() -> None:
    assert [type(found) for found in parse(nitf())] == [Reject]
    assert [type(found) for found in parse(b"<nitf><body><body.content><p>Port")] == [Reject]
    assert [type(found) for found in parse(b"\x00\xff")] == [Reject]
    two = b"<feed>" + b"".join(nitf(PROSE).split(b"\n")[2:]) * 2 + b"</feed>"
    assert [type(found) for found in parse(two)] == [ParsedStory, ParsedStory]


def test_nitf_is_told_from_what_holds_nitf() -> None:
    assert sniff(nitf(PROSE))
    found = detect(nitf(PROSE))
    assert found is not None
    assert found.name == "nitf"
    assert not sniff(b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><nitf><body/></nitf>')
    assert not sniff(b"<NewsML><DataContent><nitf>")
