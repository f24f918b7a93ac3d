"""The recogniser: names in the texts of one article."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.model.authority import Kind
from backfile.names import coreference, places, runs
from backfile.names.found import Found
from backfile.names.lexicon import NONE, SUFFIX
from backfile.names.name import Name
from backfile.names.tokens import Copy, Letters, read


def recognise(texts: Sequence[str], lang: str = "en", headline: bool = True) -> list[Name]:
    """The people, organisations and places that an article names.

    Args:
        texts: headline (if ``headline``) and paragraphs, as plain text.
        lang: language tag of the article; there are rules for ``en``. None for another language: nothing is found.
        headline: whether the first text is a headline.

    Returns:
        Names by text and place in it; none overlaps another.
    """
    if lang.partition("-")[0].lower() != "en":
        return []
    copies = [read(text, headline and not at) for at, text in enumerate(texts)]
    article = coreference.Article()
    found: list[list[Found]] = []
    for copy in copies:
        plain = copy.letters is Letters.PLAIN
        found.append(runs.find(copy) if plain else [])
        for each in found[-1]:
            if each.kind != NONE and not each.weak:
                article.learn(copy, each)
    names: list[Name] = []
    for at, (copy, candidates) in enumerate(zip(copies, found, strict=True)):
        if copy.letters is not Letters.PLAIN:
            candidates = coreference.known(copy, article)
        else:
            places.enumerated(copy, candidates)
            for each in candidates:
                article.settle(copy, each)
        names += (_name(at, copy, each) for each in candidates if each.kind != NONE and not each.weak)
    return names


def _name(text: int, copy: Copy, found: Found) -> Name:
    start = copy.starts[found.first]
    word = copy.words[found.last - 1]
    end = copy.starts[found.last - 1] + len(word)
    if word[-1] == "." and copy.flags[found.last - 1] & SUFFIX and found.last + 1 >= len(copy.words):
        end -= 1  # the full stop of the sentence
    return Name(text, start, end, Kind(found.kind), found.full or copy.text[start:end], found.sure, found.role)
