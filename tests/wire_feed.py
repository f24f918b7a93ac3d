"""A feed with every signal that a wire can send, in ninjs and plain copy, for tests of what becomes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

ZONE = "+00:00"


@dataclass(frozen=True)
class WireFile:
    """A file of the feed."""

    name: str
    data: bytes


def ninjs(uri: str, version: int, at: str, headline: str, text: str, **more: object) -> bytes:
    """A ninjs document; ``at`` is ``DD HH:MM`` of November 2015."""
    day, clock = at.split()
    item = {
        "uri": uri,
        "type": "text",
        "version": str(version),
        "versioncreated": f"2015-11-{day}T{clock}:00{ZONE}",
        "language": "en",
        "infosource": [{"name": "BFN"}],
        "headline": headline,
        "body_text": text,
        "pubstatus": "usable",
    }
    return json.dumps({**item, **more}, ensure_ascii=False).encode()


def copy(slug: str, headline: str, text: str, at: str = "17 10:00") -> bytes:
    """Plain wire copy with a slugline and its time."""
    day, clock = at.split()
    return (
        f"{slug}\n{headline}\nNov {day}, 2015 {clock} GMT\n\nKIEL, Germany, Nov {int(day)} (BFN) - {text}\n-30-\n"
    ).encode()


def _text(subject: str, count: int = 3) -> str:
    """Some paragraphs that no other story has."""
    words = ("harbour", "ferry", "council", "bridge", "tide", "pilot", "storm", "cargo", "quay", "signal")
    return "\n\n".join(
        f"{subject} {words[(number * 3 + len(subject)) % 10]} officials said on day {number} that the "
        f"{words[(number + len(subject)) % 10]} near {subject} was {words[(number * 7) % 10]}-bound for "
        f"{number + 2} hours and that {subject} would see more of it."
        for number in range(1, count + 1)
    )


def feed() -> list[WireFile]:
    """The files of the feed, in the order in which a wire would have sent them."""
    files: list[WireFile] = []

    def add(data: bytes) -> None:
        files.append(WireFile(f"{len(files):03d}.wire", data))

    # Versions of one guid: an update, then a correction that says what it corrects.
    add(ninjs("bfn:alpha", 1, "17 08:00", "Storm closes the port of Alpha", _text("Alpha")))
    add(ninjs("bfn:alpha", 2, "17 09:00", "Storm closes Alpha, ships wait", _text("Alpha", 4), signal="sig:update"))
    add(
        ninjs(
            "bfn:alpha", 3, "18 09:00", "Storm closes Alpha, 12 ships wait",
            _text("Alpha", 4) + "\n\n(Corrects the number of ships to 12.)", signal="sig:correction",
        )
    )  # fmt: skip
    # A story that evolves from another, under an id of its own.
    add(ninjs("bfn:bravo-1", 1, "17 08:10", "Bravo council votes", _text("Bravo")))
    add(ninjs("bfn:bravo-2", 1, "17 11:10", "Bravo council votes yes", _text("Bravo", 4), evolvedfrom="bfn:bravo-1"))
    # Updates by slugline and headline.
    add(copy("CHARLIE-FERRY/", "Ferry runs aground off Charlie", _text("Charlie"), "17 08:20"))
    add(copy("CHARLIE-FERRY/", "UPDATE 1-Ferry runs aground off Charlie", _text("Charlie", 4), "17 09:20"))
    add(copy("CHARLIE-FERRY/", "UPDATE 2-Ferry off Charlie is afloat", _text("Charlie", 5), "17 10:20"))
    add(
        copy(
            "CHARLIE-FERRY/",
            "REFILE-UPDATE 2-Ferry off Charlie is afloat",
            _text("Charlie", 5) + "\n\nAll is well.",
            "17 10:30",
        )
    )
    # Takes.
    add(copy("AM-Delta, a0441", "Delta counts its votes", _text("Delta"), "17 08:30"))
    add(copy("AM-Delta, 1st Add, a0442", "Delta counts its votes", _text("Delta-add"), "17 08:40"))
    add(copy("AM-Delta, 2nd Add, a0443", "Delta counts its votes", _text("Delta-more"), "17 08:50"))
    # A lead that takes the place of the takes before it.
    add(copy("AM-Echo, a0451", "Echo mends its bridge", _text("Echo"), "17 08:31"))
    add(copy("AM-Echo, 1st Add, a0452", "Echo mends its bridge", _text("Echo-add"), "17 08:41"))
    add(copy("AM-Echo, 1st Ld-Writethru, a0453", "Echo has mended its bridge", _text("Echo", 5), "17 12:31"))
    # A repeat.
    add(copy("FOXTROT-FAIR/", "Fair opens in Foxtrot", _text("Foxtrot"), "17 08:32"))
    add(copy("FOXTROT-FAIR/", "RPT-Fair opens in Foxtrot", _text("Foxtrot"), "17 14:32"))
    # A kill by guid, and one of a version that comes to life again.
    add(ninjs("bfn:golf", 1, "17 08:33", "Golf mayor resigns", _text("Golf")))
    add(ninjs("bfn:golf", 2, "17 09:33", "Golf mayor resigns", "", pubstatus="canceled"))
    add(ninjs("bfn:hotel", 1, "17 08:34", "Hotel burns down", _text("Hotel")))
    add(ninjs("bfn:hotel", 2, "17 08:44", "Hotel burns down", "", pubstatus="canceled"))
    add(ninjs("bfn:hotel", 3, "17 09:44", "Fire damages Hotel", _text("Hotel", 4)))
    # A kill that only names the number of a take.
    add(copy("AM-India, a0470", "India line derails", _text("India"), "17 08:35"))
    add(
        copy(
            "AM-India-Kill, a0480", "MANDATORY KILL", "EDITORS: Kill AM-India, a0470. The report was wrong.", "17 15:35"
        )
    )
    # Embargoes, one that has ended and one that has not; stories that are withheld, and one that was.
    add(
        ninjs(
            "bfn:juliett",
            1,
            "17 08:36",
            "Juliett prize awarded",
            _text("Juliett"),
            embargoed="2015-11-17T12:00:00+00:00",
        )
    )
    add(
        ninjs(
            "bfn:kilo",
            1,
            "17 08:37",
            "Kilo report to be published",
            _text("Kilo"),
            embargoed="2999-01-01T00:00:00+00:00",
        )
    )
    add(ninjs("bfn:lima", 1, "17 08:38", "Lima is held", _text("Lima"), pubstatus="withheld"))
    add(ninjs("bfn:mike", 1, "17 08:39", "Mike is held", _text("Mike"), pubstatus="withheld"))
    add(ninjs("bfn:mike", 2, "17 10:39", "Mike is released", _text("Mike", 4)))
    # Rights.
    add(ninjs("bfn:november", 1, "17 08:45", "November poem", _text("November"), usageterms="No archival use."))
    # Notices whose story never came.
    add(copy("AM-Oscar-Kill", "MANDATORY KILL", "EDITORS: Kill AM-Oscar, a0998. It was libelous.", "17 16:00"))
    # The same slugline day after day, without a mark: stories of their own.
    add(copy("PAPA-TIDES/", "Tides at Papa", _text("Papa-one"), "17 05:00"))
    add(copy("PAPA-TIDES/", "Tides at Papa", _text("Papa-two"), "18 05:00"))
    # The same words on a wire that gives no ids.
    add(ninjs("bfn:quebec", 1, "17 08:46", "Quebec opens its lock", _text("Quebec")))
    # Equal headlines of a day.
    for number, subject in enumerate(("Romeo", "Sierra", "Tango")):
        add(ninjs(f"bfn:{subject.lower()}", 1, f"17 0{number + 5}:47", "Weather at sea", _text(subject)))
    # Nearly the same under another headline.
    add(ninjs("bfn:uniform-1", 1, "17 08:48", "Uniform sells its fleet", _text("Uniform", 6)))
    add(ninjs("bfn:uniform-2", 1, "17 18:48", "Fleet of Uniform sold", _text("Uniform", 6) + "\n\nThe end."))
    # A picture, and something that is no copy.
    add(ninjs("bfn:victor", 1, "17 08:49", "A picture", "", type="picture"))
    add(b"\x00\x01\x02 no copy at all \xff\xfe\x00\x00")
    return files
