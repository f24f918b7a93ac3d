"""``entities why``, ``suggest``, ``accept``."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit

from backfile.commands.groups import Group
from backfile.commands.prompt import for_people, number, options

entities = Group("entities", "Ask about people, organisations, places and events.")


@entities.command(
    help={
        "article": "its file below the content folder, its id, or its address on the site",
        "content": "content folder",
        "json": "print JSON",
    }
)
@for_people
def why(_context: Context, article: str, content: str | None = None, json: bool = False) -> None:
    """Say of every name in an article what it was linked to and why, or why not."""
    from backfile.linking.asking import explain_article

    print(explain_article(options(PATH=content), article, json))


@entities.command(
    help={
        "content": "content folder",
        "file": "file for the proposals",
        "least": "articles that a name must be in",
        "kinds": "person, organisation, place, event: those that are wanted, with commas between them",
        "json": "print the proposals as JSON and write no file",
    }
)
@for_people
def suggest(
    _context: Context,
    content: str | None = None,
    file: str = "suggestions.yaml",
    least: str = "2",
    kinds: str = "",
    json: bool = False,
) -> None:
    """Propose records for the names in all articles that no record has."""
    from dataclasses import asdict
    from json import dumps

    from backfile.build import Progress
    from backfile.discovery.not_names import read_kinds
    from backfile.discovery.proposal_file import dump_proposals, write_new
    from backfile.discovery.suggesting import suggest as suggest_entities
    from backfile.reader import article_files
    from backfile.workers import Workers

    chosen = options(PATH=content)
    wanted, count = read_kinds(kinds), number("least", least)
    progress = Progress()
    with Workers(chosen.jobs) as workers, progress.stage("Reading names", len(article_files(chosen.content))):
        found = suggest_entities(chosen, workers.run, count, wanted, progress.step)
    if json:
        print(dumps([asdict(proposal) for proposal in found.proposals], default=str, ensure_ascii=False))
        return
    if found.proposals:
        write_new(Path(file), dump_proposals(found.proposals, file, ". ".join(found.lines())))
        print(f"{file}: delete and correct what is wrong, then: invoke entities accept {file}")
    print("\n".join(found.lines()))


@entities.command(help={"proposals": "the file that suggest has written", "content": "content folder"})
@for_people
def accept(_context: Context, proposals: str, content: str | None = None) -> None:
    """Make records of the proposals that an editor has left in the file."""
    from backfile.discovery.accepting import accept as accept_entities

    accepted = accept_entities(options(PATH=content).content, Path(proposals))
    print("\n".join(accepted.lines()))
    if accepted.left:
        raise Exit(code=1)
