"""Faults that a test asks for by environment variables; on PYTHONPATH, so that workers have them too.

``BACKFILE_FAULT_KILL`` and ``BACKFILE_FAULT_HANG``: words in the text of an article that kill or block the process that
parses it, as a fault in a library written in C would. ``BACKFILE_FAULT_PATIENCE``: seconds that anybody waits at most
for another process. ``BACKFILE_FAULT_REVERSED``: folders are listed in reverse order.
"""

import os

if os.environ.get("BACKFILE_FAULT_KILL") or os.environ.get("BACKFILE_FAULT_HANG"):
    import signal
    import time

    from markdown_it import MarkdownIt

    def _with_faults(parse):
        def parse_with_faults(self, src, env=None):
            if (os.environ.get("BACKFILE_FAULT_KILL") or "\0") in src:
                os.kill(os.getpid(), signal.SIGKILL)
            if (os.environ.get("BACKFILE_FAULT_HANG") or "\0") in src:
                time.sleep(3600)
            return parse(self, src, env)

        return parse_with_faults

    MarkdownIt.parse = _with_faults(MarkdownIt.parse)

if os.environ.get("BACKFILE_FAULT_PATIENCE"):
    from concurrent.futures import Future

    def _impatient(result):
        def result_soon(self, timeout=None):
            return result(self, timeout and min(timeout, float(os.environ["BACKFILE_FAULT_PATIENCE"])))

        return result_soon

    Future.result = _impatient(Future.result)

if os.environ.get("BACKFILE_FAULT_REVERSED"):
    _listdir, _scandir = os.listdir, os.scandir

    class _Reversed:
        """What os.scandir() gives, last entry first."""

        def __init__(self, path="."):
            self._entries = _scandir(path)
            self._left = sorted(self._entries, key=lambda entry: entry.name)

        def __iter__(self):
            return self

        def __next__(self):
            if not self._left:
                raise StopIteration
            return self._left.pop()

        def __enter__(self):
            return self

        def __exit__(self, *_exc):
            self.close()

        def close(self):
            self._entries.close()

    os.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
    os.scandir = _Reversed
