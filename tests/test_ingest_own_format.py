"""Importers that users write: as docs/own-format.md has them, in a file, a module or a package; their errors."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path

import pytest

from backfile.ingest import ingest, own
from backfile.ingest.formats.known import detect, format_named, formats_with
from backfile.ingest.formats.own_format.checked import checked
from backfile.ingest.formats.own_format.loading import own_format
from backfile.ingest.parsed import ParsedStory, Reject, Signal, Skipped
from backfile.model.article import Image, Status
from backfile.model.options import SettingError, read_options
from backfile.model.problems import BackfileError
from conftest import PROJECT

DOCS = (PROJECT / "docs/own-format.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r'^```python\n(""".*?)^```', DOCS, re.DOTALL | re.MULTILINE)[0]
COPY = re.findall(r"^```\n(%%STORY.*?)^```", DOCS, re.DOTALL | re.MULTILINE)[0]


def importer(folder: Path, text: str, name: str = "flash.py") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_the_example_of_the_docs_takes_part_in_detection(tmp_path: Path) -> None:
    where = importer(tmp_path, EXAMPLE)
    (tmp_path / "in").mkdir()
    second = COPY.replace("0042", "0043").replace("Port reopens", "Ferry sails").replace("18:05", "28:05")
    (tmp_path / "in/day.txt").write_text(COPY + second + COPY.partition("KIEL")[0], encoding="utf-8")
    summary = ingest(tmp_path / "in", tmp_path / "content", own=[where])

    assert (summary.written, [problem.message for problem in summary.rejected]) == (
        2,
        ["20151117-0042: a story without text"],
    )
    assert [problem.line for problem in summary.rejected] == [19]
    text = (tmp_path / "content/articles/2015/11/17/port-reopens-after-storm.md").read_text(encoding="utf-8")
    for line in (
        "date: 2015-11-17T18:05:00+00:00",
        "agency: BFN",
        "dateline: KIEL",
        "topics: [weather, harbours]",
        "id: flash-20151117-0042",
        "The port of Kiel reopened on Tuesday after a storm.",
        "Ships waited outside.",
    ):
        assert line in text.split("\n")
    names = (tmp_path / "content/topics/wire.yaml").read_text(encoding="utf-8")
    assert "name: Harbours" in names
    assert "weather" not in names  # one of IPTC's own
    for file in (tmp_path / "content/articles").rglob("*.md"):
        assert "spelling" not in file.read_text(encoding="utf-8")


def test_the_format_may_be_named_by_its_file_in_several_processes(tmp_path: Path) -> None:
    where = importer(tmp_path, EXAMPLE)
    copies = "".join(COPY.replace("0042", f"{n:04}").replace("Port reopens", f"Port {n} reopens") for n in range(80))
    (tmp_path / "day.txt").write_text(copies, encoding="utf-8")
    summary = ingest(tmp_path / "day.txt", tmp_path / "content", format=where, jobs=2)

    assert (summary.written, summary.rejected) == (80, [])


def test_every_tool_that_the_docs_name_is_there_and_the_other_way_round() -> None:
    tools = DOCS.partition("## The tools")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_]+)\(", tools))

    assert named <= set(own.__all__)
    undocumented = {name for name in own.__all__ if f"`{name}" not in DOCS and f"{name}(" not in DOCS}
    assert undocumented == {"Entity", "Topic", "Status", "Parsed"} - {
        name for name in own.__all__ if f"`{name}" in DOCS
    }


SIMPLE = "from backfile.ingest.own import *\ndef sniff(start):\n    return True\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def sniff(start):\n    return True\n", "flash.py has no function parse(data): see docs/own-format.md"),
        ("x = 1\n", "flash.py has no function sniff(start) and no function parse(data)"),
        ("def sniff(start):\n    retrun True\n", "flash.py cannot be loaded: flash.py, line 2: invalid syntax"),
        (
            "import nothing_of_that_name\n",
            "flash.py, line 1: ModuleNotFoundError: No module named 'nothing_of_that_name'",
        ),
        ("\n\n1 / 0\n", "flash.py cannot be loaded: flash.py, line 3: ZeroDivisionError: division by zero"),
        (SIMPLE + "def parse(data):\n    return []\nNAME = 'Flash!'\n", "NAME = 'Flash!': small letters"),
        (SIMPLE + "def parse(data):\n    return []\nNAME = 'nitf'\n", "two formats are called 'nitf'"),
    ],
)
def test_an_importer_that_will_not_do_stops_with_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BackfileError) as error:
        formats_with([importer(tmp_path, text)])
    assert said in str(error.value)


def test_missing_files_and_modules_are_named(tmp_path: Path) -> None:
    for where, said in (
        (f"{tmp_path}/none.py", f"there is no file {tmp_path}/none.py"),
        ("nothing_here.flash", "there is no module nothing_here.flash"),
    ):
        with pytest.raises(BackfileError) as error:
            format_named(where)
        assert said in str(error.value)


