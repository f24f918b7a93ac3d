"""Near-duplicates: stories that say nearly the same under different headlines, ids or times.

MinHash over shingles of four words (Broder 1997, "On the resemblance and containment of documents"), by the package
rensa; candidates by locality-sensitive hashing of the signatures in bands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import rensa

PERMUTATIONS = 64
BANDS = 8
"""Of eight values each: two texts that share 85 in 100 shingles meet in one of them with a probability of 92 %, two
that share half with one of 3 %."""

LEAST = 0.85
"""Estimated resemblance from which two stories are reported."""

FEWEST_WORDS = 20
"""Shorter texts are alike by chance."""

_SEED = 1997
_WORDS = re.compile(r"\w+")


def signature(body: str) -> bytes:
    """The MinHash signature of a text: 64 numbers of 32 bits; empty for a text that is too short to tell."""
    words = _WORDS.findall(body.casefold())
    if len(words) < FEWEST_WORDS:
        return b""
    sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update([" ".join(shingle) for shingle in zip(words, words[1:], words[2:], words[3:], strict=False)])
    return np.asarray(sketch.digest(), dtype="<u4").tobytes()


def near_duplicates(signatures: Sequence[bytes], new: Sequence[bool]) -> Iterator[tuple[int, int, float]]:
    """Pairs of positions whose texts are nearly the same, with the share of words in sequence that they have in common.

    Each position that has a like is paired with the first one like it; pairs in which neither is ``new`` are left out.
    """
    positions = np.array([number for number, it in enumerate(signatures) if it], dtype=np.int64)
    if not len(positions):
        return
    values = np.frombuffer(b"".join(it for it in signatures if it), dtype="<u4").reshape(len(positions), PERMUTATIONS)
    told: set[int] = set()
    pairs: set[tuple[int, int]] = set()
    for band in np.split(values, BANDS, axis=1):
        rows = np.ascontiguousarray(band).view([("", band.dtype)] * band.shape[1]).ravel()
        order = np.argsort(rows, kind="stable")
        same = rows[order][1:] == rows[order][:-1]
        starts = np.flatnonzero(np.concatenate(([True], ~same)))
        for start, end in zip(starts, (*starts[1:], len(order)), strict=True):
            if end - start > 1:
                group = sorted(order[start:end].tolist())
                pairs.update((group[0], other) for other in group[1:])
    for one, other in sorted(pairs):
        if other in told or not (new[positions[one]] or new[positions[other]]):
            continue
        alike = float(np.mean(values[one] == values[other]))
        if alike >= LEAST:
            told.add(other)
            yield int(positions[one]), int(positions[other]), alike
