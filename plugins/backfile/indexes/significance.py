"""How much two subjects belong together: Dunning's log-likelihood ratio, in whole numbers.

T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993).
Logarithms are made from integers, so that every machine comes to the same order.
"""

from __future__ import annotations

from functools import lru_cache

_FRACTION = 32
"""Binary places of a logarithm: the terms of the ratio are large and nearly cancel each other."""


@lru_cache(maxsize=1 << 17)
def log_likelihood_ratio(both: int, one: int, other: int, of: int) -> int:
    """G² of a two by two table, in units of 2**-32 bits; 0 for two that do not care for each other.

    ``both``: stories with the two of them; ``one``, ``other``: with each; ``of``: all stories.
    """
    neither = of - one - other + both
    cells = _weighed(both) + _weighed(one - both) + _weighed(other - both) + _weighed(neither)
    margins = _weighed(one) + _weighed(of - one) + _weighed(other) + _weighed(of - other)
    return max(0, 2 * (cells - margins + _weighed(of)))


def attracted(both: int, one: int, other: int, of: int) -> bool:
    """True for two that are together at least as often as chance would have them."""
    return both * of >= one * other


def coarse(count: int) -> int:
    """A count with its two leading binary digits only: 1, 2, 3, 4, 6, 8, 12, 16, … So one story more rarely counts."""
    shift = max(0, count.bit_length() - 2)
    return count >> shift << shift


@lru_cache(maxsize=1 << 18)
def _weighed(count: int) -> int:
    """``count`` times its binary logarithm."""
    return count * _log2(count) if count > 1 else 0


def _log2(number: int) -> int:
    """The binary logarithm of a number from 1 on, one binary place after the other by squaring."""
    places = _FRACTION + 16
    whole = number.bit_length() - 1
    mantissa = number << places >> whole
    result = whole
    for _ in range(_FRACTION):
        mantissa = mantissa * mantissa >> places
        bit = mantissa >> places + 1
        mantissa >>= bit
        result = result << 1 | bit
    return result
