"""XML of feeds: what is broken is mended without losing a word, what is hostile is refused by name."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest.text.xml import Unreadable, local, read_xml, text_of


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>one<b>two</b></a>", "onetwo"),
        (b"<a><p>one</p><p>two</p>three<br/>four</a>", "one two three four"),
        (b"<a>AT&T &nbsp;&amp; &eacute; &#150; &#x2019; &unknown; Q&A; < 3</a>", "AT&T & é – ’ &unknown; Q&A; < 3"),
        (b"<a t='&nbsp;x'><![CDATA[<p>R&D &nbsp;</p>]]></a>", "<p>R&D &nbsp;</p>"),
        (b"<a><b>one</a>", "one"),
        (b"<a><p>one</b></p><p><i>two</p></a>", "one two"),
        (b"<a x=1 x='2' checked y = \"3\">one</a>", "one"),
        (b"<a><un:known>one</un:known></a>", "one"),
        (b"<a>o\x00n\x03e\xff\xfe&#3;</a>", "oneÿþ"),
        (b"\x01HEAD 123\r\n<?xml version='1.0'?>\n<a>one</a>\x04", "one"),
        ("<a>größer – “so”</a>".encode("cp1252"), "größer – “so”"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a>gr\xc3\xb6\xc3\x9fer</a>", "größer"),
        (b"<?xml version='1.0' encoding='utf-8'?><a>gr\xf6\xdfer \xc3\xbc</a>", "größer ü"),
        ("<?xml version='1.0' encoding='windows-1251'?><a>Москва</a>".encode("cp1251"), "Москва"),
        ("<?xml version='1.0' encoding='utf-16'?><a>größer</a>".encode("utf-16"), "größer"),
        ("<a>größer</a>".encode("utf-16-le"), "größer"),
        ("<?xml version='1.0' encoding='shift_jis'?><a>東京</a>".encode("shift_jis"), "東京"),
        ("<?xml version='1.0' encoding='iso-2022-jp'?><a>東京</a>".encode("iso-2022-jp"), "東京"),
        (b"<?xml version='1.0' encoding='no-such'?><a>one</a>", "one"),
        (b"<!-- x --><!DOCTYPE a SYSTEM 'a.dtd' [<!ENTITY % n SYSTEM 'n.dtd'> %n; ]>\n<a>one</a>", "one"),
        (b"<a><!-- two <b> --><?php three ?>one</a>", "one"),
    ],
)  # fmt: skip
def test_every_word_is_read(data: bytes, text: str) -> None:
    assert text_of(read_xml(data)) == text


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "no XML", 0),
        (b"just words & signs", "no XML", 0),
        (b"<a>\n<p>half of the sto", "ends in the middle: <a> has no end", 2),
        (b"<a>one</a>\n<a>two</a>", "several documents", 2),
        (b"<a/>\n<b/>", "several documents", 2),
        (b"<a>\n<!-- for ever", "a comment has no end", 2),
        (b"<!DOCTYPE a [", "the document type has no end", 1),
        (b"\n<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "&x;", 2),
        (b"<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a t='&c;'/>", "&c;", 1),
        (b"<a>" * 300 + b"</a>" * 300, "more than 256 deep", 1),
        (b"<a>&nbsp;" + b"<b>" * 10**5, "more than 256 deep", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, reason: str, line: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read_xml(data)

    assert reason in refused.value.message
    assert refused.value.line == line


def test_names_are_local() -> None:
    assert [local(element) for element in read_xml(b"<x:a xmlns:x='urn:x'><b/><y:c/></x:a>").iter()] == ["a", "b", "c"]


PIECES = st.sampled_from(
    ["<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "&amp;", "&nbsp;", "&", "<", ">", "<!--", "-->", "<![CDATA[", "]]>",
     "<?", "?>", "<!DOCTYPE a [", "]>", "<!ENTITY x 'y'>", "&x;", "'", '"', "x", "=", "\n", "\0", "é", "</",
     "<a x='", "\ud800"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_pieces_are_read_or_refused(text: str) -> None:
    for data in (text.encode("utf-8", "surrogatepass"), f"<r>{text}</r>".encode("utf-8", "surrogatepass")):
        try:
            text_of(read_xml(data))
        except Unreadable as refused:
            assert refused.message


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<![CDATA[",
        "<a '",
        "<a x='y' ",
        '<a x="<',
        "&",
        "<?",
        "<a>&nbsp;</b>",
        "<!ENTITY x ",
        "]",
        "<x:y/>",
        "x",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    for before, behind in (
        ("<r>", "</r>"),
        ("<r>&nbsp;", "</r>"),
        ("<r>&nbsp;<", "</r>"),
        ("<!DOCTYPE r [", "]><r/>"),
        ("", "]]>-->?>"),
    ):
        start = time.process_time()
        with suppress(Unreadable):
            read_xml((before + piece * (200_000 // len(piece)) + behind).encode())
        assert time.process_time() - start < 1, (before, piece)
