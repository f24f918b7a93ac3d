"""Datelines: the table of real forms, what is none, and what reading one again gives."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.datelines import read_dateline, resolve_date, split_dateline
from backfile.datelines.months import month_meant
from backfile.model.dateline import Dateline, DatelineDate, DatelinePlace

TABLE = (Path(__file__).parent / "fixtures" / "datelines.txt").read_text(encoding="utf-8").split("# No datelines.")
DATELINES = [tuple(line.split(" => ")) for line in TABLE[0].splitlines() if " => " in line and not line.startswith("#")]
SENTENCES = [line for line in TABLE[1].splitlines() if line]

OF_THE_ISSUE = [
    line for line, _ in DATELINES[: DATELINES.index(next(e for e in DATELINES if e[0].startswith("NEW YORK, L"))) + 1]
]


def said(dateline: Dateline, rest: str) -> str:
    """What was found, in the words of the table."""
    places = " + ".join(str(place) for place in dateline.places)
    date = dateline.date
    day = f"{date.year or '?'}-{date.month:02}-{date.day:02}" if date else ""
    return f"{places} | {day} | {' + '.join(dateline.credits)} | {rest}"


@pytest.mark.parametrize(("opening", "expected"), DATELINES)
def test_a_dateline_gives_places_date_credits_and_the_rest(opening: str, expected: str) -> None:
    found = split_dateline(opening)

    assert found is not None
    assert said(found.dateline, found.rest).rstrip() == expected.rstrip()
    assert found.verbatim + found.rest == opening


@pytest.mark.parametrize("change", [str.lower, str.upper])
@pytest.mark.parametrize("opening", OF_THE_ISSUE)
def test_case_does_not_matter(opening: str, change: type[str]) -> None:
    found, changed = split_dateline(opening), split_dateline(change(opening))

    assert found is not None
    assert changed is not None
    assert said(changed.dateline, changed.rest) == change(said(found.dateline, found.rest))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_ordinary_sentence_is_no_dateline(sentence: str) -> None:
    assert split_dateline(sentence) is None


@pytest.mark.parametrize("opening", [opening for opening, _ in DATELINES])
def test_reading_the_text_of_a_dateline_gives_its_places_and_date_again(opening: str) -> None:
    found = split_dateline(opening)
    assert found is not None

    again = read_dateline(found.dateline.text)

    assert (again.places, again.date) == (found.dateline.places, found.dateline.date)
    assert again.text == found.dateline.text


def test_the_text_of_a_dateline_is_places_and_date_as_filed() -> None:
    texts = {
        "LIMA, Jan 21 (Reuters) - Peru": "LIMA, Jan 21",
        "Moscow/Istanbul (dpa) – Russia": "Moscow/Istanbul",
        "MOSCOW, January 21. /TASS/. Russia": "MOSCOW, January 21",
        "ATLANTA , March 3 - A": "ATLANTA , March 3",
        "NEW YORK--(BUSINESS WIRE)--Jan. 21, 2008--Acme": "NEW YORK, Jan. 21, 2008",
    }

    assert {line: found.dateline.text for line in texts if (found := split_dateline(line))} == texts


def test_blanks_marks_and_bylines_in_front_are_left_out() -> None:
    openings = [
        "    LIMA, Jan 21 - Peru",
        "****LIMA, Jan 21 - Peru",
        "c    LIMA, Jan 21 - Peru",
        "By Ann Lee\nLIMA, Jan 21 - Peru",
    ]

    assert [found.dateline.text for line in openings if (found := split_dateline(line))] == ["LIMA, Jan 21"] * 4


def test_a_list_names_one_place_an_entry() -> None:
    read = read_dateline(["Hamden, Conn.", "Frankfurt/Oder"])

    assert read.places == (DatelinePlace("Hamden", "Conn."), DatelinePlace("Frankfurt/Oder"))
    assert read.text == "Hamden, Conn./Frankfurt/Oder"


@pytest.mark.parametrize("name", ["Rio de Janeiro", "Chiang Mai", "Viña del Mar", "Santo Domingo", "Mar-a-Lago"])
def test_a_month_inside_a_name_is_no_date(name: str) -> None:
    assert read_dateline(name) == Dateline(name, (DatelinePlace(name),))


def test_brackets_in_a_field_hold_a_region() -> None:
    assert read_dateline("Halle (Saale)").places == (DatelinePlace("Halle", "Saale"),)


def test_a_field_may_hold_what_no_grammar_foresees() -> None:
    assert read_dateline("Somewhere at sea").places == (DatelinePlace("Somewhere at sea"),)
    assert read_dateline("").places == ()
    assert read_dateline([]).places == ()


@pytest.mark.parametrize(
    ("month", "day", "story", "expected"),
    [
        (1, 21, Date(2015, 1, 22), Date(2015, 1, 21)),
        (12, 31, Date(2015, 1, 1), Date(2014, 12, 31)),
        (1, 1, Date(2014, 12, 31), Date(2015, 1, 1)),
        (2, 29, Date(2015, 3, 1), Date(2016, 2, 29)),
        (2, 29, Date(1900, 3, 1), Date(1904, 2, 29)),
    ],
)
def test_the_missing_year_is_the_nearest(month: int, day: int, story: Date, expected: Date) -> None:
    assert resolve_date(DatelineDate(month, day), story) == expected


def test_a_given_year_stands() -> None:
    assert resolve_date(DatelineDate(8, 29, 2014), Date(1999, 1, 1)) == Date(2014, 8, 29)


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("Macrh", 3),
        ("Marc", 3),
        ("Narch", 3),
        ("Apri", 4),
        ("FEBUARY", 2),
        ("Jne", 6),
        ("Juen", 6),
        ("ABR", 4),
        ("août", 8),
        ("Setpember", 9),
    ],
)
def test_misspelt_months_are_understood(word: str, month: int) -> None:
    assert month_meant(word) == month


@pytest.mark.parametrize("word", ["Mary", "Jane", "London", "Net", "CLSG", "Record", "Mali", "No"])
def test_other_words_are_no_months(word: str) -> None:
    assert month_meant(word) is None


@given(st.text(max_size=120))
def test_any_text_is_read_without_failing_and_nothing_is_lost(text: str) -> None:
    found = split_dateline(text)
    read_dateline(text)

    assert found is None or found.verbatim + found.rest == text


_NAMES = st.sampled_from(
    ["LONDON", "Moscow", "ST. LOUIS", "N'DJAMENA", "PORT-AU-PRINCE", "LIMA", "Köln", "COEUR D'ALENE", "ZZYZX"]
)
_REGIONS = st.sampled_from(["", ", Mass.", ", Italy", ", South Korea", ", KY", ", Bosnia and Herzegovina"])
_DATES = st.sampled_from(["", ", Jan. 21", ", 3 août 2014", ", MARCH 2", ", 23. Januar", ", Macrh 31"])
_CREDITS = st.sampled_from([" (Reuters)", " (AP)", " (dpa/bb)", " /TASS/", " (Xinhua)"])
_SEPARATORS = st.sampled_from([" - ", " -- ", " – ", " — ", " _ ", ".- ", "—"])


@given(st.lists(st.tuples(_NAMES, _REGIONS), min_size=1, max_size=3), _DATES, _CREDITS, _SEPARATORS)
def test_whatever_the_grammar_makes_it_reads(
    places: list[tuple[str, str]], date: str, credit: str, separator: str
) -> None:
    text = "/".join(name + region for name, region in places) + date

    found = split_dateline(f"{text}{credit}{separator}Ships waited.")

    assert found is not None
    assert found.dateline.text == text
    assert [(place.name, place.region) for place in found.dateline.places] == [
        (n, r.removeprefix(", ")) for n, r in places
    ]
    assert (found.dateline.date is not None) == bool(date)
    assert found.rest == "Ships waited."
    assert read_dateline(text).places == found.dateline.places
