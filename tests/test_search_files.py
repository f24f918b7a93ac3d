"""The browser's files as Python writes them, read back by other means: numbers, tables, segments, rows, manifest."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.model.problems import BackfileError
from backfile.search.analysis import fold, words_of
from backfile.search.blocks import Block, Summary
from backfile.search.bytestreams import block, front_coded, shared_lengths, varint, varints
from backfile.search.content_files import compressed, content_name
from backfile.search.cutting import divide, item_digest
from backfile.search.documents import FACETS, Facet, SearchDocument, Words
from backfile.search.inversion import invert
from backfile.search.ranking import LEVELS, THRESHOLDS, levels
from backfile.search.reading import BrowserFiles
from backfile.search.rows import LEAD, address_of, group_size, row_files, shortened
from backfile.search.tables import ranges
from backfile.search.writing import averages_of, write_segment
from plain_index import PlainIndex, PlainSegment, expected_segment
from search_corpus import Copy, make_documents
from written_index import write_files

DOCUMENTS = sorted((article.document() for article in make_documents(1400, length=20)), key=lambda item: item.order)
NAMES: list[str] = []


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    NAMES[:] = write_files(DOCUMENTS, folder)
    return folder


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


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
def test_front_coded_words_can_be_read_back(chosen: list[str]) -> None:
    words = sorted(chosen)
    shared = shared_lengths(words).tolist()
    for begin in (0, len(words) // 2):
        assert words[begin:] == read_words(front_coded(words[begin:], shared[begin:]))
    for (one, other), length in zip(pairwise(words), shared[1:], strict=True):
        assert one[:length] == other[:length]
        assert one == other or one[length : length + 1] != other[length : length + 1]


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


@given(st.integers(0, 5000), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_blocks_become_smaller_towards_the_end_of_the_archive(count: int, random: Random) -> None:
    divisions = divide([random.getrandbits(64) for _ in range(count)])
    sizes = {"base": (128, 512), "recent": (16, 64), "fresh": (1, 16)}
    order = [("base", "recent", "fresh").index(division.segment) for division in divisions]

    assert [0, *(division.end for division in divisions)] == [*(division.begin for division in divisions), count]
    assert sorted(order) == order
    for division in divisions:
        least, most = sizes[division.segment]
        assert least <= division.end - division.begin <= most
    assert sum(division.segment == "recent" for division in divisions) <= 512 // 16
    assert sum(division.segment == "fresh" for division in divisions) <= 64 // 4


@given(st.integers(0, 1 << 30))
@settings(max_examples=20, deadline=None)
def test_the_newest_document_changes_the_last_small_block_alone(seed: int) -> None:
    random = Random(seed)
    digests = [random.getrandbits(64) for _ in range(random.randint(0, 900))]
    before = divide(digests)
    for _ in range(60):
        digests.append(random.getrandbits(64))
        after = divide(digests)
        closed = before and (after[-1].segment != "fresh" or after[-1].begin == before[-1].end)
        kept = [division for division in before if division.end <= after[-1].begin]

        assert after[:-1] == kept
        assert after[-1].end == len(digests)
        if after[-1].segment == "fresh":
            assert len(before) - len(kept) <= (0 if closed else 1)
        before = after


def test_a_block_ends_at_the_latest_at_twice_its_mean() -> None:
    ends = [division.end for division in divide([(1 << 64) - 1] * 1100)]

    assert [512, 1024, 1088, 1100] == ends


def test_a_large_archive_has_some_dozens_of_big_blocks_and_not_too_many_files() -> None:
    for count, most in ((21_577, 850), (107_890, 2_900)):
        divisions = divide([item_digest(f"{number}") for number in range(count)])
        rows = sum(-(-(division.end - division.begin) // group_size(count)) for division in divisions)

        assert 26 <= sum(division.segment == "base" for division in divisions) <= 64
        assert rows < most


def test_one_more_document_in_the_middle_moves_no_cut_but_those_near_it() -> None:
    digests = [item_digest(f"2015/11/17/story-{number}.html") for number in range(9000)]

    def blocks(digests: Sequence[int]) -> set[tuple[int, ...]]:
        return {tuple(digests[division.begin : division.end]) for division in divide(digests)}

    changed = [
        len(blocks([*digests[:at], item_digest(f"new {at}"), *digests[at:]]) - blocks(digests))
        for at in range(0, 8000, 811)
    ]
    assert max(changed) <= 4


def test_ranges_of_keys_cover_all_within_bounds_and_hardly_move() -> None:
    random = Random(8)
    keys = sorted({f"{random.getrandbits(40):010x}" for _ in range(9000)})
    costs = np.array([8 + 4 * int(random.paretovariate(0.9)) for _ in keys]).clip(max=1032)
    found = ranges(keys, costs, 32_000)
    sizes = [int(costs[part.begin : part.end].sum()) for part in found]
    grown = costs + (np.arange(len(keys)) % 90 == 7) * 4

    assert [0, *(part.end for part in found)] == [*(part.begin for part in found), len(keys)]
    assert all(6_400 < size <= 32_000 for size in sizes)
    assert len(set(found) ^ set(ranges(keys, grown, 32_000))) <= len(found) / 10


@given(st.lists(st.text("aбcä", max_size=3)), st.integers(1, 40))
def test_keys_of_the_same_fold_stay_together(keys: list[str], limit: int) -> None:
    folds = sorted(map(fold, keys))
    found = ranges(folds, np.full(len(folds), 5), limit)

    assert [0, *(part.end for part in found)] == [*(part.begin for part in found), len(folds)]
    assert found[0].first == ""
    for part in found[1:]:
        assert folds[part.begin - 1] < part.first <= folds[part.begin]


def test_levels_are_steps_of_a_tenth() -> None:
    impacts = np.array([0.0, 0.2, 0.209, 0.21, 0.22, 1.0, 1e9])

    assert [0, 0, 0, 1, 1, 17, 63] == levels(impacts).tolist()
    assert levels(LEVELS).tolist() == list(range(64))
    assert levels(THRESHOLDS).tolist() == list(range(1, 64))
    np.testing.assert_allclose(LEVELS, 0.2 * 1.1 ** np.arange(64))


LANGUAGES = {
    "en": "the ships sailed sailing for resume résumé to Vienna running runs ran news",
    "de": "die Schiffe segelten für Zürich und Zurich Öl Ol die Frau news",
    "fr": "les résumés du résumé l'avion pour Paris news",
    "ru": "переговоры в Москве ещё еще о переговорах",
    "ar": "القاهرة ترحب بالوفد",
    "ja": "東京で会議が開かれた 大統領",
    "th": "การประชุมที่กรุงเทพ",
    "": "a word with no language news",
}
MORE_WORDS = ["said"] * 3 + ["x" * 70, "U.S.", "1,000", "F-16", "🙂", "東"]


@st.composite
def small_archives(draw: st.DrawFn) -> list[SearchDocument]:
    """A few documents in several languages, in order."""
    random = draw(st.randoms(use_true_random=False))

    def text(lang: str, most: int) -> str:
        chosen = random.choices([*LANGUAGES[lang].split(), *MORE_WORDS], k=random.randint(0, most))
        return " ".join(" ".join(words_of(word)) for word in chosen)

    documents = []
    for number in range(draw(st.integers(0, 12))):
        lang = random.choice(list(LANGUAGES))
        facets = [
            Facet(random.choice(["topic", "org", "lang"]), random.choice(["a", "é 1"]), random.choice("XÄ東"))
            for _ in range(random.choice([0, 0, 1, 4]))
        ]
        moment = datetime(2015, 11, 1, tzinfo=timezone(timedelta(hours=random.randint(-8, 9))))
        documents.append(
            SearchDocument(
                url=f"{number}.html",
                title=random.choice(["", "A title", "東京 <b>"]),
                words=Words(text(lang, 4), text(lang, random.choice([0, 12, 200]))),
                date=moment + timedelta(hours=random.randint(0, 200)),
                facets=tuple(facets),
                lang=lang,
            )
        )
    return sorted(documents, key=lambda document: document.order)


@given(st.data(), small_archives(), st.booleans(), st.sampled_from([(3.0, 1.0), (1.0, 1.0), (0.0, 1.0)]))
@settings(max_examples=60, deadline=None)
def test_a_segment_says_what_its_documents_say(
    data: st.DataObject, documents: list[SearchDocument], fresh: bool, weights: tuple[float, float]
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(documents))))) if documents else []
    bounds = [0, *cuts, len(documents)]
    blocks = [packed_and_unpacked(documents[begin:end]) for begin, end in pairwise(bounds)]
    averages = averages_of([each.summary for each in blocks])
    entry, files = written(blocks, averages, weights, fresh=fresh)

    assert expected_segment(documents, averages, weights) == read(entry, files)
    assert not fresh or len(files) == 2


def packed_and_unpacked(documents: Sequence[SearchDocument]) -> Block:
    packed = Block.of(documents, invert(documents)).packed()
    made = Block.unpacked(packed)
    assert Summary.read(packed) == made.summary
    assert made.packed() == packed
    return made


Written = dict[str, bytes]


def written(
    blocks: Sequence[Block], averages: Sequence[float], weights: Sequence[float], *, fresh: bool
) -> tuple[dict[str, object], Written]:
    files: Written = {}

    def put(folder: str, data: bytes) -> bytes:
        packed = compressed(data)
        files[f"{folder}/{content_name(packed).hex()}.bin"] = packed
        return content_name(packed)

    return json.loads(json.dumps(write_segment(blocks, averages, put, fresh=fresh, weights=weights))), files


class InMemory(PlainIndex):
    """Files that are not on a disk."""

    def __init__(self, files: Written) -> None:
        super().__init__(Path())
        self.folder = _Folder(files)  # type: ignore[assignment]


class _Folder:
    def __init__(self, files: Written, name: str = "") -> None:
        self.files, self.name = files, name

    def __truediv__(self, name: str) -> _Folder:
        return _Folder(self.files, name)

    def read_bytes(self) -> bytes:
        return self.files[self.name]


def read(entry: dict[str, object], files: Written) -> PlainSegment:
    index = InMemory(files)
    found = index.segment(entry)
    assert index.used == set(files)
    return found


def test_an_archive_of_some_size_says_what_its_documents_say(search: Path) -> None:
    index = PlainIndex(search)
    manifest = index.manifest()
    divisions = divide([item_digest(document.url) for document in DOCUMENTS])
    reach = {name: [d.end for d in divisions if d.segment == name][-1] for name in ("base", "recent", "fresh")}
    bounds = [0, *reach.values()]
    averages = manifest["averages"]
    assert len(DOCUMENTS) == bounds[-1]
    assert bounds[1] > 1024  # so that there are terms with a file of their own
    for entry, (begin, end) in zip(manifest["segments"], pairwise(bounds), strict=True):
        found = index.segment(entry)
        assert expected_segment(DOCUMENTS[begin:end], averages, [3, 1]) == found
        if not begin:
            assert "said" in entry["terms"]["alone"]["terms"]
            assert len(found.terms["said"]) > 1024
            assert averages == [
                sum(len(getattr(document.words, field).split()) for document in DOCUMENTS[:end]) / end
                for field in ("title", "body")
            ]
    assert len(manifest["segments"][0]["terms"]["first"]) > 3
    index.rows()
    modules = {language["module"] for language in manifest["languages"]}
    assert set(NAMES) == index.used | modules | {"manifest.json"}


def test_the_manifest_tells_of_the_whole_archive(search: Path) -> None:
    manifest = PlainIndex(search).manifest()
    tokens = [sum(len(getattr(d.words, field).split()) for d in DOCUMENTS) for field in ("title", "body")]
    german = sum(document.lang == "de" for document in DOCUMENTS)

    assert (3, len(DOCUMENTS), tokens) == (manifest["format"], manifest["documents"], manifest["tokens"])
    assert ([3, 1], 1.2, 0.75, 28) == tuple(manifest[name] for name in ("weights", "k1", "b", "group"))
    assert [DOCUMENTS[0].day, DOCUMENTS[-1].day] == manifest["days"]
    assert (["english", "german"], "en") == (
        sorted(language["name"] for language in manifest["languages"]),
        manifest["lang"],
    )
    assert ["english", "german"].index(manifest["languages"][0]["name"]) == (german > len(DOCUMENTS) / 2)


def test_the_fresh_segment_is_two_files(search: Path) -> None:
    fresh = PlainIndex(search).manifest()["segments"][-1]
    index = PlainIndex(search)
    index.segment(fresh)

    assert fresh["documents"] < 128
    assert ["m", "t"] == sorted(name[0] for name in index.used)


def test_one_article_more_changes_few_files(tmp_path: Path) -> None:
    fewer = set(write_files(DOCUMENTS[:-1], tmp_path / "fewer"))
    more = set(write_files(DOCUMENTS, tmp_path / "more"))

    assert ["d", "m", "t"] == sorted(name[0] for name in more - fewer)


def test_results_show_what_documents_hold(search: Path) -> None:
    for document, row in zip(DOCUMENTS, PlainIndex(search).rows(), strict=True):
        assert {
            "slugs": document.url,
            "titles": document.title,
            "dates": document.shown_date,
            "datelines": document.dateline,
            "agencies": document.agency,
            "leads": shortened(document.lead),
            "langs": document.lang,
        } == row


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("2015/11/17/u-s-jets-f-16s-over-z-rich.html", 0),
        ("2015/11/17/u-s-jets-f-16s-over-z-rich-2.html", "2015/11/17/u-s-jets-f-16s-over-z-rich-2.html"),
        ("2015/11/18/u-s-jets-f-16s-over-z-rich.html", "2015/11/18/u-s-jets-f-16s-over-z-rich.html"),
    ],
)
def test_an_address_that_follows_from_day_and_title_is_not_written(url: str, slug: int | str) -> None:
    day = datetime(2015, 11, 17, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    document = SearchDocument(url, "“U.S. jets: F-16s over Zürich!”", Words("", ""), day)
    ((path, packed),) = row_files([document], "0123456789abcdef", 28)

    assert path == "d/0123456789ab/0.bin"
    assert [slug] == json.loads(gzip.decompress(packed))["slugs"]
    assert address_of("2015-11-17", "東京") == "2015/11/17/.html"


def test_a_lead_is_cut_at_a_word() -> None:
    assert shortened("Ships sailed.") == "Ships sailed."
    assert shortened("ships, " * 40).endswith("ships …")
    assert len(shortened("x" * 500)) == LEAD + 2


def test_of_articles_that_are_equally_good_a_head_holds_the_newest() -> None:
    day = datetime(2015, 11, 17, tzinfo=UTC)
    articles = [Copy(f"{at}.html", "", "the", day + timedelta(minutes=at), lang="en").document() for at in range(1100)]
    entry, files = written([packed_and_unpacked(articles)], [1, 1], [3, 1], fresh=False)

    assert list(range(1100 - 256, 1100)) == [number for number, _ in read(entry, files).heads["·the"]]


def test_commands_read_words_and_names_back(search: Path) -> None:
    index = PlainIndex(search)
    segments = [index.segment(entry) for entry in index.manifest()["segments"]]
    whole = expected_segment(DOCUMENTS, [1, 1], [3, 1])
    found = BrowserFiles(search)

    assert len(segments) == 3
    assert whole.words == found.surface()
    for field in FACETS:
        named = whole.names.get(field, {"ids": [], "names": [], "counts": []})
        assert list(zip(*named.values(), strict=True)) == found.names(field)


def test_a_damaged_file_is_named_and_never_believed(tmp_path: Path) -> None:
    names = write_files(DOCUMENTS[:90], tmp_path)
    right = all_that_commands_read(tmp_path)
    noticed = set()
    for name in names:
        whole = (tmp_path / name).read_bytes()
        for damaged in (b"", whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], None):
            (tmp_path / name).unlink()
            if damaged is not None:
                (tmp_path / name).write_bytes(damaged)
            try:
                assert right == all_that_commands_read(tmp_path)
            except BackfileError as error:
                assert name in str(error)
                noticed.add(name)
            (tmp_path / name).write_bytes(whole)

    assert {"manifest.json"} < noticed
    assert noticed == {"manifest.json", *files_that_commands_read(tmp_path)}


def test_whole_files_of_another_index_are_noticed(tmp_path: Path) -> None:
    folders = tmp_path / "one", tmp_path / "other"
    write_files(DOCUMENTS[:90], folders[0])
    write_files(DOCUMENTS[90:180], folders[1])
    for kind in "wm":
        mine, its = (min(name for name in files_that_commands_read(folder) if name[0] == kind) for folder in folders)
        whole = (tmp_path / "one" / mine).read_bytes()
        (tmp_path / "one" / mine).write_bytes((tmp_path / "other" / its).read_bytes())
        with pytest.raises(BackfileError, match=rf"{mine} is damaged \(it is not what its name says\)"):
            all_that_commands_read(tmp_path / "one")
        (tmp_path / "one" / mine).write_bytes(whole)


def test_a_manifest_that_was_changed_is_noticed(tmp_path: Path) -> None:
    write_files(DOCUMENTS[:90], tmp_path)
    manifest = tmp_path / "manifest.json"
    for old, new in ((b'"documents":90', b'"documents":91'), (b'"format":3', b'"format":2')):
        whole = manifest.read_bytes()
        manifest.write_bytes(whole.replace(old, new, 1))
        with pytest.raises(BackfileError, match=r"manifest\.json is damaged"):
            all_that_commands_read(tmp_path)
        manifest.write_bytes(whole)


def all_that_commands_read(folder: Path) -> list[object]:
    files = BrowserFiles(folder)
    return [files.surface(), *(files.names(field) for field in FACETS)]


def files_that_commands_read(folder: Path) -> set[str]:
    index = PlainIndex(folder)
    for segment in index.manifest()["segments"]:
        more = json.loads(index.file(segment["more"]))
        index.shards(more["words"], "w", segment["more"])
        for ref in more["names"].values():
            index.file(ref, segment["more"])
    return index.used


def test_an_empty_archive_has_a_manifest(tmp_path: Path) -> None:
    assert ["manifest.json"] == write_files([], tmp_path)
    manifest = PlainIndex(tmp_path).manifest()
    assert (0, [], [], "") == tuple(manifest[name] for name in ("documents", "days", "segments", "blocks"))
    assert BrowserFiles(tmp_path).surface() == []


def test_every_run_writes_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from search_corpus import make_documents; from written_index import write_files\n"
        "step = int(sys.argv[2])\n"
        "write_files([a.document() for a in make_documents(300)][::step], Path(sys.argv[1]))"
    )
    found = []
    for seed, step in (("1", "1"), ("2", "-1")):
        folder = tmp_path / seed
        path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", program, str(folder), step], check=True, env=environment)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        found.append({path.relative_to(folder): path.read_bytes() for path in files})

    assert len(found[0]) > 10
    assert found[0] == found[1]


def test_a_block_is_preceded_by_its_length() -> None:
    assert block(b"abc") == b"\x03abc"
