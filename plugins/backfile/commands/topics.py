"""``topics suggest``, ``accept``."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit

from backfile.commands.groups import Group
from backfile.commands.prompt import for_people, options, share

topics = Group("topics", "Propose topics for articles that have none.")


@topics.command(
    name="suggest",
    help={
        "content": "content folder",
        "file": "file for the proposals",
        "least-sure": "how sure a proposal must be, from 0 to 1",
        "json": "print the proposals as JSON and write no file",
    },
)
@for_people
def suggest_topics(
    _context: Context,
    content: str | None = None,
    file: str = "topics.yaml",
    least_sure: str = "0.5",
    json: bool = False,
) -> None:
    """Propose topics for articles without, learnt from those that have some (needs the extra 'topics')."""
    from dataclasses import asdict
    from json import dumps

    from backfile.build import Progress
    from backfile.discovery.proposal_file import write_new
    from backfile.discovery.topic_file import dump_topic_proposals
    from backfile.discovery.topic_suggesting import suggest_topics as suggest_for_all
    from backfile.workers import Workers

    chosen = options(PATH=content)
    progress = Progress()
    with Workers(chosen.jobs) as workers:
        found = suggest_for_all(chosen, workers.run, progress.stage, progress.step, share("least-sure", least_sure))
    if json:
        print(dumps(asdict(found), ensure_ascii=False))
        return
    if found.proposals:
        write_new(Path(file), dump_topic_proposals(found.proposals, file, found.lines()))
        print(f"{file}: take out what is wrong, then: invoke topics accept {file}")
    print("\n".join(found.lines()))


@topics.command(name="accept", help={"proposals": "the file that suggest has written", "content": "content folder"})
@for_people
def accept_topics(_context: Context, proposals: str, content: str | None = None) -> None:
    """Write the topics that an editor has left in the file into their articles."""
    from backfile.discovery.topic_file import accept_topics as accept_for_all

    chosen = options(PATH=content)
    filed = accept_for_all(chosen.content, Path(proposals), chosen.zone)
    print("\n".join(filed.lines()))
    if filed.left:
        raise Exit(code=1)
