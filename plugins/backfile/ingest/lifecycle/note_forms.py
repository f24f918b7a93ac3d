"""The forms that notes to desks have inside a text, by which they are told from what is for readers."""

from __future__ import annotations

import re

from backfile.ingest.lifecycle.mending import says_correction
from backfile.ingest.lifecycle.phrases import one_of

_SIGNS = frozenset("([\\+=/-")
_OPENINGS = frozenset({
    "eds:", "eds.", "eds-", "eds ", "edit", "note", "plea", "this", "hold", "atte", "acht", "advi", "hinw", "corr",
    "clar", "beri", "rect", "rett", "rätt", "oika", "korr", "korj", "попр", "испр", "cett", "esta", "ques", "mand",
    "bull", "urge", "kill", "a ki", "with", "emba", "sper", "frei", "gesp", "held", "stri", "sous", "bajo", "sott",
    "onde", "unde", "nich", "an e", "a pr", "for ", "no a", "not ", "ne p", "no p", "no u", "não ", "non ",
})  # fmt: skip


def may_be_note(paragraph: str) -> bool:
    """Whether a paragraph begins as notes do; others need no closer look."""
    begin = paragraph[:24].lstrip(" *_")
    return begin[:1] in _SIGNS or begin[:4].lower() in _OPENINGS


BRACKETED = re.compile(r"[\s*_]*\\?[(\[](?P<inside>.*?)[)\]][\s*_.]*\Z", re.DOTALL)

TO_DESKS = re.compile(
    r"[\s*_+(\[-]*"
    + one_of(
        r"""
        (?:eds|editors)\s?(?::|\.{2,3}|[-–—])
        eds\.\s
        (?:notes?|attention|advisory) (?:to )?(?:all )?editors\b
        (?:please|mandatory|bulletin|urgent) kill\b
        please (?:eliminate|withdraw|disregard) (?:the |this |all )?(?:\S+ ){0,3}?(?:stor(?:y|ies)|items?|copy)\b
        a kill is\b

        (?-i:ATTENTION) [-–—]
        (?-i:ADVISORY)\s?[:-]
        (?-i:KILL)\s?[:!-]
        (?-i:ACHTUNG)\s?:

        achtung .{0,20}redaktion
        hinweis (?:an|für) (?:die )?redaktion
        attention aux rédactions
        """
    ),
    re.IGNORECASE,
)
"""How a note to desks begins where it has no brackets."""

TRASH_LINE = re.compile(
    one_of(
        r"""
        (?:adds|adding|updat(?:es|ing)|recast(?:s|ing)|releads|rewrites|writes through|new throughout)\b
        (?:insert(?:s|ing)|refil(?:es|ing)|fix(?:es|ing)|removes|deletes|drops|repeat(?:s|ing)|resend(?:s|ing))\b
        update\s?[:\d]
        changes (?:headline|dateline|byline|lead|slug|day|date|spelling|source)\b

        neu\s?:
        (?:ergänzt|aktualisiert|(?:\d\.\s?)?zusammenfassung|wiederholung)\b
        (?:ajoute|actualise)\b
        (?:amplía|añade|actualiza|repite)\b
        (?:aggiorna|aggiunge)\b
        (?:acrescenta|atualiza)\b
        добавл|обновл
        """
    ),
    re.IGNORECASE,
)
"""How a bracket above the text begins that says what is new in a version."""
REPEATS = re.compile(r"repeat|refil|resend|wiederholung|repite", re.IGNORECASE)

