"""Names of months and weekdays as wires print them, in seventeen languages, misspellings included."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MONTHS = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish, Russian, Arabic; short forms.
    "january januar jänner janvier enero gennaio janeiro januari stycznia января يناير jan janv ene gen янв",
    "february februar feber février febrero febbraio fevereiro februari lutego февраля فبراير feb febr fév févr фев",
    "march märz mars marzo março maart marts marca марта مارس mar mär mrz мар",
    "april avril abril aprile kwietnia апреля أبريل ابريل apr avr abr апр",
    "may mai mayo maggio maio mei maj maja мая مايو mag",
    "june juni juin junio giugno junho czerwca июня يونيو jun giu июн",
    "july juli juillet julio luglio julho lipca июля يوليو jul juil lug июл",
    "august août agosto augustus augusti sierpnia августа أغسطس اغسطس aug ago agt авг",
    "september septembre septiembre setiembre settembre setembro września сентября سبتمبر sep sept set sett сен сент",
    "october oktober octobre octubre ottobre outubro października октября أكتوبر اكتوبر oct okt ott out окт",
    "november novembre noviembre novembro listopada ноября نوفمبر nov nov ноя нояб",
    "december dezember décembre diciembre dicembre dezembro desember grudnia декабря ديسمبر dec dez déc dic дек",
)

_MORE_MONTHS = (
    # Malay, Indonesian, Turkish, Hungarian, Czech, Danish, where they differ from all of these.
    "januari ocak január ledna",
    "februari şubat február února",
    "mac maret mart március března marts",
    "nisan április dubna",
    "mayıs május května",
    "haziran június června",
    "julai temmuz július července",
    "ogos agustus ağustos augusztus srpna",
    "eylül szeptember září",
    "ekim október října",
    "kasım listopadu",
    "disember dis des aralık prosince",
)

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica"
)


@lru_cache(maxsize=32768)
def plain(word: str) -> str:
    """Lower case, without accents and dots: the form in which names are compared."""
    word = word.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.replace(".", "")


_BY_NAME = {
    plain(name): number
    for months in (_MONTHS, _MORE_MONTHS)
    for number, names in enumerate(months, 1)
    for name in names.split()
}
_SPELLED_OUT = {plain(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()[:5]} | {
    "sept": 9
}
_WEEKDAY_NAMES = frozenset(plain(name) for name in _WEEKDAYS.split())
_REAL_WORDS = frozenset({"mary", "marc", "lune", "jane", "mar", "man", "main", "mali", "julia", "juliet"}) - {
    "marc",
    "mar",
}
"""One slip away from a month, but words and names of their own."""


def is_weekday(word: str) -> bool:
    """``Monday``, ``Tues.``, ``mercredi``."""
    return plain(word) in _WEEKDAY_NAMES


@lru_cache(maxsize=8192)
def month_named(word: str) -> int | None:
    """The month (1 to 12) that ``word`` names exactly, whatever its case, accents and dots."""
    return _BY_NAME.get(plain(word))


@lru_cache(maxsize=8192)
def month_meant(word: str) -> int | None:
    """The month that ``word`` names or misspells (``Macrh``, ``Apri``); None when none or several are near.

    To be asked only where a date must stand: before or behind the number of a day.
    """
    exact = month_named(word)
    if exact is not None:
        return exact
    wrong = plain(word)
    if len(wrong) < 3 or wrong in _REAL_WORDS or not wrong.isalpha():
        return None
    best: set[int] = set()
    least = 2 if len(wrong) >= 7 else 1
    for name, number in _SPELLED_OUT.items():
        # Three letters are too few for a slip, unless one of a four-letter name was left out ("Jne").
        if len(name) < 4 or abs(len(name) - len(wrong)) > least or (len(wrong) == 3 and wrong[0] != name[0]):
            continue
        slips = _slips(wrong, name, least)
        if slips < least:
            best, least = {number}, slips
        elif slips == least:
            best.add(number)
    return best.pop() if len(best) == 1 else None


def _slips(left: str, right: str, most: int) -> int:
    """How many letters were left out, put in, exchanged or swapped with a neighbour; ``most + 1`` for more."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
