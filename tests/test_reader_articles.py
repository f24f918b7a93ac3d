"""The article file: what is read, what is written, and that nothing is lost between the two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.datelines import read_dateline
from backfile.model.article import Article, Correction, Image, Status
from backfile.model.problems import Severity
from backfile.reader import article_files, dump_article, parse_article

BERLIN = ZoneInfo("Europe/Berlin")
PATH = "articles/2015/11/17/port-reopens.md"

FULL = """---
title: Port reopens after storm
date: 2015-11-17T18:05:00+01:00
agency: [BFN, dpa]
dateline: Kiel
topics: [shipping, medtop:20000424]
slug: port-reopens-after-storm
id: bfn-20151117-0001
lang: en
byline: Jane Doe
summary: Ships sail again.
modified: 2015-11-17T19:00:00+01:00
version: 2
urgency: 4
slugline: WEATHER-PORT/
keywords: [port, storm]
genre: Update
status: usable
embargo: 2015-11-17 18:00
corrections:
  - date: 2015-11-18
    note: Corrects the number of ships.
evolved_from: bfn-20151117-0000
entities: [place:kiel, organisation:port-of-kiel]
not_entities: [person:kiel]
rights: For personal use
source: wire
images:
  - file: 2015/port.jpg
    alt: A ship
    credit: BFN/Doe
