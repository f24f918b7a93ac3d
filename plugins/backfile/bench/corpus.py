"""A corpus to measure with: any number of stories, the same ones for the same seed.

Words follow Zipf's law (the word of rank r has a frequency ∝ 1/r, as in natural text; Zipf 1949): common English words
of newswires first, then invented ones with English endings, so that a stemmer finds work. Lengths and datelines
look like those of newswires; topics, people, organisations and places are as unevenly spread as in real archives.
The cities are real, all people and organisations invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

from backfile.bench.usage import Usage
from backfile.bench.vocabulary import (
    ASPECTS,
    CITIES,
    COMMON,
    ENDINGS,
    FIRMS,
    FIRST_NAMES,
    SUBJECTS,
    SYLLABLES,
)
from backfile.datelines import read_dateline
from backfile.model.article import Article
from backfile.model.authority import Entity, Kind, Topic
from backfile.model.permalinks import slugify
from backfile.model.problems import BackfileError
from backfile.reader import dump_article

MOST = 1_000_000
"""Stories that a corpus may have."""
VOCABULARY = 40_000
"""Distinct words: about what 20,000 stories of a real wire have."""
MEAN_WORDS = 140
"""Words in a body on average: that of the Reuters stories of 1987."""
PEOPLE = 400
ORGANISATIONS = 200
STORIES_A_DAY = 120
FIRST_DAY = datetime(1987, 2, 26, tzinfo=UTC)

T = TypeVar("T")


class Draw(Generic[T]):
    """Draws values by Zipf's law: the first most often."""

    def __init__(self, values: Sequence[T]) -> None:
        self.values = values
        self._odds = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))

    def __call__(self, chance: random.Random, count: int) -> list[T]:
        """``count`` values, repeats among them."""
        return chance.choices(self.values, cum_weights=self._odds, k=count)


class Corpus:
    """Stories of one seed and the authority records that they name. What it holds does not grow with the stories."""

    def __init__(self, count: int, seed: int = 1987) -> None:
        """Raises BackfileError for a count that is not from 1 to a million."""
        if not 1 <= count <= MOST:
            raise BackfileError(f"A corpus has from 1 to {MOST:,} stories, not {count:,}.")
        self.count = count
        self._seed = seed
        chance = random.Random(f"{seed} words")
        self._words = Draw(_words(chance))
        self.topics = _topics()
        self.entities = _entities(chance)
        self._topics = Draw(chance.sample(self.topics, len(self.topics)))
        self._named = Draw(chance.sample([entity for entity in self.entities if entity.kind != Kind.PLACE], 600))
        self._cities = Draw(CITIES)

    def stories(self) -> Iterator[Article]:
        """The articles in order of time."""
        chance = random.Random(f"{self._seed} stories")
        when = FIRST_DAY
        for number in range(self.count):
            when += timedelta(minutes=round(chance.expovariate(STORIES_A_DAY / 1440)))
            yield self._story(chance, number, when)

    def _story(self, chance: random.Random, number: int, when: datetime) -> Article:
        named = list(dict.fromkeys(self._named(chance, chance.randint(0, 3))))
        text = self._words(chance, max(20, int(chance.gauss(MEAN_WORDS, 60))))
        for entity in named:
            text.insert(chance.randrange(len(text)), entity.name)
        title = " ".join(self._words(chance, chance.randint(5, 9))).capitalize()
        slug = f"{slugify(title)[:60].strip('-')}-{number}"
        return Article(
            path=f"articles/{when:%Y/%m/%d}/{slug}.md",
            title=title,
            date=when,
            agency=("BFN",) if number % 50 else ("BFN", "Harbour News"),
            dateline=read_dateline(self._dateline(chance, when)) if number % 12 else None,
            topics=tuple(dict.fromkeys(topic.id for topic in self._topics(chance, chance.randint(0, 3)))),
            body=_paragraphs(text, chance),
            slug=slug,
            id=f"bench-{number}",
            entities=tuple(entity.id for entity in named),
        )

    def _dateline(self, chance: random.Random, when: datetime) -> str:
        """``LIMA, Jan 21``, ``Lima``, ``Moscow/Istanbul``: the forms that wires use, most of them the first."""
        first, second = self._cities(chance, 2)
        form = chance.random()
        if form < 0.7:
            return f"{first.upper()}, {when:%b} {when.day}"
        if form < 0.95 or first == second:
            return first
        return f"{first}/{second}"


def write_corpus(content: Path, count: int, seed: int = 1987) -> Usage:
    """Write ``count`` article files and their authority files below ``content``; tells what was written."""
    corpus = Corpus(count, seed)
    for topic in corpus.topics:
        fields = [f"name: {topic.name}", *([f"parent: {topic.parent}"] if topic.parent else [])]
        _write(content / f"topics/{topic.id}.md", _record(fields, topic.description))
    for entity in corpus.entities:
        path = content / f"entities/{entity.kind.folder}/{entity.slug}.md"
        _write(path, _record([f"name: {entity.name}"], entity.description))
    usage = Usage()
    for article in corpus.stories():
        _write(content / article.path, dump_article(article))
        usage.note(article, (count + 1) // 2)
    return usage


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _record(fields: list[str], description: str) -> bytes:
    return "\n".join(["---", *fields, "---", description, ""]).encode()


def _words(chance: random.Random) -> list[str]:
    """The vocabulary, most frequent word first; the rarer a word, the longer."""
    words = dict.fromkeys(COMMON)
    while len(words) < VOCABULARY:
        syllables = chance.choices(SYLLABLES, k=2 + (len(words) > 1000) + (len(words) > 15_000))
        words["".join(syllables) + chance.choice(ENDINGS)] = None
    return list(words)


def _topics() -> list[Topic]:
    """Broad topics and below each some narrower ones."""
    topics = []
    for subject in SUBJECTS:
        broad = slugify(subject)
        topics.append(Topic(broad, subject, description=f"Reports on {subject.lower()}."))
        for aspect in ASPECTS:
            name = f"{subject} {aspect}"
            topics.append(Topic(slugify(name), name, parent=broad, description=f"Reports on {name.lower()}."))
    return topics


def _entities(chance: random.Random) -> list[Entity]:
    """People and organisations with invented names, and the cities."""
    people: dict[str, None] = {}
    while len(people) < PEOPLE:
        people[f"{chance.choice(FIRST_NAMES)} {_name(chance)}"] = None
    organisations: dict[str, None] = {}
    while len(organisations) < ORGANISATIONS:
        organisations[f"{_name(chance)} {chance.choice(FIRMS)}"] = None
    named = [(Kind.PERSON, name, "A person") for name in people]
    named += [(Kind.ORGANISATION, name, "An organisation") for name in organisations]
    entities = [
        Entity(f"{kind}:{slugify(name)}", kind, name, description=f"{what} invented for measuring.")
        for kind, name, what in named
    ]
    cities = [Entity(f"place:{slugify(name)}", Kind.PLACE, name, description="A city.") for name in CITIES]
    return entities + cities


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()


def _paragraphs(words: list[str], chance: random.Random) -> str:
    """Sentences of about twenty words, paragraphs of two."""
    sentences = []
    start = 0
    while start < len(words):
        length = chance.randint(12, 28)
        sentence = " ".join(words[start : start + length])
        sentences.append(sentence[:1].upper() + sentence[1:] + ".")
        start += length
    return "\n\n".join(" ".join(sentences[start : start + 2]) for start in range(0, len(sentences), 2)) + "\n"
