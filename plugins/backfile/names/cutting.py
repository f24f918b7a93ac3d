"""What is one token of a text."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # most words: a shortcut
    r"|(?:[A-Z]\.){2,}(?:-[\w.]*\w)?(?=[^\w]|$)"  # U.S. J.P.
    r"|(?:[A-Z]\.)(?=\s?[A-Z(]|-|,)"  # J. Smith
    r"|(?:St|Mt|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|Gov|Rev|Prof|Capt|Maj|Adm|Brig|Cpl|Hon|Jr|Sr|Corp|Inc|Co|Cos|Ltd|Bros"
    r"|Calif|Mass|Conn|Fla|Pa|Ga|Va|Md|Ill|Ind|Mich|Minn|Wis|Ore|Wash|Ariz|Colo|Tenn|Tex|Okla|Kan|Neb|Nev|Mo|Ky|La|Ala|Miss"
    r"|Ark|Del|Vt|Mont|Wyo|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Bhd|No|vs)\.(?=[\s,'’)]|$)"
    r"|(?:['’][sS])(?!\w)"
    r"|[^\W\d_]+(?:(?:['’](?![sS](?!\w))|[-&/.](?=[^\W_]))[^\W_]+)*\d*"
    r"|\d+(?:[.,/:-]?\d+)*[a-z]*"
    r"|[.!?]+|[^\w\s]|_"
)
"""Words with their hyphens, apostrophes and full stops; numbers; single marks; a possessive by itself."""
