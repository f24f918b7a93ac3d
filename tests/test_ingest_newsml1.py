"""NewsML 1: items, components, lines, metadata, as agencies fill them in. The texts are our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from backfile.ingest.formats.newsml1.newsml import parse, sniff
from backfile.ingest.ingesting import ingest
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Image, Status
from backfile.model.authority import Entity, Topic

PROSE = "The port of Lima reopened on Tuesday after a storm."
MORE = "Forty ships had waited outside for two days."
USABLE = '<Status FormalName="Usable"/>'


def news(*items: str, envelope: str = "", attributes: str = ' Version="1.2"') -> bytes:
    return (
        f"<NewsML{attributes}><Catalog Href='http://example.org/catalog.xml'/>"
        f"<NewsEnvelope><DateAndTime>20151117T180600Z</DateAndTime>{envelope}</NewsEnvelope>{''.join(items)}</NewsML>"
    ).encode()


def item(
    content: str, number: str = "TX-17", revision: int = 1, management: str = "", label: str = "", more: str = ""
) -> str:
    return (
        f'<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>bfn.example</ProviderId>'
        f"<DateId>20151117</DateId><NewsItemId>{number}</NewsItemId>"
        f'<RevisionId PreviousRevision="{revision - 1}" Update="N">{revision}</RevisionId>'
        f"<PublicIdentifier>urn:newsml:bfn.example:20151117:{number}:{revision}</PublicIdentifier></NewsIdentifier>"
        f"<NameLabel>{label}</NameLabel></Identification><NewsManagement><NewsItemType FormalName='News'/>"
        f"<FirstCreated>20151117T170000+0100</FirstCreated><ThisRevisionCreated>20151117T180500+0100</ThisRevisionCreated>"
        f"{management or USABLE}</NewsManagement>{content}{more}</NewsItem>"
    )


def component(*inside: str, role: str = "", attributes: str = "") -> str:
    named = f'<Role FormalName="{role}"/>' if role else ""
    return f"<NewsComponent {attributes}>{named}{''.join(inside)}</NewsComponent>"


def lines(*parts: str) -> str:
    return f"<NewsLines>{''.join(parts)}</NewsLines>"


def text(data: str, media: str = "Text", format: str = "NITF") -> str:
    told = f'<MediaType FormalName="{media}"/><Format FormalName="{format}"/>'
    return f"<ContentItem>{told}<DataContent>{data}</DataContent></ContentItem>"


def nitf(*paragraphs: str, head: str = "") -> str:
    content = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<nitf><body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>"


def photo(href: str, width: int = 0, role: str = "") -> str:
    size = f'<Characteristics><Property FormalName="Width" Value="{width}"/></Characteristics>' if width else ""
    return component(f'<ContentItem Href="{href}"><MediaType FormalName="Photo"/>{size}</ContentItem>', role=role)


HEADLINE = "<HeadLine>Port reopens after storm</HeadLine>"


def stories(data: bytes) -> list[ParsedStory]:
    found = list(parse(data))
    assert all(isinstance(story, ParsedStory) for story in found), found
    return [story for story in found if isinstance(story, ParsedStory)]


def story(data: bytes) -> ParsedStory:
    (only,) = stories(data)
    return only


def other(data: bytes) -> Parsed:
    (only,) = parse(data)
    return only


def test_a_text_with_all_that_can_be_said_of_it() -> None:
    read = story(
        news(
            item(
                component(
                    lines(
                        "<DateLine>Lima, 17 nov 2015 (BFN) -</DateLine>",
                        '<HeadLine xml:lang="en">Port &lt;b&gt;reopens&lt;/b&gt; after storm</HeadLine>',
                        "<SubHeadLine>Ships queue for berths</SubHeadLine>",
                        "<ByLine>By Ann Lee ann.lee@bfn.example</ByLine>",
                        "<CopyrightLine>© 2015 BFN</CopyrightLine><RightsLine>No archival use in Chile.</RightsLine>",
                        "<KeywordLine>ports; weather</KeywordLine>",
                        "<NewsLine><NewsLineType FormalName='ProductLine'/>",
                        "<NewsLineText>(Photo+Video)</NewsLineText></NewsLine>",
                    ),
                    '<AdministrativeMetadata><Provider><Party FormalName="BFN"/></Provider>'
                    '<Source><Party FormalName="Harbour News"/></Source></AdministrativeMetadata>',
                    '<DescriptiveMetadata><Language FormalName="EN"/><Genre FormalName="Feature"/>'
                    '<SubjectCode><SubjectMatter FormalName="17003000"/></SubjectCode>'
                    '<Location HowPresent="Origin"><Property FormalName="Country" Value="PER"/>'
                    '<Property FormalName="City" Value="Lima"/><Property FormalName="Latitude" Value="-12.05"/>'
                    '<Property FormalName="Longitude" Value="-77.04"/></Location>'
                    '<Property FormalName="Keyword" Value="Peru"/></DescriptiveMetadata>',
                    text(nitf(PROSE, MORE, "al/bw-cd")),
                ),
                label="Peru-weather-port",
                management='<Status FormalName="Usable"/><Urgency FormalName="4"/>'
                '<DerivedFrom NewsItem="urn:newsml:bfn.example:20151116:TX-9:3"/>',
                revision=2,
            )
        )
    )

    assert read.title == "Port reopens after storm"
    assert read.body == f"{PROSE}\n\n{MORE}"
    assert read.dateline is not None
    assert (read.dateline.text, read.agency, read.byline) == ("Lima, 17 nov 2015", ("BFN",), "Ann Lee")
    assert (read.id, read.version) == ("urn:newsml:bfn.example:20151117:TX-17", 2)
    assert read.date == datetime(2015, 11, 17, 18, 5, tzinfo=timezone(timedelta(hours=1)))
    assert (read.slugline, read.subhead, read.urgency) == ("Peru-weather-port", "Ships queue for berths", 4)
    assert read.keywords == ("ports", "weather", "Peru")
    assert (read.lang, read.genre, read.source) == ("en", ("Feature",), "Harbour News")
    assert (read.rights, read.usage_terms) == ("© 2015 BFN", "No archival use in Chile.")
    assert read.evolved_from == "urn:newsml:bfn.example:20151116:TX-9"
    assert read.topics == ("medtop:20000139",) or all(topic.startswith("medtop:") for topic in read.topics)
    assert read.entities == ("place:lima",)
    (place,) = (record for record in read.records if isinstance(record, Entity))
    assert (place.coordinates, place.country) == ((-12.05, -77.04), "PE")
    assert "(Photo+Video)" in read.desk_notes


def test_pictures_of_a_text_in_their_largest_form() -> None:
    picture = component(
        lines("<HeadLine>A ship leaves Lima</HeadLine><CreditLine>BFN</CreditLine><ByLine>Bo Wu</ByLine>"),
        component(text("<p>A ship leaves the port of Lima in 2014.</p>", format="bcNITF2.5"), role="Caption"),
        photo("small.jpg", 110, "Thumbnail"),
        photo("large.jpg", 768, "HighDef"),
        photo("http://elsewhere.example/original.jpg", 9000, "HighDef"),
        attributes='Duid="photo0"',
    )
    body = f'<media media-type="image"><media-reference data-location="#photo0"/></media><p>{PROSE}</p><p>{MORE}</p>'
    read = story(news(item(component(lines(HEADLINE), component(text(body, format="bcNITF2.5")), picture))))

    assert read.body == f"{PROSE}\n\n{MORE}"
    assert read.images == (
        Image("large.jpg", "A ship leaves Lima", "A ship leaves the port of Lima in 2014.", "BFN/Bo Wu"),
    )


def test_title_lead_and_body_as_components_in_two_languages() -> None:
    def version(lang: str, title: str, lead: str, body: str) -> str:
        return component(
            lines(
                f"<DateLine/><CreditLine>BFN</CreditLine><HeadLine>{title}</HeadLine><KeywordLine>HAVEN</KeywordLine>"
            ),
            component(text(title, format=""), role="Title"),
            component(text(lead, format="Text"), role="Lead"),
            component(text(body, format="Text"), role="Body"),
            component(text("Ann Lee, +32 2 555 01 01, desk@bfn.example", format="Text"), role="Contact"),
            role="Short",
            attributes=f'Duid="0" xml:lang="{lang}"',
        )

    nl, fr = stories(
        news(
            item(
                component(
                    lines("<HeadLine>Haven weer open</HeadLine>"),
                    version(
                        "NL", "Haven weer open", "De haven is <b>open</b>.", "\tSchepen wachten.\n\tTwee dagen lang."
                    ),
                    version("FR", "Le port rouvre", "Le port est ouvert.", "Des navires attendent."),
                )
            )
        )
    )

    assert (nl.title, nl.lang) == ("Haven weer open", "nl")
    assert nl.body == "De haven is **open**.\n\nSchepen wachten.\n\nTwee dagen lang."
    assert (fr.title, fr.lang, fr.body) == ("Le port rouvre", "fr", "Le port est ouvert.\n\nDes navires attendent.")
    assert (nl.id, fr.id) == ("urn:newsml:bfn.example:20151117:TX-17#nl", "urn:newsml:bfn.example:20151117:TX-17#fr")
    assert (nl.agency, nl.keywords) == (("BFN",), ("HAVEN",))


def test_several_texts_in_one_item_are_several_stories() -> None:
    def one(number: int, title: str) -> str:
        return component(
            lines(f"<HeadLine>{title}</HeadLine><SubHeadLine>BOLSA CIERRE</SubHeadLine>"),
            text(nitf(f"Lima, 17 nov (BFN).- {title} hoy. BFN", head=f"<hedline><hl1>{title}</hl1></hedline>")),
            role="Main",
            attributes=f'Euid="{number}"',
        )

    first, second = stories(
        news(
            item(component(lines("<HeadLine>Bolsas</HeadLine>"), component(one(1, "Sube Lima"), one(2, "Baja Quito"))))
        )
    )

    assert (first.title, first.body, first.id[-4:]) == ("Sube Lima", "Sube Lima hoy. BFN", "17#1")
    assert (second.title, second.slugline) == ("Baja Quito", "BOLSA CIERRE")
    assert (first.agency, first.dateline and first.dateline.text) == (("BFN",), "Lima, 17 nov")


def test_one_text_in_several_formats_is_one_story() -> None:
    plain, marked = f"{PROSE}\n\n{MORE}", f"<p>{PROSE}</p><p>{MORE} <em>Long</em> days.</p>"
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{marked}</body></html>'
    together = component(lines(HEADLINE), text(plain, format="Text"), text(html, format="XHTML"))
    listed = component(
        component(text(plain, format="Text")), component(text(html, format="XHTML")), attributes='EquivalentsList="yes"'
    )

    for content in (together, component(lines(HEADLINE), listed)):
        assert story(news(item(content))).body == f"{PROSE}\n\n{MORE} *Long* days."


def test_a_supporting_text_without_headline_stands_behind_its_story() -> None:
    main, box = component(text(nitf(PROSE)), role="Main"), component(text(nitf(MORE)), role="Supporting")

    assert story(news(item(component(lines(HEADLINE), main, box)))).body == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize(
    "data",
    [
        f"<![CDATA[<P>{PROSE}</P>\n<P></P><P>{MORE}</P>\n<P>AL // BW</P>\n<P>BFN/Fim</P>]]>",
        f"&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;",
        f"{PROSE}\n\n{MORE[:15]}\n{MORE[16:]}",
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{PROSE}</p><p>{MORE}</p><p>==BFN</p></body></html>',
        nitf(PROSE, MORE, "ففف/ح س/كام", ""),
        f"<p>{PROSE}</p><p>{MORE}</p><p>./.ALE</p>",
    ],
)
def test_data_in_every_form(data: str) -> None:
    assert story(news(item(component(lines(HEADLINE), text(data, format="?"))))).body == f"{PROSE}\n\n{MORE}"


def test_base64_and_names_of_a_namespace() -> None:
    content = (
        '<ContentItem><MimeType FormalName="text/html"/><Encoding Notation="Base64"><DataContent>'
        "PHA+T3BlbiBhZ2Fpbi48L3A+</DataContent></Encoding></ContentItem>"
    )
    data = news(item(component(lines(HEADLINE), content)), attributes=' xmlns="http://iptc.org/std/NewsML/1.2/"')

    assert sniff(data)
    assert story(data).body == "Open again."


def test_a_doctype_with_entities_elsewhere_is_passed_over() -> None:
    head = '<!DOCTYPE NewsML PUBLIC "x" "NewsML-1.2.dtd" [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf; ]>\n'
    data = news(item(component(lines(HEADLINE), text(nitf(PROSE)))))

    assert sniff(head.encode() + data)
    assert story(head.encode() + data).body == PROSE


def test_the_dateline_of_the_text_counts_where_the_line_has_only_a_date() -> None:
    read = story(
        news(
            item(
                component(
                    lines("<HeadLine>Talks go on</HeadLine><DateLine>17/11/2015</DateLine>"
                          f"<SubHeadLine>Lima, 17 nov 2015 (BFN) -- {PROSE}</SubHeadLine>"),
                    text(nitf(f"Lima, 17 nov 2015 (BFN) -- {PROSE}", MORE)),
                )
            )
        )
    )  # fmt: skip

    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("Lima, 17 nov 2015", ("BFN",))
    assert (read.body, read.subhead, read.summary) == (f"{PROSE}\n\n{MORE}", "", "")


def test_topics_that_a_set_describes() -> None:
    topics = (
        "<TopicSet><Topic Duid='t1'><TopicType FormalName='asuntos'/>"
        "<FormalName Scheme='IPTCSubjectCodes'>17003000</FormalName>"
        "<Description xml:lang='en'>Weather</Description></Topic>"
        "<Topic Duid='t2'><TopicType FormalName='Geography'/><FormalName Scheme='N2000'>PE</FormalName>"
        "<Description xml:lang='en'>PERUVIAN COAST</Description></Topic>"
        "<Topic Duid='t3'><TopicType FormalName='Legacy Code'/><FormalName Scheme='Sections'>HRB</FormalName>"
        "<Description xml:lang='en'>Harbours</Description></Topic></TopicSet>"
    )
    occurrences = "".join(f'<TopicOccurrence Topic="#t{number}"/>' for number in (1, 2, 3))
    inner = component(
        lines(HEADLINE),
        f"<DescriptiveMetadata>{occurrences}</DescriptiveMetadata>",
        text(nitf(PROSE)),
        role="Main Text",
    )
    read = story(news(item(component(topics, inner, role="Main"))))

    assert read.topics[-1] == "harbours"
    assert len(read.topics) == 2
    assert read.entities == ("place:peruvian-coast",)
    assert any(isinstance(record, Topic) and record.name == "Harbours" for record in read.records)


@pytest.mark.parametrize(
    ("public", "number", "expected"),
    [
        ("urn:newsml:www.bfn.example", "98", "urn:newsml:bfn.example:20151117:98"),
        ("urn:newsml:www.bfn.example", "0", ""),
        ("urn:newsml:bfn.example:20151117:X-041:2", "X-041-v2", "urn:newsml:bfn.example:20151117:X-041"),
        ("urn:newsml:bfn.example:20151117:bsf153:2N", "bsf153", "urn:newsml:bfn.example:20151117:bsf153"),
        ("", "7", "urn:newsml:bfn.example:20151117:7"),
    ],
)
def test_identifiers_without_their_revision(public: str, number: str, expected: str) -> None:
    data = news(item(component(lines(HEADLINE), text(nitf(PROSE))), number=number, revision=2))
    filed = f"urn:newsml:bfn.example:20151117:{number}:2".encode()

    assert story(data.replace(filed, public.encode())).id == expected


def test_what_is_no_text_is_named() -> None:
    picture = component(
        lines("<HeadLine>A ship</HeadLine>"), photo("a.jpg"), component(text("<p>Ship.</p>"), role="Caption")
    )
    video = component('<ContentItem Href="a.mp4"><MediaType FormalName="Video"/></ContentItem>')
    references = component('<NewsItemRef NewsItem="urn:newsml:bfn.example:20151117:1:1"/>')

    sound = component(
        lines("<Headline>Radio news</Headline>"),
        component(text(PROSE), role="Body"),
        component('<ContentItem Href="a.mp3"><MediaType FormalName="audio"/></ContentItem>', role="Sound"),
        role="Audio",
    )

    assert other(news(item(picture))) == Skipped(1, "a picture", "A ship")
    assert other(news(item(sound))) == Skipped(1, "an audio item", "Radio news")
    assert isinstance(found := other(news(item(video))), Skipped)
    assert found.kind == "a video"
    assert isinstance(found := other(news(item(references))), Skipped)
    assert found.kind == "a package of references"
    assert isinstance(found := other(news(item(component(), more=""))), Skipped)
    assert isinstance(found := other(news(item("", more="<Update Duid='x'/>"))), Reject)
    assert isinstance(found := other(news(item(component(lines(HEADLINE), text(""))))), Reject)
    assert found.reason == "a story without text"
    assert isinstance(other(b"<NewsML><NewsItem><NewsComp"), Reject)
    assert isinstance(other(b"<NewsML/>"), Reject)


def test_a_kill_a_withholding_and_an_embargo() -> None:
    killed = story(news(item(component(lines(HEADLINE)), management='<Status FormalName="Canceled"/>', revision=3)))
    later = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20151118T060000Z</DateAndTime></StatusWillChange>"
    )
    content = component(lines(HEADLINE), text(nitf(PROSE)))
    held = story(news(item(content, management=later)))
    withheld = story(news(item(content, management='<Status FormalName="withheld"/>')))
    corrected = story(
        news(item(content, management='<Status FormalName="Usable"/><Instruction FormalName="Correction"/>'))
    )

    assert (killed.status, killed.signals, killed.version, killed.body) == (Status.CANCELED, (Signal.KILL,), 3, "")
    assert killed.id == held.id
    assert (held.status, held.embargo) == (Status.USABLE, datetime(2015, 11, 18, 6, tzinfo=UTC))
    assert withheld.status is Status.WITHHELD
    assert corrected.signals == (Signal.CORRECTION,)


def test_nothing_for_desks_reaches_an_article_file(tmp_path: Path) -> None:
    secret = "SECRET"
    note = f"<NewsLine><NewsLineType FormalName='AdvisoryLine'/><NewsLineText>{secret} 1</NewsLineText></NewsLine>"
    data = news(
        item(
            component(
                lines(HEADLINE, note, f"<ByLine>Ann Lee, {secret.lower()}@bfn.example, +51 1 555 0101</ByLine>"),
                f'<AdministrativeMetadata><Creator><Party FormalName="{secret}2"/></Creator>'
                f'<Property FormalName="EditorialInfo" Value="{secret} 3"/></AdministrativeMetadata>',
                component(text(nitf(PROSE)), role="Body"),
                component(text(f"<p>{secret} 4, desk@bfn.example, +51 1 555 0102</p>"), role="Contact"),
            ),
            management=f'<Status FormalName="Usable"/><Instruction><Comment>{secret} 5</Comment></Instruction>',
            more=f"<Comment>{secret} 6</Comment>",
        ),
        envelope=f"<SentFrom><Comment>{secret} 7</Comment></SentFrom>",
    )
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "port.xml").write_bytes(data)

    ingest(tmp_path / "wire", tmp_path / "content")

    (written,) = (tmp_path / "content" / "articles").rglob("*.md")
    words = written.read_text(encoding="utf-8")
    assert PROSE in words
    assert "byline: Ann Lee\n" in words
    assert not any(part in words for part in (secret, secret.lower(), "@", "555"))


def test_lines_without_end_cost_no_time() -> None:
    for words in ("x" * 200_000, "x." * 100_000, "1/" * 100_000):
        head = lines(
            HEADLINE, f"<ByLine>{words}</ByLine><CreditLine>{words}</CreditLine><SubHeadLine>{words}</SubHeadLine>"
        )
        assert story(news(item(component(head, text(nitf(PROSE, words)))))).title == "Port reopens after storm"
