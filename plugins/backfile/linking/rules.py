"""The rules by which a form of a name follows from another."""

from __future__ import annotations

from enum import IntEnum


class Rule(IntEnum):
    """By what a form was made."""

    WITHOUT_BRACKETS = 0
    """``Paris (Texas)`` → ``Paris``."""
    WITHOUT_REGION = 1
    """``Paris, Texas`` → ``Paris``, ``Bundesrat of Germany`` → ``Bundesrat``."""
    WITHOUT_ARTICLE = 2
    """``The New York Times`` → ``New York Times``."""
    WITHOUT_SUFFIX = 3
    """``Lufthansa AG`` → ``Lufthansa``; a club without ``FC``, ``Sinai Peninsula`` → ``Sinai``."""
    MINISTRY = 4
    """``Ministry of Defence`` → ``Defence Ministry`` and back."""
    COUNTRY = 5
    """Another usual name of a country or state."""
    SAINT = 6
    """``Saint Petersburg`` → ``St. Petersburg`` and back."""
    SHORT_PERSON = 7
    """Given name and surname only: no middle names, initials, ``Jr.``, honorifics."""
    ACRONYM = 8
    """Of an organisation of three words or more."""
    SURNAME = 9
    """Of a person."""
    EVENT = 10
    """The same event in other words: ``Paris attacks``, ``attacks in Paris``."""
    FIRST_WORD = 11
    """An organisation by the word that is its own: ``Toyota`` for ``Toyota Motor Corporation``."""
    NICKNAME = 12
    """``Bill`` for ``William``."""
    TEAM = 13
    """A team by its place or the rest of its name, in sport alone: ``Chicago``, ``Bulls``."""
    SHORT_ACRONYM = 14
    """Of an organisation of two words."""

    SPELLING = 15
    """The name itself in another spelling: ``Schroeder`` for ``Schröder``."""
    INSTITUTION = 16
    """An institution without its country: ``Senate``, ``Labour``."""
    GENERIC = 17
    """A company by the word in front of what it does, though others have it: ``Delta`` for ``Delta Air Lines``."""
    REGNAL = 18
    """Who reigns, or is of a house that does, by the given name: ``Charles``."""

    @property
    def label(self) -> str:
        """For people."""
        return self.name.lower().replace("_", " ")
