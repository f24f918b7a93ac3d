"""Queries over the whole language, made from what an archive says: a seed gives the same queries in every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from multilingual_archive import NAMES
from search_corpus import Copy

SIGNS = ["", "", "", "", "+", "-", "NOT "]
JOINTS = [" ", " ", " ", " AND ", " OR "]
ORDERS = ["relevance", "relevance", "relevance", "all", "newest", "oldest"]
ODD = 'of the die в من nosuchword 会 東 ja* * ? ( " ~ ^2 AND title: -'.split()  # noqa: SIM905 (shorter)


class Asked(NamedTuple):
    """What is asked of a search page."""

    query: str
    order: str
    filters: tuple[tuple[str, str], ...]


@dataclass
class Generator:
    """Makes queries that have a good chance to match the stories, and some that have none."""

    stories: Sequence[Copy]
    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        counts = Counter(word for story in self.stories for word in f"{story.title} {story.body}".split())
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        self.frequent, self.rare = ranked[:60], ranked[60:]

    def __iter__(self) -> Iterator[Asked]:
        while True:
            filters = tuple(self.value() for _ in range(self.random.choice([0, 0, 0, 0, 1, 2])))
            yield Asked(self.query(), self.random.choice(ORDERS), filters)

    def query(self, depth: int = 0) -> str:
        """One to four clauses."""
        random = self.random
        made = ""
        for number in range(random.choice([1, 1, 2, 2, 3, 4])):
            made += (random.choice(JOINTS) if number else "") + random.choice(SIGNS)
            if depth < 3 and random.random() < 0.15:
                made += f"({self.query(depth + 1)}){self.boost()}"
            else:
                made += self.leaf()
        return made

    def leaf(self) -> str:
        """A word, phrase, pattern, range of dates or value of a facet."""
        random = self.random
        kind = random.choices(["word", "phrase", "pattern", "date", "facet", "odd"], [50, 15, 15, 7, 10, 3])[0]
        if kind == "odd":
            return random.choice(ODD)
        if kind == "date":
            return self.date()
        if kind == "facet":
            return self.facet()
        where = random.choice(["", "", "", "", "", "title:", "body:"])
        made = {"word": self.word, "phrase": self.phrase, "pattern": self.pattern}[kind]()
        return where + made + self.boost()

    def boost(self) -> str:
        """Mostly none."""
        return self.random.choice(["", "", "", "", "^2", "^0.5", "^10"])

    def word(self) -> str:
        """Frequent, rare, misspelt, in other case, a piece of a CJK text."""
        random = self.random
        word = random.choice(self.frequent if random.random() < 0.4 else self.rare)
        if len(word) > 12:  # a run of Chinese or Japanese
            start = random.randrange(len(word) - 3)
            word = word[start : start + random.randint(1, 5)]
        choice = random.random()
        if choice < 0.1:
            return word.upper()
        return self.misspelt(word) if choice < 0.2 else word

    def misspelt(self, word: str) -> str:
        """With a letter left out, doubled or put in its place."""
        at = self.random.randrange(len(word))
        return word[:at] + self.random.choice(["", word[at] * 2, "u", "é"]) + word[at + 1 :]

    def phrase(self) -> str:
        """Words that stand together in a text, some shuffled, some with words left out."""
        random = self.random
        story = random.choice(self.stories)
        words = random.choice([story.title, story.body, story.body]).replace('"', "").split() or ["said"]
        start = random.randrange(len(words))
        chosen = words[start : start + random.randint(1, 4)]
        if len(chosen[0]) > 12:
            chosen = [chosen[0][4 : random.randint(5, 11)]]
        slop = ""
        if random.random() < 0.4:
            chosen = chosen[::2] if random.random() < 0.6 else random.sample(chosen, len(chosen))
            slop = random.choice(["~0", "~1", "~2", "~3", "~8"])
        return f'"{" ".join(chosen)}"{slop}'

    def pattern(self) -> str:
        """A prefix, a wildcard or a word that may be misspelt."""
        random = self.random
        word = self.word()
        kind = random.random()
        if kind < 0.4:
            return word[: random.randint(1, 4)] + "*"
        if kind < 0.7:
            at = random.randrange(len(word))
            return word[:at] + random.choice("*?") + word[at + random.randint(0, 1) :]
        return self.misspelt(word) + random.choice(["~", "~1", "~2"])

    def date(self) -> str:
        """A year, a month, a day or a range of them."""
        random = self.random

        def day() -> str:
            year, month, day = (
                random.choice([2014, 2015, 2015, 2016, 2016]),
                random.randint(1, 12),
                random.randint(1, 28),
            )
            return f"{year}-{month:02}-{day:02}"[: random.choice([4, 7, 7, 10])]

        if random.random() < 0.4:
            return f"date:{random.choice(['', '>', '<', '>=', '<='])}{day()}"
        return f"date:[{random.choice([day(), '*'])} TO {day()}]"

    def value(self) -> tuple[str, str]:
        """A value of a facet."""
        name = self.random.choice([*NAMES, "lang"])
        return name, self.random.choice([*NAMES[name]] if name in NAMES else ["en", "de", "ja", "en-GB"])

    def facet(self) -> str:
        """A value by its id, its name, or a piece of it."""
        random = self.random
        name, value = self.value()
        if name == "lang":
            return f"lang:{random.choice([value, value[:2], 'fr', 'EN', 'nn', 'e*'])}"
        shown = NAMES[name][value].replace('"', "")
        one = random.choice(shown.split())
        asked = [value, one, f'"{shown}"', one[:2] + "*", one[:1] + "*" + one[-1:], self.misspelt(one) + "~", "*"]
        return f"{name}:{random.choice(asked)}"
