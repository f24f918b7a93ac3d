"""Serve, build again whenever a file changes, and let open pages load themselves again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar

from watchfiles import watch

from backfile.serving.server import SiteHandler, make_server

SCRIPT = b"""const source = new EventSource(new URL(import.meta.url).origin + "/livereload/events");
source.addEventListener("built", () => location.reload());
"""
TAG = b'<script type="module" src="/livereload/client.js"></script>'
HEARTBEAT = 15.0
"""Seconds between two signs of life, so that a closed page is noticed."""


class LiveHandler(SiteHandler):
    """Adds a script to every page, which waits for the next build. The script comes from this server, as the
    pages' CSP wants."""

    built: ClassVar[threading.Condition] = threading.Condition()

    def do_GET(self) -> None:
        if self.path == "/livereload/client.js":
            self._send("text/javascript", SCRIPT)
        elif self.path == "/livereload/events":
            self._events()
        else:
            super().do_GET()

    def transform(self, path: Path, data: bytes) -> bytes:
        return data.replace(b"</head>", TAG + b"</head>", 1) if path.suffix == ".html" else data

    def _send(self, kind: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                with self.built:
                    happened = self.built.wait(HEARTBEAT)
                self.wfile.write(b"event: built\ndata: 1\n\n" if happened else b": still here\n\n")
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def livereload(output: Path, port: int | None, watched: Sequence[Path], build: Callable[[], object]) -> None:
    """Build, serve ``output`` and build again at every change below ``watched``, until Ctrl+C."""
    build()
    with make_server(output, port, LiveHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(
            f"Serving {output} at http://127.0.0.1:{server.server_address[1]}/ and watching (stop with Ctrl+C)",
            flush=True,
        )
        for changes in watch(*(path for path in watched if path.exists()), raise_interrupt=False):
            print(", ".join(sorted({Path(path).name for _, path in changes})[:5]), "changed", flush=True)
            build()
            with LiveHandler.built:
                LiveHandler.built.notify_all()
        server.shutdown()
