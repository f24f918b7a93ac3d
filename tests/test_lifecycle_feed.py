"""A whole feed through ``ingest``: whatever the order, and however it is cut into ingests, the same tree."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from backfile.ingest import ingest
from backfile.model.article import Article
from backfile.reader import article_files, parse_article
from wire_feed import WireFile, feed

ORDERS = int(os.environ.get("BACKFILE_ORDERS", "6"))
"""Orders that are tried; the long form is ``invoke prove wire``."""

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def tree_of(content: Path) -> dict[str, bytes]:
    return {
        file.relative_to(content).as_posix(): file.read_bytes() for file in sorted(content.rglob("*")) if file.is_file()
    }


def take_in(files: list[WireFile], content: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for file in files:
        (folder / file.name).write_bytes(file.data)
    ingest(folder, content, now=NOW)


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("feed")
    take_in(feed(), base / "content", base / "in")
    return base / "content"


def articles(content: Path) -> dict[str, Article]:
    found = {}
    for path in article_files(content):
        article, problems = parse_article((content / path).read_bytes(), path, ZoneInfo("UTC"))
        assert article is not None, problems
        found[path] = article
    return found


@pytest.mark.parametrize("seed", range(ORDERS))
def test_the_same_tree_in_any_order_and_any_number_of_ingests(in_order: Path, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    files = feed()
    random.shuffle(files)
    content = tmp_path / "content"
    parts = 0
    while files:
        size = random.choice((1, 2, 5, len(files)))
        part, files = files[:size], files[size:]
        if random.random() < 0.3:
            part += random.sample(feed(), 3)  # what came before, or will come, sent once more
        take_in(list({file.name: file for file in part}.values()), content, tmp_path / f"in{parts}")
        parts += 1

    assert tree_of(in_order) == tree_of(content)


EXPECTED = """\
17/bravo-council-votes: usable, "Bravo council votes yes", 100 words, 2 postings
17/delta-counts-its-votes: usable, "Delta counts its votes", 225 words, 3 postings
17/echo-mends-its-bridge: usable, "Echo has mended its bridge", 125 words, 3 postings
17/fair-opens-in-foxtrot: usable, "Fair opens in Foxtrot", 75 words, 2 postings
17/ferry-runs-aground-off-charlie: usable, "REFILE-UPDATE 2-Ferry off Charlie is afloat", 128 words, 4 postings
17/fleet-of-uniform-sold: usable, "Fleet of Uniform sold", 152 words, 1 posting
17/golf-mayor-resigns: canceled, "Golf mayor resigns", 0 words, 2 postings
   17 09:33 The agency withdrew this story.
17/hotel-burns-down: usable, "Fire damages Hotel", 100 words, 3 postings
17/india-line-derails: canceled, "India line derails", 0 words, 2 postings
   17 15:35 The agency withdrew this story.
17/juliett-prize-awarded: usable, "Juliett prize awarded", 75 words, 1 posting
17/kilo-report-to-be-published: usable, "Kilo report to be published", 75 words, 1 posting
17/lima-is-held: withheld, "Lima is held", 75 words, 1 posting
17/mike-is-held: usable, "Mike is released", 100 words, 2 postings
17/november-poem: withheld, "November poem", 75 words, 1 posting
17/quebec-opens-its-lock: usable, "Quebec opens its lock", 75 words, 1 posting
17/storm-closes-the-port-of-alpha: usable, "Storm closes Alpha, 12 ships wait", 100 words, 3 postings
   18 09:00 Corrects the number of ships to 12.
17/tides-at-papa: usable, "Tides at Papa", 75 words, 1 posting
17/uniform-sells-its-fleet: usable, "Uniform sells its fleet", 150 words, 1 posting
17/weather-at-sea-944a: usable, "Weather at sea", 75 words, 1 posting
17/weather-at-sea-c854: usable, "Weather at sea", 75 words, 1 posting
17/weather-at-sea: usable, "Weather at sea", 75 words, 1 posting
18/tides-at-papa: usable, "Tides at Papa", 75 words, 1 posting
signals: 1
quarantine: 2
"""


def told(content: Path) -> str:
    """What a person would want to know of a tree."""
    lines = []
    for path, article in articles(content).items():
        stem = path.removeprefix("articles/").removesuffix(".md")
        count = len(list((content / "history" / stem).glob("*.md"))) or 1
        lines.append(
            f'{stem.removeprefix("2015/11/")}: {article.status}, "{article.title}", '
            f"{len(article.body.split())} words, {count} posting{'s' if count > 1 else ''}"
        )
        lines += [f"   {it.date:%d %H:%M} {it.note}" for it in article.corrections]
    for folder in ("signals", "quarantine"):
        lines.append(f"{folder}: {sum(path.startswith(folder) for path in tree_of(content))}")
    return "\n".join(lines) + "\n"


def test_what_becomes_of_each_story(in_order: Path) -> None:
    assert EXPECTED == told(in_order)
