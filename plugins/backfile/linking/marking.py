"""The links of an article put into its tokens, and the places kept where links may come later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from backfile.linking.document import Document
from backfile.linking.linker import Link, Linker
from backfile.linking.sentences import sentence_around
from backfile.linking.tokens import Wrap, open_runs, readable, wrap
from backfile.model.article import Article
from backfile.model.permalinks import entity as entity_url
from backfile.model.story import FoundName, Mention
from backfile.names import Name
from backfile.names.cut import seems_cut
from backfile.reader import markdown

Slots = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What linking made of an article besides the links in its tokens."""

    mentions: tuple[Mention, ...]
    names: tuple[FoundName, ...]
    slots: tuple[tuple[Token, Token, int], ...]
    """Tokens before and after the first mention of a found name, and its index in ``names``; in order of place."""


def mark(tokens: Sequence[Token], article: Article, root: str, linker: Linker) -> Marked:
    """Link the first mention of each entity, changing ``tokens`` in place.

    Headings, code and the writer's own links stay as they are; a name in a heading or link is a mention, but the next
    one gets the link. What only the headline names is a mention as well. ``root`` is the way from the article's page to
    the site's root. Entities that front matter forces and the text does not name come last.
    """
    inlines, headings = _inlines(tokens)
    document = document_of(article, [readable(inline) for inline in inlines], linker.lang)
    linked = linker.link(document)
    page = _Page(document.texts, inlines, headings, root)
    body_links = [link for link in linked.links if link.text]
    mentions = page.mentions([*body_links, *(link for link in linked.links if not link.text)])
    for entity_id in article.entities:
        if entity_id not in article.not_entities:
            mentions.setdefault(entity_id, Mention(entity_id, ""))
    body_names = [name for name in linked.names if name.text]
    names = page.found(document.lang, [*body_names, *(name for name in linked.names if not name.text)])
    page.place_links(body_links)
    slots = page.place_slots(body_names, {found.name: number for number, found in enumerate(names)})
    page.write()
    return Marked(tuple(mentions.values()), names, slots)


def document_of(article: Article, paragraphs: Sequence[str], lang: str) -> Document:
    """An article as linking reads it: its headline and paragraphs, and what front matter says."""
    dateline = article.dateline
    return Document(
        texts=(article.title, *paragraphs),
        lang=article.lang or lang,
        day=article.day,
        places=tuple(str(place) for place in dateline.places) if dateline else (),
        subjects=(*article.topics, *article.keywords, article.slugline),
        forced=frozenset(article.entities),
        forbidden=frozenset(article.not_entities),
    )


def paragraphs_of(tokens: Sequence[Token]) -> list[str]:
    """The words of each paragraph, heading and cell, as linking reads them."""
    return [readable(inline) for inline in _inlines(tokens)[0]]


def _inlines(tokens: Sequence[Token]) -> tuple[list[Token], set[int]]:
    """Tokens with words, and the numbers of those that are headings."""
    found: list[Token] = []
    headings: set[int] = set()
    heading = False
    for token in tokens:
        if token.type == "inline":
            if heading:
                headings.add(len(found))
            found.append(token)
        elif token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
    return found, headings


