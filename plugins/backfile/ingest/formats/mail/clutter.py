"""What mail puts around copy: greetings, signatures, quoted replies, disclaimers, people to call.

Nothing of it is for publication. What is left out here goes no further than the notes of desks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backfile.ingest.formats.plain_text.wire_marks import REACH
from backfile.ingest.formats.teleprinter.embargo import names_embargo

_GREETING = re.compile(
    r"(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|day|evening)|Sehr geehrte\w*|Liebe[rs]?|Guten (?:Tag|Morgen)|Hallo"
    r"|Bonjour|Madame|Monsieur|Cher|Chère|Estimad[oa]s?|Buenos d[ií]as|Buenas tardes|Gentil[ei]|Beste|Geachte"
    r"|Hej|Kära)\b"
    r"(?:(?: [^\s.!?,]+){0,7}[,!:]|(?: [^\s.!?,]+){0,3})\Z",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:Kind|Best|Warm|With (?:kind|best)|Many|Yours|Regards|Sincerely|Cheers|Thank you|Thanks)\b[^.\n]{0,40}"
    r"|(?:Mit |Viele |Beste |Herzliche |Freundliche )(?:\w+ )?(?:Gr[üu](?:ß|ss)en?)\b[^.\n]{0,30}"
    r"|(?:Cordialement|Bien à vous|Meilleures salutations|Saludos|Atentamente|Un saludo|Cordiali saluti|Distinti saluti"
    r"|Met vriendelijke groet\w*|Vänliga hälsningar|Med venlig hilsen|Med vennlig hilsen)\b[^.\n]{0,30})[,.!]?\Z",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:--|—|__+)\s?\Z|Sent from my |Get Outlook for |Von meinem \w+ gesendet|Envoyé de mon ", re.IGNORECASE
)
_REPLY = re.compile(
    r"-{2,}\s?(?:Original Message|Urspr[üu]ngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale"
    r"|Weitergeleitete Nachricht)\s?-{2,}"
    r"|(?:On|Am|Le|El|Il|Op|Den)\s.{6,120}(?:wrote|schrieb.{0,60}|a écrit|escribió|ha scritto|schreef|skrev)\s?:\Z"
    r"|(?:From|Von|De):\s.{1,100}\s(?:Sent|Gesendet|Envoyé|Enviado):\s",
    re.IGNORECASE | re.DOTALL,
)
_FORWARDED = re.compile(
    r"-{2,}\s*(?:Forwarded message|Begin forwarded message:?)\s*-{0,}|Begin forwarded message:", re.IGNORECASE
)
_HEADER_LINE = re.compile(
    r"(?:From|To|Cc|Date|Sent|Subject|Reply-To|Von|An|Datum|Betreff|Gesendet)\s?:\s", re.IGNORECASE
)
_DISCLAIMER = re.compile(
    r"(?:(?:confidentiality notice|disclaimer|legal notice)\s*[:.-]?\s*)?"
    r"(?:(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication|transmission)\b"
    r".{0,200}\b(?:confidential|intended (?:only|solely)|privileged)"
    r"|if you are not the intended recipient|diese e-?mail (?:enthält|ist)\b.{0,60}vertraulich"
    r"|ce (?:message|courriel)\b.{0,120}\bconfidentiel|este (?:mensaje|correo)\b.{0,120}\bconfidencial"
    r"|please consider the environment before printing)|(?:confidentiality notice|disclaimer)\s*:",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(
    r"\b(?:unsubscribe|(?:manage|update) your (?:subscription|preferences)|in (?:your|a) browser"
    r"|im browser (?:an|öffnen)"
    r"|you (?:are receiving|received) this|newsletter (?:abbestellen|abmelden)|se désabonner|darse de baja)\b",
    re.IGNORECASE,
)
"""What mailing lists say of themselves, in short paragraphs."""
_CONTACTS = re.compile(
    r"[#*_\s-]*+(?:(?:media|press|news|editorial|investor(?: relations)?|further|pr|company"
    r"|agency)?\s*(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|relations|office)"
    r"(?: (?:details|information|person|for (?:media|press|journalists)))?|contact us"
    r"|pressekontakt\w*|kontakt\w*|ansprechpartner\w*|r[üu]ckfragen\b.{0,60}|medienkontakt\w*|contacts? presse"
    r"|contact médias?|contacto\w*(?: de prensa)?"
    r"|contatti|ufficio stampa|perscontact|presskontakt\w*|for (?:further|more|additional) information\b.{0,80}"
    r"|for (?:media|press) (?:enquir|inquir)\w+.{0,60}"
    r"|weitere informationen\b.{0,60}|pour (?:plus|tout) (?:d['’]informations?|renseignement)\b.{0,60}"
    r"|para más información\b.{0,60}"
    r"|notes? (?:to|for) (?:the )?editors?|note aux rédactions|hinweis (?:an"
    r"|für) die redaktion\w*)[*_\s]*+(?:[:.,–—-].*)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_CALL = re.compile(
    r"\b(?:tel|phone|mob(?:ile)?|fax|cell|telefon|t|m)\b[.:]{1,2}\s?[\d+(][\d ()/.-]{5,20}", re.IGNORECASE
)
_IMMEDIATE = re.compile(
    r"[*_\s]*(?:for immediate (?:release|use|publication)|zur sofortigen ver[öo]ffentlichung|pour (?:publication"
    r"|diffusion) immédiate"
    r"|para (?:publicación|difusión) inmediata|(?:press|media|news) (?:release|statement)|pressemitteilung"
    r"|medienmitteilung|presseinformation"
    r"|communiqué de presse|nota de prensa|comunicato stampa|persbericht|pressmeddelande|pressemeddelelse"
    r"|attention:? (?:news|city|assignment|business).{0,40})"
    r"[*_\s:!.-]*(?:\d[\d./ -]{4,12})?\Z",
    re.IGNORECASE,
)
SHORT = 240
"""Characters of a paragraph that may be an address or a person to call."""


class Cleaned(NamedTuple):
    """Paragraphs that are copy, by their numbers, and what the others said to desks."""

    kept: list[int]
    notes: list[str]


def cleaned(paragraphs: Sequence[str]) -> Cleaned:
    """Which of ``paragraphs`` (plain text or CommonMark) are copy."""
    kept: list[int] = []
    notes: list[str] = []
    contacts = False
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.strip()
        bare = text.strip("*_#> ")
        lines = bare.split("\n")
        if _ends(bare, lines, bool(kept)):
            break
        if (
            text.startswith(">")
            or _FORWARDED.match(bare)
            or (_HEADER_LINE.match(bare) and len(kept) < 2 and _is_header(lines))
        ):
            continue
        if (not kept and _GREETING.match(bare)) or (len(bare) < SHORT and _LIST.search(bare)):
            continue
        if _IMMEDIATE.match(bare) or (len(bare) < SHORT and names_embargo(bare)):
            notes.append(" ".join(bare.split()))
            contacts = False
            continue
        if _CONTACTS.match(lines[0].strip()) and len(bare) < 4 * SHORT:
            contacts = True
            continue
        if (contacts or len(lines) > 1 or len(bare) < 100) and len(bare) < SHORT and _is_reach(bare):
            contacts = True
            continue
        if contacts and kept and len(bare) < SHORT and not re.search(r"[.!?][\"”’)]?\Z", bare):
            continue
        contacts = False
        kept.append(number)
    return Cleaned(kept, notes)


def _is_reach(bare: str) -> bool:
    """Whether a paragraph says how to reach somebody, and hardly more."""
    rest = _CALL.sub("", REACH.sub("", bare))
    return rest != bare and len(rest) < 0.85 * len(bare)


def _is_header(lines: Sequence[str]) -> bool:
    return sum(bool(_HEADER_LINE.match(line.strip("*_> "))) for line in lines) * 2 >= len(lines)


def _ends(bare: str, lines: Sequence[str], begun: bool) -> bool:
    """Whether copy is over: a signature, a closing, a reply, a disclaimer."""
    if _REPLY.match(bare) and (begun or len(lines) < 3):
        return True
    if not begun:
        return False
    return bool(_SIGNATURE.match(lines[0]) or _CLOSING.match(lines[0].strip()) or _DISCLAIMER.match(bare))


def without_signature(text: str) -> str:
    """Plain text up to its signature, which two hyphens and a blank announce (RFC 3676), or to what it replies to."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if number and (
            (line.rstrip("\r") in ("-- ", "--") and number * 3 > len(lines)) or (_REPLY.match(line) and number > 1)
        ):
            return "\n".join(lines[:number])
    return "\n".join(line for line in lines if not line.startswith(">") or line.startswith(">From "))


_SUBJECT = re.compile(
    r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|vb|i|r)\s?(?:\[\d+\])?\s?:\s*|\[[^\]]{1,40}\]\s*"
    r"|(?:press|media|news) (?:release|statement|info(?:rmation)?)\s*[:|–—-]+\s*|(?:pressemitteilung"
    r"|medienmitteilung|presseinformation|pm"
    r"|communiqué(?: de presse)?|nota de prensa|comunicato stampa|persbericht|pressmeddelande)\s*[:|–—-]+\s*"
    r"|for immediate release\s*[:|–—-]*\s*|(?:under )?embargo(?:ed)?\b[^:|–—]{0,40}[:|–—]+\s*"
    r"|sperrfrist\b[^:|–—]{0,40}[:|–—]+\s*)+",
    re.IGNORECASE,
)


def headline_of(subject: str) -> str:
    """A subject without what mail programs and press offices put in front of a headline."""
    match = _SUBJECT.match(subject)
    rest = subject[match.end() :].strip() if match else subject
    return rest or subject


def same_words(text: str, title: str) -> bool:
    """Whether two texts are the same but for signs and case."""
    words = bare_words(text)
    return bool(words) and words == bare_words(title)


def bare_words(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text).casefold()
