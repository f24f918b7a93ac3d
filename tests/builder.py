"""Many builds, each in a process of its own: a server that has imported everything and built nothing forks for each.

A fork starts in a millisecond where a new interpreter needs most of a second, and what it builds is as clean: no build
has run in the process before it. ``Builder`` is the way in; run as a program, this module is the server.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent

CHANGES = frozenset({"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
"""Audit events before which a build may be killed, besides files opened for writing: all that changes a disk."""


@dataclass(frozen=True)
class Built:
    """How a build ended."""

    code: int
    """Exit code; negative for the signal that ended it."""
    stdout: str
    stderr: str
    changes: list[str]
    """The changes to the disk in their order, by audit event, where they were asked for."""

    @property
    def report(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return json.loads(self.stdout.splitlines()[-1])


class Builder:
    """The server, from outside; ``with Builder() as builder``."""

    def __init__(self, *, before: Sequence[str] = ()) -> None:
        """``before``: a command that starts the server, such as ``unshare``."""
        self._server = subprocess.Popen(
            [*before, sys.executable, str(Path(__file__).resolve())],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = int(self._answer())
        """Of the server."""

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.communicate()

    def start(
        self,
        content: Path,
        output: Path,
        *,
        settings_file: Path = PROJECT / "pelicanconf.py",
        circumstances: dict[str, Any] | None = None,
        **settings: Any,
    ) -> int:
        """Begin a build in one process (unless JOBS says otherwise); the id of the process and of its group.

        ``circumstances``: ``kill_at`` (an audit event and the number of that event, or "" and the number of the change
        to the disk, before which the build kills itself), ``count`` (only note the changes), ``largest_file``
        (bytes), ``umask``, ``later`` (seconds that all clocks are ahead) and ``environment`` (variables).
        """
        settings = {
            "PATH": str(content),
            "OUTPUT_PATH": str(output),
            "CACHE_PATH": str(output.with_name(f"{output.name}-cache") / "kept"),
            "REPORT_JSON": True,
            "DEFAULT_PAGINATION": 5,
            "JOBS": 1,
        } | settings
        order = {"file": str(settings_file), "settings": settings, "circumstances": circumstances or {}}
        print(json.dumps(order), file=self._server.stdin, flush=True)
        return int(self._answer())

    def wait(self) -> Built:
        """Wait for the build that was started."""
        return Built(**json.loads(self._answer()))

    def build(self, content: Path, output: Path, **given: Any) -> Built:
        """A whole build."""
        self.start(content, output, **given)
        return self.wait()

    def _answer(self) -> str:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        assert line, "the server of builds has died"
        return line


def whole_tree(folder: Path) -> dict[str, str]:
    """Path → mode and digest of everything in a folder, folders too; empty when it is not there."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = Path(parent, name)
            mode = path.lstat().st_mode
            digest = sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else ""
            found[path.relative_to(folder).as_posix()] = f"{stat.filemode(mode)} {digest}"
    return found


def differences(expected: dict[str, str], actual: dict[str, str]) -> list[str]:
    """What two trees differ in, in a form that a person can read."""
    return [
        f"{path}: {expected.get(path, 'is not there')} expected, {actual.get(path, 'is not there')} found"
        for path in sorted(expected.keys() | actual.keys())
        if expected.get(path) != actual.get(path)
    ]


def _serve() -> None:
    _import_everything()
    print(os.getpid(), flush=True)
    for line in sys.stdin:
        with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr, tempfile.TemporaryFile() as count:
            child = os.fork()
            if not child:
                _build(json.loads(line), stdout.fileno(), stderr.fileno(), count.fileno())
            os.setpgid(child, child)  # here and in the child, so that it is done whoever comes first
            print(child, flush=True)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            texts = []
            for stream in (stdout, stderr, count):
                stream.seek(0)
                texts.append(stream.read().decode())
        answer = {"code": code, "stdout": texts[0], "stderr": texts[1], "changes": texts[2].split()}
        print(json.dumps(answer), flush=True)


