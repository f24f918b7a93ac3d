"""Text as XML holds it. XML forbids most control characters, however they are escaped; wires send them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but ``Char`` of XML 1.0, section 2.2."""

_PLAIN = re.compile("[\t\n\r !#-%'-;=?-~]*")
"""ASCII that XML holds as it is: most addresses and titles."""


def xml_text(text: str) -> str:
    """``text`` escaped for element content and quoted attributes, without the characters that XML forbids."""
    if _PLAIN.fullmatch(text):
        return text
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;"})
