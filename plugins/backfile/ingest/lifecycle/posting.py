"""One posting of a story: what must be known of it to tell what it is to the others, and no more."""

from __future__ import annotations

import re
from hashlib import blake2b

import msgspec

from backfile.ingest.lifecycle.marks import marks_in_title
from backfile.ingest.lifecycle.slugs import marks_in_slugline
from backfile.model.article import Article

MADE_ID = "sha-"
"""How an id begins that ``articles.story_id`` made of the words of a story, because the wire gave none."""

LONGEST_NOTE = 4000
"""Characters of a correction that is no story."""

_UNIQUE = ("urn:", "tag:", "http:", "https:")
_WORDS = re.compile(r"\w+")
_NAMES = {
    "reuter": "reuters", "thomson reuters": "reuters", "the associated press": "ap", "associated press": "ap",
    "agence france-presse": "afp", "deutsche presse-agentur": "dpa", "press association": "pa",
    "australian associated press": "aap", "the canadian press": "cp", "canadian press": "cp",
}  # fmt: skip


class Posting(msgspec.Struct, frozen=True, gc=False):
    """What chains are made of. Equal postings are one."""

    id: str
    version: int
    """From 1; counts only against other postings with the same id."""
    date: float
    """When it went out, POSIX seconds; midnight when ``has_time`` is False."""
    agency: str = ""
    """Joint credits in order of the alphabet, case-folded: ``afp/dpa``."""
    lang: str = ""
    evolved_from: str = ""
    """The id of the item that this one replaces, or empty."""
    key: str = ""
    """Its slugline without marks of version, case-folded: ``port-storm``; ``am-kremlin``. Empty when it has none."""
    title_key: str = ""
    """The words of its headline without marks of version, case-folded: ``port reopens after storm``."""
    signals: tuple[str, ...] = ()
    """Values of ``parsed.Signal``."""
    rank: int = 0
    """The number of its update, lead or take; 0 for none."""
    wire_number: str = ""
    targets: tuple[str, ...] = ()
    """The postings that it speaks of: ``id:…``, ``number:a0441``, ``slug:…`` (as ``key``), ``title:…`` (as
    ``title_key``); ``day:2015-11-17`` narrows the others to postings of that day. ``kill:`` in front of one: copy that
    takes the place of what it names, which is killed."""
    status: str = "usable"
    """Value of ``Status``."""
    embargo: float | None = None
    """Not to be used before, POSIX seconds."""
    text: str = ""
    """Digest of the words of title (without marks) and body; empty when there is no body, or nothing in it but the
    note of a correction."""
    own_id: bool = True
    """False when ``id`` was made of its words."""
    has_time: bool = True
    length: int = 0
    """Characters of its text: of two that say that they are one version the longer one is it."""
    modified: float = 0.0
    """When it was changed last, POSIX seconds: feeds send an entry again with its date, and tell only here that it is
    another. 0 where that is not told."""


def posting_of(article: Article) -> Posting:
    """The posting that an article file holds.

    Works from the file alone: a posting that is read back is equal to the one that was written.
    """
    title = marks_in_title(article.title)
    slug = marks_in_slugline(article.slugline)
    signals = article.signals
    if title.signals or slug.signals:
        found = {*signals, *(signal.value for signal in (*title.signals, *slug.signals))}
        signals = tuple(sorted(found))
    title_key = key_of_title(title.rest)
    # A number behind a slugline is that of the take that it goes on with; on the first take it can only be its own.
    own = slug.numbers[0] if slug.numbers and not (slug.signals or signals or article.wire_number) else ""
    named = () if own else slug.numbers
    return Posting(
        id=article.id,
        version=article.version,
        date=article.date.timestamp(),
        agency=agency_key(article.agency),
        lang=article.lang,
        evolved_from=article.evolved_from if article.evolved_from != article.id else "",
        key=slug.rest,
        title_key=title_key,
        signals=signals,
        rank=max(title.rank, slug.rank),
        wire_number=(article.wire_number or own).casefold(),
        targets=tuple(dict.fromkeys((*article.targets, *(f"number:{number}" for number in named)))),
        status=article.status.value,
        embargo=article.embargo.timestamp() if article.embargo else None,
        text="" if _is_note(article) else _digest(title_key, article.body),
        own_id=not article.id.startswith(MADE_ID),
        has_time=article.has_time,
        length=len(article.body),
        modified=article.modified.timestamp() if article.modified else 0.0,
    )


def key_of_title(title: str) -> str:
    """The words of a headline as postings are compared by: ``Port reopens – again`` is ``port reopens again``."""
    return " ".join(_WORDS.findall(title.casefold()))


def agency_key(credits: tuple[str, ...]) -> str:
    """Credits as one text that is the same for the usual names of an agency: ``reuters``; ``afp/dpa``."""
    if len(credits) == 1:
        name = credits[0].casefold()
        return _NAMES.get(name, name)
    return "/".join(sorted(_NAMES.get(name, name) for name in map(str.casefold, credits)))


def is_version(one: Posting, other: Posting) -> bool:
    """Whether two postings with one id are versions of one story.

    They are not where two agencies count alike (the same plain number, no credit and no headline in common), nor where
    one version comes in two languages. An id that is unique by its form (``urn:…``) tells alone.
    """
    translated = one.version == other.version and one.lang and other.lang and one.lang[:2] != other.lang[:2]
    return not translated and is_of_one_source(one, other)


def is_of_one_source(one: Posting, other: Posting) -> bool:
    """Whether one id in two postings means one item, in whatever language."""
    return (
        one.title_key == other.title_key
        or not (one.agency and other.agency)
        or other.id.startswith(_UNIQUE)
        or not set(one.agency.split("/")).isdisjoint(other.agency.split("/"))
    )


def _is_note(article: Article) -> bool:
    """Whether the body is but a note on what to read in another story, which ``notes.settled`` has found to be one."""
    if not article.corrections or len(article.body) > LONGEST_NOTE:
        return False
    words = key_of_title(article.body)
    return any(key_of_title(correction.note) == words for correction in article.corrections)


def _digest(title_key: str, body: str) -> str:
    """Of the words alone: wrapping, case and Markdown's escapes make no other text."""
    words = " ".join(body.replace("\\", "").casefold().split())
    return blake2b(f"{title_key}\n{words}".encode(), digest_size=12).hexdigest() if words else ""
