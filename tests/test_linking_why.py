"""``invoke entities why``, the groups of commands, and the score of links on known texts."""

from __future__ import annotations

import json

import pytest

from backfile.bench.linked import bench_links, shown
from backfile.linking.explaining import explain
from backfile.model.problems import BackfileError
from conftest import run_invoke
from linking_records import document, entity, linker


@pytest.fixture
def content(tmp_path):
    for path, text in {
        "entities/people/john-kerry.md": "name: John Kerry\naliases: [Kerry]",
        "entities/places/paris.md": "name: Paris",
        "entities/places/paris-texas.md": "name: Paris, Texas",
        "articles/2015/11/17/talks.md": "title: Talks\nid: bfn-1\ndate: 2015-11-17",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        body = (
            "Last week Secretary of State John Kerry met the mayor of the town, Otto Wels, in Paris.\n"
            if path.startswith("articles")
            else ""
        )
        file.write_text(f"---\n{text}\n---\n{body}", encoding="utf-8")
    return tmp_path


def test_every_name_is_explained() -> None:
    using = linker(
        entity("person:john-kerry", "John Kerry", "Kerry"),
        entity("place:england", "England"),
        entity("person:jane", "Jane Roe", "Roe"),
        entity("person:rita", "Rita Roe", "Roe"),
    )

    said = {why.words: why for why in explain(using.link(document("Mr Kerry asked Mr Roe at New England Bank.")))}

    assert said["Kerry"].entity == "person:john-kerry"
    assert (said["Kerry"].form, said["Kerry"].source) == ("Kerry", "alias")
    assert sum(weight for _, weight in said["Kerry"].evidence) == pytest.approx(said["Kerry"].score)
    assert said["Roe"].entity == ""
    assert {other.entity for other in said["Roe"].others} == {"person:jane", "person:rita"}
    assert said["England"].reason == "inside the longer name New England Bank"


@pytest.mark.parametrize("wanted", ["articles/2015/11/17/talks.md", "bfn-1", "2015/11/17/talks.html"])
def test_an_article_is_named_by_file_id_or_address(content, wanted) -> None:
    run = run_invoke("entities", "why", wanted, "--content", str(content), "--json")

    names = {name["words"]: name for name in json.loads(run.stdout)["names"]}
    assert names["John Kerry"]["entity"] == "person:john-kerry"
    assert names["Paris"]["entity"] == "place:paris"
    assert names["Paris"]["others"][0]["entity"] == "place:paris-texas"
    assert names["Otto Wels"]["entity"] == ""


def test_people_read_why(content) -> None:
    said = run_invoke("entities", "why", "bfn-1", "--content", str(content)).stdout

    assert "John Kerry  →  person:john-kerry" in said
    assert "Otto Wels  –  not linked: recognised as person; no record has this name" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["entities", "why", "nothing"], "There is no article nothing"),
        (["entities"], "command"),
        (["entities", "sing"], "There is no command 'entities sing'"),
        (["entities", "why"], "article"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(content, arguments, expected) -> None:
    more = ["--content", str(content)] if len(arguments) > 2 else []
    run = run_invoke(*arguments, *more, check=False)

    assert run.returncode
    assert expected in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_links_are_scored_against_known_ones(content, tmp_path) -> None:
    gold = tmp_path / "gold.jsonl"
    row = {
        "texts": ["Talks", "On Monday the secretary, John Kerry, met the singer Kerry Wood in Paris."],
        "links": [[1, 25, 35, "person:john-kerry"], [1, 66, 71, "place:paris"], [1, 41, 47, "place:paris"]],
    }
    gold.write_text(json.dumps(row), encoding="utf-8")

    scores = {score.mode: score for score in bench_links(gold, content)}

    assert (scores["default"].right, scores["default"].found, scores["default"].wanted) == (2, 2, 3)
    assert scores["default"].precision == 1
    assert scores["names only"].right == 2
    assert any(line.startswith("strict") for line in shown(list(scores.values())))
    with pytest.raises(BackfileError, match="line 1"):
        gold.write_text("{}", encoding="utf-8")
        bench_links(gold, content)


def test_check_warns_of_aliases_that_do_damage(content) -> None:
    record = content / "entities/people/john-kerry.md"
    record.write_text("---\nname: John Kerry\naliases: [Kerry, John, The]\n---\n", encoding="utf-8")

    said = run_invoke("check", "--content", str(content)).stdout

    assert "entities/people/john-kerry.md:3: warning: alias John is a given name alone" in said
    assert "entities/people/john-kerry.md:3: warning: alias The is a word that begins sentences" in said
    assert "alias Kerry" not in said
