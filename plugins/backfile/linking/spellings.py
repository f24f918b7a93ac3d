"""Other spellings of a name: umlauts in two letters, British and American, initials and hyphens closed up or apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_TWO_LETTERS = re.compile(r"(?<=[b-df-hj-npr-twzB-DF-HJ-NPR-TWZ])([aou])e(?=[b-df-hj-np-tv-xz][a-z])")
"""``oe`` for ``ö`` stands between consonants, and not in ``Michael``, ``Samuel``, ``Boeing``."""

_ACROSS_THE_SEA = re.compile(
    r"(?<=[a-z])(?P<z>is|iz)(?=ations?\b)"
    r"|\b(?P<word>Defen[cs]e|Labou?r|Cent(?:re|er)|Theat(?:re|er)|Harbou?r|Co-?operation|Programme?)\b"
)
_OTHERS = (
    ("Defence", "Defense"),
    ("Labour", "Labor"),
    ("Centre", "Center"),
    ("Theatre", "Theater"),
    ("Harbour", "Harbor"),
    ("Co-operation", "Cooperation"),
    ("Cooperation", "Co-operation"),
    ("Programme", "Program"),
)
_SWAPPED = dict(_OTHERS) | {american: british for british, american in _OTHERS} | {"is": "iz", "iz": "is"}

_INITIALS = re.compile(r"(?P<letters>(?:[A-Z]\. ?){2,3})(?P<rest>[A-Z][a-z].*)")
_CLOSED_UP = re.compile(r"(?P<letters>[A-Z]{2})(?P<rest>[A-Z][a-z]{2,}.*)")
_SAINT = re.compile(r"(?<= )Saint[ -](?=[A-Z])")
_HYPHEN = re.compile(r"(?P<first>[A-Z][a-z]+)-(?P<second>[A-Z][a-z]+)(?P<rest>.*)")

_MAYBE = re.compile(
    r"[äöüøåÄÖÜØÅ]|[aou]e[b-df-hj-np-tv-xz]|i[sz]ation|Defen|Labo|Cent|Theat|Harbo|operation|Program|^[A-Z]\. ?[A-Z]\."
    r"|^[A-Z]{3}[a-z]| Saint|^[A-Z][a-z]+-[A-Z]"
)
"""What a name with another spelling has: most have none of it."""


def other_spellings(name: str) -> Iterator[str]:
    """The spellings in which texts have a name besides its own."""
    if not _MAYBE.search(name):
        return
    if not name.isascii() and (spelt := name.translate(_UMLAUTS)) != name:
        yield spelt
    if (spelt := _TWO_LETTERS.sub(r"\1", name)) != name:
        yield spelt
    if (spelt := _ACROSS_THE_SEA.sub(lambda match: _SWAPPED[match.group()], name)) != name:
        yield spelt
    if match := _INITIALS.match(name):
        letters = match["letters"].replace(". ", ".").strip()
        yield f"{letters} {match['rest']}"
        yield f"{letters.replace('.', '')}{match['rest']}"
    elif match := _CLOSED_UP.match(name):
        yield f"{match['letters']} {match['rest']}"
    if match := _SAINT.search(name):
        yield f"{name[: match.start()]}St {name[match.end() :]}"
    if match := _HYPHEN.fullmatch(name):
        yield f"{match['first']}{match['second'].lower()}{match['rest']}"
