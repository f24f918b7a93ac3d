"""``check`` names every problem with file and line, and one bad file never hides another."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from backfile.reader import check

BERLIN = ZoneInfo("Europe/Berlin")
PATH = "articles/2015/11/17/story.md"
GOOD = "---\ntitle: Port reopens\ndate: 2015-11-17T18:05:00+01:00\n---\nShips left the port on Tuesday.\n"


def broken_articles() -> list[tuple[str, bytes, list[str]]]:
    """(kind, file, lines of ``check``) from the fixture, whose first lines say how it is written."""
    text = (Path(__file__).parent / "fixtures" / "check" / "broken_articles.txt").read_text(encoding="utf-8")
    kinds = []
    for part in re.findall(r"^(\w[^\n]*)\n\.\n(.*?)^\.\n(.*?)^\.$", text, re.MULTILINE | re.DOTALL):
        name, article, problems = part
        data = re.sub(rb"<0x([0-9a-f]{2})>", lambda match: bytes([int(match.group(1), 16)]), article.encode())
        kinds.append((name, data, problems.splitlines()))
    return kinds


def write(content: Path, files: dict[str, str | bytes]) -> Path:
    for path, text in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


def messages(content: Path, files: dict[str, str | bytes]) -> list[str]:
    return [str(problem) for problem in check(write(content, files), BERLIN)]


def article(keys: str = "", date: str = "2015-11-17T18:05:00+01:00") -> str:
    return f"---\ntitle: Port reopens\ndate: {date}\n{keys}---\nShips left the port on Tuesday.\n"


def test_the_fixture_holds_at_least_thirty_kinds() -> None:
    kinds = broken_articles()

    assert len(kinds) >= 40
    assert len({name for name, _, _ in kinds}) == len(kinds)
    assert all(problems for _, _, problems in kinds)


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in broken_articles()], ids=lambda value: "")
def test_each_kind_is_named_with_file_and_line(tmp_path: Path, data: bytes, expected: list[str]) -> None:
    assert messages(tmp_path, {PATH: data}) == expected


def test_all_kinds_at_once_are_all_named_in_order_of_path(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    expected: list[str] = []
    for number, (_, data, problems) in enumerate(broken_articles()):
        path = f"articles/2015/11/17/broken-{number:02}.md"
        files[path] = data
        expected += [problem.replace(PATH, path) for problem in problems]
        files[f"articles/2015/11/17/good-{number:02}.md"] = GOOD

    assert messages(tmp_path, files) == expected


def test_a_sound_archive_has_no_problems(tmp_path: Path) -> None:
    files = {
        PATH: article("topics: [Shipping]\nentities: [place:kiel]\nagency: BFN\ndateline: Kiel\n"),
        "topics/shipping.md": "---\nname: Shipping\n---\n",
        "entities/places/kiel.md": "---\nname: Kiel\ncoordinates: [54.32, 10.14]\ncountry: DE\n---\nA port.\n",
        "pages/about.md": "---\ntitle: About\n---\nAn archive.\n",
    }

    assert messages(tmp_path, files) == []


def test_no_content_folder_at_all_is_an_empty_archive(tmp_path: Path) -> None:
    assert check(tmp_path / "nothing", BERLIN) == []


def test_an_id_given_twice(tmp_path: Path) -> None:
    first, second = "articles/2015/11/17/a.md", "articles/2015/11/17/b.md"

    found = messages(tmp_path, {first: article("id: bfn-1\n"), second: article("lang: en\nid: bfn-1\n")})

    assert found == [f"{second}:5: warning: id bfn-1 is also the id of {first} (an id names one article)"]


def test_two_articles_that_want_one_address(tmp_path: Path) -> None:
    first, second = "articles/2015/11/17/a.md", "articles/2015/11/17/b.md"

    found = messages(tmp_path, {first: article("slug: port\n"), second: article("slug: port\n")})

    assert found == [
        f"{second}:4: warning: wants the same address as {first} "
        "(the later one gets a longer address; 'slug: …' gives it one of its own)"
    ]


def test_a_predecessor_that_is_not_there(tmp_path: Path) -> None:
    found = messages(tmp_path, {PATH: article("evolved_from: bfn-0\n")})

    assert found == [
        f"{PATH}:4: warning: evolved_from: no article has the id bfn-0 (correct the id, or add the earlier version)"
    ]


def test_names_without_record_are_told_once_at_the_first_article(tmp_path: Path) -> None:
    files = {
        "articles/2015/11/17/a.md": article("topics:\n  - shipping\n  - wether\nentities: [person:jane-doe]\n"),
        "articles/2015/11/17/b.md": article("topics: [wether]\n"),
        "topics/shipping.md": "---\nname: Shipping\n---\n",
    }

    assert messages(tmp_path, files) == [
        "articles/2015/11/17/a.md:6: warning: topics: no record of wether (2 articles) "
        "(correct it, or add a file to topics/)",
        "articles/2015/11/17/a.md:7: warning: entities: no record of person:jane-doe "
        "(correct it, or add entities/people/jane-doe.md)",
    ]


def test_problems_of_authority_files_and_pages_are_told_too(tmp_path: Path) -> None:
    files = {
        "topics/shipping.md": "---\nname: Shipping\nparent: trade\n---\n",
        "pages/about.md": "---\ndescription: About\n---\nAn archive.\n",
    }

    assert messages(tmp_path, files) == [
        "pages/about.md:2: no title (add 'title: …')",
        "topics/shipping.md:3: parent trade is no topic (add topics/trade.md, or correct the id)",
    ]


def test_a_large_file_and_an_unreadable_place(tmp_path: Path) -> None:
    found = messages(tmp_path, {PATH: GOOD.encode() + b"x" * 2_000_000, "articles/stray.md": GOOD})

    assert found == [
        f"{PATH}: file has 2.0 MB, at most 2 MB are read (split the story)",
        "articles/stray.md: warning: file is not below articles/YYYY/MM/DD/ (move it to articles/2015/11/17/)",
    ]


def test_front_matter_beyond_64_kb(tmp_path: Path) -> None:
    found = messages(tmp_path, {PATH: article(f"summary: {'x' * 66_000}\n")})

    assert found == [f"{PATH}:1: front matter is longer than 64 kB (move text into the body)"]


def test_the_documentation_names_every_problem() -> None:
    docs = (Path(__file__).parent.parent / "docs" / "articles.md").read_text(encoding="utf-8")
    table = docs.partition("## What `check` tells")[2]
    cells = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    told = [re.compile(".+".join(map(re.escape, entry.split("…")))) for cell in cells for entry in cell.split(" · ")]

    for name, _, problems in broken_articles():
        for problem in problems:
            message = re.sub(r"^\S+: (?:warning: )?(.*?)(?: \([^()]*\))?$", r"\1", problem)
            assert any(pattern.fullmatch(message) for pattern in told), (name, message)


def test_a_pick_that_is_no_article_is_named(tmp_path: Path) -> None:
    topic = "---\nname: Ports\npicks: [bfn-1, bfn-2]\n---\nPorts.\n"
    files: dict[str, str | bytes] = {PATH: article("id: bfn-1\ntopics: [ports]\n"), "topics/ports.md": topic}

    assert messages(tmp_path, files) == [
        "topics/ports.md:3: warning: picks: no article has the id bfn-2 (correct the id, or take it out)"
    ]
