"""Marked texts in their forms, and the scores of the recogniser on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backfile.bench.gold import read_gold
from backfile.bench.naming import measure_naming, shown
from backfile.bench.proposals import bench_proposals
from backfile.model.authority import Kind
from backfile.model.problems import BackfileError

CONLL = """-DOCSTART- -X- O O

Storm NN I-NP O
hits NNS I-VP O
Wales NNP I-NP I-LOC

Moscow NNP I-NP I-LOC
's POS B-NP O
envoy NN I-NP O
Ivan NNP I-NP I-PER
Petrenko NNP I-NP I-PER
( ( O O
left VBD O O
) ) O O
. . O O
"""

GERMEVAL = """#\tn-tv.de\t[2014-01-01]
1\tMerkels\tB-PERderiv\tO
2\tBesuch\tO\tO
3\tin\tO\tO
4\tMünchen\tB-LOC\tO
"""


def test_columns_become_texts_as_they_would_be_printed(tmp_path: Path) -> None:
    (tmp_path / "gold.txt").write_text(CONLL, encoding="utf-8")

    [document] = read_gold(tmp_path / "gold.txt")

    assert document.texts == ["Storm hits Wales", "Moscow's envoy Ivan Petrenko (left)."]
    assert document.names == [(0, 11, 16, Kind.PLACE), (1, 0, 6, Kind.PLACE), (1, 15, 28, Kind.PERSON)]
    assert document.headline


def test_germeval_has_a_document_for_each_sentence_and_no_headlines(tmp_path: Path) -> None:
    (tmp_path / "gold.tsv").write_text(GERMEVAL, encoding="utf-8")

    [document] = read_gold(tmp_path / "gold.tsv")

    assert (document.texts, document.headline) == (["Merkels Besuch in München"], False)
    assert document.names == [(0, 18, 25, Kind.PLACE)]


def test_scores_count_exact_spans_with_their_kind(tmp_path: Path) -> None:
    texts = ["Storm hits Wales", "Ivan Petrenko left Paris."]
    names = [[0, 11, 16, "place"], [1, 5, 13, "person"], [1, 19, 24, "organisation"], [1, 0, 4, "event"]]
    (tmp_path / "gold.jsonl").write_text(json.dumps({"texts": texts, "names": names}) + "\n", encoding="utf-8")

    result = measure_naming(read_gold(tmp_path / "gold.jsonl"))

    score = result.scores["all"]
    assert (score.right, score.wrong, score.missed) == (1, 2, 2)
    assert "| place | 0.500 | 1.000 | 0.667 | 1 |" in shown(result)


@pytest.mark.parametrize("text", ["", "{not json", '{"texts": ["a"]}'])
def test_what_is_no_gold_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "gold").write_text(text, encoding="utf-8")

    with pytest.raises(BackfileError, match="gold"):
        read_gold(tmp_path / "gold")
    with pytest.raises(BackfileError, match="cannot be read"):
        read_gold(tmp_path / "none")


def test_proposals_are_scored_by_the_names_of_their_kind(tmp_path: Path) -> None:
    texts = ["Storm hits Wales", "Shares of Trekka Corp fell. Mayor Ivan Petrenko left Cardiff."]
    names = [[0, 11, 16, "place"], [1, 10, 21, "organisation"], [1, 34, 47, "person"], [1, 53, 60, "person"]]
    line = json.dumps({"texts": texts, "names": names}) + "\n"
    (tmp_path / "gold.jsonl").write_text(2 * line, encoding="utf-8")

    people, organisations, places = bench_proposals(read_gold(tmp_path / "gold.jsonl"))

    assert (people.right, people.proposed, people.wanted) == (1, 1, 1)
    assert (organisations.right, organisations.proposed) == (1, 1)
    assert (places.right, places.proposed, places.wrong) == (1, 2, ("Cardiff",))
