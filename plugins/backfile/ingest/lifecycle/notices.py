"""What notices say of other postings: that these are killed or to be held, and which they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from backfile.datelines import resolve_date
from backfile.datelines.dates import date_at
from backfile.datelines.tokens import tokenise
from backfile.ingest.lifecycle.marks import marks_in_slugline, marks_in_title
from backfile.ingest.lifecycle.posting import key_of_title
from backfile.ingest.parsed import Signal

_COPY = (
    r"(?:stor(?:y|ies)|items?|versions?|dispatch(?:es)?|takes?|copy|reports?|articles?|writethrus?|leads?|slugged|"
    r"headlined|brief|urgent|alert|snap|[a-z]{1,3}\d{4}|dpa\s?\d{3,4})"
)
_MELDUNG = r"(?:meldung|text|bericht|beitrag|fassung|zusammenfassung|dpa\s?\d{3,4}|[a-z]{3}\d{4})"
_OBJECT = rf"(?:the|our|this|that|its|an?|all|any|previous|earlier)?\s*(?:(?!(?:to|from|in|of|about|who|on)\b)[\w-]+\s+){{0,3}}?{_COPY}\b"
_KILL = re.compile(
    rf"""\b(?:kill|withdraw|eliminate|retract|recall)(?:s|ed|ing)?\s+(?:and\s+\w+\s+)?{_OBJECT}
      | \b{_COPY}\b(?:(?!\b(?:who|which|where|man|woman|people)\b)[^.]){{0,200}}\b(?:has|have)\s+been\s+(?:killed|withdrawn|retracted|recalled)\b
      | \b{_COPY}\b(?:(?!\b(?:who|which|where)\b)[^.]){{0,200}}\b(?:(?:is|are)\s+(?:hereby\s+|being\s+)?(?:withdrawn|retracted)
        |(?:must|should)\s+be\s+(?:killed|withdrawn|retracted|deleted))\b
      | \bkill\s+is\s+mandatory | \bmandatory\s+kill | \brecall(?:s|ing)?\s+all\s+versions
      | \b(?:do|must|should|may)\s+not\s+(?:be\s+)?used?\b(?=\s*(?:it\b|this\s+{_COPY}|the\s+{_COPY}|[.!;,]|\Z))
      | \b{_MELDUNG}\b.{{0,200}}\b(?:wird|ist|wurde|werden|sind)\b.{{0,60}}\b(?:zurückgezogen|annulliert|hinfällig)\b
      | \b{_MELDUNG}\b.{{0,200}}\bnicht\s+(?:mehr\s+)?(?:zu\s+verwenden|verwendet\s+werden)\b
      | \bzieh(?:t|en)\b.{{0,60}}\b{_MELDUNG}\b.{{0,200}}\bzurück\b | \bbitte\s+(?:die\s+\w+\s+)?nicht\s+(?:mehr\s+)?verwenden
      | \bannul(?:er|ez|ons|e|ée)\b.{{0,80}}\b(?:dépêche|texte|papier|information|version)
      | \b(?:dépêche|texte|papier|information|version)\b.{{0,200}}\bannulée?\b
      | \bne\s+pas\s+(?:utiliser|publier|tenir\s+compte)\b(?!\s+avant)
      | \b(?:anul[ae]|anular|queda\s+anulada)\b.{{0,80}}\b(?:noticia|información|nota|despacho|texto|notícia|texto)
      | \b(?:noticia|información|nota|despacho|texto|notícia)\b.{{0,160}}\b(?:anulad[ao]|sin\s+efecto)\b
      | \bno\s+(?:utilizar|publicar)\b(?!\s+(?:antes|hasta))
      | \bannullare\b.{{0,80}}\b(?:notizia|testo|lancio|servizio)
      | \b(?:trekkes\s+tilbake|återkallas|makuleras|perutaan|peruutetaan)\b | \bаннулир\w+""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_HOLD = re.compile(
    rf"""(?:\A|[.:;!]\s*|\bplease\s+)(?:withhold|hold)\s+(?!for\s+release){_OBJECT}
      | \bdo\s+not\s+use\s+until\s+further | \bhold\s+hold\b
      | \b{_MELDUNG}\b.{{0,80}}\bvorerst\s+nicht\b | \bvorerst\s+nicht\s+verwenden""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_HINT = re.compile(
    r"kill|withdraw|eliminat|retract|recall|not (?:be )?use|hold|zurück|annul|anul|verwend|hinfällig|ne pas|no (?:util|publ)|"
    r"trekkes|återk|makul|per[u]+t|аннул|sin efecto",
    re.IGNORECASE,
)


def verdict(note: str) -> Signal | None:
    """Whether a note to desks kills or withholds copy. Of ordinary prose it must not be asked."""
    if not _HINT.search(note):
        return None
    if _HOLD.search(note):
        return Signal.WITHHOLD
    return Signal.KILL if _KILL.search(note) else None


SHORTEST_TITLE = 10
"""Characters of a quoted headline; less is a word that is put right."""

_ID = re.compile(r"\b(?:urn|tag):[^\s,;\"“”»«<>()]+")
_VERSIONED = re.compile(r"[:/](?:\d{1,3})\Z")
_NUMBER = re.compile(r"\b([a-z]\d{4}|[a-z]{3}\d{3,4})\b", re.IGNORECASE)
_DPA_NUMBER = re.compile(r"\bdpa[ -]?(\d{3,4})\b", re.IGNORECASE)
_SLUG = re.compile(
    r"\b(?:slugged|slug(?:line)?\s?[:=]?|under the slug)\s+[\"“„'‘]?(?P<slug>[A-Za-z][\w./&'-]*(?: [A-Z][\w./&'-]*){0,4}"
    r"(?:, ?\d\w\w (?:Ld|Lead|Add)[\w-]*)?)"
)
_TITLE = re.compile(
    r"\b(?:headlined?|headline|titled|entitled|headed|stor(?:y|ies)|items?|takes?|version|überschrift|titel|meldung|bericht|dpa\s?\d{3,4}|"
    r"[a-z]\d{4}|dépêche|titre|intitulée?|noticia|titulad[oa]|despacho|notizia|notícia|article|report)\b[^\"“„«»+.]{0,40}"
    r"[\"“„«»+](?P<title>[^\"“”„«»+]{6,200})[\"”“«»+]",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:of|dated|from|on|vom|du|del|de|appearing|sent|moved|story|item|report|this|in)\s+(?=[A-Z0-9])"
)


def targets_of(note: str, filed: Date | None) -> Iterator[str]:
    """The postings that a notice names: ``id:…``, ``number:a0441``, ``slug:am-kremlin``, ``title:…``, ``day:…``.

    ``filed``: the day of the notice, for a date without a year.
    """
    for match in _ID.finditer(note):
        id_ = match.group().rstrip(".:")
        yield f"id:{id_}"
        if bare := _VERSIONED.sub("", id_):
            yield f"id:{bare}"
    for match in _NUMBER.finditer(_ID.sub(" ", note)):
        yield f"number:{match.group(1).casefold()}"
    for match in _DPA_NUMBER.finditer(note):
        yield f"number:dpa{match.group(1)}"
    for match in _SLUG.finditer(note):
        slug = marks_in_slugline(match["slug"].rstrip(".'"))
        if slug.rest:
            yield f"slug:{slug.rest}"
        yield from (f"number:{number}" for number in slug.numbers)
    for match in _TITLE.finditer(note):
        title = key_of_title(marks_in_title(" ".join(match["title"].split())).rest)
        if " " in title and len(title) >= SHORTEST_TITLE:
            yield f"title:{title}"
    if filed is not None and (day := _day(note, filed)) is not None:
        yield f"day:{day.isoformat()}"


def _day(note: str, filed: Date) -> Date | None:
    """The day of the copy that a notice speaks of: ``of Nov. 17``, ``vom 17. November``, ``this Nov 17 story``."""
    for match in _DATED.finditer(note):
        tokens = tokenise(note, match.end(), match.end() + 40)
        found = date_at(tokens, 0) if tokens else None
        if found is not None and found.value is not None and found.has_day:
            try:
                day = resolve_date(found.value, filed)
            except ValueError:
                continue
            if abs((filed - day).days) <= 31:
                return day
    return None
