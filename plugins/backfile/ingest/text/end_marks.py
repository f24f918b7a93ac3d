"""Signs by which wires say that a story is over, and signatures of desks behind it."""

from __future__ import annotations

import re

_END = re.compile(
    r"""(?: (?i:[-–=/(*]*\s?ends?\s?[-–=/)*]* | /?ritzau/? | End\s?item) | [-–]+\s?30\s?[-–]+ | [-–]\s?0\s?[-–]
      | \#\s?\#\s?\#[\s#]* | REUTERS? | Reuters? | N{4} | \(FIN\) | /TASS/\.? | EFE | \(?©\s?[A-Z]{2,6}\)?
      | (?:dpa|ots|afp|apa|sda|ats|efe|epa)(?:\s[\w/-]{1,8}){1,8} | PTI(?:\s[A-Z]{2,4}){0,4} | AFP | ANSA | BELGA | ATS
      | =+\s?\w[\w ]{0,20} | \w[\w -]{1,20}/(?:[Ff]im|[Ff]in|Ende?|Slut)              # ==Kyodo; Lusa/Fim
      | [A-Z]{2,5}(?:\s\([A-Z]{2,4}\))?(?:/[A-Z]{2,4})?\s?//\s?[A-Z]{2,4}\.?           # Lusa: AL (BW) // CC
      | [A-Z][A-Z0-9]{1,3}-[A-Z]{2,3}/?(?:\s\d\d-[A-Z]{3}-\d\d\s\d\d:\d\d)?(?:\sN{4})?      # ANSA: Y43-BN
      | \([A-Z]{2,3}(?:,\s?[A-Z]{2,3}){1,5}(?:,\s?[a-z]{2})?\)                            # Belga: (ABC, DEF)
      | [a-z]{2,3}                                                                  # PA: initials alone
      | <org\s[^<>]{0,60}>[^<>]{0,60}</org>                                          # AFP: a company's code
      | (?:©\s)?Riproduzione\sriservata(?:\s?©?\s?Copyright\s[A-Z][\w ]{1,20})?
      | (?:\((?:foto|fotos|v[ií]deo|audio)\)[\s.]*){1,4}
      | [a-z]{2,4}(?:-[a-z]{2,4})*(?:/[a-z0-9]{1,4}(?:-[a-z]{2,4})*){1,4}
      | \((?:ANSA|Schluss)\)\.?(?:\s[\w/]{2,12})? | \(KNA\b[^()]{0,40}\)
      | (?:\d\d\s){3}(?:[A-Z]{2,9}\d*\s|\d{2,4}\s){2,}[A-Z]{2,9}\d*                  # ANSA: 51 77 03 CRO01 1113 GEST
      | AAP(?:\s[A-Z]{2,4})?\s[a-z]{2,3}(?:/[a-z]{2,3})* )\s*=?""",
    re.VERBOSE,
)
_RULED = "\\_*=–—-"
"""How a rule may begin: with its sign, or with a backslash before it."""
_RULE = re.compile(r"[_*=–—-](?:\s?[_*=–—-]){2,}")
_CLOSING = re.compile(
    r"\s\((?:SDA|ATS)[-/A-Z]*(?:/[a-z]{2,4}){1,4}\)\s*\Z|\s\(ANSA\)\.?\s*\Z|(?<=[.!?\"”’»)])\s*(?:EFE|\(ANSA\)\.?|\(©\s?[A-Z]{2,6}\)|©[A-Z]{2,6}|/ritzau/|End\s?item)\s*\Z"
)
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def is_end_mark(paragraph: str) -> bool:
    """Whether a paragraph (CommonMark) is nothing but an end mark, a desk's signature or a rule of signs."""
    if len(paragraph) > 120:
        return False
    text = _ESCAPED.sub("", paragraph).strip()
    return _END.fullmatch(text) is not None or _RULE.fullmatch(text) is not None


def is_rule(paragraph: str) -> bool:
    """Whether a paragraph (CommonMark) is a line of signs that parts what is above it from what is below."""
    return (
        len(paragraph) <= 200
        and paragraph[:1] in _RULED
        and _RULE.fullmatch(_ESCAPED.sub("", paragraph).strip()) is not None
    )


def without_closing(paragraph: str) -> str:
    """A last paragraph without the end mark on its last line."""
    return _CLOSING.sub("", paragraph)
