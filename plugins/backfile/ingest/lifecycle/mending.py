"""Correction notices: what was put right, in a sentence that readers may see."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÄÖÜ\"“„«])")
_CORRECTS = re.compile(
    r"""\b(?:correct(?:s|ed|ing|ion)|to\s+correct|clarif(?:ies|ied|ying)|misspelled|misstated|misidentified|erroneously|please\s+read|should\s+(?:read|be|have))\b
      | \b(?:berichtig\w*|korrig\w*|korrektur|richtiggestellt|muss\s+es\s+(?:richtig\s+)?heißen|richtig\s+(?:muss\s+es\s+)?hei(?:ß|ss)en)\b
      | \b(?:corrig\w*|rectifi\w*|rectificatif|corregg\w*|corrett\w*|correz\w*|correcci[oó]n|correç\w*|rettifica\w*)\b
      | \b(?:corrigeert|rectificatie|verbetert|retter|rettet|rettelse|korrigerer|korrigert|rättar|rättelse|korjaa|korjattu|korjaus|oikaisu)\b
      | \b(?:исправл\w*|поправк\w*|уточн\w*)""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_DESKS = re.compile(
    r"(?:adds?|updates?|recasts?|inserts?|with|ap|for|will|moving|pick(?:s|ing)?\s?up|edits?|trims?|minor|no\s+(?:other|further)\s+changes|"
    r"photos?|pictures?|eds|editors|note|please\s+(?:use|note)|resending|resends|refiles?|refiling|repeats?|links?|bilder|ergänzt|neu)\b"
    r"(?!.*\b(?:correct|clarif))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[\s(\[*+/=-]*(?:(?:eds|editors?(?:['’]s?\s+note)?|note(?:s)?\s+to\s+editors|attention\s+editors|note|achtung(?:\s+redaktionen)?|attention|"
    r"correction|corrected|corrective|berichtigung|korrektur|rectificatif|rettelse|rättelse|korjaus|oikaisu|corrección|clarification|поправка)"
    r"\s*(?::|\.{2,3}|[-–—](?=\s)|///)\s*)*",
    re.IGNORECASE,
)
_SUBS = re.compile(r"\bsubs?(?:titutes)?\b.*?\bto\s+correct\b", re.IGNORECASE)
_GRAF = re.compile(r"\bgraf(s?)\b", re.IGNORECASE)
_PARA = re.compile(r"\bpara(s?)\b", re.IGNORECASE)
_SHOUTED = re.compile(r"\b(?:CORRECTS?|CORRECTED|CORRECTING|CLARIFIES|CORRIGE|KORRIGIERT|BERICHTIGT|CORREGGE)\b")
_INLINE = re.compile(r"(?:\s+(?:--+|–|—|\.{3,})|(?<=\.)\s+-)\s*(?P<note>correct(?:s|ing)\s[^\n]+)\Z", re.IGNORECASE)


def says_correction(note: str) -> bool:
    """Whether a notice says that something was put right."""
    return bool(_CORRECTS.search(note))


def presentable(note: str) -> str:
    """The sentences of a notice that say what was put right, without labels, brackets and desk words; may be empty."""
    label = _LABEL.match(note)
    words = " ".join(note[label.end() if label else 0 :].split()).strip(" ()[]*/+=-–—")
    if words.count(")") < words.count("("):
        words += ")"
    elif words.count(")") > words.count("("):
        words = "".join(words.rpartition(")")[::2])
    kept = []
    for sentence in _SENTENCE.split(words):
        text = _SUBS.sub("corrects", sentence).strip()
        if text and not _ONLY_DESKS.match(text):
            kept.append(text)
    text = " ".join(kept).strip(" ;,")
    if not text or not any(map(str.isalnum, text)):
        return ""
    if any(map(str.islower, text)):
        text = _SHOUTED.sub(lambda match: match.group().lower(), text)
    text = _PARA.sub(r"paragraph\1", _GRAF.sub(r"paragraph\1", text))
    text = text[0].upper() + text[1:]
    return text if text[-1] in '.!?…”"' else f"{text}."


def inline_note(paragraph: str) -> tuple[str, str] | None:
    """``(text, note)`` of a last paragraph that ends in ``-- corrects year of loss``; None when it does not."""
    match = _INLINE.search(paragraph)
    return (paragraph[: match.start()].rstrip(), match["note"]) if match else None


_CORRECTIVE = re.compile(
    r"""\A(?:[A-ZÀ-Þ][\w .,'’/-]{1,60}\s[-–—]+\s)?
      (?: (?:in|the|an?|our)\b .{0,140}? \b(?:stor(?:y|ies)|items?|reports?|dispatch(?:es)?|takes?|article|headline|graphic|[a-z]\d{4}|dpa\s?\d+)\b .{0,600}?
          (?:please\s+(?:read|correct)|erroneously|incorrectly|inaccurately|misstated|misspelled|misidentified|misattributed|should\s+(?:read|have\s+(?:read|said|been))|correct(?:s|ing)\b|was\s+wrong)
        | please\s+read\b | in\s+(?:der|unserer|einer)\s+(?:meldung|dpa-meldung|zusammenfassung|bericht)\b .{0,600}?(?:muss\s+es|richtig|berichtig|korrig)
        | dans\s+(?:notre|la|une)\s+(?:dépêche|papier)\b .{0,600}?(?:lire|bien\s+lire|rectifi|corrig)
        | en\s+(?:la|nuestra|una)\s+(?:noticia|información|nota)\b .{0,600}?(?:debe\s+decir|léase|corrig|correg) )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_BELOW = re.compile(
    r"(?:a|the)\s+corrected\s+version\s+(?:of\s+the\s+story\s+)?(?:is\s+below|follows|appears\s+below)\b", re.IGNORECASE
)
MOST_PARAGRAPHS = 5
"""A correction of more paragraphs is the corrected story."""


def is_corrective(paragraphs: list[str]) -> bool:
    """Whether the text of a correction is but a note on what to read in another story."""
    return len(paragraphs) <= MOST_PARAGRAPHS and bool(_CORRECTIVE.match(paragraphs[0]))


def opens_with_note(paragraphs: list[str]) -> int:
    """How many paragraphs in front of a corrected story are a note on what was wrong; 0 for none."""
    if not _CORRECTIVE.match(paragraphs[0]):
        return 0
    for count, paragraph in enumerate(paragraphs[:4], 1):
        if _BELOW.search(paragraph):
            return count
    return 0
