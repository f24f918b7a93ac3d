"""Plain wire text: headline, what stands around it, text, end mark."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest.formats.plain_text.wire_text import parse, sniff
from backfile.ingest.parsed import ParsedStory, Reject

DPA = """\
Port reopens after storm

Moscow/Istanbul (dpa) – Russia’s ferry line said “all ships” would
sail again – and soon.

Turkey’s port authority agreed.

dpa abc yydd n1 sku
"""


def stories(text: str, encoding: str = "utf-8") -> list[ParsedStory]:
    parsed = list(parse(text.encode(encoding)))
    assert not any(isinstance(story, Reject) for story in parsed)
    return [story for story in parsed if isinstance(story, ParsedStory)]


def story(text: str, encoding: str = "utf-8") -> ParsedStory:
    (only,) = stories(text, encoding)
    return only


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_dpa_story(encoding: str, line_end: str) -> None:
    read = story(DPA.replace("\n", line_end), encoding)

    assert read.title == "Port reopens after storm"
    assert read.dateline is not None
    assert read.dateline.text == "Moscow/Istanbul"
    assert [place.name for place in read.dateline.places] == ["Moscow", "Istanbul"]
    assert read.dateline.credits == ()
    assert read.agency == ("dpa",)
    assert read.body == (
        "Russia’s ferry line said “all ships” would sail again – and soon.\n\nTurkey’s port authority agreed."
    )


def test_latin_1_and_bytes_that_cp1252_lacks() -> None:
    read = next(parse("Hafen öffnet\n\nKöln (dpa) - Größe\x81 zählt.\n".encode("latin-1")))

    assert isinstance(read, ParsedStory)
    assert (read.title, read.body) == ("Hafen öffnet", "Größe zählt.")


@pytest.mark.parametrize(
    "mark",
    [
        "REUTER",
        " Reuter",
        "REUTERS",
        "=",
        "-30-",
        "ENDS",
        "Ends",
        "###",
        "# # #",
        "(END)",
        "Enditem",
        "NNNN",
        "",
        "\x03",
    ],
)
def test_end_marks_are_no_text(mark: str) -> None:
    read = story(f"Port reopens\n\nLIMA, Jan 21 (Reuters) - Ships sail.\n\nAll is well.\n{mark}\n")

    assert read.body == "Ships sail.\n\nAll is well."


def test_several_stories_a_file() -> None:
    text = (
        "One\n\nLIMA, Jan 21 - First.\nREUTER\n\nTwo\n\nOSLO, Jan 22 - Second.\n-30-\n"
        "ZCZC ab12\nThree\n\nBONN (AP) - Third.\nNNNN\n"
    )

    assert [(read.title, read.body) for read in stories(text)] == [
        ("One", "First."),
        ("Two", "Second."),
        ("Three", "Third."),
    ]


def test_what_stands_around_the_headline() -> None:
    text = """\
PORT-STORM/
URGENT
Keywords: ports, weather
PORT REOPENS AFTER STORM, SHIPS
QUEUE FOR BERTHS
(Eds: adds quotes from the
harbour master)
By Ann Lee and Bo Kim

    ROTTERDAM, Nov 17 (BFN) - The port opened on
Tuesday.
    Ships waited outside.
 REUTER
