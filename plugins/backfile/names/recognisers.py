"""Recognisers by their names in the settings (``ENTITY_RECOGNISER``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backfile.model.problems import BackfileError
from backfile.names.name import Name
from backfile.names.recognition import recognise

Recogniser = Callable[[Sequence[str], str, bool], list[Name]]
"""(texts, language, whether the first is a headline) → the names in them, by text and place."""


def recogniser(name: str) -> Recogniser:
    """The recogniser that is called ``name``: ``rules`` or ``none``. Raises BackfileError for any other."""
    if name == "none":
        return _none
    if name == "rules":
        return recognise
    raise BackfileError(f"ENTITY_RECOGNISER = {name!r}: there is no such recogniser; 'rules' and 'none' are there")


def _none(_texts: Sequence[str], _lang: str, _headline: bool) -> list[Name]:
    return []
