"""Commands over the site: ``build``, ``publish``, ``search``, ``serve``, ``livereload``, ``clean``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from backfile.commands.prompt import for_people, number, options, project


def build_with(settings: str, content: str | None, output: str | None, jobs: int | None, json: bool) -> None:
    """Build a site by a settings file; Invoke ends with the exit code of the build."""
    from backfile.hooks.command import build_site

    code = build_site(
        Path(settings), PATH=content, OUTPUT_PATH=output, JOBS=jobs, REPORT_JSON=json, PROGRESS_BAR=sys.stderr.isatty()
    )
    if code:
        raise Exit(code=code)


@task(
    help={
        "content": "content folder",
        "output": "folder of the site",
        "jobs": "worker processes (default: one per core)",
        "json": "print one JSON object with every figure as the last line",
    }
)
@for_people
def build(
    _context: Context,
    content: str | None = None,
    output: str | None = None,
    jobs: str | None = None,
    json: bool = False,
) -> None:
    """Build the site with pelicanconf.py."""
    build_with("pelicanconf.py", content, output, number("jobs", jobs, 0) if jobs else None, json)


@task(help=build.help)
@for_people
def publish(
    _context: Context,
    content: str | None = None,
    output: str | None = None,
    jobs: str | None = None,
    json: bool = False,
) -> None:
    """Build the public site with publishconf.py."""
    build_with("publishconf.py", content, output, number("jobs", jobs, 0) if jobs else None, json)


@task(
    iterable=["filter"],
    help={
        "query": "a query as on the search page, quoted as a whole",
        "output": "folder of the site",
        "limit": "how many results; 0 for all",
        "order": "relevance, all (articles with all words first), newest or oldest",
        "filter": "a field and the id of one of its values, such as topic=aviation; may be given more than once",
        "exact": "score words as Whoosh's own BM25F does, for comparisons",
        "json": "print one JSON object",
    },
)
@for_people
def search(
    _context: Context,
    query: str,
    output: str | None = None,
    limit: str = "10",
    order: str = "relevance",
    filter: list[str] | None = None,
    exact: bool = False,
    json: bool = False,
) -> None:
    """Ask the Whoosh index of a built site."""
    from dataclasses import asdict
    from json import dumps

    from backfile.model.problems import BackfileError
    from backfile.search.asking import NOTES, ask

    chosen = options(OUTPUT_PATH=output)
    most = number("limit", limit, 0)
    if any("=" not in wanted for wanted in filter or ()):
        raise BackfileError("A filter is a field and an id: --filter topic=aviation")
    filters = [(field, value) for field, _, value in (wanted.partition("=") for wanted in filter or ())]
    answer = ask(chosen.output, query, most or None, chosen.cache, order=cast(Any, order), filters=filters, exact=exact)
    if json:
        print(dumps(asdict(answer)))
        return
    if answer.notes or answer.canonical != " ".join(query.split()):
        print(f"read as: {answer.canonical}")
    for note in answer.notes:
        print(f"  {note.text}: {NOTES[note.code]}")
    for place, hit in enumerate(answer.hits, 1):
        credit = f"{hit.dateline} ({hit.agency})" if hit.agency else hit.dateline
        print(f"{place:3}. {hit.title}\n     {hit.date[:10]}  {credit.strip()}  {hit.url}  {hit.score:.4f}")
    print(f"{answer.total} found." if answer.hits else "Nothing found.")


@task(help={"output": "folder of the site", "port": "port on this machine (default: 8000, or any that is free)"})
@for_people
def serve(_context: Context, output: str | None = None, port: str | None = None) -> None:
    """Serve the built site on this machine."""
    from backfile.serving.server import serve as serve_site

    serve_site(options(OUTPUT_PATH=output).output, number("port", port) if port else None)


@task(
    help={
        "content": "content folder",
        "output": "folder of the site",
        "port": "port on this machine (default: 8000, or any that is free)",
    }
)
@for_people
def livereload(
    _context: Context, content: str | None = None, output: str | None = None, port: str | None = None
) -> None:
    """Serve, build again at every change, and reload open pages."""
    from backfile.hooks.command import build_site
    from backfile.serving.livereload import livereload as serve_live

    chosen = options(PATH=content, OUTPUT_PATH=output)
    watched = [chosen.content, chosen.theme, project() / "pelicanconf.py"]

    def rebuild() -> int:
        return build_site(
            project() / "pelicanconf.py", PATH=content, OUTPUT_PATH=output, PROGRESS_BAR=sys.stderr.isatty()
        )

    serve_live(chosen.output, number("port", port) if port else None, watched, rebuild)


@task(help={"output": "folder of the site"})
def clean(_context: Context, output: str | None = None) -> None:
    """Remove the built site and what builds remember."""
    from backfile.build.staging import clean as clean_output

    chosen = options(OUTPUT_PATH=output)
    clean_output(chosen.output, chosen.cache)
