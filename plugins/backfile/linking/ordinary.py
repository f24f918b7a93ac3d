"""Ordinary words: those that a text has in lower case, so that a capital is what makes a name of them."""

from __future__ import annotations

from backfile.names.lexicon import (
    CALENDAR,
    DEMONYM,
    EAST_ASIAN,
    FUNCTION,
    GIVEN,
    PLACE,
    PLACE_KIND,
    ROLE,
    SURNAME,
    TITLE,
    WORD,
    lexicon,
)


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


def is_common_surname(key: str) -> bool:
    """Whether so many people have a surname that it tells of none of them by itself."""
    return bool(lexicon().flags.get(key, 0) & (SURNAME | EAST_ASIAN))


def is_title(key: str) -> bool:
    """Whether a word is a title that stands before names: ``President``."""
    return bool(lexicon().flags.get(key, 0) & (TITLE | ROLE))


def is_place(name: str) -> bool:
    """Whether a name is a country, state or large city."""
    known = lexicon()
    kind = known.singles.get(name) or known.phrases.get(name)
    return kind == PLACE_KIND or bool(known.flags.get(name.lower(), 0) & PLACE)


def is_function(key: str) -> bool:
    """Whether a word begins sentences and no names: ``the``, ``when``."""
    return bool(lexicon().flags.get(key, 0) & FUNCTION)


def is_calendar(key: str) -> bool:
    """Whether a word is a day of the week or a month."""
    return bool(lexicon().flags.get(key, 0) & CALENDAR)
