"""The recogniser: names in the texts of one article."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.model.authority import Kind
from backfile.names import coreference, dateline, places, runs, scores, sport
from backfile.names.found import Found
from backfile.names.lexicon import NONE, SUFFIX, lexicon
from backfile.names.name import Name
from backfile.names.tokens import Copy, Letters, read


def recognise(texts: Sequence[str], lang: str = "en", headline: bool = True, sports: bool = True) -> list[Name]:
    """The people, organisations and places that an article names.

    Args:
        texts: headline (if ``headline``) and paragraphs, as plain text.
        lang: language tag of the article; there are rules for ``en``. None for another language: nothing is found.
        headline: whether the first text is a headline.
        sports: whether an article that is about sport is read by the rules of sport.

    Returns:
        Names by text and place in it; none overlaps another.
    """
    if lang.partition("-")[0].lower() != "en":
        return []
    copies = [read(text, headline and not at) for at, text in enumerate(texts)]
    article = coreference.Article()
    teams = sport.Teams() if sports and sport.reported(copies) else None
    found: list[list[Found]] = []
    if copies and headline and copies[0].letters is Letters.CAPITALS and "<" in copies[0].words:
        article.list_(copies[0])
    filed: dict[int, list[Found]] = {}
    lines: set[int] = set()
    for at, copy in enumerate(copies):
        begun = 0
        if at or not headline:
            filed[at], begun = dateline.read(copy)
        if not begun and teams and (at or not headline) and (score := scores.line(copy)) is not None:
            lines.add(at)
            found.append(score)
            continue
        if copy.text.startswith("```"):  # a table
            copy.letters = Letters.TABLE
        found.append(runs.find(copy, begun) if copy.letters is Letters.PLAIN else [])
        for each in found[-1]:
            if each.kind != NONE and not each.weak:
                article.learn(copy, each)
    names: list[Name] = []
    for at in sorted(range(len(copies)), key=lambda at: (copies[at].letters is not Letters.PLAIN, at)):
        copy, candidates = copies[at], found[at]
        if at in lines or copy.letters is Letters.TABLE:
            pass
        elif copy.letters is not Letters.PLAIN:
            if filed.get(at):
                candidates = []
            else:
                candidates = coreference.known(copy, article)
                if teams:
                    candidates = teams.headline(copy, sport.extra(copy, candidates))
        else:
            places.enumerated(copy, candidates)
            for each in candidates:
                article.settle(copy, each)
            if teams:
                candidates = teams.judge(copy, sport.extra(copy, candidates))
        names += (
            _name(at, copy, each) for each in [*filed.get(at, ()), *candidates] if each.kind != NONE and not each.weak
        )
    names.sort(key=lambda name: (name.text, name.start))
    return names


def _name(text: int, copy: Copy, found: Found) -> Name:
    start = copy.starts[found.first]
    word = copy.words[found.last - 1]
    end = copy.starts[found.last - 1] + len(word)
    if word[-1] == "." and copy.flags[found.last - 1] & SUFFIX and found.last + 1 >= len(copy.words):
        end -= 1  # the full stop of the sentence
    full = found.full or copy.text[start:end]
    if len(full) > 4 and full.isupper():
        full = _usual(full)
    return Name(text, start, end, Kind(found.kind), full, found.sure, found.role)


def _usual(name: str) -> str:
    """A name in capital letters as it is usually written."""
    known = lexicon().capitals.get(name)
    return known[1] if known else " ".join(word.capitalize() for word in name.split(" "))
