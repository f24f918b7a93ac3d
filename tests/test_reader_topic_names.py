"""How front matter may name a topic."""

from __future__ import annotations

from backfile.model.authority import Topic
from backfile.reader import TopicNames

TOPICS = [
    Topic("syria-conflict", "Syria conflict", aliases=("syria-war",), names=(("de", "Syrien-Konflikt"),)),
    Topic("aviation", "Aviation", qcode="medtop:20000205"),
]


def test_topics_are_found_by_id_qcode_name_and_alias() -> None:
    filed = ("syria-war", "Syrien-Konflikt", "medtop:20000205", "aviation", "Trade Unions", "trade-unions", "medtop:1")
    found = TopicNames({topic.id: topic for topic in TOPICS}).resolve(filed)

    assert ("syria-conflict", "aviation", "trade-unions", "medtop:1") == found
