"""Topics and entities: one entry an address, with all stories of it and of what is below it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import entity, index_of, story, topic
from backfile.indexes.together import Company, topics_among
from backfile.model.authority import Kind
from backfile.model.story import Mention


def test_a_topic_rolls_up_the_stories_of_its_sub_topics_each_once():
    index = index_of(
        [story(0, topics=("war",)), story(1, topics=("war", "talks")), story(2, topics=("world",)), story(3)],
        topic("world"),
        topic("war", parent="world"),
        topic("talks", parent="war"),
    )

    assert index.topics["world"].own == (2,)
    assert index.topics["world"].stories == (0, 1, 2)
    assert index.topics["war"].stories == (0, 1)
    assert index.topics["talks"].parents == ("world", "war")
    assert index.topics["war"].children == ("talks",)


def test_topics_that_only_stories_name_get_a_readable_record():
    index = index_of([story(0, topics=("crude-oil",))], topic("gold", parent="raw-materials"))

    assert index.topics["crude-oil"].topic.name == "Crude oil"
    assert index.topics["raw-materials"].topic.name == "Raw materials"
    assert index.topics["gold"].parents == ("raw-materials",)


def test_ids_that_share_an_address_are_one_subject_under_the_editors_id():
    index = index_of(
        [story(0, topics=("Oil", "oil"), entities=("place:New-York",)), story(1, entities=("place:new-york",))],
        topic("oil", "Oil and gas"),
    )

    assert list(index.topics) == ["oil"]
    assert index.topics_of == (("oil",), ())
    assert [entry.stories for entry in index.entities.values()] == [(0, 1)]
    urls = [entry.url for entry in index.entities.values()]
    assert urls == ["places/new-york/"]


def test_an_entity_without_a_record_is_called_what_stories_call_it_most():
    def mention(name: str) -> Mention:
        return Mention("person:v-putin", name, f"{name} spoke.")

    index = index_of(
        [story(number, entities=[mention(name)]) for number, name in enumerate(["Putin", "V. Putin", "Putin"])]
    )

    assert index.entities["person:v-putin"].entity.name == "Putin"


def test_pages_are_for_subjects_with_something_to_show():
    index = index_of(
        [story(0, topics=("war",))],
        topic("world"),
        topic("war", parent="world"),
        topic("sport"),
        topic("tennis", parent="sport", description="With *rackets*."),
        topic("golf", parent="sport"),
        entity("person:nobody"),
        entity("person:somebody", description="Known."),
    )

    assert {"world", "war", "sport", "tennis"} == {name for name, entry in index.topics.items() if entry.has_page}
    assert [entry.entity.id for entry in index.of_kind(Kind.PERSON)] == ["person:somebody"]


def test_mentions_of_no_known_kind_have_no_address_and_are_left_out():
    index = index_of([story(0, entities=("ship:charles-de-gaulle", "person:", "person:ada"))])

    assert index.entities_of == (("person:ada",),)


_names = st.sampled_from([f"{kind}:{letter}" for kind in Kind for letter in "abc"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.lists(_names, max_size=5), st.lists(st.sampled_from("xyz"), max_size=3)), max_size=12))
def test_what_is_mentioned_together_is_counted_once_a_story(contents):
    index = index_of(
        story(number, entities=dict.fromkeys(names), topics=tuple(topics))
        for number, (names, topics) in enumerate(contents)
    )
    everything = range(len(contents))

    found = {name: count for ranked in Company(index).of_kinds(everything, 99).values() for name, count in ranked}
    assert {name: sum(name in names for names, _ in contents) for names, _ in contents for name in names} == found
    assert {name: len(entry.stories) for name, entry in index.entities.items()} == found
    counts = [count for _, count in topics_among(index, everything)]
    assert sorted(counts, reverse=True) == counts
    assert sum(len(set(topics)) for _, topics in contents) == sum(counts)


def test_what_is_merged_belongs_to_what_it_was_merged_into():
    index = index_of(
        [
            story(0, entities=(Mention("person:old", "", ""), Mention("person:new", "Ada", "Ada spoke."))),
            story(1, entities=(Mention("person:old", "Queen", "A queen came."),)),
        ],
        entity("person:new", "Ada"),
        entity("person:old", "Queen", aliases=("Her Majesty",), merged_into="person:new"),
    )

    assert list(index.entities) == ["person:new"]
    assert index.entities["person:new"].stories == (0, 1)
    assert index.entities["person:new"].entity.aliases == ("Queen", "Her Majesty")
    assert [[(it.entity, it.name) for it in story.mentions] for story in index.stories] == [
        [("person:new", "Ada")],
        [("person:new", "Queen")],
    ]
    assert index.aliases == {
        "people/her-majesty/": "people/new/",
        "people/old/": "people/new/",
        "people/queen/": "people/new/",
    }


def test_hidden_entities_are_in_no_list_and_no_mention():
    index = index_of(
        [story(0, dateline="Kiel", entities=("place:kiel", "person:ada", "person:gone"))],
        entity("place:kiel", hidden=True),
        entity("person:gone", merged_into="person:nobody"),
        entity("person:nobody", hidden=True),
    )

    assert index.entities_of == (("person:ada",),)
    assert list(index.entities) == ["person:ada"]
    assert [it.entity for it in index.stories[0].mentions] == ["person:ada"]
    assert index.datelines["kiel"].place == ""
    assert index.aliases == {}
