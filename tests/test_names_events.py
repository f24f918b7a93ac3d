"""Events by their head word."""

from __future__ import annotations

import pytest

from backfile.model.authority import Kind
from backfile.names import recognise
from backfile.names.events import find_events, with_events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("They met at the Copenhagen Climate Conference.", ["Copenhagen Climate Conference"]),
        ("He was in Seoul for the 1988 Seoul Olympics, and later.", ["1988 Seoul Olympics"]),
        ("Since the Gulf War and World War II nobody had.", ["Gulf War", "World War II"]),
        ("The World Cup ended; the Peace Conference did not.", ["World Cup"]),
        ("After the Paris attacks, before the 1985 Lisbon earthquake.", ["Paris attacks", "1985 Lisbon earthquake"]),
        ("It was the 2017 French presidential election.", ["2017 French presidential election"]),
        ("After the September 11 attacks flights stopped.", ["September 11 attacks"]),
        ("The Treaty of Rome and the Maastricht Treaty hold.", ["Treaty of Rome", "Maastricht Treaty"]),
        ("The North Atlantic Treaty Organization and the Geneva Conference Board met.", []),
        ("THE GULF WAR ENDS AT LAST", []),
        ("The war ended. The attacks went on, and talks in Geneva failed.", []),
    ],
)
def test_events_in_a_text(text: str, events: list[str]) -> None:
    found = find_events([text], recognise([text], "en", False))

    assert events == [text[name.start : name.end] for name in found]
    assert all(name.kind is Kind.EVENT for name in found)


def test_an_event_covers_the_names_inside_it_but_a_place_before_a_small_head_stays() -> None:
    texts = ["The Copenhagen Climate Conference began.", "The Paris attacks shook France."]
    names = with_events(texts, recognise(texts, "en", False))

    assert [(0, "Copenhagen Climate Conference"), (1, "Paris"), (1, "Paris attacks"), (1, "France")] == [
        (name.text, name.full) for name in names
    ]
