"""dpa-digitalwires: what becomes of the fields of an entry, and of its notepad."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backfile.ingest.formats.digitalwires.entry import parse
from backfile.ingest.parsed import ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Image, Status
from backfile.model.authority import Entity
from json_feeds import all_that_is_written, as_bytes, format_of, only_story

PUBLIC = (
    '<section class="np-public"><h4>{heading}</h4>'
    "<ul><li>Es lagen zwölf Schiffe vor dem Hafen, nicht zwanzig.</li></ul>"
    "<h4>Redaktionelle Hinweise</h4><ul><li>Zu diesem Text finden Sie Bilder: Hafen</li></ul>"
    '<h4>Internet</h4><ul><li><a href="https://bfn.example/intern">Website des Hafens</a></li></ul></section>'
)

ENTRY: dict[str, Any] = {
    "format": "digitalwires@0.9.1",
    "type": "composite",
    "entry_id": "abc",
    "updated": "2019-11-17T19:00:00Z",
    "urn": "urn:newsml:bfn.example:20091117:191117-930-7",
    "version_created": "2019-11-17T18:05:00+01:00",
    "version": 2,
    "pubstatus": "usable",
    "signal": "sig:correction",
    "embargoed": "2019-11-17T20:00:00+01:00",
    "language": "de",
    "urgency": 3,
    "kicker": "Schifffahrt",
    "headline": "Hafen von Kiel nach Sturm &amp; Streik wieder offen",
    "subhead": "Zwölf Schiffe dürfen auslaufen",
    "teaser": "Ein Sturm hatte den Hafen geschlossen.",
    "byline": "Von Ann Lee, BFN",
    "dateline": "Kiel/Hamburg (BFN/khl) - ",
    "article_html": '<section class="main"><p><span class="dateline">Kiel/Hamburg <span class="credit">(BFN/khl)'
    '</span> - </span>Der Hafen ist seit <a class="externalLink" href="https://example.org/hafen">Dienstag</a> '
    "offen.</p><p></p>"
    "<h2>Schiffe warteten</h2><ul><li>Zwölf am Montag</li><li>Zwei am Dienstag</li></ul>"
    '<dnl-youtubeembed src="https://video.example/1"></dnl-youtubeembed><p> </p></section>',
    "infobox_html": '<section class="infobox"><h2>Der Hafen</h2><p>Er liegt an der Förde.</p></section>',
    "linkbox_html": '<section class="linkbox"><ul><li><a href="https://bfn.example/intern">Website</a></li></ul></section>',
    "creditline": "BFN",
    "copyrightnotice": "Copyright 2019, BFN",
    "usageterms": "Nutzung nur nach Vereinbarung\nUse only with agreement",
    "autopublishnotice": "© BFN 7/2",
    "notepad": {
        "header_html": "<header><h3>Notizblock</h3></header>",
        "public_html": PUBLIC.format(heading="Berichtigung"),
        "nonpublic_html": '<section class="np-nonpublic"><h4>Kontakte</h4><ul><li>+49 30 1234567</li></ul></section>',
    },
    "ednotes": [{"role": "dpaednoterole:closingline", "ednote": "bfn al yydd n1", "is_publishable": True}],
    "associations": [
        {"type": "image", "headline": "Ein Schiff", "caption": "Das Schiff läuft aus.", "creditline": "Doe/BFN",
         "renditions": [{"size": 2048, "width": 2048, "mimetype": "image/jpeg", "url": "https://pictures.example/1.jpeg"}]},
        {"type": "video", "renditions": [{"mimetype": "video/mp4", "url": "https://pictures.example/1.mp4"}]},
    ],
    "categories": [
        {"type": "dnltype:wire", "name": "bdt", "qcode": "dpasrv:bdt"},
        {"type": "dnltype:creator", "name": "lee.ann", "qcode": None},
        {"type": "dnltype:contributor", "name": "itor.ed", "qcode": "dpa-ad:itor.ed"},
        {"type": "dnltype:dpasubject", "name": "Schifffahrt", "qcode": "medtop:20000341", "rank": 1},
        {"type": "dnltype:dpasubject", "name": "Häfen", "qcode": "dpasubject:9", "rank": 2},
        {"type": "dnltype:keyword", "name": "Sturm", "qcode": None, "rank": 1},
        {"type": "dnltype:geosubject", "name": "Schleswig-Holstein", "qcode": "dpaarea:1", "rank": 1},
        {"type": "dnltype:geosubject", "name": "International", "qcode": "dpacountry:196", "rank": 2},
        {"type": "dnltype:person", "name": "Jane Doe", "qcode": "apperson:7"},
        {"type": "dnltype:genre", "name": "Meldung", "qcode": "dpatextgenre:1"},
        {"type": "dnltype:poi", "name": "Hafenamt, Kai 1, 24103 Kiel", "qcode": None,
         "geojson": {"type": "Feature", "properties": {"name": "Hafenamt ", "locality": "Kiel"},
                     "geometry": {"type": "Point", "coordinates": [10.13, 54.32]}}},
        {"type": "dnltype:desk", "name": "vm", "qcode": "dpacat:vm"},
        {"type": "dnltype:provider", "name": "dpa", "qcode": "dnlprov:dpa"},
    ],
    "dpasubject_names": ["Schifffahrt", "Häfen"],
    "geosubject_names": ["Schleswig-Holstein"],
    "keyword_names": [],
}  # fmt: skip


def test_fields() -> None:
    assert format_of(ENTRY) == "digitalwires"
    read = only_story(parse, ENTRY)

    assert read.title == "Hafen von Kiel nach Sturm & Streik wieder offen"
    assert read.body == (
        "Der Hafen ist seit [Dienstag](https://example.org/hafen) offen.\n\n## Schiffe warteten\n\n- Zwölf am Montag\n"
        "- Zwei am Dienstag\n\n## Der Hafen\n\nEr liegt an der Förde."
    )
    assert (read.summary, read.subhead) == ("Ein Sturm hatte den Hafen geschlossen.", "Zwölf Schiffe dürfen auslaufen")
    assert read.dateline is not None
    assert [place.name for place in read.dateline.places] == ["Kiel", "Hamburg"]
    assert read.agency == ("BFN", "khl")
    assert read.date == datetime.fromisoformat("2019-11-17T18:05:00+01:00")
    assert read.embargo == datetime(2019, 11, 17, 19, tzinfo=UTC)
    assert (read.id, read.version) == (ENTRY["urn"], 2)
    assert (read.byline, read.lang, read.urgency, read.genre) == ("Ann Lee, BFN", "de", 3, ("Meldung",))
    assert read.keywords == ("Schifffahrt", "Häfen", "Schleswig-Holstein", "Sturm")
    assert read.topics == ("medtop:20000341", "hafen")
    assert read.entities == ("place:schleswig-holstein", "person:jane-doe", "place:hafenamt-kiel")
    places = {record.id: record for record in read.records if isinstance(record, Entity)}
    assert places["place:hafenamt-kiel"].coordinates == (54.32, 10.13)
    assert places["person:jane-doe"].qcodes == ("apperson:7",)
    assert (read.rights, read.usage_terms) == (
        "Copyright 2019, BFN",
        "Nutzung nur nach Vereinbarung Use only with agreement",
    )
    assert read.images == (Image("https://pictures.example/1.jpeg", "Ein Schiff", "Das Schiff läuft aus.", "Doe/BFN"),)
    assert read.desk_notes == ("bfn al yydd n1",)


def test_a_correction_is_told_in_the_words_for_readers() -> None:
    (note,) = only_story(parse, ENTRY).corrections
    assert note.date == datetime.fromisoformat("2019-11-17T18:05:00+01:00")
    assert note.note == "Es lagen zwölf Schiffe vor dem Hafen, nicht zwanzig."

    long = {
        "role": "dpaednoterole:correction",
        "ednote": "der Meldung urn:7 muss es heißen: zwölf",
        "is_publishable": True,
    }
    short = {"role": "dpaednoterole:correctionshort", "ednote": "Es waren zwölf.", "is_publishable": True}
    (note,) = only_story(parse, {**ENTRY, "ednotes": [long, short]}).corrections
    assert note.note == "Es waren zwölf."

    update = {**ENTRY, "signal": "sig:update", "notepad": {"public_html": PUBLIC.format(heading="Aktualisierung")}}
    read = only_story(parse, update)
    assert (read.corrections, read.signals) == ((), (Signal.UPDATE,))


def test_where_fields_are_empty() -> None:
    marked = only_story(parse, {**ENTRY, "dateline": None, "creditline": None})
    assert marked.dateline == only_story(parse, ENTRY).dateline
    assert marked.agency == ("BFN", "khl")

    bare = {key: ENTRY[key] for key in ("format", "urn", "version_created")}
    text = {"article_html": "<section><p>KIEL, 17 Nov (BFN) - Open.</p></section>", "headline": None, "pubstatus": None}
    read = only_story(parse, {**bare, **text})
    assert (read.title, read.body, read.agency, read.version) == ("Open.", "Open.", ("BFN",), 1)
    located = {"type": "dnltype:located", "name": "Kiel"}
    read = only_story(parse, {**bare, "article_html": "<p>Open.</p>", "categories": [located], "creditline": "BFN/khl"})
    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("Kiel", ("BFN", "khl"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [("image", "a picture"), ("graphic", "a graphic"), ("audio", "an audio item"), ("video", "a video")],
)
def test_an_entry_that_is_no_text_is_named(kind: str, words: str) -> None:
    entry = {**ENTRY, "article_html": None, "associations": [{"type": kind}]}
    assert list(parse(as_bytes(entry))) == [Skipped(1, words, "Hafen von Kiel nach Sturm & Streik wieder offen")]


def test_what_cannot_be_published() -> None:
    empty = {
        **ENTRY,
        "article_html": '<section class="main"><p> </p></section>',
        "associations": None,
        "headline": None,
    }
    assert list(parse(as_bytes(empty))) == [Reject(1, "an entry without text", ENTRY["urn"])]
    killed = only_story(parse, {**empty, "pubstatus": "canceled"})
    assert killed.status is Status.CANCELED
    assert list(parse(b'{"kicker": "x"}')) == [
        Reject(1, "JSON with the keys kicker: no digitalwires entry (no format, no urn with article_html)")
    ]


@pytest.mark.parametrize(("code", "name"), [("dpatextgenre:27", "Achtung"), ("dpatextgenre:32", "Vorschau")])
def test_notes_to_newsrooms_are_advisories(code: str, name: str) -> None:
    entry = {**ENTRY, "signal": None, "categories": [{"type": "dnltype:genre", "name": name, "qcode": code}]}
    assert only_story(parse, entry).signals == (Signal.ADVISORY,)


def test_answers_of_the_interface_and_lists() -> None:
    other = {**ENTRY, "urn": "urn:newsml:bfn.example:8"}
    for value in ([ENTRY, other], {"entries": [ENTRY, other], "_wireq_receipt": "r"}):
        assert format_of(value) == "digitalwires"
        ids = [read.id for read in parse(as_bytes(value)) if isinstance(read, ParsedStory)]
        assert ids == [ENTRY["urn"], "urn:newsml:bfn.example:8"]
    assert list(parse(b'{"entries": []}')) == [Skipped(1, "a list without items")]


def test_nothing_of_notepads_and_desks_reaches_a_file(tmp_path: Path) -> None:
    notes = [
        {
            "role": "dpaednoterole:dpacontacts",
            "ednote": "Ed Itor +49 30 1234567, desk@bfn.example",
            "is_publishable": False,
        },
        {"role": "dpaednoterole:editorialnote", "ednote": "Weitere Fassung bis 1530", "is_publishable": True},
        {"role": "dpaednoterole:embargo", "ednote": "Bitte die Sperrfrist beachten", "is_publishable": True},
        {"role": "dpaednoterole:closingline", "ednote": "bfn al yydd n1", "is_publishable": True},
        {"role": "dpaednoterole:correction", "ednote": "intern: Lee anrufen", "is_publishable": False},
    ]
    written = all_that_is_written(tmp_path, {**ENTRY, "embargoed": None, "ednotes": notes})
    assert "Der Hafen ist seit" in written
    assert "Es lagen zwölf Schiffe vor dem Hafen, nicht zwanzig." in written
    hidden = (
        "1234567", "desk@bfn.example", "1530", "Sperrfrist", "yydd", "anrufen", "Notizblock", "Hinweise",
        "Bilder: Hafen", "Website des Hafens", "lee.ann", "itor.ed", "bdt", "dpacat", "Kontakte",
    )  # fmt: skip
    assert [word for word in hidden if word in written] == []
