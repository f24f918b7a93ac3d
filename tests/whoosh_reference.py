"""Whoosh's own parser over our language, and its queries as our trees: the reference for ``backfile.search.query``.

Whoosh 2.7.4 is given the *canonical* form of a query. What it makes of it is the tree that our parser makes of the
query as typed, but for these, where our parser reads what a reader means; the reference is bent to it where it says
so, and the canonical form avoids the others:

- ``wi-fi``, ``2015-11``: to Whoosh's PlusMinusPlugin any ``-`` and ``+`` is a sign. Here only at the start of a clause:
  ``SIGN``.
- ``(+a b) c``: signs within brackets crash Whoosh (``do_plusminus`` does not descend). ``Signs`` descends.
- ``(a -b)^2``: Whoosh forgets the boost of a list with signs. Ours goes to what scores, ``a^2``.
- ``+a AND b``: Whoosh takes signs before operators and reads b as optional. Ours: both required. ``-a AND b c`` is
  Whoosh's (b c) without a, ours (b without a) or c.
- ``a NOT b``: Whoosh reads a, or everything without b. Ours: a without b, as ``a -b``; ``a OR NOT b`` is as Whoosh's.
- ``oil date:1987``, ``oil topic:opec``: Whoosh reads either. Ours: stories about oil of that year, of that topic; an
  OR between them makes alternatives of them.
- ``NOT NOT a``: the second NOT is a crash in Whoosh. Ours: a.
- ``AND a``, ``(NOT``, ``a AND(b)``: Whoosh's operators need white space on both sides, or are words.
- ``*`` among others: to Whoosh's ``normalize`` ``* AND a`` is everything; ours are the stories with a. ``title:*`` is
  a pattern to us, as nothing else says that a story has a title.
- ``(a AND b)^2 AND c``: Whoosh's ``normalize`` hands a boost down (``a^2 AND b^2 AND c``), merges ranges that overlap
  and forgets boosts of groups that contain Every. We keep what was typed; so queries are compared before ``normalize``.
- ``(a b)^2 OR c``: Whoosh's OR takes c into the group, and so under its boost; AND likewise. ``Chain`` and ``Choice``
  keep it out.
- ``"a b"~0`` is a phrase and a word to Whoosh; ours has the slop 0.
- ``date:[…]^2``, ``(date:>2015 a)``: Whoosh's ranges have no boost, and its ``>`` and ``<`` crash within brackets.
  ``Ranges`` and ``Comparisons`` mend that.
- ``x-title:a``, ``w?10:30``, ``title:body:a``: Whoosh finds fields, known or not, within words and patterns. Ours: a
  word, a pattern; the innermost field.
- ``a~b``, ``a^b~``, ``~``, ``^2``: Whoosh cuts words at signs that mean nothing there. Ours: see the parser.
- ``[a TO b]``, ``title:>a``: ranges of words. Ours: words.
"""

from __future__ import annotations

from typing import Any

from whoosh import fields, qparser, query
from whoosh.qparser import plugins, syntax

from backfile.search.query import FIELDS, Dates, Every, Fuzzy, Node, Phrase, Prefix, Wildcard, Word
from backfile.search.query.combining import boosted, both, either, preferring, without
from backfile.search.query.dates import between, compared, span

SIGN = r"(?<![^\s(]){}(?=\S)"


class DaysQuery(query.Term):
    """Days that a story was filed on."""

    def __init__(self, days: Dates, boost: float = 1.0) -> None:
        super().__init__("date", str(days), boost)
        self.days = days


class Days(fields.TEXT):
    """The field ``date``: it reads its own values, days, months and years."""

    def self_parsing(self) -> bool:
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> query.Query:
        days = span(qstring)
        assert days
        return DaysQuery(Dates(*days), boost)

    def parse_range(
        self, fieldname: str, start: str, end: str, startexcl: bool, endexcl: bool, boost: float = 1.0
    ) -> query.Query:
        if start and end:
            read = between(start, end.strip())
            return DaysQuery(read[0], boost) if read else None
        sign = (">" if start else "<") + ("" if startexcl or endexcl else "=")
        return DaysQuery(compared(sign, start or end), boost)


class Signs(plugins.PlusMinusPlugin):
    """``+`` and ``-`` at the start of clauses, within brackets too."""

    def __init__(self) -> None:
        super().__init__(SIGN.format(r"\+"), SIGN.format("-"))

    def do_plusminus(self, parser: qparser.QueryParser, group: Any) -> Any:
        for place, node in enumerate(group):
            if isinstance(node, syntax.GroupNode):
                group[place] = self.do_plusminus(parser, node)
        if any(isinstance(node, syntax.MarkerNode) for node in group):
            return super().do_plusminus(parser, group)
        return group


