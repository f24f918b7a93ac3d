"""What is known of one article when its names are linked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date as Date

from backfile.linking.listed import listed
from backfile.linking.words import Words, split
from backfile.names import Name, Recogniser


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of an article and what its front matter says."""

    texts: tuple[str, ...]
    """The headline first, where there is one, then paragraphs as plain text."""
    headline: bool = True
    """Whether the first text is a headline."""
    lang: str = "en"
    day: Date | None = None
    places: tuple[str, ...] = ()
    """Cities and regions of the dateline."""
    subjects: tuple[str, ...] = ()
    """Topics, keywords and slugline: more words on what it is about."""
    forced: frozenset[str] = frozenset()
    """Entities that editors say are in it."""
    forbidden: frozenset[str] = frozenset()


@dataclass(slots=True)
class Parsed:
    """A document with its words, and the names that the recogniser sees."""

    document: Document
    words: list[Words]
    names: list[list[Name]]
    """By text, from left to right."""
    recognised: bool
    """False when no recogniser was asked: then its silence says nothing."""
    lands: Counter[str] | None = None
    """How often it names each country, once that was asked for, see ``nations``."""
    _ends: dict[int, dict[int, Name]] = field(default_factory=dict)
    _begins: dict[int, set[int]] = field(default_factory=dict)
    _lower: set[str] | None = field(default=None)
    _big: set[str] | None = field(default=None)
    _said: dict[str, bool] = field(default_factory=dict)
    _absent: set[str] = field(default_factory=set)
    """Words that the article nowhere has in small letters."""
    _running: str | None = field(default=None)
    _stems: set[str] | None = field(default=None)

    def name_ending(self, text: int, position: int) -> Name | None:
        """The recognised name that ends at a position of a text."""
        if text not in self._ends:
            self._ends[text] = {name.end: name for name in self.names[text]}
        return self._ends[text].get(position)

    def name_begins(self, text: int, position: int) -> bool:
        """Whether a recognised name begins at a position of a text."""
        if text not in self._begins:
            self._begins[text] = {name.start for name in self.names[text]}
        return position in self._begins[text]

    @property
    def nouns_have_capitals(self) -> bool:
        """Whether the language gives every noun a capital, so that one beside a name means nothing."""
        return self.document.lang[:2].lower() in ("de", "lb")

    def in_capitals(self, text: int) -> bool:
        """Whether a text is in capitals throughout."""
        return self.document.texts[text].isupper()

    def is_headline(self, text: int) -> bool:
        """Whether a text is the headline."""
        return text == 0 and self.document.headline

    def capitals_tell(self, text: int, first: int) -> bool:
        """Whether a capital at word ``first`` makes a name of it: not at the start of a sentence or in a headline."""
        if self.is_headline(text):
            return False
        words = self.words[text]
        if first == 0 or words.text.isupper():
            return False
        gap = words.text[words.ends[first - 1] : words.starts[first]]
        if gap in (" ", "-"):
            return True
        if gap == ". ":
            return words.ends[first - 1] - words.starts[first - 1] <= 4 and words.raw(first - 1) in _BEFORE_NAMES
        return not any(sign in gap for sign in '.?!:"“„«\n')

    def written_small(self, key: str) -> bool:
        """Whether the article writes this word in lower case, too."""
        if key in self._absent:
            return False
        if self._lower is None and not any(key in words.text for words in self.words):
            self._absent.add(key)
            return False
        if self._lower is None:
            self._lower = {
                key
                for words in self.words
                for key, start in zip(words.keys, words.starts, strict=True)
                if words.text[start].islower()
            }
        return key in self._lower

    def written_big(self, key: str) -> bool:
        """Whether the article has this word with a capital that says that it is a name."""
        if self._big is None:
            self._big = {
                key
                for number, words in enumerate(self.words)
                for index, (key, start) in enumerate(zip(words.keys, words.starts, strict=True))
                if words.text[start].isupper() and self.capitals_tell(number, index)
            }
        return key in self._big

    def says(self, key: str) -> bool:
        """Whether the article or its dateline has the words of a key one after the other."""
        if self._running is None:
            runs = [" ".join(words.keys) for words in (*self.words, *map(split, self.document.places))]
            self._running = f" {' . '.join(runs)} "
        if key not in self._said:
            self._said[key] = f" {key} " in self._running
        return self._said[key]

    def stems(self) -> set[str]:
        """The words that tell what the article is about, cut to their stems."""
        if self._stems is None:
            self._stems = {key[:STEM] for words in self.words for key in words.keys if len(key) > 3}
            for subject in (*self.document.subjects, *self.document.places):
                self._stems |= {key[:STEM] for key in split(subject.replace("_", " ")).keys if len(key) > 3}
        return self._stems


STEM = 6
"""Letters by which words are compared when contexts are: ``politician`` and ``political`` agree."""

_BEFORE_NAMES = listed("Mr Mrs Ms Dr Gen Sen Rep Gov Lt Col Maj Capt Sgt Rev St Adm Prof")


def parse(document: Document, recognise: Recogniser | None) -> Parsed:
    """Split a document into words and ask the recogniser."""
    names: list[list[Name]] = [[] for _ in document.texts]
    if recognise is not None:
        for name in recognise(document.texts, document.lang, document.headline):
            names[name.text].append(name)
        for found in names:
            found.sort(key=lambda name: (name.start, -name.end))
    return Parsed(document, [split(text) for text in document.texts], names, recognise is not None)
