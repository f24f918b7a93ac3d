"""HTML of feeds to CommonMark: the same words, the same structure, no debris."""

from __future__ import annotations

import time
from html import escape as escaped
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.ingest.text.html_copy import from_html, from_tree, plain
from backfile.ingest.text.xml import read_xml
from backfile.reader import markdown as commonmark

FIXTURES = Path(__file__).parent / "fixtures" / "html_copy"
SIGNS = st.text(alphabet="ab1 .,*_`#<>[]()!\\-+=~&;:|/@'\"ü„“\n", min_size=1, max_size=12)
INLINE = ("b", "em", "span", "u", "a")
BLOCK = ("p", "div", "h3", "li", "blockquote", "section")


def shown(body: str) -> str:
    return commonmark.plain_text(commonmark.parse(body))


def inline(children: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    """Pairs of mark-up and words."""
    return st.tuples(st.sampled_from(INLINE), st.lists(children, max_size=3)).map(
        lambda made: (
            f"<{made[0]}{' href=https://example.org/a_(b)*c' if made[0] == 'a' else ''}>"
            + "".join(markup for markup, _ in made[1])
            + f"</{made[0]}>",
            "".join(words for _, words in made[1]),
        )
    )


WORDS = SIGNS.map(lambda text: (escaped(text), text))
BREAKS = st.sampled_from([("<br>", " "), ("<br/><br>", " ")])
LINE = st.lists(st.recursive(WORDS, inline, max_leaves=4) | BREAKS, max_size=4).map(
    lambda pairs: ("".join(markup for markup, _ in pairs), "".join(words for _, words in pairs))
)


def blocks(children: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    def element(made: tuple[str, list[tuple[str, str]]]) -> tuple[str, str]:
        name, inside = made
        words = " ".join(words for _, words in inside)
        if name in ("ul", "ol"):
            return f"<{name}>" + "".join(f"<li>{markup}</li>" for markup, _ in inside) + f"</{name}>", f" {words} "
        if name == "table":
            rows = "".join(f"<tr><td>{markup}</td><th>1</th></tr>" for markup, _ in inside)
            return f"<table>{rows}</table>", " " + " ".join(f"{words} 1" for _, words in inside) + " "
        return f"<{name}>" + " ".join(markup for markup, _ in inside) + f"</{name}>", f" {words} "

    return st.tuples(
        st.sampled_from(("div", "blockquote", "ul", "ol", "table", "section")), st.lists(children, max_size=3)
    ).map(element)


PARAGRAPH = st.tuples(st.sampled_from(("p", "h2", "div", "h4")), LINE).map(
    lambda made: (f"<{made[0]}>{made[1][0]}</{made[0]}>", f" {made[1][1]} ")
)


@given(st.lists(st.recursive(PARAGRAPH, blocks, max_leaves=6), max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_page_shows_exactly_its_words(pairs: list[tuple[str, str]]) -> None:
    html = "\n".join(markup for markup, _ in pairs)
    body = from_html(html)

    assert shown(body).split() == " ".join(words for _, words in pairs).split()
    assert from_html("<div>" + html + "</div>") == body


@pytest.mark.parametrize("name", ["structure", "loose"])
def test_pages_of_feeds_become_commonmark(name: str) -> None:
    html = (FIXTURES / f"{name}.html").read_text(encoding="utf-8")

    body = from_html(html, drop=lambda element: element.get("class") == "np-nonpublic")

    assert body + "\n" == (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
    assert "Not copy" not in body and "not(" not in body


def test_names_of_other_vocabularies_are_mapped() -> None:
    root = read_xml((FIXTURES / "nitf.xml").read_bytes())

    body = from_tree(root, names={"zusatz": "p", "nurdesk": ""})

    assert body + "\n" == (FIXTURES / "nitf.md").read_text(encoding="utf-8")


def test_text_without_tags_is_lines_of_copy() -> None:
    assert from_html("The port reopened\non Tuesday.\n\nShips &amp;amp; boats\nwaited.\n") == (
        "The port reopened on Tuesday.\n\nShips & boats waited."
    )
    assert from_html("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;AT&amp;amp;T&lt;/p&gt;") == "One\n\nAT&T"
    assert from_html("") == from_html("<p> </p>\n<br>") == ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<b> bold </b>c</p>", "a **bold** c"),
        ("<p><b>„Ja“</b>sagte <i>er</i><b>nicht</b></p>", "„Ja“sagte *er*nicht"),
        ("<p><b><i>both</i></b> and <b></b><i> </i>none</p>", "**both** and none"),
        ('<p>So!<a href="https://a.example/x y">link_of [it]</a></p>', "So\\![link_of \\[it\\]](https://a.example/x%20y)"),
        ('<p><a href="mailto:a@b.example"><img src="x"></a>text</p>', "text"),
        ("<p>H<sub>2</sub>O, m<sup>2</sup>, 1<sup>st</sup></p>", "H2O, m², 1st"),
        ("<h2>" + "A long heading. " * 12 + "</h2>", ("A long heading. " * 12).strip()),
        ("<p style='display: none'>x</p><p hidden>y</p>z", "z"),
        ("<li>a<li>b", "a\n\nb"),
        ("<p>zero\u200bwidth so\u00adft na\u200cme</p>", "zerowidth soft na\u200cme"),
    ],
)  # fmt: skip
def test_single_marks(html: str, expected: str) -> None:
    assert from_html(html) == expected


def test_headlines_lose_their_mark_up_and_nothing_else() -> None:
    assert plain("<b>AT&amp;T</b> &amp;quot;up&amp;quot;<br/>5% &lt;i&gt;now&lt;/i&gt; ") == 'AT&T "up" 5% now'
    assert plain("Profit of <AAPL.O> < 3 & > 2; Q&A") == "Profit of <AAPL.O> < 3 & > 2; Q&A"


@pytest.mark.parametrize(
    "tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "font", "a href='https://a.example'"]
)
def test_no_depth_loses_words_or_time(tag: str) -> None:
    start = time.process_time()
    body = from_html("<p>First" + f"<{tag}>x " * 5_000 + "deep</p><p>Last</p>")

    assert time.process_time() - start < 1
    assert shown(body).split()[0].startswith("First") and shown(body).split()[-2:] == ["deep", "Last"]
    assert shown(from_html(f"<{tag}>x " * 50 + "deep")).split() == ["x"] * 50 + ["deep"]
