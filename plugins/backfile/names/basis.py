"""What a recogniser depends on, without loading it: builds that read nothing ask for no more."""

from __future__ import annotations

from backfile.model.problems import BackfileError

_SPACY = "spacy:"


def recogniser_basis(name: str) -> str:
    """What names depend on besides text and program: while it is the same, so is what the recogniser finds.

    Raises BackfileError for a name that means no recogniser, and where a spaCy pipeline is missing.
    """
    if name in ("rules", "none"):
        return name
    from backfile.names.spacy_pipeline import pipeline_basis  # noqa: PLC0415 - only who asks for it has spaCy

    return pipeline_basis(pipeline_name(name))


def pipeline_name(name: str) -> str:
    """``NAME`` of ``spacy:NAME``. Raises BackfileError for any other."""
    pipeline = name.removeprefix(_SPACY).strip()
    if not name.startswith(_SPACY) or not pipeline:
        raise BackfileError(
            f"ENTITY_RECOGNISER = {name!r}: there is no such recogniser; 'rules', 'none' or 'spacy:' and the name or "
            "folder of a pipeline is expected"
        )
    return pipeline
