"""Records that a wire brings for its codes: written once, beside what editors have, the same in any order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.ingest.formats.reuters_names import records_for
from backfile.ingest.ingesting import ingest
from backfile.ingest.shelf.records import WireRecords
from backfile.model.authority import Entity, Kind, Topic
from backfile.model.problems import BackfileError
from backfile.reader import read_authority
from backfile.vocabulary.media_topics import term

STORY = (
    '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="{id}">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n'
    "<TOPICS>{topics}</TOPICS>\n<PLACES>{places}</PLACES>\n<PEOPLE><D>reagan</D></PEOPLE>\n<ORGS></ORGS>\n"
    "<EXCHANGES><D>nyse</D></EXCHANGES>\n<TEXT>&#2;\n<TITLE>Harbour {id}</TITLE>\n"
    "<DATELINE>    KIEL, Feb 26 - </DATELINE><BODY>The harbour opened.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
)


def codes(*names: str) -> str:
    return "".join(f"<D>{name}</D>" for name in names)


def wire(folder: Path, number: int, topics: tuple[str, ...], places: tuple[str, ...]) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{number}.sgm"
    file.write_text(STORY.format(id=number, topics=codes(*topics), places=codes(*places)), encoding="latin-1")
    return file


def records(content: Path) -> dict[str, str]:
    paths = [*content.rglob("reuters21578.yaml")]
    return {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_codes_get_readable_names_where_editors_have_none(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for path, text in {"topics/earn.md": "name: Profits", "entities/places/britain.md": "name: Britain"}.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(f"---\n{text}\n---\n", encoding="utf-8")
    file = wire(tmp_path / "wire", 1, ("earn", "wheat", "no-such-code"), ("west-germany", "uk", "france"))

    summary = ingest(file, content)
    authority, problems = read_authority(content)

    assert problems == []
    assert "7 records of names written" in str(summary)
    assert {topic.id: topic.name for topic in authority.topics.values()} == {
        "earn": "Profits",
        "grain": "Grain",
        "wheat": "Wheat",
    }
    found = {it.id: it.name for it in authority.entities.values() if not it.merged_into}
    assert found == {
        "organisation:nyse": "New York Stock Exchange",
        "person:reagan": "Ronald Reagan",
        "place:britain": "Britain",
        "place:france": "France",
        "place:west-germany": "West Germany",
    }
    assert authority.entities["place:uk"].merged_into == "place:britain"
    assert authority.entities["place:france"].coordinates and authority.entities["place:france"].country == "FR"
    assert authority.entities["person:reagan"].roles[0].name == "President of the United States"


def test_ingest_again_or_in_parts_comes_to_the_same(tmp_path: Path) -> None:
    files = [
        wire(tmp_path / "wire", 1, ("gold", "acq"), ("usa",)),
        wire(tmp_path / "wire", 2, ("rice",), ("japan", "usa", "brazil")),
    ]
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    ingest(tmp_path / "wire", whole)
    for file in reversed(files):
        ingest(file, parts)

    assert len(records(whole)) == 4
    assert records(parts) == records(whole)
    again = ingest(tmp_path / "wire", whole)
    assert (again.written, again.records) == (0, 0)


def test_what_an_editor_changed_stays(tmp_path: Path) -> None:
    content = tmp_path / "content"
    ingest(wire(tmp_path / "wire", 1, ("gold",), ()), content)
    file = content / "topics" / "reuters21578.yaml"
    mine = "# Ours.\n" + file.read_text(encoding="utf-8").replace("name: Gold", "name: Bullion  # as we say")
    file.write_text(mine, encoding="utf-8")
    ingest(wire(tmp_path / "wire", 2, ("acq", "zinc"), ()), content)

    text = file.read_text(encoding="utf-8")
    assert mine.partition("gold:")[2] in text and text.index("acq:") < text.index("gold:") < text.index("zinc:")
    file.write_text("- id: gold\n  name: Gold\n", encoding="utf-8")
    with pytest.raises(BackfileError, match="not a list of records by id"):
        ingest(wire(tmp_path / "wire", 3, ("copper",), ()), content)


def test_a_dry_run_writes_no_records(tmp_path: Path) -> None:
    found = WireRecords()
    found.add(
        "some", [Topic("a", "A: b", aliases=("x, y",)), Entity("place:z", Kind.PLACE, "Z", coordinates=(1.5, -2.0))]
    )

    assert found.write(tmp_path, dry_run=True) == 2
    assert not [*tmp_path.iterdir()]
    assert found.write(tmp_path) == 2
    authority, problems = read_authority(tmp_path)
    assert problems == []
    assert (authority.topics["a"].name, authority.topics["a"].aliases) == ("A: b", ("x, y",))
    assert authority.entities["place:z"].coordinates == (1.5, -2.0)


def test_every_name_of_the_table_is_in_order(tmp_path: Path) -> None:
    import backfile.ingest.formats.reuters_names as table

    known = table._records()
    found = WireRecords()
    found.add("all", known.values())
    found.write(tmp_path)
    authority, problems = read_authority(tmp_path)

    assert problems == []  # no name twice, no parent unknown
    assert len(authority.topics) + len(authority.entities) == len(known)
    assert all(term(topic.qcode) for topic in authority.topics.values() if topic.qcode)
    assert all(it.coordinates for it in authority.entities.values() if it.kind is Kind.PLACE)
    assert [it.id for it in records_for(["wheat"], ["place:usa", "place:atlantis"])] == ["wheat", "grain", "place:usa"]


NAMES = st.sampled_from(["Kiel", "KIEL", "kiel", "Kïel", "Kiel Harbour", "The port: a, b"])
CODES = st.sampled_from(["", "Q586", "Q1707", "Q64"])
ENTITIES = st.builds(
    Entity,
    id=st.sampled_from(["place:kiel", "place:port", "place:bonn"]),
    kind=st.just(Kind.PLACE),
    name=NAMES,
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    names=st.lists(st.tuples(st.sampled_from(["de", "fr"]), NAMES), max_size=2, unique_by=lambda it: it[0]).map(tuple),
    wikidata=CODES,
    same_as=st.sampled_from([(), ("https://example.org/a",), ("https://example.org/b", "https://example.org/a")]),
    coordinates=st.sampled_from([None, (54.3, 10.1), (54.32, -10.0)]),
    country=st.sampled_from(["", "DE"]),
    qcodes=st.sampled_from([(), ("geo:1",), ("geo:2", "geo:1")]),
)
TOPICS = st.builds(
    Topic,
    id=st.sampled_from(["ports", "kiel"]),
    name=NAMES,
    aliases=st.lists(NAMES, max_size=1).map(tuple),
    parent=st.sampled_from(["", "medtop:04000000"]),
    qcode=st.sampled_from(["", "medtop:20009999"]),
)


@given(
    st.lists(st.tuples(st.sampled_from(["ninjs", "nitf", "reuters21578"]), ENTITIES | TOPICS), max_size=7), st.data()
)
@settings(max_examples=60, deadline=None)
def test_records_are_the_same_in_any_order_and_in_any_parts(
    brought: list[tuple[str, Entity | Topic]], data: st.DataObject
) -> None:
    trees = []
    with TemporaryDirectory() as folder:
        for number, order in enumerate([brought, data.draw(st.permutations(brought)) + brought[:2]]):
            content = Path(folder, str(number))
            cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=2))) if number else []
            for start, end in pairwise([0, *cuts, len(order)]):
                records = WireRecords()
                for source, record in order[start:end]:
                    records.add(source, [record])
                records.write(content)
            trees.append({path.relative_to(content): path.read_text("utf-8") for path in content.rglob("*.yaml")})
            authority, problems = read_authority(content)
            assert not [problem for problem in problems if problem.is_error]
            assert authority.entities.keys() | authority.topics.keys() == {record.id for _, record in brought}

    assert trees[0] == trees[1]


def test_later_copy_adds_to_a_record_until_an_editor_changes_it(tmp_path: Path) -> None:
    def bring(*records: Entity | Topic) -> int:
        found = WireRecords()
        found.add("ninjs", records)
        return found.write(tmp_path)

    file = tmp_path / "entities" / "people" / "wire.yaml"
    assert (
        bring(Entity("person:a-b", Kind.PERSON, "A B", qcodes=("x:1",)), Entity("person:c-d", Kind.PERSON, "C D")) == 2
    )
    assert bring(Entity("person:a-b", Kind.PERSON, "A B", qcodes=("y:2",), names=(("no", "Å B"),), wikidata="Q5")) == 1
    assert bring(Entity("person:a-b", Kind.PERSON, "A B", same_as=("https://example.org/ab",))) == 1
    assert bring(Entity("person:a-b", Kind.PERSON, "A B", qcodes=("x:1",))) == 0

    found = read_authority(tmp_path)[0].entities["person:a-b"]
    assert (found.qcodes, found.names, found.wikidata) == (("x:1", "y:2"), (("no", "Å B"),), "Q5")
    assert found.same_as == ("https://example.org/ab",)
    file.write_text("# Mine\n" + file.read_text("utf-8").replace("name: C D", "name: Cee Dee") + "# The end\n", "utf-8")
    assert bring(Entity("person:c-d", Kind.PERSON, "C D", qcodes=("x:3",)), Entity("person:b", Kind.PERSON, "B")) == 1
    text = file.read_text("utf-8")
    assert text.startswith("# Mine\na-b:") and text.endswith("name: Cee Dee\n# The end\n") and "x:3" not in text
    assert text.index("\na-b:") < text.index("\nb:") < text.index("\nc-d:")


def test_an_editors_record_of_one_s_own_takes_the_place_of_the_wire_s(tmp_path: Path) -> None:
    found = WireRecords()
    found.add("nitf", [Topic("ports", "Ports"), Entity("place:kiel", Kind.PLACE, "Kiel", wikidata="Q1707")])
    found.write(tmp_path)
    (tmp_path / "topics" / "ports.md").write_text("---\nname: Harbours\n---\n", "utf-8")
    (tmp_path / "entities" / "places" / "kiel-fjord.md").write_text("---\nname: Fjord\nwikidata: Q1707\n---\n", "utf-8")
    found.write(tmp_path)

    authority, problems = read_authority(tmp_path)
    assert problems == []
    assert authority.topics["ports"].name == "Harbours" and not (tmp_path / "topics" / "wire.yaml").exists()
    assert authority.entities["place:kiel"].merged_into == "place:kiel-fjord"
