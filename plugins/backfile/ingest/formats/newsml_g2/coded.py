"""How NewsML-G2 names things: qcodes, URIs, literals, and names in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.ingest.text.xml import Element, local, text_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LAST = re.compile(r"[:/#]")


def parts(element: Element | None) -> dict[str, list[Element]]:
    """The children of an element by local name, each in its order."""
    found: dict[str, list[Element]] = {}
    if element is not None:
        for child in element:
            if isinstance(child.tag, str):
                found.setdefault(local(child), []).append(child)
    return found


def code_of(element: Element) -> str:
    """The qcode, or the URI where there is none."""
    return (element.get("qcode") or element.get("uri") or "").strip()


def last(code: str) -> str:
    """``canceled`` of ``stat:canceled`` or ``http://cv.iptc.org/newscodes/pubstatusg2/canceled``, in lower case."""
    return _LAST.split(code.strip())[-1].lower()


def word_of(element: Element) -> str:
    """The last part of the code, else the literal, in lower case."""
    return last(code_of(element) or element.get("literal") or "")


def name_of(element: Element, lang: str = "") -> str:
    """The name in ``lang``, the one for display before short ones and mnemonics; else a literal that is a name."""
    best, rank = "", 9
    for child in element:
        if local(child) != "name" or not (text := text_of(child)):
            continue
        role, tongue = last(child.get("role") or ""), (child.get(XML_LANG) or "").lower()
        wanted = not tongue or not lang or tongue.partition("-")[0] == lang.lower().partition("-")[0]
        value = (0 if wanted else 2) + {"": 0, "full": 1, "display": 0}.get(role, 4)
        if value < rank:
            best, rank = text, value
    if best:
        return best
    literal = " ".join((element.get("literal") or "").split())
    return "" if ":" in literal or literal.isdigit() else literal


def in_language(elements: list[Element], lang: str) -> str:
    """The text of the first element in ``lang`` or without a language; else of the first that has any."""
    texts = [(element.get(XML_LANG) or "", text) for element in elements if (text := text_of(element))]
    wanted = lang.lower().partition("-")[0]
    for tongue, text in texts:
        if not tongue or tongue.lower().partition("-")[0] == wanted:
            return text
    return texts[0][1] if texts else ""


def below(element: Element, name: str) -> Iterator[Element]:
    """The elements of a local name anywhere below."""
    return (each for each in element.iter("{*}" + name))
