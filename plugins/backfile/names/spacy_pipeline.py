"""A spaCy pipeline as recogniser: ``ENTITY_RECOGNISER = "spacy:NAME"``, by package name or folder.

spaCy is an extra of the package. A pipeline says which words are a name and of which kind; that a surname stands for
the full name of the same article, and an acronym for the organisation before it, is found here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from backfile.model.authority import Kind
from backfile.model.problems import BackfileError
from backfile.names.name import Name

_LABELS: dict[str, Kind] = {
    label: kind
    for kind, labels in {
        Kind.PERSON: "per person persona pers persname prs",
        Kind.ORGANISATION: "org organization organisation orgname gpe_org",
        Kind.PLACE: "loc location gpe gpe_loc fac facility place placename geogname",
        Kind.EVENT: "event evt evn",
    }.items()
    for label in labels.split()
}
"""Labels of the usual schemes (OntoNotes, CoNLL, NKJP, SUC, NorNE, RONEC) in lower case; others are left out."""

_NEEDLESS = ("parser", "textcat", "textcat_multilabel")
"""Components that take time and on which names do not depend."""

_POSSESSIVE = re.compile(r"['’]s?\Z")
_INSTALL = "install it with: pip install 'backfile[spacy]'"


class Pipeline:
    """A loaded pipeline, called as any recogniser is."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def __call__(self, texts: Sequence[str], lang: str, headline: bool = True) -> list[Name]:
        """The names in the texts of one article. The pipeline's own language counts, not ``lang``."""
        found: list[Name] = []
        for number, document in enumerate(self._nlp.pipe(texts)):
            for span in document.ents:
                kind = _LABELS.get(span.label_.casefold())
                name = _trimmed(texts[number], number, span.start_char, span.end_char, kind) if kind else None
                if name is not None:
                    found.append(name)
        return _with_full_forms(found)


def load_pipeline(name: str) -> Pipeline:
    """The pipeline ``name``: an installed package or a folder.

    Raises BackfileError, in words for the person who wrote the setting, when spaCy or the pipeline is missing, when it
    cannot be loaded, and when nothing in it finds names.
    """
    try:
        import spacy  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BackfileError(f"ENTITY_RECOGNISER = 'spacy:{name}' needs spaCy ({error}): {_INSTALL}") from None
    _look_for(name)
    try:
        nlp = spacy.load(name, disable=_NEEDLESS)
    except Exception as error:  # whatever a pipeline's own code raises
        reason = " ".join(str(error).split())[:300]
        raise BackfileError(f"The spaCy pipeline {name} cannot be loaded: {type(error).__name__}: {reason}") from error
    if not any("doc.ents" in nlp.get_pipe_meta(component).assigns for component in nlp.pipe_names):
        parts = ", ".join(nlp.pipe_names) or "nothing"
        raise BackfileError(f"The spaCy pipeline {name} finds no names: it has {parts}, but no ner or entity_ruler.")
    return Pipeline(nlp)


def pipeline_basis(name: str) -> str:
    """What its names depend on: versions; of a folder also the size and time of every file. Loads nothing."""
    try:
        base = f"spacy {version('spacy')}"
    except PackageNotFoundError:
        raise BackfileError(f"ENTITY_RECOGNISER = 'spacy:{name}' needs spaCy: {_INSTALL}") from None
    return f"{base} {name} {_look_for(name)}"


def _look_for(name: str) -> str:
    """The version of an installed pipeline, or the state of the files of one in a folder."""
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        folder = Path(name)
    if not folder.is_dir():
        raise BackfileError(
            f"There is no spaCy pipeline {name}: install one with 'python -m spacy download {name}', "
            "or give the folder of one on this disk."
        )
    if not (folder / "config.cfg").is_file():
        raise BackfileError(f"{name} is no spaCy pipeline: its folder has no config.cfg.")
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    states = [(file, file.stat()) for file in files]
    return " ".join(f"{file.relative_to(folder)}:{state.st_size}:{state.st_mtime_ns}" for file, state in states)


def _trimmed(text: str, number: int, start: int, end: int, kind: Kind) -> Name | None:
    """A name without article, possessive and white space around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    if words.lstrip()[:4].lower() == "the ":
        start += 4
    words = text[start:end].rstrip()
    words = _POSSESSIVE.sub("", words)
    if not words.strip() or not any(character.isalpha() for character in words):
        return None
    return Name(number, start, start + len(words), kind, " ".join(words.split()))


def _with_full_forms(found: list[Name]) -> list[Name]:
    """Surnames get the full name, acronyms the organisation, where just one in the article fits."""
    surnames: dict[str, set[str]] = {}
    acronyms: dict[str, set[str]] = {}
    for name in found:
        words = name.full.split()
        if name.kind is Kind.PERSON and len(words) > 1:
            surnames.setdefault(words[-1], set()).add(name.full)
        elif name.kind is Kind.ORGANISATION and len(words) > 1:
            acronyms.setdefault("".join(word[0] for word in words if word[0].isupper()), set()).add(name.full)
    return [_fuller(name, surnames if name.kind is Kind.PERSON else acronyms) for name in found]


def _fuller(name: Name, forms: dict[str, set[str]]) -> Name:
    possible = forms.get(name.full.replace(".", ""), set()) if name.kind in (Kind.PERSON, Kind.ORGANISATION) else set()
    return replace(name, full=next(iter(possible))) if len(possible) == 1 else name
