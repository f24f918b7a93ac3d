"""E-mail: messages and mailboxes, text and HTML bodies, attachments, and what mail adds that nobody should read."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest.formats.email_copy import parse, split
from backfile.ingest.formats.format import Document
from backfile.ingest.parsed import Reject
from backfile.model.article import Status
from wire_feeds import all_that_is_written, format_of, stories, story

CET = timezone(timedelta(hours=1))

BODY = """\
FOR IMMEDIATE RELEASE

Dear editors,

ROTTERDAM, Nov 17 (BFN) - The port of Rotterdam reopened on Tuesday after a
storm, officials said – "all is well".

Ships waited outside.

Media contact:
Bo Kim, +31 10 555 0123, bo.kim@bfn.example

Kind regards,
Bo

--\x20
Bo Kim | BFN | +31 10 555 0124
"""
HTML = """\
<html><head><style>p {color: red}</style></head><body>
<h1>Port reopens after storm</h1><p>By Ann Lee</p>
<p>ROTTERDAM, Nov 17 (BFN) – The port of <b>Rotterdam</b> reopened,
<a href="https://bfn.example/port">officials</a> said.</p>
<ul><li>Ships waited</li><li>Ferries sailed</li></ul><p>The storm had closed it for three days.</p>
<p>Media contact: Bo Kim, +31 10 555 0123, bo.kim@bfn.example</p><p>Kind regards,<br>Bo</p>
<p>This e-mail is confidential and intended solely for the addressee.</p></body></html>
"""


def mail(body: str = BODY, subject: str = "Port reopens after storm", **fields: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Bo Kim <bo.kim@bfn.example>"
    made["To"] = "desk@paper.example"
    made["Date"] = "Tue, 17 Nov 2015 18:05:00 +0100"
    made["Message-ID"] = "<20151117.77@bfn.example>"
    made["Subject"] = subject
    for name, value in fields.items():
        made[name] = value
    if body:
        made.set_content(body)
    return made


def test_a_message_with_plain_text() -> None:
    read = story(parse, mail().as_bytes())

    assert (read.title, read.agency, read.lang) == ("Port reopens after storm", ("BFN",), "en")
    assert (read.id, read.date) == ("mid:20151117.77@bfn.example", datetime(2015, 11, 17, 18, 5, tzinfo=CET))
    assert read.dateline is not None
    assert read.dateline.text == "ROTTERDAM, Nov 17"
    assert read.body == (
        'The port of Rotterdam reopened on Tuesday after a storm, officials said – "all is '
        'well".\n\nShips waited outside.'
    )


def test_nothing_but_copy_reaches_an_article_file(tmp_path: Path) -> None:
    reply = "\nOn Mon, Nov 16, 2015 at 9:00 AM, Ann Lee <ann.lee@bfn.example> wrote:\n> secret plans\n"

    written = all_that_is_written(tmp_path, mail(BODY + reply).as_bytes())

    assert "all is well" in written
    for secret in ("555", "bo.kim", "Bo", "ann.lee", "secret", "Dear", "IMMEDIATE", "contact", "paper.example"):
        assert secret not in written.replace("Boat", "")


def test_html_alone_keeps_its_structure() -> None:
    message = mail("")
    message.set_content(HTML, subtype="html", charset="cp1252", cte="base64")

    read = story(parse, message.as_bytes())

    assert (read.title, read.byline) == ("Port reopens after storm", "Ann Lee")
    assert read.body.split("\n\n") == [
        "The port of **Rotterdam** reopened, [officials](https://bfn.example/port) said.",
        "- Ships waited\n- Ferries sailed",
        "The storm had closed it for three days.",
    ]


def test_of_two_alternatives_the_one_that_says_more() -> None:
    both = mail()
    both.add_alternative(HTML, subtype="html")
    stub = mail("This message needs a reader of HTML.")
    stub.add_alternative(HTML, subtype="html")

    assert story(parse, both.as_bytes()).body.endswith("Ships waited outside.")
    assert story(parse, stub.as_bytes()).body.endswith("closed it for three days.")


@pytest.mark.parametrize(
    ("subject", "title", "slugline"),
    [
        ("Re: [wire] Press release: Ships wait", "Ships wait", ""),
        ("=?utf-8?Q?H=C3=A4fen_=C3=B6ffnen?=", "Häfen öffnen", ""),
        ("=?iso-8859-1?B?SORmZW4=?= offen", "Häfen offen", ""),
        ("PORT-STORM/ (UPDATE 1)", "Port reopens after storm, ships wait", "PORT-STORM/ (UPDATE 1)"),
    ],
)
def test_subjects(subject: str, title: str, slugline: str) -> None:
    body = "ROTTERDAM, Nov 17 (BFN) - The port reopened on Tuesday.\n\nShips waited.\n"
    if slugline:
        body = f"{title}\n\nBy Ann Lee\n\n{body}"
    data = mail(body).as_bytes().replace(b"Subject: Port reopens after storm", f"Subject: {subject}".encode())

    read = story(parse, data)

    assert (read.title, read.slugline) == (title, slugline)
    assert read.body == "The port reopened on Tuesday.\n\nShips waited."


def test_the_headline_is_not_told_twice() -> None:
    body = "Port reopens after storm\n\nThe port has reopened, and the ships that had waited outside sail again.\n"

    read = story(parse, mail(body).as_bytes())

    assert read.title == "Port reopens after storm"
    assert read.body == "The port has reopened, and the ships that had waited outside sail again."


def test_bytes_that_are_not_in_the_declared_charset() -> None:
    data = (
        b"From: a@bfn.example\nTo: b@bfn.example\nSubject: =?windows-1252?Q?Port\x92s_ships?=\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=x-unknown\n\nThe ships\x92 captains said \x93all is well\x94 in K\xf6ln.\n"
    )

    read = story(parse, data)

    assert (read.title, read.date, read.id) == ("Port’s ships", None, "")
    assert read.body == "The ships’ captains said “all is well” in Köln."


def test_flowed_lines_are_put_together() -> None:
    data = (
        mail("-").as_bytes().partition(b"Content-Type")[0]
        + b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\nThe port has re "
        b"\nopened, and ships  \nsail.\n\nAll is well.\n"
    )

    assert story(parse, data).body == "The port has reopened, and ships sail.\n\nAll is well."


def test_attached_files_of_a_wire_are_the_stories() -> None:
    message = mail("Please find attached.")
    ninjs = {"uri": "urn:bfn:77", "type": "text", "headline": "Ships sail", "versioncreated": "2015-11-17T18:05:00Z"}
    message.add_attachment(
        json.dumps({**ninjs, "body_xhtml": "<p>All ships sail.</p>"}).encode(),
        maintype="application", subtype="octet-stream", filename="77.json",
    )  # fmt: skip
    message.add_attachment(
        b"\x01bdt0123 4 vm 9 dpa 0123\n\nx/\n\x02Ferries sail =\n\nKiel (dpa) - All ferries "
        b"sail.\n\x03171805 Nov 15\n\x04",
        maintype="application", subtype="octet-stream", filename="123.iptc",
    )  # fmt: skip

    first, second = stories(parse, message.as_bytes())

    assert (first.id, first.title, first.body) == ("urn:bfn:77", "Ships sail", "All ships sail.")
    assert (second.title, second.body) == ("Ferries sail", "All ferries sail.")


def test_an_attached_text_is_the_story_behind_a_cover_note() -> None:
    message = mail("Please find attached.")
    message.add_attachment(
        ("The port has reopened, and ships sail. " * 8).encode(), maintype="text", subtype="plain", filename="a.txt"
    )

    assert story(parse, message.as_bytes()).body.startswith("The port has reopened")


def test_a_story_may_begin_as_a_letter_does() -> None:
    body = "Hello again, said the harbour master as the ships came in.\n\nAll is well.\n"

    assert story(parse, mail("Dear Ms Lee and colleagues,\n\n" + body).as_bytes()).body == body.strip()


def test_a_form_that_a_program_mails() -> None:
    form = {
        "Headline": ["Ships sail"],
        "Body": ["All ships sail.\n\nAll is well."],
        "Dateline": ["LIMA, May 5"],
        "Slugline": ["SHIPS"],
        "Username": ["bo@bfn.example"],
    }

    read = story(parse, mail(json.dumps(form)).as_bytes())

    assert (read.title, read.slugline, read.body) == ("Ships sail", "SHIPS", "All ships sail.\n\nAll is well.")
    assert read.dateline is not None
    assert read.dateline.text == "LIMA, May 5"


@pytest.mark.parametrize(
    ("line", "embargo", "status"),
    [
        ("EMBARGOED UNTIL 00:01 GMT Thursday 19 November", datetime(2015, 11, 19, 0, 1, tzinfo=UTC), Status.USABLE),
        (
            "Not for publication before 6 p.m. on 18 November 2015",
            datetime(2015, 11, 18, 18, tzinfo=CET),
            Status.USABLE,
        ),
        ("STRICTLY UNDER EMBARGO", None, Status.WITHHELD),
        ("For immediate release", None, Status.USABLE),
    ],
)
def test_embargoes(line: str, embargo: datetime | None, status: Status) -> None:
    read = story(
        parse, mail(f"{line}\n\nMore ships than ever called at the ports, according to new figures.\n").as_bytes()
    )

    assert (read.embargo, read.status) == (embargo, status)
    assert line not in read.body


def mailbox(*messages: EmailMessage) -> bytes:
    return b"".join(
        b"From bo.kim@bfn.example Tue Nov 17 18:05:00 2015\n"
        + message.as_bytes().replace(b"\nFrom ", b"\n>From ")
        + b"\n"
        for message in messages
    )


def test_a_mailbox() -> None:
    data = mailbox(mail(), mail("From Lima to Oslo the ships sail again, and all is well.\n", "Ships sail"))

    first, second = stories(parse, data)

    assert format_of(data) == "email"
    assert (first.title, second.title) == ("Port reopens after storm", "Ships sail")
    assert second.body == "From Lima to Oslo the ships sail again, and all is well."
    assert second.line == 1 + mailbox(mail()).count(b"\n")


def test_a_long_mailbox_is_cut_between_messages() -> None:
    data = mailbox(mail()) * 2500

    parts = [part for part in split(io.BytesIO(data)) if isinstance(part, Document)]

    assert len(parts) > 1
    assert b"".join(part.data for part in parts) == data
    assert all(part.data.startswith(b"From bo.kim@") for part in parts)


def test_a_message_without_copy_is_named() -> None:
    (reject,) = parse(
        mail("Kind regards,\nBo\n", "Hello").as_bytes().replace(b"Kind", b"> Kind").replace(b"Bo\n", b"> Bo\n")
    )

    assert isinstance(reject, Reject)
    assert reject.name == "Hello"


def test_a_message_of_endless_parts_is_refused() -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))

    (reject,) = parse(b"MIME-Version: 1.0\nSubject: x\n" + parts)

    assert isinstance(reject, Reject)


@pytest.mark.parametrize(
    "text",
    [
        "Subject: Ports\nBy: Ann Lee\n\nShips sail.\n",
        "Headline: Ports\nDate: 2015-11-17\n\nShips sail.\n",
        "From Lima\n",
        "",
    ],
)
def test_labels_above_copy_are_no_mail(text: str) -> None:
    assert format_of(text.encode()) != "email"


PIECES = [
    "Subject: x\n", "From: a@b\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/html\n",
    "Content-Transfer-Encoding: base64\n", "--b\n", "--b--\n", "\n", "From a@b Tue 2015\n",
    "=?utf-8?Q?=FF?=", "A b c d.\n",
    "<p>x", "\xff", "> q\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_message_gives_stories_or_rejects(text: str) -> None:
    for read in parse(text.encode("latin-1")):
        assert isinstance(read, Reject) or read.title
