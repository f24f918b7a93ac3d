"""A spaCy pipeline as recogniser: real pipelines, made here and saved to a disk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backfile.model.authority import Kind
from backfile.model.problems import BackfileError
from backfile.names import recogniser, recogniser_basis

spacy = pytest.importorskip("spacy")

TEXTS = [
    "Shoigu visits Latakia",
    "Sergei Shoigu, the defence minister, flew to the Latakia airfield after the Paris Attacks.",
    "Shoigu’s plane was met by the Nordic Harbour Council (NHC). The NHC paid 12 euros on Monday.",
]


@pytest.fixture(scope="module")
def by_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline with an entity ruler and no statistics."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Sergei Shoigu"},
            {"label": "PER", "pattern": "Shoigu"},
            {"label": "PER", "pattern": "Shoigu’s"},
            {"label": "GPE", "pattern": "Latakia"},
            {"label": "FAC", "pattern": "the Latakia airfield"},
            {"label": "EVENT", "pattern": "Paris Attacks"},
            {"label": "ORG", "pattern": "Nordic Harbour Council"},
            {"label": "ORG", "pattern": "NHC"},
            {"label": "MONEY", "pattern": "12 euros"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipelines") / "by-rules"
    nlp.to_disk(folder)
    return folder


def test_labels_become_kinds_and_short_forms_get_the_full_one(by_rules: Path) -> None:
    names = recogniser(f"spacy:{by_rules}")(TEXTS, "en", True)

    assert [
        (0, "Shoigu", Kind.PERSON, "Sergei Shoigu"),
        (0, "Latakia", Kind.PLACE, "Latakia"),
        (1, "Sergei Shoigu", Kind.PERSON, "Sergei Shoigu"),
        (1, "Latakia airfield", Kind.PLACE, "Latakia airfield"),
        (1, "Paris Attacks", Kind.EVENT, "Paris Attacks"),
        (2, "Shoigu", Kind.PERSON, "Sergei Shoigu"),
        (2, "Nordic Harbour Council", Kind.ORGANISATION, "Nordic Harbour Council"),
        (2, "NHC", Kind.ORGANISATION, "Nordic Harbour Council"),
        (2, "NHC", Kind.ORGANISATION, "Nordic Harbour Council"),
    ] == [(name.text, TEXTS[name.text][name.start : name.end], name.kind, name.full) for name in names]
    assert all(name.sure for name in names)


def test_a_trained_pipeline_finds_what_it_has_learnt(tmp_path: Path) -> None:
    spacy.util.fix_random_seed(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = []
    for person, city in (("Anna Berg", "Oslo"), ("Ole Dahl", "Bergen"), ("Ida Moe", "Tromso")):
        text = f"{person} flew to {city} today."
        spans = [(0, len(person), "PER"), (text.index(city), text.index(city) + len(city), "LOC")]
        examples.append(spacy.training.Example.from_dict(nlp.make_doc(text), {"entities": spans}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "trained")

    names = recogniser(f"spacy:{tmp_path / 'trained'}")(["Ole Dahl flew to Bergen today."], "en", False)

    assert [("Ole Dahl", Kind.PERSON), ("Bergen", Kind.PLACE)] == [(name.full, name.kind) for name in names]


def test_the_basis_tells_another_pipeline(by_rules: Path, tmp_path: Path) -> None:
    before = recogniser_basis(f"spacy:{by_rules}")
    nlp = spacy.load(by_rules)
    nlp.get_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Nordvik"}])
    nlp.to_disk(tmp_path / "other")

    assert before == recogniser_basis(f"spacy:{by_rules}")
    assert before.partition(str(by_rules))[2] != recogniser_basis(f"spacy:{tmp_path / 'other'}").partition("other")[2]
    assert spacy.__version__ in before
    assert "rules" == recogniser_basis("rules")


def test_errors_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, said in (
        ("spacy:en_core_nothing", "There is no spaCy pipeline en_core_nothing: install one"),
        (f"spacy:{tmp_path}", "has no config.cfg"),
        ("spacy:", "there is no such recogniser"),
        ("flair", "there is no such recogniser"),
    ):
        for ask in (recogniser, recogniser_basis):
            with pytest.raises(BackfileError, match=said):
                ask(name)
    (tmp_path / "config.cfg").write_text("nonsense", encoding="utf-8")
    with pytest.raises(BackfileError, match="cannot be loaded"):
        recogniser(f"spacy:{tmp_path}")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(BackfileError, match="finds no names: it has nothing"):
        recogniser(f"spacy:{tmp_path / 'blank'}")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(BackfileError, match=r"pip install 'backfile\[spacy\]'"):
        recogniser(f"spacy:{tmp_path / 'blank'}")