---
Ships left the port.
"""


def parse(text: str, path: str = PATH) -> Article:
    article, problems = parse_article(text.encode(), path, BERLIN)
    assert [problem for problem in problems if problem.is_error] == []
    assert article is not None
    return article


def with_keys(keys: str, body: str = "Text.\n") -> str:
    return f"---\ntitle: Port\ndate: 2015-11-17\n{keys}---\n{body}"


def test_every_key_is_typed() -> None:
    article, problems = parse_article(FULL.encode(), PATH, BERLIN)
    zone = timezone(timedelta(hours=1))

    assert problems == []
    assert article == Article(
        path=PATH,
        title="Port reopens after storm",
        date=datetime(2015, 11, 17, 18, 5, tzinfo=zone),
        agency=("BFN", "dpa"),
        dateline=read_dateline("Kiel"),
        topics=("shipping", "medtop:20000424"),
        body="Ships left the port.",
        slug="port-reopens-after-storm",
        id="bfn-20151117-0001",
        lang="en",
        byline="Jane Doe",
        summary="Ships sail again.",
        modified=datetime(2015, 11, 17, 19, 0, tzinfo=zone),
        version=2,
        urgency=4,
        slugline="WEATHER-PORT/",
        keywords=("port", "storm"),
        genre=("Update",),
        embargo=datetime(2015, 11, 17, 18, 0, tzinfo=BERLIN),
        corrections=(Correction(datetime(2015, 11, 18, tzinfo=BERLIN), "Corrects the number of ships."),),
        evolved_from="bfn-20151117-0000",
        entities=("place:kiel", "organisation:port-of-kiel"),
        not_entities=("person:kiel",),
        rights="For personal use",
        source="wire",
        images=(Image("2015/port.jpg", "A ship", credit="BFN/Doe"),),
    )


@pytest.mark.parametrize(
    ("written", "expected", "has_time"),
    [
        ("2015-11-17T18:05:00+01:00", datetime(2015, 11, 17, 17, 5, tzinfo=UTC), True),
        ("2015-11-17T18:05Z", datetime(2015, 11, 17, 18, 5, tzinfo=UTC), True),
        ("2015-11-17 18:05", datetime(2015, 11, 17, 17, 5, tzinfo=UTC), True),
        ("2015-11-17 18:05:09 +0530", datetime(2015, 11, 17, 12, 35, 9, tzinfo=UTC), True),
        ("2015-07-17 18:05", datetime(2015, 7, 17, 16, 5, tzinfo=UTC), True),
        ("2015-11-17", datetime(2015, 11, 16, 23, 0, tzinfo=UTC), False),
        ('"2015-11-17"', datetime(2015, 11, 16, 23, 0, tzinfo=UTC), False),
    ],
)
def test_dates_without_offset_are_in_the_zone_of_the_archive(written: str, expected: datetime, has_time: bool) -> None:
    article = parse(f"---\ntitle: Port\ndate: {written}\n---\nText.\n")

    assert article.date == expected
    assert article.has_time is has_time
    assert article.date.tzinfo is not None


@pytest.mark.parametrize(
    "title", ["NO", "12:30:45", "017", "2001-09-11", "1984", "null", "~", "1e3", "0x1F", "yes", ".5"]
)
def test_words_that_yaml_would_turn_into_something_else_stay_words(title: str) -> None:
    assert parse(f"---\ntitle: {title}\ndate: 2015-11-17\n---\nText.\n").title == title


def test_a_key_without_value_is_an_absent_key() -> None:
    article = parse(with_keys("byline:\ntopics: []\nurgency:\ndateline:\nmodified: ''\n"))

    assert (article.byline, article.topics, article.urgency, article.dateline) == ("", (), None, None)
    assert article.modified is None


def test_the_slug_comes_from_the_file_where_none_is_given() -> None:
    article, problems = parse_article(with_keys("").encode(), "articles/2015/11/17/Größe_1.md", BERLIN)

    assert article is not None
    assert article.slug == "grosse-1"
    assert [(problem.line, problem.severity) for problem in problems] == [(0, Severity.WARNING)]


def test_a_dateline_may_be_a_list_of_places() -> None:
    article = parse(with_keys("dateline: [Moscow, Istanbul]\n"))

    assert article.dateline is not None
    assert [place.name for place in article.dateline.places] == ["Moscow", "Istanbul"]


@pytest.mark.parametrize("variant", [str, lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_byte_order_mark_and_windows_line_ends_change_nothing(variant: object) -> None:
    assert parse(variant(FULL)) == parse(FULL)  # type: ignore[operator]


def test_a_file_name_in_another_encoding_is_a_problem_that_can_be_printed() -> None:
    article, problems = parse_article(FULL.encode(), "articles/2015/11/17/fl\udcfcsse.md", BERLIN)

    assert article is None
    assert str(problems[0]) == "articles/2015/11/17/fl\\udcfcsse.md: the file's name is not UTF-8 (rename it)"


def test_an_error_leaves_no_article_and_all_problems_are_told() -> None:
    article, problems = parse_article(with_keys("urgency: 0\nlang: x\n").encode(), PATH, BERLIN)

    assert article is None
    assert [problem.line for problem in problems] == [4, 5]


def test_a_body_may_begin_with_a_rule_or_with_code() -> None:
    assert parse(with_keys("", "---\nText.\n")).body == "---\nText."
    assert parse(with_keys("", "    code\n\ntext\n\n")).body == "    code\n\ntext\n"
    assert parse(with_keys("", "no line end")).body == "no line end"


def test_a_dumped_article_looks_written_by_hand() -> None:
    text = FULL.replace("status: usable\n", "").replace("2015-11-17 18:00", "2015-11-17T18:00:00+01:00")
    text = text.replace("date: 2015-11-18", "date: 2015-11-18T00:00:00+01:00").replace("  - file", "  - file")

    assert dump_article(parse(FULL)).decode() == text


def test_dates_without_time_and_default_values_stay_short() -> None:
    text = "---\ntitle: Port\ndate: 2015-11-17\n---\nText.\n"

    assert dump_article(parse(text)).decode() == text


def test_quotes_only_where_they_are_needed() -> None:
    article = parse(with_keys("byline: 'Storm: port'\nslugline: \"#1\"\nsource: it's\nkeywords: ['a, b', c d, 'x]']\n"))

    assert dump_article(article).decode() == with_keys(
        'byline: "Storm: port"\nslugline: "#1"\nkeywords: ["a, b", c d, "x]"]\nsource: it\'s\n'
    )


# All that a file can hold: no raw control characters, as the reader refuses or drops them.
_FORBIDDEN = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\ufffe", "\uffff"} - {"\t", "\n", "\x85"}
_characters = st.one_of(
    st.characters(codec="utf-8", exclude_characters=_FORBIDDEN),
    st.sampled_from(" \t\n\x85\u2028\u2029\ufeff\xa0\u200f😀ש\"'\\#:-,[]{}&*!|>%@`?=~<_0"),
)
_text = st.one_of(
    st.text(_characters, min_size=1, max_size=40).filter(str.strip),
    st.sampled_from(
        [
            "NO",
            "null",
            "~",
            "1984",
            "2001-09-11",
            "12:30:45",
            "---",
            "- a",
            "a: b",
            "a #b",
            " lead",
            "trail ",
            "<<",
            "=",
            "...",
        ]
    ),
)
_words = st.tuples(_text) | st.lists(_text, max_size=3).map(tuple)
_moment = st.datetimes(
    datetime(1000, 1, 2),  # noqa: DTZ001 - Hypothesis puts the zone in
    datetime(2999, 12, 30),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
_slug = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
_entity = st.builds("{}:{}".format, st.sampled_from(["person", "organisation", "place", "event"]), _slug)
_topic = _slug | st.from_regex(r"medtop:[0-9]{8}", fullmatch=True) | st.sampled_from(["Syria conflict", "Élections"])
_body = st.one_of(
    st.text(_characters, max_size=80),
    st.sampled_from(["---\nx", "---", "\n\nx", "    code", "x\n\n", "...", "title: x\n---\n", " "]),
)
_image = st.builds(
    Image,
    st.sampled_from(["a.jpg", "2015/b c.png", "https://example.org/#x"]),
    st.just("") | _text,
    st.just("") | _text,
)
_dateline = st.none() | st.sampled_from(
    [
        "Moscow/Istanbul",
        "LIMA, Jan 21",
        "CHATHAM, Mass.",
        "DALLAS/FORT WORTH",
        "Paris, 21 jan 2019",
        "al-Raqqa",
        "القاهرة",
    ]
).map(read_dateline)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    has_time = draw(st.booleans())
    date = draw(_moment)
    return Article(
        path=f"articles/{date:%Y/%m/%d}/{draw(_slug)}.md",
        title=draw(_text),
        date=date if has_time else datetime(date.year, date.month, date.day, tzinfo=BERLIN),
        has_time=has_time,
        agency=draw(_words),
        dateline=draw(_dateline),
        topics=draw(st.lists(_topic, max_size=3).map(tuple)),
        body=draw(_body),
        slug=draw(_slug),
        id=draw(st.just("") | _text),
        lang=draw(st.sampled_from(["", "en", "pt-BR", "zh-Hans-CN", "es-419"])),
        byline=draw(st.just("") | _text),
        summary=draw(st.just("") | _text),
        modified=draw(st.none() | _moment),
        version=draw(st.integers(1, 9999)),
        urgency=draw(st.none() | st.integers(1, 9)),
        slugline=draw(st.just("") | _text),
        keywords=draw(_words),
        genre=draw(_words),
        status=draw(st.sampled_from(Status)),
        embargo=draw(st.none() | _moment),
        corrections=draw(st.lists(st.builds(Correction, _moment, _text), max_size=2).map(tuple)),
        evolved_from=draw(st.just("") | _text),
        entities=draw(st.lists(_entity, max_size=3).map(tuple)),
        not_entities=draw(st.lists(_entity, max_size=3).map(tuple)),
        rights=draw(st.just("") | _text),
        source=draw(st.just("") | _text),
        images=draw(st.lists(_image, max_size=2).map(tuple)),
        subhead=draw(st.just("") | _text),
        usage_terms=draw(st.just("") | _text),
        signals=draw(_words),
        wire_number=draw(st.just("") | _text),
        targets=draw(_words),
        as_filed=draw(st.just("") | _text),
    )


@settings(max_examples=200, deadline=None)
@given(articles())
def test_parse_gives_back_what_dump_wrote(article: Article) -> None:
    read, problems = parse_article(dump_article(article), article.path, BERLIN)

    assert [problem for problem in problems if problem.is_error] == []
    assert read == article


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode("utf-8", "replace"))
)
def test_any_bytes_give_an_article_or_a_problem(data: bytes) -> None:
    article, problems = parse_article(data, PATH, BERLIN)

    assert article is not None or any(problem.is_error for problem in problems)


def test_article_files_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("2015/11/b.md", "2015/11/a.md", "2014/z.md", "2015/.draft.md", "2015/note.txt", ".git/x.md"):
        file = tmp_path / "articles" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    (tmp_path / "articles" / "2015" / "loop").symlink_to(tmp_path / "articles", target_is_directory=True)

    assert article_files(tmp_path) == ["articles/2014/z.md", "articles/2015/11/a.md", "articles/2015/11/b.md"]
    assert article_files(tmp_path / "none") == []
