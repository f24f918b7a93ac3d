"""Codes of wires: topics of IPTC's registers, topics by name, entities with what the wire knows."""

from __future__ import annotations

import pytest

from backfile.ingest.text.codes import entity_of, kind_of, topic_id
from backfile.model.authority import Entity, Kind, Topic
from backfile.vocabulary.media_topics import term


@pytest.mark.parametrize(
    ("qcode", "name", "expected"),
    [
        ("medtop:20000063", "", "medtop:20000063"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000063", "x", "medtop:20000063"),
        ("20001065", "Football", "medtop:20001065"),
        ("subj:15054000", "Football", "medtop:20001065"),
        ("15054000", "", "medtop:20001065"),
        ("iptc:15054999", "", "medtop:20001065"),
        ("http://cv.iptc.org/newscodes/subjectcode/16000000", "", "medtop:16000000"),
        ("", "Conflict, war and peace", "conflict-war-and-peace"),
        ("other:15054000", "", ""),
        ("other:1", " ?! ", ""),
    ],
)
def test_topics_of_iptc_need_no_record(qcode: str, name: str, expected: str) -> None:
    assert topic_id(qcode, name) == (expected, None)
    assert not expected or term(expected)


def test_other_topics_are_called_by_their_name() -> None:
    assert topic_id("dpasubject:12", "Häfen &\nSchiffe") == ("hafen-schiffe", Topic("hafen-schiffe", "Häfen & Schiffe"))
    assert topic_id("medtop:20009999", "New thing") == (
        "new-thing",
        Topic("new-thing", "New thing", qcode="medtop:20009999"),
    )
    assert topic_id("medtop:20009999") == ("medtop:20009999", None)


def test_entities() -> None:
    bonn = entity_of(
        "cpnat:geoArea", " Bonn ", "geo:1", "http://www.wikidata.org/entity/Q586", (50.7, 7.1), "de", ("Bonn", "Bonna")
    )

    assert bonn == Entity(
        "place:bonn",
        Kind.PLACE,
        "Bonn",
        aliases=("Bonna",),
        wikidata="Q586",
        coordinates=(50.7, 7.1),
        country="DE",
        qcodes=("geo:1",),
    )
    assert entity_of(Kind.PERSON, "Jane Doe", coordinates=(1, 2), country="DE") == Entity(
        "person:jane-doe", Kind.PERSON, "Jane Doe"
    )
    assert entity_of("place", "X", coordinates=(91, 0), country="Germany", wikidata="x") == Entity(
        "place:x", Kind.PLACE, "X"
    )
    assert entity_of("object", "X") is entity_of("person", "…") is None
    assert [kind_of(word) for word in ("cpnat:organisation", "Organization", "geoArea", "animal")] == [
        Kind.ORGANISATION, Kind.ORGANISATION, Kind.PLACE, None,
    ]  # fmt: skip
