"""Entities found automatically: from names in stories to records, mentions and links."""

from __future__ import annotations

from dataclasses import replace

from archive_factory import story
from backfile.discovery import discover
from backfile.linking.slots import filled
from backfile.model.authority import Authority, Entity, Kind, Origin
from backfile.model.story import FoundName, Story

ANNA = FoundName("Anna Berg", Kind.PERSON, sure=True, sentence="Anna Berg spoke.", role="Mayor", marked="Anna Berg")


def with_names(number: int, *names: FoundName) -> Story:
    return replace(story(number), names=names)


def test_a_name_gets_a_page_from_the_threshold_on():
    two = [with_names(1, ANNA), with_names(2, ANNA)]

    below = discover(two, Authority(), 3)
    reached = discover([*two, with_names(3, ANNA)], Authority(), 3)
    off = discover(two, Authority(), 0)

    assert below.authority.entities == {} == off.authority.entities
    assert {"person:anna-berg"} == set(reached.authority.entities)
    assert Origin.TEXT == reached.authority.entities["person:anna-berg"].origin
    assert [("person:anna-berg", "Anna Berg", "Anna Berg spoke.", "Mayor")] == [
        (it.entity, it.name, it.sentence, it.role) for it in reached.stories[0].mentions
    ]


def test_the_archive_votes_on_the_kind_and_confirms_what_one_article_doubts():
    doubted = [with_names(n, FoundName("Tiszaújváros", Kind.PLACE, sure=False)) for n in range(3)]
    outvoted = [with_names(n, FoundName("Nordvik Shipping", Kind.ORGANISATION, sure=True)) for n in range(3, 7)]
    outvoted[3] = with_names(6, FoundName("Nordvik Shipping", Kind.PERSON, sure=True))

    found = discover([*doubted, *outvoted], Authority(), 3)
    confirmed = discover([*doubted, with_names(9, FoundName("Tiszaújváros", Kind.PLACE, sure=True))], Authority(), 3)

    assert {"organisation:nordvik-shipping"} == set(found.authority.entities)
    assert {"place:tiszaujvaros"} == set(confirmed.authority.entities)


def test_what_a_record_is_called_is_not_found_again_nor_what_editors_rejected():
    names = (
        FoundName("Washington", Kind.PERSON, sure=True),
        FoundName("Nordvik Inc", Kind.ORGANISATION, sure=True),
        FoundName("Prime", Kind.ORGANISATION, sure=True),
        FoundName("Smith", Kind.PERSON, sure=True),
    )
    records = [Entity("person:george", Kind.PERSON, "George", aliases=("Washington",))]

    found = discover(
        [with_names(1, *names)], Authority({}, {it.id: it for it in records}), 1, rejected={"organisation:prime"}
    )

    assert {"person:george", "organisation:nordvik-inc"} == set(found.authority.entities)


def test_variants_of_a_name_are_one_entity_under_the_usual_form():
    written = ["Nordvik Shipping Corp"] * 2 + ["Nordvik Shipping"] * 3
    stories = [with_names(n, FoundName(name, Kind.ORGANISATION, sure=True)) for n, name in enumerate(written)]

    found = discover(stories, Authority(), 5)

    entity = found.authority.entities["organisation:nordvik-shipping"]
    assert ("Nordvik Shipping", ("Nordvik Shipping Corp",)) == (entity.name, entity.aliases)


def test_slots_become_links_once_an_entity():
    html = "<p>Anna Berg met Berg.</p>"
    entities = {0: "person:anna-berg", 1: "person:anna-berg"}

    linked = filled(html, [(3, 12, 0), (17, 21, 1)], lambda place: entities[place], "../")

    href = "../people/anna-berg/"
    assert f'<p><a href="{href}" class="entity" data-kind="person" data-found="">Anna Berg</a> met Berg.</p>' == linked
    assert html == filled(html, [(3, 12, 0)], lambda _place: "", "../")


def test_places_are_what_the_gazetteer_knows_of_them():
    names = [FoundName(name, Kind.PLACE, sure=True) for name in ("U.S.", "United States", "Kiel", "Birmingham", "Gulf")]

    entities = discover([with_names(1, *names)], Authority(), 1).authority.entities

    assert {"place:united-states", "place:kiel", "place:birmingham", "place:gulf"} == set(entities)
    america, kiel = entities["place:united-states"], entities["place:kiel"]
    assert ("United States", ("U.S.",), "US") == (america.name, america.aliases, america.country)
    assert kiel.coordinates is not None
    assert ("DE", (54, 10)) == (kiel.country, tuple(round(it) for it in kiel.coordinates))
    assert Origin.VOCABULARY == kiel.origin
    assert Origin.TEXT == entities["place:gulf"].origin


def test_acronyms_are_shown_in_capitals_and_shouted_names_are_not():
    names = [FoundName(name, Kind.ORGANISATION, sure=True) for name in ("NORDVIK SHIPPING", "Nordvik Shipping", "BHC")]

    entities = discover([with_names(1, *names)], Authority(), 1).authority.entities

    assert ["BHC", "Nordvik Shipping"] == [entities[it].name for it in sorted(entities)]


def test_institutions_that_every_country_has_get_no_page():
    names = ["Finance Ministry", "Central Bank", "The Bank", "World Bank", "Nordvik Bank"]

    found = discover([with_names(1, *(FoundName(it, Kind.ORGANISATION, sure=True) for it in names))], Authority(), 1)

    assert ["Nordvik Bank", "World Bank"] == sorted(it.name for it in found.authority.entities.values())
