"""A made-up archive in several languages and scripts: the same in every run, with what is hard for search."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from random import Random

from backfile.search.documents import Facet
from search_corpus import Copy

LATIN = ["ba", "be", "bi", "bo", "ce", "di", "fo", "gu", "ha", "li", "mo", "nu", "dra", "fle", "gri", "sta", "zü", "né"]
CYRILLIC = ["ба", "ве", "го", "ди", "ко", "ли", "мо", "ры", "сту", "тё", "ши"]
ARABIC = ["با", "كت", "مد", "رس", "لي", "نو", "سا", "حر"]
HAN = "東京都大学新聞記者中国日本経済政治会議北南海山"
KANA = "アジアニュースのはなし"

OPENERS = {
    "en": ["the", "of", "and", "was", "to", "in"],
    "de": ["der", "die", "und", "von", "zu", "mit"],
    "fr": ["le", "la", "les", "et", "des", "une"],
    "ru": ["и", "в", "не", "на", "что", "он"],
    "ar": ["من", "في", "على", "إلى", "عن"],
    "ja": ["", "", "の", "は"],
    "xx": ["", "eta"],
}
"""Language → what stands between its words, stop words among them."""

ENDINGS = {
    "en": ["", "", "s", "ed", "ing", "ation", "'s"],
    "de": ["", "", "en", "ung", "er", "heit"],
    "fr": ["", "", "s", "ement", "ation", "es"],
    "ru": ["", "ами", "ов", "ить", "ая"],
    "ar": ["", "ات", "ون", "ها"],
    "ja": [""],
    "xx": ["", "k"],
}

TELLING = {
    "en": ["COVID-19", "F-16s", "U.S.", "government", "Zürich", "cafe", "state-owned", "1,000", "O’Brien"],
    "de": ["Zürich", "Zurich", "Straße", "Regierung", "Öl", "Ol", "die"],
    "fr": ["café", "l'avion", "élection", "gouvernement", "Zurich", "naïve"],
    "ru": ["Москва", "Москвы", "ёлка", "елка", "переговоры"],
    "ar": ["القاهرة", "القاهره", "مُحَمَّد", "محمد"],
    "ja": ["東京", "東京大学", "新聞", "会", "アジア", "F-16"],
    "xx": ["Zurich", "ǧuma"],
}

NAMES: dict[str, dict[str, str]] = {
    "topic": {"aviation": "Civil aviation", "elections": "Elections", "space": "Space & rockets", "syria": "Syria war"},
    "person": {"jean-dupre": "Jean Dupré", "j-dupre": "Jeanne Dupre", "li-wei": "李伟", "ann-obrien": "Ann O’Brien"},
    "org": {"un": "United Nations", "unicef": "United Nations Children’s Fund", "tepco": "東京電力"},
    "place": {"zurich": "Zürich", "new-york": "New York", "york": "York"},
    "dateline": {"vienna": "Vienna", "sao-paulo": "São Paulo", "new-york": "New York"},
    "agency": {"bfn": "BFN", "dpa": "dpa", "afp": "AFP"},
}
"""Facet field → id → name."""

LANGS = ["en", "en", "en", "en-GB", "de", "de-AT", "fr", "ru", "ar", "ja", "xx"]


class Writer:
    """Writes texts with Zipf-like words."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.stems = {
            language: ["".join(random.choices(parts, k=random.randint(1, 3))) for _ in range(120)]
            for language, parts in {
                **dict.fromkeys(["en", "de", "fr", "xx"], LATIN),
                "ru": CYRILLIC,
                "ar": ARABIC,
                "ja": [*HAN, *KANA],
            }.items()
        }

    def text(self, language: str, count: int) -> str:
        """About ``count`` words."""
        random, stems = self.random, self.stems[language]
        chosen = random.choices(stems, [1 / (rank + 3) for rank in range(len(stems))], k=count)
        found = []
        for word in chosen:
            found.append(word + random.choice(ENDINGS[language]))
            if random.random() < 0.3:
                found.append(random.choice(OPENERS[language]))
            if random.random() < 0.08:
                found.append(random.choice(TELLING[language]))
        joint = "" if language == "ja" else " "
        text = joint.join(word for word in found if word)
        return text if random.random() < 0.8 else text + ". " + text[: random.randint(0, 30)]


def make_stories(count: int, length: int = 30) -> list[Copy]:
    """``count`` articles of about ``length`` words, oldest first; some are equal, some empty."""
    random = Random(20161103)
    writer = Writer(random)
    stories = []
    for number in range(count):
        lang = random.choice(LANGS)
        primary = lang.partition("-")[0]
        title = writer.text(primary, random.randint(1, 6)).capitalize()
        body = writer.text(primary, random.randint(0, 2 * length))
        if random.random() < 0.97:
            body += " said" + " said" * random.randint(0, 3)
        if number % 50 == 7:
            title, body = "Correction", "An earlier correction was corrected."
        if number % 97 == 5:
            body = ""
        if number % 89 == 3:
            title = ""
        facets = [
            Facet(field, value, names[value])
            for field, names in NAMES.items()
            for value in sorted(random.sample([*names], random.choice([0, 0, 1, 1, 2])))
        ]
        day = datetime(2015, 1, 1, tzinfo=timezone(timedelta(hours=random.randint(-8, 9))))
        stories.append(
            Copy(
                url=f"stories/story-{number}.html",
                title=title,
                body=body,
                date=day + timedelta(minutes=int(random.random() ** 0.5 * 1_000_000)),
                facets=(*facets, Facet("lang", lang, lang)),
                lead=body[:80],
                lang=lang,
                has_time=number % 9 != 0,
            )
        )
    return sorted(stories, key=lambda story: story.document().order)
