"""Where sentences end in wire copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.linking.sentences import MAX_SENTENCE, sentence_around


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. X came. He left.", "X came."),
        ("Gen. X of the U.S. Army met Sen. J. Doe. They talked.", "Gen. X of the U.S. Army met Sen. J. Doe."),
        (
            "Before noon on Jan. 21 X arrived from Boston, Mass. Later it snowed.",
            "Before noon on Jan. 21 X arrived from Boston, Mass. Later it snowed.",
        ),
        ("He said no. X said yes.", "X said yes."),
        ('"We go," he said. "X stays!" she said.', '"X stays!" she said.'),
        ("“They left.” X stayed.", "X stayed."),
        ("Prices rose 1.5 pct. in May, X said. More follows.", "Prices rose 1.5 pct. in May, X said."),
        ("Am 17. November kam X nach Kiel. Es regnete.", "Am 17. November kam X nach Kiel."),
        ("The year was 2015. X was there.", "X was there."),
        ("One\nX two\nthree", "X two"),
        ("Why? X asked! Nobody knew.", "X asked!"),
        ("他来了。X走了。再见。", "X走了。"),
        ("هل جاء؟ X وصل. انتهى.", "X وصل."),
        ("X", "X"),
        ("No stop X here", "No stop X here"),
        ("He paused ... X went on.", "X went on."),
    ],
)
def test_the_sentence_around_a_name(text: str, expected: str) -> None:
    start = text.index("X")

    assert sentence_around(text, start, start + 1) == expected


def test_a_very_long_sentence_is_cut_at_words_and_keeps_the_name() -> None:
    text = " ".join(["word"] * 200 + ["NAME"] + ["word"] * 200)
    start = text.index("NAME")

    sentence = sentence_around(text, start, start + 4)

    assert len(sentence) <= MAX_SENTENCE + 4
    assert sentence.startswith("… word ")
    assert sentence.endswith(" word …")
    assert "NAME" in sentence


@given(st.text(st.sampled_from("ab. A\n!?\"'…”"), max_size=60), st.data())
def test_a_sentence_is_part_of_the_text_and_holds_the_name(text: str, data: st.DataObject) -> None:
    text = f"{text}NAME" + data.draw(st.text(st.sampled_from("ab. A\n!?"), max_size=60))
    start = text.index("NAME")

    sentence = sentence_around(text, start, start + 4)

    assert "NAME" in sentence
    assert sentence in text
    assert sentence == sentence.strip()
