"""Reuters-21578: fields, damage, tables. The files here are made up in its form."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backfile.ingest.formats.known import detect
from backfile.ingest.formats.reuters21578 import parse
from backfile.ingest.parsed import ParsedStory, Reject

HEAD = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'


def markup(text: str, number: int = 7, date: str = "17-NOV-1987 18:05:01.79", fields: str = "", kind: str = "") -> str:
    attribute = f' TYPE="{kind}"' if kind else ""
    return (
        f'<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="1" NEWID="{number}">\n<DATE>{date}</DATE>\n{fields}\n'
        f"<UNKNOWN>\n&#5;&#5;&#5;F\n</UNKNOWN>\n<TEXT{attribute}>&#2;\n{text}\n&#3;</TEXT>\n</REUTERS>\n"
    )


def story(text: str, **rest: str) -> ParsedStory:
    (only,) = parse((HEAD + markup(text, **rest)).encode("latin-1"))  # type: ignore[arg-type]
    assert isinstance(only, ParsedStory)
    return only


FULL = (
    "<TITLE>HARBOUR &lt;HRB> REOPENS</TITLE>\n<AUTHOR>    By Ann Lee, Reuters</AUTHOR>\n"
    "<DATELINE>    LIMA, Nov 17 - </DATELINE>"
    "<BODY>The &lt;Harbour Corp> said its port\nwas open.\n    Ships waited.\n Reuter\n&#3;</BODY>"
)


def test_all_fields() -> None:
    fields = (
        "<TOPICS><D>ship</D><D>grain</D></TOPICS><PLACES>peru</D></PLACES><PEOPLE><D>lee</D></PEOPLE>"
        "<ORGS><D>ec</D></ORGS><EXCHANGES><D>nyse</D></EXCHANGES>"
    )
    read = story(FULL, fields=fields)

    assert read.title == "HARBOUR <HRB> REOPENS"
    assert read.byline == "Ann Lee, Reuters"
    assert read.dateline is not None
    assert read.dateline.text == "LIMA, Nov 17"
    assert read.body == "The <Harbour Corp> said its port was open.\n\nShips waited."
    assert read.date == datetime(1987, 11, 17, 18, 5, 1, tzinfo=UTC)
    assert read.topics == ("ship", "grain")
    assert read.entities == ("place:peru", "person:lee", "organisation:ec", "organisation:nyse")
    assert (read.id, read.agency) == ("reuters21578-7", ("Reuters",))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" 9-MAR-1987 04:58:41.12", datetime(1987, 3, 9, 4, 58, 41, tzinfo=UTC)),
        ("31-MAR-1987 605:12:19.12", datetime(1987, 3, 31, tzinfo=UTC)),
        ("5-APR-1987 00:00:00.00    # a guess", datetime(1987, 4, 5, tzinfo=UTC)),
        ("26-FEB-1987 15:01:01.79&#9;&#9;&#9;RM", datetime(1987, 2, 26, 15, 1, 1, tzinfo=UTC)),
        ("31-FEB-1987 15:01:01.79", None),
        ("", None),
    ],
)
def test_dates_and_their_damage(written: str, expected: datetime | None) -> None:
    assert story(FULL, date=written).date == expected


def test_the_dateline_field_may_hold_words_of_the_body() -> None:
    read = story(
        '<TITLE>X</TITLE><DATELINE>    RIO DE JANEIRO, Feb 26 - Brazil\'s "Plan" anti- </DATELINE>'
        "<BODY>inflation\nplan limps.\n</BODY>"
    )

    assert read.dateline is not None
    assert read.dateline.text == "RIO DE JANEIRO, Feb 26"
    assert read.body == 'Brazil\'s "Plan" anti- inflation plan limps.'


def test_a_dateline_field_that_holds_only_text_is_text() -> None:
    read = story("<TITLE>X</TITLE><DATELINE> GRADINGS - </DATELINE><BODY>None posted.\n</BODY>")

    assert read.dateline is None
    assert read.body == "GRADINGS - None posted."


def test_a_dateline_field_with_a_date_alone() -> None:
    read = story("<TITLE>X</TITLE><DATELINE>   APRIL 7  - </DATELINE><BODY>Prices rose.\n</BODY>")

    assert read.dateline is not None
    assert (read.dateline.text, read.dateline.places, read.body) == ("APRIL 7", (), "Prices rose.")


def test_a_brief_has_a_title_only() -> None:
    read = story("******<TITLE> HARBOUR REOPENS\n</TITLE>Blah blah blah.", kind="BRIEF")

    assert (read.title, read.body) == ("HARBOUR REOPENS", "")


def test_unprocessed_text_has_its_headline_in_the_first_line() -> None:
    read = story("HARBOUR REOPENS\n    LIMA, Nov 17 - Ships sail.\n    All is well.\n Reuter", kind="UNPROC")

    assert read.title == "HARBOUR REOPENS"
    assert read.dateline is not None
    assert read.body == "Ships sail.\n\nAll is well."


def test_tables_keep_their_columns() -> None:
    read = story("RATES AT 1500\n us        7.8020 - 7.8030\n uk       12.6220 - 12.634\n Reuter", kind="UNPROC")

    assert read.body == "```\nus        7.8020 - 7.8030\nuk       12.6220 - 12.634\n```"


def test_lost_tags_lose_no_text() -> None:
    read = story("<TITLE>HARBOUR REOPENS\n<DATELINE>    LIMA, Nov 17 - </DATELINE><BODY>Ships sail.\n")

    assert (read.title, read.body) == ("HARBOUR REOPENS", "Ships sail.")


def test_a_story_without_title_gets_its_first_words() -> None:
    assert story("<DATELINE>    LIMA, Nov 17 - </DATELINE><BODY>Ships sail.\n</BODY>").title == "Ships sail."


def test_only_a_story_without_any_text_is_rejected() -> None:
    data = HEAD + markup("", number=1, kind="UNPROC") + markup(FULL, number=2)

    first, second = parse(data.encode())

    assert isinstance(first, Reject)
    assert (first.line, first.name) == (2, "reuters21578-1")
    assert isinstance(second, ParsedStory)


def test_it_is_known_by_its_content() -> None:
    found = detect((HEAD + markup(FULL)).encode())

    assert found is not None
    assert found.name == "reuters21578"
