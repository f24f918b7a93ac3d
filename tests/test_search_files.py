"""The browser's files as Python writes them: numbers, names, shards, groups, the manifest."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.bytestreams import block, front_coded, varint, varints, write_hashed
from backfile.search.groups import LEAD, group_size, shortened
from backfile.search.shards import HEAD, frequent_from
from search_corpus import make_documents, write_index

DOCUMENTS = make_documents(1300, words=20)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site")
    write_index(DOCUMENTS, output, batch=650)
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
    assert read_varints(varints(np.array(numbers, dtype=np.int64))) == numbers
    assert b"".join(map(varint, numbers)) == varints(np.array(numbers, dtype=np.int64))


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"))))
def test_front_coded_words_can_be_read_back(words: list[str]) -> None:
    data, place, before, found = front_coded(sorted(words)), 0, "", []

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

    assert found == sorted(words)


def test_a_file_is_named_by_what_it_holds_and_is_the_same_every_time(tmp_path: Path) -> None:
    name = write_hashed(b"words" * 99, tmp_path)
    written = (tmp_path / f"{name.hex()}.bin").read_bytes()

    assert sha256(written).digest().startswith(name)
    assert gzip.decompress(written) == b"words" * 99
    assert write_hashed(b"words" * 99, tmp_path) == name
    assert write_hashed(b"other", tmp_path) != name


def test_every_file_is_named_in_the_manifest_or_by_a_file_that_is(search: Path) -> None:
    manifest = json.loads((search / "manifest.json").read_text())
    names = manifest["terms"]["names"]
    shards = {names[at : at + 12] for at in range(0, len(names), 12)}
    frequent = {path.stem for path in (search / "t").iterdir()} - shards
    table = (search / "d" / f"{manifest['groups']['table']}.bin").read_bytes()
    groups = gzip.decompress(table).hex()

    assert len(shards) == len(manifest["terms"]["first"])
    assert manifest["terms"]["first"] == sorted(manifest["terms"]["first"])
    assert frequent  # "said" is in nearly every document
    everything = b"".join(gzip.decompress((search / "t" / f"{name}.bin").read_bytes()) for name in shards)
    assert all(bytes.fromhex(name) in everything for name in frequent)
    assert {path.stem for path in (search / "d").iterdir()} == {
        manifest["groups"]["table"],
        *(groups[at : at + 12] for at in range(0, len(groups), 12)),
    }


def test_no_byte_depends_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from search_corpus import make_documents, write_index;"
        "write_index(make_documents(40), Path(sys.argv[1]))"
    )
    written = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        subprocess.run([sys.executable, "-c", program, str(output)], check=True, env=environment)
        files = sorted(path for path in output.rglob("*") if path.is_file())
        written.append({path.relative_to(output): path.read_bytes() for path in files})

    assert len(written[0]) > 10
    assert written[0] == written[1]


def test_a_frequent_word_costs_its_shard_no_more_than_a_head(search: Path) -> None:
    assert len(DOCUMENTS) > frequent_from(len(DOCUMENTS)) > HEAD

    assert max(path.stat().st_size for path in (search / "t").iterdir()) < 16_000


def test_groups_hold_what_results_show_in_order_of_documents(search: Path) -> None:
    manifest = json.loads((search / "manifest.json").read_text())
    table = gzip.decompress((search / "d" / f"{manifest['groups']['table']}.bin").read_bytes())
    rows = []
    for at in range(0, len(table), 6):
        rows += json.loads(gzip.decompress((search / "d" / f"{table[at : at + 6].hex()}.bin").read_bytes()))
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


def test_a_block_is_preceded_by_its_length() -> None:
    assert block(b"abc") == b"\x03abc"
