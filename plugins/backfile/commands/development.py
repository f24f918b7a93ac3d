"""Commands for those who change Backfile: ``test``, ``prove``, ``fuzz``, ``lint``, ``lock``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from backfile.commands.prompt import for_people, project

PYTHON = sys.executable


@task(help={"fast": "without the browser tests", "k": "only tests whose names match"})
def test(context: Context, fast: bool = False, k: str = "") -> None:
    """Run the tests."""
    chosen = (' -m "not browser"' if fast else "") + (f' -k "{k}"' if k else "")
    processes = os.cpu_count() or 2
    context.run(f"{PYTHON} -m pytest -q -n {processes} --dist loadfile --no-loadscope-reorder{chosen}", pty=False)


PROOFS = {
    "incremental": ("BACKFILE_SEQUENCES", 300),
    "killed": ("BACKFILE_KILLS", 500),
    "determinism": ("BACKFILE_EACH", 1),
    "rejects": ("BACKFILE_STORIES", 20_000),
    "search": ("BACKFILE_QUERIES", 10_000),
    "wire": ("BACKFILE_ORDERS", 100),
}
"""The proofs that have a long form: the variable that asks for it, and how much of it is asked for."""


@task(
    help={
        "what": ", ".join([*PROOFS, "or all"]),
        "count": "sequences of edits, kills, good articles or queries (default: "
        + ", ".join(f"{name} {count}" for name, (_, count) in PROOFS.items() if count > 1)
        + ")",
        "seed": "of what is random; another seed tries other edits and moments",
        "every": "killed: only every n-th change to the disk and system call",
    }
)
def prove(context: Context, what: str = "all", count: str | None = None, seed: int = 1, every: int = 1) -> None:
    """Prove at length what the tests prove in short: incremental = clean, old or new, same bytes, nothing lost."""
    if what not in (*PROOFS, "all"):
        raise Exit(f"There is no proof {what}. There are: {', '.join(PROOFS)}.", code=2)
    for name in PROOFS if what == "all" else [what]:
        variable, usual = PROOFS[name]
        asked = {variable: str(int(count or usual)), "BACKFILE_SEED": str(int(seed)), "BACKFILE_EVERY": str(int(every))}
        print(f"Proving {name}: {' '.join(f'{key}={value}' for key, value in asked.items())}", flush=True)
        file = {"search": "search_parity", "wire": "lifecycle_feed"}.get(name, name)
        run = f"{PYTHON} -m pytest -q -s --hypothesis-seed={int(seed)} tests/test_{file}.py"
        context.run(run, env=asked, pty=False)


@task(
    help={
        "format": "only this one, as --format of ingest calls it",
        "runs": "inputs for each format",
        "seed": "of what is random; another seed spoils other inputs",
        "samples": "folder with files to spoil, beside those of the tests",
        "keep": "folder that gets the inputs that a parser does not take well",
    }
)
@for_people
def fuzz(
    _context: Context, format: str = "", runs: int = 1000, seed: int = 0, samples: str = "", keep: str = ""
) -> None:
    """Feed the parsers of ingest input that is spoiled at random."""
    from backfile.bench.fuzzing import run

    folders = [project() / "tests" / "fixtures" / "wire", *([Path(samples)] if samples else [])]
    found = 0
    for outcome in run(folders, format, int(runs), int(seed)):
        print(outcome.line(), flush=True)
        for finding in outcome.findings:
            found += 1
            print(f"  input {finding.number}: {finding.reason}")
            if keep:
                Path(keep).mkdir(parents=True, exist_ok=True)
                (Path(keep) / f"{outcome.format}-{seed}-{finding.number}").write_bytes(finding.data)
    if found:
        raise Exit(f"{found:,} inputs were not taken well.", code=1)


@task
def lint(context: Context) -> None:
    """Check style, types and the order of the rooms."""
    for command in ("ruff check .", "ruff format --check .", "mypy", "lint-imports"):
        context.run(f"{Path(PYTHON).parent / command.split()[0]} {command.partition(' ')[2]}", pty=False)


@task
def lock(context: Context) -> None:
    """Refresh the locked dependencies from the ranges in pyproject.toml."""
    common = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade"
    uv = Path(PYTHON).parent / "uv"
    context.run(f"{uv} pip compile {common} --extra build pyproject.toml -o requirements/base.lock")
    both = "--extra build --extra dev -c requirements/base.lock"
    context.run(f"{uv} pip compile {common} {both} pyproject.toml -o requirements/dev.lock")
    peers = "--extra build --extra bench -c requirements/base.lock"
    context.run(f"{uv} pip compile {common} {peers} pyproject.toml -o requirements/bench.lock")
