"""ninjs 1 to 3 and its dialects: one story whatever the version, what is no text, lists, damage."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.ingest.formats.format import Document
from backfile.ingest.formats.json_items import splitting
from backfile.ingest.formats.ninjs.item import parse, split, story_of
from backfile.ingest.parsed import ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Image, Status
from backfile.model.authority import Entity
from json_feeds import all_that_is_written, as_bytes, format_of, only_story

HTML = (
    "<p>KIEL, Germany (BFN) -- The port of Kiel reopened on <b>Tuesday</b> after a storm &amp; a strike.</p>"
    '<h2>Ships waited</h2><p>Twelve ships lay outside, the <a href="https://example.org/port">harbour</a> said.</p>'
)
BODY = (
    "The port of Kiel reopened on **Tuesday** after a storm & a strike.\n\n## Ships waited\n\n"
    "Twelve ships lay outside, the [harbour](https://example.org/port) said."
)
KIEL = {"type": "Point", "coordinates": [10.13, 54.32]}
PHOTO = "https://pictures.example.org/port"

FIRST: dict[str, Any] = {
    "uri": "urn:bfn:20191117:7",
    "type": "text",
    "version": "3",
    "versioncreated": "2019-11-17T18:05:00+01:00",
    "firstcreated": "2019-11-16T08:00:00+01:00",
    "embargoed": "2019-11-17T20:00:00Z",
    "language": "en_GB",
    "urgency": 3,
    "headline": "Port of Kiel reopens <i>after</i> storm &amp; strike",
    "slugline": "WEATHER-PORT/",
    "byline": "By Ann Lee",
    "body_text": "Not this one, the other has the structure.",
    "body_xhtml": HTML,
    "description_text": "Twelve ships may leave.",
    "description_caption": "Not a summary",
    "copyrightnotice": "© BFN 2019",
    "usageterms": "For subscribers.\nNot for resale.",
    "keywords": ["port", "storm"],
    "genre": [{"code": "Current", "name": "News story"}],
    "subject": [
        {"name": "weather", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "17000000"},
        {"name": "rowing", "code": "15047000"},
        {"name": "Harbour life", "scheme": "bfn", "code": "hl"},
    ],
    "person": [{"name": "Jane Doe", "scheme": "http://www.wikidata.org/entity/", "code": "Q7"}],
    "organisation": [{"name": "Port Corp", "scheme": "bfnorg", "code": "77"}],
    "place": [{"name": "Kiel", "geometry_geojson": KIEL}],
    "infosource": [{"name": "BFN"}, {"name": "Port Corp press office"}],
    "altids": {"transref": "a0441"},
    "evolvedfrom": "urn:bfn:20191116:4",
    "ednote": "Eds: UPDATES with quotes",
    "associations": {
        "mainpic": {
            "type": "picture",
            "headline": "A ship leaving",
            "description_text": "The ship leaves Kiel.",
            "byline": "Doe/BFN",
            "renditions": {
                "thumbnail": {"href": f"{PHOTO}-s.jpg", "width": 1200, "mimetype": "image/jpeg"},
                "original": {"href": f"{PHOTO}-xl.jpg", "width": 5000, "mimetype": "image/jpeg"},
                "base": {"href": f"{PHOTO}-m.jpg", "width": 1400, "mimetype": "image/jpeg"},
            },
        },
        "plain": {"type": "picture", "renditions": {"main": {"href": "http://pictures.example.org/no-tls.jpg"}}},
        "film": {"type": "video", "renditions": {"main": {"href": "https://pictures.example.org/film.jpg"}}},
    },
}


def second() -> dict[str, Any]:
    """The same item in ninjs 2: lists where 1 had keys of their own, names in the plural."""
    item = {key: value for key, value in FIRST.items() if not key.startswith(("body_", "description_"))}
    for old, new in (
        ("subject", "subjects"),
        ("person", "people"),
        ("organisation", "organisations"),
        ("place", "places"),
    ):
        item[new] = [dict(concept) for concept in item.pop(old)]
    item["subjects"][0] = {"name": "weather", "uri": "http://cv.iptc.org/newscodes/mediatopic/17000000"}
    item["people"] = [{"name": "Jane Doe", "uri": "http://www.wikidata.org/entity/Q7"}]
    item["genres"], item["infosources"] = item.pop("genre"), item.pop("infosource")
    item["by"] = item.pop("byline")
    item["headlines"] = [{"role": "seo", "value": "Kiel"}, {"role": "main", "value": item.pop("headline")}]
    item["descriptions"] = [
        {"role": "caption", "value": "Not a summary"},
        {"role": "summary", "value": FIRST["description_text"]},
    ]
    item["bodies"] = [
        {"role": "text", "contenttype": "text/plain", "value": FIRST["body_text"]},
        {"role": "xhtml", "contenttype": "text/html", "value": HTML},
    ]
    item["altids"] = [{"role": "transref", "value": "a0441"}]
    item["associations"] = [
        {"name": name, **picture, "renditions": [{"name": key, **at} for key, at in picture["renditions"].items()]}
        for name, picture in FIRST["associations"].items()
    ]
    return item


def third() -> dict[str, Any]:
    """The same item in ninjs 3, which writes ``versionCreated`` and ``geoJSON``."""
    capitals = {
        "versioncreated": "versionCreated", "firstcreated": "firstCreated", "copyrightnotice": "copyrightNotice",
        "usageterms": "usageTerms", "contenttype": "contentType", "infosources": "infoSources", "altids": "altIds",
        "geometry_geojson": "geoJSON", "ednote": "edNote", "evolvedfrom": "evolvedFrom", "mimetype": "contentType",
    }  # fmt: skip

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {capitals.get(key, key): renamed(inner) for key, inner in value.items()}
        return [renamed(inner) for inner in value] if isinstance(value, list) else value

    return {"standard": {"name": "ninjs", "version": "3.1"}, **renamed(second())}


@pytest.mark.parametrize("item", [FIRST, second(), third()], ids=["1", "2", "3"])
def test_one_story_in_all_versions(item: dict[str, Any]) -> None:
    assert format_of(item) == "ninjs"
    read = only_story(parse, item)

    assert read.title == "Port of Kiel reopens after storm & strike"
    assert read.body == BODY
    assert read.dateline is not None
    assert read.dateline.text == "KIEL, Germany"
    assert (read.agency, read.source) == (("BFN",), "Port Corp press office")
    assert read.date == datetime.fromisoformat("2019-11-17T18:05:00+01:00")
    assert read.embargo == datetime(2019, 11, 17, 20, tzinfo=UTC)
    assert (read.id, read.version, read.evolved_from) == ("urn:bfn:20191117:7", 3, "urn:bfn:20191116:4")
    assert (read.byline, read.slugline, read.wire_number) == ("Ann Lee", "WEATHER-PORT/", "a0441")
    assert (read.lang, read.urgency, read.genre) == ("en-GB", 3, ("News story",))
    assert read.keywords == ("port", "storm")
    assert read.summary == "Twelve ships may leave."
    assert (read.rights, read.usage_terms) == ("© BFN 2019", "For subscribers. Not for resale.")
    assert read.topics == ("medtop:17000000", "medtop:20001026", "harbour-life")
    assert read.entities == ("person:jane-doe", "organisation:port-corp", "place:kiel")
    people, port, kiel = (record for record in read.records if isinstance(record, Entity))
    assert people.wikidata == "Q7"
    assert port.qcodes == ("bfnorg:77",)
    assert kiel.coordinates == (54.32, 10.13)
    assert read.images == (Image(f"{PHOTO}-m.jpg", "A ship leaving", "The ship leaves Kiel.", "Doe/BFN"),)
    assert read.desk_notes == ("Eds: UPDATES with quotes",)


def test_dialect_of_content_management_systems() -> None:
    item = {
        "guid": "urn:newsml:cms.example.org:2019:c044162e",
        "uri": "https://cms.example.org/contentapi/items/7",
        "evolvedfrom": "urn:newsml:cms.example.org:2019:b01",
        "version": "2",
        "type": "text",
        "pubstatus": "withheld",
        "signal": [{"code": "sig:correction", "name": "Correction"}],
        "versioncreated": "2019-11-17T17:05:00+0000",
        "headline": "Port reopens",
        "extra": {"subtitle": "Ships may leave", "sign_off": "al"},
        "authors": [{"name": "Ed Itor", "role": "editor"}, {"name": "Ann Lee", "role": "writer", "biography": "…"}],
        "source": "BFN",
        "copyrightholder": "Somebody else",
        "located": "Kiel",
        "priority": 5,
        "service": [{"code": "i", "name": "International News"}],
        "subject": [
            {"code": "02001000", "scheme": "bfnsubj", "name": "Crime"},
            {"code": "5", "scheme": "bfnversion", "name": "Final version"},
            {"code": "3", "scheme": "country", "name": "Denmark"},
        ],
        "description_html": "<p>The port &amp; its ships.</p>",
        "body_html": "<p>The port reopened.</p>\n<!-- EMBED START Image {id: \"editor_0\"} -->\n<figure>"
        '<img src="https://pictures.example.org/view.jpg" /><figcaption>A ship</figcaption></figure>\n'
        "<!-- EMBED END Image -->\n<p>* * *</p><p>Ships left.</p><p>BFN al/tf</p><p>(END)</p>",
        "associations": {
            "editor_0": {"type": "picture", "headline": "Ship", "description_text": "A ship", "guid": "x",
                         "renditions": {"viewImage": {"href": "https://pictures.example.org/view.jpg"}}},
            "related--1": None,
        },
    }  # fmt: skip
    assert format_of(item) == "ninjs"
    read = only_story(parse, item)

    assert read.body == "The port reopened.\n\nShips left.\n\nBFN al/tf"
    assert (read.status, read.signals) == (Status.WITHHELD, (Signal.CORRECTION,))
    assert (read.id, read.evolved_from) == (item["guid"], item["evolvedfrom"])
    assert (read.byline, read.agency, read.subhead) == ("Ann Lee", ("BFN",), "Ships may leave")
    assert read.summary == "The port & its ships."
    assert read.dateline is not None
    assert read.dateline.text == "Kiel"
    assert read.topics == ("medtop:20000082", "international-news")
    assert read.entities == ("place:denmark",)
    assert read.images == (Image("https://pictures.example.org/view.jpg", "Ship", "A ship"),)


def test_items_as_a_content_management_system_keeps_them() -> None:
    item = {
        "guid": "tag:cms.example.org:2019:7",
        "type": "text",
        "state": "corrected",
        "pubstatus": "usable",
        "versioncreated": "2019-11-17T17:05:00+0000",
        "embargo": "2019-11-18T00:00:00+0000",
        "headline": "Port reopens",
        "abstract": "<p>Ships may leave.</p>",
        "dateline": {"text": "KIEL, Nov 17 BFN -", "source": "BFN", "located": {"city": "Kiel"}},
        "source": "BFN",
        "sign_off": "al/tf",
        "anpa_category": [{"qcode": "i", "name": "World"}],
        "subject": [{"qcode": "02001000", "name": "crime", "parent": "02000000"}],
        "body_html": "<p>The port reopened.</p>",
    }
    read = only_story(parse, item)
    assert (read.signals, read.embargo) == ((Signal.CORRECTION,), datetime(2019, 11, 18, tzinfo=UTC))
    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("KIEL, Nov 17", ("BFN",))
    assert (read.topics, read.summary) == (("medtop:20000082", "world"), "Ships may leave.")
    assert only_story(parse, {**item, "state": "killed"}).status is Status.CANCELED


def test_html_that_repeats_headline_place_and_byline() -> None:
    item = {
        "uri": "http://bfn.example.org/media/text/191117-port-2",
        "type": "text",
        "versioncreated": "2019-11-17T18:05:00Z",
        "headline": "Hamnen öppnar igen",
        "source": "BFN",
        "description_text": "Hamnen i Kiel öppnade på tisdagen, säger hamnchefen. Det var",
        "body_text": "Hamnen öppnar igen\nKiel BFN\nHamnen …",
        "body_html5": "<html><head><title>Hamnen öppnar igen</title></head><body><article><section>"
        "<h1>Hamnen öppnar igen</h1>"
        '<div class="dat"><span class="vignette">Kiel</span><span class="source">BFN</span></div>'
        '<h4><p>Hamnen i <a href="https://example.org/kiel">Kiel</a> öppnade på tisdagen, säger hamnchefen.</p></h4>'
        '<div class="bodytext"><p>Det var storm.</p><blockquote>Vi väntade, säger hon.</blockquote></div>'
        '<div class="byline">Ann Lee/BFN</div><figure><img src="x.jpg" alt="Hamnen"/><figcaption>Hamnen</figcaption>'
        "</figure></section></article></body></html>",
        "body_ttnitf": "<TTNITF><HEAD></HEAD></TTNITF>",
        "revisions": [{"uri": "http://bfn.example.org/media/text/191117-port-1"}],
        "bylines": [{"byline": "Ann Lee/BFN", "email": "ann@example.org", "phone": "+46 8 123 456 78"}],
        "replacing": ["http://bfn.example.org/media/text/191117-port-1"],
    }
    read = only_story(parse, item)

    assert read.body == (
        "Hamnen i [Kiel](https://example.org/kiel) öppnade på tisdagen, säger hamnchefen.\n\nDet var storm.\n\n"
        "> Vi väntade, säger hon."
    )
    assert read.summary == ""  # it was no more than the beginning of the text
    assert read.evolved_from == "http://bfn.example.org/media/text/191117-port-1"
    assert read.byline == "Ann Lee/BFN"


def test_nitf_and_plain_text_as_bodies() -> None:
    nitf = (
        '<?xml version="1.0"?><nitf><head><title>x</title></head><body><body.head><hedline><hl1>Port reopens</hl1>'
        "</hedline></body.head><body.content><p>KIEL (BFN) -- The port reopened.</p><hl2>Ships</hl2><p>They left.</p>"
        "</body.content></body></nitf>"
    )
    filed = {"uri": "urn:bfn:8", "versionCreated": "2019-11-17", "headline": "Port reopens"}
    for body in (
        {"bodies": [{"role": "nitf", "contentType": "application/nitf+xml", "value": nitf}]},
        {"body_nitf": nitf, "body_text": "The port."},
    ):
        read = only_story(parse, {**filed, **body})
        assert (read.body, read.agency) == ("The port reopened.\n\n## Ships\n\nThey left.", ("BFN",))
        assert not read.has_time
    plain = only_story(parse, {**filed, "body_text": "KIEL, Nov 17 (BFN) - The port *1 is\nopen.\n\n1) Ships left.\n"})
    assert plain.body == "The port \\*1 is open.\n\n1\\) Ships left."
    told = only_story(parse, {**filed, "type": "text", "descriptions": [{"value": "All that there is."}]})
    assert (told.body, told.summary) == ("All that there is.", "")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "picture"}, "a picture"),
        ({"type": "graphic"}, "a graphic"),
        ({"type": "video", "body_text": "A shot list."}, "a video"),
        ({"type": "audio"}, "an audio item"),
        ({"type": "event", "body_text": "At noon."}, "an event"),
        ({"eventDetails": {"dates": {}}, "body_text": "At noon."}, "an event"),
        ({"type": "planning"}, "a planning item"),
        ({"type": "composite", "associations": {"a": {"type": "text", "guid": "x"}}}, "a package of references"),
    ],
)
def test_what_is_no_text_is_named(fields: dict[str, Any], kind: str) -> None:
    assert list(parse(as_bytes({"uri": "urn:bfn:9", "headline": "Port", **fields}))) == [Skipped(1, kind, "Port")]


def test_what_is_missing_is_named() -> None:
    (no_text,) = parse(as_bytes({"uri": "urn:bfn:9", "headline": "Port"}))
    assert no_text == Reject(1, "a ninjs item without text", "Port")
    (no_id,) = parse(as_bytes({"headline": "Port", "body_text": "Open."}))
    assert no_id == Reject(1, "JSON with the keys headline, body_text: no ninjs (no uri or guid)")
    (no_object,) = parse(b"[12]")
    assert no_object == Reject(0, "JSON without keys: no ninjs (no uri or guid)")
    assert story_of({"uri": "x", "colour": 1}, 4) == Reject(4, "JSON with the keys uri, colour: no ninjs (no content)")
    ids = {"itemid": "7", "etag": "7_0", "friendlykey": "8", "transref": "a1"}
    assert format_of({"uri": "u", "headline": "Port", "versioncreated": "2019-11-17", "altids": ids}) == "ninjs"
    killed = only_story(parse, {"guid": "g", "headline": "Port", "pubstatus": "canceled"})
    assert (killed.status, killed.body) == (Status.CANCELED, "")


def item(number: int, **fields: object) -> dict[str, object]:
    return {"uri": f"urn:bfn:{number}", "headline": f"Port {number}", "body_text": f"Ship {number} left.", **fields}


def titles(data: bytes) -> list[str]:
    return [read.title if isinstance(read, ParsedStory) else str(read) for read in parse(data)]


@pytest.mark.parametrize(
    "wrap",
    [
        as_bytes,
        lambda items: json.dumps(items, indent=1).encode(),
        lambda items: b"\n".join(map(as_bytes, items)) + b"\n\n",
        lambda items: b"".join(json.dumps(item, indent=2).encode() for item in items),
        lambda items: as_bytes({"total": 3, "item": items}),
        lambda items: as_bytes({"_items": items, "_meta": {}}),
        lambda items: as_bytes({"data": {"search": {"items": items}}}),
        lambda items: as_bytes({"hits": {"hits": [{"_id": 1, "_source": item} for item in items]}}),
    ],
)
def test_many_items_in_one_file(wrap: Any) -> None:
    assert titles(wrap([item(1), item(2), item(3)])) == ["Port 1", "Port 2", "Port 3"]


def test_a_broken_item_costs_only_itself_and_is_told_by_its_line() -> None:
    lines = [as_bytes(item(1)), b'{"uri": "urn:bfn:2", "headline": "Port', as_bytes(item(3))]
    first, broken, third = parse(b"\n".join(lines))
    assert isinstance(first, ParsedStory)
    assert isinstance(broken, Reject)
    assert broken.line in (2, 3)
    assert broken.reason.startswith("not JSON: ")
    assert isinstance(third, ParsedStory)
    assert third.line == 3
    (alone,) = parse(b'{\n "uri": "urn:bfn:1",\n "headline" "Port"\n}')
    assert alone == Reject(3, "not JSON: expecting ':' delimiter, column 13")


def test_encodings_and_odd_values() -> None:
    plain = item(1, headline="Öl – “teuer”")
    text = json.dumps(plain, ensure_ascii=False)
    for data in (
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("utf-16"),
        text.encode("utf-16-le"),
        text.encode("cp1252"),
        text.replace("{", '{"n": 1e999, "m": NaN, "k": ' + "7" * 5000 + ",", 1).encode(),
    ):
        assert titles(data) == ["Öl – “teuer”"]
    halves = (
        b'{"uri": "u", "headline": "Port \\ud83d opens\\u0007\x0a", "body_text": "It\\u0000 opened.", "urgency": "4"}'
    )
    (read,) = parse(halves)
    assert isinstance(read, ParsedStory)
    assert (read.title, read.body, read.urgency) == ("Port opens", "It opened.", 4)
    wrapped = (
        "<p>The port&#1; of Kiel<br>reopened \x02on<br>Tuesday.</p><br><br><br><a href='https://x.org/&#1;'>Kiel</a>"
    )
    assert "The port of Kiel" in only_story(parse, {"uri": "u", "headline": "Port", "body_html": wrapped}).body
    (twice,) = parse(b'{"uri": "u", "pubstatus": "usable", "headline": "Port", "pubstatus": "canceled"}')
    assert isinstance(twice, ParsedStory)
    assert twice.status is Status.CANCELED


def test_bombs_are_refused() -> None:
    deep = b'{"uri": "u", "headline": "h", "body_text": "b", "x": ' + b"[" * 200 + b"]" * 200 + b"}"
    assert list(parse(deep)) == [Reject(1, "JSON that is nested too deep", "u")]
    assert list(parse(b"[" * 1_000_000)) == [Reject(1, "JSON that is nested too deep")]
    *named, more = parse(b"[" + b"{}," * 3000 + as_bytes(item(1)) + b"]")
    assert len(named) == 1001
    assert isinstance(named[-1], ParsedStory)
    assert more == Reject(0, "2,000 more that are no items")
    many = list(parse(b'{"a":\n' * 100_000))
    assert len(many) < 30
    assert all(isinstance(read, Reject) for read in many)


def cut(data: bytes) -> list[tuple[int, str]]:
    found = []
    for document in split(io.BytesIO(data)):
        assert isinstance(document, Document)
        found += [(document.line, read.title) for read in parse(document.data) if isinstance(read, ParsedStory)]
    return found


def test_long_files_are_cut_into_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "CHUNK", 50)  # every item crosses the border of a chunk
    items = [item(number, ednote='a "}" and a \\ {[', place=[{"name": "Kiel"}]) for number in range(1, 9)]
    expected = [f"Port {number}" for number in range(1, 9)]
    assert cut(b"\n".join(map(as_bytes, items))) == list(enumerate(expected, 1))
    assert [title for _, title in cut(as_bytes(items))] == expected
    indented = json.dumps(items, indent=1).encode()
    each = (indented.count(b"\n") - 1) // 8
    assert cut(indented) == [(2 + number * each, title) for number, title in enumerate(expected)]
    assert [title for _, title in cut(as_bytes({"data": {"items": items}}))] == expected
    assert [title for _, title in cut(json.dumps(items).encode("utf-16"))] == expected


def test_files_that_hold_no_items_cost_little() -> None:
    assert list(split(io.BytesIO(b"[1, 2, [3]]"))) == [Reject(1, "JSON without any object")]
    assert list(split(io.BytesIO(b"[" * 5000))) == [Reject(1, "JSON that is nested too deep")]
    assert list(split(io.BytesIO(b"\n[" + b'"x",' * 50_000 + b"]"))) == [Reject(2, "a list that is not of items")]
    *found, more = split(io.BytesIO(b"[" + b"{}," * 5000 + as_bytes(item(1)) + b"]"))
    assert (len(found), more) == (1001, Reject(0, "4,000 more objects that are too short for an item"))
    assert isinstance(found[-1], Document)


def test_an_item_too_long_is_named_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_BYTES", 300)
    lines = [as_bytes(item(1)), as_bytes(item(2, ednote="x" * 1000)), as_bytes(item(3))]
    found = list(split(io.BytesIO(b"\n".join(lines))))
    assert [entry.line for entry in found] == [1, 2, 3]
    assert [type(entry) for entry in found] == [Document, Reject, Document]
    listed = b"[" + b",".join(lines) + b"]"
    assert [type(entry) for entry in split(io.BytesIO(listed))] == [Document, Reject, Document]
    monkeypatch.setattr(splitting, "CHUNK", 50)  # of what is not read yet nobody knows how long it is
    assert [type(entry) for entry in split(io.BytesIO(listed))] == [Document, Reject]


def test_nothing_for_newsrooms_reaches_a_file(tmp_path: Path) -> None:
    secret = "+49 30 1234567"
    story = {
        **FIRST,
        "embargoed": None,
        "ednote": f"Eds: not for publication, call {secret}",
        "revisions": [{"uri": "http://bfn.example.org/media/text/191117-port-1"}],
        "bylines": [{"byline": "Ann Lee", "phone": secret, "email": "desk@bfn.example"}],
        "person": [{"name": "Jane Doe", "contactinfo": [{"type": "phone", "value": secret}]}],
        "authors": [{"name": "Ann Lee", "user": "alee7", "biography": secret}],
        "extra": {"desk_contact": secret, "note": "desk@bfn.example"},
        "priority": 777,
    }
    written = all_that_is_written(tmp_path, story)
    assert "reopened on" in written
    for word in (secret, "desk@bfn.example", "Eds:", "alee7", "777"):
        assert word not in written


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["<p>a", "&#0;", "x(BFN) - y"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FIRST, "bodies", "headlines", "name", "value", "href", "code"]), inner, max_size=6
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*second(), *FIRST]), JSON, max_size=8), st.binary(max_size=40))
def test_no_value_of_any_type_is_too_odd(fields: dict[str, object], noise: bytes) -> None:
    for read in (*parse(json.dumps({"uri": "u", "headline": "h", **fields}).encode()), *parse(noise)):
        assert isinstance(read, (ParsedStory, Reject, Skipped))