"""
    read = story(text)

    assert read.title == "PORT REOPENS AFTER STORM, SHIPS QUEUE FOR BERTHS"
    assert read.slugline == "PORT-STORM/"
    assert read.keywords == ("ports", "weather")
    assert read.byline == "Ann Lee and Bo Kim"
    assert read.urgency == 3
    assert read.agency == ("BFN",)
    assert read.body == "The port opened on Tuesday.\n\nShips waited outside."


def test_a_byline_above_the_headline() -> None:
    read = story("By Ann Lee\n\nPort reopens\n\nLIMA (AP) _ Ships sail.\n")

    assert (read.title, read.byline, read.body) == ("Port reopens", "Ann Lee", "Ships sail.")


def test_a_headline_that_begins_like_a_byline() -> None:
    assert story("By the sea, a port reopens\n\nLIMA (AP) _ Ships sail.\n").title == "By the sea, a port reopens"


def test_an_iptc_header_and_the_time_at_the_end() -> None:
    text = (
        "\x01dt0123 4 pl 210  dpa 0123\n\nPorts/Weather/\n\x02Port reopens\n(Photo) =\n\n"
        "A summary in front of the story tells "
        "what it is about.\n\nKiel (dpa/lno) - Ships sail.\n\n# Notizblock\n\n## Kontakte\n- Redaktion: 030 1234\n\n"
        "dpa abc yydd n1 sku\n\n\x03171805 Nov 15\n\x7f\x04\n"
    )
    read = story(text)

    assert (read.title, read.slugline, read.urgency) == ("Port reopens", "Ports/Weather/", 4)
    assert read.agency == ("dpa", "lno")
    assert read.date == datetime(2015, 11, 17, 18, 5)  # noqa: DTZ001
    assert read.body == "A summary in front of the story tells what it is about.\n\nShips sail."


def test_notes_for_desks_are_not_published() -> None:
    read = story(
        DPA.replace("dpa abc", "# Notebook\n\n## dpa contacts\n- Desk: +49 30 1234, desk@example.org\n\ndpa abc")
    )

    assert "example.org" not in read.body
    assert "1234" not in read.body


def test_without_a_dateline_the_first_block_is_the_headline() -> None:
    read = story(
        "Port reopens\nafter storm\n\nThe harbour - closed (for days) - is open.\n\nBy noon all ships had left.\n"
    )

    assert read.title == "Port reopens after storm"
    assert read.dateline is None
    assert read.body == "The harbour - closed (for days) - is open.\n\nBy noon all ships had left."


def test_without_a_headline_the_first_words_are_the_title() -> None:
    read = story(
        "LIMA, Jan 21 (Reuters) - Ships sail again from all ports of the land after storms that lasted for two days.\n"
    )

    assert read.title == "Ships sail again from all ports of the land after storms that lasted for two …"
    assert read.dateline is not None


def test_a_line_with_a_date_is_the_date() -> None:
    read = story("Port reopens\n2015-11-17 18:05\n\nLIMA (AP) - Ships sail.\n")

    assert (read.title, read.date, read.has_time) == ("Port reopens", datetime(2015, 11, 17, 18, 5), True)  # noqa: DTZ001


def test_a_headline_alone_is_a_story() -> None:
    assert (story("FED RAISES RATES\n").title, story("FED RAISES RATES\n").body) == ("FED RAISES RATES", "")


def test_a_file_without_text_is_named() -> None:
    (reject,) = parse(b"\n \n\x03")

    assert isinstance(reject, Reject)


@pytest.mark.parametrize(
    "data",
    [b"<?xml version='1.0'?><a/>", b'{"a": 1}', b"%PDF-1.4", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00", b""],
)
def test_what_is_not_plain_text_is_left_to_others(data: bytes) -> None:
    assert not sniff(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_stories_or_rejects(data: bytes) -> None:
    for read in parse(data):
        assert isinstance(read, Reject) or read.title


@given(st.text(alphabet="Ab. -()\n=#*\x02\x03“é", max_size=200))
def test_any_text_gives_stories_or_rejects(text: str) -> None:
    for read in parse(text.encode()):
        assert isinstance(read, Reject) or read.title


BODY = "LIMA, Jan 3 (Reuters) - Ships sailed.\n\nAll is well.\n"


@pytest.mark.parametrize(
    "above",
    [
        "Weltpolitik\n\nPort reopens after storm\n\n",
        "Konflikte, Russland, Türkei\n\nPort reopens after storm\n\n",
        "Konflikte / Russland\nPort reopens after storm\n\n",
        "SYRIA-PORT/AIR (UPDATE 2, PIX, TV)\nPort reopens after storm\n\n",
        "BC-EU--Port, 1st Ld-Writethru,0456\nPort reopens after storm\nAP Photo XYZ101\nEds: Adds quotes.\n",
        "Eds: APNewsNow.\n\nPort reopens after storm\n\n",
        "====================\nPort reopens after storm\n====================\n\n",
        "********\nPort reopens\nafter storm\n********\n",
        "Port reopens after storm\n------------------------\n\n",
        "# Port reopens after storm\n\n",
        "r w\nPort reopens after storm\n\n",
        "Port reopens after storm\n",
    ],
)
def test_what_may_stand_above_a_headline_and_below_it(above: str) -> None:
    read = story(above + BODY)

    assert (read.title, read.body) == ("Port reopens after storm", "Ships sailed.\n\nAll is well.")
    assert read.dateline is not None
    assert read.dateline.text == "LIMA, Jan 3"


@pytest.mark.parametrize("title", ["Storm", "Storm, Rain", "Talking Point/ Ships"])
def test_a_line_of_keywords_without_a_headline_below_is_the_headline(title: str) -> None:
    assert story(f"{title}\n\nBy Ann Lee\n\n{BODY}").title == title


@pytest.mark.parametrize(
    "title", ["LONDON - Bank cuts rates", "Paris - Dakar rally moves", "AP - Top stories of the day in brief"]
)
def test_a_headline_may_begin_as_a_dateline_does(title: str) -> None:
    assert story(f"{title}\n\n{BODY}").title == title
    assert story(f"{title}\n\nShips sailed.\n\nAll is well.\n").title == title


def test_a_headline_directly_above_a_long_line_is_no_part_of_the_dateline() -> None:
    read = story(f"Port reopens\nLIMA, Jan 3 (Reuters) - {'Ships sailed. ' * 12}\nAll is well.\n")

    assert read.title == "Port reopens"
    assert read.dateline is not None
    assert read.dateline.text == "LIMA, Jan 3"


def test_a_long_first_sentence_is_text_and_gives_the_title() -> None:
    sentence = (
        "Ships sailed again on Tuesday after a storm that had closed the port of Lima for three days, "
        "officials in the old town said on Wednesday."
    )

    read = story(f"{sentence}\n\nAll is well.\n")

    assert read.title == "Ships sailed again on Tuesday after a storm that had closed the port of Lima for …"
    assert read.body == f"{sentence}\n\nAll is well."


def test_enditem_behind_the_last_sentence_ends_a_story() -> None:
    text = "One\n\nBEIJING, Jan. 3 (Xinhua) -- First. Enditem\nTwo\n\nBEIJING, Jan. 3 (Xinhua) -- Second. Enditem\n"

    assert [(read.title, read.body) for read in stories(text)] == [("One", "First."), ("Two", "Second.")]


def test_an_end_mark_sent_twice_is_no_story() -> None:
    assert len(stories(f"Port reopens\n\n{BODY}REUTER\n Reuter\n")) == 1


def test_american_copy_behind_carets() -> None:
    read = story(
        "a0441 r i PM-Port 11-17 0700\nPM-Soviet Port, Bjt,0700\n^Port reopens after storm<\n"
        "^Eds: LEADS with 5 grafs<\n"
        "^With PM-Ships<\n^By ANN LEE=\n^Associated Press Writer=\n\tROTTERDAM, Netherlands (AP) _ The port reopened\n"
        "Tuesday.\n\tAll is well.\n\tMORE\nAP-NY-11-17-89 1509EST\n"
    )

    assert (read.title, read.byline, read.slugline) == (
        "Port reopens after storm",
        "ANN LEE",
        "PM-Soviet Port, Bjt,0700",
    )
    assert (read.wire_number, read.urgency) == ("a0441", 4)
    assert read.desk_notes == ("Eds: LEADS with 5 grafs", "With PM-Ships")
    assert read.body == "The port reopened Tuesday.\n\nAll is well."


@pytest.mark.parametrize(
    "above",
    [
        "(EDS: RECASTS)\n/// ATTENTION - ADDS quotes ///\nPort reopens after storm\nWith photos\n\n",
        "PM-Soviet Port, 1st Ld,0700\nPort reopens after storm\nEds: LEADS\nWith PM-Ships\n\n",
        "1 TRANSPORT Port\nPort reopens after storm\nBy Ann Lee, BFN Transport Correspondent\n\n",
        "Source: Port of Lima\nMEDIA RELEASE PR67276\nPort reopens after storm\n\n",
    ],
)
def test_notes_and_numbers_above_a_headline(above: str) -> None:
    read = story(above + BODY)

    assert (read.title, read.body) == ("Port reopens after storm", "Ships sailed.\n\nAll is well.")


@pytest.mark.parametrize(
    "below",
    [
        "((ann.lee@bfn.example; +31 20 555 0123))",
        "Eds: more quotes to come",
        "Media contact:\n\nAnn Lee\nBFN\n+31 20 555 0123",
        "For more information contact: Ann Lee, ann.lee@bfn.example",
        "mf\n\nend",
    ],
)
def test_what_is_for_desks_below_a_text(below: str) -> None:
    assert story(f"Port reopens\n\n{BODY}\n{below}\n").body == "Ships sailed.\n\nAll is well."


def test_figures_below_a_text_are_no_telephone_numbers() -> None:
    table = "Rotterdam        86,823,071     0.105     +0.031\nLima             76,147,672     0.035     0.00"

    assert story(f"Port reopens\n\n{BODY}\n{table}\n").body.endswith(f"```\n{table}\n```")


def test_heads_of_tagged_lines() -> None:
    signs = story(
        "ZCZC BFN\n%A\n#Port\n$Port reopens after storm\n:(LIMA)\n*07\nShips sailed.\n\n   All is well.\nNNNN\n"
    )
    codes = story(
        "zczc\nAN#1\nPD#17 November 2015 18:05:00\nKY#Port\n"
        "TI#Port reopens after storm\nAB#In short.\nTX#\nShips sailed.\n"
    )

    assert (signs.title, signs.slugline, signs.body) == (
        "Port reopens after storm",
        "Port",
        "Ships sailed.\n\nAll is well.",
    )
    assert signs.dateline is not None
    assert signs.dateline.text == "LIMA"
    assert (codes.title, codes.summary, codes.body) == ("Port reopens after storm", "In short.", "Ships sailed.")
    assert codes.date == datetime(2015, 11, 17, 18, 5)  # noqa: DTZ001


def test_a_wrapped_line_may_begin_with_a_dash_or_a_day() -> None:
    text = (
        "Der Hafen, der lange geschlossen war und nun wieder öffnet\n"
        "- am Dienstag also -, soll es auch bleiben, bis spätestens am\n7. Oktober.\n"
    )

    assert "\n" not in story(f"Hafen öffnet\n\nKiel (dpa) - {text}").body


def test_the_language_is_told_by_small_words() -> None:
    assert (
        story("Hafen\n\nKiel (dpa) - Der Hafen ist nach dem Sturm wieder offen, und die Schiffe sind da.\n").lang
        == "de"
    )
    assert story("Port\n\nLIMA (AP) - Ships sail.\n").lang == ""
