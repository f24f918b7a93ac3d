"""Forms that follow from the name of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.linking.rules import Rule

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")
_PLACE = r"(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
_HEADS = (
    r"(?:terrorist |terror |peace |climate )?"
    r"(?:attacks?|bombings?|massacre|shootings?|earthquake|explosion|talks|summit|siege)"
)
_PLACE_FIRST = re.compile(f"{_PLACE} (?P<head>{_HEADS})")
_HEAD_FIRST = re.compile(f"(?P<head>(?i:{_HEADS})) (?:in|on|at|of) {_PLACE}")
_TERROR = re.compile(r"^(?:terrorist |terror )")


def event_forms(name: str) -> Iterator[tuple[str, Rule]]:
    """With and without year and month, the place in front or behind: ``Paris attacks``, ``attacks in Paris``."""
    year, month = _YEAR.search(name), _MONTH.search(name)
    bare = " ".join(_MONTH.sub(" ", _YEAR.sub(" ", name)).split())
    bare = re.sub(r"^(?:of|in) | (?:of|in)$", "", bare)
    if bare.count(" ") < 1:
        return
    found = [bare]
    match = _PLACE_FIRST.fullmatch(bare) or _HEAD_FIRST.fullmatch(bare)
    if match:
        place, head = match["place"], _TERROR.sub("", match["head"].lower())
        heads = [head]
        if head.startswith(("attack", "bombing")):
            heads += [f"terrorist {head}", f"terror {head}"]
        found += [f"{place} {each}" for each in heads] + [f"{each} in {place}" for each in heads]
        if month:
            found += [f"{month[1]} {head}"] if year and head.startswith("attack") else []
    for form in dict.fromkeys(found):
        yield form, Rule.EVENT
        if month:
            yield f"{month[1]} {form}", Rule.EVENT
        if year:
            yield f"{year[0]} {form}", Rule.EVENT
            yield f"{form} of {year[0]}", Rule.EVENT
        if year and month:
            yield f"{month[1]} {year[0]} {form}", Rule.EVENT
            yield f"{form} of {month[1]} {year[0]}", Rule.EVENT
