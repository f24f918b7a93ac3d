"""What holds in large archives only, shown without making one: lists and numbers of a million documents."""

from __future__ import annotations

import numpy as np

from backfile.search.bytestreams import reach
from backfile.search.inversion import Surfaces
from backfile.search.merging import Segment
from backfile.search.term_shards import TermFiles, term_shards
from plain_index import each_term

DOCUMENTS = 1_000_000


def large(lists: dict[str, np.ndarray]) -> Segment:
    """A segment of a million documents of equal length, with some terms in their bodies, once each."""
    numbers = np.concatenate(list(lists.values())).astype(np.int32)
    starts = reach(np.array(list(map(len, lists.values()))))
    none = np.zeros(0, dtype=np.uint8)
    return Segment(
        documents=DOCUMENTS,
        terms=list(lists),
        folds=list(lists),
        starts=starts,
        numbers=numbers,
        frequencies=(np.zeros(len(numbers), dtype=np.uint8), np.ones(len(numbers), dtype=np.uint8)),
        gaps=(none, none),
        gap_starts=(np.zeros(len(lists) + 1, dtype=np.int64),) * 2,
        lengths=(np.full(DOCUMENTS, 7, dtype=np.uint8), np.full(DOCUMENTS, 100, dtype=np.uint8)),
        surfaces=Surfaces((), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)),
        facets=[],
    )


def written(lists: dict[str, np.ndarray]) -> tuple[TermFiles, dict[bytes, bytes]]:
    kept: dict[bytes, bytes] = {}

    def put(data: bytes) -> bytes:
        name = len(kept).to_bytes(6, "big")
        kept[name] = data
        return name

    return term_shards(large(lists), (7.0, 100.0), (3.0, 1.0), 40_000, put), kept


def test_a_middling_term_of_a_large_archive_lists_its_best_in_a_shard_and_is_not_in_the_manifest() -> None:
    middling = np.arange(0, DOCUMENTS, 200)
    made, kept = written({"middling": middling, "rare": np.array([3, DOCUMENTS - 1])})
    (_, held, listed, name), rare = each_term(made.shards)

    assert made.alone == {}
    assert held == len(middling) == 5_000
    assert [number for number, _ in listed] == middling[-256:].tolist()  # all equally good: the newest
    assert [number for number, _ in each_term([("", kept[name])])[0][2]] == middling.tolist()
    assert [number for number, _ in rare[2]] == [3, DOCUMENTS - 1]


def test_a_shard_of_a_large_archive_stays_light() -> None:
    lists = {f"word{number:03}": np.arange(number, DOCUMENTS, 50 + number) for number in range(100)}
    made, kept = written(lists)

    assert len(kept) == len(lists)
    assert max(len(shard.data) for shard in made.shards) <= 40_000
    assert [term for term, *_ in each_term(made.shards)] == list(lists)
