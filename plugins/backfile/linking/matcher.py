"""Finding the names of entities in text: whole words, the longest first, whatever their accents and hyphens.

All forms are ways through one automaton over words: from its start each word that begins a name leads on, so the cost
of a text does not grow with their number. It is kept flat, as two dictionaries: quicker to build and to send.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from backfile.linking.forms import Form, Source, forms_of, shape
from backfile.linking.words import Words
from backfile.model.authority import Authority


class Match(NamedTuple):
    """Words of a text that are a form of one or more entities."""

    first: int
    """Index of the first word."""
    last: int
    key: str
    forms: tuple[Form, ...]
    """More than one when the name alone does not tell."""


GENITIVE = frozenset(("de", "nl", "sv", "da", "no", "nb", "nn"))
"""Languages whose genitive ends in ``s`` without an apostrophe."""


class Matcher:
    """Finds the names of all entities of an archive; built once, picklable, cheap to send to workers."""

    def __init__(self, authority: Authority) -> None:
        self._forms: dict[str, tuple[Form, ...]] = {}
        self._longest: dict[str, int] = {}
        self._pairs: set[str] = set()
        """First two words of forms of several: most words that may begin one go on in another way."""
        self._small: set[str] = set()
        forms = self._forms
        for entity in authority.entities.values():
            for key, form in forms_of(entity, target_of(entity.id, authority)):
                have = forms.get(key)
                if have is None:
                    forms[key] = (form,)
                elif all(other.entity != form.entity for other in have):
                    forms[key] = (*have, form)
                elif form.source < min(other.source for other in have if other.entity == form.entity):
                    forms[key] = (*(other for other in have if other.entity != form.entity), form)
        for key, found in forms.items():
            first, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if rest:
                self._pairs.add(f"{first} {rest.partition(' ')[0]}")
            if length > self._longest.get(first, 0):
                self._longest[first] = length
            if any(not form.written[0].isupper() for form in found):
                self._small.add(first)

    def __bool__(self) -> bool:
        """False when there is no name to find."""
        return bool(self._forms)

    def of(self, key: str) -> tuple[Form, ...]:
        """The forms that have exactly this key."""
        return self._forms.get(key, ())

    def find(self, words: Words, lang: str = "en", capitals: bool = False) -> Iterator[Match]:
        """The names among ``words`` from left to right, the longest at each place; of those that overlap the first.

        ``capitals``: the text is in capitals throughout, so that they mean nothing.
        """
        text, keys, starts = words.text, words.keys, words.starts
        longest, small = self._longest, self._small
        genitive = lang in GENITIVE
        free = 0
        begins: Iterator[bool] = map(longest.__contains__, keys)
        if genitive:
            begins = (begin or key[:-1] in longest for begin, key in zip(begins, keys, strict=True))
        for index in compress(count(), begins):
            if index < free:
                continue
            key = keys[index]
            if key not in small and text[starts[index]].islower():
                continue
            match = self._at(words, index, longest.get(key, 1), genitive, capitals)
            if match is not None:
                yield match
                free = match.last + 1

    def _goes_on(self, keys: list[str], index: int, genitive: bool) -> bool:
        if index + 1 == len(keys):
            return False
        pair = f"{keys[index]} {keys[index + 1]}"
        return pair in self._pairs or (genitive and pair[:-1] in self._pairs)

    def _at(self, words: Words, index: int, reach: int, genitive: bool, capitals: bool) -> Match | None:
        keys = words.keys
        last = index
        length = len(keys)
        parts = [keys[index]]
        if reach > 1 and not self._goes_on(keys, index, genitive):
            reach = 1
        while last - index + 1 < reach and last + 1 < length:
            if not words.joined(last):
                break
            last += 1
            parts.append(keys[last])
        while parts:
            key = " ".join(parts)
            forms = self._forms.get(key)
            if not forms and genitive and key.endswith("s"):
                forms = self._forms.get(key[:-1])
            if forms:
                fitting = _fitting(forms, words, index, last, capitals)
                if fitting and index == last:
                    fitting = _with_stop(fitting, words, last)
                if words.text[words.ends[last] : words.ends[last] + 2] not in _OWN:
                    fitting = tuple([form for form in fitting if not form.written.endswith(_OWN)])
                if fitting:
                    return Match(index, last, key, fitting)
            parts.pop()
            last -= 1
        return None


def _fitting(forms: tuple[Form, ...], words: Words, first: int, last: int, capitals: bool) -> tuple[Form, ...]:
    """The forms whose capitals the words of the text have."""
    text = words.text[words.starts[first] : words.ends[last]]
    if len(forms) == 1 and forms[0].written == text:
        return forms
    shown = shape(text)
    return tuple([form for form in forms if _fits(form.written, shown, text, capitals)])


_OWN = ("'s", "’s")
"""Ends ``McDonald's``, which a text must have."""


def _with_stop(forms: tuple[Form, ...], words: Words, last: int) -> tuple[Form, ...]:
    """Without abbreviations that lack their full stop: ``Ill`` is not ``Ill.``, the state."""
    if words.text[words.ends[last] - 1 : words.ends[last] + 1].endswith("."):
        return forms
    return tuple([form for form in forms if form.written[-1] != "." or form.written.count(".") > 1])


def fitting(forms: tuple[Form, ...], text: str) -> tuple[Form, ...]:
    """Those of ``forms`` whose capitals ``text`` has; in a text of capitals alone all of several letters."""
    shown = shape(text)
    return tuple([form for form in forms if _fits(form.written, shown, text, False)])


def _fits(written: str, shown: str, text: str, capitals: bool) -> bool:
    if capitals or written == text:
        return True
    asked = shape(written)
    if asked == shown or len(asked) != len(shown):
        return True  # of other lengths where dots or apostrophes parted the words otherwise
    for at, (wanted, have) in enumerate(zip(asked, shown, strict=True)):
        if have in (wanted, "u") or wanted == "l":
            continue
        if have == "l" or (wanted == "u" and (have != "c" or len(text.split()[at]) < _LONG_ACRONYM)):
            return False
    return True


_LONG_ACRONYM = 4
"""Letters from which wires also print an acronym as a word: ``Nato``, ``Unesco``."""


def target_of(entity_id: str, authority: Authority) -> str:
    """The id that a record's names mean: its own, or of the record that it was merged into."""
    seen = {entity_id}
    while (record := authority.entities.get(entity_id)) and record.merged_into and record.merged_into not in seen:
        entity_id = record.merged_into
        seen.add(entity_id)
    return entity_id


__all__ = ["GENITIVE", "Form", "Match", "Matcher", "Source", "target_of"]
