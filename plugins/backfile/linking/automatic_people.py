"""Forms that follow from the name of a person."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.linking.listed import listed
from backfile.linking.nations import country_called
from backfile.linking.rules import Rule
from backfile.linking.words import fold

_HONORIFICS = listed(
    """sir dame lord lady president dr prof professor rev reverend gen general admiral colonel captain cardinal
    archbishop bishop ayatollah imam mullah chancellor senator"""
)
_CROWNED = listed("""king queen prince princess pope saint emperor empress sheikh sultan emir mother father st""")
"""What stands in front of names that have no surname."""

CROWNS = listed("king queen prince princess pope emperor empress sheikh sultan emir")
"""Titles of those who go by their given names."""

_NOBLE = listed(
    """baron baroness lord lady earl countess count duke duchess prince princess viscount viscountess marquess
    marquis king queen"""
)
_GENERATION = listed("jr sr jnr snr")
_NUMERAL = listed("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii")
_PARTICLES = listed(
    """de du des la le von van der den ten ter zu zur di da dos do del della al el bin ibn abu ben bint st"""
)

_NICKNAMES = """alexander alex|andrew andy|anthony tony|albert al|benjamin ben|charles charlie chuck|christopher chris
daniel dan danny|david dave|edward ed eddie ted|elizabeth liz|francis frank|frederick fred|gerald gerry jerry
gregory greg|james jim jimmy|jeffrey jeff|john jack johnny|joseph joe|kenneth ken|lawrence larry|leonard len
margaret maggie|matthew matt|michael mike mick|nicholas nick|patrick pat|peter pete|philip phil|raymond ray
richard dick rick|robert bob|bobby rob|ronald ron|samuel sam|stephen steve|steven steve|terence terry
theodor theo|theodore ted|thomas tom|timothy tim|victor vic|vincent vince|walter walt|william bill will billy"""


def _nicknames() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in _NICKNAMES.replace("\n", "|").split("|"):
        full, *short = entry.split()
        found[full] = (*found.get(full, ()), *short)
        for each in short:
            found[each] = (*found.get(each, ()), full)
    return found


_SHORT = _nicknames()


def person_forms(name: str) -> Iterator[tuple[str, Rule]]:
    """Without middle names, initials and honorifics; by nickname; by surname alone."""
    own, comma, title = name.partition(", ")
    if comma and fold(title.split()[0]) in _NOBLE:
        if " " not in own:
            yield own, Rule.REGNAL
            return
        yield own, Rule.SHORT_PERSON
        name = own
    words = name.replace(",", " ").split()
    folded = [fold(word).strip(".") for word in words]
    if "of" in folded[1:] and (folded[folded.index("of") - 1] in _NUMERAL or folded.index("of") == 1):
        cut = folded.index("of")
        yield " ".join(words[:cut]), Rule.WITHOUT_REGION
        if cut > 1 and folded[cut - 1] in _NUMERAL:
            yield " ".join(words[: cut - 1]), Rule.REGNAL
        return
    if "of" in folded[2:] and country_called(" ".join(folded[folded.index("of") + 1 :]).removeprefix("the ")):
        yield " ".join(words[: folded.index("of")]), Rule.WITHOUT_REGION
        return
    if len(words) > 1 and folded[-1] in _NUMERAL and len(folded[-1]) > 1:
        begin = 1 if folded[0] in _CROWNED and len(words) > 2 else 0
        yield " ".join(words[begin:]), Rule.SHORT_PERSON
        yield " ".join(words[begin:-1]), Rule.REGNAL
        return
    if len(words) > 1 and folded[-1] in _GENERATION:
        words, folded = words[:-1], folded[:-1]
        yield " ".join(words), Rule.SHORT_PERSON
    while len(words) > 2 and folded[0] in _HONORIFICS:
        words, folded = words[1:], folded[1:]
        yield " ".join(words), Rule.SHORT_PERSON
    if len(words) > 1 and folded[0] in _CROWNED:
        yield " ".join(words[1:]), Rule.SURNAME
        return
    if len(words) < 2 or folded[-1] in _NUMERAL or "the" in folded:
        return
    begin = _surname_begins(words, folded)
    surname = " ".join(words[begin:])
    if begin > 1:
        yield f"{words[0]} {surname}", Rule.SHORT_PERSON
        bare = next(index for index, key in enumerate(folded) if len(key) > 1 or index == begin)
        if 0 < bare < len(words) - 1:
            yield " ".join(words[bare:]), Rule.SHORT_PERSON
    for short in _SHORT.get(folded[0], ()):
        yield f"{short.capitalize()} {surname}", Rule.NICKNAME
    yield surname, Rule.SURNAME
    if folded[begin] in _PARTICLES and begin < len(words) - 1:
        yield " ".join(words[begin + 1 :]), Rule.SURNAME
        yield words[-1], Rule.SURNAME
    if folded[-1].startswith(("al-", "el-")):
        yield words[-1][3:], Rule.SURNAME


def _surname_begins(words: list[str], folded: list[str]) -> int:
    """Index of the first word of the surname, its particles included: ``von`` in ``Ursula von der Leyen``."""
    begin = len(words) - 1
    while begin > 1 and folded[begin - 1] in _PARTICLES:
        begin -= 1
    return begin


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names (folded) may be the same person's: an initial, a nickname, another transcription."""
    if one == other or other in _SHORT.get(one, ()):
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one[0] == other[0] and len(_skeleton(one)) > 2 and _skeleton(one) == _skeleton(other)


def _skeleton(word: str) -> str:
    """The consonants, doubles once: what transcriptions agree in."""
    kept = ""
    for letter in word:
        if letter not in "aeiouy" and not kept.endswith(letter):
            kept += letter
    return kept
