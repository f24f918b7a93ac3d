"""A whole feed through ``ingest``: whatever the order, and however it is cut into ingests, the same tree."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from backfile.ingest import ingest
from backfile.model.article import Article, Status
from backfile.reader import article_files, parse_article
from wire_feed import WireFile, feed

ORDERS = int(os.environ.get("BACKFILE_ORDERS", "6"))
"""Orders that are tried; ``make prove`` tries a hundred."""

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


def test_what_becomes_of_each_story(in_order: Path) -> None:
    found = articles(in_order)
    lines = []
    for path, article in found.items():
        history = sorted((in_order / "history" / path.removeprefix("articles/").removesuffix(".md")).glob("*.md"))
        notes = " | ".join(f"{it.date:%d %H:%M} {it.note}" for it in article.corrections)
        lines.append(
            f"{path.removeprefix('articles/2015/11/')} [{article.status}] {article.title} ({len(article.body.split())} words, "
            f"version {article.version}, {len(history)} in history){' ' + notes if notes else ''}"
        )
    print("\n".join(lines))
    print("\n".join(sorted(path for path in tree_of(in_order) if path.startswith(("signals", "quarantine")))))
    assert Status.CANCELED in {article.status for article in found.values()}
