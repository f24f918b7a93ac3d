"""ANPA 1312: headers, lines behind carets, texts behind tabs, tables, times."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest.formats.anpa1312 import parse, split
from backfile.ingest.formats.format import Document
from backfile.ingest.parsed import Reject, Signal
from wire_feeds import all_that_is_written, format_of, stories, story

NEW_YORK = ZoneInfo("America/New_York")

HEAD = """\
^BC-EU--Port, 1st Ld-Writethru,416<
^Port reopens after storm<
^BFN Photo BFN105, BFN106<
^(Eds: Updates with quotes. Call the desk at +1 212 555 0123.)<
^The port of Rotterdam reopened on Tuesday after a storm that had closed it for three days.<
^By ANN LEE=
^Associated Press=
"""
TEXT = """\
\t   ROTTERDAM, Netherlands (AP) _ The port reopened Tuesday _ after
a storm that had closed it.<
\t   ``All is well,'' the harbor master said.
\t   ___
\t   UP NEXT
\t   Ships sail to Lopez\x08 Island.
"""


def message(
    copy: str = HEAD + TEXT,
    first: str = "w2870\x1feurop",
    second: str = "r i\x13\x11 BC-EU--Port 1stLd-Writethru   11-13 0500",
    after: str = "AP-WF-11-13-13 1509GMT<",
) -> bytes:
    whole = f"\x16\x16\x01{first}\n{second}\n\x02{copy}\n\t   \x03{after}\n\n\x04"
    return whole.replace("\n", "\r\n").encode("cp1252")


def test_a_message_with_all_its_parts() -> None:
    read = story(parse, message())

    assert (read.title, read.byline) == ("Port reopens after storm", "ANN LEE")
    assert (read.slugline, read.wire_number) == ("BC-EU--Port, 1st Ld-Writethru", "w2870")
    assert read.id == "ap:w2870:20131113T1509"
    assert read.date == datetime(2013, 11, 13, 15, 9, tzinfo=UTC)
    assert (read.urgency, read.lang, read.agency) == (4, "en", ("AP",))
    assert read.dateline is not None
    assert read.dateline.text == "ROTTERDAM, Netherlands"
    assert read.summary.startswith("The port of Rotterdam reopened on Tuesday after a storm")
    assert read.body.split("\n\n") == [
        "The port reopened Tuesday — after a storm that had closed it.",
        "“All is well,” the harbor master said.",
        "***",
        "## UP NEXT",
        "Ships sail to Lopez Island.",
    ]


def test_nothing_for_desks_reaches_an_article_file(tmp_path: Path) -> None:
    written = all_that_is_written(tmp_path, message())

    assert "All is well" in written
    for secret in ("Eds", "0123", "Photo", "BFN105", "^", "``"):
        assert secret not in written


def test_a_file_that_has_lost_its_control_characters() -> None:
    data = bytes(byte for byte in message() if byte >= 32 or byte in b"\t\r\n")

    assert format_of(data) == format_of(message()) == "anpa1312"
    first, second = stories(parse, data + data.replace(b"w2870", b"w2871"))
    assert (first.title, first.wire_number, second.wire_number) == ("Port reopens after storm", "w2870", "w2871")


def test_tables_and_subheads() -> None:
    copy = """\