def test_an_error_in_sniff_stops_and_names_its_line(tmp_path: Path) -> None:
    text = "def sniff(start):\n    return start[9999] == 1\n\n\ndef parse(data):\n    return []\n"
    with pytest.raises(BackfileError, match=r"flash\.py, line 2: IndexError: index out of range \(in sniff\)"):
        detect(b"x", formats_with([importer(tmp_path, text)]))


def parsed(tmp_path: Path, body: str) -> list[object]:
    return list(own_format(importer(tmp_path, SIMPLE + "def parse(data):\n" + body)).parse(b"x"))


def test_an_error_in_parse_costs_what_is_behind_it(tmp_path: Path) -> None:
    first, second = parsed(tmp_path, "    yield ParsedStory('A', 'Text.')\n    int('x')\n")

    assert isinstance(first, ParsedStory)
    assert isinstance(second, Reject)
    assert second.reason == (
        "the importer failed, behind 1 story: flash.py, line 6: ValueError: invalid literal for int() with base 10: 'x'"
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("    pass\n", "parse gave nothing back"),
        ("    return ['a story']\n", "parse gave a str, not a ParsedStory, Reject or Skipped"),
        ("    return [ParsedStory('A', None)]\n", "body: a text is expected, not None"),
        ("    return [ParsedStory('A', 'B', date='today')]\n", "date: a datetime is expected, not a str"),
        ("    return [ParsedStory('A', 'B', topics={'a'})]\n", "topics: a tuple is expected, not a set"),
        ("    return [ParsedStory('A', 'B', urgency=12)]\n", "urgency: 12 is not a number from 1 to 9"),
        (
            "    return [ParsedStory('A', 'B', entities=('Jane',))]\n",
            "entities: 'Jane' has no kind (such as person:jane)",
        ),
        ("    return [ParsedStory('A', 'B', lang='English!')]\n", "lang: 'English!' is not a language tag"),
        ("    return [ParsedStory('A', 'B', status='gone')]\n", "status: 'gone' is none of usable, withheld, canceled"),
        ("    return [ParsedStory('A', 'B', signals=('off',))]\n", "signals: 'off' is none of update, correction"),
        ("    return [ParsedStory('A', 'B', images=(Image('../x.jpg'),))]\n", "images: '../x.jpg' is not an image"),
        ("    return [ParsedStory('', '')]\n", "a story without title and text"),
    ],
)
def test_what_a_story_cannot_hold_is_a_reject_that_names_the_field(tmp_path: Path, body: str, said: str) -> None:
    (found,) = parsed(tmp_path, body)

    assert isinstance(found, Reject)
    assert said in found.reason


def test_small_slips_are_put_right() -> None:
    found = checked(
        ParsedStory(
            " Port\nreopens\x07 ",
            "\n\nText.\x00\n",
            dateline="LIMA, Peru (BFN) -",  # type: ignore[arg-type]
            agency="BFN",  # type: ignore[arg-type]
            keywords=["sea", "", " storm "],  # type: ignore[arg-type]
            topics=("Sea & Coast", "subj:04000000", "medtop:20000151"),
            status="canceled",  # type: ignore[arg-type]
            signals=("kill",),  # type: ignore[arg-type]
            images=(Image("https://bfn.example/a.jpg"),),
            date=datetime.fromisoformat("2015-11-17"),
        ),
        "flash.py",
    )

    assert isinstance(found, ParsedStory)
    assert (found.title, found.body) == ("Port reopens", "Text.")
    assert (found.dateline.text if found.dateline else "", found.agency) == ("LIMA, Peru", ("BFN",))
    assert (found.keywords, found.status, found.signals) == (("sea", "storm"), Status.CANCELED, (Signal.KILL,))
    assert found.topics == ("sea-coast", "medtop:04000000", "medtop:20000151")
    assert [record.name for record in found.records] == ["Sea & Coast"]
    skipped = Skipped(1, "a picture")
    assert checked(skipped, "flash.py") is skipped


def test_modules_and_packages_offer_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsroom_flash").mkdir()
    importer(tmp_path / "newsroom_flash", "", "__init__.py")
    importer(tmp_path / "newsroom_flash", EXAMPLE, "radio.py")
    info = tmp_path / "newsroom_flash-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom-flash\nVersion: 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        assert formats_with(["newsroom_flash.radio"])[0].name == "radio"
        (info / "entry_points.txt").write_text("[backfile.formats]\nflash = newsroom_flash.radio\n")
        offered = formats_with()
        assert offered[0].name == "flash"
        assert (chosen := detect(COPY.encode(), offered)) is not None
        assert chosen.name == "flash"
    finally:
        for name in ("newsroom_flash", "newsroom_flash.radio"):
            sys.modules.pop(name, None)


def test_the_setting_names_files_and_modules() -> None:
    assert read_options({"INGEST_FORMATS": ["importers/flash.py", "newsroom.flash"]}).own_formats == (
        "importers/flash.py",
        "newsroom.flash",
    )
    with pytest.raises(SettingError, match="a list of texts in quotes is expected"):
        read_options({"INGEST_FORMATS": "importers/flash.py"})
