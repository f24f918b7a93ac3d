"""Ordinary words: those that a text has in lower case, so that a capital is what makes a name of them."""

from __future__ import annotations

from backfile.names.lexicon import CALENDAR, CITY, DEMONYM, FUNCTION, GIVEN, PLACE, ROLE, TITLE, WORD, lexicon


def is_ordinary(key: str) -> bool:
    """Whether a word (folded) is one that English texts have in lower case, or a day or month."""
    return bool(lexicon().flags.get(key, 0) & (WORD | FUNCTION | CALENDAR))


def is_never_a_name(key: str) -> bool:
    """Whether a word by itself says nothing, whatever a record has as its alias: articles, days, months, titles."""
    return bool(lexicon().flags.get(key, 0) & (FUNCTION | CALENDAR | TITLE | ROLE))


def is_demonym(key: str) -> bool:
    """Whether a word is of a people or country, such as ``German``: no mention of the country."""
    return bool(lexicon().flags.get(key, 0) & DEMONYM)


def is_given_name(key: str) -> bool:
    """Whether a word is a usual given name, by which alone nobody is known."""
    return bool(lexicon().flags.get(key, 0) & GIVEN)


def is_title(key: str) -> bool:
    """Whether a word is a title that stands before names: ``President``."""
    return bool(lexicon().flags.get(key, 0) & (TITLE | ROLE))


def is_place(name: str) -> bool:
    """Whether a name is a country, state or city that everybody knows."""
    known = lexicon()
    return name in known.singles or name in known.phrases or bool(known.flags.get(name.lower(), 0) & (PLACE | CITY))
