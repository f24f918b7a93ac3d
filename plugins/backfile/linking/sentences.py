"""Where sentences end in wire copy, where abbreviations end in a full stop as well."""

from __future__ import annotations

import re

MAX_SENTENCE = 320
"""Characters of a sentence that is shown with a mention; a longer one is cut at words around it."""

_FAR = 3 * MAX_SENTENCE
_LONGEST_WORD = 60

_END = re.compile(r"""[.!?…؟۔]+["'”’»›)\]]*(?=\s)|[。！？]+["'”’»』」]*|\n""")
_OPENS = re.compile(r"""\s*["'“‘„«‹(\[¿¡–—-]*\s*(\S)""")
_LAST_WORD = re.compile(r"([^\s(\"'“„«/-]+)\Z")
_TITLES = """mr mrs ms dr drs prof gen lt col maj capt cmdr sgt cpl pvt adm brig gov sen sens rep reps hon rev sr jr st
    ste mt ft pres messrs supt insp mme mlle m mgr dipl ing hr fr frl sra srta"""
_CALENDAR = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
_STATES = """ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore
    pa tenn tex va vt wash wis wyo que ont alta sask man"""
_BUSINESS = "co corp inc ltd bros plc cos assn dept univ no nos fig vol art av bd nr núm str"
_LOWER_CASE = "vs v etc pp ca approx est ext tel mln bln pct mio mrd vgl bzw dh usw ggf evtl"
_ABBREVIATIONS = frozenset(" ".join((_TITLES, _CALENDAR, _STATES, _BUSINESS)).title().split() + _LOWER_CASE.split())
"""Before their full stop. Most are abbreviations only with a capital: "No. 10", but "he said no."."""


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Begin and end of the sentence around ``text[start:end]``, without the white space at its ends.

    Farther than ``_FAR`` nothing is looked at, so that a name costs no more in a text of megabytes.
    """
    begin = near = max(0, start - _FAR)
    finish = min(len(text), end + _FAR)
    for match in _END.finditer(text, near, finish):
        if start < match.end() <= end or not _ends_sentence(text, match):
            continue
        if match.end() <= start:
            begin = match.end()
        else:
            finish = match.end()
            break
    while begin < start and text[begin].isspace():
        begin += 1
    while finish > end and text[finish - 1].isspace():
        finish -= 1
    return begin, finish


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence around ``text[start:end]``; one longer than MAX_SENTENCE is cut at words on both sides."""
    begin, finish = sentence_bounds(text, start, end)
    if finish - begin <= MAX_SENTENCE:
        return text[begin:finish]
    room = max(0, MAX_SENTENCE - (end - start)) // 2
    left, right = max(begin, start - room), min(finish, end + room)
    if left > begin:
        left = text.find(" ", left, start) + 1 or start
    if right < finish:
        cut = text.rfind(" ", end, right)
        right = cut if cut >= 0 else end
    return f"{'… ' if left > begin else ''}{text[left:right].strip()}{' …' if right < finish else ''}"


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    following = _OPENS.match(text, match.end())
    if mark != "\n" and following and following.group(1).islower():
        return False
    if mark != ".":
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    if not word:
        return True
    name = word.group(1)
    if name.isdigit():
        # an ordinal (German "17. November") or the end of a sentence that ends in a number
        return len(name) > 2
    return not (name in _ABBREVIATIONS or (len(name) == 1 and name.isalpha()) or _is_initials(name))


def _is_initials(word: str) -> bool:
    """``U.S`` before its last full stop."""
    return "." in word and all(len(part) == 1 for part in word.split("."))
