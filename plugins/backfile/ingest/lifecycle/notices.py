"""What notices say of other postings: that these are killed or to be held, and which they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from backfile.datelines import resolve_date
from backfile.datelines.dates import date_at
from backfile.datelines.tokens import tokenise
from backfile.ingest.lifecycle.marks import marks_in_title
from backfile.ingest.lifecycle.phrases import one_of
from backfile.ingest.lifecycle.posting import key_of_title
from backfile.ingest.lifecycle.slugs import marks_in_slugline
from backfile.ingest.parsed import Signal

_COPY = (
    r"(?:stor(?:y|ies)|items?|versions?|dispatch(?:es)?|takes?|copy|reports?|articles?|writethrus?|leads?|slugged|"
    r"headlined|brief|urgent|alert|snap|[a-z]{1,3}\d{4}|dpa\s?\d{3,4})"
)
_THE_COPY = (
    r"(?:the|our|this|that|its|an?|all|any|previous|earlier)?\s*"
    rf"(?:(?!(?:to|from|in|of|about|who|on)\b)[\w-]+\s+){{0,3}}?{_COPY}\b"
)
_NOT_NEWS = r"(?:(?!\b(?:who|which|where|man|woman|people)\b)[^.]){0,200}"
_MELDUNG = r"(?:meldung|text|bericht|beitrag|fassung|zusammenfassung|dpa\s?\d{3,4}|[a-z]{3}\d{4})"
_DEPECHE = r"(?:dépêche|texte|papier|information|version)"
_NOTICIA = r"(?:noticia|información|nota|despacho|texto|notícia)"
_KILL = re.compile(
    one_of(
        rf"""
        \b(?:kill|withdraw|eliminate|retract|recall)(?:s|ed|ing)? (?:and \w+ )?{_THE_COPY}
        \b{_COPY}\b{_NOT_NEWS}\b(?:has|have) been (?:killed|withdrawn|retracted|recalled)\b
        \b{_COPY}\b{_NOT_NEWS}\b(?:is|are) (?:hereby |being )?(?:withdrawn|retracted)\b
        \b{_COPY}\b{_NOT_NEWS}\b(?:must|should) be (?:killed|withdrawn|retracted|deleted)\b
        \bkill is mandatory|\bmandatory kill|\brecall(?:s|ing)? all versions
        \b(?:do|must|should|may) not (?:be )?used?\b(?=\s*(?:it\b|this {_COPY}|the {_COPY}|[.!;,]|\Z))

        \b{_MELDUNG}\b.{{0,200}}\b(?:wird|ist|wurde|werden|sind)\b.{{0,60}}\b(?:zurückgezogen|annulliert|hinfällig)\b
        \b{_MELDUNG}\b.{{0,200}}\bnicht (?:mehr )?(?:zu verwenden|verwendet werden)\b
        \bzieh(?:t|en)\b.{{0,60}}\b{_MELDUNG}\b.{{0,200}}\bzurück\b
        \bbitte (?:die \w+ )?nicht (?:mehr )?verwenden

        \bannul(?:er|ez|ons|e|ée)\b.{{0,80}}\b{_DEPECHE}
        \b{_DEPECHE}\b.{{0,200}}\bannulée?\b
        \bne pas (?:utiliser|publier|tenir compte)\b(?! avant)

        \b(?:anul[ae]|anular|queda anulada)\b.{{0,80}}\b{_NOTICIA}
        \b{_NOTICIA}\b.{{0,160}}\b(?:anulad[ao]|sin efecto)\b
        \bno (?:utilizar|publicar)\b(?! (?:antes|hasta))
        \bannullare\b.{{0,80}}\b(?:notizia|testo|lancio|servizio)

        \b(?:trekkes tilbake|återkallas|makuleras|perutaan|peruutetaan)\b
        \bаннулир\w+
        """
    ),
    re.IGNORECASE | re.DOTALL,
)
_HOLD = re.compile(
    one_of(
        rf"""
        (?:\A|[.:;!]\s*|\bplease )(?:withhold|hold) (?!for release){_THE_COPY}
        \bdo not use until further|\bhold hold\b
        \b{_MELDUNG}\b.{{0,80}}\bvorerst nicht\b
        \bvorerst nicht verwenden
        """
    ),
    re.IGNORECASE | re.DOTALL,
)
_HINT = re.compile(
    r"kill|withdraw|eliminat|retract|recall|not (?:be )?use|hold|zurück|annul|anul|verwend|hinfällig|ne pas|"
    r"no (?:util|publ)|trekkes|återk|makul|per[u]+t|аннул|sin efecto",
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
    r"\b(?:slugged|slug(?:line)?\s?[:=]?|under the slug)\s+[\"“„'‘]?"
    r"(?P<slug>[A-Za-z][\w./&'-]*(?:(?<![^\W_A-Z]\.) [A-Z][\w./&'-]*){0,4}(?:, ?\d\w\w (?:Ld|Lead|Add)[\w-]*)?)"
)
_TITLE = re.compile(
    r"\b(?:headlined?|titled|entitled|headed|stor(?:y|ies)|items?|takes?|version|article|report|[a-z]\d{4}|dpa\s?\d{3,4}|"
    r"überschrift|titel|meldung|bericht|dépêche|titre|intitulée?|noticia|titulad[oa]|despacho|notizia|notícia)\b"
    r"[^\"“„«»+.]{0,40}[\"“„«»+](?P<title>[^\"“”„«»+]{6,200})[\"”“«»+]",
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
