"""The search index after changes: as if built from nothing, and made of no more than what has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.build import whoosh_index
from backfile.model.problems import BackfileError
from backfile.search import SearchDocument, ask
from search_builds import build_index
from search_corpus import Copy, make_documents

POOL = make_documents(120, length=15)
ARCHIVE = make_documents(1300, length=20)
CHANGES = ("add", "delete", "edit", "re-date")


def contents(output: Path) -> dict[str, bytes]:
    """All files of the index."""
    files = (path for path in (output / "search").rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def changed(articles: Sequence[Copy], change: str, number: int) -> list[Copy]:
    """The articles after one change; ``number`` says which."""
    kept = list(articles)
    at = number % len(kept)
    if change == "add":
        new = POOL[number % len(POOL)]
        kept.append(replace(new, url=new.url.replace("story", f"later-{number}")))
    elif change == "delete":
        del kept[at]
    elif change == "edit":
        kept[at] = replace(kept[at], body=f"{kept[at].body} Further word{number}.", lead=f"New lead {number}")
    else:
        kept[at] = replace(kept[at], date=kept[at].date + timedelta(hours=number - 60))
    return list({article.url: article for article in kept}.values())


@settings(max_examples=12, deadline=None)
@given(
    st.integers(1, len(POOL)),
    st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 119)), min_size=1, max_size=4),
    st.booleans(),
)
def test_an_index_that_grew_is_the_one_that_is_built_from_nothing(
    count: int, changes: list[tuple[str, int]], together: bool
) -> None:
    with TemporaryDirectory() as folder:
        articles, output = POOL[:count], Path(folder, "grown")
        build_index(articles, output)
        for step, (change, number) in enumerate(changes):
            articles = changed(articles, change, number) or POOL[:1]
            if together and step < len(changes) - 1:
                continue
            build_index(articles, output)
            clean = Path(folder, f"clean-{step}")
            build_index(articles, clean)
            assert contents(clean) == contents(output)


def test_only_the_block_of_an_edited_article_is_made_anew(tmp_path: Path) -> None:
    built = build_index(ARCHIVE, tmp_path / "site")
    edited = changed(ARCHIVE, "edit", 700)
    again = build_index(edited, tmp_path / "site")

    assert len(built.asked) == len(ARCHIVE)
    assert ARCHIVE[700].url in again.asked
    assert len(again.asked) <= 512
    assert len(again.written) < len(again.names) / 2
    assert len([name for name in again.written if name.endswith(".seg")]) == 1
    assert len({name.split("/")[2] for name in again.written if "/d/" in name}) == 1


def test_what_nobody_asks_for_is_not_loaded(tmp_path: Path) -> None:
    """Nothing has changed: neither numpy nor Whoosh's index is needed to see that."""
    program = (
        "import sys; from pathlib import Path;"
        "from search_builds import build_index; from search_corpus import make_documents;"
        "built = build_index(make_documents(60), Path(sys.argv[1]));"
        "print(len(built.written), len(built.asked), 'numpy' in sys.modules, 'whoosh.index' in sys.modules)"
    )
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    said = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "site")],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": path},
        )
        said.append(done.stdout.split())

    assert said[0][1:] == ["60", "True", "True"]
    assert said[1] == ["0", "0", "False", "False"]


def cut_short(block: Path, _other: Path) -> None:
    block.write_bytes(block.read_bytes()[:-1])


