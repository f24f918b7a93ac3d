"""Institutions that many countries have: which country's is meant."""

from __future__ import annotations

from backfile.linking import Document, Linker
from backfile.model.authority import Authority, Entity, Kind

MINISTRIES = {
    f"organisation:{country.lower()}": Entity(
        f"organisation:{country.lower()}", Kind.ORGANISATION, f"{country} Defence Ministry"
    )
    for country in ("French", "Russian")
}


def linked(text: str, *places: str) -> list[str]:
    linker = Linker(Authority(entities=MINISTRIES), strict=False, recognise="rules", lang="en")
    texts = ("Jets bomb camp", text)
    return [link.entity for link in linker.links(Document(texts, places=places)) if link.text]


def test_it_is_that_of_the_capital_behind_it_wherever_the_article_was_filed():
    assert ["organisation:french"] == linked("The Defence Ministry in Paris said Russia had been told.", "Moscow")
    assert ["organisation:russian"] == linked("The Defence Ministry in Moscow said France had been told.", "Paris")


def test_filed_from_two_countries_it_stays_open():
    assert ["organisation:russian"] == linked("Russia struck. The Defence Ministry said so.", "Moscow")
    assert [] == linked("Russia and France struck. The Defence Ministry said so.", "Moscow", "Paris")
