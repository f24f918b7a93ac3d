"""The servers of `serve` and `livereload`."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from backfile.model.problems import BackfileError
from backfile.serving.server import make_server
from browser import launched
from conftest import PROJECT


@pytest.fixture
def address(tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>Home</title>" + "x" * 2000)
    (tmp_path / "404.html").write_text("not here")
    server = make_server(tmp_path, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_pages_go_out_compressed_and_uncached(address):
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()

    assert "gzip" == answer.headers["Content-Encoding"]
    assert "no-store" == answer.headers["Cache-Control"]
    assert "text/html; charset=utf-8" == answer.headers["Content-Type"]
    assert gzip.decompress(body).startswith(b"<!doctype html>")


def test_the_sites_own_page_answers_for_an_unknown_address(address):
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(address + "nowhere")

    assert 404 == error.value.code
    assert b"not here" == error.value.read()


def test_nothing_outside_the_site_is_served(address):
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(address + "../../../../etc/passwd")


def test_a_taken_port_is_named_and_only_then_another_is_used(tmp_path):
    (tmp_path / "index.html").write_text("x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BackfileError, match="cannot be used"):
            make_server(tmp_path, taken.getsockname()[1])
    first = make_server(tmp_path, None)
    second = make_server(tmp_path, None)

    assert first.server_address != second.server_address
    first.server_close()
    second.server_close()


@pytest.mark.browser
def test_livereload_builds_again_and_reloads_the_open_page(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "content/articles/2013", content / "articles/2013")
    [first, *_] = sorted(content.rglob("*.md"))
    process = subprocess.Popen(
        [
            Path(sys.executable).parent / "invoke",
            "livereload",
            "--content",
            content,
            "--output",
            tmp_path / "output",
            "--port",
            str(free_port()),
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = next(line for line in process.stdout if "http://" in line)
        with launched() as browser:
            page = browser.new_page()
            page.goto(line.split(" at ")[1].split()[0])
            time.sleep(1)  # the watcher must be watching before the file changes
            text = first.read_text(encoding="utf-8")
            title = text.split("title: ")[1].split("\n")[0]
            first.write_text(text.replace(title, "Harbour opens again"), encoding="utf-8")
            page.wait_for_selector("text=Harbour opens again", timeout=30_000)
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
