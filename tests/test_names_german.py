"""The rules for German: marked articles by groups of rules, full forms and roles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backfile.model.authority import Kind
from backfile.names import Name, recognise

FIXTURE = (Path(__file__).parent / "fixtures" / "names_german.txt").read_text(encoding="utf-8")
MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")
GROUPS = [
    (group.splitlines()[0].lstrip("# "), [line for line in group.splitlines() if not line.startswith("#")])
    for group in FIXTURE.strip().split("\n\n")[1:]
]


def marked(texts: list[str], names: list[Name]) -> list[str]:
    """The texts with their names in brackets, as in the fixture."""
    for name in reversed(names):
        text = texts[name.text]
        inside = f"[{text[name.start : name.end]}|{name.kind}]"
        texts = [*texts[: name.text], text[: name.start] + inside + text[name.end :], *texts[name.text + 1 :]]
    return texts


@pytest.mark.parametrize("lines", [lines for _, lines in GROUPS], ids=[title for title, _ in GROUPS])
def test_names_of_german_articles_are_found_with_their_kinds(lines: list[str]) -> None:
    texts = [MARK.sub(r"\1", line) for line in lines]

    assert marked(texts, recognise(texts, "de-AT", headline=len(lines) > 1)) == lines


def test_full_forms_are_without_the_s_of_a_genitive() -> None:
    text = "Die Ministerin Gesine von der Tann kam. Von der Tanns Reise führt nach Husum, Norwegens Beitrag fehlt."
    texts = ["Quasts Rede", text, "Friedhelm Quast sprach in der Hauptstadt Norwegens."]

    assert {texts[name.text][name.start : name.end]: name.full for name in recognise(texts, "de")} == {
        "Quasts": "Friedhelm Quast",
        "Gesine von der Tann": "Gesine von der Tann",
        "Von der Tanns": "Gesine von der Tann",
        "Husum": "Husum",
        "Norwegens": "Norwegen",
        "Friedhelm Quast": "Friedhelm Quast",
    }


def test_the_role_stands_with_the_mention() -> None:
    [name] = recognise(["Gestern sprach der SPD-Vorsitzende Tjark Ahlers."], "de", headline=False)

    assert (name.full, name.role) == ("Tjark Ahlers", "SPD-Vorsitzende")


def test_an_unknown_place_after_a_preposition_is_doubtful() -> None:
    names = recognise(["Er kam aus Wuggeltrup nach Itzehoe."], "de", headline=False)

    assert [(name.full, name.kind, name.sure) for name in names] == [
        ("Wuggeltrup", Kind.PLACE, False),
        ("Itzehoe", Kind.PLACE, True),
    ]
