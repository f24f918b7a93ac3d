"""The recogniser: names in the texts of one article."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.model.authority import Kind
from backfile.names import coreference, dateline, german, headlines, places, runs, scores, sport
from backfile.names.found import Found
from backfile.names.lexicon import NONE, SUFFIX, lexicon
from backfile.names.name import Name
from backfile.names.tokens import Copy, Letters, read

_CLOSED: tuple[list[str], ...] = ([], ['"'], ["”"], ["''"])
"""What follows the last word of a sentence, but for its full stop."""

_TABLE = "```"
"""What a table in an article's Markdown begins with."""


def recognise(texts: Sequence[str], lang: str = "en", headline: bool = True, sports: bool = True) -> list[Name]:
    """The people, organisations and places that an article names.

    Args:
        texts: headline (if ``headline``) and paragraphs, as plain text.
        lang: language tag of the article; there are rules for ``en`` and ``de``. In another nothing is found.
        headline: whether the first text is a headline.
        sports: whether an article that is about sport is read by the rules of sport as well.

    Returns:
        Names by text and place in it; none overlaps another.
    """
    language = lang.partition("-")[0].lower()
    if language == "de":
        return german.recognise(texts, headline)
    if language != "en":
        return []
    copies = [read(text, headline and not at) for at, text in enumerate(texts)]
    return _Texts(copies, headline, sports).names()


class _Texts:
    """The texts of an article and what each rule has found in them."""

    def __init__(self, copies: list[Copy], headline: bool, sports: bool) -> None:
        self.copies = copies
        self.article = coreference.Article()
        self.teams = sport.Teams() if sports and sport.reported(copies) else None
        self.fixed: list[list[Found]] = []
        """By text: what stands in datelines and score lines, where nothing else is asked."""
        self.found: list[list[Found] | None] = []
        """By text: candidates of prose; None for a headline and other texts in capital letters."""
        if headline and copies and copies[0].letters is Letters.CAPITALS:
            self.article.list_company(copies[0])
        for at, copy in enumerate(copies):
            self._find(copy, headline and not at)

    def _find(self, copy: Copy, headline: bool) -> None:
        fixed, begun = ([], 0) if headline else dateline.read(copy)
        found: list[Found] | None = []
        score = scores.line(copy) if self.teams and not headline and not begun else None
        if score is not None:
            fixed = score
        elif copy.letters is Letters.PLAIN and not copy.text.startswith(_TABLE):
            found = runs.find(copy, begun)
            for each in found:
                self.article.learn(copy, each)
        elif not copy.text.startswith(_TABLE) and not begun:
            found = None
        self.fixed.append(fixed)
        self.found.append(found)

    def names(self) -> list[Name]:
        """Settle all candidates, those in capital letters last: they are read as the rest has them."""
        settled: list[list[Found]] = [[] for _ in self.copies]
        for at, (copy, found) in enumerate(zip(self.copies, self.found, strict=True)):
            if found is not None:
                settled[at] = self._prose(copy, found)
        for at, (copy, found) in enumerate(zip(self.copies, self.found, strict=True)):
            if found is None:
                settled[at] = self._capitals(copy)
        names: list[Name] = []
        for at, copy in enumerate(self.copies):
            end = 0
            for each in sorted([*self.fixed[at], *settled[at]], key=lambda each: (each.first, -each.last)):
                if each.kind != NONE and not each.weak and each.first >= end:
                    names.append(_name(at, copy, each))
                    end = each.last
        return names

    def _prose(self, copy: Copy, found: list[Found]) -> list[Found]:
        places.enumerated(copy, found)
        for each in found:
            self.article.settle(copy, each)
        return self.teams.judge(copy, sport.extra(copy, found)) if self.teams else found

    def _capitals(self, copy: Copy) -> list[Found]:
        found = headlines.find(copy, self.article)
        return self.teams.headline(copy, sport.extra(copy, found)) if self.teams else found


def _name(text: int, copy: Copy, found: Found) -> Name:
    start = copy.starts[found.first]
    word = copy.words[found.last - 1]
    end = copy.starts[found.last - 1] + len(word)
    if word[-1] == "." and copy.flags[found.last - 1] & SUFFIX and copy.words[found.last : found.last + 1] in _CLOSED:
        end -= 1  # the full stop of the sentence
    full = found.full or copy.text[start:end]
    if len(full) > 4 and full.isupper():
        full = _usual(full)
    return Name(text, start, end, Kind(found.kind), full, found.sure, found.role)


def _usual(name: str) -> str:
    """A name in capital letters as it is usually written."""
    known = lexicon().capitals.get(name)
    return known[1] if known else " ".join(word.capitalize() for word in name.split(" "))
