"""The reading step: article files in, the names of each article out, small enough to keep those of a whole archive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path

import msgspec

from backfile.linking.sentences import sentence_around
from backfile.model.article import Article, Status
from backfile.model.authority import Kind
from backfile.model.options import load_zone
from backfile.model.problems import name_problem
from backfile.names.cut import seems_cut
from backfile.names.events import with_events
from backfile.names.name import Name
from backfile.names.recognisers import Recogniser, recogniser
from backfile.reader import markdown, parse_article

SENTENCES = 3
"""Sentences that are kept of one name in one batch of articles."""

_SPACE = re.compile(r"\s+")
_SMALL = re.compile(r"[a-z\s]")


class Sighting(msgspec.Struct, frozen=True, array_like=True):
    """A name in one article."""

    name: str
    """The fullest form in the article, without line ends."""
    kind: Kind
    sure: bool
    """Whether one of its mentions is."""
    mentions: int
    forms: tuple[str, ...] = ()
    """Other words that stand for it there: a surname, an acronym."""
    roles: tuple[str, ...] = ()
    sentence: str = ""
    """Of its first mention; empty where enough were kept."""
    cut: bool = False
    """Whether most of its mentions seem to be a part of a longer name: ``Loom Inc`` in ``Fruit of the Loom Inc``."""


class ArticleNames(msgspec.Struct, frozen=True, array_like=True):
    """The names of one article."""

    path: str
    day: Date
    sightings: tuple[Sighting, ...]


class Setting(msgspec.Struct, frozen=True):
    """What reading depends on besides the files."""

    content: str
    zone: str
    lang: str
    """Of articles that name none."""
    recogniser: str


def texts_of(article: Article) -> list[str]:
    """Headline and paragraphs as plain text."""
    return [article.title, *markdown.text_blocks(markdown.parse(article.body))]


def read_names(setting: Setting, paths: list[str]) -> list[bytes]:
    """For each file its ArticleNames as MessagePack, or nothing where it is no article that has a text."""
    recognise = recogniser(setting.recogniser)
    kept: Counter[str] = Counter()
    return [_read(setting, recognise, kept, path) for path in paths]


def _read(setting: Setting, recognise: Recogniser, kept: Counter[str], path: str) -> bytes:
    article = read_article(setting.content, setting.zone, path)
    if article is None:
        return b""
    texts = texts_of(article)
    lang = article.lang or setting.lang
    names = recognise(texts, lang, True)
    if setting.recogniser == "rules" and lang.partition("-")[0].lower() == "en":
        names = with_events(texts, names)
    return _ENCODER.encode(ArticleNames(path, article.day, tuple(sightings_of(texts, names, kept, lang))))


def read_article(content: str, zone: str, path: str) -> Article | None:
    """The article of a file, or None where there is none or it has no text; ``invoke check`` says why."""
    if name_problem(path):
        return None
    try:
        article, _ = parse_article(Path(content, path).read_bytes(), path, load_zone(zone))
    except (OSError, RecursionError):
        return None
    return None if article is None or article.status is Status.CANCELED else article


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(ArticleNames)


def decoded(data: bytes) -> ArticleNames:
    """What ``read_names`` has encoded."""
    return _DECODER.decode(data)


def sightings_of(texts: Sequence[str], names: Sequence[Name], kept: Counter[str], lang: str = "en") -> list[Sighting]:
    """The names of one article, one for each full form and kind, in order of first mention.

    ``kept`` counts the sentences kept so far, by name.
    """
    found: dict[tuple[str, Kind], list[Name]] = {}
    for name in names:
        if _is_code(texts[name.text], name):
            continue
        found.setdefault((_SPACE.sub(" ", name.full).strip().removesuffix(" 's"), name.kind), []).append(name)
    return [_sighting(texts, full, kind, mentions, kept, lang) for (full, kind), mentions in found.items() if full]


def _is_code(text: str, name: Name) -> bool:
    """Whether the words are the code of a share, as business wires put it behind a company: ``<ABCD.L>``."""
    words = text[name.start : name.end]
    return text[: name.start].endswith("<") and text[name.end : name.end + 1] in ">." and not _SMALL.search(words)


def _sighting(
    texts: Sequence[str], full: str, kind: Kind, names: Sequence[Name], kept: Counter[str], lang: str
) -> Sighting:
    written = dict.fromkeys(_SPACE.sub(" ", texts[name.text][name.start : name.end]) for name in names)
    roles = dict.fromkeys(_SPACE.sub(" ", name.role).strip() for name in names if name.role)
    sentence = ""
    if kept[full] < SENTENCES:
        kept[full] += 1
        # A headline tells less of a name than a sentence does.
        best = next((name for name in names if name.role), None) or next(
            (name for name in names if name.text), names[0]
        )
        sentence = _SPACE.sub(" ", sentence_around(texts[best.text], best.start, best.end))
    return Sighting(
        name=full,
        kind=kind,
        sure=any(name.sure for name in names),
        mentions=len(names),
        forms=tuple(form for form in written if form != full),
        roles=tuple(roles),
        sentence=sentence,
        cut=2 * sum(seems_cut(texts[name.text], name, lang) for name in names) > len(names),
    )
