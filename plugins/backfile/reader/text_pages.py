"""The publisher's own pages: ``content/pages/*.md``, such as the text of the about page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from backfile.model.permalinks import slugify
from backfile.model.problems import Problem, name_problem
from backfile.model.text_page import TextPage
from backfile.reader import markdown
from backfile.reader.fields import read_fields
from backfile.reader.source import read_source
from backfile.reader.values import read_language, read_number, read_slug

FOLDER = "pages"
KEYS = ("title", "slug", "description", "order", "lang")


def read_text_pages(content: Path) -> tuple[list[TextPage], list[Problem]]:
    """All text pages, by their ``order`` (pages without one last) and id."""
    pages: list[tuple[int, TextPage]] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for file in sorted((content / FOLDER).glob("[!.]*.md")):
        path = f"{FOLDER}/{file.name}"
        if bad := name_problem(path):
            problems.append(bad)
            continue
        found: list[Problem] = []
        page = _read(file, path, found)
        if page and page[1].id in seen:
            found.append(Problem(path, 0, f"{page[1].id} is already the page of {seen[page[1].id]}", "give it a slug"))
        problems += sorted(found)
        if page and not any(problem.is_error for problem in found):
            seen[page[1].id] = path
            pages.append(page)
    pages.sort(key=lambda page: (page[0], page[1].id))
    return [page for _, page in pages], problems


def _read(file: Path, path: str, problems: list[Problem]) -> tuple[int, TextPage] | None:
    try:
        data = file.read_bytes()
    except OSError as error:
        problems.append(Problem(path, 0, f"cannot be read: {error.strerror}", "check the file's permissions"))
        return None
    source = read_source(data, path, problems)
    fields = read_fields(source.front, path, problems) if source else None
    if source is None or fields is None:
        return None
    fields.warn_unknown(KEYS)
    title = fields.text("title")
    if not title:
        fields.error("title", "no title", "add 'title: …'")
    order = fields.value("order", partial(read_number, low=0, high=999), 1000)
    fields.value("lang", read_language, "")
    slug = fields.value("slug", read_slug, "") or slugify(file.stem)
    html = markdown.render(markdown.parse(source.body))
    return order, TextPage(slug, title, fields.text("description"), html)
