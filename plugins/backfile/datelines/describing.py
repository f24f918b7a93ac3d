"""Say how a dateline is understood, for an editor who wonders."""

from __future__ import annotations

from backfile.datelines.opening import split_dateline


def describe(text: str) -> str:
    """A few lines about the dateline at the opening of ``text``, or one that says there is none."""
    found = split_dateline(text)
    if found is None:
        return "No dateline."
    line = found.dateline
    shown = [("as filed", line.text)]
    shown += [
        ("place", f"{place.name}" + (f" (region: {place.region})" if place.region else "")) for place in line.places
    ]
    if line.date:
        year = f"{line.date.year:04d}" if line.date.year else "year from the story"
        shown.append(("date", f"{line.date.month:02d}-{line.date.day:02d}, {year}"))
    shown += [("credit", credit) for credit in line.credits]
    shown.append(("text", found.rest))
    return "\n".join(f"{label}: {value}" for label, value in shown)
