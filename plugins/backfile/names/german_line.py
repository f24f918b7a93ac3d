"""One German text, cut into words with their traits, and the names that rules put down in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from backfile.model.authority import Kind
from backfile.names import german_words as words_of
from backfile.names.german_words import BEGINS, CAPITAL, LISTED, base, lists, traits
from backfile.names.name import Name

_LONGEST = 6
"""Tokens of an entry."""
_OPENS = frozenset('.!?:«»„“”"-–(')


@dataclass(slots=True)
class Article:
    """What an article calls its people, organisations and places."""

    people: dict[str, str] = field(default_factory=dict)
    """Full names by surname, and by *von der Leyen*."""
    kinds: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    """Kind and full form of names of one word that context has told."""
    compounds: set[str] = field(default_factory=set)
    """First parts of *Etihad-Chef*, *Nvidia-Aktie*: organisations, if they stand alone anywhere."""


class Line:
    """A text of the article; indices are those of its tokens."""

    def __init__(self, number: int, text: str, article: Article) -> None:
        self.number, self.text, self.article = number, text, article
        tokens = list(words_of.TOKEN.finditer(text))
        self.words = [token[0] for token in tokens]
        self.starts = [token.start() for token in tokens]
        self.traits = [traits(word) for word in self.words]
        self.names: list[Name] = []
        self.unknown: list[int] = []
        """Words with a capital letter of which only the rest of the article can tell what they are."""

    def trait(self, at: int) -> int:
        """The bits of a word; 0 before and after the text."""
        return self.traits[at] if 0 <= at < len(self.traits) else 0

    def word(self, at: int) -> str:
        """A word; empty before and after the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def opens(self, at: int) -> bool:
        """Whether a sentence may begin here."""
        return at == 0 or self.words[at - 1] in _OPENS

    def spelled(self, first: int, last: int) -> str:
        """The text from one word to before another."""
        return self.text[self.starts[first] : self.starts[last - 1] + len(self.words[last - 1])]

    def add(self, first: int, last: int, kind: Kind, full: str = "", role: str = "", sure: bool = True) -> int:
        """Put down a name; returns the index after it."""
        end = self.starts[last - 1] + len(self.words[last - 1])
        self.names.append(
            Name(self.number, self.starts[first], end, kind, full or self.spelled(first, last), sure, role)
        )
        return last

    def entry(self, at: int) -> int:
        """The index after the longest entry of the lists that begins here, or 0."""
        if self.traits[at] & BEGINS:
            entries, begins = lists().entries, lists().begins
            longest = begins.get(self.words[at], 0)
            for last in range(min(len(self.words), at + longest, at + _LONGEST), at + 1, -1):
                if " ".join(self.words[at:last]) in entries:
                    return last
        return at + 1 if self.traits[at] & LISTED else 0

    def entry_kind(self, at: int, last: int) -> tuple[Kind, str]:
        """Kind and usual form of an entry."""
        name = " ".join(self.words[at:last])
        if last - at == 1:
            usual = base(name)
            return lists().entries.get(usual, Kind.ORGANISATION), usual
        return lists().entries[name], self.spelled(at, last)

    def capital(self, at: int) -> bool:
        """Whether a word has a capital letter."""
        return bool(self.trait(at) & CAPITAL)
