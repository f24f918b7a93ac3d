"""What the German lists know of a word, and what its form tells: its traits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from backfile.model.authority import Kind
from backfile.names.lexicon import lexicon, sections
from backfile.vocabulary.folding import fold
from backfile.vocabulary.places import place_names

TOKEN = re.compile(
    r"https?://\S+|(?:Dr|Prof|St|Inc|Corp|Ltd|Co)\.|\d+\.(?= FC\b)|Frankfurt/(?:Main|M\.|Oder)|S\.A\.|e\.V\.|ver\.di"
    r"|Sat\.1|(?:[A-Z]\.)+(?=[ \w,])|[IVX]+\.(?= )|[A-ZÄÖÜ]['’][A-Z][^\W\d_]+"
    r"|[^\W\d_]+(?:[-&.][^\W_]+|\d+\b|['’]s\b)*-?|\d+|[^\w\s]"
)

FUNCTION = 1
"""Begins sentences and no names."""
NOUN = 1 << 1
TITLE = 1 << 2
GIVEN = 1 << 3
PARTICLE = 1 << 4
ADJECTIVE = 1 << 5
"""Begins the name of an organisation: *Deutsche* Bahn."""
OF_CITY = 1 << 6
"""*Frankfurter*, *Kölner*."""
HEAD = 1 << 7
LINKED = 1 << 8
PLACED = 1 << 9
ORGANISATION = 1 << 10
"""Is one by its ending: *Innenministerium*."""
BEFORE_ORGANISATION = 1 << 11
BEFORE_PLACE = 1 << 12
LEGAL = 1 << 13
ACRONYM = 1 << 14
CAPITAL = 1 << 15
PLACE = 1 << 16
"""Is one by its form: *Severinstraße*, *Berlin-Moabit*."""
LISTED = 1 << 17
BEGINS = 1 << 18
"""Begins an entry of several words."""
TOWN = 1 << 19
"""GeoNames has it: a place after a preposition."""
INITIAL = 1 << 20
PLACE_FIRST = 1 << 25
"""Begins names of places of two words: *Bad*."""
CITY = 1 << 24
"""The same with 100,000 people."""
DOUBTFUL = 1 << 23
"""A noun that is an entry too: believed after *in*, in quotation marks."""
PEOPLE = 1 << 22
"""Makes no name after *Deutsche*: *Deutsche* Soldaten."""
ABSTRACT = 1 << 21
"""A noun by its ending, and no surname either."""
KNOWN = LISTED | NOUN | FUNCTION | TITLE | ACRONYM | ORGANISATION | PLACE | BEFORE_ORGANISATION | BEFORE_PLACE | LEGAL
"""What an unknown name has none of."""

DIRECTIONS = frozenset(["Nord", "Süd", "Ost", "West", "Mitte"])
_INSTITUTES = frozenset(["Stiftung", "Institut", "Universität", "Museum", "Krankenhaus", "Gesellschaft", "Akademie"])
"""A name or a city before them makes an organisation: *Krupp-Stiftung*."""
_ABSTRACT = re.compile(r"..(?:ung|heit|keit|schaft|tion|tät|ismus|logie|sion|innen)(?:en|s)?$")
_ENDINGS = re.compile(r"..(?:nis|ment|enz|anz|tum|erei|ie|ik|ent)(?:e|en|n|s|es|se|sen)?$")
_ARABIC = re.compile(r"(?:al|el|ad|an|ar|as|at)-[A-Z]")
_CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|Le|La|Van)[A-Z][a-zäöü]+[A-Z]\w*$")
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")
_CASES = ("", "s", "es", "e", "en", "n", "er", "ern")
_ADJECTIVE = re.compile(r"(?:e|er|en|es|em)$")
_SPECIAL = {"Münchner": "München", "Bremer": "Bremen", "Zürcher": "Zürich", "Basler": "Basel", "Dresdner": "Dresden",
            "Thüringer": "Thüringen", "Göttinger": "Göttingen"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of ``german.txt``, and of the English lists what German texts have too."""

    entries: dict[str, Kind]
    """Places and organisations by name, with a space between tokens."""
    doubtful: dict[str, Kind]
    """Those that are nouns as well."""
    begins: dict[str, int]
    """Tokens of the longest entry that begins with a word."""
    words: dict[str, int]
    """Bits by word."""
    tails: frozenset[str]
    """Common nouns in small letters: so are compounds that end in them."""
    articles: frozenset[str]
    """What stands before nouns and no names of people."""
    endings: dict[int, tuple[str, ...]]
    """Of titles, organisations, places and of words before them."""


