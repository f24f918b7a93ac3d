"""Markdown: safe HTML, headings in order, tables for keyboards and screen readers, plain text for search."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from backfile.reader import markdown


def html(body: str) -> str:
    return markdown.render(markdown.parse(body))


def text(body: str) -> str:
    return markdown.plain_text(markdown.parse(body))


def test_headings_leave_h1_to_the_page_and_skip_no_level() -> None:
    assert html("# A") == "<h2>A</h2>\n"
    assert html("## A\n\n### B\n\n## C\n\n##### D\n\n# E") == (
        "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n<h3>D</h3>\n<h2>E</h2>\n"
    )
    assert html("# a\n## b\n### c\n#### d\n##### e\n###### f").count("h6") == 4


def test_raw_html_is_text() -> None:
    assert html('<script>alert(1)</script> and <b onclick="x()">') == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; and &lt;b onclick=&quot;x()&quot;&gt;</p>\n"
    )


@pytest.mark.parametrize(
    "address", ["https://a.org/x", "http://a.org", "mailto:a@b.org", "tel:+49", "../x.html", "#a", "/x:y"]
)
def test_links_that_are_allowed(address: str) -> None:
    assert f'<a href="{address}">x</a>' in html(f"[x]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.org",
        "blob:x",
        "\x01javascript:alert(1)",
    ],
)
def test_links_that_are_not(address: str) -> None:
    assert "<a " not in html(f"[x](<{address}>)")
    assert "<a " not in html(f"[x]({address})")
    assert "<img" not in html(f"![x]({address})")


def test_images_come_from_here_or_by_https() -> None:
    assert '<img src="images/a.jpg" alt="A ship"' in html("![A ship](images/a.jpg)")
    assert '<img src="https://a.org/a.jpg"' in html("![A ship](https://a.org/a.jpg)")
    assert html("![A *ship*](http://a.org/a.jpg)") == "<p>A ship</p>\n"
    assert html("![A ship](//a.org/a.jpg) sails") == "<p>A ship sails</p>\n"


def test_tables_scroll_and_name_their_columns() -> None:
    found = html("| City | Count |\n|---|--:|\n| Kiel | 3 |\n\nthen\n\n| A |\n|---|\n| 1 |\n")

    assert '<div class="table-scroll" tabindex="0" role="region" aria-label="Table">\n<table>' in found
    assert '<th scope="col">City</th>\n<th scope="col" data-align="right">Count</th>' in found
    assert '<td data-align="right">3</td>' in found
    assert 'aria-label="Table 2"' in found
    assert "style=" not in found
    assert found.count("</table>\n</div>") == 2


def test_plain_text_separates_blocks() -> None:
    body = (
        "# Storm\n\nShips *left*\nthe [port](x.html) `now`.\\\nMore\n\n- one\n- two\n\n> quoted\n\n    code\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n"
    )

    assert text(body) == "Storm\n\nShips left the port now.\nMore\n\none\n\ntwo\n\nquoted\n\ncode\n\nA B\n1 2"
    assert text("![A ship](a.jpg) sails &amp; &lt; 3 \\* 4") == "A ship sails & < 3 * 4"
    assert text("") == ""


_PIECES = """
a < > [x]( ) ![y]( javascript: data: http://a # - > | --- ` * &lt; " ' \\ ] <script> onerror= <img src=x> 1. &#x6a; [a]:
<https://a>
"""
_markdown = st.lists(
    st.sampled_from([*_PIECES.split(), " ", "\n", "\n\n", "\t", "    ", "\n- ", "\n> ", "\n# ", "\x00"]), max_size=25
).map("".join)

_ELEMENTS = "p h2 h3 h4 h5 h6 a em strong code pre img br hr ul ol li blockquote div table thead tbody tr th td main"
_ATTRIBUTES = {"href", "title", "src", "alt", "start", "class", "tabindex", "role", "aria-label", "scope", "data-align"}


@settings(max_examples=300, deadline=None)
@given(_markdown)
def test_only_known_elements_attributes_and_schemes_come_out(body: str) -> None:
    for element in lxml_html.fragment_fromstring(html(body), create_parent="main").iter():
        assert element.tag in _ELEMENTS.split()
        assert set(element.attrib) <= _ATTRIBUTES
        for address in (element.get("href"), element.get("src")):
            scheme, colon, _ = (address or "").partition(":")
            is_scheme = colon and scheme.isascii() and scheme.replace("+", "a").replace("-", "a").isalnum()
            assert not is_scheme or scheme.lower() in ("http", "https", "mailto", "tel")
