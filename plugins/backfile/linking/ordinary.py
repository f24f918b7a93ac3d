"""Ordinary words: those that a text has in lower case, so that a capital is what makes a name of them."""

from __future__ import annotations

from functools import cache

_CALENDAR = """january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday"""
_COMMON = """a about above after again against all also an and another any apple are as at back bank bath be because been
    before being best big both but by can central chad city clear company council could day did do down each east even
    every few first for force free from gap general get go good great group had has have he head her here high him his
    home house how i if in into is it its job just king last law left less life like line little long mail main make man
    many march mark may me men might mobile more most much must my national new next nice no nor north not now of off
    office oil old on once one only open oracle orange or other our out over own party people post power press prime
    reading real red right sea second see shall she shell should side since so some south star state still street such
    sun take target than that the their them then there these they thing third this those three time times to today
    trade turkey two under union united up us use very visa was way we week well were west what when where which while
    white who why will window with word work world would year yes yet you young your"""


@cache
def _words() -> frozenset[str]:
    return frozenset(f"{_CALENDAR} {_COMMON}".split())


def is_ordinary(key: str) -> bool:
    """Whether a word (folded) is one that texts have in lower case."""
    return key in _words()
