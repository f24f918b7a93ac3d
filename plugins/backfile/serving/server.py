"""A small web server for looking at a built site. Not for the public: any static host serves that."""

from __future__ import annotations

import functools
import gzip
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from backfile.model import permalinks
from backfile.model.problems import BackfileError

COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".txt")
"""What static hosts send compressed, so that a look at the network panel here shows what readers get there."""


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves one folder: pages without caching, the site's own 404 page, text compressed."""

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".atom": "application/atom+xml",
        ".js": "text/javascript",
        ".bin": "application/octet-stream",
    }

    def send_head(self) -> Any:
        """As the base class, but text goes out compressed where the browser takes it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        compress = path.suffix in COMPRESSED and path.is_file() and "gzip" in self.headers.get("Accept-Encoding", "")
        if not compress:
            return super().send_head()
        body = gzip.compress(self.transform(path, path.read_bytes()), 6)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def transform(self, _path: Path, data: bytes) -> bytes:
        """A place for livereload to add its script."""
        return data

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for an address that is not there."""
        page = Path(self.directory) / permalinks.NOT_FOUND
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Never cached: the next build may have changed anything."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        """With the encoding, which every text of a site has."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("javascript") else kind

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """A reader who goes away in the middle is no error."""
        try:
            super().copyfile(source, outputfile)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the address is all that needs to be on the screen."""


class SiteServer(ThreadingHTTPServer):
    """Listens on this machine only."""

    daemon_threads = True
    allow_reuse_address = True


PREFERRED_PORT = 8000


def make_server(output: Path, port: int | None, handler: type[SiteHandler] = SiteHandler) -> SiteServer:
    """A server of the site at ``output`` on ``port``; None for the preferred one or else any that is free.

    Raises BackfileError when nothing was built there or the port that was asked for is taken.
    """
    if not (output / "index.html").is_file():
        raise BackfileError(f"There is no site in {output}. Build it first: invoke build")
    if port is None:
        try:
            return make_server(output, PREFERRED_PORT, handler)
        except BackfileError:
            return make_server(output, 0, handler)
    try:
        return SiteServer(("127.0.0.1", port), functools.partial(handler, directory=str(output)))
    except OSError as error:
        raise BackfileError(f"Port {port} cannot be used: {error.strerror}. Choose another: --port N") from error


def serve(output: Path, port: int | None) -> None:
    """Serve until the person presses Ctrl+C."""
    with make_server(output, port) as server:
        print(f"Serving {output} at http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
