"""Words that say nothing about what an article is about, for each of Snowball's algorithms.

Snowball's own lists come with Sphinx, from whose wheel the browser's stemmers come too (see ``stemmers.py``): the whole
lists, of which Whoosh carries an older and shorter form. Only the Turkish one is Whoosh's. What they lack stands here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from whoosh.lang import stopwords

from backfile.search.segmentation import words_of

_SPHINX = {
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "hungarian": "hu",
    "italian": "it",
    "norwegian": "no",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
}
"""Algorithm → name of its list."""

_OURS = {
    "arabic": """
        من في على إلى الى عن مع منذ حتى عند عندما لدى بين بعد قبل خلال حول ضد نحو دون بدون تحت فوق أمام وراء داخل خارج
        و أو او أم ثم بل لكن ولكن إن ان أن وأن وإن لأن بأن كأن إذا اذا إذ لو لولا كما كلما بينما حيث حين لما
        ما ماذا متى أين كيف كم لماذا هل لا لم لن ليس ليست ليسوا إلا الا غير سوى قد وقد لقد سوف فقط أيضا ايضا
        هو هي هم هن هما أنا نحن أنت أنتم وهو وهي وهم هذا هذه هذان هؤلاء ذلك تلك أولئك هناك هنا هنالك
        الذي التي الذين اللذان اللتان اللواتي اللاتي والذي والتي ممن مما عما فيما فيه فيها فيهم به بها بهم له لها لهم
        لنا لي منه منها منهم عنه عنها عنهم عليه عليها عليهم إليه إليها إليهم معه معها معهم كان كانت كانوا يكون تكون
        يكن تكن وكان وكانت كل كلا بعض أي اي أية أحد إحدى نفس ذات مثل أكثر أقل أما إما فإن فقد ومن وفي وعلى وإلى وما
        ولا ولم
    """,
    "english": "can will just now such",
    "russian": "её ещё моё твоё своё неё всё нём чём причём",
}
"""Arabic's particles, pronouns and prepositions, with what is fused with them; English words that Snowball's list
leaves out; Russian words with a letter that Snowball's list writes *е*."""


@cache
def stop_words(algorithm: str) -> tuple[str, ...]:
    """The stop words of an algorithm in the form of ``words_of``, sorted; empty where no list is known."""
    listed = _OURS.get(algorithm, "").split()
    if algorithm in _SPHINX:
        source = files("sphinx") / "search" / "_stopwords" / f"{_SPHINX[algorithm]}.txt"
        for line in source.read_text("utf-8").splitlines():
            listed += line.partition("|")[0].split()
    elif algorithm == "turkish":
        listed += stopwords.stoplists["tr"]
    return tuple(sorted({word for entry in listed for word in words_of(entry)}))
