"""Keyword in context: the sentence of a mention with the name in sight, however long the sentence is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.indexes import EntityEntry
from backfile.model import permalinks

if TYPE_CHECKING:
    from backfile.model.story import Mention, Story

LONGEST = 260
"""Characters of a sentence that is shown whole."""

EITHER_SIDE = 110
"""Characters kept on each side of the name in a longer one; what one side does not need the other gets."""


def mention_of(story: Story, entry: EntityEntry) -> Mention | None:
    """How a story mentions an entity; None where only front matter does, without a sentence."""
    entity_id = entry.entity.id
    for mention in story.mentions:
        if mention.entity == entity_id:
            return mention if mention.sentence else None
    # Ids that share an address are one entity.
    for mention in story.mentions:
        if mention.sentence and permalinks.entity(mention.entity) == entry.url:
            return mention
    return None


def in_context(sentence: str, name: str) -> tuple[str, str, str]:
    """What stands before the name, the name, what stands behind it; the whole sentence first where the name is not in
    it. Cut at words, with an ellipsis."""
    at = _place(sentence, name)
    if at < 0:
        return _ending(sentence, LONGEST), "", ""
    before, after = sentence[:at], sentence[at + len(name) :]
    if len(sentence) > LONGEST:
        room = 2 * EITHER_SIDE
        left = max(EITHER_SIDE, room - len(after))
        right = max(EITHER_SIDE, room - len(before))
        before, after = _beginning(before, left), _ending(after, right)
    return before, name, after


def _place(sentence: str, name: str) -> int:
    """Where the name stands as words of its own, else where its letters do; -1 for nowhere."""
    first = at = sentence.find(name) if name else -1
    while at >= 0:
        before, after = sentence[:at][-1:], sentence[at + len(name) :][:1]
        if not (before.isalnum() or after.isalnum()):
            return at
        at = sentence.find(name, at + 1)
    return first


def _beginning(text: str, length: int) -> str:
    """The last ``length`` characters, from a word on."""
    if len(text) <= length:
        return text
    words = text[-length:].partition(" ")[2]
    return f"… {words or text[-length:]}"


def _ending(text: str, length: int) -> str:
    """The first ``length`` characters, up to a word's end."""
    if len(text) <= length:
        return text
    words = text[: length + 1].rpartition(" ")[0]
    return f"{(words or text[:length]).rstrip(' ,;:–—-')} …"
