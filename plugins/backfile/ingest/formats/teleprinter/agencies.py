"""What a wire's sender tells: the agency's name, the clock it keeps, the language and letters it writes."""

from __future__ import annotations

from typing import NamedTuple


class Agency(NamedTuple):
    """An agency as the header of its messages names it."""

    name: str
    """As its credit reads."""
    zone: str
    """IANA name of the zone in which it gives times without one."""
    letters: str
    """The language whose letters it writes on 7-bit lines; BCP 47."""
    lang: str = ""
    """Its language where it writes in one only."""


AGENCIES = {
    "dpa": Agency("dpa", "Europe/Berlin", "de", "de"),
    "lno": Agency("dpa", "Europe/Berlin", "de", "de"),
    "kna": Agency("KNA", "Europe/Berlin", "de", "de"),
    "epd": Agency("epd", "Europe/Berlin", "de", "de"),
    "ddp": Agency("ddp", "Europe/Berlin", "de", "de"),
    "dapd": Agency("dapd", "Europe/Berlin", "de", "de"),
    "sid": Agency("SID", "Europe/Berlin", "de", "de"),
    "ots": Agency("ots", "Europe/Berlin", "de"),
    "apa": Agency("APA", "Europe/Vienna", "de", "de"),
    "sda": Agency("sda", "Europe/Zurich", "de"),
    "ats": Agency("ats", "Europe/Zurich", "fr"),
    "afp": Agency("AFP", "GMT", "fr"),
    "belga": Agency("Belga", "Europe/Brussels", "fr"),
    "anp": Agency("ANP", "Europe/Amsterdam", "nl", "nl"),
    "ansa": Agency("ANSA", "Europe/Rome", "it", "it"),
    "agi": Agency("AGI", "Europe/Rome", "it"),
    "adnkronos": Agency("Adnkronos", "Europe/Rome", "it", "it"),
    "efe": Agency("EFE", "Europe/Madrid", "es"),
    "lusa": Agency("Lusa", "Europe/Lisbon", "pt", "pt"),
    "stt": Agency("STT", "Europe/Helsinki", "fi", "fi"),
    "tt": Agency("TT", "Europe/Stockholm", "sv", "sv"),
    "ntb": Agency("NTB", "Europe/Oslo", "no", "nb"),
    "ritzau": Agency("Ritzau", "Europe/Copenhagen", "da", "da"),
    "pap": Agency("PAP", "Europe/Warsaw", "pl", "pl"),
    "ctk": Agency("ČTK", "Europe/Prague", "cs", "cs"),
    "mti": Agency("MTI", "Europe/Budapest", "hu", "hu"),
    "ana": Agency("ANA", "Europe/Athens", "el"),
    "aap": Agency("AAP", "Australia/Sydney", "en", "en"),
    "nzpa": Agency("NZPA", "Pacific/Auckland", "en", "en"),
    "pa": Agency("PA", "Europe/London", "en", "en"),
    "ap": Agency("AP", "America/New_York", "en", "en"),
    "associated": Agency("AP", "America/New_York", "en", "en"),
    "canadian": Agency("The Canadian Press", "America/Toronto", "en", "en"),
    "upi": Agency("UPI", "America/New_York", "en", "en"),
    "cp": Agency("The Canadian Press", "America/Toronto", "en", "en"),
    "reuters": Agency("Reuters", "GMT", "en"),
    "reuter": Agency("Reuters", "GMT", "en"),
    "kyodo": Agency("Kyodo", "Asia/Tokyo", "en", "en"),
    "kws": Agency("Kyodo", "Asia/Tokyo", "en", "en"),
    "xinhua": Agency("Xinhua", "Asia/Shanghai", "en"),
    "tass": Agency("TASS", "Europe/Moscow", "en"),
    "bfn": Agency("BFN", "GMT", "en"),
}
"""By the word in lower case. ``lno`` and the other regional services of dpa name themselves in datelines."""


def agency_named(words: str) -> Agency | None:
    """The agency that a header's ``dpa``, ``dpa-spe`` or ``KNA 170123`` names; None when it names none of the list."""
    for word in words.lower().replace("/", " ").replace("-", " ").split():
        if word in AGENCIES:
            return AGENCIES[word]
    return None
