"""What a query means, worked out the slow way: document by document, from their words, without any index."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log
from typing import Any

from whoosh.util.numeric import length_to_byte

from backfile.search.analysis import QueryToken, query_tokens, term_of
from backfile.search.documents import SearchDocument
from backfile.search.folding import fold
from backfile.search.query import parse
from backfile.search.query.tree import to_json
from backfile.search.ranking import LENGTHS
from backfile.search.segmentation import normalise, words_of

Node = dict[str, Any]
Scores = dict[int, float]
FIELDS = ("title", "body")
K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Settings:
    """What the manifest says of an archive."""

    averages: Sequence[float]
    tokens: Sequence[int]
    algorithms: Sequence[str]


class Naive:
    """An archive of documents in the order of their numbers."""

    def __init__(self, documents: Sequence[SearchDocument], settings: Settings, exact: bool = False) -> None:
        self.documents = documents
        self.settings = settings
        self.exact = exact
        self.words = [(document.words.title.split(), document.words.body.split()) for document in documents]
        self.terms = [
            [[term_of(word, document.algorithm) for word in words] for words in fields]
            for document, fields in zip(documents, self.words, strict=True)
        ]
        self.counts = [[Counter(terms) for terms in fields] for fields in self.terms]
        self.lengths = [[int(LENGTHS[length_to_byte(len(terms))]) for terms in fields] for fields in self.terms]
        self.holding: dict[str, set[int]] = defaultdict(set)
        self.folded: dict[str, list[str]] = defaultdict(list)
        self.field_holding: Counter[tuple[str, int]] = Counter()
        self.surface: Counter[tuple[str, str]] = Counter()
        for number, (fields, terms) in enumerate(zip(self.words, self.terms, strict=True)):
            for words, own in zip(fields, terms, strict=True):
                self.surface.update(zip(words, own, strict=True))
            for at, counts in enumerate(self.counts[number]):
                self.field_holding.update((term, at) for term in counts)
                for term in counts:
                    self.holding[term].add(number)
        for term in self.holding:
            self.folded[fold(term)].append(term)

    def search(self, query: str, filters: Iterable[tuple[str, str]] = ()) -> list[tuple[int, float]]:
        """Number and score of each match, best first."""
        tree = parse(query).tree
        node = to_json(tree) if tree else None
        self.telling = any(not token.stop for leaf in leaves(node) for token in self.tokens(leaf["text"]))
        found = self.meant(node) if node else None
        scores = found if found is not None else {}
        for field, id_ in filters:
            scores = {number: score for number, score in scores.items() if id_ in self.values(number, field)}
        rounded = [(number, floor(score * 1e9 + 0.5) / 1e9) for number, score in scores.items()]
        return sorted(rounded, key=lambda item: (item[1], item[0]), reverse=True)

    def tokens(self, text: str) -> list[QueryToken]:
        """The tokens of a chunk."""
        return query_tokens(text, self.settings.algorithms)

    def values(self, number: int, field: str) -> dict[str, str]:
        """Id → name of what a document has of a facet field."""
        return {facet.id: facet.name for facet in self.documents[number].facets if facet.field == field}

    def meant(self, node: Node) -> Scores | None:
        """Documents and their scores; None for a node that asks for nothing."""
        kind, boost = node["type"], node.get("boost", 1)
        every = range(len(self.documents))
        if kind == "every":
            return dict.fromkeys(every, 0.0)
        if kind == "dates":
            low, high = node.get("from", ""), node.get("to", "9")
            return {number: 0.0 for number in every if low <= self.documents[number].day <= high}
        if kind in ("and", "or"):
            parts = [part for part in map(self.meant, node["of"]) if part is not None]
            chosen = set.intersection if kind == "and" else set.union
            numbers = chosen(*map(set, parts)) if parts else set()
            return weighed({n: sum(part.get(n, 0) for part in parts) for n in numbers}, boost) if parts else None
        if kind in ("andmaybe", "andnot"):
            one, other = map(self.meant, node["of"])
            if kind == "andnot":
                if other is None:
                    return one
                kept = dict.fromkeys(every, 0.0) if one is None else one
                return {number: score for number, score in kept.items() if number not in other}
            if one is None or other is None:
                return one or other
            return {number: score + other.get(number, 0) for number, score in one.items()}
        return self.leaf(node, boost)

    def leaf(self, node: Node, boost: float) -> Scores | None:
        """What a leaf means."""
        kind, field = node["type"], node.get("field")
        if field and field not in FIELDS:
            return {
                number: 0.0
                for number in range(len(self.documents))
                if any(fits_value(node, field, *value) for value in self.values(number, field).items())
            }
        if kind not in ("word", "phrase"):
            return weighed(self.pattern(node), boost)
        tokens = self.tokens(node["text"])
        if kind == "word" and self.telling:
            tokens = [token for token in tokens if not token.stop]
        if not tokens:
            return None
        if kind == "word":
            parts = [self.token(token, field) for token in tokens]
            numbers = set.intersection(*map(set, parts))
            return weighed({number: sum(part[number] for part in parts) for number in numbers}, boost)
        told = {token.terms: token for token in [token for token in tokens if not token.stop] or tokens}
        parts = [self.token(token, None) for token in told.values()]
        fields = [FIELDS.index(field)] if field else [0, 1]
        slop = node.get("slop", 1)
        standing = [
            number
            for number in range(len(self.documents))
            if any(in_a_row(self.terms[number][at], tokens, slop) for at in fields)
        ]
        return weighed({number: sum(part.get(number, 0) for part in parts) for number in standing}, boost)

    def token(self, token: QueryToken, field: str | None) -> Scores:
        """A word in any of its forms."""
        if token.gram and len(token.word) == 1:
            return self.pattern({"type": "prefix", "text": token.word, "field": field})
        scores: Scores = defaultdict(float)
        for term in {form for asked in token.terms for form in self.folded[fold(asked)]}:
            for number in self.holding[term]:
                if not field or self.counts[number][FIELDS.index(field)][term]:
                    scores[number] += (1 if term in token.terms else 0.5) * self.score(term, number)
        return dict(scores)

    def score(self, term: str, number: int) -> float:
        """What a term scores in a document."""
        settings = self.settings
        total = len(self.documents)
        found = 0.0
        for at, weight in enumerate((3.0, 1.0)):
            tf = self.counts[number][at][term]
            average = (settings.tokens[at] / total if self.exact else settings.averages[at]) or 1
            part = tf * (K1 + 1) / (tf + K1 * (1 - B + B * self.lengths[number][at] / average))
            found += part * (log(total / (self.field_holding[term, at] + 1)) + 1 if self.exact else weight)
        if self.exact:
            return found
        held = len(self.holding[term])
        level = sum(found >= 0.2 * 1.1 ** (step - 0.5) for step in range(1, 64))
        return float(log(1 + (total - held + 0.5) / (held + 0.5)) * 0.2 * 1.1**level)

    def pattern(self, node: Node) -> Scores:
        """Documents with any word that fits."""
        fits = matching(node)
        terms = {term for word, term in self.surface if not term.startswith("·") and fits(fold(word))}
        fields = [FIELDS.index(node["field"])] if node.get("field") else [0, 1]
        return {
            number: 1.0
            for number, own in enumerate(self.terms)
            if any(not terms.isdisjoint(own[field]) for field in fields)
        }


def leaves(node: Node | None) -> Iterable[Node]:
    """The words that are looked for in the text of stories."""
    if node and node["type"] == "word" and node.get("field") in (None, *FIELDS):
        yield node
    for child in (node or {}).get("of", ()):
        yield from leaves(child)


def weighed(scores: Scores, boost: float) -> Scores:
    """All scores multiplied."""
    return {number: score * boost for number, score in scores.items()}


def in_a_row(terms: Sequence[str], tokens: Sequence[QueryToken], slop: int) -> bool:
    """Whether the tokens stand in this order, each at most ``slop`` behind where it would follow the one before."""
    ends = {at for at, term in enumerate(terms) if term in tokens[0].all_terms}
    for before, token in pairwise(tokens):
        near = token.position - before.position
        ends = {
            end + step
            for end in ends
            for step in range(near, near + slop)
            if end + step < len(terms) and terms[end + step] in token.all_terms
        }
    return bool(ends)


def matching(node: Node) -> Callable[[str], bool]:
    """Whether a folded word fits a pattern."""
    text = fold(normalise(node["text"]))
    if node["type"] == "prefix":
        return lambda word: word.startswith(text)
    if node["type"] == "wildcard":
        expression = "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign) for sign in text)
        return lambda word: re.fullmatch(expression, word, re.DOTALL) is not None
    return lambda word: word[:1] == text[:1] and distance(text, word) <= node.get("distance", 1)


def distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        row, old = [at], row
        for place, its in enumerate(other, 1):
            row.append(min(old[place] + 1, row[-1] + 1, old[place - 1] + (sign != its)))
    return row[-1]


def fits_value(node: Node, field: str, id_: str, name: str) -> bool:
    """Whether a facet's value is what a leaf means."""
    text, own = node["text"].lower(), [fold(word) for word in words_of(name)]
    if id_ == text or (field == "lang" and id_.startswith(text + "-")):
        return True
    if node["type"] not in ("word", "phrase"):
        return any(map(matching(node), own))
    asked = [fold(word) for word in words_of(text)]
    if node["type"] == "word":
        return bool(asked) and set(asked) <= set(own)
    return bool(asked) and any(own[at : at + len(asked)] == asked for at in range(len(own)))
