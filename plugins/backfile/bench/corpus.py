"""A corpus to measure with: any number of stories, the same ones for the same seed.

Words follow Zipf's law over an invented vocabulary (word of rank r: frequency ∝ 1/r, as in natural text; Zipf
1949), lengths and datelines look like those of newswires, and topics and entities are as unevenly spread as in
real archives.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from backfile.datelines import read_dateline
from backfile.model.article import Article
from backfile.model.permalinks import slugify
from backfile.reader import dump_article

VOCABULARY = 40_000
"""Distinct words."""
MEAN_WORDS = 140
"""Words in a body on average: that of the Reuters stories of 1987."""
TOPICS = 120
PEOPLE = 400
PLACES = 250
STORIES_A_DAY = 60

_SYLLABLES = tuple(
    "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cla dru fle gri sta tra spe".split()  # noqa: SIM905
)
_COMMON = "the of to in a and said for on it is at with by from was its be that as an will has not which".split()  # noqa: SIM905


def stories(count: int, seed: int = 1987) -> Iterator[Article]:
    """``count`` articles in order of time."""
    chance = random.Random(seed)
    words = _COMMON + [_word(chance, rank) for rank in range(VOCABULARY - len(_COMMON))]
    word_odds = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    people = [f"{_name(chance)} {_name(chance)}" for _ in range(PEOPLE)]
    places = [_name(chance) for _ in range(PLACES)]
    topic_odds, people_odds, place_odds = (
        list(accumulate(1 / rank for rank in range(1, size + 1))) for size in (TOPICS, PEOPLE, PLACES)
    )
    topics = [f"topic-{number:03}" for number in range(TOPICS)]
    when = datetime(1987, 2, 26, tzinfo=UTC)
    for number in range(count):
        when += timedelta(minutes=chance.expovariate(STORIES_A_DAY / 1440))
        when = when.replace(second=0, microsecond=0)
        place = chance.choices(places, cum_weights=place_odds)[0].upper()
        who = chance.choices(people, cum_weights=people_odds, k=chance.randint(0, 3))
        text = chance.choices(words, cum_weights=word_odds, k=max(20, int(chance.gauss(MEAN_WORDS, 60))))
        for person in who:
            text.insert(chance.randrange(len(text)), person)
        title = " ".join(chance.choices(words, cum_weights=word_odds, k=chance.randint(5, 9))).capitalize()
        slug = f"{slugify(title)[:60].strip('-')}-{number}"
        yield Article(
            path=f"articles/{when:%Y/%m/%d}/{slug}.md",
            title=title,
            date=when,
            agency=("BFN",),
            dateline=read_dateline(f"{place}, {when:%B} {when.day}") if number % 12 else None,
            topics=tuple(dict.fromkeys(chance.choices(topics, cum_weights=topic_odds, k=chance.randint(0, 3)))),
            body=_paragraphs(text, chance),
            slug=slug,
            id=f"bench-{number}",
            entities=tuple(dict.fromkeys(f"person:{slugify(person)}" for person in who)),
        )


def write_corpus(content: Path, count: int, seed: int = 1987) -> None:
    """Write ``count`` article files below ``content``."""
    for article in stories(count, seed):
        path = content / article.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump_article(article))


def _word(chance: random.Random, rank: int) -> str:
    return "".join(chance.choices(_SYLLABLES, k=2 + (rank > 300) + (rank > 8000)))


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()


def _paragraphs(words: list[str], chance: random.Random) -> str:
    """Sentences of about twenty words, paragraphs of two."""
    sentences = []
    while words:
        length = chance.randint(12, 28)
        sentence, words = words[:length], words[length:]
        sentences.append(" ".join(sentence)[:1].upper() + " ".join(sentence)[1:] + ".")
    return "\n\n".join(" ".join(sentences[start : start + 2]) for start in range(0, len(sentences), 2)) + "\n"
