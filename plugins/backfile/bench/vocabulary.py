"""What generated stories are made of. The cities are real; people and organisations are put together from parts."""

from __future__ import annotations

COMMON = tuple(
    """
    the of to in a said and for it on is at by from with was its be that as an will has not which he have but would
    were had are this year their one about been last more new after than up also or who other two they out over could
    government company president minister market group week state told million per cent first month against bank
    officials prices talks trade today under years share before three spokesman between some into agreement no may
    when if most should because all meeting since billion next there plan could made during economic while policy
    foreign country rise general until report today early former including such rate police international sources
    council only many make central election statement expected news workers companies national right now back party
    sales industry exports increase second four work public countries security budget conference water air leaders
    court law quarter growth oil imports tax union case end major high spokeswoman reached added do him time board
    decision following any them what earlier members talks crisis currency grain ships port strike wages railway
    loan debt deficit reserves output harvest airline aircraft hospital school university research weather storm
    flood earthquake rescue ferry coast border army troops ceasefire treaty vote parliament opposition reform
    season match final goal record champion museum festival film author prize church village mayor farmers miners
    """.split()  # noqa: SIM905
)
"""The most frequent words, most frequent first."""

SYLLABLES = tuple(
    "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cla dru fle gri sta tra".split()  # noqa: SIM905
)
"""What invented words and names begin with. No two of them make a word that one would not print."""

ENDINGS = ("", "", "", "s", "ed", "ing", "ment", "ation", "ly", "er", "al", "ness")
"""Endings of invented words."""

FIRST_NAMES = tuple(
    """
    Anna Boris Carmen David Elena Farid Grace Hans Ines Jacques Keiko Luis Maria Nikolai Olga Pavel Quentin Rosa
    Samir Teresa Ulrich Vera Wanda Xavier Yusuf Zoe
    """.split()  # noqa: SIM905
)

FIRMS = ("Corp", "Industries", "Bank", "Group", "Airlines", "Union", "Institute", "University", "Shipping Co")
"""What the names of organisations end in."""

SUBJECTS = tuple(
    """
    Economy Trade Oil Grain Shipping Currencies Budget Elections Diplomacy Courts Police Weather Health Science
    Aviation Railways Football Athletics Film Books
    """.split()  # noqa: SIM905
)
"""Broad topics."""

ASPECTS = ("policy", "figures", "disputes", "people", "history")
"""What narrower topics are about."""

CITIES = tuple(
    name.strip()
    for name in """
    London, Washington, New York, Paris, Tokyo, Brussels, Bonn, Geneva, Moscow, Beijing, Rome, Madrid, Vienna, Zurich,
    Ottawa, Sydney, Hong Kong, Singapore, Cairo, Jakarta, Manila, New Delhi, Nairobi, Lagos, Lima, Bogota, Caracas,
    Buenos Aires, Rio de Janeiro, Mexico City, Havana, Stockholm, Oslo, Copenhagen, Helsinki, Warsaw, Prague, Budapest,
    Bucharest, Sofia, Athens, Istanbul, Ankara, Tehran, Baghdad, Kuwait, Riyadh, Amman, Damascus, Beirut, Jerusalem,
    Tunis, Algiers, Rabat, Dakar, Accra, Abidjan, Kinshasa, Harare, Lusaka, Johannesburg, Cape Town, Addis Ababa,
    Khartoum, Karachi, Islamabad, Kabul, Dhaka, Colombo, Rangoon, Bangkok, Hanoi, Seoul, Taipei, Shanghai, Wellington,
    Auckland, Melbourne, Canberra, Toronto, Montreal, Vancouver, Chicago, Boston, Houston, Los Angeles, San Francisco,
    Philadelphia, Detroit, Atlanta, Dallas, Seattle, Dublin, Edinburgh, Glasgow, Belfast, Lisbon, Barcelona, Milan,
    Naples, Turin, Munich, Frankfurt, Hamburg, Berlin, Cologne, Amsterdam, Rotterdam, Antwerp, Luxembourg, Strasbourg,
    Lyon, Marseille, Bordeaux, Montevideo, Santiago, La Paz, Quito, Asuncion, Panama City, Managua, San Salvador
    """.split(",")  # noqa: SIM905
)
"""Cities of datelines, most frequent first; each is a place with a record too."""
