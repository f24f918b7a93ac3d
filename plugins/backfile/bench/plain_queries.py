"""Short queries as readers type them, made from what an archive holds: the same ones for the same archive."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from backfile.bench.judging import STOP, words_of
from backfile.model.article import Article
from backfile.model.problems import BackfileError

COUNT = 100
LONGEST = 3
_SIGNS = re.compile(r"[^\w\s'’.]")
_TRIES = 200


def made_queries(articles: Iterable[Article], count: int = COUNT, seed: int = 1987) -> list[str]:
    """``count`` different queries of one, two and three words in turn, fewer when the archive is too small for them.

    A word is drawn by the number of articles that it stands in, so that frequent ones are among them; stop words,
    numbers and words of less than three letters are none. Queries of more words are words that follow each other in
    a headline, stop words left out, with the drawn word among them.
    """
    counts: Counter[str] = Counter()
    headlines: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for article in articles:
        title = tuple(filter(_telling, words_of(article.title)))
        counts.update(set(filter(_telling, words_of(f"{article.title} {article.body}"))))
        for word in dict.fromkeys(title):
            headlines[word].append(title)
    words = sorted(counts)
    chance = random.Random(f"{seed} queries")
    odds = [counts[word] for word in words]
    queries: dict[str, None] = {}
    for number in range(count):
        for _ in range(_TRIES if words else 0):
            [word] = chance.choices(words, odds)
            query = _near(word, headlines[word], number % LONGEST + 1, chance)
            if query and query not in queries:
                queries[query] = None
                break
    return list(queries)


def as_words(text: str) -> str:
    """A topic of a collection as its words alone, in small letters: its question marks, brackets and capitals are no
    operators of a query language."""
    return " ".join(_SIGNS.sub(" ", text).lower().split())


def read_queries(path: Path) -> list[str]:
    """One query a line, empty lines left out. Raises BackfileError when there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BackfileError(f"{path} cannot be read: {error.strerror}") from error
    queries = [line.strip() for line in lines if line.strip()]
    if not queries:
        raise BackfileError(f"There is no query in {path}.")
    return queries


def _telling(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in STOP


def _near(word: str, headlines: list[tuple[str, ...]], length: int, chance: random.Random) -> str:
    """``length`` words in a row of a headline, ``word`` among them; empty where there are not so many."""
    if length == 1:
        return word
    wide = [headline for headline in headlines if len(headline) >= length]
    if not wide:
        return ""
    headline = chance.choice(wide)
    place = headline.index(word)
    first = chance.randint(max(0, place - length + 1), min(place, len(headline) - length))
    return " ".join(headline[first : first + length])
