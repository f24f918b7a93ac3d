"""The closing table and what is named below it."""

from __future__ import annotations

import json

import pytest

from backfile.build.report import Report
from backfile.model.problems import Problem, Severity


@pytest.fixture
def report():
    return Report(
        read=21_577,
        published=21_570,
        pages_written=26_828,
        pages_skipped=12,
        removed=3,
        files=26_841,
        bytes=412_340_000,
        largest=[(412_345, "topics/oil/index.html"), (91_000, "places/index.html")],
        seconds={"Authority files": 0.2, "Rendering": 15.0, "Lists": 0.01},
        total_seconds=20.0,
        peak_memory=814_000_000,
    )


def test_the_table_tells_stages_files_articles_and_memory(report):
    assert [
        "Stage            seconds   share    Articles read        21,577",
        "Authority files      0.2      1%      published          21,570",
        "Rendering           15.0     75%      withheld                0",
        "All else             4.8     24%      rejected                0",
        "In all              20.0    100%    Files of the site    26,841",
        "                                      written            26,828",
        "                                      unchanged              12",
        "                                      removed                 3",
        "                                    Size of the site   412.3 MB",
        "                                    Peak memory        814.0 MB",
        "",
        "Largest pages  412 kB  topics/oil/index.html",
        "                91 kB  places/index.html",
        "",
        "Over 300 kB and slow to load: topics/oil/index.html",
        "Mind the limit of Cloudflare Pages: 20,000 files; this site has 26,841.",
    ] == report.lines()


def test_a_build_of_nothing_has_a_table_too():
    assert "In all      0.0      0%      published             0" == Report().lines()[1]


def test_the_table_fits_a_hundred_columns_and_shows_both_ends_of_a_long_path(report):
    report.largest = [(1_234_567, "2015/11/17/" + "very-long-name-" * 8 + "end.html")]
    report.seconds = {"A stage with a name that is rather long": 1.0}
    lines = report.lines()
    [shown] = [line for line in lines if line.startswith("Largest pages")]

    assert 100 == max(map(len, lines[: lines.index(shown) + 1]))
    assert "1,235 kB  2015/11/17/very" in shown
    assert shown.endswith("-end.html")
    assert "…" in shown


def test_every_reject_is_named_and_many_are_counted_at_the_end(report):
    few = [Problem(f"articles/{number}.md", 3, "no date") for number in range(3)]
    many = [Problem(f"articles/{number}.md", 3, "no date") for number in range(40)]
    report.withheld = [Problem("articles/held.md", 0, "its status is withheld")]
    report.rejects = few
    short = report.lines()
    report.rejects = many
    long = report.lines()

    assert [
        "withheld articles/held.md: its status is withheld",
        *[f"rejected {problem}" for problem in few],
    ] == short[-4:]
    assert [f"rejected {problem}" for problem in many] == long[-41:-1]
    assert "Published with faults: 40 of 21,577 articles rejected, 0 other errors, all named above." == long[-1]


def test_warnings_beyond_the_first_are_counted_and_errors_are_not_cut(report):
    report.problems = [Problem(f"a{number}.md", 1, "odd", severity=Severity.WARNING) for number in range(25)]
    report.problems += [Problem(f"topics/{number}.md", 1, "wrong") for number in range(12)]
    text = "\n".join(report.lines())

    assert 12 == text.count("wrong")
    assert 10 == text.count("warning: odd")
    assert "… and 15 more warnings; invoke check names them all" in text


def test_json_has_every_figure_and_whole_paths(report):
    report.rejects = [Problem("articles/x.md", 3, "no date", "give it one")]
    figures = json.loads(report.json())

    assert {
        "read": 21_577,
        "published": 21_570,
        "versions": 0,
        "withheld": 0,
        "rejected": 1,
        "rejects": [{"path": "articles/x.md", "line": 3, "message": "no date", "hint": "give it one"}],
        "pages_written": 26_828,
        "pages_skipped": 12,
        "pages_removed": 3,
        "files": 26_841,
        "bytes": 412_340_000,
        "seconds": {"Authority files": 0.2, "Rendering": 15.0, "Lists": 0.01},
        "total_seconds": 20.0,
        "peak_memory": 814_000_000,
        "largest": [
            {"path": "topics/oil/index.html", "bytes": 412_345},
            {"path": "places/index.html", "bytes": 91_000},
        ],
    } == figures
    assert 1 == report.exit_code
