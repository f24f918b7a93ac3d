"""What an ingest tells of its postings: where each went to, which notices hit nothing, which stories are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backfile.ingest.dating import From
from backfile.ingest.duplicates import near_duplicates
from backfile.ingest.lifecycle.chain import Chain
from backfile.ingest.lifecycle.order import acts
from backfile.ingest.lifecycle.posting import Posting
from backfile.ingest.shelf.items import Item
from backfile.ingest.shelf.planning import StoryPlan
from backfile.ingest.summary import Summary
from backfile.model.problems import Problem
from backfile.reader.listing import FOLDER


def count(summary: Summary, story: StoryPlan, changed: bool) -> None:
    """Count the postings of a story that are new; ``changed``: whether a file of it was written."""
    shown = {story.chain.current, *story.chain.takes}
    for item in story.items:
        if not item.is_new:
            continue
        if not story.stem:
            summary.notices += 1
            if story.chain.loose and acts(story.chain.postings[0]):
                summary.loose.append(_loose(story.chain))
        elif not changed:
            summary.unchanged += 1
        elif item.posting in shown or len(story.items) == 1:
            summary.written += 1
        else:
            summary.earlier += 1


def alike(found: Sequence[Chain], items: Mapping[Posting, Item], stories: Sequence[StoryPlan]) -> Iterator[Problem]:
    """Stories that say nearly the same as another, where one of the two is new."""
    stems = {story.chain.postings[0]: story.stem for story in stories}
    shown = [(chain.current, stems.get(chain.postings[0], "")) for chain in found if chain.current is not None]
    shown.sort(key=lambda it: (it[0].date, it[0].id))
    current = [items[posting] for posting, _ in shown]
    for one, other, share in near_duplicates([it.signature for it in current], [it.is_new for it in current]):
        first, second = (f"{FOLDER}/{stem}.md" if (stem := shown[at][1]) else current[at].path for at in (one, other))
        yield Problem(second, 0, f"says nearly the same as {first} ({share:.0%})")


def guesses(guessed: Mapping[From, int]) -> list[str]:
    """Notes on dates that nothing in the copy told."""
    notes = []
    if count := guessed[From.NAME]:
        notes.append(f"{count:,} dated by the name of their file")
    if count := guessed[From.FILE]:
        notes.append(f"{count:,} dated by the age of their file (standard input: today), for lack of another date")
    return notes


def _loose(chain: Chain) -> Problem:
    notice = chain.postings[0]
    what = notice.signals[0] if notice.signals else notice.status
    names = ", ".join(target.partition(":")[2] for target in notice.targets) or notice.id
    if chain.candidates:
        others = ", ".join(posting.id for posting in chain.candidates)
        return Problem(names, 0, f"a notice ({what}) may mean several stories: {others}", "say which")
    return Problem(names, 0, f"a notice ({what}) names no story that is here", "it is kept in signals/")