_STORY = r"(?:story|version|item|article|report|dispatch)"
_CORRECTS = r"(?:corrects|clarifies|(?:has|have) been corrected|(?:was|is) corrected)"
CORRECTING = re.compile(
    r"[\s*_(\[+\\-]*"
    + one_of(
        rf"""
        (?:note|eds|editors?)\s?[:.]\s*corrects\b
        correct(?:s|ing)\b(?! (?:corp|officer))
        corrected (?:to|from|by|version|on|in)\b
        clarifies\b
        (?:the )?(?:\S+ ){{0,6}}?{_STORY}\b.{{0,60}}?\b{_CORRECTS}\b

        (?:berichtigung|korrektur|berichtigt|korrigiert)\b
        (?:corrige|corregge|rectifi\w+)\b
        (?:retter|rättar|korjaa|korrigerer)\b
        поправка|исправлен
        """
    ),
    re.IGNORECASE,
)
"""How a correction begins in brackets or in a note to desks."""
CORRECTING_OPENLY = re.compile(
    r"[\s*_+-]*"
    + one_of(
        rf"""
        (?:note|eds|editors?)\s?[:.]\s*corrects\b
        corrects\b
        [+*-]{{2,}}\s*correct(?:s|ing)\b
        this (?:\S+ ){{0,6}}?{_STORY}\b.{{0,60}}?\b{_CORRECTS}\b
        an? (?:earlier|previous) version of this (?:story|article|item|report|dispatch|headline)\b

        (?:berichtigung|korrektur|rectificatif|rettelse|rättelse|oikaisu|korjaus|korrigering|поправка)\s?(?:\([^)]*\)\s?)?:
        (?:cette|esta|questa) (?:dépêche|version|versión|versione|noticia|notizia|versão|notícia) (?:corrige|corregge)\b
        """
    ),
    re.IGNORECASE,
)
"""How a correction begins that is a paragraph without brackets."""
_CORRECTS_SHOUTED = re.compile(r"\b(?:CORRECTS?|[Cc]orrects)\b|\bto\s+(?i:correct)\b")
TITLE_NOTE = re.compile(r"\((?P<note>correct(?:s|ing)\s[^()]+)\)\s*\Z", re.IGNORECASE)

CONTACTS = re.compile(
    one_of(
        r"""
        \\?\(\\?\(.*\)\)
        .*newsroom\W{0,3}\d
        .*@\S+\.\w
        .*\+\d\d?[\s\d()-]{7,}
        .*messaging:
        """
    ),
    re.IGNORECASE | re.DOTALL,
)
"""Brackets that hold addresses and telephone numbers of the desk."""

NOT_PUBLIC = re.compile(
    one_of(
        r"""
        not (?:intended )?for publication\s*(?:[.:!)]|\Z)
        for (?:editorial|editors['’]?) (?:information|guidance|planning)(?: purposes)? only
        nicht zur veröffentlichung
        nur (?:zur information|für (?:die )?redaktion)
        pas (?:pour|destinée? à la) publication
        no para publicaci
        """
    ),
    re.IGNORECASE,
)
_AGENCY = r"(?:AP|CP|AFP|Reuters|EFE|dpa|AAP|PA|UPI|Kyodo)"
_PLAN = r"(?:coverage advisory|news (?:digest|budget|schedule|agenda|advisory|planner)|budget|agenda|diary|prévisions)"
PLANNING = re.compile(
    r"(?:BC-|\W)*"
    + one_of(
        rf"""
        {_AGENCY}[\s-](?:\w+[\s-]){{0,2}}{_PLAN}\b
        (?:world |national |business |sports )?news (?:digest|budget|schedule|planner)\s*(?:\W|\Z)
        (?:dpa[\s-])?(?:themenplanung|themenübersicht|themenliste|planungsübersicht)\b

        test (?:message|story only)
        test test
        (?:this is )?a test\b.{{0,30}}\Z
        testmeldung|message de test|mensaje de prueba
        """
    ),
    re.IGNORECASE,
)
"""How the headline begins of a list of what will be sent, and of a test of the wire."""
INSTEAD = re.compile(r"substitut|replac|supersed|instead|ersetz|ersatz|stattdessen|sustituy|remplac", re.IGNORECASE)
"""In a notice that kills: the copy below takes the place of what is killed."""


PIECE = re.compile(
    r"\bsubs?\b(?! (?:(?:all|entire|whole) )?(?:story|prev|pvs|for))[^.;]{0,30}\b(?:grafs?|paras?|paragraphs?)\b",
    re.IGNORECASE,
)
"""In a note above paragraphs that take the place of some of the story: ``SUBS 3rd graf to CORRECT spelling``."""


def corrects_for_desks(note: str) -> bool:
    """Whether a note of which it is known that it is for desks says that the story was put right."""
    return bool(
        CORRECTING_OPENLY.match(note)
        or CORRECTING.match(note)
        or _CORRECTS_SHOUTED.search(note)
        or (TO_DESKS.match(note) and says_correction(note))
    )