@cache
def lists() -> Lists:
    """The lists, read at the first call."""
    read, english = sections("german.txt"), lexicon()
    nouns = frozenset(read["nouns"])
    entries = {
        name: Kind(kind) for name, kind in english.singles.items() if kind and name not in nouns and len(name) > 2
    }
    entries |= {name: Kind(kind) for name, kind in english.phrases.items() if kind}
    for section, kind in (("organisations", Kind.ORGANISATION), ("places", Kind.PLACE)):
        entries |= {" ".join(TOKEN.findall(name)): kind for name in read[section]}
    ordinary = nouns.union(read["common"])
    doubtful = {name: kind for name, kind in entries.items() if name in ordinary}
    begins: dict[str, int] = {}
    for name in entries:
        first, rest = name.partition(" ")[0], name.count(" ")
        if rest >= begins.get(first, 1):
            begins[first] = rest + 1
    words: dict[str, int] = {}
    for bit, section in (
        (NOUN, "nouns"), (NOUN, "common"), (FUNCTION, "function"), (TITLE, "titles"), (GIVEN, "given"),
        (PARTICLE, "particles"), (HEAD, "organisation heads"), (LINKED, "linked heads"), (PLACED, "placed heads"),
        (BEFORE_ORGANISATION, "organisation words"), (BEFORE_PLACE, "place words"), (LEGAL, "suffixes"),
        (PEOPLE, "common heads"), (PLACE_FIRST, "place firsts"),
    ):  # fmt: skip
        for word in read[section]:
            words[word] = words.get(word, 0) | bit
    for word in (*sections("people.txt")["given"], *map(str.capitalize, sections("given.txt")[""])):
        if word not in words:
            words[word] = GIVEN
    for word in read["adjectives"]:
        words[f"{word}:"] = ADJECTIVE
    return Lists(
        entries=entries,
        doubtful=doubtful,
        begins=begins,
        words=words,
        tails=frozenset(word.lower() for word in read["common"] if len(word) > 3) - set(read["name endings"]),
        articles=frozenset(read["articles"]),
        endings={
            TITLE: tuple(read["endings"]),
            ORGANISATION: tuple(read["organisation endings"]),
            BEFORE_ORGANISATION: tuple(read["organisation word endings"]),
            HEAD: tuple(sorted(head.lower() for head in read["organisation heads"] if len(head) > 4)),
            PLACE: tuple(read["place endings"]),
            FUNCTION: tuple(read["no places"]),
        },
    )


@lru_cache(maxsize=65536)
def traits(word: str) -> int:
    """The bits of a word as it is written."""
    if not word[0].isupper():
        if _ARABIC.match(word):
            return CAPITAL
        known = lists()
        listed = LISTED if (word in known.entries and not word.islower()) or word in ("dpa", "taz", "ver.di") else 0
        return known.words.get(word, 0) & PARTICLE | listed | (BEGINS if word[0].isdigit() else 0)
    known = lists()
    found = known.words.get(word, 0) | CAPITAL
    if word in known.begins:
        found |= BEGINS
    usual = base(word)
    if not found & (NOUN | FUNCTION) and usual in known.entries and not known.words.get(usual, 0) & NOUN:
        found |= LISTED
    elif found & NOUN and usual in known.doubtful:
        found |= DOUBTFUL
    if _INITIAL.match(word):
        return found | INITIAL
    head, _, rest = word.partition("-")
    if (
        rest[:1].isupper()
        and known.words.get(head, 0) & GIVEN
        and not traits(rest) & (NOUN | TITLE | BEFORE_ORGANISATION)
    ):
        found |= GIVEN
    if _ADJECTIVE.search(word):
        found |= known.words.get(_ADJECTIVE.sub("", word) + ":", 0)
    if word.endswith("er") and (known.entries.get(word[:-2]) is Kind.PLACE or word in _SPECIAL):
        found |= OF_CITY
    if len(word) > 1 and word.isupper() and len(word) < 7 and word.isalpha() and not found & (NOUN | LEGAL):
        return found | ACRONYM
    if _CAMEL.search(word):
        found |= ORGANISATION
    return found if found & (ORGANISATION | LISTED | FUNCTION | NOUN | GIVEN) else found | _form(word, found)


def _form(word: str, found: int) -> int:
    """The bits that a word has by its form."""
    known = lists()
    tail = word.rpartition("-")[2].removesuffix("-")
    small = tail.lower()
    company = small.endswith(known.endings[BEFORE_ORGANISATION]) or known.words.get(tail, 0) & BEFORE_ORGANISATION
    if known.words.get(tail, 0) & TITLE or small.endswith(known.endings[TITLE]):
        return found | TITLE | (BEFORE_ORGANISATION if company else 0)
    head, _, rest = word.partition("-")
    if rest in _INSTITUTES and not traits(head) & (NOUN | FUNCTION):
        return found | ORGANISATION
    if (
        rest
        and not head.isupper()
        and known.entries.get(head) is Kind.PLACE
        and rest[0].isupper()
        and (not traits(rest) & KNOWN & ~LISTED or rest in DIRECTIONS)
    ):
        return found | PLACE
    if small.endswith(known.endings[ORGANISATION]):
        return found | ORGANISATION | NOUN
    if company:
        found |= BEFORE_ORGANISATION
    ends = small.endswith(known.endings[PLACE]) and word not in known.endings[FUNCTION]
    if ends and not (small.endswith(("kreis", "küste")) and "-" not in word and not word.startswith("Ost")):
        found |= PLACE
    elif "-" in word and rest and tail[:1].isupper() and traits(tail) & NOUN:
        return found | NOUN
    people = place_names("de").get(fold(base_town(word)), -1)
    if people >= 0 and not _common(small):
        found |= TOWN | (CITY if people >= 100_000 and len(word) > 5 else 0)
    if small.endswith("stadt"):
        found |= BEFORE_PLACE
    if len(word) > 5 and _ABSTRACT.search(word) and not found & TOWN:
        return found | NOUN | ABSTRACT
    if _ENDINGS.search(word) and not found & TOWN:
        return found | NOUN
    if not found & (TOWN | PLACE) and (
        _common(small) or any(small[at:] in known.tails for at in range(3, len(small) - 3))
    ):
        return found | NOUN
    return found


def _common(small: str) -> bool:
    tails = lists().tails
    return any(small.endswith(case) and small[: len(small) - len(case)] in tails for case in _CASES)


def base(word: str) -> str:
    """A listed name without the *s* of its genitive."""
    entries = lists().entries
    if word in entries:
        return word
    for end in ("s", "es", "'s", "’s"):
        if word.endswith(end) and len(word) > len(end) + 2 and word[: -len(end)] in entries:
            return word[: -len(end)]
    return word


def base_town(word: str) -> str:
    """The same for a name of GeoNames."""
    towns = place_names("de")
    return word[:-1] if word.endswith("s") and fold(word) not in towns and fold(word[:-1]) in towns else word
