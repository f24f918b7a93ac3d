"""The publisher's own pages."""

from __future__ import annotations

from pathlib import Path

from backfile.model.text_page import TextPage
from backfile.reader import read_text_pages


def write(content: Path, name: str, text: str) -> None:
    file = content / "pages" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_pages_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, "about.md", "---\ntitle: About\ndescription: Who we are\n---\n# Hello\n")
    write(tmp_path, "terms.md", "---\ntitle: Terms\nslug: legal\norder: 1\n---\nText.\n")
    write(tmp_path, "Zeitungs Köpfe.md", "---\ntitle: Z\n---\n")

    assert read_text_pages(tmp_path) == (
        [
            TextPage("legal", "Terms", "", "<p>Text.</p>\n"),
            TextPage("about", "About", "Who we are", "<h2>Hello</h2>\n"),
            TextPage("zeitungs-kopfe", "Z", "", ""),
        ],
        [],
    )


def test_problems_leave_the_other_pages(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "---\ntitle: A\nordr: 1\n---\n")
    write(tmp_path, "b.md", "---\ntitle: B\nslug: a\n---\n")
    write(tmp_path, "c.md", "no front matter\n")

    pages, problems = read_text_pages(tmp_path)

    assert [page.id for page in pages] == ["a"]
    assert [str(problem).partition(" (")[0] for problem in problems] == [
        "pages/a.md:3: warning: unknown key ordr",
        "pages/b.md: a is already the page of pages/a.md",
        "pages/c.md:1: no front matter",
    ]


def test_no_pages_at_all(tmp_path: Path) -> None:
    assert read_text_pages(tmp_path) == ([], [])
