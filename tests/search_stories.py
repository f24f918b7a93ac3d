"""The archive of the tests of the search page: a crowd of made-up stories, and some whose words are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from backfile.search.documents import Facet
from search_corpus import Copy, make_documents

SHIPPING = Facet("topic", "shipping", "Shipping & ports")
LONG = "The harbour was quiet at dawn. " * 30
STORM = Copy(
    url="2015/11/30/storm.html",
    title="Port reopens after storm",
    body=f"{LONG}Pilots guided the first ferries past the wreck. {LONG}",
    date=datetime(2015, 11, 30, 18, 5, tzinfo=UTC),
    dateline="Bergen",
    agency="HWA/dpa",
    facets=(SHIPPING, Facet("place", "bergen", "Bergen")),
    lead="The harbour was quiet at dawn.",
    lang="en",
)
ARABIC = replace(
    STORM, url="2015/11/30/cairo.html", title="القاهرة ترحب", body="ترحب القاهرة", lead="ترحب القاهرة", lang="ar"
)
ATTACK = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
HOSTILE = replace(
    STORM,
    url="2015/11/30/hostile.html",
    title=f"{ATTACK} trial",
    body=f"{ATTACK} verdict",
    lead=f"{ATTACK} verdict",
    facets=(Facet("topic", "attack", f"{ATTACK} topic"),),
)
EARLIER = [
    replace(
        STORM,
        url=f"{year}/03/0{day}/ferry-{year}-{day}.html",
        title=f"Ferry delayed {year}",
        body="A ferry came late. The late ferry was empty.",
        lead="A ferry came late.",
        date=datetime(year, 3, day, 9, 0, tzinfo=UTC),
        facets=(SHIPPING, Facet("lang", "en", "English")),
    )
    for year in (2012, 2013, 2015)
    for day in (1, 2)
]
CRUDE = replace(
    STORM,
    url="2015/12/01/crude.html",
    title="Oil prices rise in São Paulo",
    body="Crude oil prices rose. Prices of oil, but not of gas, rose. Oil and prices. OPEC kept oil prices up.",
    lead="Crude oil prices rose.",
    date=datetime(2015, 12, 1, tzinfo=UTC),
    facets=(
        Facet("topic", "crude", "Crude oil"),
        Facet("person", "croix", "Anne Crôix"),
        Facet("place", "sao-paulo", "São Paulo"),
        *(Facet("org", f"club-{number}", f"Club {number}") for number in range(10, 22)),
    ),
)
DOCUMENTS = [*make_documents(200, length=20), *EARLIER, STORM, ARABIC, HOSTILE, CRUDE]
