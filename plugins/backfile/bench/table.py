"""What was measured, for people and programs: Markdown tables, the same in a document, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from backfile.bench.builds import Results
from backfile.bench.growth import BUILDS, Growth
from backfile.bench.run import Run
from backfile.model.problems import BackfileError

YARDSTICK = "Hugo + Pagefind"
"""The build that ratios refer to: it does the whole job, pages and search index."""

GROWTH = "growth"
"""The name of the growth table's place in a document."""

_LEAST_SECONDS = 0.05
"""A stage that takes less in every build has no line."""


def table(results: Results) -> list[str]:
    """A Markdown table: medians over the runs, and the ratio of wall times to the yardstick's."""
    reference = results.runs.get(YARDSTICK)
    lines = [
        "| build | wall s | from … to | ratio | processor s | memory MB | files written | of search |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, runs in results.runs.items():
        walls = [run.wall for run in runs]
        ratio = f"{median(walls) / median(run.wall for run in reference):.3f}" if reference else "–"
        lines.append(
            f"| {name} | {median(walls):.2f} | {min(walls):.2f} … {max(walls):.2f} | {ratio} "
            f"| {_of(runs, 'cpu'):.1f} | {_of(runs, 'memory') / 1e6:,.0f} "
            f"| {_of(runs, 'files_written'):,.0f} | {_of(runs, 'search_files'):,.0f} |"
        )
    return lines


def stages(runs: Sequence[Run]) -> dict[str, float]:
    """Medians of seconds by stage or command, in the order in which they were run."""
    names = dict.fromkeys(name for run in runs for name in run.steps)
    return {name: round(median(run.steps.get(name, 0.0) for run in runs), 3) for name in names}


def stage_table(results: Results) -> list[str]:
    """A Markdown table of the medians by stage of Backfile's builds, and what of wall time is outside all stages."""
    builds = {name: runs for name, runs in results.runs.items() if name.startswith("Backfile, ")}
    medians = {name: stages(runs) for name, runs in builds.items()}
    lines = [
        "| seconds | " + " | ".join(name.removeprefix("Backfile, ") for name in builds) + " |",
        "|---|" + "--:|" * len(builds),
    ]
    for stage in dict.fromkeys(stage for of in medians.values() for stage in of):
        values = [of.get(stage, 0.0) for of in medians.values()]
        if max(values) >= _LEAST_SECONDS:
            lines.append(f"| {stage} | " + " | ".join(f"{value:.2f}" for value in values) + " |")
    outside = (median(run.wall - sum(run.steps.values()) for run in runs) for runs in builds.values())
    return [*lines, "| outside the stages | " + " | ".join(f"{value:.2f}" for value in outside) + " |"]


def caption(results: Results) -> str:
    """What was measured, on what, with which versions."""
    machine = results.machine
    programs = [backfile_version(machine), *(str(machine[name]) for name in results.runs if name in machine)]
    text = (
        f"{results.articles:,} articles ({results.corpus}); {_medians(results.runs.values())} in turn on "
        f"{system(machine)}; {', '.join(programs)}. Ratios are of wall time, to {YARDSTICK}."
    )
    if results.topic:
        text += f" The renamed topic has {results.topic_articles:,} articles."
    for name, runs in results.runs.items():
        if name in machine and len(parts := stages(runs)) > 1:
            text += f" Of {name}, {' and '.join(f'{part} takes {value:.1f} s' for part, value in parts.items())}."
    for name, why in results.absent.items():
        text += f" Not measured: {name} ({why.splitlines()[0]})."
    return text


def growth_table(growth: Growth) -> list[str]:
    """A Markdown table, a line a size: time and memory of the build of everything, the ratio of times per article to
    those of the first size, and the builds after small changes."""
    lines = [
        "| articles | wall s | ms per article | ratio | processor ms per article | ratio | memory MB "
        "| nothing changed s | one edited s | files written | of search |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    first: tuple[float, float] | None = None
    for size, builds in growth.runs.items():
        new, same, edited = (builds[name] for name in BUILDS)
        wall, cpu = _of(new, "wall") / size, _of(new, "cpu") / size
        first = first or (wall, cpu)
        memory = max(_of(runs, "memory") for runs in builds.values()) / 1e6
        lines.append(
            f"| {size:,} | {wall * size:.1f} | {wall * 1000:.3f} | {wall / first[0]:.3f} | {cpu * 1000:.3f} "
            f"| {cpu / first[1]:.3f} | {memory:,.0f} | {_of(same, 'wall'):.2f} | {_of(edited, 'wall'):.2f} "
            f"| {_of(edited, 'files_written'):,.0f} | {_of(edited, 'search_files'):,.0f} |"
        )
    return lines


def growth_caption(growth: Growth) -> str:
    """What was measured, on what, with which versions."""
    runs = [runs for builds in growth.runs.values() for runs in builds.values()]
    return (
        f"Generated corpora; {_medians(runs)}, the sizes in turn, on {system(growth.machine)}; "
        f"{backfile_version(growth.machine)}. Ratios are to the first line; memory is the most of the three builds."
    )


def as_json(results: Results | Growth) -> str:
    """Every figure of every run, and of a comparison the medians by stage."""
    figures = asdict(results)
    if isinstance(results, Results):
        figures["stages"] = {name: stages(runs) for name, runs in results.runs.items()}
    return json.dumps(figures, indent=1, ensure_ascii=False) + "\n"


def shown(results: Results | Growth) -> list[str]:
    """Captions and tables as Markdown."""
    if isinstance(results, Growth):
        return [growth_caption(results), "", *growth_table(results)]
    return [caption(results), "", *table(results), "", "Where Backfile's time goes:", "", *stage_table(results)]


def write_into(document: Path, results: Results | Growth) -> None:
    """Put the tables into the place of the corpus in ``document``, or at its end when it has none yet."""
    write_block(document, GROWTH if isinstance(results, Growth) else results.corpus, shown(results))


def write_block(document: Path, name: str, lines: Sequence[str]) -> None:
    """Put ``lines`` between the markers of ``name``, or at the end of the document when it has none yet.

    Raises BackfileError when the document has the first marker without the last.
    """
    first, last = f"<!-- bench: {name} -->", f"<!-- end of bench: {name} -->"
    block = "\n".join([first, *lines, last])
    text = document.read_text(encoding="utf-8")
    if first not in text:
        text = text.rstrip("\n") + f"\n\n{block}\n"
    elif last not in text:
        raise BackfileError(f"{document}: there is no line {last} behind {first}")
    else:
        between = re.escape(first) + ".*?" + re.escape(last)
        text = re.sub(between, lambda _: block, text, count=1, flags=re.S)
    document.write_text(text, encoding="utf-8")


def _of(runs: Sequence[Run], figure: str) -> float:
    return float(median(getattr(run, figure) for run in runs))


def _medians(builds: Iterable[Sequence[Run]]) -> str:
    count = max(map(len, builds))
    return "1 run" if count == 1 else f"medians of {count} runs"


def system(machine: dict[str, object]) -> str:
    """What the figures were taken on."""
    kind = f"{machine['system']}, {machine['architecture']}; load {machine['load']} at the beginning"
    return f"{machine['cores']} cores ({kind})"


def backfile_version(machine: dict[str, object]) -> str:
    """``Backfile 0.1.0, Python 3.12.1``"""
    return f"Backfile {machine['backfile']}, Python {machine['python']}"
