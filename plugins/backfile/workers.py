"""Workers: steps over batches, behind ``concurrent.futures``.

A step is ``function(batch) -> list`` over picklable values, with one result per item. Results come back in the
order of the batches whatever the number of workers, so a build's bytes do not depend on it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from backfile.model.problems import BackfileError

Item = TypeVar("Item")
Result = TypeVar("Result")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of at most ``size`` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


PATIENCE = 300.0
"""Seconds that a batch may take before its worker is taken for stuck: a thousand times what a batch needs."""


def _begin_work(sign_of_life: Connection) -> None:
    """Make a worker end when the process that it works for is gone, and leave Ctrl-C to that process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        with suppress(OSError):
            sign_of_life.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _nothing(_items: list[object]) -> list[object]:
    return []


class WorkerLost(Generic[Item]):
    """Stands in the results for an item over which its worker process died or got stuck."""

    def __init__(self, item: Item) -> None:
        self.item = item


class Workers:
    """A pool of worker processes, started when first needed; with one job, steps run in this process."""

    def __init__(self, jobs: int, preloaded: Sequence[str] = (), patience: float = PATIENCE) -> None:
        """``jobs``: worker processes, 0 for one per core; ``preloaded``: the modules of the steps that they run;
        ``patience``: seconds for a batch."""
        self.jobs = jobs or _cores()
        self.patience = patience
        self._preloaded = list(preloaded)
        self._pool: ProcessPoolExecutor | None = None
        self._warming: threading.Thread | None = None
        self._sign_of_life: Connection | None = None
        """Held open as long as this process lives."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self, *, now: bool = False) -> None:
        """Stop the worker processes; with ``now`` whatever they are at."""
        if self._warming:
            self._warming.join()
        if now:
            _kill(self._pool)
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def started(self) -> bool:
        """Whether worker processes have been needed so far."""
        return self._pool is not None

    def _executor(self) -> ProcessPoolExecutor:
        if self._warming and self._warming is not threading.current_thread():
            self._warming.join()
        if self._pool is None:
            # Never fork this process: it may have threads (a progress spinner), and a fork copies their locks.
            method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(method)
            if method == "forkserver":
                # Imported once, by the process that all workers are copies of.
                context.set_forkserver_preload(self._preloaded)
            watched, self._sign_of_life = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(
                self.jobs, mp_context=context, initializer=_begin_work, initargs=(watched,)
            )
        return self._pool

    def warm(self) -> None:
        """Start a first worker now, beside what this process does, for work that will come in a moment."""
        if self.jobs > 1 and self._pool is None:
            self._warming = threading.Thread(target=self._start_one)
            self._warming.start()

    def _start_one(self) -> None:
        with suppress(OSError, BrokenProcessPool):  # whoever needs the worker will hear of it
            self._submit(_nothing, [])

    def run(
        self, step: Callable[[list[Item]], Sequence[Result]], batches: Iterable[list[Item]]
    ) -> Iterator[Result | WorkerLost[Item]]:
        """Run ``step`` over batches and yield one result per item, in order.

        Only a few batches are under way at once, so that neither inputs nor results pile up. When a worker process
        dies, its batch is tried again in halves until the single item that does it stands alone; that item yields
        WorkerLost and the rest goes on.
        """
        if self.jobs == 1:
            for batch in batches:
                yield from step(batch)
            return
        under_way: deque[tuple[list[Item], Future[Sequence[Result]], ProcessPoolExecutor]] = deque()
        for batch in batches:
            under_way.append((batch, *self._submit(step, batch)))
            if len(under_way) >= self.jobs * 3:
                yield from self._finish(step, *under_way.popleft())
        while under_way:
            yield from self._finish(step, *under_way.popleft())

    def call(self, function: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Run one function aside, while other steps go on; with one job it is run here and now."""
        if self.jobs > 1:
            return self._submit(function, *arguments)[0]
        future: Future[Result] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def _submit(
        self, function: Callable[..., Result], *arguments: object
    ) -> tuple[Future[Result], ProcessPoolExecutor]:
        try:
            pool = self._executor()
            return pool.submit(function, *arguments), pool
        except BrokenProcessPool:
            self._pool = None
            pool = self._executor()
            return pool.submit(function, *arguments), pool

    def _finish(
        self,
        step: Callable[[list[Item]], Sequence[Result]],
        batch: list[Item],
        future: Future[Sequence[Result]],
        pool: ProcessPoolExecutor,
    ) -> Iterator[Result | WorkerLost[Item]]:
        try:
            yield from future.result(self.patience)
        except (BrokenProcessPool, TimeoutError):
            _kill(pool)
            if self._pool is pool:
                self._pool = None
            # Every batch under way fails with the pool; each comes here in turn and is run by itself.
            _require_workers()
            yield from self._alone(step, batch, split=False)

    def _alone(
        self, step: Callable[[list[Item]], Sequence[Result]], batch: list[Item], *, split: bool
    ) -> Iterator[Result | WorkerLost[Item]]:
        if split and len(batch) == 1:
            yield WorkerLost(batch[0])
            return
        middle = len(batch) // 2
        for part in (batch[:middle], batch[middle:]) if split else (batch,):
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                try:
                    results = pool.submit(step, part).result(self.patience)
                except (BrokenProcessPool, TimeoutError):
                    _kill(pool)
                    results = None
            if results is not None:
                yield from results
            elif len(part) == 1:
                yield WorkerLost(part[0])
            else:
                yield from self._alone(step, part, split=True)


def _cores() -> int:
    """How many cores this process may use: fewer than there are in a container or under ``taskset``."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _kill(pool: ProcessPoolExecutor | None) -> None:
    """End the processes of a pool that is broken or stuck; whatever else it was at work on fails with it."""
    # concurrent.futures has a public way to do this from Python 3.14 on: kill_workers().
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _require_workers() -> None:
    """Raise BackfileError when no worker can live here at all, so that not each item is tried and lost by itself."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool:
            raise BackfileError("Worker processes cannot be started on this machine: use --jobs 1.") from None
