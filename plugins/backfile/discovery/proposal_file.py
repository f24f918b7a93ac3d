"""The file that an editor prunes: proposals as YAML, what is known of each as comments above its keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from backfile.discovery.proposals import Proposal
from backfile.model.problems import BackfileError
from backfile.reader.scalars import flow, scalar

HEAD = """\
# Names that no record has, as 'invoke entities suggest' found them, the most useful first.
#
# Delete an entry to leave it for another time. To keep it, correct what is wrong in it:
#   name, id, aliases, roles, country …   are what the record will say
#   kind: person                          or organisation, place, event
#   into: person:other-id                 makes its names other names of that record, or of another entry here
#   reject: true                          has this name never proposed again (entities/not-names.yaml)
# Then: invoke entities accept {file}
#
# {summary}
"""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
"""What would end a comment, or could not be seen in it."""


def dump_proposals(proposals: Iterable[Proposal], file: str, summary: str) -> str:
    """The file's text. ``file`` is its name as the editor gave it, ``summary`` a sentence on what was read."""
    head = HEAD.format(file=in_comment(file), summary=in_comment(summary))
    return "\n".join([head, *(_entry(proposal) for proposal in proposals)])


def _entry(proposal: Proposal) -> str:
    lines = [
        f"- name: {scalar(proposal.name)}",
        f"  kind: {proposal.kind.value}",
        f"  id: {proposal.id.partition(':')[2]}",
    ]
    if proposal.aliases:
        lines.append(f"  aliases: [{', '.join(flow(alias) for alias in proposal.aliases)}]")
    if roles := [role for role, count in proposal.roles if count > 1]:
        lines.append(f"  roles: [{', '.join(flow(role) for role in roles)}]")
    if proposal.coordinates:
        lines.append(f"  coordinates: [{', '.join(str(degrees) for degrees in proposal.coordinates)}]")
    if proposal.country:
        lines.append(f"  country: {proposal.country}")
    return "\n".join([*_known(proposal), *lines, ""])


def _known(proposal: Proposal) -> Iterable[str]:
    count = f"{proposal.articles:,} article{'s' if proposal.articles > 1 else ''}"
    span = f"{proposal.first}" if proposal.first == proposal.last else f"{proposal.first} to {proposal.last}"
    share = "" if proposal.share > 0.995 else f", {proposal.kind.value} in {proposal.share:.0%} of them"
    yield f"# {count}, {span}{share}"
    if proposal.roles:
        yield f"# {', '.join(f'{in_comment(role)} {count}' for role, count in proposal.roles)}"
    for sample in proposal.samples:
        yield f"#   {in_comment(sample.path)}: {in_comment(sample.sentence)}"


def in_comment(text: str) -> str:
    """``text`` on one line."""
    return _UNSEEN.sub(" ", text)


def write_new(file: Path, text: str) -> None:
    """Write a file of proposals. Raises BackfileError where one is there already: an editor may be at work in it."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise BackfileError(f"{file} is there already: accept it, remove it, or give another --file.") from None
    except OSError as error:
        raise BackfileError(f"{file} cannot be written: {error.strerror}.") from error
