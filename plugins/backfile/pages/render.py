"""The renderer: a page's view and its template become the bytes of a file.

``bytes = render(page)`` depends on nothing but the page, the theme's templates, the addresses of its assets and
the Site. So ``fingerprint(template)``, which covers the last three, and the page together tell whether a file is
up to date.

What a template sees besides its view is small on purpose; ``docs/theming.md`` lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import msgspec
from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates
from markupsafe import Markup, escape

from backfile.model import permalinks
from backfile.model.problems import BackfileError
from backfile.pages.compiling import REMEMBERED_TEMPLATES, theme_environment
from backfile.pages.languages import direction
from backfile.pages.views import Page, Site

REMEMBERED_PARTS = 16384
"""Parts kept, at about 2 kB each: the cards of the articles that the next pages are likely to list."""

_NAMED: dict[tuple[str, str], tuple[tuple[str | None, ...], tuple[str | None, ...]]] = {}
"""By name and source of a template, the templates and the assets that it names; None for one named at run time."""


class ThemeError(BackfileError):
    """A template is missing, cannot be read or fails on a page; the text names file and line."""


class Renderer:
    """Renders pages with one theme. Templates are compiled at first use and kept: make one Renderer per process."""

    def __init__(self, theme: Path, site: Site, assets: Mapping[str, str]) -> None:
        """``theme``: folder with ``templates/``; ``assets``: the addresses of ``Assets.collect(theme)``."""
        self._folder = theme / "templates"
        self._site = site
        self._assets = dict(assets)
        self._environment = theme_environment(self._folder)
        self._environment.filters.update(href=href, run_in=run_in, number=number)
        # By the types of the values too: True and 1 are equal and print differently.
        remembered = lru_cache(maxsize=REMEMBERED_PARTS, typed=True)(self._make_part)
        self._environment.globals = {
            "site": site,
            "site_dir": direction(site.lang),
            "sections": frozenset(link.url for link in site.nav + site.footer),
            "permalinks": permalinks,
            "asset": self._asset,
            "part": remembered,
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

    def _make_part(self, name: str, /, **values: object) -> Markup:
        """What template ``name`` makes of ``values`` alone: masthead and foot, the card of an article."""
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

    @cache  # noqa: B019 - a Renderer lives as long as its process
    def _uses(self, name: str) -> tuple[str, list[str], set[str]]:
        """A template's source, and the templates and assets that it names itself."""
        loader = self._environment.loader
        assert loader is not None
        source = loader.get_source(self._environment, name)[0]
        named = _NAMED.get((name, source))
        if named is None:
            tree = self._environment.parse(source, name, str(self._folder / name))
            named = (
                (*find_referenced_templates(tree), *_first_arguments(tree, "part")),
                tuple(_first_arguments(tree, "asset")),
            )
            if len(_NAMED) >= REMEMBERED_TEMPLATES:
                _NAMED.clear()
            _NAMED[name, source] = named
        templates: list[str] = []
        for reference in named[0]:
            templates += self._environment.list_templates() if reference is None else [reference]
        assets: set[str] = set()
        for asset in named[1]:
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


def href(url: str, root: str) -> str:
    """The address to write for ``url``: absolute ones and anchors as they are, others from the site's root."""
    absolute = ":" in url.partition("/")[0] or url.startswith(("#", "//"))
    return url if absolute else root + url


def run_in(html: Markup, opening: Markup | str) -> Markup:
    """``html`` with ``opening`` run into its first paragraph; before it when it opens with anything else."""
    if not opening:
        return html
    rest = str(html)
    rest = rest[3:] if rest.startswith("<p>") else f"</p>\n{rest}"
    return Markup("".join(("<p>", escape(opening), rest)))


def number(value: int) -> str:
    """A number with its thousands apart: ``21,578``."""
    return f"{value:,}"


def _first_arguments(tree: nodes.Template, function: str) -> Iterator[str | None]:
    """The ``"…"`` in calls such as ``asset("…")``; None for one that is only known at run time."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function:
            argument = call.args[0] if call.args else None
            yield argument.value if isinstance(argument, nodes.Const) else None
