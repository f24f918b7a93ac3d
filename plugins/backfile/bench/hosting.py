"""A static host on this machine, for measuring: it compresses text, is as far away as is asked, and counts bytes.

Bytes are counted here and not in the browser, because DevTools does not tell those of a worker's own script.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from backfile.serving.server import SiteHandler, SiteServer

MINUTES_FRESH = 10
"""As long as GitHub Pages lets browsers keep a file without asking again."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer."""

    path: str
    """Below the root, without a query: ``search/manifest.json``."""
    wire: int
    """Bytes with headers, as they were sent."""
    plain: int
    """The same from a host that compresses nothing."""


@dataclass(slots=True)
class Host:
    """A host that is up."""

    address: str
    """``http://127.0.0.1:PORT/``"""
    sent: list[Sent] = field(default_factory=list)
    """All answers since somebody emptied the list."""


@contextmanager
def hosted(folder: Path, delay: float = 0.0) -> Iterator[Host]:
    """``folder`` on a free port of this machine. Each answer begins ``delay`` seconds after its request, however many
    are asked for at once."""
    sent: list[Sent] = []
    handler = partial(_Handler, directory=str(folder), sent=sent, delay=delay)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Host(f"http://127.0.0.1:{server.server_address[1]}/", sent)
        finally:
            server.shutdown()
            thread.join()


class _Server(SiteServer):
    request_queue_size = 128  # browsers open many connections at once; those that do not fit wait for a second

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SiteHandler):
    """Unlike the server for looking at a site it lets browsers keep files, so that one that is asked for in advance is
    not asked for again, and keeps connections open."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave together

    def __init__(self, *arguments: Any, sent: list[Sent], delay: float, **named: Any) -> None:
        self._sent = sent
        self._delay = delay
        self._headers = self._body = 0
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 (http.server asks for this name)
        time.sleep(self._delay)
        self._headers = self._body = 0
        super().do_GET()
        path = self.path.partition("?")[0]
        file = Path(self.translate_path(path))
        if file.is_dir():
            file /= "index.html"
        whole = file.stat().st_size if file.is_file() else self._body
        self._sent.append(Sent(unquote(path).lstrip("/"), self._headers + self._body, self._headers + whole))

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self._body = int(value)
        if keyword == "Cache-Control":
            value = f"max-age={60 * MINUTES_FRESH}"
        super().send_header(keyword, value)

    def flush_headers(self) -> None:
        self._headers += sum(map(len, getattr(self, "_headers_buffer", [])))
        super().flush_headers()
