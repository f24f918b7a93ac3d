"""Small stories through ``ingest`` in all orders of their postings, each by itself: one tree, the right one."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from backfile.ingest import ingest
from backfile.ingest.shelf.memory import Memory
from test_lifecycle_feed import articles, tree_of
from wire_feed import copy, ninjs

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def port(
    version: int, at: str, text: str, headline: str = "Port reopens", uri: str = "bfn:port", **more: object
) -> bytes:
    return ninjs(uri, version, at, headline, f"{text} the port of Kiel had been shut for two days by a storm.", **more)


def slugged(slug: str, at: str, text: str, headline: str = "Port reopens after storm") -> bytes:
    return copy(slug, headline, f"{text} the port had been shut for two days by a storm, its pilots said.", at)


def kill(at: str, *words: str, uri: str = "bfn:kill") -> bytes:
    return ninjs(uri, 1, at, "KILL: Port reopens", " ".join(words) or "Kill the story.", signal="sig:kill")


OTHER: dict[str, Any] = {"infosource": [{"name": "XYZ"}]}
SCENARIOS = {
    "a kill between versions leaves the later one alone": (
        [port(1, "17 08:00", "One"), port(2, "17 09:00", "Two", pubstatus="canceled"), port(3, "17 10:00", "Three")],
        ["Port reopens: usable Three"],
    ),
    "several kills": (
        [
            port(1, "17 08:00", "One"),
            port(1, "17 09:00", "", pubstatus="canceled"),
            port(2, "17 10:00", "", pubstatus="canceled"),
        ],
        ["Port reopens: canceled"],
    ),
    "a kill of what evolved into another": (
        [
            port(1, "17 08:00", "One"),
            port(1, "17 09:00", "Two", uri="bfn:two", evolvedfrom="bfn:port"),
            port(2, "17 10:00", "", pubstatus="canceled"),
        ],
        ["Port reopens: canceled"],
    ),
    "a correction of a correction": (
        [
            port(1, "17 08:00", "One"),
            port(2, "17 09:00", "(Corrects the day.)\n\nTwo", signal="sig:correction"),
            port(3, "17 10:00", "(Corrects the hour.)\n\nThree", signal="sig:correction"),
        ],
        ["Port reopens: usable Three [Corrects the day.] [Corrects the hour.]"],
    ),
    "a take whose lead comes later": (
        [slugged("PORT/", "17 08:00", "One"), slugged("PORT/", "17 08:10", "Add", "ADD 1-Port reopens after storm")],
        ["Port reopens after storm: usable One Add"],
    ),
    "a kill of a take kills its story": (
        [
            slugged("PORT/", "17 08:00", "One"),
            slugged("PORT/", "17 08:10", "Add", "ADD 1-Port reopens after storm"),
            slugged("PORT/", "17 08:20", "Kill the story slugged PORT, and", "KILL-Port reopens after storm"),
        ],
        ["Port reopens after storm: canceled"],
    ),
    "versions of one moment": (
        [port(1, "17 08:00", "One"), port(2, "17 08:00", "Two"), port(3, "17 08:00", "Three")],
        ["Port reopens: usable Three"],
    ),
    "one guid from two agencies": (
        [port(1, "17 08:00", "One"), port(1, "17 09:00", "Two", "Bridge opens", **OTHER)],
        ["Bridge opens: usable Two", "Port reopens: usable One"],
    ),
    "one guid in two languages": (
        [port(1, "17 08:00", "One"), port(1, "17 08:00", "Eins", "Hafen offen", language="de")],
        ["Hafen offen: usable Eins", "Port reopens: usable One"],
    ),
    "a kill of one of two agencies that count alike": (
        [
            port(1, "17 08:00", "One"),
            port(1, "17 09:00", "Two", "Bridge opens", **OTHER),
            port(2, "17 10:00", "", "Bridge opens", pubstatus="canceled", **OTHER),
        ],
        ["Bridge opens: canceled", "Port reopens: usable One"],
    ),
    "a kill in all languages": (
        [
            port(1, "17 08:00", "One"),
            port(1, "17 08:00", "Eins", "Hafen offen", language="de"),
            port(2, "17 10:00", "", pubstatus="canceled"),
        ],
        ["Hafen offen: canceled", "Port reopens: canceled"],
    ),
    "paragraphs in the place of others": (
        [
            slugged("AM-Port, a0441", "17 08:00", "One"),
            slugged("AM-Port, Correction, a0442", "17 09:00", "Eds: SUBS 3rd graf to CORRECT the name.\n\nQuist said"),
            slugged("AM-Port, 2nd Correction, a0443", "17 09:10", "Eds: SUBS 4th graf to CORRECT the day.\n\nTuesday"),
        ],
        ["Port reopens after storm: usable One Quist Tuesday [Corrects the day.] [Corrects the name.]"],
    ),
    "an elimination": (
        [
            slugged("AM-Port, a0441", "17 08:00", "One"),
            slugged("AM-Port, Elimination", "17 09:00", "Please eliminate the story slugged AM-Port. We", "Editors:"),
        ],
        ["Port reopens after storm: canceled"],
    ),
    "one kill for two stories": (
        [
            port(1, "17 08:00", "One", "Bridge opens", uri="urn:bfn:1"),
            port(1, "17 08:30", "Two", uri="urn:bfn:2"),
            kill("17 09:00", "Kill the items urn:bfn:1 and urn:bfn:2."),
        ],
        ["Bridge opens: canceled", "Port reopens: canceled"],
    ),
    "a slugline of every day": (
        [slugged("PORT/", "17 08:00", "One"), slugged("PORT/", "18 08:00", "Two", "Port still open")],
        ["Port reopens after storm: usable One", "Port still open: usable Two"],
    ),
    "a hold, then the story": (
        [port(1, "17 08:00", "One"), port(2, "17 09:00", "", pubstatus="withheld"), port(3, "17 10:00", "Three")],
        ["Port reopens: usable Three"],
    ),
    "an embargo that has not ended": (
        [port(1, "17 08:00", "One"), port(2, "17 09:00", "Two", embargoed="2030-01-01T00:00:00Z")],
        ["Port reopens: usable One", "Port reopens: usable Two until 2030"],
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_one_tree_in_all_orders(name: str, tmp_path: Path) -> None:
    postings, expected = SCENARIOS[name]
    trees = []
    for number, order in enumerate(permutations(postings)):
        content = tmp_path / str(number)
        for part, data in enumerate(order):
            file = tmp_path / f"{number}-{part}.wire"
            file.write_bytes(data)
            ingest(file, content, now=NOW, memory=Memory(None, content))
        trees.append(tree_of(content))
    assert told(tmp_path / "0") == expected
    assert all(tree == trees[0] for tree in trees)


def told(content: Path) -> list[str]:
    """Title, status, the first word of each paragraph and the corrections of each article."""
    found = []
    for article in articles(content).values():
        words = [paragraph.split()[0] for paragraph in article.body.split("\n\n") if paragraph]
        words += [f"until {article.embargo.year}"] if article.embargo else []
        words += sorted(f"[{correction.note}]" for correction in article.corrections if article.body)
        found.append(" ".join((f"{article.title}: {article.status}", *words)))
    return sorted(found)
