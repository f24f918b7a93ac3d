"""A story of a NewsItem with all that its lines, its metadata and its NITF say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile.datelines import read_dateline
from backfile.ingest.formats.newsml1.copy import Copied, copy_of
from backfile.ingest.formats.newsml1.grouping import Story
from backfile.ingest.formats.newsml1.identity import Identity
from backfile.ingest.formats.newsml1.parts import Role, content_of
from backfile.ingest.formats.newsml1.rights import copyright_of, terms_of
from backfile.ingest.formats.newsml1.scope import Scope
from backfile.ingest.formats.newsml1.subjects import subjects_of
from backfile.ingest.formats.newsml1.tree import below, formal, properties
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.plain_tree import leaves, plain_tree, text_in
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.xml import Element

_SUMMARY = re.compile(r"abstract|summary|teaser|synopsis", re.IGNORECASE)
_NOTE = re.compile(r"advis|editor|note|correct|updat|product|contact|instruct|embargo", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[\s,;(<]{0,9}(?:mailto:)?[^\s@<>(),;]{1,80}@[^\s@<>(),;]{1,120}[)>]?"
    r"|[\s,;(]{0,9}(?:\+|tel\.?:?\s?|00)\d[\d\s()/.-]{5,40}",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 300
_NAME = re.compile(r"[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,4}")
_DOMAIN = re.compile(r"(?:www\.)?(?:[\w-]+\.)*([\w-]+)\.[a-z]{2,6}(?:\.[a-z]{2})?")
_LABEL = re.compile(r"[^a-zß-ÿ.!?]{2,60}")
_SIGNED = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_.]+){1,4} \([a-z]{2,4}\)")
_LONG = 250
"""Characters of a second headline; what is longer is a summary."""


@dataclass(frozen=True, slots=True)
class Around:
    """What all stories of a NewsItem share."""

    identity: Identity
    envelope: Element | None
    suffixes: dict[int, str]
    """What parts the identifiers of several stories in one item, by their number."""
    topics: dict[str, Element]
    """Topics of the TopicSets of the document by their Duid."""


def parsed_story(story: Story, number: int, around: Around) -> ParsedStory:
    """The story; its title are its first words where it has none."""
    identity = around.identity
    scope = Scope(story.path)
    lang = story.language
    title = plain(scope.line("HeadLine", lang)) or plain(next(iter(story.words(Role.TITLE)), ""))
    filed = scope.line("DateLine", lang)
    byline = scope.line("ByLine", lang)
    places = any(map(str.isalpha, "".join(place.name for place in read_dateline(filed).places)))
    copied = copy_of(story.texts, title, filed if places else "", byline)
    copy, heading = copied.copy, copied.heading
    agency = _agency(scope, copied, identity, around.envelope)
    subhead, summary, label = _beneath(story, scope, copied, lang)
    subjects = subjects_of(scope, lang, around.topics)
    suffix = around.suffixes.get(number, "")
    sources = [name for name in scope.party("Source") if name.casefold() not in map(str.casefold, agency)]
    title = title or (heading.title if heading else "") or copy.title or first_words(copy.body)
    return ParsedStory(
        title=title,
        body=copy.body,
        dateline=copy.dateline,
        agency=agency,
        date=identity.date,
        has_time=identity.has_time,
        id=f"{identity.id}#{suffix}" if identity.id and suffix else identity.id,
        version=identity.version,
        byline=_byline(byline, scope, copied, agency),
        slugline=_slugline(scope, lang) or identity.label or label,
        keywords=tuple(subjects.keywords),
        urgency=identity.urgency,
        topics=tuple(subjects.topics),
        entities=tuple(subjects.entities),
        records=tuple(subjects.records.values()),
        lang=lang,
        genre=_genres(scope),
        summary=summary,
        subhead=subhead,
        status=identity.status,
        embargo=identity.embargo,
        evolved_from=identity.evolved_from,
        signals=identity.signals,
        wire_number=_wire_number(scope) or copied.wire_number or identity.wire_number,
        desk_notes=tuple(dict.fromkeys((*identity.notes, *_notes(story, scope, copied)))),
        rights=copyright_of(scope, lang) or copied.rights or (heading.rights if heading else ""),
        usage_terms=terms_of(scope, lang, identity.terms),
        source=", ".join(sources),
        images=tuple(dict.fromkeys((*(picture.image for picture in story.pictures), *copied.images))),
        line=story.component.sourceline or 0,
    )


def _beneath(story: Story, scope: Scope, copied: Copied, lang: str) -> tuple[str, str, str]:
    """``(subhead, summary, label)`` out of lines below the headline; a label in capitals is what EFE files under."""
    subhead = plain(scope.line("SubHeadLine", lang)) or _in_lines(story, Role.SUBHEAD)
    summaries = [text for kind, text in scope.kinds_of_lines() if _SUMMARY.search(kind)]
    summaries += [_in_lines(story, Role.SUMMARY), copied.heading.summary if copied.heading else ""]
    body = copied.copy.body
    summary = next((text for text in map(plain, summaries) if text and not repeats(text, body)), "")
    if repeats(subhead, body):
        subhead = ""
    if _LABEL.fullmatch(subhead):
        return "", summary, subhead
    if len(subhead) > _LONG:
        return "", summary or subhead, ""
    if not subhead and copied.heading and not repeats(copied.heading.subhead, body):
        subhead = copied.heading.subhead
    return subhead, summary, ""


def _genres(scope: Scope) -> tuple[str, ...]:
    names = (formal(genre) for genre in scope.nearest("DescriptiveMetadata", "Genre"))
    return tuple(dict.fromkeys(name for name in names if name and not name.isdigit()))


def _slugline(scope: Scope, lang: str) -> str:
    """The slugline; ANP has the name of who wrote it there, with initials in brackets."""
    slugline = plain(scope.line("SlugLine", lang))
    return "" if _SIGNED.fullmatch(slugline) else slugline


def _in_lines(story: Story, role: Role) -> str:
    """The words of the pieces that play a role; the points of a list parted by semicolons."""
    trees = [plain_tree(content_of(part.item)) for part in story.others if part.role is role]
    return "; ".join(plain(text_in(block)) for tree in trees for block in leaves(tree))


def _agency(scope: Scope, copied: Copied, identity: Identity, envelope: Element | None) -> tuple[str, ...]:
    """The credit: of its line, of the dateline, of the provider, as names before domains."""
    credits = copied.copy.credits or read_dateline(scope.line("DateLine")).credits
    sender = [
        formal(party) for found in (below(envelope, "Party") if envelope is not None else ()) for party in [found]
    ]
    provider = scope.party("Provider")
    for names in (scope.lines("CreditLine")[:1], credits, provider, sender[:1]):
        if names and names[0] and not _DOMAIN.fullmatch(names[0][:80]):
            return tuple(names)
    match = _DOMAIN.fullmatch((next(iter(provider), "") or identity.provider)[:80])
    if match:
        name = match.group(1)
        return (name.upper() if len(name) <= 4 else name.capitalize(),)
    return (identity.provider,) if identity.provider else ()


def _byline(filed: str, scope: Scope, copied: Copied, agency: tuple[str, ...]) -> str:
    """The line, what NITF or the text says, or the creator where that is a name of more than one word."""
    title = scope.line("ByLineTitle")
    name = name_in_byline(_ADDRESS.sub("", plain(filed[:_LONGEST_BYLINE])))
    if name:
        return f"{name}, {title}" if title else name
    inside = (copied.heading.byline if copied.heading else "") or copied.copy.byline
    if inside:
        return _ADDRESS.sub("", inside[:_LONGEST_BYLINE]).strip()
    known = {word.casefold() for word in (*agency, *scope.party("Provider"), *scope.party("Source"))}
    creators = [name for name in scope.party("Creator") if _NAME.fullmatch(name[:80]) and name.casefold() not in known]
    return ", ".join(name for name in creators if not name.isupper())


def _notes(story: Story, scope: Scope, copied: Copied) -> list[str]:
    """What desks are told."""
    notes = [text for kind, text in scope.kinds_of_lines() if _NOTE.search(kind)]
    notes += [*copied.notes, *map(plain, story.words(Role.NOTE))]
    for section in scope.metadata("AdministrativeMetadata"):
        notes += [value for name, value in properties(section) if name.lower() in ("editorialinfo", "editorialnote")]
    return [*notes, *(copied.heading.notes if copied.heading else ())]


def _wire_number(scope: Scope) -> str:
    for section in scope.metadata("AdministrativeMetadata"):
        for name, value in properties(section):
            if name == "ForeignId" and value.strip("0"):
                return value
    return ""


def suffixes_of(stories: list[Story]) -> dict[int, str]:
    """What parts the identifiers of several stories in one item: their language, their own identifier, their number."""
    if len(stories) < 2:
        return {}
    languages = [story.language for story in stories]
    own = [story.component.get("Euid") or story.component.get("Duid") or "" for story in stories]
    names = next((names for names in (languages, own) if all(names) and len({*names}) == len(names)), None)
    return dict(enumerate(names or map(str, range(1, len(stories) + 1))))
