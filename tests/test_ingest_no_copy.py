"""What is no wire copy, and copy that only looks like something else."""

from __future__ import annotations

import pytest

from backfile.ingest.formats.known import detect
from backfile.ingest.formats.plain_text.no_copy import kind_of

ROWS = range(1, 12)

OTHER = {
    "a table of values": [
        "id\ttitle\tplace\n" + "".join(f"{n}\tShips {n}\tLima\n" for n in ROWS),
        "id,title,place\n" + "".join(f"{n},Ships,Lima\n" for n in ROWS),
        "id;title;place\n" + "".join(f"{n};Ships;Lima\n" for n in ROWS),
        "".join(f'"{n}","Ships, boats and more","Lima"\n' for n in ROWS),
    ],
    "a program": [
        "#!/bin/sh\necho sail\n",
        "import re\n\n\ndef sail(ship: str) -> str:\n    if ship:\n        return ship\n    return sail(ship)\n",
        '#include <stdio.h>\n\nint main(void)\n{\n    puts("x");\n    return 0;\n}\n',
        "const ship = 3;\nfunction sail(a) {\n  return a;\n}\nsail(ship);\n",
        "body {\n  margin: 0;\n}\na {\n  color: red;\n}\n",
    ],
    "a patch": ["diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"],
    "settings": [
        '[ship]\nname = "x"\n[port]\nname = "y"\nberths = 3\n',
        "ship:\n  name: x\n  ports:\n    - lima\n    - oslo\n",
    ],
    "a log": ["".join(f"2015-11-17 10:00:{n:02} INFO sail\n" for n in ROWS)],
    "encoded data": ["iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk\n" * 5],
    "figures only": ["1 2 3\n" * 6],
    "JSON": ['{"ship": 1}', '{"a": 1}\n{"a": 2}\n', "[1, 2]"],
    "an HTML page": ["<!DOCTYPE html>\n<html><p>Ships</p></html>"],
    "XML of an unknown kind": ['<?xml version="1.0"?><ship/>', "<ship><name>x</name></ship>"],
    "a PDF file": ["%PDF-1.4\n1 0 obj\n"],
    "data that is no text": ["\x7fELF\x00\x00\x01\x00" * 40],
}

COPY = [
    "<SHIP CORP> SEES HIGHER YEAR\n\n    LIMA, April 13 - <Ship Corp> said so.\n",
    "LIMA TO BUY SHIPS\n\n    LIMA, June 2 - Lima is part of a policy on\n"
    "export bonus program\nimport licences\nfrom the import\nof ships.\n",
    "Stocks\n\nFTSE     7,000   +0.3\nDAX     13,000   -0.1\nCAC      5,000   +0.2\nDow     30,000   +0.1\n",
    "Timetable:\n- Monday: ships sail\n- Tuesday: ships rest\n- Sunday: ships sail\n\nAll is well.\n",
    "\tPort reopens\n\tShips sailed.\n\tAll is well.\n\tThe end.\n\tMore.\n",
    "Ships sailed, boats rested, and all was well.\n" * 5,
    "港口在暴风雨后重新开放，船只再次起航，港务局长说一切都好，没有人受伤，镇上也没有任何损失。\n" * 5,
    "Ships sailed;\nboats rested;\nall was well;\nand the port\nreopened;\nhe said.\n",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in OTHER.items() for text in texts])
def test_what_is_no_copy_is_named(kind: str, text: str) -> None:
    assert kind_of(text.encode("latin-1")) == kind
    found = detect(text.encode("latin-1"))
    assert found is None or (kind == "an HTML page" and found.name == "html")  # which looks for an article in it


@pytest.mark.parametrize("text", COPY)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_copy_is_never_refused(text: str, encoding: str) -> None:
    assert kind_of(text.encode(encoding)) == ""
