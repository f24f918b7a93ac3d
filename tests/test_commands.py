"""The commands as a user gives them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import PROJECT, run_invoke

STORY = """Sturm bremst Fähren aus

Moscow/Istanbul (dpa) – The “late” ferry – and every other one – stayed in port on Tuesday, the port’s master said.

It was the third day without a crossing.

dpa
"""


def test_every_command_is_documented(invoke):
    listed = re.findall(r"^  ([a-z]+) ", invoke("--list").stdout, re.M)
    documented = (PROJECT / "docs/commands.md").read_text(encoding="utf-8")

    assert len(listed) > 10
    assert [] == [name for name in listed if f"| `{name}" not in documented]


def test_plain_copy_becomes_a_page(invoke, tmp_path):
    wire = tmp_path / "2015-11-17-ferries.txt"
    wire.write_text(STORY, encoding="utf-8")
    content, output = str(tmp_path / "content"), str(tmp_path / "output")
    first = invoke("ingest", str(wire), "--content", content)
    again = invoke("ingest", str(wire), "--content", content)
    [article] = Path(content).rglob("*.md")
    text = article.read_text(encoding="utf-8")
    invoke("build", "--content", content, "--output", output)
    found = json.loads(invoke("search", "ferry", "--output", output, "--json").stdout)["hits"]

    assert "1" in first.stdout
    assert "unchanged" in again.stdout
    assert "title: Sturm bremst Fähren aus" in text
    assert "dateline: Moscow/Istanbul" in text
    assert "agency: dpa" in text
    assert "\nThe “late” ferry – and every other one – stayed in port on Tuesday, the port’s master said.\n" in text
    assert "Sturm bremst Fähren aus" == found[0]["title"]
    page = (Path(output) / found[0]["url"]).read_text(encoding="utf-8")
    assert 'datelines/moscow/"' in page
    assert 'datelines/istanbul/"' in page


def test_check_of_the_sample_archive_is_clean(invoke):
    run = invoke("check")

    assert "0 errors, 0 warnings" in run.stderr


def test_check_names_file_and_line(invoke, tmp_path):
    path = tmp_path / "articles/2015/11/17/port.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: Port\ndate: 2015-11-31\n---\nText.\n", encoding="utf-8")
    run = invoke("check", "--content", str(tmp_path), check=False)

    assert 1 == run.returncode
    assert run.stdout.startswith("articles/2015/11/17/port.md:3: ")


def test_new_begins_an_article_that_check_accepts(invoke, tmp_path):
    content = tmp_path / "content"
    invoke("new", "Fähre läuft wieder aus", "--content", str(content))
    [path] = content.rglob("*.md")
    invoke("check", "--content", str(content))

    assert "fahre-lauft-wieder-aus.md" == path.name
    assert "title: Fähre läuft wieder aus\n" in path.read_text(encoding="utf-8")


def test_dateline_shows_what_is_understood(invoke):
    said = invoke("dateline", "CHATHAM, Mass. (AP) _ The ferry sailed.").stdout

    assert "CHATHAM" in said
    assert "Mass." in said
    assert "AP" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("search", "x", "--output", "/nonexistent"), "build"),
        (("search", "x", "--limit", "many"), "a whole number from 0"),
        (("search", "x", "--limit=-3"), "a whole number from 0"),
        (("search", "x", "--filter", "topic"), "topic=aviation"),
        (("build", "--jobs", "all"), "a whole number from 0"),
        (("serve", "--output", "/nonexistent"), "Build it first"),
        (("ingest", "/nonexistent/file.txt"), "/nonexistent/file.txt"),
        (("build", "--content", "/nonexistent"), "no content folder"),
        (("check", "--content", "/nonexistent"), "no content folder"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(invoke, arguments, expected):
    run = invoke(*arguments, check=False)

    assert 2 == run.returncode
    assert expected in run.stderr
    assert "Traceback" not in run.stderr + run.stdout


@pytest.mark.parametrize("asked", [("z\udcffz Bergoglio",), ("Bergoglio", "--filter", "topic=\udcff"), ("cumbre",)])
@pytest.mark.parametrize("shape", [(), ("--json",)])
def test_no_character_of_a_query_or_an_answer_stops_a_search(site, monkeypatch, asked, shape):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    run = run_invoke("search", *asked, *shape, "--output", str(site.output), check=False)

    assert 0 == run.returncode, run.stderr
    if shape:
        assert {"hits", "total", "canonical", "notes"} == json.loads(run.stdout).keys()


def test_clean_removes_the_site_and_nothing_else(invoke, tmp_path):
    wire = tmp_path / "2015-11-17-ferries.txt"
    wire.write_text(STORY, encoding="utf-8")
    content, output = tmp_path / "content", tmp_path / "output"
    invoke("ingest", str(wire), "--content", str(content))
    invoke("build", "--content", str(content), "--output", str(output))
    invoke("clean", "--output", str(output))

    assert not output.exists()
    assert list(content.rglob("*.md"))
