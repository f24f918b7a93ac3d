"""Proposed topics as a file that an editor prunes, and ``invoke topics accept``: pruned proposals into articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.discovery.entries import read_list, write_rest
from backfile.discovery.proposal_file import in_comment
from backfile.discovery.topic_suggesting import TopicProposal
from backfile.model.article import Article
from backfile.model.problems import BackfileError, Problem
from backfile.reader import parse_article
from backfile.reader.fields import Fields
from backfile.reader.list_edits import with_list
from backfile.reader.listing import FOLDER
from backfile.reader.scalars import flow, scalar
from backfile.reader.values import BadValue, read_topic

HEAD = """\
# Topics for articles that have none, as 'invoke topics suggest' learnt them from the others, the surest first.
#
# Take out topics that are wrong, add some, delete whole entries. Then: invoke topics accept {file}
# Nothing is written into an article before that, and then its line 'topics' only.
#
"""


def dump_topic_proposals(proposals: Iterable[TopicProposal], file: str, summary: Iterable[str]) -> str:
    """The file's text. ``file`` is its name as the editor gave it; ``summary`` tells what was learnt and how well."""
    head = HEAD.format(file=in_comment(file)) + "".join(f"# {in_comment(line)}\n" for line in summary)
    return "\n".join([head, *(_entry(proposal) for proposal in proposals)])


def _entry(proposal: TopicProposal) -> str:
    sure = ", ".join(f"{in_comment(topic)} {share:.2f}" for topic, share in proposal.topics)
    listed = ", ".join(flow(topic) for topic, _ in proposal.topics)
    return f"# {in_comment(proposal.title)}\n#   {sure}\n- article: {scalar(proposal.path)}\n  topics: [{listed}]\n"


@dataclass(slots=True)
class Filed:
    """What became of the entries."""

    changed: list[str] = field(default_factory=list)
    """Articles that have got topics."""
    there: list[str] = field(default_factory=list)
    """Articles that had just these."""
    problems: list[Problem] = field(default_factory=list)
    """Why other entries are left in the file, and warnings; by line."""

    @property
    def left(self) -> int:
        """Entries that could not be taken."""
        return len({problem.line for problem in self.problems if problem.is_error})

    def lines(self) -> list[str]:
        """A summary for people."""
        last = f"{len(self.changed):,} articles have got topics"
        last += f", {len(self.there):,} had them" * bool(self.there)
        last += f"; {self.left:,} entries could not be taken and stay in the file" * bool(self.left)
        return [*map(str, self.problems), last]


def accept_topics(content: Path, file: Path, zone: ZoneInfo) -> Filed:
    """Write the topics of the entries in ``file`` into their articles and take the entries out of the file.

    Of an article only the line of its topics changes. An article that has other topics by now is left alone. Raises
    BackfileError when the file is not there or no list, and when the disk refuses.
    """
    nodes, problems = read_list(file)
    result = Filed(problems=problems)
    done = set()
    for node in nodes:
        if _filed(Fields(node, str(file), 1, problems), content, zone, result):
            done.add(node.start_mark.line + 1)
    write_rest(file, done)
    problems.sort()
    return result


def _filed(fields: Fields, content: Path, zone: ZoneInfo, result: Filed) -> bool:
    """Whether the article has the topics of the entry now."""
    fields.warn_unknown(("article", "topics", "title"))
    before = len(fields.problems)
    topics = tuple(dict.fromkeys(fields.values("topics", read_topic)))
    path = fields.text("article")
    if len(fields.problems) > before:
        return False
    if not path.startswith(f"{FOLDER}/") or ".." in path.split("/"):
        fields.error("article", "no article", f"write 'article: {FOLDER}/….md'")
        return False
    if not topics:
        fields.error("topics", "no topics", "write 'topics: […]', or delete the entry")
        return False
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        fields.error("article", f"{path} cannot be read: {error.strerror or error}", "correct it, or delete the entry")
        return False
    article, faults = parse_article(data, path, zone)
    if article is None:
        fields.error("article", f"{faults[0]}", "mend the article first")
    elif article.topics == topics:
        result.there.append(path)
        return True
    elif article.topics:
        fields.error("article", f"{path} has other topics by now: {', '.join(article.topics)}", "delete the entry")
    elif _written(fields, content / path, data, replace(article, topics=topics), zone):
        result.changed.append(path)
        return True
    return False


def _written(fields: Fields, target: Path, data: bytes, wanted: Article, zone: ZoneInfo) -> bool:
    try:
        changed = with_list(data, "topics", wanted.topics, after=("title", "date", "agency", "dateline"))
    except BadValue as bad:
        fields.error("article", f"{wanted.path}: {bad.message}", bad.hint)
        return False
    if parse_article(changed, wanted.path, zone)[0] != wanted:
        fields.error("article", f"{wanted.path} cannot be changed by the program", "write its topics by hand")
        return False
    try:
        target.write_bytes(changed)
    except OSError as error:
        raise BackfileError(f"{target} cannot be written: {error.strerror}.") from error
    return True
