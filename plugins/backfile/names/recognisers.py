"""Recognisers by their names in the settings (``ENTITY_RECOGNISER``): the built-in rules, a spaCy pipeline, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from backfile.names.basis import pipeline_name
from backfile.names.name import Name
from backfile.names.recognition import recognise
from backfile.names.spacy_pipeline import load_pipeline

Recogniser = Callable[[Sequence[str], str, bool], list[Name]]
"""(texts, language, whether the first is a headline) → the names in them, by text and place."""


@lru_cache(maxsize=4)
def recogniser(name: str) -> Recogniser:
    """The recogniser that is called ``name``: ``rules``, ``none`` or ``spacy:NAME``; loaded once in a process.

    Raises BackfileError for any other, and where a spaCy pipeline cannot be used.
    """
    if name == "none":
        return _none
    return recognise if name == "rules" else load_pipeline(pipeline_name(name))


def _none(_texts: Sequence[str], _lang: str, _headline: bool) -> list[Name]:
    return []
