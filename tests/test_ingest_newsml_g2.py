"""NewsML-G2: items, messages, metadata, and the forms of text in them, as agencies fill them in. The texts are ours."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest

from backfile.ingest.formats.format import Document
from backfile.ingest.formats.known import detect
from backfile.ingest.formats.newsml_g2 import parse, sniff, split
from backfile.ingest.ingesting import ingest
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Image, Status
from backfile.model.authority import Entity, Topic

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
PROSE = "The port of Lima reopened on Tuesday after a storm that had kept it closed for two days."
MORE = "Forty ships had waited outside."
TEXT = '<itemClass qcode="ninat:text"/>'
HEADLINE = "<headline>Port reopens after storm</headline>"
BODY = f"<p>{PROSE}</p><p>{MORE}</p>"


def item(
    content: str = "",
    item_meta: str = TEXT,
    content_meta: str = HEADLINE,
    more: str = "",
    element: str = "newsItem",
    attributes: str = f'{NAR} guid="urn:newsml:bfn.example:20151117:peru-port" version="2" xml:lang="en"',
) -> str:
    inside = f"<contentSet>{content}</contentSet>" if content else ""
    return (
        f"<{element} {attributes} standard='NewsML-G2' conformance='power'>{more}<itemMeta>{item_meta}"
        f"<versionCreated>2015-11-17T18:05:00+01:00</versionCreated></itemMeta>"
        f"<contentMeta>{content_meta}</contentMeta>{inside}</{element}>"
    )


def xhtml(body: str, attributes: str = XHTML) -> str:
    return (
        f'<inlineXML contenttype="application/xhtml+xml"><html {attributes}><head><title>Port</title></head>'
        f"<body>{body}</body></html></inlineXML>"
    )


def story(text: str) -> ParsedStory:
    (only,) = parse(text.encode())
    assert isinstance(only, ParsedStory), only
    return only


def other(text: str) -> Parsed:
    (only,) = parse(text.encode())
    return only


def test_an_item_with_all_that_can_be_said_of_it() -> None:
    read = story(
        item(
            xhtml(f"<p>LIMA, Nov 17 (BFN) - {PROSE}</p><p>{MORE}</p>"),
            f'{TEXT}<provider qcode="nprov:BFN"/><pubStatus qcode="stat:usable"/>'
            "<embargoed>2015-11-18T06:00:00Z</embargoed>"
            '<edNote>Adds detail</edNote><signal qcode="sig:update"/>'
            '<link rel="irel:evolvedFrom" residref="urn:newsml:bfn.example:20151116:peru-storm"/>',
            "<urgency>4</urgency><contentModified>2015-11-17T18:20:00+01:00</contentModified>"
            '<located type="cptype:city" qcode="city:lima"><name>Lima</name><sameAs qcode="wd:Q2868"/>'
            '<geoAreaDetails><position latitude="-12.05" longitude="-77.04"/></geoAreaDetails></located>'
            '<creator qcode="staff:alee"><name>alee</name></creator><infoSource><name>Harbour News</name></infoSource>'
            '<altId type="idType:USN">L4N1</altId><language tag="en-GB"/><genre qcode="genre:feature">'
            "<name>Feature</name></genre>"
            "<keyword>ports</keyword><slugline>Peru-port</slugline>"
            "<headline role='hld:main'>Port &lt;b&gt;reopens&lt;/b&gt; "
            "after storm</headline><headline role='hld:subHeadline'>Ships queue for berths</headline>"
            "<by>By Ann Lee</by>"
            "<dateline>LIMA, Nov 17 (BFN)</dateline><creditline>BFN</creditline>"
            '<description role="drol:summary">A port is open again, and ships are many.</description>',
            "<rightsInfo><copyrightHolder><name>BFN</name></copyrightHolder>"
            "<copyrightNotice xml:lang='de'>Alles BFN</copyrightNotice>"
            "<copyrightNotice xml:lang='en'>© 2015 BFN</copyrightNotice><usageTerms>Not in Chile</usageTerms>"
            "</rightsInfo>",
        )
    )

    assert (read.title, read.body) == ("Port reopens after storm", f"{PROSE}\n\n{MORE}")
    assert read.dateline is not None
    assert (read.dateline.text, read.agency, read.byline) == ("LIMA, Nov 17", ("BFN",), "Ann Lee")
    assert (read.id, read.version, read.urgency) == ("urn:newsml:bfn.example:20151117:peru-port", 2, 4)
    assert read.date == datetime(2015, 11, 17, 18, 5, tzinfo=timezone(timedelta(hours=1)))
    assert read.modified == datetime(2015, 11, 17, 17, 20, tzinfo=UTC)
    assert read.embargo == datetime(2015, 11, 18, 6, tzinfo=UTC)
    assert (read.slugline, read.subhead, read.lang) == ("Peru-port", "Ships queue for berths", "en-GB")
    assert read.summary == "A port is open again, and ships are many."
    assert (read.keywords, read.genre, read.source, read.wire_number) == (
        ("ports",),
        ("Feature",),
        "Harbour News",
        "L4N1",
    )
    assert (read.rights, read.usage_terms) == ("© 2015 BFN", "Not in Chile")
    assert (read.signals, read.desk_notes) == ((Signal.UPDATE,), ("Adds detail",))
    assert read.evolved_from == "urn:newsml:bfn.example:20151116:peru-storm"
    (lima,) = (record for record in read.records if isinstance(record, Entity))
    assert (lima.id, lima.coordinates, lima.wikidata) == ("place:lima", (-12.05, -77.04), "Q2868")


def test_subjects_become_topics_and_entities() -> None:
    read = story(
        item(
            xhtml(BODY),
            content_meta=HEADLINE
            + '<subject qcode="medtop:20000062"><name>war</name></subject><subject qcode="bfnsubj:15054000"/>'
            '<subject uri="http://cv.iptc.org/newscodes/mediatopic/20000139"/>'
            '<subject type="cpnat:abstract" qcode="bfn:12"><name xml:lang="es">Puertos</name>'
            '<name xml:lang="en">Ports</name></subject>'
            '<subject type="bfntype:category" qcode="bfncat:pol"><name>Politics desk</name></subject>'
            '<subject literal="containers"/>'
            '<subject type="cpnat:person" qcode="bfnp:7"><name>Ann Lee</name>'
            '<sameAs uri="http://www.wikidata.org/entity/Q42"/></subject>'
            '<subject type="cpnat:organisation" literal="Port Authority"/>'
            '<subject type="cpnat:geoArea" qcode="bfng:1" why="why:direct"/>'
            '<subject type="cpnat:geoArea" qcode="bfng:2" why="why:ancestor"><name>South America</name></subject>'
            '<subject type="cpnat:poi" literal="poi0"><name>Pier 4, 12 Sea Road, Lima</name></subject>',
            more='<assert qcode="bfng:1"><name>Peru</name><sameAs qcode="iso3166-1a2:PE"/></assert>'
            '<assert literal="poi0"><POIDetails><position latitude="-12.05" longitude="-77.15"/><address>'
            '<line role="nrol:display">Pier 4</line><locality><name>Callao</name></locality></address></POIDetails>'
            "</assert>",
        )
    )

    assert read.topics == ("medtop:20000062", "medtop:20001065", "medtop:20000139", "ports")
    assert read.keywords == ("containers",)
    assert read.entities == ("person:ann-lee", "organisation:port-authority", "place:peru", "place:pier-4-callao")
    records = {record.id: record for record in read.records}
    assert isinstance(ports := records["ports"], Topic)
    assert ports.name == "Ports"
    assert isinstance(peru := records["place:peru"], Entity)
    assert (peru.name, peru.country, peru.qcodes) == ("Peru", "PE", ("bfng:1",))
    assert isinstance(pier := records["place:pier-4-callao"], Entity)
    assert pier.coordinates == (-12.05, -77.15)
    assert isinstance(lee := records["person:ann-lee"], Entity)
    assert lee.wikidata == "Q42"


WRAPPED = """
   LIMA, Nov 17 (BFN) - The port of Lima reopened on Tuesday
