"""IPTC 7901: headers, heads, texts, notebooks, times, codes and letters of teleprinter lines."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest.formats.format import Document
from backfile.ingest.formats.iptc7901 import parse, split
from backfile.ingest.parsed import ParsedStory, Reject, Signal
from backfile.model.article import Status
from wire_feeds import all_that_is_written, format_of, stories, story

BERLIN = ZoneInfo("Europe/Berlin")

TEXT = """\
Die ersten Schiffe haben am Dienstag wieder festgemacht. Der Sturm
hatte den Hafen für drei Tage geschlossen.

Kiel (dpa) - Nach drei Tagen Sturm ist der Hafen wieder offen. Am
Morgen machten die ersten Schiffe fest, wie die Leitung des Hafens
mitteilte. Am Nachmittag soll auch die Fähre wieder fahren - und
zwar nach dem Fahrplan des Sommers, den es seit Mai für den Land- und
Seeweg gibt.

Lange Schlange auf der Reede

Auf der Reede warteten am Abend noch vierzehn Schiffe, die meisten
davon aus dem Norden. Ihre Ladung sei «nicht in Gefahr», hieß es aus
Schleswig-
Holstein.

Die Zahlen des Tages:

| Schiffe | 14 |
| Fähren  | 3  |
"""

NOTEBOOK = """
# Notizblock

## Redaktionelle Hinweise
- Zu diesem Text finden Sie Bilder

## Orte
- [Hafenamt](Am Kai 1, 24103 Kiel, Deutschland)

* * * *
Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt

## Kontakte
- Autorin: Ann Lee (Kiel), +49 431 5550123,
  ann.lee@bfn.example