class _Page:
    """The texts of an article and where links can stand in them. Text 0 is the headline, text n the inline n - 1."""

    def __init__(self, texts: Sequence[str], inlines: list[Token], headings: set[int], root: str) -> None:
        self.texts = texts
        self.inlines = inlines
        self.headings = headings
        self.root = root
        self.runs: dict[int, list[tuple[int, int]]] = {}
        self.wraps: dict[int, list[Wrap]] = {}
        self.shown: dict[int, str] = {}

    def mentions(self, links: Sequence[Link]) -> dict[str, Mention]:
        found: dict[str, Mention] = {}
        for link in links:
            first = found.get(link.entity)
            if first is None:
                text = self._shown(link.text)
                sentence = sentence_around(text, link.start, link.end)
                found[link.entity] = Mention(link.entity, text[link.start : link.end], sentence, link.role)
            elif link.role and not first.role:
                found[link.entity] = Mention(first.entity, first.name, first.sentence, link.role)
        return found

    def found(self, lang: str, names: Sequence[Name]) -> tuple[FoundName, ...]:
        mentions: dict[str, list[Name]] = {}
        for name in names:
            mentions.setdefault(name.full, []).append(name)
        return tuple([self._found(lang, full, several) for full, several in mentions.items()])

    def _found(self, lang: str, full: str, mentions: Sequence[Name]) -> FoundName:
        first = mentions[0]
        text = self._shown(first.text)
        return FoundName(
            name=full,
            kind=first.kind,
            sure=any(name.sure for name in mentions),
            sentence=sentence_around(text, first.start, first.end),
            role=next((name.role for name in mentions if name.role), ""),
            marked=text[first.start : first.end],
            cut=2 * sum([seems_cut(self.texts[name.text], name, lang) for name in mentions]) > len(mentions),
        )

    def place_links(self, links: Sequence[Link]) -> None:
        """Link each entity once, at its first mention that can be a link."""
        linked: set[str] = set()
        for link in links:
            if link.entity not in linked and self._is_open(link.text, link.start, link.end):
                linked.add(link.entity)
                opens, closes = _open(link.entity, self.root), Token("link_close", "a", -1)
                self.wraps.setdefault(link.text, []).append(Wrap(link.start, link.end, opens, closes))

    def place_slots(self, names: Sequence[Name], numbers: dict[str, int]) -> tuple[tuple[Token, Token, int], ...]:
        """Keep the place of each found name, once, at its first mention that can be a link."""
        placed: dict[str, tuple[Token, Token, int]] = {}
        for name in names:
            if name.full not in placed and self._is_open(name.text, name.start, name.end):
                opens, closes = Token("html_inline", "", 0), Token("html_inline", "", 0)
                placed[name.full] = opens, closes, numbers[name.full]
                self.wraps.setdefault(name.text, []).append(Wrap(name.start, name.end, opens, closes))
        return tuple(placed.values())

    def write(self) -> None:
        """Put all links and marks into the tokens."""
        for number, wraps in self.wraps.items():
            wrap(self.inlines[number - 1], wraps)

    def _shown(self, number: int) -> str:
        """A text with its code, for readers."""
        if number not in self.shown:
            self.shown[number] = markdown.inline_text(self.inlines[number - 1]) if number else self.texts[0]
        return self.shown[number]

    def _is_open(self, number: int, start: int, end: int) -> bool:
        if number - 1 in self.headings:
            return False
        if number not in self.runs:
            self.runs[number] = list(open_runs(self.inlines[number - 1]))
        return any(begin <= start and end <= stop for begin, stop in self.runs[number])


def render(tokens: Sequence[Token], slots: Sequence[tuple[Token, Token, int]]) -> tuple[str, Slots]:
    """The HTML of the tokens, and begin, end and number of each slot in it.

    Slots are rendered as a character that the content does not have, and taken out again.
    """
    if not slots:
        return markdown.render(tokens), ()
    for code in _PRIVATE:
        sign = chr(code)
        for opens, closes, _ in slots:
            opens.content = closes.content = sign
        html = markdown.render(tokens)
        if html.count(sign) == 2 * len(slots):
            break
    else:
        for opens, closes, _ in slots:
            opens.content = closes.content = ""
        return markdown.render(tokens), ()
    pieces = html.split(sign)
    position = 0
    ends = []
    for piece in pieces[:-1]:
        position += len(piece)
        ends.append(position)
    found = [(ends[2 * at], ends[2 * at + 1], number) for at, (_, _, number) in enumerate(slots)]
    return "".join(pieces), tuple(found)


_PRIVATE = range(0xE000, 0xF900)
"""Characters of no meaning (private use), of which one is bound to be free."""


def _open(entity_id: str, root: str) -> Token:
    kind = entity_id.partition(":")[0]
    return Token(
        "link_open", "a", 1, attrs={"href": root + entity_url(entity_id), "class": "entity", "data-kind": kind}
    )
