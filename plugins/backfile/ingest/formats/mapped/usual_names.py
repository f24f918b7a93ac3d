"""What the columns of news exports are usually called, and the mapping that follows from it.

Names are compared without case and signs: ``Publication Date``, ``publication_date`` and ``publicationDate`` are one.
Taken from the exports of common CMSs and news interfaces (WordPress REST, JSON Feed, schema.org, NewsAPI, the New York
Times' and the Guardian's), and from plain words in nine languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from backfile.ingest.formats.mapped.mapping import FIELDS, Mapping, Rule

_USUAL = {
    "title": (
        "title headline head heading title.rendered headline.main headline.default headline_text news_title "
        "article_title story_title post_title webTitle fields.headline attributes.title titel überschrift schlagzeile "
        "titre título titulo titolo kop rubrik otsikko"
    ),
    "body": (
        "body text content articleBody article_body body_text bodytext story_text article_text full_text fulltext "
        "maintext main_text content.rendered body_html content_html content_text post_content story fields.body "
        "fields.bodyText attributes.body attributes.content html article copy inhalt artikeltext texte texto testo "
        "contenu contenido tekst innehåll"
    ),
    "date": (
        "date published published_at date_published pub_date publish_date publication_date published_date "
        "first_published first_publication_date date_gmt post_date_gmt post_date versioncreated webPublicationDate "
        "attributes.created attributes.publishedAt attributes.date datetime date_time timestamp created created_at "
        "date_created time datum veröffentlicht fecha data päivämäärä"
    ),
    "subhead": "subhead subheadline sub_headline subtitle sub_title deck untertitel",
    "summary": (
        "summary abstract description teaser excerpt excerpt.rendered standfirst fields.standfirst zusammenfassung"
    ),
    "byline": (
        "byline byline.original author author_name author.name authors[].name authors fields.byline creator reporter "
        "autor auteur"
    ),
    "dateline": "dateline",
    "agency": "agency credit credit_line creditline news_agency provider wire agentur agence agencia",
    "source": "source source.name publication publisher publisher.name newspaper outlet quelle fuente",
    "slugline": "slugline",
    "keywords": "keywords tags keyword tag tags[].name schlagwörter",
    "topics": (
        "topics topic section section_name sectionName category categories subject subjects ressort rubrique sección"
    ),
    "lang": "lang language inLanguage sprache langue idioma",
    "modified": (
        "modified modified_at date_modified modified_date updated updated_at last_modified last_updated "
        "attributes.changed modified_gmt lastupdate"
    ),
    "id": "id guid uri uuid article_id story_id item_id post_id _id identifier nid docid doc_id document_id urn",
    "version": "version",
    "urgency": "urgency priority",
    "genre": "genre",
    "rights": "rights copyright copyright_notice copyrightnotice",
    "usage_terms": "usage_terms usageterms",
    "status": "status pub_status pubstatus post_status attributes.status",
    "embargo": "embargo embargoed embargo_until embargo_date embargoed_until",
    "images": "image_url image urlToImage featured_image fields.thumbnail image.url",
    "desk_notes": "ed_note ednote editor_note editors_note desk_note desk_notes editorial_note internal_note",
    "link": "url link web_url webUrl permalink canonical_url canonical href article_url",
}
"""Field → names, the likeliest first. A link is the id and source of a story that has no other."""

NEEDED = ("title", "body", "date")
"""Fields without which nothing is guessed."""


def key(name: str) -> str:
    """A column's name as it is compared."""
    return re.sub(r"[^\w.\[\]]|_", "", name).casefold()


_KEYS = {field: tuple(dict.fromkeys(key(name) for name in names.split())) for field, names in _USUAL.items()}


def names_for(columns: Iterable[str], field: str) -> tuple[str, ...]:
    """Those of ``columns`` that usually hold a field, the likeliest first."""
    by_key: dict[str, str] = {}
    for name in columns:
        by_key.setdefault(key(name), name)
    return tuple(by_key[wanted] for wanted in _KEYS[field] if wanted in by_key)


@cache
def usual_mapping(columns: tuple[str, ...]) -> Mapping:
    """The mapping for records with these columns, as far as their names tell."""
    found = []
    for field in FIELDS:
        if field in _KEYS and (names := names_for(columns, field)):
            found.append((field, Rule(names)))
    return Mapping(tuple(found), guessed=True)


def link_of(columns: Collection[str]) -> str:
    """The column that holds the story's address on the web; empty when there is none."""
    return next(iter(names_for(columns, "link")), "")


def unclear(mapping: Mapping) -> list[str]:
    """The fields that a mapping needs and does not have."""
    return [field for field in NEEDED if mapping.rule(field) is None]
