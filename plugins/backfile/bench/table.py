"""What was measured, for people and programs: a Markdown table, the same in a document, JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from statistics import median

from backfile.bench.builds import Results
from backfile.model.problems import BackfileError

YARDSTICK = "Hugo + Pagefind"
"""The build that ratios refer to: it does the whole job, pages and search index."""


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
            f"| {median(run.cpu for run in runs):.1f} | {median(run.memory for run in runs) / 1e6:,.0f} "
            f"| {median(run.files_written for run in runs):,.0f} | {median(run.search_files for run in runs):,.0f} |"
        )
    return lines


def caption(results: Results) -> str:
    """What was measured, on what, with which versions."""
    count = max(len(runs) for runs in results.runs.values())
    machine = results.machine
    programs = [f"Backfile {machine['backfile']}", f"Python {machine['python']}"]
    programs += [str(machine[name]) for name in results.runs if name in machine]
    runs = "1 run" if count == 1 else f"{count} runs"
    system = f"{machine['system']}, {machine['architecture']}; load {machine['load']} at the beginning"
    text = (
        f"{results.articles:,} articles ({results.corpus}); medians of {runs} in turn on {machine['cores']} cores "
        f"({system}); {', '.join(programs)}. Ratios are of wall time, to {YARDSTICK}."
    )
    if results.topic:
        text += f" The renamed topic has {results.topic_articles:,} articles."
    for name, why in results.absent.items():
        text += f" Not measured: {name} ({why.splitlines()[0]})."
    return text


def as_json(results: Results) -> str:
    """Every figure of every run."""
    return json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n"


def write_into(document: Path, results: Results) -> None:
    """Put the table between the markers of the corpus, or at the end of the document when it has none yet.

    Raises BackfileError when the document has the first marker without the last.
    """
    first, last = f"<!-- bench: {results.corpus} -->", f"<!-- end of bench: {results.corpus} -->"
    block = "\n".join([first, caption(results), "", *table(results), last])
    text = document.read_text(encoding="utf-8")
    if first not in text:
        text = text.rstrip("\n") + f"\n\n{block}\n"
    elif last not in text:
        raise BackfileError(f"{document}: there is no line {last} behind {first}")
    else:
        between = re.escape(first) + ".*?" + re.escape(last)
        text = re.sub(between, lambda _: block, text, count=1, flags=re.S)
    document.write_text(text, encoding="utf-8")
