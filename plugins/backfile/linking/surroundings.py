"""The words around a spot that say that it is no name by itself, or what it is."""

from __future__ import annotations

from backfile.linking.document import STEM, Parsed
from backfile.linking.ordinary import is_demonym, is_never_a_name
from backfile.linking.spots import Spot
from backfile.model.authority import Kind


def behind(spot: Spot) -> int:
    """Index of the word behind a spot."""
    return spot.first + spot.key.count(" ") + 1


def is_product(spot: Spot, generic: bool, parsed: Parsed) -> bool:
    """Whether a company's product is meant: ``Boeing 747``, and where it is called by a usual word, ``a Delta``."""
    words = parsed.words[spot.text]
    if generic and spot.first > 0 and words.keys[spot.first - 1] in ("a", "an"):
        return True
    after = behind(spot)
    if spot.first < 0 or after >= len(words.keys):
        return False
    key = words.keys[after]
    return key.isdigit() and 2 < len(key) < 5 and words.text[spot.end : words.starts[after]] in (" ", "-")


def is_behind_place(spot: Spot, parsed: Parsed) -> bool:
    """Whether a comma and a name with a capital stand before an abbreviation: ``Foxboro, Mass.``"""
    words = parsed.words[spot.text]
    text = words.text
    return (
        spot.first > 0
        and text[spot.end - 1] == "."
        and text[spot.start - 2 : spot.start] == ", "
        and text[words.starts[spot.first - 1]].isupper()
    )


def goes_on(spot: Spot, parsed: Parsed) -> bool:
    """Whether an organisation stands right before it (``GM Canada``), or a longer name goes on behind it."""
    words = parsed.words[spot.text]
    text = words.text
    if spot.first < 0 or parsed.is_headline(spot.text) or text.isupper() or parsed.nouns_have_capitals:
        return False
    before = parsed.name_ending(spot.text, spot.start - 1)
    if before is not None and before.kind is Kind.ORGANISATION and text[before.end] == " ":
        return True
    after = behind(spot)
    if not parsed.recognised or after >= len(words.keys) or text[spot.end : words.starts[after]] != " ":
        return False
    key = words.keys[after]
    if len(key) < 3 or not words.raw(after)[0].isupper() or is_never_a_name(key) or is_demonym(key):
        return False
    if parsed.name_begins(spot.text, words.starts[after]):
        return False
    return after + 1 < len(words.keys) and words.joined(after) and words.raw(after + 1)[0].isupper()


def has_neighbour(spot: Spot, parsed: Parsed) -> bool:
    """Whether the word before or behind has a capital where capitals tell."""
    words = parsed.words[spot.text]
    if parsed.is_headline(spot.text) or words.text.isupper() or parsed.nouns_have_capitals:
        return False
    after, before = behind(spot), spot.first - 1
    if after < len(words.keys) and words.joined(after - 1) and words.raw(after)[0].isupper():
        return True
    if before < 1 or not words.joined(before):
        return False
    return words.raw(before)[0].isupper() and parsed.capitals_tell(spot.text, before)


def stems_beside(spot: Spot, parsed: Parsed) -> set[str]:
    """Stems of the words right before and behind, which may say what it is: ``carrier`` before a ship."""
    if spot.first < 0:
        return set()
    keys = parsed.words[spot.text].keys
    after = behind(spot)
    near = keys[max(0, spot.first - 2) : spot.first] + keys[after : after + 1]
    return {key[:STEM] for key in near if len(key) > 3}