def _import_everything() -> None:
    import importlib
    import pkgutil

    import backfile

    for module in pkgutil.walk_packages(backfile.__path__, "backfile."):
        importlib.import_module(module.name)
    for name in ("numpy.ma", "pelican.plugins.sitemap", "snowballstemmer", "sphinx.util", "tzdata.zoneinfo"):
        importlib.import_module(name)
    _compile_templates()
    # Word lists and places are the same for every build, and reading them is a third of a small one's time.
    from backfile.build.fingerprints import code_fingerprint
    from backfile.names import recognise
    from backfile.vocabulary.media_topics import term, term_named
    from backfile.vocabulary.places import country, place, place_names, places_named

    code_fingerprint()
    term("medtop:20000063"), term_named("war"), country("DE"), place(1)

    for lang in ("en", "de"):
        recognise(["Kiel", "Kiel is a port."], lang)
        places_named("Kiel", lang)
        place_names(lang)


def _compile_templates() -> None:
    """As in a process that builds again: templates that are as they were are not made into Python once more.

    Without assets: making them small starts threads, and a fork has none of them."""
    from backfile.pages.render import Renderer
    from backfile.pages.views import VIEWS, Site

    theme = PROJECT / "themes" / "broadsheet"
    renderer = Renderer(theme, Site("", "", "en", "", "/", (), ()), {})
    for name in VIEWS:
        renderer.fingerprint(name)
    for file in (theme / "templates").rglob("*.html"):
        renderer._environment.get_template(file.relative_to(theme / "templates").as_posix())


def _build(order: dict[str, Any], stdout: int, stderr: int, count: int) -> None:
    """Build in this process, which ends with it."""
    try:
        os.setpgid(0, 0)
        for stream, number in ((stdout, 1), (stderr, 2), (os.open(os.devnull, os.O_RDONLY), 0)):
            os.dup2(stream, number)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        from backfile.hooks.command import build_site

        changes = _under(order["circumstances"])
        code = build_site(Path(order["file"]), **order["settings"])
        os.write(count, " ".join(changes).encode())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
        os._exit(99)


def _under(circumstances: dict[str, Any]) -> list[str]:
    """Arrange for the circumstances of a build; a list that the changes to the disk are put into."""
    os.environ.update(circumstances.get("environment", {}))
    time.tzset()
    if "umask" in circumstances:
        os.umask(circumstances["umask"])
    if "largest_file" in circumstances:
        limit = circumstances["largest_file"]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if "later" in circumstances:
        _put_clocks_forward(circumstances["later"])
    changes: list[str] = []
    named, number = circumstances.get("kill_at", ("", 0))
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & writing):
            changes.append(event)
            if (changes.count(named) if named else len(changes)) == number and named in ("", event):
                os.kill(os.getpid(), signal.SIGKILL)

    if number or circumstances.get("count"):
        sys.addaudithook(note)
    return changes


def _put_clocks_forward(seconds: float) -> None:
    """Let every clock that a module asks for the date be ahead."""
    import datetime as module

    real, real_time, real_ns = module.datetime, time.time, time.time_ns
    ahead = module.timedelta(seconds=seconds)

    class Kind(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, real)

    class Later(real, metaclass=Kind):
        def __new__(cls, *values: Any, **named: Any) -> Any:
            return real(*values, **named)

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return real.now(tz) + ahead

        @classmethod
        def utcnow(cls) -> Any:
            return real.now(module.UTC).replace(tzinfo=None) + ahead

    time.time = lambda: real_time() + seconds
    time.time_ns = lambda: real_ns() + int(seconds * 1e9)
    for loaded in list(sys.modules.values()):
        if loaded is not module and getattr(loaded, "datetime", None) is real:
            loaded.datetime = Later  # type: ignore[attr-defined]
        if getattr(loaded, "time", None) is real_time:
            loaded.time = time.time  # type: ignore[attr-defined]


if __name__ == "__main__":
    _serve()