class Ranges(plugins.RangePlugin):
    """Ranges that can be boosted."""

    def taggers(self, parser: qparser.QueryParser) -> list[tuple[Any, int]]:
        [(tagger, priority)] = super().taggers(parser)
        make = tagger.create
        tagger.create = lambda parser, match: boostable(make(parser, match))
        return [(tagger, priority)]


class Comparisons(plugins.GtLtPlugin):
    """``<`` and ``>``, within brackets too, that can be boosted."""

    def do_gtlt(self, parser: qparser.QueryParser, group: Any) -> Any:
        for place, node in enumerate(group):
            if isinstance(node, syntax.GroupNode):
                group[place] = self.do_gtlt(parser, node)
        return super().do_gtlt(parser, group)

    def make_range(self, node: Any, rel: str) -> Any:
        return boostable(super().make_range(node, rel))


def boostable(node: Any) -> Any:
    """The node of Whoosh's syntax, open to a ``^`` after it."""
    node.has_boost = True
    return node


class Chain(syntax.AndGroup):
    """What AND makes of its neighbours, which keeps out of a group that is one of them."""

    merging = False


class Choice(syntax.OrGroup):
    """What OR makes of its neighbours, which keeps out of a group that is one of them."""

    merging = False


def make_operators() -> plugins.OperatorsPlugin:
    """AND, OR and NOT alone, where Whoosh sees them by itself."""
    operator = plugins.OperatorsPlugin.OpTagger
    negation = operator(r"(^|(?<=(\s|[()])))NOT(?=\s)", syntax.NotGroup, syntax.PrefixOperator)
    chain = operator(r"(?<=\s)AND(?=\s)", Chain)
    choice = operator(r"(?<=\s)OR(?=\s)", Choice)
    return plugins.OperatorsPlugin([(negation, 0), (chain, 0), (choice, 0)], clean=True)


def make_parser() -> qparser.QueryParser:
    """Whoosh's parser; the order of its plugins is that in which their filters of the same priority run."""
    schema = fields.Schema(date=Days(), **{name: fields.ID() for name in FIELDS})
    parts = (
        plugins.PhrasePlugin(),
        plugins.FieldsPlugin(),
        plugins.GroupPlugin(),
        plugins.FuzzyTermPlugin(),
        plugins.BoostPlugin(),
        plugins.WildcardPlugin(),
        Ranges(),
        Comparisons(),
        Signs(),
        make_operators(),
    )
    return qparser.QueryParser(None, schema, plugins=parts, group=qparser.OrGroup)


PARSER = make_parser()


def read_query(text: str) -> query.Query:
    """What Whoosh reads, before ``normalize``."""
    return PARSER.parse(text, normalize=False)


def from_whoosh(found: query.Query) -> Node:
    """Whoosh's query as a tree of ours; a Not that stands alone is everything without it."""
    match found:
        case query.And():
            wanted = [from_whoosh(part) for part in found if not isinstance(part, query.Not)]
            unwanted = [from_whoosh(part.query) for part in found if isinstance(part, query.Not)]
            node = without(both(wanted) if wanted else Every(), unwanted)
        case query.Or():
            node = either(from_whoosh(part) for part in found)
        case query.Not():
            return without(Every(), [from_whoosh(found.query)])
        case query.AndNot():
            return without(from_whoosh(found.a), [from_whoosh(found.b)])
        case query.AndMaybe():
            return preferring(from_whoosh(found.a), from_whoosh(found.b))
        case _:
            node = leaf_of(found)
    return boosted(node, found.boost)[0]


def leaf_of(found: query.Query) -> Node:
    """Whoosh's query for a word, phrase, pattern or days, without its boost."""
    match found:
        case DaysQuery():
            return found.days
        case query.Phrase():
            return Phrase(" ".join(found.words), found.slop, found.fieldname)
        case query.FuzzyTerm():
            return Fuzzy(found.text, found.maxdist, found.fieldname)
        case query.Prefix():
            return Prefix(found.text, found.fieldname)
        case query.Wildcard():
            return Every() if found.text == "*" and not found.fieldname else Wildcard(found.text, found.fieldname)
        case query.Term():
            return Word(found.text, found.fieldname)
    raise AssertionError(f"not in the language: {found!r}")
