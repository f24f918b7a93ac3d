"""Files of the index that are cut, flipped, missing or of another index: never a wrong answer.

``BACKFILE_DAMAGED=2000`` tries so many instead of the few that are enough from day to day.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from browser import launched
from engine_index import SCRIPTS, Answer, Engine, asking, make_archive, make_document, write_engine_index

DAMAGED = int(os.environ.get("BACKFILE_DAMAGED", "60"))

KINDS = {"js": "text/javascript", "html": "text/html"}

QUERIES = ["storm", "wheat oil Zürich", '"storm bank"', "tra*", "title:oil topic:trade", "mibisters"]
QUESTIONS: list[Answer] = [
    *({"do": "search"} | asking(query, count=4) for query in QUERIES),
    {"do": "search"} | asking("bank", filters=[["topic", "oil"]], from_="2014-06-01"),
    {"do": "histogram", "key": '{"query":"oil","filters":[],"from":null,"to":null}'},
    {"do": "facets", "key": '{"query":"oil","filters":[],"from":null,"to":null}', "field": "person"},
    {"do": "suggest", "text": "tra"},
]


@dataclass
class Server:
    """Files in memory, so that damage is quick."""

    files: dict[str, bytes]
    requested: set[str] = field(default_factory=set)


@contextmanager
def serving(server: Server) -> Iterator[str]:
    """The address of the server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = self.path.split("?")[0].lstrip("/")
            server.requested.add(path)
            data = server.files.get(path)
            self.send_response(404 if data is None else 200)
            kind = {"js": "text/javascript", "html": "text/html"}.get(
                path.rpartition(".")[2], "application/octet-stream"
            )
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data or b"")))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/"
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def files_of(folder: Path, prefix: str) -> dict[str, bytes]:
    """All files below a folder, by address."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


@dataclass
class Trial:
    """An archive, the same with one article more, and what both answer when nothing is damaged."""

    engine: Engine
    server: Server
    scripts: dict[str, bytes]
    before: dict[str, bytes]
    after: dict[str, bytes]

    def answers(
        self,
        files: dict[str, bytes],
        questions: Sequence[Answer] = QUESTIONS,
        opened: dict[str, bytes] | None = None,
    ) -> list[Answer]:
        """What is answered with these files; ``opened``: those that there were when the index was opened."""
        self.server.files = self.scripts | (opened or files)
        self.engine.ask("open", base=self.engine.base)
        self.server.files = self.scripts | files
        answers = self.engine.all(questions)
        for answer in answers:
            del answer["id"]
        return answers


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    folder = tmp_path_factory.mktemp("damage")
    documents = make_archive(420)
    more = make_document(
        420, "Storm bank trade", "A storm of oil.", "2015-07-30", facets=[("topic", "oil", "Crude oil")]
    )
    write_engine_index(documents, folder / "before", group=40)
    write_engine_index([*documents, more], folder / "after", group=40)
    scripts = files_of(SCRIPTS, "js") | {"bare.html": b"<!doctype html><title>Bare</title>"}
    before, after = files_of(folder / "before", "search"), files_of(folder / "after", "search")
    server = Server(scripts | before)
    with launched() as browser, serving(server) as address:
        page = browser.new_page()
        page.goto(address + "bare.html")
        engine = Engine(page, f"{address}search/")
        engine.start()
        yield Trial(engine, server, scripts, before, after)


def damaged(random: Random, trial: Trial, read: Sequence[str]) -> tuple[str, str, dict[str, bytes]]:
    """One of the files that are read, what has been done to it, and all files then."""
    path = random.choice(read)
    data = trial.before[path]
    kind = random.choice(["cut", "flipped", "missing", "swapped", "of the other index", "longer"])
    files = dict(trial.before)
    folder = path.split("/")[1:2]
    alike = sorted(other for other in trial.before if other.split("/")[1:2] == folder and other != path)
    if kind == "cut":
        files[path] = data[: random.randrange(len(data))]
    elif kind == "flipped":
        at = random.randrange(len(data))
        files[path] = data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
    elif kind == "missing":
        del files[path]
    elif kind == "swapped":
        files[path] = trial.before[random.choice(alike or sorted(trial.before))]
    elif kind == "longer":
        files[path] = data + data[:9]
    else:
        others = sorted(other for other in trial.after if other.split("/")[1:2] == folder)
        files[path] = trial.after[random.choice(others)]
    return path, kind, files


def test_no_answer_is_wrong_when_a_file_is(trial: Trial) -> None:
    random = Random(6)
    whole, grown = trial.answers(trial.before), trial.answers(trial.after)
    assert all(answer["ok"] for answer in [*whole, *grown])
    readers: dict[str, list[int]] = defaultdict(list)
    for number, question in enumerate(QUESTIONS):
        trial.server.requested.clear()
        trial.answers(trial.before, [question])
        for path in trial.server.requested & trial.before.keys():
            readers[path].append(number)
    assert {"manifest.json", "lang", "t", "d", "x", "w", "f", "m"} <= {path.split("/")[1] for path in readers}
    outcomes: Counter[str] = Counter()
    for _ in range(DAMAGED):
        path, done, files = damaged(random, trial, sorted(readers))
        manifest = files.get("search/manifest.json")
        right = grown if manifest == trial.after["search/manifest.json"] else whole
        chosen = random.sample(readers[path], min(2, len(readers[path])))
        answers = trial.answers(files, [QUESTIONS[number] for number in chosen])
        for number, answer in zip(chosen, answers, strict=True):
            outcomes["right" if answer == right[number] else answer.get("kind", "wrong")] += 1
            assert answer == right[number] or answer.get("kind") in ("damaged", "missing", "updated"), (
                path,
                done,
                QUESTIONS[number],
            )
    print(dict(outcomes))
    assert outcomes["damaged"] > DAMAGED / 4
    assert outcomes["missing"] > DAMAGED / 20


def test_a_site_that_is_published_anew_is_told_from_a_damaged_one(trial: Trial) -> None:
    whole = trial.answers(trial.before)
    answers = trial.answers(trial.after, opened=trial.before)
    for expected, answer in zip(whole, answers, strict=True):
        assert answer == expected or (answer["ok"], answer["kind"]) == (False, "updated")
    assert "updated" in {answer.get("kind") for answer in answers}


def test_an_old_manifest_with_new_files_is_not_believed(trial: Trial) -> None:
    whole = trial.answers(trial.before)
    files = trial.after | {"search/manifest.json": trial.before["search/manifest.json"]}
    for expected, answer in zip(whole, trial.answers(files), strict=True):
        assert answer == expected or (answer["ok"], answer["kind"]) == (False, "missing")


def test_an_index_of_another_form_asks_for_a_new_page(trial: Trial) -> None:
    other = trial.before["search/manifest.json"].replace(b'"format":3', b'"format":4')
    trial.server.files = trial.scripts | trial.before | {"search/manifest.json": other}
    answer = trial.engine.ask("open", base=trial.engine.base)
    assert {"ok": False, "kind": "updated", "file": "manifest.json"} == answer
