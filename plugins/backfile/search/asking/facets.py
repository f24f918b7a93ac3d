"""Which values of a facet field a leaf such as ``topic:"civil aviation"`` means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from backfile.search.asking.archive import Vocabulary
from backfile.search.asking.patterns import matching
from backfile.search.folding import fold
from backfile.search.query import Phrase, Word
from backfile.search.query.tree import Fuzzy, Prefix, Wildcard
from backfile.search.segmentation import words_of

Leaf = Word | Phrase | Prefix | Wildcard | Fuzzy


def values(leaf: Leaf, field: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The ids of the values that have the leaf's text as their id or fit it by their name; capitals do not matter."""
    fits, text = _by_name(leaf), leaf.text.lower()
    for value in vocabulary.names(field):
        by_name = fits([fold(word) for word in words_of(value.name)])
        if by_name or value.id == text or (field == "lang" and value.id.startswith(f"{text}-")):
            yield value.id


def _by_name(leaf: Leaf) -> Callable[[Sequence[str]], bool]:
    """Whether the folded words of a name fit."""
    if isinstance(leaf, Prefix | Wildcard | Fuzzy):
        fits = matching(leaf)
        return lambda name: any(map(fits, name))
    asked = [fold(word) for word in words_of(leaf.text)]
    if not asked:
        return lambda name: False
    if isinstance(leaf, Word):
        return lambda name: set(asked) <= set(name)
    return lambda name: any(list(name[at : at + len(asked)]) == asked for at in range(len(name)))
