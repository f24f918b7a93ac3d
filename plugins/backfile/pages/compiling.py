"""How templates become Python: Jinja2's environment, with what it does hundreds of times a page made cheap.

None of it changes what a template means: fields of views are read and functions called where they are used instead
of through Jinja2's methods, text is escaped once and not on every page that shows it, indentation is dropped.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache
from keyword import iskeyword
from pathlib import Path
from types import CodeType
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup, escape

HTML_FIELDS = frozenset({"html", "jsonld"})
"""The only fields of a view that hold HTML; everything else is text and is escaped."""

REMEMBERED_TEXTS = 8192
"""Texts kept with their escaped form: names, addresses and dates come again on the next pages."""


REMEMBERED_TEMPLATES = 512
"""Templates whose code is kept, of this and earlier builds of a process."""

_COMPILED: dict[tuple[str | None, str], CodeType] = {}
"""By name and source of a template its code: nothing else decides about that."""

_ENTITIES = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))


def theme_environment(templates: Path) -> Environment:
    """The environment for a theme's folder of templates: autoescaping, strict about unknown names."""
    return _ThemeEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[_WithoutIndentation],
    )


class _CodeGenerator(CodeGenerator):
    """Writes ``a.b`` and ``{{ a }}`` as plain Python."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if node.attr in HTML_FIELDS:
            super().visit_Getattr(node, frame)
            return
        # What stands first in Environment.getattr; all that is no plain attribute is left to it. An inner a.b may use
        # the same two names: it is done before they are set.
        self.write("(value_ if (value_ := getattr((object_ := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(object_, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        # Jinja asks of every function whether it wants the context passed in. None that a theme can call does.
        unusual = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(it.key) for it in node.kwargs)
        if unusual:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _ThemeEnvironment(Environment):
    """Knows which fields of views are HTML, so that no template needs ``|safe``."""

    code_generator_class = _CodeGenerator

    def compile(  # type: ignore[override]
        self,
        source: str,
        name: str | None = None,
        filename: str | None = None,
    ) -> CodeType:
        """A template as code. What was made of the same text before, in whatever folder, is not made again: a process
        that builds again and again (``livereload``) would spend most of its time on it."""
        code = _COMPILED.get((name, source))
        if code is None:
            code = super().compile(source, name, filename)
            if len(_COMPILED) >= REMEMBERED_TEMPLATES:
                _COMPILED.clear()
            _COMPILED[name, source] = code
        # Jinja finds the file of a template by its code's, and its lines by a table of its own.
        return code.replace(co_filename=filename) if filename else code

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute or item; Markup for a field that holds HTML."""
        value = super().getattr(obj, attribute)
        return Markup(value) if attribute in HTML_FIELDS and isinstance(value, str) else value

    @staticmethod
    def printed(value: object) -> str:
        """A value as it stands in the page: escaped, unless it is HTML already."""
        # Only for the very types: a subclass of str may say how it is shown, and True is an int.
        kind = type(value)
        if kind is str:
            return escaped(cast(str, value))
        return cast(str, value) if kind is Markup else str(value) if kind is int else escape(value)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template knows, in one plain dictionary: none is added once templates are loaded."""
        return {**self.globals, **d} if d else self.globals


@lru_cache(maxsize=REMEMBERED_TEXTS)
def escaped(text: str) -> str:
    """``markupsafe.escape`` without the Markup around it, which takes three times as long as the search."""
    for character, entity in _ENTITIES:
        text = text.replace(character, entity)
    return text


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
