"""One story of an agency that files it as JSON, as NewsML-G2 and as IPTC 7901: the article is the same."""

from __future__ import annotations

from dataclasses import replace

from backfile.ingest.formats.known import detect
from backfile.ingest.parsed import ParsedStory, Signal
from json_feeds import as_bytes

ENTRY = {
    "format": "digitalwires@0.9.1",
    "urn": "urn:newsml:bfn.example:20191117:191117-930-7",
    "version_created": "2019-11-17T18:05:20+01:00",
    "version": 2,
    "pubstatus": "usable",
    "signal": "sig:correction",
    "language": "de",
    "urgency": 3,
    "kicker": "Schifffahrt",
    "headline": "Hafen von Kiel wieder offen",
    "teaser": "Ein Sturm hatte den Hafen zwei Tage lang geschlossen. Nun dürfen zwölf Schiffe auslaufen.",
    "byline": "Von Ann Lee, BFN",
    "dateline": "Kiel (BFN/khl) - ",
    "article_html": '<section class="main"><p>Der Hafen von Kiel ist seit Dienstag wieder offen. Das sagte «die '
    "Meisterin» des Hafens.</p><h2>Schiffe warteten</h2><p>Draußen lagen zwölf Schiffe.</p></section>",
    "creditline": "BFN",
    "copyrightnotice": "Copyright 2019, BFN",
    "usageterms": "Nutzung nach Vereinbarung",
    "ednotes": [
        {"role": "dpaednoterole:correctionshort", "ednote": "Es waren zwölf Schiffe.", "is_publishable": True},
        {"role": "dpaednoterole:contacts", "ednote": "Ann Lee, +49 30 1234567", "is_publishable": False},
    ],
    "categories": [
        {"type": "dnltype:dpasubject", "name": "Häfen", "qcode": "dpasubject:9"},
        {"type": "dnltype:geosubject", "name": "Schleswig-Holstein", "qcode": "dpaarea:1"},
        {"type": "dnltype:keyword", "name": "Sturm", "qcode": None},
        {"type": "dnltype:genre", "name": "Meldung", "qcode": "dpatextgenre:1"},
    ],
    "dpasubject_names": ["Häfen"],
    "geosubject_names": ["Schleswig-Holstein"],
    "keyword_names": ["Sturm"],
}

G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:bfn.example:20191117:191117-930-7" version="2" standard="NewsML-G2" xml:lang="de">
<rightsInfo><copyrightNotice>Copyright 2019, BFN</copyrightNotice>
<usageTerms>Nutzung nach Vereinbarung</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="dnlprov:dpa"><name>dpa</name></provider>
<versionCreated>2019-11-17T18:05:20+01:00</versionCreated><pubStatus qcode="stat:usable"/>
<edNote role="dpaednoterole:correctionshort">Es waren zwölf Schiffe.</edNote>
<edNote role="dpaednoterole:contacts" pubconstraint="dpapconstraint:nonpublic">Ann Lee, +49 30 1234567</edNote>
<signal qcode="sig:correction"/></itemMeta>
<contentMeta><urgency>3</urgency><genre qcode="dpatextgenre:1"><name>Meldung</name></genre>
<subject qcode="dpasubject:9" type="dpatype:dpasubject" rank="1"><name>Häfen</name></subject>
<subject qcode="dpaarea:1" type="cpnat:geoArea" rank="1"><name>Schleswig-Holstein</name></subject>
<keyword rank="1">Sturm</keyword><language tag="de"/>
<headline rank="1">Hafen von Kiel wieder offen</headline><headline rank="3">Schifffahrt</headline>
<dateline>Kiel (BFN/khl) - </dateline><by>Von Ann Lee, BFN</by><creditline>BFN</creditline>
<description role="drol:teaser">Ein Sturm hatte den Hafen zwei Tage lang geschlossen. Nun dürfen
zwölf Schiffe auslaufen.</description>
</contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>
<header><ul class="slugline"><li>Häfen</li><li>Schleswig-Holstein</li><li>Sturm</li></ul>
<h1>Hafen von Kiel wieder offen</h1>
<p class="byline">Von Ann Lee, BFN</p></header><section class="main">
<p><span class="dateline">Kiel (BFN/khl) - </span>Der Hafen von Kiel ist seit Dienstag wieder offen. Das sagte «die
Meisterin» des Hafens.</p><h2>Schiffe warteten</h2><p>Draußen lagen zwölf Schiffe.</p></section>
</body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>
"""

IPTC7901 = """\x01nsb0007 3 vm 60  lno 0007

Häfen/Schleswig-Holstein/Sturm/
\x02(Berichtigung: Es waren zwölf Schiffe.)
Hafen von Kiel wieder offen
Von Ann Lee, BFN
(Foto Archiv) =

Ein Sturm hatte den Hafen zwei Tage lang geschlossen. Nun dürfen zwölf
Schiffe auslaufen.

Kiel (BFN/khl) - Der Hafen von Kiel ist seit Dienstag wieder offen.
Das sagte «die Meisterin» des Hafens.

Schiffe warteten

Draußen lagen zwölf Schiffe.

# Notizblock

## Redaktionelle Hinweise
- Weitere Fassung bis 1900

* * * *
Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt

## Kontakte
- Autor/in: Ann Lee, +49 30 1234567

dpa al yyno n1 sku

171805 Nov 19
\x03\x04
"""


def story(data: bytes, name: str) -> ParsedStory:
    found = detect(data)
    assert found is not None
    assert found.name == name
    (only,) = found.parse(data)
    assert isinstance(only, ParsedStory)
    return replace(only, line=0, desk_notes=())


def test_json_and_newsml_g2_give_the_same_story() -> None:
    entry = story(as_bytes(ENTRY), "digitalwires")
    assert entry == story(G2.encode(), "newsml-g2")
    assert entry.body.startswith(
        "Der Hafen von Kiel ist seit Dienstag wieder offen. Das sagte «die Meisterin» des Hafens."
    )


def test_iptc_7901_gives_the_same_as_far_as_it_says_it() -> None:
    entry, lines = story(as_bytes(ENTRY), "digitalwires"), story(IPTC7901.encode(), "iptc7901")
    told = (
        "title",
        "body",
        "dateline",
        "agency",
        "byline",
        "keywords",
        "urgency",
        "lang",
        "summary",
        "status",
        "embargo",
    )
    assert {field: getattr(lines, field) for field in told} == {field: getattr(entry, field) for field in told}
    assert lines.date is not None
    assert lines.date == entry.date.replace(second=0) if entry.date else False
    assert (
        [note.note for note in lines.corrections]
        == [note.note for note in entry.corrections]
        == ["Es waren zwölf Schiffe."]
    )
    assert lines.signals == entry.signals == (Signal.CORRECTION,)
