"""AP Media API: items and feeds, with their story beside them or without it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backfile.ingest.formats.ap_media import parse, story_of
from backfile.ingest.parsed import ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Status
from backfile.model.authority import Entity
from json_feeds import all_that_is_written, as_bytes, format_of, only_story

AP = "http://cv.ap.org/id/"

ITEM: dict[str, Any] = {
    "uri": "https://api.example.org/media/v/content/f14dd246?qt=KEY&et=0a2aza0c0",
    "altids": {"itemid": "f14dd246", "etag": "f14dd246_0a2", "friendlykey": "61329", "transref": "e0027"},
    "version": 2,
    "type": "text",
    "urgency": 4,
    "profile": "Feature",
    "editorialpriority": "r",
    "language": "en",
    "versioncreated": "2019-11-17T18:05:00Z",
    "firstcreated": "2019-11-17T09:00:00Z",
    "pubstatus": "usable",
    "ednote": "Eds: UPDATES: With photos. Call Ed, 555-0100.",
    "signals": ["newscontent"],
    "title": "US--Port",
    "headline": "Port of Juneau reopens",
    "headline_extended": "The port of Juneau, Alaska, has reopened after a storm",
    "slugline": "BC-US--Port, 2nd Ld-Writethru",
    "bylines": [{"by": "By ANN LEE", "title": "BFN Marine Writer"}, {"name": "Joe Roe"}],
    "located": "JUNEAU, Alaska",
    "datelinelocation": {"city": "Juneau", "countryareaname": "Alaska"},
    "copyrightnotice": "Copyright 2019 BFN.",
    "usageterms": ["For editorial use.", "No archive sales."],
    "keywords": ["Port"],
    "provider": "BFN",
    "infosource": [{"name": "BFN", "type": "AP"}],
    "person": [{"code": "9f20", "name": "Jane Doe", "rels": ["direct"], "scheme": AP}],
    "organisation": [{"code": "86b5", "name": "Port Corp", "rels": ["direct"], "scheme": AP}],
    "subject": [
        {"rels": ["category"], "code": "a", "name": "a"},
        {"code": "94aa", "name": "Harbors", "rels": ["direct"], "scheme": AP},
        {"code": "20dd", "name": "Transport", "rels": ["ancestor"], "scheme": AP},
    ],
    "place": [
        {"code": "06dd", "name": "Juneau", "rels": ["direct"], "scheme": AP,
         "geometry_geojson": {"type": "Point", "coordinates": [-134.4, 58.3]}},
        {"code": "661e", "name": "United States", "rels": ["ancestor"], "scheme": AP},
    ],
    "associations": {"1": {"uri": "https://api.example.org/2", "type": "picture", "headline": "Port"}},
    "renditions": {"nitf": {"href": "https://api.example.org/f14dd246/download?KEY", "rel": "Story"}},
}  # fmt: skip
HTML = '<block id="Main"><p>JUNEAU, Alaska (BFN) — The port reopened on Tuesday.</p>\n<p>Ships left.</p></block>'
NITF = (
    '<?xml version="1.0" encoding="UTF-8"?><nitf><body><body.head><hedline><hl1>Port</hl1></hedline></body.head>'
    '<body.content><block id="Main"><p>JUNEAU, Alaska (BFN) — The port reopened on Tuesday.</p><p>Ships left.</p>'
    "</block></body.content></body></nitf>"
)


def answer(item: dict[str, Any], **beside: object) -> dict[str, object]:
    return {"api_version": "2.0", "method": "/content.GET", "data": {"meta": {}, "item": item}, **beside}


@pytest.mark.parametrize(
    "value",
    [
        answer(ITEM, nitf={"type": "text", "guid": None, "body_html": HTML}),
        answer(ITEM, nitf=NITF),
        answer({**ITEM, "body_nitf": NITF}),
        {"data": {"items": [{"meta": {}, "item": ITEM, "nitf": NITF}], "current_item_count": 1}},
        {**ITEM, "body_html": HTML},
    ],
)
def test_an_item_with_its_story(value: dict[str, object]) -> None:
    assert format_of(value) == "ap-media"
    read = only_story(parse, value)

    assert read.title == "Port of Juneau reopens"
    assert read.body == "The port reopened on Tuesday.\n\nShips left."
    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("JUNEAU, Alaska", ("BFN",))
    assert read.date == datetime(2019, 11, 17, 18, 5, tzinfo=UTC)
    assert (read.id, read.version, read.wire_number) == ("tag:ap.org,2011:f14dd246", 3, "e0027")
    assert (read.byline, read.slugline) == ("ANN LEE, Joe Roe", "BC-US--Port, 2nd Ld-Writethru")
    assert read.summary == "The port of Juneau, Alaska, has reopened after a storm"
    assert (read.lang, read.urgency, read.genre, read.keywords) == ("en", 4, ("Feature",), ("Port",))
    assert (read.rights, read.usage_terms) == ("Copyright 2019 BFN.", "For editorial use. No archive sales.")
    assert (read.topics, read.signals) == (("harbors",), ())
    assert read.entities == ("person:jane-doe", "organisation:port-corp", "place:juneau")
    records = {record.id: record for record in read.records if isinstance(record, Entity)}
    assert records["place:juneau"].coordinates == (58.3, -134.4)
    assert records["person:jane-doe"].qcodes == ("apperson:9f20",)


def test_the_dateline_is_that_of_its_field_where_the_text_has_none() -> None:
    read = only_story(parse, {**ITEM, "body_html": "<p>The port reopened.</p>"})
    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("JUNEAU, Alaska", ("BFN",))


def test_an_item_without_its_story_says_where_it_is() -> None:
    (read,) = parse(as_bytes(answer(ITEM)))
    assert read == Reject(1, "an item without its text, which AP delivers as NITF beside it", "Port of Juneau reopens")
    assert story_of({"item": {"uri": "x"}}, 2) == Reject(
        2, "JSON with the keys item: no item of AP's Media API (no altids with itemid)"
    )


def test_wrappers_without_end_are_no_items() -> None:
    for deep in (b"[" * 500 + b"]" * 500, b'{"data":' * 500 + b"1" + b"}" * 500):
        (read,) = parse(deep)
        assert isinstance(read, Reject)


def test_a_feed() -> None:
    items = [{**ITEM, "type": "picture"}, {**ITEM, "type": "video"}, {**ITEM, "body_html": HTML}]
    feed = {"api_version": "1.1", "data": {"items": [{"meta": {}, "item": item} for item in items]}}
    picture, video, story = parse(as_bytes(feed))
    assert picture == Skipped(0, "a picture", "Port of Juneau reopens")
    assert video == Skipped(0, "a video", "Port of Juneau reopens")
    assert isinstance(story, ParsedStory)
    assert list(parse(b'{"data": {"items": []}}')) == [Skipped(1, "a feed without items")]


def test_what_may_be_published_and_when() -> None:
    def filed(**fields: object) -> ParsedStory:
        return only_story(parse, {**ITEM, "body_html": HTML, **fields})

    assert filed(signals=["singlesource"]).signals == (Signal.ADVISORY,)
    assert filed(profile="Advisory", signals=["singlesource"]).signals == (Signal.ADVISORY,)
    assert filed(signals=None).signals == ()
    assert filed(editorialtypes=["Lead", "Correction"]).signals == (Signal.CORRECTION,)
    assert filed(pubstatus="embargoed").status is Status.WITHHELD
    held = filed(pubstatus="embargoed", embargoed="2019-11-18T00:00:00Z")
    assert (held.status, held.embargo) == (Status.USABLE, datetime(2019, 11, 18, tzinfo=UTC))
    killed = only_story(parse, {**ITEM, "pubstatus": "canceled"})
    assert (killed.status, killed.body) == (Status.CANCELED, "")


def test_nothing_for_newsrooms_reaches_a_file(tmp_path: Path) -> None:
    written = all_that_is_written(tmp_path, answer(ITEM, nitf=NITF))
    assert "The port reopened on Tuesday." in written
    assert [word for word in ("555-0100", "Eds:", "KEY", "editorialpriority", "f14dd246_0a2") if word in written] == []
