"""Links from the text of an article to its entities, by splitting text tokens: no HTML is ever edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from backfile.linking.matcher import Match, Matcher
from backfile.linking.sentences import sentence_around
from backfile.model.article import Article
from backfile.model.permalinks import entity as entity_url
from backfile.model.story import Mention
from backfile.reader.markdown import inline_text

_CODE = "\ufffc"
"""Stands for each character of code, in which no name is looked for."""


@dataclass(slots=True)
class _Reading:
    """What is known while the paragraphs of one article are read."""

    matcher: Matcher
    root: str
    forced: frozenset[str]
    forbidden: frozenset[str]
    mentions: dict[str, Mention] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)


def link_entities(tokens: Sequence[Token], article: Article, root: str, matcher: Matcher) -> tuple[Mention, ...]:
    """Link the first mention of each entity, changing ``tokens`` in place, and return the mentions.

    Headings, code and the writer's own links stay as they are; a name in a heading or link is a mention, but the next
    one gets the link. ``root`` is the way from the article's page to the site's root. Entities that front matter forces
    and the text does not name come last.
    """
    reading = _Reading(matcher, root, frozenset(article.entities), frozenset(article.not_entities))
    if matcher:
        heading = False
        for token in tokens:
            if token.type == "inline":
                _read_inline(token, heading, reading)
            elif token.type == "heading_open":
                heading = True
            elif token.type == "heading_close":
                heading = False
    for entity_id in article.entities:
        if entity_id not in reading.forbidden:
            reading.mentions.setdefault(entity_id, Mention(entity_id, ""))
    return tuple(reading.mentions.values())


def _read_inline(inline: Token, heading: bool, reading: _Reading) -> None:
    children = inline.children or []
    text = inline_text(inline)
    matches = reading.matcher.find(_without_code(text, children))
    if not matches:
        return
    links: list[tuple[Match, str]] = []
    open_text = None
    for match in matches:
        entity_id = _meant(match, reading)
        if not entity_id:
            continue
        if entity_id not in reading.mentions:
            sentence = sentence_around(text, match.start, match.end)
            reading.mentions[entity_id] = Mention(entity_id, text[match.start : match.end], sentence)
        if entity_id in reading.linked or heading:
            continue
        if open_text is None:
            open_text = list(_open_runs(children))
        if any(start <= match.start and match.end <= end for start, end in open_text):
            reading.linked.add(entity_id)
            links.append((match, entity_id))
    if links:
        inline.children = _with_links(children, links, reading.root)


def _meant(match: Match, reading: _Reading) -> str:
    """The entity that a name stands for in this article, or nothing when that is forbidden or open."""
    if len(match.entities) == 1:
        entity_id = match.entities[0]
        return "" if entity_id in reading.forbidden else entity_id
    possible = [entity_id for entity_id in match.entities if entity_id not in reading.forbidden]
    forced = [entity_id for entity_id in possible if entity_id in reading.forced]
    if len(forced) == 1:
        return forced[0]
    return possible[0] if len(possible) == 1 else ""


def _width(token: Token) -> int:
    """Characters that a token has in ``inline_text``."""
    if token.type in ("softbreak", "hardbreak"):
        return 1
    return len(inline_text(token)) if token.type == "image" else len(token.content)


def _without_code(text: str, children: Sequence[Token]) -> str:
    if all(child.type != "code_inline" for child in children):
        return text
    parts = []
    position = 0
    for child in children:
        width = _width(child)
        parts.append(_CODE * width if child.type == "code_inline" else text[position : position + width])
        position += width
    return "".join(parts)


def _open_runs(children: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Begin and end of each stretch of plain words outside links, in which a link can begin and end."""
    inside_link = 0
    start = position = 0
    for child in children:
        if not inside_link and child.type in ("text", "softbreak"):
            position += _width(child)
            continue
        if position > start:
            yield start, position
        position += _width(child)
        start = position
        if child.type == "link_open":
            inside_link += 1
        elif child.type == "link_close":
            inside_link -= 1
    if position > start:
        yield start, position


def _with_links(children: Sequence[Token], links: Sequence[tuple[Match, str]], root: str) -> list[Token]:
    """The tokens with a link around each match; a match may run over several text tokens and line ends."""
    # Cut points in order of position; at one position a link closes before the next one opens.
    cuts = [(match.start, 1, entity_id) for match, entity_id in links]
    cuts += [(match.end, 0, entity_id) for match, entity_id in links]
    cuts.sort()
    result: list[Token] = []
    position = 0
    for original in children:
        child, width = original, _width(original)
        while cuts and cuts[0][0] <= position + width and (child.type == "text" or cuts[0][0] <= position):
            at, opens, entity_id = cuts[0]
            if opens and at == position + width:
                break  # the link opens in a later token
            cuts.pop(0)
            if at > position:
                head, child = _split(child, at - position)
                result.append(head)
                width -= at - position
                position = at
            result.append(_open(entity_id, root) if opens else Token("link_close", "a", -1))
        if width or child.type != "text":
            result.append(child)
        position += width
    result += [Token("link_close", "a", -1) for _ in cuts]
    return result


def _split(token: Token, at: int) -> tuple[Token, Token]:
    return token.copy(content=token.content[:at]), token.copy(content=token.content[at:])


def _open(entity_id: str, root: str) -> Token:
    kind = entity_id.partition(":")[0]
    return Token(
        "link_open", "a", 1, attrs={"href": root + entity_url(entity_id), "class": "entity", "data-kind": kind}
    )