after a storm that had kept it closed for two days.
   Forty ships had
waited outside.
"""


@pytest.mark.parametrize(
    "content",
    [
        xhtml(f"<p>LIMA, Nov 17 (BFN) - {PROSE}</p><p>{MORE}</p>"),
        xhtml(f"<p>LIMA, Nov 17 (BFN) - {PROSE}</p><p>{MORE}</p>", "xmlns=''"),
        f"<inlineXML><x:html xmlns:x='http://www.w3.org/1999/xhtml'><x:body><x:p>LIMA, Nov 17 (BFN) - {PROSE}</x:p>"
        f"<x:p>{MORE}</x:p></x:body></x:html></inlineXML>",
        f"<inlineXML><p>LIMA, Nov 17 (BFN) - {PROSE}</p><p>{MORE}</p></inlineXML>",
        xhtml(f"<p>{WRAPPED}</p>"),
        "<inlineXML contenttype='application/nitf+xml'><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body>"
        "<body.content>"
        f"<block><p>LIMA, Nov 17 (BFN) _ {PROSE}</p><p>{MORE}</p></block></body.content></body></nitf></inlineXML>",
        "<inlineXML contenttype='application/xhtml+xml'>&lt;p&gt;LIMA, Nov 17 (BFN) - "
        f"{PROSE}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</inlineXML>",
        f"<inlineData contenttype='text/html'><![CDATA[<div><p>LIMA, Nov 17 (BFN) - {PROSE}<p>{MORE}</div>]]>"
        "</inlineData>",
        f"<inlineData contenttype='text/plain'>{WRAPPED}</inlineData>",
        f"<inlineData contenttype='text/plain'><![CDATA[<p>{WRAPPED}</p>]]></inlineData>",
        "<inlineData contenttype='text/plain' "
        f"encoding='encd:base64'>{b64encode(WRAPPED.encode()).decode()}</inlineData>",
        "<inlineData contenttype='text/plain'>LIMA - Port "
        f"open.</inlineData>{xhtml(f'<p>LIMA, Nov 17 (BFN) - {PROSE}</p><p>{MORE}</p>')}"
        "<remoteContent contenttype='image/jpeg' href='https://bfn.example/port.jpg'/>",
    ],
)  # fmt: skip
def test_one_text_in_every_form(content: str) -> None:
    read = story(item(content))

    assert read.body == f"{PROSE}\n\n{MORE}"
    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("LIMA, Nov 17", ("BFN",))


def test_what_a_page_repeats_is_taken_off() -> None:
    read = story(
        item(
            xhtml(
                "<header><time>17.11.2015</time><ul class='slugline'><li>Ports</li><li>Peru</li></ul>"
                "<h1>Port reopens after storm</h1>"
                "<p class='byline'>Von Ann Lee, BFN</p></header><section>"
                "<p class='teaser'>A port is open again, and ships are many.</p>"
                f"<p><span class='dateline'>Lima <span class='credit'>(BFN/lni)</span> - </span>{PROSE}</p>"
                f"<p>{MORE}</p>"
                "<figure><img src='https://bfn.example/port.jpg' alt='A ship'/>"
                "<figcaption>A ship leaves.</figcaption></figure>"
                "<img src='https://bfn.example/count.gif' width='1'/><img src='https://bfn.example/counter'/></section>"
            )
        )
    )

    assert (read.body, read.summary) == (f"{PROSE}\n\n{MORE}", "A port is open again, and ships are many.")
    assert (read.byline, read.agency, read.keywords) == ("Ann Lee, BFN", ("BFN", "lni"), ("Ports", "Peru"))
    assert read.images == (Image("https://bfn.example/port.jpg", "A ship", "A ship leaves."),)

    release = story(item(xhtml(f"<h1>Port reopens after storm</h1><h2>Ships queue for berths</h2><p>{PROSE}</p>")))
    assert (release.body, release.subhead) == (PROSE, "Ships queue for berths")

    wire = story(
        item(
            xhtml(
                f"<p>(Adds quotes)\n    * Ships wait\n\n    By Ann Lee\n    LIMA, Nov 17 (BFN) - {PROSE}\n    "
                f"{MORE}</p>"
            )
        )
    )
    assert wire.body == f"(Adds quotes)\n\n\\* Ships wait\n\n{PROSE}\n\n{MORE}"
    assert wire.byline == "Ann Lee"

    signed = story(item(xhtml(f"<p>{PROSE}\n(Reporting by Ann Lee; Editing by\nBo Wu)</p>")))
    assert signed.body == f"{PROSE}\n\n(Reporting by Ann Lee; Editing by Bo Wu)"


def test_the_text_format_of_tt() -> None:
    read = story(
        item(
            "<inlineXML contenttype='application/ttnitf+xml'><BODY xmlns=''><TEXT>"
            "<RUBRIK>Port reopens after storm</RUBRIK>"
            f"<DAT><ORT>Lima</ORT><SOURCE>TT</SOURCE></DAT><INGRESS><P>{PROSE}</P></INGRESS><BRODTEXT>"
            "<CITAT>We sail.</CITAT>"
            f"<MELLIS>Waiting</MELLIS><P>{MORE}</P></BRODTEXT><BYLINE EPOST='ann@bfn.example'>Ann Lee</BYLINE></TEXT>"
            "<TEXT><RUBRIK>Facts</RUBRIK><BRODTEXT><UL><LI>Forty ships</LI></UL></BRODTEXT></TEXT></BODY></inlineXML>",
            f'{TEXT}<signal qcode="tt_sig:replace"/>',
            HEADLINE
            + '<altId type="tt:uno">20151117:peru-port</altId><altId type="tt:refuno">20151116:peru-port</altId>',
        )
    )

    assert read.body.split("\n\n") == [PROSE, "– We sail.", "## Waiting", MORE, "## Facts", "- Forty ships"]
    assert (read.byline, read.evolved_from) == ("Ann Lee", "urn:newsml:bfn.example:20151116:peru-port")
    assert read.dateline is not None
    assert read.dateline.text == "Lima"


def test_corrections_kills_and_embargoes_without_time() -> None:
    corrected = story(
        item(
            xhtml(BODY),
            f'{TEXT}<signal qcode="sig:correction"/>'
            '<edNote role="dpaednoterole:correction">In line 3 read forty, not fifty.</edNote>'
            '<edNote role="dpaednoterole:correctionshort">Number of ships put right.</edNote>',
        )
    )
    assert [correction.note for correction in corrected.corrections] == ["Number of ships put right."]
    assert corrected.signals == (Signal.CORRECTION,)

    killed = story(item("", f'{TEXT}<pubStatus qcode="stat:canceled"/><edNote>Kill peru-port</edNote>'))
    assert (killed.status, killed.body, killed.desk_notes) == (Status.CANCELED, "", ("Kill peru-port",))

    undated = story(
        item(xhtml(BODY), content_meta=f"{HEADLINE}<contentCreated>2015-11-17</contentCreated>").replace(
            "<versionCreated>2015-11-17T18:05:00+01:00</versionCreated>", "<versionCreated/>"
        )
    )
    assert (undated.date, undated.has_time) == (datetime(2015, 11, 17), False)  # noqa: DTZ001

    held = story(item(xhtml(BODY), f"{TEXT}<embargoed/>"))
    assert (held.status, held.embargo) == (Status.WITHHELD, None)


def test_a_message_of_many_items_and_what_is_no_text() -> None:
    message = (
        f"<newsMessage {NAR}><header><sent>2015-11-17T18:06:00Z</sent></header><itemSet>"
        + item(element="packageItem", item_meta='<itemClass qcode="ninat:composite"/>', attributes='guid="pkg"')
        + item(xhtml(BODY), attributes='guid="one" version="1"')
        + item(
            "<remoteContent contenttype='image/jpeg' href='x'/>",
            '<itemClass qcode="ninat:picture"/>',
            attributes='guid="two"',
        )
        + item("<remoteContent contenttype='text/html' href='x'/>", attributes='guid="three"')
        + item("<inlineXML><sports-content xmlns=''/></inlineXML>", attributes='guid="four"')
        + item(element="planningItem", attributes='guid="five"')
        + item(element="conceptItem", more="<concept><type qcode='cpnat:event'/></concept>", attributes='guid="six"')
        + item(attributes='guid="seven"')
        + "</itemSet></newsMessage>"
    )

    told = [
        (type(found).__name__, found.kind if isinstance(found, Skipped) else getattr(found, "reason", ""))
        for found in parse(message.encode())
    ]

    assert told == [
        ("Skipped", "a package of references"),
        ("ParsedStory", ""),
        ("Skipped", "a picture"),
        ("Skipped", "a reference to content elsewhere (text/html)"),
        ("Skipped", "sports data (SportsML)"),
        ("Skipped", "a planning item"),
        ("Skipped", "an event"),
        ("Reject", "a story without text"),
    ]
    assert isinstance(other("<newsMessage/>"), Reject)
    assert isinstance(other("<newsItem><itemMeta>"), Reject)


def test_nothing_for_desks_is_in_the_article_file(tmp_path: Path) -> None:
    secret = "SECRET"
    inner = f"<section class='np-nonpublic'><p>{secret} 2 +51 1 555 0101</p></section>"
    notepad = f"<section {XHTML} class='notepad'><p>{secret} 1</p>{inner}</section>"
    data = item(
        xhtml(
            f"<strong class='embargoed'>{secret} 3</strong><p>LIMA (BFN) - {PROSE}</p><p>{MORE}</p>{notepad}"
            f"<p class='closingline'>{secret} 4</p>"
        ),
        f'{TEXT}<edNote role="bfn:contacts" pubconstraint="bfn:nonpublic">{secret} 5 desk@bfn.example</edNote>'
        f"<edNote>{notepad}</edNote>"
        f'<edNote pubconstraint="bfn:nonpublic" role="x:correction">{secret} 6</edNote>'
        '<signal qcode="sig:correction"/>',
        HEADLINE + f"<by>By Ann Lee, ann@bfn.example</by><creator><name>{secret}7</name></creator>"
        f"<contributor><name>{secret}8</name></contributor>",
    )
    (tmp_path / "port.xml").write_text(data, encoding="utf-8")

    ingest(tmp_path / "port.xml", tmp_path / "content")

    (file,) = (tmp_path / "content/articles").rglob("*.md")
    words = file.read_text(encoding="utf-8")
    assert MORE in words
    assert "byline: Ann Lee\n" in words
    assert not any(part in words for part in (secret, "@", "555"))


def test_newsml_g2_is_told_by_its_elements() -> None:
    found = detect(item(xhtml(BODY)).encode())
    assert found is not None
    assert found.name == "newsml-g2"
    assert sniff(b"\xef\xbb\xbf<?xml version='1.0'?>\n<newsMessage>")
    assert sniff("<newsItem guid='x'>".encode("utf-16"))
    assert not sniff(b"<nitf xmlns:iptc='http://iptc.org/std/nar/2006-10-01/'>")
    assert not sniff(b"<NewsML><NewsItem/></NewsML>")


def test_documents_behind_each_other_and_long_messages() -> None:
    one = f"<?xml version='1.0'?>\n{item(xhtml(BODY))}\n"
    found = list(parse((one * 3).encode()))
    assert [(type(each), each.line) for each in found] == [(ParsedStory, 2), (ParsedStory, 4), (ParsedStory, 6)]

    padded = f"<!--{'.' * 60_000}-->{item(xhtml(BODY))}\n"
    long = f"<newsMessage {NAR}><header><sent/></header><itemSet>\n{padded * 40}</itemSet></newsMessage>"
    documents = list(split(BytesIO(long.encode())))
    assert len(documents) > 1
    stories = [each for document in documents if isinstance(document, Document) for each in parse(document.data)]
    assert len(stories) == 40
    assert all(isinstance(each, ParsedStory) and each.body == f"{PROSE}\n\n{MORE}" for each in stories)


def test_a_flash_whose_text_is_its_headline_keeps_it() -> None:
    read = story(item(xhtml("<p>Port reopens after storm</p>")))

    assert (read.title, read.body) == ("Port reopens after storm", "Port reopens after storm")
