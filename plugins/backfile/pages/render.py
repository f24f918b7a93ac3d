"""The renderer: a page's view and its template become the bytes of a file.

``bytes = render(page)`` depends on nothing but the page, the theme's templates, the addresses of its assets and
the Site. So ``fingerprint(template)``, which covers the last three, and the page together tell whether a file is
up to date.

What a template sees besides its view is small on purpose; ``docs/theming.md`` lists it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from backfile.model import permalinks
from backfile.model.problems import BackfileError
from backfile.pages.languages import direction
from backfile.pages.views import Page, Site

HTML_FIELDS = frozenset({"html", "jsonld"})
"""The only fields of a view that hold HTML; everything else is text and is escaped."""


class ThemeError(BackfileError):
    """A template is missing, cannot be read or fails on a page; the text names file and line."""


class Renderer:
    """Renders pages with one theme. Templates are compiled at first use and kept: make one Renderer per process."""

    def __init__(self, theme: Path, site: Site, assets: Mapping[str, str]) -> None:
        """``theme``: folder with ``templates/``; ``assets``: the addresses of ``Assets.collect(theme)``."""
        self._folder = theme / "templates"
        self._site = site
        self._assets = dict(assets)
        self._environment = _ThemeEnvironment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            extensions=[_WithoutIndentation],
        )
        self._environment.filters.update(href=href, run_in=run_in, number=number)
        self._environment.globals = {
            "site": site,
            "site_dir": direction(site.lang),
            "sections": frozenset(link.url for link in site.nav + site.footer),
            "permalinks": permalinks,
            "asset": self._asset,
            "part": self._part,
            "assets": self._assets,
        }
        self._fingerprints: dict[str, str] = {}

    def render(self, page: Page) -> bytes:
        """The page as UTF-8. Raises ThemeError when the theme is at fault."""
        root = self._site.base_path if page.url == permalinks.NOT_FOUND else permalinks.root_from(page.url)
        try:
            template = self._environment.get_template(page.template)
            return template.render(view=page.view, page=page, root=root).encode()
        except Exception as error:
            # Whatever a template does wrong surfaces as whatever exception Python has for it.
            self._explain(error, page.template)

    def fingerprint(self, template: str) -> str:
        """A digest of all that a page made with ``template`` depends on besides the page itself.

        That is: the source of the template and of all that it extends, includes or imports, the addresses of the assets
        that these name, and the Site. Raises ThemeError for a template that is missing or cannot be parsed.
        """
        if template not in self._fingerprints:
            try:
                sources, names = self._dependencies(template)
            except Exception as error:
                self._explain(error, template)
            parts = [
                msgspec.json.encode(self._site),
                *(part.encode() for name in sorted(sources) for part in (name, sources[name])),
                *(f"{name}\0{self._assets.get(name, '')}".encode() for name in sorted(names)),
            ]
            digest = sha256()
            for part in parts:
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
            self._fingerprints[template] = digest.hexdigest()
        return self._fingerprints[template]

    @cache  # noqa: B019 - a Renderer lives as long as its process
    def _part(self, name: str, **values: str | bool) -> Markup:
        """What template ``name`` makes of ``values`` alone: masthead and foot, the same on thousands of pages."""
        return Markup(self._environment.get_template(name).render(values))

    def _asset(self, name: str) -> str:
        try:
            return self._assets[name]
        except KeyError:
            raise ThemeError(f"the theme has no static file {name!r}") from None

    def _dependencies(self, template: str) -> tuple[dict[str, str], set[str]]:
        """Sources by template name, and names of assets. What is only named at run time may be anything there is."""
        sources: dict[str, str] = {}
        names: set[str] = set()
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in sources:
                sources[name], templates, assets = self._uses(name)
                waiting += templates
                names |= assets
        return sources, names

    @cache  # noqa: B019 - see _part; every template uses base.html
    def _uses(self, name: str) -> tuple[str, list[str], set[str]]:
        """A template's source, and the templates and assets that it names itself."""
        loader = self._environment.loader
        assert loader is not None
        source = loader.get_source(self._environment, name)[0]
        tree = self._environment.parse(source, name, str(self._folder / name))
        templates: list[str] = []
        for reference in (*find_referenced_templates(tree), *_first_arguments(tree, "part")):
            templates += self._environment.list_templates() if reference is None else [reference]
        assets: set[str] = set()
        for asset in _first_arguments(tree, "asset"):
            assets |= set(self._assets) if asset is None else {asset}
        return source, templates, assets

    def _explain(self, error: Exception, template: str) -> NoReturn:
        """Raise ``error`` again as a ThemeError that says where; one from outside the templates stays what it is."""
        if isinstance(error, TemplateNotFound):
            raise ThemeError(f"{self._folder / template}: there is no template {error.name!r} in the theme") from error
        if isinstance(error, TemplateSyntaxError):
            file = error.filename or self._folder / (error.name or template)
            raise ThemeError(f"{file}:{error.lineno}: {error.message}") from error
        where = self._innermost_line(error)
        if where is None:
            raise error
        raise ThemeError(f"{where}: {error}") from error

    def _innermost_line(self, error: Exception) -> str | None:
        """``file:line`` of the innermost template frame in the traceback, which Jinja maps back to template lines."""
        found, frame = None, error.__traceback__
        while frame is not None:
            file = frame.tb_frame.f_code.co_filename
            if Path(file).is_relative_to(self._folder):
                found = f"{file}:{frame.tb_lineno}"
            frame = frame.tb_next
        return found


class _ThemeEnvironment(Environment):
    """Knows which fields of views are HTML, so that no template needs ``|safe``."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Called some hundreds of times a page: one lookup in the plain case.
        if attribute in HTML_FIELDS:
            value = super().getattr(obj, attribute)
            return Markup(value) if isinstance(value, str) else value
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


class _WithoutIndentation(Extension):
    """Takes the indentation out of templates before they are compiled: it is for people, pages need not carry it.

    Lines stay lines, so that errors name the right one; what stands inside ``<pre>`` is left alone.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _without_indentation(source)


@lru_cache(maxsize=256)
def _without_indentation(source: str) -> str:
    parts = re.split(r"(<pre\b.*?</pre>)", source, flags=re.DOTALL | re.IGNORECASE)
    parts[::2] = [re.sub(r"(?m)^[ \t]+", "", part) for part in parts[::2]]
    return "".join(parts)


def href(url: str, root: str) -> str:
    """The address to write for ``url``: absolute ones and anchors as they are, others from the site's root."""
    absolute = ":" in url.partition("/")[0] or url.startswith(("#", "//"))
    return url if absolute else root + url


def run_in(html: Markup, opening: Markup | str) -> Markup:
    """``html`` with ``opening`` run into its first paragraph; before it when it opens with anything else."""
    if not opening:
        return html
    if html.startswith("<p>"):
        return Markup("<p>") + opening + html[3:]
    return Markup("<p>") + opening + Markup("</p>\n") + html


def number(value: int) -> str:
    """A number with its thousands apart: ``21,578``."""
    return f"{value:,}"


def _first_arguments(tree: nodes.Template, function: str) -> Iterator[str | None]:
    """The ``"…"`` in calls such as ``asset("…")``; None for one that is only known at run time."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function:
            argument = call.args[0] if call.args else None
            yield argument.value if isinstance(argument, nodes.Const) else None
