"""Recognisers by their names in the settings (``ENTITY_RECOGNISER``): the built-in rules, a spaCy pipeline, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from backfile.model.problems import BackfileError
from backfile.names.name import Name
from backfile.names.recognition import recognise
from backfile.names.spacy_pipeline import load_pipeline, pipeline_basis

Recogniser = Callable[[Sequence[str], str, bool], list[Name]]
"""(texts, language, whether the first is a headline) → the names in them, by text and place."""

_SPACY = "spacy:"


@lru_cache(maxsize=4)
def recogniser(name: str) -> Recogniser:
    """The recogniser that is called ``name``: ``rules``, ``none`` or ``spacy:NAME``; loaded once in a process.

    Raises BackfileError for any other, and where a spaCy pipeline cannot be used.
    """
    if name == "none":
        return _none
    return recognise if name == "rules" else load_pipeline(_pipeline(name))


def recogniser_basis(name: str) -> str:
    """What names depend on besides text and program: while it is the same, so is what the recogniser finds.

    Loads nothing. Raises BackfileError as ``recogniser`` does, where that shows without loading.
    """
    return name if name in ("rules", "none") else pipeline_basis(_pipeline(name))


def _none(_texts: Sequence[str], _lang: str, _headline: bool) -> list[Name]:
    return []


def _pipeline(name: str) -> str:
    pipeline = name.removeprefix(_SPACY).strip()
    if not name.startswith(_SPACY) or not pipeline:
        raise BackfileError(
            f"ENTITY_RECOGNISER = {name!r}: there is no such recogniser; 'rules', 'none' or 'spacy:' and the name or "
            "folder of a pipeline is expected"
        )
    return pipeline
