"""The lists of names of a large A-Z, and its pages: their sizes, and a reader who looks a name up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_factory import index_of, options, story
from backfile.indexes import Index
from backfile.model import permalinks
from backfile.model.authority import Entity, Kind, Origin
from backfile.model.permalinks import output_file
from backfile.outputs.name_lists import LARGEST, list_file, name_lists, words_of
from backfile.pages import Desk, assignments, site_of
from backfile.pages.assets import Assets
from backfile.pages.render import Renderer
from browser import launched, served

THEME = Path(__file__).parent.parent / "themes" / "broadsheet"
OPTIONS = options(theme=THEME)
SOUNDS = "ba be da do ka ke la lo ma mo na ne pa po ra ro sa so ta to".split()  # noqa: SIM905


def _name(number: int) -> str:
    """A name of its own for each number; some long, some in other scripts."""
    family = "".join(SOUNDS[number // 20**place % 20] for place in (0, 1, 2)).capitalize()
    if number % 10 == 3:
        return f"Großherzogliche Gesellschaft für Schifffahrt und Häfen {family} {'und Söhne ' * 3}"[:80].strip()
    return f"{('Ada', 'Mina', 'محمد', '中')[number % 4]} {family}"


NAMES = [_name(number) for number in range(3000)]


@pytest.fixture(scope="module")
def index() -> Index:
    ids = [f"person:{permalinks.slugify(name)}" for name in NAMES]
    records = [Entity(i, Kind.PERSON, n, origin=Origin.TEXT) for i, n in zip(ids, NAMES, strict=True)]
    return index_of([story(at, entities=ids[at * 30 : at * 30 + 30]) for at in range(100)], *records)


@pytest.fixture(scope="module")
def files(index: Index) -> dict[str, bytes]:
    desk, assets = Desk(index, OPTIONS), Assets.collect(THEME)
    renderer = Renderer(THEME, site_of(index, OPTIONS, []), assets.addresses)
    made = {
        it.url: renderer.render(it.page()) for it in assignments(desk, str, [], []) if it.template == "directory.html"
    }
    return made | {it.url: it.make() for it in name_lists(desk)} | dict(assets.files)


def test_pages_and_lists_of_a_large_directory_stay_small(files: dict[str, bytes]) -> None:
    pages = {url: len(data) for url, data in files.items() if url.startswith("people/") and not url.endswith(".json")}
    lists = {url: len(data) for url, data in files.items() if url.endswith(".json")}

    assert len(pages) > 10 and max(pages.values()) < 300_000
    assert max(lists.values()) < LARGEST * 2


def test_every_name_is_listed_under_the_beginning_of_one_of_its_words(files: dict[str, bytes]) -> None:
    folder = permalinks.name_lists("people/")
    keys = json.loads(files[f"{folder}index.json"])["keys"]
    listed = {key: json.loads(files[folder + list_file(key)])["names"] for key in keys}

    for key, rows in listed.items():
        assert all(any(word.startswith(key) for word in words_of(row[0])) for row in rows)
    assert {row[0] for rows in listed.values() for row in rows} == set(NAMES)
    assert len({list_file(key) for key in keys}) == len(keys)


@pytest.fixture(scope="module")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("names")
    for url, data in files.items():
        path = root / output_file(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with served(root) as address:
        yield address


def test_the_filter_finds_names_of_all_pages(site: str) -> None:
    typed = [NAMES[1].upper(), f"häfen {words_of(NAMES[13])[-1]}", "mina b", "محمد", "中", "zzz"]
    expected = {
        text: [
            name for name in NAMES if all(any(it.startswith(part) for it in words_of(name)) for part in words_of(text))
        ]
        for text in typed
    }
    assert [bool(names) for names in expected.values()] == [True, True, True, True, True, False]
    with launched() as browser:
        page = browser.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.goto(f"{site}people/a-z/b.html")
        box, status, own = page.get_by_label("Find a name"), page.locator(".filter [role=status]"), "[data-filtered]"
        for text, names in expected.items():
            box.fill(text)
            status.filter(has_text=re.compile(rf"^{len(names)} found")).wait_for()
            shown = page.locator(".matches a").all_inner_texts()
            assert len(shown) == min(100, len(names)) and set(shown) <= set(names)
            assert not page.locator(own).is_visible()
        box.fill(NAMES[1])
        status.filter(has_text=re.compile("^1 found")).wait_for()
        address = page.locator(".matches a").evaluate("link => link.href")
        box.fill("")
        page.locator(own).wait_for()

    assert address == f"{site}people/{permalinks.slugify(NAMES[1])}/"
    assert troubles == []
