"""Search documents of generated stories, without article files: an archive of any size for the search step alone.

A vocabulary has no end. The word of rank r has a frequency ∝ 1/r up to rank ``KNEE`` and ∝ 1/r² beyond (Ferrer i Cancho
and Solé 2001), so that the number of distinct words grows with the square root of the text, as in natural language
(Heaps 1978): about 80,000 in 20,000 stories, half a million in a million. Words fall independently of each other,
which spreads each over more stories than real text does: posting lists are rather too long than too short.

A day's stories are made together, from the day's number alone, and forgotten: memory does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backfile.bench.corpus import FIRST_DAY, STORIES_A_DAY
from backfile.bench.vocabulary import ASPECTS, CITIES, COMMON, ENDINGS, FIRMS, FIRST_NAMES, SUBJECTS, SYLLABLES
from backfile.build.documents import Filed
from backfile.model.permalinks import slugify
from backfile.search import Facet, SearchDocument, Words
from backfile.search.rows import address_of

KNEE = 8_000
"""The rank from which on words grow rarer faster."""
RAREST = 10_000_000
MEAN_WORDS = 113
"""In a body; about seven more are in the title."""

Ranks = NDArray[np.int64]


class IndexStories:
    """``count`` stories in order of time: ``filed()`` and ``at()`` are what the search step asks for."""

    def __init__(self, count: int, seed: int = 1987) -> None:
        self.count = count
        self._seed = seed
        self._odds = np.cumsum(1 / np.arange(1, KNEE + 1))
        self._words: dict[int, str] = {}
        self._day = lru_cache(maxsize=2)(self._make_day)

    def filed(self) -> list[Filed]:
        """One for each story."""
        found = []
        for day in range(-(-self.count // STORIES_A_DAY)):
            for title, when, url in self._heads(day):
                found.append(Filed(when.date().isoformat(), int(when.timestamp()), url, title))
        return found

    def at(self, positions: Sequence[int]) -> list[SearchDocument]:
        """The documents at some positions of ``filed()``."""
        return [self._day(position // STORIES_A_DAY)[position % STORIES_A_DAY] for position in positions]

    def queries(self, words: int, count: int) -> list[str]:
        """``count`` different queries: of one word, evenly spread between the most frequent words that tell something
        and words of a story or two; of more, words in a row of headlines."""
        chance = self._chance(0, "queries")
        if words == 1:
            ranks = np.exp(chance.uniform(np.log(len(COMMON)), np.log(KNEE * 4), count * 2)).astype(np.int64)
            found = dict.fromkeys(map(self._word, ranks.tolist()))
        else:
            found = {}
            for day in chance.permutation(self.count // STORIES_A_DAY).tolist()[: count * 2]:
                title = self._heads(day)[0][0].lower().split()
                told = [word for word in title if word not in _FUNCTION_WORDS]
                found |= {" ".join(told[:words]): None} if len(told) >= words else {}
        return list(found)[:count]

    def _chance(self, day: int, what: str) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64([self._seed, day, *what.encode()]))

    def _drawn(self, chance: np.random.Generator, count: int) -> Ranks:
        """Ranks from 1."""
        mass = float(self._odds[-1])
        values = chance.random(count) * (mass + 1)  # the tail from the knee on weighs KNEE · ∫ dr/r² = 1
        near = np.searchsorted(self._odds, values) + 1
        far = np.minimum(KNEE / np.maximum(1 - (values - mass), KNEE / RAREST), RAREST)
        ranks: Ranks = np.where(values < mass, near, far).astype(np.int64)
        return ranks

    def _word(self, rank: int) -> str:
        word = self._words.get(rank)
        if word is None:
            word = self._words[rank] = COMMON[rank - 1] if rank <= len(COMMON) else _invented(rank - len(COMMON))
        return word

    def _heads(self, day: int) -> list[tuple[str, datetime, str]]:
        """Title, time and address of a day's stories."""
        chance = self._chance(day, "heads")
        count = min(STORIES_A_DAY, self.count - day * STORIES_A_DAY)
        lengths = chance.integers(5, 10, count).tolist()
        words = list(map(self._word, self._drawn(chance, sum(lengths)).tolist()))
        date = FIRST_DAY + timedelta(days=day)
        heads, known, begin = [], set(), 0
        for number, length in enumerate(lengths):
            title = " ".join(words[begin : begin + length]).capitalize()
            begin += length
            when = date + timedelta(minutes=number * 1440 // STORIES_A_DAY)
            url = address_of(when.isoformat(), title)
            if url in known:
                url = f"{url.removesuffix('.html')}-{number}.html"
            known.add(url)
            heads.append((title, when, url))
        return heads

    def _make_day(self, day: int) -> list[SearchDocument]:
        heads = self._heads(day)
        chance = self._chance(day, "bodies")
        lengths = np.maximum(15, chance.normal(MEAN_WORDS, 50, len(heads))).astype(np.int64).tolist()
        words = list(map(self._word, self._drawn(chance, sum(lengths)).tolist()))
        # Names grow in number with the archive as words do.
        named = (self._drawn(chance, 5 * len(heads)).reshape(-1, 5)).tolist()
        documents, begin = [], 0
        for (title, when, url), length, ranks in zip(heads, lengths, named, strict=True):
            facets = _facets(ranks)
            body = words[begin : begin + length]
            begin += length
            names = " ".join(facet.name for facet in facets if facet.field in ("person", "org")).lower()
            documents.append(
                SearchDocument(
                    url=url,
                    title=title,
                    words=Words(title.lower(), f"{' '.join(body)} {names}"),
                    date=when,
                    dateline=next((facet.name for facet in facets if facet.field == "dateline"), ""),
                    agency="BFN",
                    facets=facets,
                    lead=" ".join(body[:30]).capitalize() + ".",
                    lang="en",
                )
            )
        return documents


_FUNCTION_WORDS = frozenset(COMMON[:60])


def _invented(number: int) -> str:
    """A different word for each number."""
    stem, ending = divmod(number, len(ENDINGS))
    syllables: list[str] = []
    while stem or len(syllables) < 2:
        stem, syllable = divmod(stem, len(SYLLABLES))
        syllables.append(SYLLABLES[syllable])
    # A letter between them, because some endings are empty: equal words then come of different numbers only.
    return "".join(syllables) + ("" if ENDINGS[ending] else "bdk"[ending]) + ENDINGS[ending]


def _facets(ranks: Sequence[int]) -> tuple[Facet, ...]:
    """``ranks``: of two topics, a person, an organisation and a city."""
    topics = dict.fromkeys(f"{SUBJECTS[rank % len(SUBJECTS)]} {ASPECTS[rank % len(ASPECTS)]}" for rank in ranks[:2])
    person, firm, city = _person(ranks[2]), _firm(ranks[3]), CITIES[ranks[4] % len(CITIES)]
    named = [*(("topic", name) for name in topics), ("person", person), ("org", firm), ("place", city)]
    named += [("dateline", city), ("agency", "BFN")]
    return (*(_facet(field, name) for field, name in named), _LANG)


_LANG = Facet("lang", "en", "English")


@lru_cache(maxsize=1 << 16)
def _facet(field: str, name: str) -> Facet:
    return Facet(field, slugify(name), name)


@lru_cache(maxsize=1 << 16)
def _person(rank: int) -> str:
    return f"{FIRST_NAMES[rank % len(FIRST_NAMES)]} {_invented(rank * 12).capitalize()}"


@lru_cache(maxsize=1 << 16)
def _firm(rank: int) -> str:
    return f"{_invented(rank * 12 + 1).capitalize()} {FIRMS[rank % len(FIRMS)]}"
