"""Authority files: one record a file or many in one, and every problem with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backfile.model.authority import Authority, Entity, Kind, Role, Topic
from backfile.reader import read_authority
from backfile.reader.topic_names import TopicNames


def read(content: Path, files: dict[str, str]) -> tuple[Authority, list[str]]:
    for path, text in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    authority, problems = read_authority(content)
    return authority, [str(problem) for problem in problems]


def test_a_record_in_a_file(tmp_path: Path) -> None:
    paris = (
        "---\nname: Paris\naliases: [City of Light]\nnames: {de: Paris, ar: باريس}\nwikidata: Q90\n"
        "same_as: https://www.geonames.org/2988507\ncoordinates: [48.8566, 2.3522]\ncountry: FR\nvalid: [0987, null]\n"
        "---\n\nCapital of *France*.\n"
    )
    topic = "---\nname: Syria conflict\nparent: conflict\nqcode: medtop:20000063\naliases: Syria war\n---\nThe war.\n"

    authority, problems = read(
        tmp_path,
        {
            "entities/places/paris.md": paris.replace("0987", "1987"),
            "topics/syria-conflict.md": topic,
            "topics/conflict.md": "---\nname: Conflict\n---\n",
        },
    )

    assert problems == []
    assert authority.entities == {
        "place:paris": Entity(
            id="place:paris",
            kind=Kind.PLACE,
            name="Paris",
            path="entities/places/paris.md",
            aliases=("City of Light",),
            names=(("de", "Paris"), ("ar", "باريس")),
            wikidata="Q90",
            same_as=("https://www.geonames.org/2988507",),
            coordinates=(48.8566, 2.3522),
            country="FR",
            valid=(date(1987, 1, 1), None),
            description="Capital of *France*.",
        )
    }
    assert authority.topics["syria-conflict"] == Topic(
        id="syria-conflict",
        name="Syria conflict",
        path="topics/syria-conflict.md",
        aliases=("Syria war",),
        parent="conflict",
        qcode="medtop:20000063",
        description="The war.",
    )


def test_many_records_in_a_file(tmp_path: Path) -> None:
    authority, problems = read(
        tmp_path,
        {
            "entities/people/all.yaml": "- id: jane-doe\n  name: Jane Doe\n  description: A pilot.\n"
            "- id: person:x-y\n  name: X Y\n",
            "entities/places.yaml": "kiel: {name: Kiel, country: DE}\nbonn:\n  name: Bonn\n",
            "topics/wires.yaml": "earn:\n  name: Earnings\n",
        },
    )

    assert problems == []
    assert list(authority.entities) == ["person:jane-doe", "person:x-y", "place:bonn", "place:kiel"]
    assert authority.entities["person:jane-doe"].description == "A pilot."
    assert authority.entities["place:kiel"].path == "entities/places.yaml"
    assert authority.topics["earn"].name == "Earnings"


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        ("[2015-11-13, 2015-11-14]", (date(2015, 11, 13), date(2015, 11, 14))),
        ("2015-11-13", (date(2015, 11, 13), date(2015, 11, 13))),
        ("2015", (date(2015, 1, 1), date(2015, 12, 31))),
        ("[2012-02, 2016-02]", (date(2012, 2, 1), date(2016, 2, 29))),
        ("[2015, '']", (date(2015, 1, 1), None)),
        ("[null, 2015-12]", (None, date(2015, 12, 31))),
    ],
)
def test_validity_may_be_open_or_a_month_or_a_year(tmp_path: Path, valid: str, expected: object) -> None:
    authority, problems = read(tmp_path, {"entities/events/a.md": f"---\nname: A\nvalid: {valid}\n---\n"})

    assert problems == []
    assert authority.entities["event:a"].valid == expected


PLACE = "entities/places/kiel.md"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (PLACE, "---\ncountry: DE\n---\n", f"{PLACE}:2: no name (add 'name: …')"),
        (
            PLACE,
            "---\nname: Kiel\nwikidata: 90\n---\n",
            f"{PLACE}:3: wikidata: '90' is not a Wikidata id (such as Q90)",
        ),
        (
            PLACE,
            "---\nname: Kiel\ncoordinates: [54.3]\n---\n",
            f"{PLACE}:3: coordinates must be [latitude, longitude] in degrees (such as [48.8566, 2.3522])",
        ),
        (
            PLACE,
            "---\nname: Kiel\ncoordinates: [112.1, 10.1]\n---\n",
            f"{PLACE}:3: coordinates must be [latitude, longitude] in degrees (such as [48.8566, 2.3522])",
        ),
        (
            PLACE,
            "---\nname: Kiel\ncoordinates: [54° N, 10]\n---\n",
            f"{PLACE}:3: coordinates: '54° N' is not a number (degrees with a point, such as 48.8566)",
        ),
        (
            PLACE,
            "---\nname: Kiel\ncoordinates: [nan, 10]\n---\n",
            f"{PLACE}:3: coordinates: nan is out of range (latitude -90 to 90, longitude -180 to 180)",
        ),
        (
            PLACE,
            "---\nname: Kiel\ncountry: Germany\n---\n",
            f"{PLACE}:3: country: 'Germany' is not a country code (two capital letters, such as FR)",
        ),
        (
            PLACE,
            "---\nname: Kiel\nid: person:kiel\n---\n",
            f"{PLACE}:3: id: 'person:kiel' is no place (its folder holds places)",
        ),
        (PLACE, "---\nname: Kiel\nalias: K\n---\n", f"{PLACE}:3: warning: unknown key alias (did you mean aliases?)"),
        (
            PLACE,
            "---\nname: Kiel\nnames: {German: Kiel}\n---\n",
            f"{PLACE}:3: names: 'German' is not a language tag (such as en, de or pt-BR)",
        ),
        (
            PLACE,
            "---\nname: Kiel\nsame_as: kiel.de\n---\n",
            f"{PLACE}:3: same_as: 'kiel.de' is not a web address (begin it with https://)",
        ),
        (
            PLACE,
            "---\nname: Kiel\nvalid: [2015-02-30, null]\n---\n",
            f"{PLACE}:3: valid: there is no 2015-02-30 (check day and month)",
        ),
        (
            PLACE,
            "---\nname: Kiel\nvalid: [2016, 2015]\n---\n",
            f"{PLACE}:3: valid ends before it begins (write [first day, last day])",
        ),
        (
            "topics/a.md",
            "---\nname: A\nqcode: 20000063\n---\n",
            "topics/a.md:3: qcode: '20000063' is not a qcode (such as medtop:16000000)",
        ),
        (
            "topics/a.md",
            "---\nname: A\nparent: a\n---\n",
            "topics/a.md:3: topics are each other's parents: a > a (take one parent away)",
        ),
        ("topics/a b.md", "---\nname: A\n---\n", "topics/a b.md:2: id: 'a b' is not a slug (such as a-b)"),
        ("topics/all.yaml", "- name: A\n", "topics/all.yaml:1: a record without id (add 'id: …')"),
        ("topics/all.yaml", "a: text\n", "topics/all.yaml:1: a record must have keys (such as 'name: …')"),
        (
            "topics/all.yaml",
            "text\n",
            "topics/all.yaml:1: neither a list of records nor records by id (begin with '- id: …')",
        ),
        (
            "topics/all.yaml",
            "a: {name: A}\na: {name: B}\n",
            "topics/all.yaml:2: a is given twice (first in topics/all.yaml:1)",
        ),
    ],
)
def test_problems_of_one_record(tmp_path: Path, path: str, text: str, expected: str) -> None:
    assert read(tmp_path, {path: text})[1] == [expected]


def test_a_circle_of_parents_is_told_once(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path,
        {
            "topics/all.yaml": "a: {name: A, parent: b}\nb: {name: B, parent: c}\n"
            "c: {name: C, parent: a}\nd: {name: D, parent: a}\n"
        },
    )

    assert problems == ["topics/all.yaml:1: topics are each other's parents: a > b > c > a (take one parent away)"]


def test_a_name_of_two_records_of_a_kind(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path,
        {
            "entities/people/jane-smith.md": "---\nname: Jane Smith\naliases: [Smith]\n---\n",
            "entities/people/john-smith.md": "---\nname: John Smith\naliases: [Smith]\n---\n",
            "entities/places/smith.md": "---\nname: Smith\n---\n",
        },
    )

    assert problems == [
        "entities/people/john-smith.md:3: warning: Smith is also a name of person:jane-smith "
        "(entities/people/jane-smith.md:2; context decides which one is meant)"
    ]


def test_broken_records_leave_the_others(tmp_path: Path) -> None:
    authority, problems = read(tmp_path, {"topics/a.md": "---\nname: A\n", "topics/b.md": "---\nname: B\n---\n"})

    assert list(authority.topics) == ["b"]
    assert problems == ["topics/a.md:1: front matter is not closed (put a line '---' behind its last key)"]


def test_an_archive_without_authority_files(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == (Authority(), [])


def test_topic_names_that_two_topics_have_mean_neither() -> None:
    names = TopicNames({"a": Topic("a", "Trade"), "b": Topic("b", "Trade", aliases=("B side",))})

    assert names.known("Trade") is None
    assert names.known("b SIDE") == "b"
    assert names.resolve(["Trade", "trade", "a", "B side", "b"]) == ("trade", "a", "b")


def test_roles_with_and_without_dates(tmp_path: Path) -> None:
    text = (
        "name: Ada\nroles:\n- Pilot\n- {role: Mayor of Kiel, from: 2008, to: 2016-05}\n"
        "- {name: Captain, valid: [2001, null]}\nunlike: [bob, place:ada]\n"
    )
    authority, problems = read(
        tmp_path,
        {
            "entities/people/ada.md": f"---\n{text}---\n",
            "entities/people/bob.md": "---\nname: Bob\nroles: Sailor\n---\n",
            "entities/places/ada.md": "---\nname: Ada Bay\ncoordinates: [1, 2]\ncountry: NO\n---\n",
        },
    )

    assert problems == []
    ada = authority.entities["person:ada"]
    assert ada.roles == (
        Role("Pilot"),
        Role("Mayor of Kiel", (date(2008, 1, 1), date(2016, 5, 31))),
        Role("Captain", (date(2001, 1, 1), None)),
    )
    assert ada.unlike == ("person:bob", "place:ada")
    assert authority.entities["person:bob"].roles == (Role("Sailor"),)


def test_merged_records_lead_to_the_end_of_the_chain(tmp_path: Path) -> None:
    authority, problems = read(
        tmp_path,
        {
            "entities/people.yaml": "a: {merged_into: b}\nb: {name: B, merged_into: person:c}\n"
            "c: {name: C, aliases: [B]}\n"
            "d: {name: D, unlike: a}\n",
            "topics.yaml": "ships: {name: Ships}\nharbours: {name: Harbours, parent: sea}\n"
            "boats: {name: Boats, merged_into: SHIPS}\n"
            "ferries: {name: Ferries, parent: boats}\nsea: {name: Sea, merged_into: harbours, parent: world}\n"
            "war: {name: War, merged_into: '16000000'}\nworld: {name: World}\n",
        },
    )

    assert problems == []
    assert {it.id: it.merged_into for it in authority.entities.values()} == {
        "person:a": "person:c",
        "person:b": "person:c",
        "person:c": "",
        "person:d": "",
    }
    assert authority.entities["person:a"].name == "C"
    assert authority.entities["person:d"].unlike == ("person:c",)
    assert authority.topics["boats"].merged_into == "ships"
    assert authority.topics["war"].merged_into == "conflict-war-and-peace"
    assert authority.topics["ferries"].parent == "ships"
    assert authority.topics["harbours"].parent == "world"  # its parent was merged into it


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: {name: A, merged_into: nobody}", "merged_into person:nobody: there is no such record"),
        (
            "a: {name: A, merged_into: b}\nb: {name: B, merged_into: a}",
            "merged into each other: person:a > person:b > person:a",
        ),
        ("a: {name: A, merged_into: a}", "merged into each other: person:a > person:a"),
        ("a: {name: A, unlike: b}", "unlike person:b: there is no such record"),
        ("a: {name: A, unlike: a}", "cannot be unlike itself"),
        ("a: {name: A, hidden: maybe}", "neither true nor false"),
        ("a: {name: A, roles: [{from: 2001}]}", "a role without name"),
        ("a: {name: A, roles: [{role: X, from: 2002, to: 2001}]}", "ends before it begins"),
        ("a: {name: A, roles: [{role: X, since: 2002}]}", "unknown key of a role since"),
    ],
)
def test_what_records_say_of_each_other_must_be_right(tmp_path: Path, text: str, problem: str) -> None:
    _, problems = read(tmp_path, {"entities/people.yaml": text + "\n"})

    assert len(problems) == 1 and problem in problems[0], problems


def test_a_place_is_where_the_gazetteer_has_it(tmp_path: Path) -> None:
    authority, problems = read(
        tmp_path,
        {
            "entities/places.yaml": "paris: {name: Paris}\nparis-texas: {name: 'Paris, Texas', geonames: 4717560}\n"
            "london: {name: London, country: CA}\nkiel: {name: Kiel, coordinates: [54.3, 10.1]}\n"
            "nowhere: {name: Nowhere at All}\nkoeln: {name: Cathedral City on the Rhine, names: {de: Köln}}\n"
            "mine: {name: Paris Street, coordinates: [1, 2], country: NZ}\nodd: {name: Odd, geonames: 1}\n",
        },
    )

    where = {it.slug: (it.coordinates, it.country) for it in authority.entities.values()}
    assert where["paris"] == ((48.85341, 2.3488), "FR")
    assert where["paris-texas"] == ((33.66094, -95.55551), "US")
    assert authority.entities["place:paris-texas"].same_as == ("https://www.geonames.org/4717560",)
    assert where["london"][1] == "CA" and where["london"][0] == pytest.approx((42.98, -81.23), abs=0.01)
    assert where["kiel"] == ((54.3, 10.1), "DE")
    assert where["nowhere"] == (None, "")
    assert where["koeln"][1] == "DE"
    assert where["mine"] == ((1.0, 2.0), "NZ")
    assert len(problems) == 1 and "geonames: the gazetteer has no place 1" in problems[0]


def test_a_media_topic_is_one_record_s(tmp_path: Path) -> None:
    text = "eu: {name: EU, qcode: medtop:20000644}\nun: {name: UN, qcode: medtop:20000644}\n"
    _, problems = read(tmp_path, {"topics.yaml": text + "uno: {qcode: medtop:20000644, merged_into: eu}\n"})

    assert len(problems) == 1
    assert "topics.yaml:2: warning: medtop:20000644 is also the qcode of eu" in problems[0]
