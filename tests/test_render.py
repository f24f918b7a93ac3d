"""The renderer: escaping, the dateline's place, errors that name file and line, fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from msgspec.structs import replace

from backfile.pages.assets import Assets
from backfile.pages.compiling import theme_environment
from backfile.pages.render import Renderer, ThemeError, href, run_in
from backfile.pages.views import Page
from views_factory import SITE, every_page

BROADSHEET = Path(__file__).parent.parent / "themes" / "broadsheet"


@dataclass(frozen=True)
class View:
    title: str = ""
    html: str = ""


def renderer(folder: Path, assets: dict[str, str] | None = None, **templates: str) -> Renderer:
    for name, source in templates.items():
        path = folder / "templates" / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source)
    return Renderer(folder, SITE, assets or {})


def test_text_is_escaped_and_html_fields_are_not(tmp_path: Path) -> None:
    made = renderer(tmp_path, a="{{ view.title }}|{{ view.html }}").render(Page("", "a.html", View("<b>", "<i>")))

    assert made == b"&lt;b&gt;|<i>"


@pytest.mark.parametrize(
    ("url", "root"),
    [("", "./"), ("topics/", "../"), ("2015/11/17/x.html", "../../../"), ("404.html", SITE.base_path)],
)
def test_root_leads_to_the_site_root(tmp_path: Path, url: str, root: str) -> None:
    assert renderer(tmp_path, a="{{ root }}").render(Page(url, "a.html", View())) == root.encode()


def test_indentation_is_dropped_but_not_in_pre(tmp_path: Path) -> None:
    made = renderer(tmp_path, a="<p>\n    a\n</p>\n<pre>\n    b</pre>").render(Page("", "a.html", View()))

    assert made == b"<p>\na\n</p>\n<pre>\n    b</pre>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Ships sailed.</p>", "<p>BERGEN — Ships sailed.</p>"),
        ("<h2>One</h2><p>Two</p>", "<p>BERGEN — </p>\n<h2>One</h2><p>Two</p>"),
        ("<pre>x</pre>", "<p>BERGEN — </p>\n<pre>x</pre>"),
    ],
)
def test_the_dateline_runs_into_the_first_paragraph(html: str, expected: str) -> None:
    assert run_in(Markup(html), Markup("BERGEN — ")) == expected


def test_nothing_is_run_in_where_there_is_no_dateline() -> None:
    assert run_in(Markup("<h2>One</h2>"), Markup("")) == "<h2>One</h2>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("topics/", "../topics/"),
        ("", "../"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("#b", "#b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_only_addresses_of_the_site_get_the_root(url: str, expected: str) -> None:
    assert href(url, "../") == expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("one\n{% if %}", "a.html:2: "),
        ("one\n\n{{ view.nonsense }}", "a.html:3: .*nonsense"),
        ("{% set x = 1 %}\n{{ x() }}", "a.html:2: "),
        ("{% extends 'gone.html' %}", "a.html: there is no template 'gone.html'"),
        ("one\n{{ asset('gone.css') }}", "a.html:2: .*'gone.css'"),
        ("one\n{{ view.title }} {{\nview.title.gone }}", "a.html:3: .*gone"),
        ("one\n{{ part('a.html', list=[1]) }}", "a.html:2: .*unhashable"),
    ],
)
def test_an_error_of_the_theme_names_file_and_line(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(ThemeError, match=message):
        renderer(tmp_path, a=source).render(Page("", "a.html", View()))


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"gone\.html"):
        renderer(tmp_path, a="").render(Page("", "gone.html", View()))
    with pytest.raises(ThemeError, match=r"gone\.html"):
        renderer(tmp_path, a="").fingerprint("gone.html")


def test_an_error_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"part\.html:2: "):
        renderer(tmp_path, a="\n\n\n{% include 'part.html' %}", part="\n{{ view.gone }}").render(
            Page("", "a.html", View())
        )


def test_the_fingerprint_follows_all_that_a_template_uses(tmp_path: Path) -> None:
    templates = {
        "a": "{% extends 'base.html' %}{% import 'm.html' as m %}",
        "base": "{% include 'part.html' %}{{ part('foot.html', root=root) }}{{ asset('site.css') }}",
        "foot": "",
        "m": "",
        "part": "",
        "b": "{% extends 'base.html' %}",
        "alone": "{{ view.title }}",
    }
    css = {"site.css": "assets/site.1.css", "other.svg": "assets/other.1.svg"}

    def prints(assets: dict[str, str] = css, **changed: str) -> dict[str, str]:
        made = renderer(tmp_path, assets, **(templates | changed))
        return {name: made.fingerprint(f"{name}.html") for name in ("a", "b", "alone")}

    def differing(**changed: str) -> set[str]:
        before, after = prints(), prints(**changed)
        return {name for name in before if before[name] != after[name]}

    assert prints() == prints()
    assert differing(part="changed") == {"a", "b"}
    assert differing(foot="changed") == {"a", "b"}
    assert differing(m="changed") == {"a"}
    assert differing(alone="changed") == {"alone"}
    other_style = {name: prints(css | {"site.css": "assets/site.2.css"})[name] != prints()[name] for name in prints()}
    assert other_style == {"a": True, "b": True, "alone": False}
    assert prints(css | {"other.svg": "assets/other.2.svg"}) == prints()


@given(st.text(alphabet=st.sampled_from("&<>'\"a;é—#\u2028"), max_size=12))
def test_text_is_escaped_as_everywhere_in_jinja(text: str) -> None:
    environment = theme_environment(Path("none"))
    template = environment.from_string("{{ text }}{{ [text][0] }}{% set a = text %}{{ a }}{{ text ~ '' }}")

    assert template.render(text=text) == escape(text) * 4
    assert template.render(text=Markup(text)) == text * 4


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ none }}{{ true }}{{ 1 }}{{ 1.50 }}{{ 2 ** 70 }}", f"NoneTrue11.5{2**70}"),
        ("{{ {'title': '<'}.title }}", "&lt;"),
        ("{{ {'html': '<i>'}.html }}", "<i>"),
        ("{{ view.gone|default('none') }}{{ view.gone is defined }}{{ view.title is defined }}", "noneFalseTrue"),
        ("{{ page.view.title.upper().lower()[0] }}", "t"),
        ("{% for item in [view, page.view] if item.title %}{{ item.title.title() }}{% endfor %}", "TtTt"),
        ("{% macro m(class) %}<{{ class }}>{% endmacro %}{{ m(class=view.title) }}{{ m(*['<']) }}", "<tt><&lt;>"),
        (
            "{% for n in [[1, [[2, []]]]] recursive %}{{ n[0] }}{{ loop.cycle('a') }}{{ loop(n[1]) }}{% endfor %}",
            "1a2a",
        ),
        ("{% block b %}{{ view.title }}{% endblock %}{{ self.b() }}", "tttt"),
        ("{% macro m() %}<{{ caller(view.title) }}>{% endmacro %}{% call(x) m() %}{{ x }}&{% endcall %}", "<tt&>"),
    ],
)
def test_what_templates_may_say_means_what_jinja_says(tmp_path: Path, source: str, expected: str) -> None:
    assert renderer(tmp_path, a=source).render(Page("", "a.html", View("tt"))) == expected.encode()


def test_parts_of_equal_values_that_print_differently_are_not_mixed_up(tmp_path: Path) -> None:
    values = ("1", "true", "'<'", "view.html")
    source = "".join(f"{{{{ part('p.html', x={value}) }}}} " for value in values)

    made = renderer(tmp_path, a=source, p="{{ x }}").render(Page("", "a.html", View(html="<")))

    assert made == b"1 True &lt; < "


def test_a_part_is_made_once_for_each_set_of_values(tmp_path: Path) -> None:
    made = renderer(tmp_path, a="{{ part('p.html', root=root) }}|{{ part('p.html', root='x') }}", p="<{{ root }}>")

    assert made.render(Page("topics/", "a.html", View())) == b"<../>|<x>"
    assert made.render(Page("", "a.html", View())) == b"<./>|<x>"


def test_the_fingerprint_follows_the_site(tmp_path: Path) -> None:
    before = renderer(tmp_path, a="").fingerprint("a.html")

    assert Renderer(tmp_path, replace(SITE, name="Another"), {}).fingerprint("a.html") != before


def test_a_name_known_only_at_run_time_stands_for_every_template(tmp_path: Path) -> None:
    source = "{% include view.title %}"
    before = renderer(tmp_path, a=source, b="one").fingerprint("a.html")

    assert renderer(tmp_path, a=source, b="two").fingerprint("a.html") != before


def test_two_renderers_make_the_same_bytes() -> None:
    addresses = Assets.collect(BROADSHEET).addresses
    first, second = Renderer(BROADSHEET, SITE, addresses), Renderer(BROADSHEET, SITE, addresses)

    assert {name: first.render(page) for name, page in every_page().items()} == {
        name: second.render(page) for name, page in reversed(every_page().items())
    }