def flip_a_bit(block: Path, _other: Path) -> None:
    data = bytearray(block.read_bytes())
    data[len(data) // 2] ^= 1
    block.write_bytes(data)


def take_anothers(block: Path, other: Path) -> None:
    block.write_bytes(other.read_bytes())


def remove(block: Path, _other: Path) -> None:
    block.unlink()


@pytest.mark.parametrize("damage", [cut_short, flip_a_bit, take_anothers, remove])
def test_a_damaged_block_of_the_cache_is_made_anew(tmp_path: Path, damage: Callable[[Path, Path], None]) -> None:
    output = tmp_path / "site"
    build_index(POOL, output)
    blocks = sorted((output / "cache" / "ledger.search").glob("*.block"))
    others = [*blocks[1:], *blocks[:1]]
    for block, other in zip(blocks, others, strict=True):
        damage(block, other)
    edited = changed(POOL, "edit", 7)
    again = build_index(edited, output)
    build_index(edited, tmp_path / "clean")

    assert contents(tmp_path / "clean") == contents(output)
    assert len(POOL) == len(again.asked) > len(build_index(POOL, output).asked) > 0


@pytest.mark.parametrize("kind", ["*.seg", "*.toc", "*.bin", "manifest.json"])
def test_a_file_that_is_missing_from_the_site_is_made_anew(tmp_path: Path, kind: str) -> None:
    output = tmp_path / "site"
    build_index(POOL, output)
    before = contents(output)
    next(iter(sorted((output / "search").rglob(kind)))).unlink()
    again = build_index(POOL, output)

    assert before == contents(output)
    assert again.written


@pytest.mark.parametrize("folder", ["f", "m"])
def test_a_missing_file_that_segments_share_costs_no_other_one(tmp_path: Path, folder: str) -> None:
    """Without facets the segments have files in common: that of no values, and that of no suggestions."""
    output = tmp_path / "site"
    articles = [replace(article, facets=()) for article in ARCHIVE]
    build_index(articles, output)
    before = contents(output)
    for name in [name for name in before if name.startswith(f"search/{folder}/")]:
        (output / name).unlink()
        build_index(articles, output)
        assert before == contents(output)


def test_the_cache_holds_only_the_blocks_of_now(tmp_path: Path) -> None:
    output = tmp_path / "site"
    build_index(POOL, output)
    count = len(list((output / "cache" / "ledger.search").iterdir()))
    for number in range(4):
        build_index(changed(POOL, "edit", number), output)

    assert count == len(list((output / "cache" / "ledger.search").iterdir()))


@dataclass(frozen=True)
class Deadly(Copy):
    """An article over which the process that gets its document dies."""

    def document(self) -> SearchDocument:
        return replace(super().document(), words=_Bomb())  # type: ignore[arg-type]


class _Bomb:
    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (9,)


def test_a_worker_that_is_lost_over_a_block_is_told_with_a_story_near_it(tmp_path: Path) -> None:
    articles = sorted(make_documents(200, length=5), key=lambda article: article.document().order)
    articles[-1] = Deadly(**vars(articles[-1]))

    with pytest.raises(BackfileError, match=rf"Indexing {articles[-1].url[:8]}.* or a story near it killed"):
        build_index(articles, tmp_path / "site", jobs=2)


def answers(output: Path) -> list[str]:
    """What a query gets from the index in the cache."""
    return [hit.url for hit in ask(output, "said minister", None, cache=output / "cache").hits]


def test_an_index_in_the_cache_is_the_old_one_until_it_is_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site"
    build_index(POOL, output, ship_whoosh_index=False)
    before = answers(output)
    later = [*POOL[:40], *(replace(article, body="said the minister") for article in POOL[40:])]
    real = whoosh_index.write_whole

    def killed(path: Path, data: bytes) -> os.stat_result:
        if path.suffix == ".toc":
            raise KeyboardInterrupt
        return real(path, data)

    monkeypatch.setattr(whoosh_index, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        build_index(later, output, ship_whoosh_index=False)
    assert before == answers(output)

    monkeypatch.undo()
    build_index(later, output, ship_whoosh_index=False)
    build_index(later, tmp_path / "clean", ship_whoosh_index=False)
    assert before != answers(output)
    assert answers(tmp_path / "clean") == answers(output)
    kinds = [path.suffix for path in (output / "cache" / "whoosh").iterdir()]
    assert (kinds.count(".toc"), kinds.count(".json")) == (1, 1)
    kept = list((output / "cache" / "ledger.search").glob("*.block"))
    assert kinds.count(".seg") == len(kept) - 2  # blocks, and what is known of the two segments that they make up


def test_a_damaged_segment_in_the_cache_is_made_anew(tmp_path: Path) -> None:
    output = tmp_path / "site"
    build_index(POOL, output, ship_whoosh_index=False)
    before = answers(output)
    segment = min((output / "cache" / "whoosh").glob("*.seg"))
    segment.write_bytes(b"damaged")
    again = build_index(POOL, output, ship_whoosh_index=False)

    assert 0 < len(again.asked) < len(POOL)
    assert before == answers(output)
    assert build_index(POOL, output, ship_whoosh_index=False).asked == []


def test_an_index_can_move_from_the_site_to_the_cache_and_back(tmp_path: Path) -> None:
    output = tmp_path / "site"
    build_index(POOL, output)
    before = contents(output)
    for shipped in (False, True, False, True):
        build_index(POOL, output, ship_whoosh_index=shipped)
        found = contents(output)
        assert shipped is any("/whoosh/" in name for name in found)

    assert before == contents(output)
