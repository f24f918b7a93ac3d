"""From the pieces of a NewsItem to its stories: what belongs together, what says the same, whose the pictures are.

A component whose pieces play parts (headline, lead, body) is a story; so is one that holds a text without saying more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from backfile.ingest.formats.newsml1.parts import Medium, Part, Role, content_of
from backfile.ingest.formats.newsml1.pictures import Picture, pictures_of
from backfile.ingest.formats.newsml1.scope import Scope, is_choice, title_of
from backfile.ingest.formats.newsml1.tree import child as child_of
from backfile.ingest.formats.newsml1.tree import formal, words
from backfile.ingest.text.xml import Element

_ALIKE = 0.6
"""Of the words of the shorter text that the longer one has, from which on they are one text in two formats."""

_MEDIA_ROLE = re.compile(r"(?:audio|video|sound|picture|photo|image|graphic)s?", re.IGNORECASE)
_LOOKED_AT = 2000
"""Characters of two texts that are compared."""


@dataclass(slots=True)
class Story:
    """The pieces of one story."""

    path: tuple[Element, ...]
    texts: list[Part] = field(default_factory=list)
    """What the body is made of, in order."""
    others: list[Part] = field(default_factory=list)
    """Titles, summaries, notes."""
    pictures: list[Picture] = field(default_factory=list)

    @property
    def component(self) -> Element:
        return self.path[-1]

    @property
    def language(self) -> str:
        return Scope(self.path).language

    def words(self, role: Role) -> list[str]:
        """The texts of the pieces that play a role."""
        return [text for part in self.others if part.role is role and (text := words(content_of(part.item)))]


def stories_of(parts: Sequence[Part]) -> list[Story]:
    """The stories among the pieces, in the order of the document, with their pictures. Empty when there is no text."""
    found: dict[Element, Story] = {}
    for part in parts:
        if part.medium is not Medium.TEXT or part.role is Role.CAPTION or not words(content_of(part.item)):
            continue
        path = _home(part)
        story = found.setdefault(path[-1], Story(path))
        (story.texts if part.role in (Role.NONE, Role.LEAD, Role.BODY) else story.others).append(part)
    groups = [group for group in found.values() if not _of_media(group)]
    stories = [group for group in groups if group.texts] or _of_summaries(groups)
    for story in stories:
        story.texts = _one_format(story.texts)
    stories = _with_supporting(_chosen(stories))
    for picture in pictures_of(parts, [story.path for story in stories]):
        for story in _owners(picture, stories):
            story.pictures.append(picture)
    return stories


def _home(part: Part) -> tuple[Element, ...]:
    """The component that is the story to which a text belongs."""
    plays = part.role is not Role.NONE and len(part.path) > 2 and not title_of(part.component)
    return part.path[:-1] if plays else part.path


def _of_media(group: Story) -> bool:
    """Whether the texts of a component only tell what its pictures show or its sound says."""
    return any(_MEDIA_ROLE.fullmatch(formal(child_of(level, "Role"))) for level in group.path[1:])


def _of_summaries(groups: Iterable[Story]) -> list[Story]:
    """Where there is no body at all, a summary is the story."""
    stories = []
    for group in groups:
        group.texts = [part for part in group.others if part.role is Role.SUMMARY]
        group.others = [part for part in group.others if part.role is not Role.SUMMARY]
        stories += [group] if group.texts else []
    return stories


def _one_format(texts: list[Part]) -> list[Part]:
    """Texts of one component that say the same in several formats: the best of them. Others stay in their order."""
    kept: list[Part] = []
    for part in texts:
        same = next(
            (n for n, other in enumerate(kept) if other.component is part.component and _same(other, part)), None
        )
        if same is None:
            kept.append(part)
        elif _rank(part) > _rank(kept[same]):
            kept[same] = part
    return kept


def _same(one: Part, other: Part) -> bool:
    if is_choice(one.component):
        return True
    if _format(one) == _format(other):
        return False
    first, second = ({*words(content_of(part.item))[:_LOOKED_AT].casefold().split()} for part in (one, other))
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def _chosen(stories: list[Story]) -> list[Story]:
    """Of stories that a component lists as equivalents, one in each language."""
    best: dict[tuple[Element, str], Story] = {}
    kept = []
    for story in stories:
        choice = next((level for level in story.path[:0:-1][1:] if is_choice(level)), None)
        if choice is None:
            kept.append(story)
            continue
        known = best.get((choice, story.language))
        if known is None:
            best[choice, story.language] = story
            kept.append(story)
        elif _rank(story.texts[0]) > _rank(known.texts[0]):
            kept[kept.index(known)] = best[choice, story.language] = story
    return kept


def _with_supporting(stories: list[Story]) -> list[Story]:
    """A supporting text without a headline stands behind the story that it supports."""
    kept: list[Story] = []
    for story in stories:
        role = formal(child_of(story.component, "Role")).casefold()
        if kept and role == "supporting" and not title_of(story.component) and story.language == kept[-1].language:
            kept[-1].texts += story.texts
        else:
            kept.append(story)
    return kept


def _owners(picture: Picture, stories: list[Story]) -> list[Story]:
    """The stories that a picture belongs to: of the nearest around it, those in its language, else one in each."""
    near: list[Story] = []
    for level in reversed(picture.path):
        near = [story for story in stories if level in story.path]
        if near:
            break
    if len(near) < 2:
        return near
    first: dict[str, Story] = {}
    for story in near:
        first.setdefault(story.language, story)
    mine = first.get(picture.language)
    return [mine] if mine is not None and picture.tells_language else list(first.values())


def _format(part: Part) -> str:
    return formal(child_of(part.item, "Format")) or formal(child_of(part.item, "MimeType"))


def _rank(part: Part) -> int:
    """How much structure a format keeps."""
    told = _format(part).lower()
    content = content_of(part.item)
    if "nitf" in told or any("nitf" in str(element.tag) for element in content):
        return 3
    return 2 if "html" in told or len(content) else 1
