"""The words that desks put on a posting to say what it is to the earlier ones, in the languages of the wires.

In alphabetical order of the languages where there are many: they are read by ``marks``, which knows the forms that
make a mark of a word. ``KORR`` is not among them: at dpa it is a correspondent's report.
"""

from __future__ import annotations

from backfile.ingest.parsed import Signal

_BY_SIGNAL: dict[Signal, str] = {
    Signal.UPDATE: """
        UPDATE, WRAPUP, WRAP-UP, ROUNDUP, GESAMT-ROUNDUP, LEAD, LEAD ALL, NEW LEAD, LD, LD-WRITETHRU, LD WRITETHRU,
        LEAD-WRITETHRU, WRITETHRU, WRITETHROUGH, SUB, SUBS, SUBSTITUTE, SUBSTITUTES, RECAST, RECASTS, NEW VERSION,
        AKTUALISIERT, AKTUALISIERUNG, ZUSAMMENFASSUNG, NEUFASSUNG, OPDATERET, OPDATERING, AMPLIACIÓN, AMPLIACION,
        AMPLÍA, AMPLIA, SUSTITUYE, SUSTITUCIÓN, SUSTITUCION, PÄIVITYS, PÄIVITETTY, MISE A JOUR, MISE À JOUR,
        AGGIORNAMENTO, AGGIORNATA, OPPDATERT, OPPDATERING, NY VERSJON, ATUALIZADA, ATUALIZAÇÃO, ОБНОВЛЕНИЕ,
        UPPDATERING, UPPDATERAD, ERSÄTTNING, ERSÄTTER, NY VERSION""",
    Signal.CORRECTION: """
        CORRECTED, CORRECTION, CORRECTIVE, CORRECTS, CORRECT, CORR, CLARIFICATION, BERICHTIGUNG, BERICHTIGT, KORREKTUR,
        KORRIGIERT, RETTELSE, RETTET, CORRIGE, CORRECCIÓN, CORRECCION, CORREGIDA, KORJAUS, KORJATTU, OIKAISU,
        RECTIFICATIF, RECTIFICATION, CORRECTIF, CORREZIONE, ERRATA CORRIGE, RETTIFICA, CORRECTIE, RECTIFICATIE,
        KORRIGERING, KORRIGERT, KOREKTA, CORREÇÃO, ПОПРАВКА, ИСПРАВЛЕНИЕ, УТОЧНЕНИЕ, RÄTTELSE, RÄTTAD""",
    Signal.REPEAT: """
        RPT, REPEAT, REPEATS, REPEATING, REFILE, REFILED, REFILES, RESEND, RESENDING, RETRANSMITTED, RETRANSMITTING,
        RETRANSMISSION, REDIFFUSION, WIEDERHOLUNG, WDH, REPETICIÓN, REPETICION, REPITE, RIPETIZIONE, RIPETE, HERHALING,
        REPETIÇÃO, REPETE, ПОВТОР""",
    Signal.KILL: """
        KILL, MANDATORY KILL, BULLETIN KILL, URGENT KILL, ADVISORY KILL, KILL ADVISORY, KILL NOTICE, KILL/NOTICE,
        KILL KILL KILL, KILL KILL, STORY KILLED, STORY KILL, BULLETIN ELIMINATION, MANDATORY ELIMINATION, WITHDRAWN,
        STORY WITHDRAWN, STORY WITHDRAWAL, WITHDRAWAL, WITHDRAW, STORY RETRACTED, RETRACTED, RETRACTION, RÜCKZUG,
        ZURÜCKGEZOGEN, ANNULLIERUNG, ANNULLIERT, ANNULLERET, ANULA, ANULACIÓN, ANULACION, ANULADA, PERUTUS, PERUTETTU,
        ANNULATION, ANNULE, ANNULEE, ANNULÉE, ANNULLARE, ANNULLATA, ANNULLAMENTO, ANNULLA, INGETROKKEN, ANNULLERT,
        TILBAKETRUKKET, ANULOWANA, ANULAÇÃO, ANULADO, АННУЛИРОВАНО, АННУЛИРУЕТСЯ, ÅTERKALLAS, MAKULERAS, MAKULERAD""",
    Signal.WITHHOLD: "HOLD, HOLD HOLD HOLD, HOLD HOLD, WITHHOLD, PLEASE HOLD, STORY ON HOLD",
    Signal.ADD: "ADD, TAKE",
    Signal.ADVISORY: """
        ADVISORY, EDITORS ADVISORY, EDITORS NOTE, EDITORS' NOTE, EDITOR'S NOTE, NOTE TO EDITORS, ADVISORY NOTE,
        CLIENT ADVISORY, ADVISORY TO EDITORS, AVISO A CLIENTES, AVIS AUX REDACTIONS, AVIS AUX RÉDACTIONS""",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split(","))


SIGNAL_OF: dict[str, Signal] = {word: signal for signal, text in _BY_SIGNAL.items() for word in _words(text)}
"""Word in capitals → what it says."""

SURE = _words("RPT, REFILE, CORRECTED, CORRECTION, WDH, WRAPUP, BERICHTIGUNG, KORREKTUR, ROUNDUP")
"""Words that are a mark in front of a hyphen or a slash even where the whole headline is in capitals."""

NUMBERED = _words("ADD, TAKE, LD, SUB")
"""Words that are a mark only with a number."""

IN_BRACKETS = frozenset(
    {"HOLD", "CORRECT", "CORR", "SUB", "SUBS", "ANNULE", "ANULA", "AMPLIA", "RETTET", "RIPETE", "REPETE"}
)
"""Words that are a mark only in brackets, or alone."""

SMALL = _words(
    """CORRECTION, CORRECTED, CORRECTIVE, CLARIFICATION, UPDATE, BERICHTIGUNG, KORREKTUR, WIEDERHOLUNG, AKTUALISIERT,
    RETTELSE, CORRECCIÓN, KORJAUS, OIKAISU, RECTIFICATIF, CORRECTIF, CORREZIONE, RECTIFICATIE, KORRIGERING, OPPDATERT,
    CORREÇÃO, ПОПРАВКА, RÄTTELSE, LD, LD-WRITETHRU"""
)
"""Words that are a mark in front of a colon in small letters too: ``Correction: Port-Storm story``."""

SOFT = _words("NEU, ERGÄNZT, ERGÄNZUNG, ADDS, UPDATES, COMPLETA, AÑADE, AJOUTE, ACTUALISE")
"""In brackets and in front of a colon: a later version, with what is new in it."""

PRIORITY = _words(
    "URGENT, BULLETIN, FLASH, EIL, EILMELDUNG, ALERT, NEWSALERT, SNAP, PIX, TV, BJT, GRAF, RUSH, HASTER, AVANCE"
)
"""Words that say how urgent a posting is, or what comes with it: no part of the headline, and no signal."""
