"""A pruned file of proposals becomes records; what cannot be taken is named and stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.discovery.accepting import accept
from backfile.discovery.entries import read_entries
from backfile.discovery.not_names import read_not_names, read_rejected
from backfile.discovery.proposal_file import dump_proposals
from backfile.discovery.proposals import Proposal
from backfile.discovery.record_file import dump_record, record_path
from backfile.discovery.tally import Sample
from backfile.model.authority import Entity, Kind, Role
from backfile.model.options import load_zone
from backfile.model.problems import BackfileError
from backfile.reader import check, read_authority

DAY = date(2015, 11, 17)

FILE = """\
# What was found
#
# read it

# 12 articles
- name: Anna Berg
  kind: person
  id: anna-berg
  aliases: ["Berg, Anna", Ana Berg]
  roles: [Mayor of Oslo]

# 4 articles
- name: Olde Man   # the same as in people.yaml
  kind: person
  into: person:old

- name: Prime Rate
  kind: organisation
  aliases: [Prime]
  reject: true
- name: Lisbon
  kind: place
  coordinates: [38.72, -9.13]
  country: PT
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_become_records_other_names_and_rejects(tmp_path: Path) -> None:
    content = tmp_path / "content"
    records = write(content / "entities/people.yaml", "- id: old\n  name: Old Man # keep\n- id: other\n  name: Other\n")
    file = write(tmp_path / "s.yaml", FILE)

    accepted = accept(content, file)

    authority, problems = read_authority(content)
    assert [] == problems == accepted.problems
    anna = authority.entities["person:anna-berg"]
    assert ("Anna Berg", ("Berg, Anna", "Ana Berg"), (Role("Mayor of Oslo"),)) == (anna.name, anna.aliases, anna.roles)
    assert ((38.72, -9.13), "PT") == (authority.entities["place:lisbon"].coordinates, "PT")
    assert ("Olde Man",) == authority.entities["person:old"].aliases
    assert (
        "- id: old\n  name: Old Man # keep\n  aliases: [Olde Man]\n- id: other\n  name: Other\n" == records.read_text()
    )
    assert {"organisation:prime-rate", "organisation:prime"} == read_rejected(content)
    assert [] == check(content, load_zone("UTC"))
    assert not file.exists()


def test_a_second_run_over_the_same_entries_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "entities/people/old.md", "---\nname: Old Man\n---\nHe is old.\n")
    accept(tmp_path, write(tmp_path / "s.yaml", FILE))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    again = accept(tmp_path, write(tmp_path / "s.yaml", FILE))

    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert ([], 2, 1, 1, 0) == (again.written, len(again.there), len(again.merged), again.rejected, again.left)


def test_what_cannot_be_taken_is_named_and_stays_while_the_others_go_through(tmp_path: Path) -> None:
    hand_made = write(tmp_path / "content/entities/people/anna-berg.md", "---\nname: Anna Bergstrom\n---\n")
    broken = write(tmp_path / "content/entities/places/lisbon.md", "no front matter")
    text = FILE + (
        "# comment of the bad one\n- name: Bad\n  kind: nobody\n- name: Anna Bergstrom\n  kind: person\n"
        "- name: Else\n  kind: person\n  into: person:nobody\n- just text\n- name: Good Works\n  kind: organisation\n"
    )
    file = write(tmp_path / "s.yaml", text)

    accepted = accept(tmp_path / "content", file)

    told = "\n".join(accepted.lines())
    assert "s.yaml:6: person:anna-berg is the id of Anna Bergstrom (entities/people/anna-berg.md)" in told
    assert "s.yaml:13: there is no record person:old" in told
    assert "s.yaml:21: there is a file entities/places/lisbon.md already" in told
    assert "s.yaml:27: kind: 'nobody' is no kind" in told
    assert "s.yaml:28: Anna Bergstrom is a name of person:anna-berg (write 'into: person:anna-berg')" in told
    assert "s.yaml:30: there is no record person:nobody" in told
    assert "s.yaml:33: an entry must have keys" in told
    assert ["organisation:good-works"] == accepted.written
    rest = file.read_text(encoding="utf-8")
    assert rest.startswith("# What was found\n#\n# read it\n\n# 12 articles\n- name: Anna Berg\n")
    assert "Prime Rate" not in rest
    assert "Good Works" not in rest
    assert "# comment of the bad one\n- name: Bad\n" in rest
    assert ("---\nname: Anna Bergstrom\n---\n", "no front matter") == (hand_made.read_text(), broken.read_text())


def test_an_entry_may_go_into_another_of_the_same_file(tmp_path: Path) -> None:
    file = write(
        tmp_path / "s.yaml",
        "- {name: Anna B., kind: person, into: 'person:anna-berg'}\n- {name: Anna Berg, kind: person}\n",
    )
    accept(tmp_path, file)

    assert ("Anna B.",) == read_authority(tmp_path)[0].entities["person:anna-berg"].aliases


def test_rejects_are_remembered_once_and_may_be_written_by_hand(tmp_path: Path) -> None:
    path = write(tmp_path / "entities/not-names.yaml", "- name: Delta # mine\r\n")
    entry = "- name: Prime Rate\n  kind: organisation\n  reject: true\n"
    for _ in range(2):
        accept(tmp_path, write(tmp_path / "s.yaml", entry))

    assert b"- name: Delta # mine\r\n- name: Prime Rate\n  kind: organisation\n" == path.read_bytes()
    assert {"event:delta", "place:delta", "organisation:prime-rate"} <= read_rejected(tmp_path)
    write(path, "- kind: person\n- name: X\n  kind: thing\n- text\n")
    assert [1, 3, 4] == [problem.line for problem in read_not_names(tmp_path)[1]]
    with pytest.raises(BackfileError, match="nothing can be added before this is mended"):
        accept(tmp_path, write(tmp_path / "s.yaml", entry))


@pytest.mark.parametrize(("text", "said"), [("name: x", "no list"), ("[{name: x}]", "no list"), ("- a: *b", "alias")])
def test_a_file_that_is_no_list_is_refused_whole(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BackfileError, match=said):
        accept(tmp_path, write(tmp_path / "s.yaml", text))
    with pytest.raises(BackfileError, match="There is no file"):
        accept(tmp_path, tmp_path / "missing.yaml")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: text.strip()
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3, unique=True), st.sampled_from(Kind), TEXTS)
def test_any_name_comes_back_from_the_file_and_from_its_record(
    tmp_path_factory: pytest.TempPathFactory, name: str, aliases: list[str], kind: Kind, words: str
) -> None:
    folder = tmp_path_factory.mktemp("names")
    proposal = Proposal(
        f"{kind.value}:some-id",
        kind,
        name,
        tuple(aliases),
        2,
        DAY,
        DAY,
        0.9,
        1.0,
        ((words, 2),),
        (Sample(DAY, words, words, True),),
    )
    file = folder / "s.yaml"
    file.write_text(dump_proposals([proposal], words, words), encoding="utf-8", newline="\n")
    [entry], problems = read_entries(file)
    entity = entry.entity
    (folder / record_path(entity)).parent.mkdir(parents=True)
    (folder / record_path(entity)).write_bytes(dump_record(entity))

    assert [] == problems
    assert (name, tuple(aliases), (Role(words),)) == (entity.name, entity.aliases, entity.roles)
    read: Entity = read_authority(folder)[0].entities[entity.id]
    assert (name, tuple(aliases), (Role(words),)) == (read.name, read.aliases, read.roles)
