"""The browser's files as Python writes them: numbers, names, shards, groups, the manifest."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.bytestreams import block, front_coded, shared_lengths, varint, varints
from backfile.search.content_files import compressed, content_name
from backfile.search.cutting import block_size, cut, group_size, item_digest
from backfile.search.groups import LEAD, shortened
from backfile.search.shards import HEAD, SHARD_BYTES, frequent_from, ranges
from search_corpus import Copy, make_documents, write_index

DOCUMENTS = make_documents(1300, length=20)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site")
    write_index(DOCUMENTS, output)
    return output / "search"


def read_varints(data: bytes) -> list[int]:
    numbers, number, shift = [], 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(number)
            number = shift = 0
    return numbers


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_varints_can_be_read_back(numbers: list[int]) -> None:
    data, places = varints(np.array(numbers, dtype=np.uint32))
    each = [varint(number) for number in numbers]

    assert numbers == read_varints(data.tobytes())
    assert b"".join(each) == data.tobytes()
    assert [sum(map(len, each[:at])) for at in range(len(each))] == list(range(len(each)) if places is None else places)


@given(st.sets(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
def test_front_coded_words_can_be_read_back(chosen: set[str]) -> None:
    words = sorted(chosen)
    shared = shared_lengths(words).tolist()
    for begin in (0, len(words) // 2):
        assert words[begin:] == read_words(front_coded(words[begin:], shared[begin:]))
    for (one, other), length in zip(pairwise(words), shared[1:], strict=True):
        assert one[:length] == other[:length]
        assert one[length : length + 1] != other[length : length + 1]


def read_words(data: bytes) -> list[str]:
    place, before, found = 0, "", []

    def number() -> int:
        nonlocal place
        begin = place
        while data[place] > 127:
            place += 1
        place += 1
        return read_varints(data[begin:place])[0]

    while place < len(data):
        shared, length = number(), number()
        before = before[:shared] + data[place : place + length].decode()
        place += length
        found.append(before)
    return found


def test_a_file_is_the_same_every_time_and_its_name_is_its_digest() -> None:
    packed = compressed(b"words" * 99)

    assert gzip.decompress(packed) == b"words" * 99
    assert compressed(b"words" * 99) == packed
    assert sha256(packed).digest().startswith(content_name(packed))


@given(st.integers(1, 64), st.integers(0, 600), st.randoms(use_true_random=False))
def test_parts_are_neither_small_nor_large_and_cover_the_row(mean: int, count: int, random: Random) -> None:
    ends = cut([random.getrandbits(64) for _ in range(count)], mean)
    sizes = [end - begin for begin, end in pairwise([0, *ends])]

    assert count == sum(sizes)
    assert all(max(1, mean // 2) <= size <= mean * 2 for size in sizes[:-1])
    assert all(1 <= size <= mean * 2 for size in sizes)


def test_one_more_item_moves_no_cut_but_those_near_it() -> None:
    digests = [item_digest(f"2015/11/17/story-{number}.html") for number in range(4000)]
    parts = {tuple(digests[begin:end]) for begin, end in pairwise([0, *cut(digests, 24)])}
    changed = []
    for at in range(0, 4000, 97):
        longer = [*digests[:at], item_digest(f"new {at}"), *digests[at:]]
        changed.append(sum(tuple(longer[a:b]) not in parts for a, b in pairwise([0, *cut(longer, 24)])))

    assert 140 < len(parts) < 200
    assert max(changed) <= 4
    assert sum(changed) / len(changed) < 2


def test_ranges_of_terms_cover_all_within_bounds_and_hardly_move() -> None:
    random = Random(8)
    terms = sorted({f"{random.getrandbits(40):010x}" for _ in range(9000)})
    costs = np.array([8 + 4 * int(random.paretovariate(0.9)) for _ in terms]).clip(max=1032)
    found = list(ranges(terms, costs))
    sizes = [int(costs[begin:end].sum()) for begin, end in found]
    grown = costs + (np.arange(len(terms)) % 90 == 7) * 4

    assert [0, *(end for _, end in found)] == [*(begin for begin, _ in found), len(terms)]
    assert all(SHARD_BYTES / 5 < size <= SHARD_BYTES for size in sizes)
    assert len(set(found) ^ set(ranges(terms, grown))) <= len(found) / 10
    assert list(ranges([], np.zeros(0, dtype=np.int64))) == []


def read_table(table: bytes) -> list[tuple[int, bytes]]:
    """Size and name of each document group."""
    return [(table[at], table[at + 1 : at + 7]) for at in range(0, len(table), 7)]


def test_every_file_is_named_in_the_manifest_or_by_a_file_that_is(search: Path) -> None:
    manifest = json.loads((search / "manifest.json").read_text())
    names = manifest["terms"]["names"]
    shards = {names[at : at + 12] for at in range(0, len(names), 12)}
    frequent = {path.stem for path in (search / "t").iterdir()} - shards
    table = (search / "d" / f"{manifest['groups']['table']}.bin").read_bytes()
    groups = [group.hex() for _, group in read_table(gzip.decompress(table))]

    assert len(shards) == len(manifest["terms"]["first"])
    assert manifest["terms"]["first"] == sorted(manifest["terms"]["first"])
    assert frequent  # "said" is in nearly every document
    everything = b"".join(gzip.decompress((search / "t" / f"{name}.bin").read_bytes()) for name in shards)
    assert all(bytes.fromhex(name) in everything for name in frequent)
    assert {path.stem for path in (search / "d").iterdir()} == {
        manifest["groups"]["table"],
        *groups,
    }


def test_no_byte_depends_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from search_corpus import make_documents, write_index;"
        "write_index(make_documents(40), Path(sys.argv[1]))"
    )
    written = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", program, str(output)], check=True, env=environment)
        files = sorted(path for path in output.rglob("*") if path.is_file() and path.suffix != ".sqlite3")
        written.append({path.relative_to(output): path.read_bytes() for path in files})

    assert len(written[0]) > 10
    assert written[0] == written[1]


def test_a_frequent_word_costs_its_shard_no_more_than_a_head(search: Path) -> None:
    assert len(DOCUMENTS) > frequent_from(len(DOCUMENTS)) > HEAD

    assert max(path.stat().st_size for path in (search / "t").iterdir()) < 16_000


def test_of_articles_that_are_equally_good_a_head_holds_the_newest(tmp_path: Path) -> None:
    day = datetime(2015, 11, 17, tzinfo=UTC)
    articles = [Copy(f"{at}.html", "", "said", day + timedelta(minutes=at)) for at in range(1100)]
    write_index(articles, tmp_path / "site")
    manifest = json.loads((tmp_path / "site" / "search" / "manifest.json").read_text())
    shard = gzip.decompress((tmp_path / "site" / "search" / "t" / f"{manifest['terms']['names']}.bin").read_bytes())
    counts = varint(1100) + varint(HEAD) + varint(0) + varint(1100)
    deltas = varint(1100 - HEAD) + b"\1" * (HEAD - 1)

    assert shard.startswith(b"BFT1\1" + block(b"\0\4said") + block(counts))
    assert block(deltas) in shard


def test_groups_hold_what_results_show_in_order_of_documents(search: Path) -> None:
    manifest = json.loads((search / "manifest.json").read_text())
    table = gzip.decompress((search / "d" / f"{manifest['groups']['table']}.bin").read_bytes())
    rows = []
    for size, name in read_table(table):
        group = json.loads(gzip.decompress((search / "d" / f"{name.hex()}.bin").read_bytes()))
        assert size == len(group)
        rows += group
    documents = {document.url: document for document in DOCUMENTS}

    assert [row[2][:10] for row in rows] == sorted(row[2][:10] for row in rows)
    assert {row[0] for row in rows} == set(documents)
    for row in rows:
        shown = dict(zip(manifest["groups"]["columns"], row, strict=True))
        document = documents[shown["url"]]
        assert (shown["title"], shown["dateline"], shown["agency"]) == (
            document.title,
            document.dateline,
            document.agency,
        )


def test_a_lead_is_cut_at_a_word() -> None:
    assert shortened("Ships sailed.") == "Ships sailed."
    assert shortened("ships, " * 40).endswith("ships …")
    assert len(shortened("x" * 500)) == LEAD + 2


def test_the_number_of_files_stays_within_bounds() -> None:
    for documents, most in ((21_578, 1_000), (107_890, 2_000)):
        assert documents / group_size(documents) < most
        assert 32 <= documents / block_size(documents) <= 64


def test_a_block_is_preceded_by_its_length() -> None:
    assert block(b"abc") == b"\x03abc"
