"""Commands that bring articles in and look at their files: ``ingest``, ``check``, ``new``, ``dateline``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from backfile.commands.prompt import for_people, options

if TYPE_CHECKING:
    from backfile.ingest import Summary


@task(
    help={
        "path": "file, folder, .gz/.xz/.zip/.tar.* archive, or - for standard input",
        "content": "content folder that the articles go to",
        "agency": "credit of stories that carry none, or that is to stand instead of theirs",
        "format": "format of the input, where it is not to be detected; a Python file or module for one of your own",
        "mapping": "file that says which columns of a table, or keys of JSON records, are what",
        "show-mapping": "print a mapping to start from and ingest nothing",
        "dry-run": "say what would be done and write nothing",
        "replace": "let what comes in take the place of postings with the same id, version and time",
        "watch": "go on: take in files as they come into the folder, until Ctrl-C",
    }
)
@for_people
def ingest(
    _context: Context,
    path: str,
    content: str | None = None,
    agency: str | None = None,
    format: str | None = None,
    dry_run: bool = False,
    replace: bool = False,
    mapping: str | None = None,
    show_mapping: bool = False,
    watch: bool = False,
) -> None:
    """Turn wire copy into article files."""
    from backfile.build import Progress
    from backfile.ingest import ingest as ingest_path

    if show_mapping:
        from backfile.ingest.mapping_to_start import mapping_to_start

        print(mapping_to_start(path), end="")
        return
    chosen = options(PATH=content)

    def take_in(**more: Any) -> Summary:
        progress = Progress()
        with progress.stage("Ingesting"):
            return ingest_path(
                path,
                chosen.content,
                agency=agency,
                format=format,
                dry_run=dry_run,
                zone=chosen.zone,
                progress=progress.step,
                replace=replace,
                jobs=chosen.jobs,
                cache=chosen.cache,
                own=chosen.own_formats,
                mapping=mapping,
                **more,
            )

    if watch:
        from backfile.ingest.shelf.memory import Memory
        from backfile.ingest.watching import watch_folder

        memory = Memory(chosen.cache, chosen.content)
        watch_folder(
            Path(path),
            lambda names: take_in(only=frozenset(names), memory=memory),
            lambda summary: print("\n".join(summary.lines()), flush=True),
        )
        return
    summary = take_in()
    print("\n".join(summary.lines()))
    if not summary.is_clean:
        raise Exit(code=1)


@task(help={"content": "content folder"})
@for_people
def check(_context: Context, content: str | None = None) -> None:
    """Validate every article, topic, entity and page file."""
    from backfile.discovery import read_not_names
    from backfile.linking import check_aliases
    from backfile.reader import check as check_content
    from backfile.reader import read_authority

    chosen = options(PATH=content)
    if not chosen.content.is_dir():
        raise Exit(f"There is no content folder {chosen.content}.", code=2)
    problems = [
        *check_content(chosen.content, chosen.zone),
        *check_aliases(read_authority(chosen.content)[0], chosen.content),
        *read_not_names(chosen.content)[1],
    ]
    problems.sort()
    for problem in problems:
        print(problem)
    errors = sum(problem.is_error for problem in problems)
    print(f"{errors} errors, {len(problems) - errors} warnings", file=sys.stderr)
    if errors:
        raise Exit(code=1)


@task(help={"title": "the headline", "content": "content folder"})
@for_people
def new(_context: Context, title: str, content: str | None = None) -> None:
    """Begin a new article file, dated now."""
    from datetime import datetime

    from backfile.reader import new_article

    chosen = options(PATH=content)
    print(new_article(chosen.content, title, chosen.agency, datetime.now(chosen.zone)))


@task(help={"text": "the opening of a story"})
def dateline(_context: Context, text: str) -> None:
    """Show how the dateline at the opening of a story is understood."""
    from backfile.datelines.describing import describe

    print(describe(text))
