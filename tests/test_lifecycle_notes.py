"""What a story says to desks about itself and about other postings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from backfile.ingest.articles import article_of
from backfile.ingest.dating import Dated, From
from backfile.ingest.lifecycle.notes import settled
from backfile.ingest.lifecycle.rights import held_back
from backfile.ingest.parsed import ParsedStory
from backfile.model.article import Correction, Status

FILED = datetime(2015, 11, 17, 10, 5, tzinfo=timezone(timedelta(hours=1)))
TEXT = "The port reopened.\n\nShips wait outside."


def _story(body: str = TEXT, title: str = "Port reopens after storm", **fields: object) -> ParsedStory:
    story = ParsedStory(title=title, body=body, **{"date": FILED, **fields})  # type: ignore[arg-type]
    found = settled(story)
    assert settled(found) == found
    return found


def _signals(story: ParsedStory) -> str:
    return " ".join(story.signals)


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        ("(Corrects number of ships to twelve in paragraph 3)", "Corrects number of ships to twelve in paragraph 3."),
        (
            "(This 17 November story corrects the number of ships to twelve)",
            "This 17 November story corrects the number of ships to twelve.",
        ),
        (
            "This story has been corrected to show that ships wait.",
            "This story has been corrected to show that ships wait.",
        ),
        ("*This version CORRECTS the name of the port.*", "This version corrects the name of the port."),
        ("NOTE: Corrects reversed figures.", "Corrects reversed figures."),
        ("(Berichtigung: Im 2. Absatz wurde der Name berichtigt.)", "Im 2. Absatz wurde der Name berichtigt."),
        ("Korrektur: Der Hafen liegt in Kiel.", "Der Hafen liegt in Kiel."),
        ("(corrige le nombre de navires)", "Corrige le nombre de navires."),
        ("\\[Corrige el número de barcos\\]", "Corrige el número de barcos."),
        ("Eds: SUBS 2nd graf to CORRECT the name of the port. ADDS comment.", "Corrects the name of the port."),
        ("(Adds mayor's comment; corrects number of ships)", "Adds mayor's comment; corrects number of ships."),
    ],
)
def test_a_correction_notice_becomes_a_dated_note_and_leaves_the_text(notice: str, told: str) -> None:
    for body in (f"{notice}\n\n{TEXT}", f"{TEXT}\n\n{notice}"):
        if notice.startswith("(Adds") and not body.startswith(notice):
            continue  # what was added is told above the text only
        story = _story(body)
        assert [(it.date, it.note) for it in story.corrections] == [(FILED, told)]
        assert (story.body, _signals(story)) == (TEXT, "correction")


def test_a_correction_is_told_in_a_note_to_desks_and_behind_the_last_paragraph() -> None:
    story = _story(desk_notes=("Eds: CORRECTS spelling of mayor's name. With BFN Photos.",))
    assert [it.note for it in story.corrections] == ["Corrects spelling of mayor's name."]
    story = _story(desk_notes=("SUBS 3rd graf to CORRECT spelling of mayor's name; PICKS UP 4th graf.",))
    assert [it.note for it in story.corrections] == ["Corrects spelling of mayor's name."]
    story = _story(f"{TEXT} -- corrects number of ships")
    assert (story.body, [it.note for it in story.corrections]) == (TEXT, ["Corrects number of ships."])


def test_a_correction_that_is_only_a_note_names_what_it_corrects() -> None:
    body = 'In item headlined "PORT HOLDINGS YEAR NET" please read profit 1.33 mln, "not 1.23 mln dlrs".'
    story = _story(body, title="CORRECTION - PORT HOLDINGS ITEM")
    assert story.targets == ("title:port holdings year net",)
    assert [it.note for it in story.corrections] == [body]
    story = _story(
        "In a story Nov. 16 about the port, BFN reported erroneously that ten ships waited.\n\n"
        f"A corrected version of the story is below:\n\n{TEXT}",
        title="Correction: Storm-Port story",
    )
    assert [it.note for it in story.corrections] == [
        "In a story Nov. 16 about the port, BFN reported erroneously that ten ships waited."
    ]
    assert (story.body, story.targets) == (TEXT, ("day:2015-11-16",))


@pytest.mark.parametrize(
    ("notice", "signal"),
    [
        ("(Adds mayor's comment, paragraph 3)", "update"),
        ("(Recasts with mayor)", "update"),
        ("(neu: Zitat Bürgermeister)", "update"),
        ("(Repeats story first sent on Monday)", "repeat"),
        ("(Refiles to fix typo in headline)", "repeat"),
        ("EDITORS: Pictures are available.", ""),
        ("Achtung Redaktionen: Bilder folgen.", ""),
        ("ATTENTION - ajoute réactions ///", ""),
        ("((ann.lee@example.com; +49 30 123456))", ""),
    ],
)
def test_words_to_desks_leave_the_text(notice: str, signal: str) -> None:
    story = _story(f"{notice}\n\n{TEXT}")
    assert (story.body, _signals(story), story.status) == (TEXT, signal, Status.USABLE)


@pytest.mark.parametrize(
    ("title", "notice", "signals", "targets"),
    [
        (
            "BC-Kill Advisory",
            "EDITORS: Kill the story slugged AM-Kremlin, a0441, of Nov. 16 datelined MOSCOW. A kill is mandatory.",
            "kill",
            "number:a0441 slug:am-kremlin day:2015-11-16",
        ),
        (
            "STORY WITHDRAWN-Port reopens",
            'The Nov 16 story headlined "Port reopens after storm" is withdrawn.',
            "kill",
            "title:port reopens after storm",
        ),
        ("KILL KILL KILL '''''", 'Please kill item bfn 123 "Port ends visit".', "kill", "title:port ends visit"),
        ("HOLD HOLD HOLD '''''", 'Please hold item dpa 123 "Queen ends visit".', "withhold",
         "number:dpa123 title:queen ends visit"),
        ("ADVISORY-Port story", "Reuters is withdrawing the story slugged PORT-STORM/.", "advisory kill",
         "slug:port-storm"),
        (
            "Meldung zurückgezogen",
            "Achtung Redaktionen: Die Meldung «Hafen wieder offen» (bdt0123) vom 16. November wird zurückgezogen.",
            "kill",
            "number:bdt0123 title:hafen wieder offen day:2015-11-16",
        ),
        ("Advisory", "ATTENTION - Prière d'annuler la dépêche intitulée «Le port rouvre» ///", "advisory kill",
         "title:le port rouvre"),
        ("ANULACIÓN", "Queda anulada la noticia titulada «El puerto reabre».", "kill", "title:el puerto reabre"),
        ("Kill", "EDITORS: Recall all versions of urn:newsml:bfn.example:20151117:port:2.", "kill",
         "id:urn:newsml:bfn.example:20151117:port:2 id:urn:newsml:bfn.example:20151117:port"),
    ],
)  # fmt: skip
def test_notices_that_kill_or_withhold_say_what(title: str, notice: str, signals: str, targets: str) -> None:
    story = _story(notice, title=title)
    assert (_signals(story), " ".join(story.targets)) == (signals, targets)


def test_what_is_new_in_a_version_is_told_in_a_note_to_desks() -> None:
    assert _signals(_story(desk_notes=("Zusammenfassung 1330 - neu: Zitat",))) == "update"
    assert _signals(_story(desk_notes=("Eds: Adds mayor. With BFN Photos.",))) == "update"
    assert _signals(_story(desk_notes=("Wiederholung",))) == "repeat"
    assert _signals(_story(desk_notes=("With pictures", "Eds: Minor edits."))) == ""


def test_a_substitute_is_copy_that_kills() -> None:
    body = f"{TEXT}\n\nThe mayor spoke.\n\nA storm passed."
    story = _story(body, desk_notes=("EDITORS: Kill a0441. This story is the substitute.",))
    assert (_signals(story), story.targets, story.body) == ("", ("kill:number:a0441",), body)


@pytest.mark.parametrize(
    "title", ["BFN News Coverage Advisory", "News Digest", "AP-World News Agenda", "TEST TEST TEST", "Testmeldung"]
)
def test_words_for_editors_are_advisories(title: str) -> None:
    title = title.replace("BFN", "AP")
    assert _signals(_story(title=title)) == "advisory"
    assert _signals(_story(f"(NOT FOR PUBLICATION)\n\n{TEXT}")) == "advisory"


@pytest.mark.parametrize(
    ("note", "moment"),
    [
        ("EMBARGOED until 1200 GMT Nov 18", "2015-11-18T12:00:00+00:00"),
        ("EMBARGO: 18 November 2015, 00:01 CET", "2015-11-18T00:01:00+01:00"),
        ("Sperrfrist 22. November 09.30 Uhr", "2015-11-22T09:30:00+01:00"),
        ("Sperrfrist: 18.00 Uhr", "2015-11-17T18:00:00+01:00"),
        ("Sperrfrist 06.00 Uhr", "2015-11-18T06:00:00+01:00"),
        ("Not for release before 6 p.m. EST", "2015-11-17T18:00:00-05:00"),
        ("HOLD FOR RELEASE Sunday, Nov. 22", "2015-11-22T00:00:00+01:00"),
        ("Sous embargo jusqu'au 18 novembre à 10h00 GMT", "2015-11-18T10:00:00+00:00"),
        ("Embargo until 2015-11-18T06:00:00Z", "2015-11-18T06:00:00+00:00"),
        ("Bitte Sperrfrist beachten", ""),
        ("EMBARGOED", ""),
    ],
)
def test_an_embargo_has_a_moment_or_withholds_the_story(note: str, moment: str) -> None:
    for story in (_story(f"({note})\n\n{TEXT}"), _story(desk_notes=(note,))):
        assert story.body == TEXT
        assert (story.embargo.isoformat() if story.embargo else "") == moment
        assert story.status is (Status.USABLE if moment else Status.WITHHELD)


@pytest.mark.parametrize(
    "terms",
    [
        "NO ARCHIVAL USE", "No sales, no archives.", "Not for archive", "not to be archived", "keine Archivierung",
        "Nicht zur Archivierung bestimmt", "pas d'archivage", "For one-time use only", "ARCHIVE RESTRICTIONS: 30 days",
        "Sin derecho a archivo", "Nur zur einmaligen Verwendung", "Ingen arkivering",
    ],
)  # fmt: skip
def test_terms_that_forbid_an_archive_hold_a_story_back_and_say_so(terms: str) -> None:
    for story in (_story(usage_terms=terms), _story(rights=f"(c) BFN. {terms}"), _story(f"({terms})\n\n{TEXT}")):
        assert (story.body, story.status) == (TEXT, Status.WITHHELD)
        assert "archive: “" in held_back(story)


def test_other_terms_do_not() -> None:
    for terms in (
        "Editorial use only",
        "Archive restrictions: none",
        "Use only with written agreement",
        "© BFN Archive",
    ):
        story = _story(usage_terms=terms)
        assert (story.status, held_back(story)) == (Status.USABLE, "")


def test_ordinary_paragraphs_stay() -> None:
    for first in (
        "(He had said before that the storm would pass.)",
        "(The newsroom was empty at the time.)",
        "This story was told by sailors for years.",
        "Correcting the budget will take years, the mayor said.",
        "Correction officers went on strike.",
        "An earlier version of this bill was killed in committee.",
        "For release of the ships, the port wants money.",
        "Embargo on oil from Iran is to end in January, diplomats said.",
        "Not for publication, the mayor said what he thought.",
        "Attention turned to the port.",
        "Editors at the paper said that they had withdrawn the story.",
        "Kill rates at slaughterhouses rose.",
        "Note the difference, he said.",
        "A report was withdrawn and a man was killed.",
        "Hold the line, the mayor told the story of the port.",
        "In a story that the port tells, ships should read the wind.",
        "Reuters has offices in the port.",
        "(1) The port reopened.",
    ):
        body = f"{first}\n\n{TEXT}"
        assert _story(body) == ParsedStory(title="Port reopens after storm", body=body, date=FILED), first


def test_notes_to_desks_that_speak_of_kills_in_the_news_kill_nothing() -> None:
    for note in (
        "Eds: Updates with name of man who was killed. Pictures on the wire.",
        "Eds: Eliminates extraneous word from story.",
        "UPCOMING: Officials hold news conference, story expected by 1700 GMT.",
        "Background on UN arms embargo on Syria; will be led.",
        "Eds: Withdraws nothing; do not use the phone number of the port.",
    ):
        story = _story(desk_notes=(note,))
        assert not {"kill", "withhold", "correction"} & set(story.signals), note
        assert (story.targets, story.status, story.embargo) == ((), Status.USABLE, None), note


def test_targets_of_fields_are_ids() -> None:
    assert _story(targets=("urn:a", "id:urn:b")).targets == ("id:urn:a", "id:urn:b")


def test_a_story_without_a_date_keeps_its_notice_unless_a_date_is_given() -> None:
    body = f"(Corrects number of ships)\n\n{TEXT}"
    undated = ParsedStory(title="Port", body=body)
    assert settled(undated).body == body
    dated = settled(undated, datetime(2015, 11, 17, tzinfo=UTC))
    assert (dated.body, dated.date, len(dated.corrections)) == (TEXT, None, 1)


def test_moments_without_a_zone_are_in_that_of_the_date_that_the_archive_gives() -> None:
    naive = datetime(2015, 11, 17, 10, 5)  # noqa: DTZ001 - as a wire tells it
    found = settled(ParsedStory(title="Port", body=f"(Sperrfrist 18.00 Uhr)\n\n{TEXT}", date=naive), FILED)
    assert found.embargo == datetime(2015, 11, 17, 17, tzinfo=UTC)
    field = ParsedStory(
        title="Port", body=TEXT, date=naive, embargo=naive, modified=naive, corrections=(Correction(naive, "One."),)
    )
    article = article_of(field, "a", Dated(FILED, True, From.STORY), None)
    assert article.embargo == article.modified == article.corrections[0].date == FILED
