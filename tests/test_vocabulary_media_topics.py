"""IPTC Media Topics: how a topic of the vocabulary may be named, and its place in the tree."""

from __future__ import annotations

import pytest

from archive_factory import index_of, story, topic
from backfile.indexes import build_index
from backfile.model.authority import Authority, Origin, Topic
from backfile.model.options import Options
from backfile.reader import TopicNames
from backfile.reader.values import BadValue, read_topic
from backfile.vocabulary.media_topics import term, term_named

WAR = "conflict-war-and-peace"


@pytest.mark.parametrize(
    "name",
    [
        "medtop:16000000",
        "16000000",
        WAR,
        "conflict, war and peace",
        "Conflict, War and Peace",
        "Krise, Krieg, Konflikte",
    ],
)
def test_a_topic_is_named_by_code_id_or_name_in_two_languages(name: str) -> None:
    assert read_topic(name) == name
    assert TopicNames({}).resolve([name]) == (WAR,)


def test_a_name_of_several_terms_means_the_one_in_use_and_the_broader() -> None:
    crime = term_named("Kriegsverbrechen")
    assert crime is not None and crime.english == "war crime" and not crime.retired
    assert (found := term_named("Energie")) is not None and found.english == "energy and resource"
    assert (twin := term("medtop:20000311")) is not None and twin.id == "online-media-20000311"


def test_retired_terms_are_still_understood() -> None:
    found = term_named("medtop:20000064")
    assert found is not None and found.retired and found.parent == "war"


def test_what_is_no_term_is_no_topic_of_the_vocabulary() -> None:
    assert term_named("medtop:99999999") is None and term_named("") is None
    with pytest.raises(BadValue):
        read_topic("war, peace")


def test_terms_that_stories_use_and_those_above_have_pages() -> None:
    index = index_of([story(0, topics=TopicNames({}).resolve(["medtop:20000062"]))])

    assert [entry.topic.id for entry in index.topics.values() if entry.has_page] == ["armed-conflict", WAR, "war"]
    assert index.topics["war"].parents == (WAR, "armed-conflict")
    assert index.topics[WAR].stories == (0,) and index.topics[WAR].topic.origin is Origin.VOCABULARY
    assert index.aliases["topics/medtop-16000000/"] == f"topics/{WAR}/"


def test_topics_are_called_as_the_site_s_language_calls_them(tmp_path) -> None:
    options = Options(tmp_path, tmp_path, tmp_path, tmp_path, lang="de-AT")
    index = build_index([story(0, topics=(WAR,))], Authority(), options)

    assert index.topics[WAR].topic.name == "Krise, Krieg, Konflikte"
    assert index.topics[WAR].url == f"topics/{WAR}/"


def test_a_record_takes_the_place_of_its_term() -> None:
    war = topic("wars", "Wars", qcode="medtop:20000062")
    names = TopicNames({"wars": war})
    index = index_of([story(0, topics=names.resolve(["medtop:20000062", "Krieg"]))], war)

    assert index.topics_of == (("wars",),)
    assert index.topics["wars"].parents[0] == WAR
    assert "war" not in index.topics


def test_a_record_with_a_parent_of_its_own_stays_there_and_terms_below_it_come_along() -> None:
    records = [topic("wars", qcode="medtop:20000062", parent="world"), topic("world")]
    names = TopicNames({record.id: record for record in records})
    index = index_of([story(0, topics=names.resolve(["Civil War"]))], *records)

    assert index.topics["civil-war"].parents == ("world", "wars")
    assert index.topics["world"].stories == (0,)
    assert WAR not in index.topics


def test_merged_and_hidden_topics_stand_for_others_or_nothing() -> None:
    records = [
        topic("ships", "Ships"),
        topic("boats", "Boats", aliases=("Vessels",), merged_into="ships"),
        topic("secret", hidden=True, parent="ships"),
        topic("deep", parent="secret"),
    ]
    names = TopicNames({record.id: record for record in records})
    filed = names.resolve(["boats", "vessels", "secret", "deep"])
    index = index_of([story(0, topics=filed)], *records)

    assert index.topics_of == (("ships", "deep"),)
    assert index.topics["deep"].parents == ("ships",)
    assert index.topics["ships"].topic.aliases == ("Boats", "Vessels")
    assert set(index.topics) == {"ships", "deep"}
    assert index.aliases == {"topics/boats/": "topics/ships/", "topics/vessels/": "topics/ships/"}


def test_records_come_before_the_vocabulary() -> None:
    own = Topic("my-sport", "Sport")
    assert TopicNames({"my-sport": own}).resolve(["sport", "15000000"]) == ("my-sport", "sport")
