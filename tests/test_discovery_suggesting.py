"""From articles to proposals: variants grouped, doubtful names left out, what editors have judged not brought again."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.discovery.accepting import accept
from backfile.discovery.proposal_file import dump_proposals
from backfile.discovery.proposals import Proposal
from backfile.discovery.suggesting import in_this_process, suggest
from backfile.model.authority import Kind
from backfile.model.options import Options
from backfile.model.problems import BackfileError

STORIES = (
    "Russian Defence Minister Sergei Shoigu met officers in Latakia on Monday. Shoigu said the base would stay.",
    "Russian Defence Minister Sergey Shoigu flew home. The International Harbour Council (IHC) praised the pilots.",
    "A report by the International Harbour Council named three ports. It meets at the Gdansk Port Conference.",
    "The IHC wants deeper water. Nordvik Shipping Corp said it agreed, and so did Defence Minister Sergei Shoigu.",
    "Nordvik Shipping will buy two ships, it said after the Gdansk Port Conference. Minister Shoigu was not asked.",
)


def options(content: Path) -> Options:
    return Options(content=content, output=content / "out", theme=content, cache=content / "cache")


def write_archive(content: Path, stories: tuple[str, ...] = STORIES) -> Path:
    for number, text in enumerate(stories, 1):
        path = content / f"articles/2015/11/{number:02}/story-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\ntitle: A report from the coast\ndate: 2015-11-{number:02}\n---\n{text}\n", encoding="utf-8"
        )
    return content


def proposals(content: Path, **given: object) -> dict[str, Proposal]:
    return {it.name: it for it in suggest(options(content), in_this_process, **given).proposals}  # type: ignore[arg-type]


def test_variants_are_one_proposal_with_counts_roles_and_sentences(tmp_path: Path) -> None:
    found = proposals(write_archive(tmp_path))

    shoigu = found["Sergei Shoigu"]
    assert (Kind.PERSON, "person:sergei-shoigu", 4) == (shoigu.kind, shoigu.id, shoigu.articles)
    assert {"Sergey Shoigu", "Shoigu"} == set(shoigu.aliases)
    assert ("2015-11-01", "2015-11-05") == (str(shoigu.first), str(shoigu.last))
    assert ("Russian Defence Minister", 2) in shoigu.roles
    assert len(shoigu.samples) == len({sample.path for sample in shoigu.samples}) == 3
    assert all("Shoigu" in sample.sentence for sample in shoigu.samples)
    council = found["International Harbour Council"]
    assert (Kind.ORGANISATION, 3, ("IHC",)) == (council.kind, council.articles, council.aliases)
    assert (2, ("Nordvik Shipping Corp",)) == (found["Nordvik Shipping"].articles, found["Nordvik Shipping"].aliases)


def test_events_and_places_are_proposed_and_kinds_can_be_chosen(tmp_path: Path) -> None:
    write_archive(tmp_path)
    found = proposals(tmp_path)
    only_events = proposals(tmp_path, kinds=(Kind.EVENT,))

    assert Kind.EVENT is found["Gdansk Port Conference"].kind
    assert ["Gdansk Port Conference"] == list(only_events)
    assert not [name for name in proposals(tmp_path, least=3) if name == "Gdansk Port Conference"]


def test_a_place_comes_with_what_the_gazetteer_knows(tmp_path: Path) -> None:
    found = proposals(write_archive(tmp_path, ("He spoke in Lisbon on Monday.", "The ministers will meet in Lisbon.")))

    assert "PT" == found["Lisbon"].country
    assert found["Lisbon"].coordinates == pytest.approx((38.7, -9.1), abs=0.2)


def test_what_a_record_has_or_an_editor_rejected_is_not_proposed_again(tmp_path: Path) -> None:
    write_archive(tmp_path)
    record = tmp_path / "entities/people/minister.md"
    record.parent.mkdir(parents=True)
    record.write_text("---\nname: S. Shoigu\naliases: [Sergey Shoigu]\n---\n", encoding="utf-8")
    rejects = tmp_path / "suggestions.yaml"
    rejects.write_text(
        "- name: International Harbour Council\n  kind: organisation\n  reject: true\n", encoding="utf-8"
    )
    accept(tmp_path, rejects)

    found = proposals(tmp_path)

    assert "Sergei Shoigu" not in found
    assert "International Harbour Council" not in found
    assert "Gdansk Port Conference" in found


def test_the_same_archive_gives_the_same_file_whatever_the_batches(tmp_path: Path) -> None:
    write_archive(tmp_path)

    def one_by_one(step, batches):
        for batch in batches:
            for path in batch:
                yield from step([path])

    whole = suggest(options(tmp_path), in_this_process)
    parts = suggest(options(tmp_path), one_by_one)

    assert dump_proposals(whole.proposals, "s.yaml", "") == dump_proposals(parts.proposals, "s.yaml", "")
    assert "5 articles read" in whole.lines()[0]


def test_a_file_without_a_story_is_counted_and_no_archive_is_an_error(tmp_path: Path) -> None:
    write_archive(tmp_path)
    (tmp_path / "articles/2015/11/01/broken.md").write_text("no front matter", encoding="utf-8")

    assert "1 files left out" in suggest(options(tmp_path), in_this_process).lines()[1]
    with pytest.raises(BackfileError, match="There is no content folder"):
        suggest(options(tmp_path / "missing"), in_this_process)


def test_the_commands_write_prune_and_accept(invoke, tmp_path: Path) -> None:
    content, file = str(write_archive(tmp_path / "content")), tmp_path / "found.yaml"
    suggested = invoke("entities", "suggest", "--content", content, "--file", str(file))
    again = invoke("entities", "suggest", "--content", content, "--file", str(file), check=False)
    file.write_text(file.read_text(encoding="utf-8") + "- name: Bad\n  kind: nobody\n", encoding="utf-8")
    accepted = invoke("entities", "accept", str(file), "--content", content, check=False)

    assert "proposed: 1 people, 2 organisations" in suggested.stdout
    assert (2, 1) == (again.returncode, accepted.returncode)
    assert "is there already" in again.stderr
    assert "found.yaml:" in accepted.stdout
    assert "1 could not be taken" in accepted.stdout
    assert (tmp_path / "content/entities/people/sergei-shoigu.md").is_file()
