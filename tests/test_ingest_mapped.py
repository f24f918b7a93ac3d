"""Tables and JSON records to stories: by the usual names of columns, by a mapping file, or a mapping to start from."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from backfile.ingest import ingest
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.known import detect
from backfile.ingest.formats.mapped.date_forms import date_form
from backfile.ingest.formats.mapped.mapping_file import read_mapping
from backfile.ingest.formats.mapped.records import GUESSED, mapped_format
from backfile.ingest.mapping_to_start import mapping_to_start
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal
from backfile.model.article import Image, Status
from backfile.model.problems import BackfileError

CSV = '''\
Nr;Headline;Text;Published at;Tags;Editor's phone
17;"Port; ferries and trains";"KIEL (BFN) – The port “reopened” on
Tuesday.

Ships waited ""outside""";17.11.2015 18:05;sea, storm;555 0100
18;Ferry sails;<p>LIMA (BFN) – The <b>ferry</b> sailed.</p><p>All well.</p>;2015-11-18;;555 0100
'''


def stories(data: bytes | str) -> list[Parsed]:
    return list(GUESSED.parse(data if isinstance(data, bytes) else data.encode()))


def told(found: Parsed) -> tuple[str, str]:
    assert isinstance(found, ParsedStory), found
    return found.title, found.body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_table_is_read_whatever_its_signs_line_ends_and_encoding(encoding: str, line_end: str, sign: str) -> None:
    data = CSV.replace(";", sign).replace(f"Port{sign}", "Port;").replace("\n", line_end).encode(encoding)
    chosen = detect(data)

    assert chosen is not None
    assert chosen.name == "records"
    first, second = chosen.parse(data)
    assert told(first) == (
        "Port; ferries and trains",
        'The port “reopened” on Tuesday.\n\nShips waited "outside"',
    )
    assert told(second) == ("Ferry sails", "The **ferry** sailed.\n\nAll well.")
    assert isinstance(first, ParsedStory)
    assert isinstance(second, ParsedStory)
    assert (first.date, first.has_time, first.keywords) == (
        datetime.fromisoformat("2015-11-17T18:05"),
        True,
        ("sea", "storm"),
    )
    assert (second.date, second.has_time, second.keywords) == (datetime.fromisoformat("2015-11-18"), False, ())
    assert (first.agency, first.dateline.text if first.dateline else "") == (("BFN",), "KIEL")
    assert (first.line, second.line) == (2, 6)


def test_what_was_taken_for_what_is_told_and_other_columns_reach_no_file(tmp_path: Path) -> None:
    (tmp_path / "stories.csv").write_text(CSV, encoding="utf-8")
    summary = ingest(tmp_path / "stories.csv", tmp_path / "content")

    (note,) = summary.notes
    assert "stories.csv: columns were taken by their names: title from 'Headline', body from 'Text'" in note
    files = sorted((tmp_path / "content").rglob("*.md"))
    assert len(files) == 2
    assert all("555" not in file.read_text(encoding="utf-8") for file in (tmp_path / "content").rglob("*.*"))


MAPPING = """\
# how our system calls it
title: {columns: [kicker, headline]}
body: {columns: [lead, text], markup: markdown}
date: {columns: [day, time], format: "%d.%m.%Y %H:%M", zone: Europe/Berlin}
id: {column: nr, prefix: bfn-}
agency: {constant: BFN}
topics: {column: section, split: "/", values: {Inland: medtop:11000000, Intern: ""}}
people: {column: people, split: ";"}
lang: {column: lang, values: {D: de}}
status: {column: state, values: {ok: usable, weg: canceled}}
signals: {column: state, values: {ok: "", weg: kill}}
images: {column: pic, caption: piccap, credit: piccredit}
desk_notes: note
urgency: prio
file: {delimiter: "|", columns: [nr, kicker, headline, lead, text, day, time, section, people, lang, state, pic,
  piccap, piccredit, note, prio]}
"""
ROWS = (
    "17|Storm:|Port *reopens*|KIEL (BFN) - **All** ships sail.|They sailed.|17.11.2015|18:05|Inland/Intern/Sea & Coast|"
    "Doe, Jane;Joe Roe|D|ok|https://bfn.example/p.jpg|A ship|Doe|call 555 0100|3\n"
    "18||Gone||x|17.11.2015|19:00|||D|weg|http://bfn.example/p.jpg||||\n"
    "19||Odd||x|31.11.2015|19:00|||D|ok|||||\n"
    "20||Odd||x|17.11.2015|19:00|||D|vielleicht|||||\n"
)


def test_a_mapping_says_where_each_field_comes_from(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    first, second, third, fourth = mapped_format(read_mapping(tmp_path / "mapping.yaml")).parse(ROWS.encode())

    assert isinstance(first, ParsedStory)
    assert told(first) == ("Storm: Port *reopens*", "**All** ships sail.\n\nThey sailed.")
    assert first.date == datetime(2015, 11, 17, 18, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    assert first.date.utcoffset() == datetime.fromisoformat("2015-11-17T00:00+01:00").utcoffset()
    assert (first.id, first.agency, first.lang, first.urgency) == ("bfn-17", ("BFN",), "de", 3)
    assert first.topics == ("medtop:11000000", "sea-coast")
    assert first.entities == ("person:doe-jane", "person:joe-roe")
    assert [record.name for record in first.records] == ["Sea & Coast", "Doe, Jane", "Joe Roe"]
    assert first.images == (Image("https://bfn.example/p.jpg", "", "A ship", "Doe"),)
    assert first.desk_notes == ("call 555 0100",)
    assert isinstance(second, ParsedStory)
    assert (second.status, second.signals, second.images) == (Status.CANCELED, (Signal.KILL,), ())
    assert isinstance(third, Reject)
    assert third == Reject(3, "date: '31.11.2015 19:00' is not a date of the form %d.%m.%Y %H:%M", "bfn-19")
    assert isinstance(fourth, Reject)
    assert "status: 'vielleicht' may be for publication or not" in fourth.reason


def test_notes_to_the_desk_and_columns_without_a_rule_reach_no_file(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING.replace("urgency: prio", "byline: kicker"), encoding="utf-8")
    (tmp_path / "stories.txt").write_text(ROWS.partition("\n")[0].replace("|3", "|prio-555"), encoding="utf-8")
    summary = ingest(tmp_path / "stories.txt", tmp_path / "content", mapping=tmp_path / "mapping.yaml", format="mapped")

    assert summary.written == 1
    assert all("555" not in file.read_text(encoding="utf-8") for file in (tmp_path / "content").rglob("*.*"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "m.yaml:1: the mapping is empty"),
        ("title: a\n", "m.yaml:1: no body"),
        ("body: a\ntitel: b\n", "m.yaml:2: unknown key titel (did you mean title?)"),
        ("body: {markup: html}\n", "m.yaml:1: body: no column and no constant"),
        ("body: {column: a, markup: xml}\n", "'xml' is none of html, text, markdown"),
        ('body: a\ndate: {column: b, format: "%d.%m"}\n', "m.yaml:2: format: '%d.%m': day, month and year are needed"),
        ("body: a\ndate: {column: b, zone: Berlin}\n", "'Berlin' is not a zone"),
        ("body: a\ntitle: {column: b, splitt: x}\n", "unknown key of title splitt"),
        ("body: a\nfile: {delimiter: ab}\n", "'ab' is not one sign"),
        ("body: a\nfile: {encoding: klingon}\n", "'klingon' is not an encoding"),
        ("body: &x a\ntitle: *x\n", "anchor &x"),
        ("body: a\nbody: b\n", "body is given twice"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BackfileError) as error:
        read_mapping(tmp_path / "m.yaml")
    assert problem in str(error.value)


UNCLEAR = f"""\
nr,ueber,langtext,wann
17,Port reopens today,"KIEL (BFN) – {"The port reopened on Tuesday. " * 6}",17/11/2015 18:05
18,Ferry sails again,"KIEL (BFN) – {"The ferry, at last, sailed. " * 6}",03/11/2015 18:05
"""


def test_where_names_do_not_tell_a_mapping_to_start_from_is_shown_that_works(tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text(UNCLEAR, encoding="utf-8")
    summary = ingest(tmp_path / "u.csv", tmp_path / "content")

    assert summary.written == 0
    (problem,) = summary.rejected
    assert "which column holds title and body and date cannot be told by its name" in problem.message
    mapping = mapping_to_start(tmp_path / "u.csv")
    assert 'date: {column: wann, format: "%d/%m/%Y %H:%M"' in mapping
    assert "# Not used, and never published: nr" in mapping
    assert mapping.partition("\n")[2].rstrip() in problem.message
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    assert ingest(tmp_path / "u.csv", tmp_path / "content", mapping=tmp_path / "m.yaml").written == 2
    assert (tmp_path / "content/articles/2015/11/03/ferry-sails-again.md").is_file()


def test_a_mapping_for_other_columns_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("title: Headline\nbody: Copy\ndate: Published at\n", encoding="utf-8")
    (found,) = mapped_format(read_mapping(tmp_path / "m.yaml")).parse(CSV.encode())

    assert isinstance(found, Reject)
    assert "takes the text from 'Copy'" in found.reason
    assert "Headline, Text, Published at" in found.reason


RECORD: dict[str, Any] = {
    "id": 5,
    "date_gmt": "2015-11-17T18:05:00",
    "link": "https://news.example/port",
    "title": {"rendered": "Port &amp; <em>ferries</em>"},
    "content": {"rendered": "<p>KIEL (BFN) – Open.</p>\n<h2>Ferries</h2>\n<p>Sail.</p>", "protected": False},
    "tags": [{"name": "sea"}, {"name": "storm"}],
    "author": {"name": "Ann Lee", "phone": "555 0100"},
    "status": "publish",
    "published": True,
}
OTHER = {**RECORD, "title": {"rendered": "Second"}, "id": "b-6", "status": "draft"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORD) + "\n" + json.dumps(OTHER) + "\n",
        json.dumps([RECORD, OTHER], indent=1),
        json.dumps({"status": "ok", "total": 2, "articles": [RECORD, OTHER]}),
        json.dumps({"response": {"docs": [RECORD, OTHER]}}, indent=2),
        json.dumps({"hits": {"hits": [{"_source": RECORD}, {"_source": OTHER}]}}),
        json.dumps(RECORD, indent=2) + "\n\n" + json.dumps(OTHER, indent=2),
        "\x1e" + json.dumps(RECORD) + "\n\x1e" + json.dumps(OTHER),
    ],
    ids=["lines", "list", "object", "solr", "hits", "pretty", "seq"],
)
def test_json_records_are_found_however_they_are_laid(text: str) -> None:
    data = text.encode()
    chosen = detect(data[:8192])
    assert chosen is not None
    assert chosen.name == "records"
    first, second = chosen.parse(data)

    assert told(first) == ("Port & ferries", "Open.\n\n## Ferries\n\nSail.")
    assert isinstance(first, ParsedStory)
    assert first.date == datetime(2015, 11, 17, 18, 5, tzinfo=UTC)
    assert (first.byline, first.keywords) == ("Ann Lee", ("sea", "storm"))
    assert (first.id, first.source) == ("https://news.example/port", "https://news.example/port")
    assert isinstance(second, ParsedStory)
    assert (second.id, second.status) == ("b-6", Status.WITHHELD)
    assert "555" not in repr((first, second))


def test_long_files_are_cut_into_records_that_give_the_same_stories() -> None:
    for data in (CSV.encode(), json.dumps([RECORD, OTHER], indent=1).encode()):
        assert GUESSED.split is not None
        documents = list(GUESSED.split(BytesIO(data)))
        assert all(isinstance(document, Document) for document in documents)
        cut = [
            story for document in documents if isinstance(document, Document) for story in GUESSED.parse(document.data)
        ]
        assert [told(story) for story in cut] == [told(story) for story in GUESSED.parse(data)]
        assert documents[0].line == 2


def test_a_broken_row_or_line_costs_itself() -> None:
    rows = (
        'title,body,date\nA,"Ships, sail",2015-11-17\nB,"Ships, 2015-11-17\n'
        "C,Ships,sail,2015-11-17\nD,Sail.,2015-11-17\n"
    )
    found = stories(rows)
    lines = stories(
        '{"title": "A", "body": "Sail.", "date": "2015-11-17"}\n{"title": "B\n{oops}\n17\n'
        '{"title": "C", "body": "Sail.", "date": "2015-11-17"}\n{"title": "D", "body": "Sail."}\n'
    )

    assert [(type(one).__name__, one.line) for one in found] == [
        ("ParsedStory", 2),
        ("Reject", 3),
        ("Reject", 4),
        ("ParsedStory", 5),
    ]
    assert isinstance(found[1], Reject)
    assert isinstance(found[2], Reject)
    assert "a quotation mark is not closed" in found[1].reason
    assert "4 values for 3 columns" in found[2].reason
    kinds = [(type(one).__name__, one.line) for one in lines]
    assert kinds[0] == ("ParsedStory", 1)
    assert kinds[-2:] == [("ParsedStory", 5), ("Reject", 6)]
    assert {kind for kind, _ in kinds[1:-2]} == {"Reject"}


@pytest.mark.parametrize(
    ("text", "form", "wanted"),
    [
        ("17. März 2015", "%d. %B %Y", datetime.fromisoformat("2015-03-17")),
        ("nov 17 15 6:05 pm", "%b %d %y %I:%M %p", datetime.fromisoformat("2015-11-17T18:05")),
        ("Tue Nov 17 18:05:00 +0100 2015", "%a %b %d %H:%M:%S %z %Y", datetime.fromisoformat("2015-11-17T18:05+01:00")),
        ("1447783500", "%s", datetime(2015, 11, 17, 18, 5, tzinfo=UTC)),
        ("1447783500000", "%ms", datetime(2015, 11, 17, 18, 5, tzinfo=UTC)),
        ("31.02.2015", "%d.%m.%Y", None),
        ("17.11.2015 +9999", "%d.%m.%Y %z", None),
    ],
)
def test_forms_of_dates(text: str, form: str, wanted: datetime | None) -> None:
    found = date_form(form)(text)

    assert (found[0] if found else None) == wanted


@pytest.mark.parametrize(
    "data",
    [
        b'title,body,date\n"' + b"a\n" * 60_000,
        b"title,body,date\n" + b'"' * 10_001 + b"\n" + b'a,"b' * 3,
        b'[{"title": "a", "body": "b", "date": ' + b"[" * 100_000,
        b'{"title": "a", "body": "' + b"x" * 300_000,
        b'[{"title": "a", "body": "b", "date": "2015-11-17"},' + b'{"a": 1},' * 100 + b"}",
        b"title,body,date\n" + b",".join(b"x" for _ in range(50_000)) + b"\n",
        b"\xff\xfet\0i\0t\0l\0e\0,\0b\0o\0d\0y\0,\0d\0a\0t\0e\0\n",
    ],
    ids=["quote", "quotes", "depth", "cut", "junk", "columns", "half a sign"],
)
def test_hostile_tables_and_records_are_named(data: bytes) -> None:
    found = stories(data)

    assert not [one for one in found if isinstance(one, ParsedStory) and one.title != "a"]
    assert len(found) <= 102


def test_plain_copy_and_other_tables_are_left_alone() -> None:
    for text in (
        "Title, date and place\n\nKIEL (BFN) - The port, said Jane Doe, the mayor, reopened.\nShips, boats, and all.\n",
        "id,title,place\n" + "".join(f"{n},Ships,Lima\n" for n in range(9)),
        '{"name": "ship", "version": "1.0", "description": "a program"}',
        "{broken",
    ):
        assert not GUESSED.sniff(text.encode()), text
