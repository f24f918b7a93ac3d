"""What the archive says of names: votes over articles, in any order of them."""

from __future__ import annotations

from backfile.model.authority import Kind
from backfile.names import Name
from backfile.names.settling import confirmed, evidence, settle

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION


def test_an_article_says_each_full_form_once_and_is_sure_if_one_mention_is() -> None:
    names = [
        Name(0, 0, 6, PERSON, "Ivan Petrenko", sure=False),
        Name(1, 0, 6, PERSON, "Ivan Petrenko"),
        Name(1, 9, 12, ORGANISATION, "Trekka", sure=False),
    ]

    assert evidence(names) == [("Ivan Petrenko", PERSON, True), ("Trekka", ORGANISATION, False)]


def test_a_doubtful_name_is_believed_when_two_articles_have_it_and_takes_the_kind_of_most() -> None:
    articles = [
        [("Trekka", ORGANISATION, True), ("Kem", PLACE, False)],
        [("Trekka", PERSON, False)],
        [("Tulbek", PLACE, False), ("Trekka", PERSON, False)],
        [("Tulbek", PLACE, False)],
    ]

    assert settle(articles) == settle(articles[::-1]) == {"Trekka": ORGANISATION, "Tulbek": PLACE}
    assert settle(articles, least=1)["Kem"] is PLACE


def test_what_the_archive_does_not_confirm_is_left_out() -> None:
    sure, doubtful, lonely = (
        Name(0, 0, 6, PLACE, "Paris"),
        Name(0, 9, 12, PERSON, "Trekka", sure=False),
        Name(0, 20, 23, PLACE, "Kem", sure=False),
    )

    assert confirmed([sure, doubtful, lonely], {"Paris": PERSON, "Trekka": ORGANISATION}) == [
        sure,
        Name(0, 9, 12, ORGANISATION, "Trekka"),
    ]
