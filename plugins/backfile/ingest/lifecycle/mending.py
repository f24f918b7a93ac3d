"""Correction notices: what was put right, in a sentence that readers may see."""

from __future__ import annotations

import re

from backfile.ingest.lifecycle.phrases import one_of

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÄÖÜ\"“„«])")
_CORRECTS = re.compile(
    one_of(
        r"""
        \b(?:correct(?:s|ed|ing|ion)|to correct|clarif(?:ies|ied|ying)|erroneously)\b
        \b(?:misspelled|misstated|misidentified|please read|should (?:read|be|have))\b
        \b(?:berichtig\w*|korrig\w*|korrektur|richtiggestellt)\b
        \b(?:muss es (?:richtig )?heißen|richtig (?:muss es )?hei(?:ß|ss)en)\b
        \b(?:corrig\w*|rectifi\w*|corregg\w*|corrett\w*|correz\w*|correcci[oó]n|correç\w*|rettifica\w*)\b
        \b(?:corrigeert|rectificatie|verbetert|retter|rettet|rettelse|korrigerer|korrigert|rättar|rättelse)\b
        \b(?:korjaa|korjattu|korjaus|oikaisu|исправл\w*|поправк\w*|уточн\w*)\b
        """
    ),
    re.IGNORECASE,
)
_ONLY_DESKS = re.compile(
    one_of(
        r"""
        (?:adds?|updates?|recasts?|inserts?|edits?|trims?|minor|moving|pick(?:s|ing)?\s?up|will|with|for|ap)\b
        (?:eds|editors|note|no (?:other|further) changes|please (?:use|note)|photos?|pictures?|links?)\b
        (?:resending|resends|refiles?|refiling|repeats?|bilder|ergänzt|neu)\b
        """
    )
    + r"(?!.*\b(?:correct|clarif))",
    re.IGNORECASE,
)
_LABELS = one_of(
    r"""
    eds|editors?(?:['’]s? note)?|notes? to editors|attention editors|note|attention
    correction|corrected|corrective|clarification
    achtung(?: redaktionen)?|berichtigung|korrektur
    rectificatif|rettelse|rättelse|korjaus|oikaisu|corrección|поправка
    """
)
_LABEL = re.compile(rf"[\s(\[*+/=-]*(?:{_LABELS}\s*(?::|\.{{2,3}}|[-–—](?=\s)|///)\s*)*", re.IGNORECASE)
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


LONGEST_INLINE = 500
"""Characters of a note behind the last paragraph."""


def inline_note(paragraph: str) -> tuple[str, str] | None:
    """``(text, note)`` of a last paragraph that ends in ``-- corrects year of loss``; None when it does not."""
    at = max(0, len(paragraph) - LONGEST_INLINE)
    end = paragraph[at:]
    match = _INLINE.search(end) if "orrect" in end or "ORRECT" in end else None
    return (paragraph[: at + match.start()].rstrip(), match["note"]) if match else None


_STORY = r"(?:stor(?:y|ies)|items?|reports?|dispatch(?:es)?|takes?|article|headline|graphic|[a-z]\d{4}|dpa\s?\d+)"
_WRONG = one_of(
    r"""
    please (?:read|correct)
    pls read
    erroneously|incorrectly|inaccurately|misstated|misspelled|misidentified|misattributed|was wrong
    should (?:read|have (?:read|said|been))
    correct(?:s|ing)\b
    """
)
_CORRECTIVE = re.compile(
    r"(?:[A-ZÀ-Þ][\w .,'’/-]{1,60}\s[-–—]+\s)?"
    + one_of(
        rf"""
        (?:in|the|an?|our)\b .{{0,140}}?\b{_STORY}\b.{{0,600}}?{_WRONG}
        please read\b
        in (?:der|unserer|einer) (?:dpa-)?(?:meldung|zusammenfassung)\b.{{0,600}}?(?:muss es|richtig|berichtig|korrig)
        dans (?:notre|la|une) (?:dépêche|papier)\b.{{0,600}}?(?:lire|rectifi|corrig)
        en (?:la|nuestra|una) (?:noticia|información|nota)\b.{{0,600}}?(?:debe decir|léase|corrig|correg)
        """
    ),
    re.IGNORECASE | re.DOTALL,
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