^BC-BBO--Ports Glance<
^Ports Glance=
^All Times EST=
^By The Associated Press=
^NORTH=
^;W;L;GB
Rotterdam;23;13;_
Hamburg;19;21;3{
^SOUTH=
^  W   L   Pct
Genoa     73  52  .584
Piraeus   66  59  .528
\t   ___=
^Tuesday's Ships=
\t   Rotterdam 7, Genoa 5
\t   Hamburg 3, Piraeus 0<
"""
    read = story(parse, message(copy, second="r s\x13\x12 BC-BBO--PortsGlance     05-17 0820"))

    assert (read.title, read.subhead, read.topics) == ("Ports Glance", "All Times EST", ("medtop:15000000",))
    assert read.body.split("\n\n") == [
        "## NORTH",
        "|  | W | L | GB |\n| --- | --- | --- | --- |\n| Rotterdam | 23 | 13 | — |\n| Hamburg | 19 | 21 | 3½ |",
        "## SOUTH",
        "```\n  W   L   Pct\nGenoa     73  52  .584\nPiraeus   66  59  .528\n```",
        "***",
        "## Tuesday's Ships",
        "Rotterdam 7, Genoa 5",
        "Hamburg 3, Piraeus 0",
    ]


def test_an_alert_has_its_first_words_for_a_title() -> None:
    copy = "^BC-EU--NewsAlert,17<\n\t   ROTTERDAM (AP) _ Port reopens after storm that had closed it.\n"

    read = story(parse, message(copy, second="b i\x13\x11 BC-EU--NewsAlert     06-29 0358"))

    assert (read.title, read.urgency) == ("Port reopens after storm that had closed it.", 2)
    assert read.body == read.title


def test_the_canadian_way() -> None:
    copy = """\
^Port-Storm, 7th Writethru@<
code:2<
^Update:ADDS details@<
^INDEX: Transport, Weather@<
^HL:Port reopens after a storm that closed
it for three days@<
^By Ann Lee@<
^THE CANADIAN PRESS@<
\tHALIFAX _ The port reopened Friday after a storm, the harbour
master said.<
"""
    second = "r n\x13\x11 Port-Storm 7thWritethru BF06 09-10 588"

    read = story(parse, message(copy, "b1488\x1fcpstf", second, "16:35ET 09-10-14<"))

    assert read.title == "Port reopens after a storm that closed it for three days"
    assert (read.byline, read.agency) == ("Ann Lee", ("The Canadian Press",))
    assert read.date == datetime(2014, 10, 9, 16, 35, tzinfo=NEW_YORK)  # the day comes first
    assert (read.slugline, read.keywords) == ("Port-Storm, 7th Writethru", ("Transport", "Weather"))
    assert read.dateline is not None
    assert read.dateline.text == "HALIFAX"


def test_copy_without_carets() -> None:
    copy = """\
BC-Port-Storm
Port reopens after storm+
     TOKYO, Nov. 17 Kyodo - The port reopened on Tuesday after a
storm that had closed it.
     Ships waited outside.
==Kyodo
"""
    read = story(
        parse, message(copy, "a0105KYODO\x1fkoko-", "d i\x13\x11 BC-Port-Storm   17-11 0344", "KWS-21:37-07-11-18")
    )

    assert (read.title, read.slugline, read.agency) == ("Port reopens after storm", "BC-Port-Storm", ("Kyodo",))
    assert read.date == datetime(2018, 11, 7, 21, 37, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert read.body == "The port reopened on Tuesday after a storm that had closed it.\n\nShips waited outside."


def test_copy_of_a_paper_names_its_owner() -> None:
    copy = (
        "^BC-PORT-STORM-BFN<\n^(ART ADV: Photo was sent.)<\n^PORT REOPENS AFTER STORM<\n^(For use by clients)<\n"
        "^By ANN LEE<\n^c.2013 BFN Daily Service<\n\tROTTERDAM, Netherlands _ The port reopened.<\n"
    )

    read = story(parse, message(copy, after="BFN-11-17-13 1509EST<"))

    assert (read.title, read.byline) == ("PORT REOPENS AFTER STORM", "ANN LEE")
    assert (read.rights, read.agency) == ("c.2013 BFN Daily Service", ("BFN Daily Service",))
    assert read.date == datetime(2013, 11, 17, 15, 9, tzinfo=NEW_YORK)


def test_a_release_time_in_words_is_an_embargo() -> None:
    copy = HEAD.replace("^By", "^For Release 6 p.m. EST Wednesday<\n^By") + TEXT

    assert story(parse, message(copy)).embargo == datetime(2013, 11, 13, 18, tzinfo=NEW_YORK)


def test_an_advisory_and_a_message_without_text() -> None:
    advisory = message(second="r v\x13\x11 BC-EU--Budget   11-13 0050")

    assert story(parse, advisory).signals == (Signal.ADVISORY,)
    (reject,) = parse(message(copy=""))
    assert isinstance(reject, Reject)
    assert reject.name == "w2870"


@pytest.mark.parametrize("prose", ["Port reopens\n\nLIMA (AP) _ Ships sail.\n", "a0441\nr i we sail\n", "\x01\x02"])
def test_what_is_no_such_message(prose: str) -> None:
    assert format_of(prose.encode()) != "anpa1312"


def test_a_long_file_is_cut_between_messages() -> None:
    data = message() * 3000

    parts = [part for part in split(io.BytesIO(data)) if isinstance(part, Document)]

    assert len(parts) > 1
    assert b"".join(part.data for part in parts) == data
    assert sum(part.data.count(b"\x16\x16\x01") for part in parts) == 3000
    assert all(part.data.startswith(b"\x16\x16\x01") for part in parts)


PIECES = [
    "\x16\x16\x01w2870\x1fx\n", "r i\x13\x11 BC-Port 11-13 05\n", "\x02", "\x03", "^", "A b", "<\n", "=\n", "\n",
    "\t   ",
    ";W;L\n", "a;1;2\n", "By ANN LEE", "(AP) _ ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_message_gives_stories_or_rejects(text: str) -> None:
    for read in parse(text.encode()):
        assert isinstance(read, Reject) or read.title or read.desk_notes