dpa abc yydd n1 sku
"""


def message(
    head: str = "Hafen öffnet nach Sturm =",
    text: str = TEXT,
    header: str = "bdt0123 4 vm 210  dpa 0123",
    slug: str = "Verkehr/Wetter/Schleswig-Holstein/",
    after: str = "171805 Nov 15",
    line_end: str = "\r\n",
    encoding: str = "utf-8",
) -> bytes:
    whole = f"\x01{header}\n\n{slug}\n\x02{head}\n\n{text}\n\x03{after}\n\x7f\x7f\x04\n"
    return whole.replace("\n", line_end).encode(encoding)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r\r\n"])
def test_a_message_with_all_its_parts(line_end: str) -> None:
    head = "(KORR-Bericht)\nHafen öffnet\nnach Sturm\nVon Ann Lee und Bo Kim, dpa\n(Foto Archiv) ="

    read = story(parse, message(head, TEXT + NOTEBOOK, line_end=line_end))

    assert (read.title, read.byline) == ("Hafen öffnet nach Sturm", "Ann Lee und Bo Kim, dpa")
    assert read.dateline is not None
    assert (read.dateline.text, read.agency) == ("Kiel", ("dpa",))
    assert read.date == datetime(2015, 11, 17, 18, 5, tzinfo=BERLIN)
    assert read.summary == (
        "Die ersten Schiffe haben am Dienstag wieder festgemacht. Der Sturm hatte den Hafen für drei Tage geschlossen."
    )
    assert (read.urgency, read.lang, read.genre) == (4, "de", ("KORR-Bericht",))
    assert read.keywords == ("Verkehr", "Wetter", "Schleswig-Holstein")
    assert (read.wire_number, read.id) == ("bdt0123", "dpa:bdt0123:20151117T1805")
    assert read.body.split("\n\n") == [
        "Nach drei Tagen Sturm ist der Hafen wieder offen. Am Morgen machten die ersten Schiffe fest, wie die Leitung "
        "des Hafens mitteilte. Am Nachmittag soll auch die Fähre wieder fahren - und zwar nach dem Fahrplan des "
        "Sommers, den es seit Mai für den Land- und Seeweg gibt.",
        "## Lange Schlange auf der Reede",
        "Auf der Reede warteten am Abend noch vierzehn Schiffe, die meisten davon aus dem Norden. Ihre Ladung sei "
        "«nicht in Gefahr», hieß es aus Schleswig-Holstein.",
        "Die Zahlen des Tages:",
        "|  |  |\n| --- | --- |\n| Schiffe | 14 |\n| Fähren | 3 |",
    ]


def test_nothing_for_desks_reaches_an_article_file(tmp_path: Path) -> None:
    head = "(Achtung: Rückfragen an +49 431 5550199)\nHafen öffnet nach Sturm\n(Foto Archiv) ="

    written = all_that_is_written(tmp_path, message(head, TEXT + NOTEBOOK))

    assert "## Lange Schlange" in written
    for secret in ("5550123", "5550199", "bfn.example", "Am Kai", "Notizblock", "yydd", "Foto", "Redaktionelle"):
        assert secret not in written


def test_a_correction_is_told_and_names_what_it_corrects() -> None:
    notebook = (
        "\n# Notizblock\n\n## Berichtigung\n- der Meldung urn:newsml:bfn.example:20151117:77 vom 17.11. "
        "Es sind\n  14 Schiffe (statt: 40).\n"
    )

    told = story(parse, message("(Berichtigung: Es sind 14 Schiffe,\nnicht 40.)\nHafen öffnet =", TEXT + notebook))
    untold = story(parse, message("Hafen öffnet =", TEXT + notebook))

    assert told.signals == untold.signals == (Signal.CORRECTION,)
    assert [note.note for note in told.corrections] == ["Es sind 14 Schiffe, nicht 40."]
    assert untold.corrections[0].note.endswith("Es sind 14 Schiffe (statt: 40).")
    assert told.targets == ("urn:newsml:bfn.example:20151117:77",)


def test_versions_of_the_english_service_go_to_the_slugline() -> None:
    head = "REFILE\n2ND LEAD\nPort reopens after storm\nBy Ann Lee, dpa ="
    text = "Kiel (dpa) - The port has reopened after a storm, and ships wait.\n"

    read = story(parse, message(head, text, "eca0003 3 i 380  dpa 0045", "Germany/ports/", "212322 GMT Nov 18"))

    assert (read.title, read.byline) == ("Port reopens after storm", "Ann Lee, dpa")
    assert read.slugline == "Germany/ports/, REFILE, 2ND LEAD"
    assert read.date == datetime(2018, 11, 21, 23, 22, tzinfo=UTC)
    assert (read.lang, read.urgency) == ("en", 3)


def test_a_feed_that_has_lost_its_control_characters() -> None:
    data = message(text=TEXT + NOTEBOOK, after="171805 Nov 15").translate(None, b"\x01\x02\x03\x04\x7f")

    assert format_of(data) == "iptc7901"
    first, second = stories(parse, data + data.replace(b"bdt0123", b"bdt0124"))
    assert (first.title, first.wire_number, second.wire_number) == ("Hafen öffnet nach Sturm", "bdt0123", "bdt0124")
    assert first.slugline == "Verkehr/Wetter/Schleswig-Holstein/"
    assert first.date == datetime(2015, 11, 17, 18, 5, tzinfo=BERLIN)


def test_an_identifier_in_the_header_has_day_and_version() -> None:
    header = "bkn014 4 pl 171 vvvvb KNA 170123-89-00065#2"

    read = story(parse, message(header=header, after="231105 Jan"))

    assert (read.id, read.version) == ("kna:170123-89-00065", 2)
    assert read.date == datetime(2017, 1, 23, 11, 5, tzinfo=BERLIN)  # the year is the identifier's


def test_a_head_without_its_sign_is_read_as_plain_copy() -> None:
    text = (
        'BERLIN, 17 nov 2015 (AFP) - Le port a rouvert mardi, après trois jours.\n\n"Tout va bien", '
        "a-t-on dit.\n\nabc/def/gh\n"
    )

    read = story(parse, message("Le port rouvre", text, "tpa0123 4 POL 0210 AFP", "Allemagne-ports", "171705 GMT NOV"))

    assert (read.title, read.agency, read.slugline) == ("Le port rouvre", ("AFP",), "Allemagne-ports")
    assert read.body == 'Le port a rouvert mardi, après trois jours.\n\n"Tout va bien", a-t-on dit.'
    assert read.date == datetime(2015, 11, 17, 17, 5, tzinfo=UTC)


def test_a_sign_at_the_end_of_the_text_ends_no_head() -> None:
    text = "LIMA, 17 nov (BFN) - Ships sail again from all ports of the land.\n\nAll is well. =\n"

    read = story(parse, message("Port reopens after storm", text))

    assert (read.title, read.agency) == ("Port reopens after storm", ("BFN",))
    assert read.body == "Ships sail again from all ports of the land.\n\nAll is well."
    assert story(parse, message("Port reopens =", "")).title == "Port reopens"


SEVEN_BITS = str.maketrans("ÄÖÜäöüß", "[\\]{|}~")
LETTERS = "Kiel (dpa) - Größe und Schäden könne niemand schätzen, hieß es. Ärger\ngab es über die Gebühren der Fähre.\n"


@pytest.mark.parametrize(
    "data",
    [
        message(text=LETTERS, encoding="latin-1"),
        message(text=LETTERS, encoding="cp850"),
        message(text=LETTERS.translate(SEVEN_BITS), head="Hafen |ffnet ="),
        message(text="\x1b(K" + LETTERS.translate(SEVEN_BITS), head="Hafen |ffnet ="),
        bytes(
            byte | 0x80 if byte.bit_count() % 2 else byte
            for byte in message(text=LETTERS.translate(SEVEN_BITS), head="Hafen |ffnet =")
        ),
    ],
    ids=["latin-1", "cp850", "DIN 66003", "designated", "parity"],
)
def test_letters_of_every_line(data: bytes) -> None:
    read = story(parse, data)

    assert read.title.startswith("Hafen öffnet")
    assert read.body == ("Größe und Schäden könne niemand schätzen, hieß es. Ärger gab es über die Gebühren der Fähre.")


def test_codes_for_typesetting_tell_of_structure_or_go() -> None:
    text = (
        "Kiel (dpa) - Der\x0c[f3]\x0b Hafen ist wieder\x10offen und falsch\x18 gut.\x07\n\n\x0eZahlen\x0f\n\n"
        "Schiffe\x1f14\nFähren\x1f3\n\nNoch ein Absatz, der hier endet.\x1e\n"
    )

    assert story(parse, message(text=text)).body.split("\n\n") == [
        "Der Hafen ist wieder offen und gut.",
        "## Zahlen",
        "|  |  |\n| --- | --- |\n| Schiffe | 14 |\n| Fähren | 3 |",
        "Noch ein Absatz, der hier endet.",
    ]


def test_line_ends_that_were_meant_are_kept() -> None:
    address = "\nHafenamt Kiel\nAm Kai 1\n24103 Kiel\n"
    more = (
        "\nDas sei die Anschrift, an die alle ihre Briefe schicken sollten, sagte\nder Leiter, und er "
        "werde sie lesen, sobald der Hafen nicht nur offen,\nsondern auch wieder leer sei.\n"
    )

    assert "Hafenamt Kiel\\\nAm Kai 1\\\n24103 Kiel" in story(parse, message(text=TEXT + address + more)).body


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Sperrfrist: 18. November 2015, 10.00 Uhr", datetime(2015, 11, 18, 10, tzinfo=BERLIN)),
        ("Sperrfrist 18.11., 0600 Uhr", datetime(2015, 11, 18, tzinfo=BERLIN)),
        ("Sperrfrist bis heute 19.00 Uhr", datetime(2015, 11, 17, 19, tzinfo=BERLIN)),
        ("EMBARGOED UNTIL 00:01 GMT Thursday", datetime(2015, 11, 19, 0, 1, tzinfo=UTC)),
    ],
)
def test_embargoes(note: str, expected: datetime) -> None:
    assert story(parse, message(f"({note})\nHafen öffnet =")).embargo == expected


def test_an_embargo_without_a_time_holds_a_story_back() -> None:
    assert story(parse, message("(Sperrfrist beachten)\nHafen öffnet =")).status is Status.WITHHELD


def test_what_is_planned_is_for_desks() -> None:
    assert story(parse, message("(Achtung - Planungshinweis)\nThemen am Mittwoch =")).signals == (Signal.ADVISORY,)


def test_a_message_without_text_is_named() -> None:
    first, second = parse(message() + b"\x01bdt0124 4 vm 2 dpa 0124\r\n\x02\r\n\x03\x04")

    assert isinstance(first, ParsedStory)
    assert isinstance(second, Reject)
    assert (second.name, second.line) == ("bdt0124", message().count(b"\n") + 1)


def test_a_long_file_is_cut_between_messages() -> None:
    data = message() * 2000

    parts = [part for part in split(io.BytesIO(data)) if isinstance(part, Document)]

    assert len(parts) > 1
    assert b"".join(part.data for part in parts) == data
    assert [part.line for part in parts[:2]] == [1, 1 + parts[0].data.count(b"\n")]
    assert all(part.data.startswith(b"\x01") for part in parts)
    (only,) = split(io.BytesIO(b"\x7f\x7f\r\n\x7f" + message()))
    assert isinstance(only, Document)
    assert (only.line, only.data) == (2, message())


PIECES = [
    "\x01bdt0123 4 vm 2 dpa 1\n", "\x02", "\x03", "A b. ", "=\n", "\n\n", "# Notizblock\n", "- x\n",
    "|a|\n", "\x1f", "\x0e", "(",
    "Kiel (dpa) - ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_message_gives_stories_or_rejects(text: str) -> None:
    for read in parse(text.encode()):
        assert isinstance(read, Reject) or read.title or read.desk_notes
