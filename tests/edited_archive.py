"""A small archive on disk and the edits that are made to it: those of editors, of maintainers, and damage.

Every edit takes a number that decides what it is made to, and does something whatever the archive has come to, so that
any sequence of ``(edit, number)`` can be tried.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from builder import PROJECT

START = datetime(2015, 11, 1, 8, 0, tzinfo=UTC)
TOPICS = ("shipping", "storms", "talks", "harbours", "unknown-topic")
CITIES = ("Oslo", "MOSCOW/Paris", "NEW YORK, Nov 3", "Kiel", "")
PEOPLE = ("Ada Lund", "Ben Okri", "Lund", "The Port Authority", "Kiel", "nobody")
FOUND = (
    "Mayor Greta Holm of Bergen spoke. Ms Holm was asked about Nordvik Shipping Inc.",
    "Nordvik Shipping said Danish Fisheries Minister Jens Krag would come to Bergen from Denmark.",
    "Greta Holm met Jens Krag, the fisheries minister, in Copenhagen.",
    "The Baltic Harbour Council (BHC) wrote to Nordvik Shipping. The BHC sits in Tallinn, Estonia.",
    "The BHC answered Greta Holm. Krag was not there, but Denmark and Estonia were.",
)
"""Sentences with names that no record has: found automatically where enough articles have them."""
RECORDS = {
    "topics/shipping": "name: Shipping\naliases: [Ships]",
    "topics/storms": "name: Storms\nparent: weather",
    "topics/weather": "name: Weather",
    "topics/talks": "name: Talks\nnames: {de: Gespräche}",
    "entities/people/ada-lund": "name: Ada Lund\naliases: [Lund]",
    "entities/people/ben-okri": "name: Ben Okri",
    "entities/organisations/port-authority": "name: The Port Authority\naliases: [Port Authority]",
    "entities/places/kiel": "name: Kiel\ncoordinates: [54.32, 10.14]\ncountry: DE",
    "entities/events/harbour-summit": "name: Harbour Summit\nvalid: [2015-11-02, 2015-11-05]",
}
Edit = Callable[["EditedArchive", int], None]
EDITS: dict[str, Edit] = {}
"""Every kind of edit by its name."""


def edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


class EditedArchive:
    """Content, theme and settings below one folder; ``output`` is where it is built to."""

    def __init__(self, folder: Path, count: int = 12) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "output"
        self.theme = folder / "theme"
        self.settings: dict[str, Any] = {
            "THEME": str(self.theme),
            "STATIC_PATHS": ["images", "extra"],
            "DISCOVERED_FROM": 3,
        }
        self.articles: dict[str, dict[str, Any]] = {}
        self.made = 0
        shutil.copytree(PROJECT / "themes" / "broadsheet", self.theme)
        for path, text in RECORDS.items():
            self.write(f"{path}.md", f"---\n{text}\n---\nA word on *{path.rpartition('/')[2]}*.\n")
        self.write("pages/about.md", "---\ntitle: About\n---\nAn archive of tests.\n")
        self.write("pages/imprint.md", "---\ntitle: Imprint\n---\nNobody.\n")
        self.write("images/port.png", "a picture")
        self.write("extra/CNAME", "archive.example\n")
        for number in range(count):
            self.add(number, START + timedelta(hours=7 * number))

    @property
    def ledgers(self) -> list[Path]:
        """All that builds remember."""
        return [path for path in self.cache.rglob("*") if path.is_file()] if self.cache.is_dir() else []

    @property
    def cache(self) -> Path:
        """The folder that ``Builder`` gives to builds of ``output``."""
        return self.output.with_name(f"{self.output.name}-cache") / "kept"

    def write(self, path: str, text: str) -> Path:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def add(self, number: int, when: datetime, **given: Any) -> str:
        """Write a new article; its path."""
        self.made += 1
        name = f"story-{self.made}"
        fields = {
            "title": f"Story {self.made} of the harbour",
            "date": when.isoformat(),
            "agency": ("BFN", "dpa", "[BFN, dpa]")[number % 3],
            "dateline": CITIES[number % len(CITIES)],
            "topics": f"[{TOPICS[number % len(TOPICS)]}, {TOPICS[number * 7 % 3]}]",
            "entities": ("", "[person:ada-lund]", "[event:harbour-summit, place:new-place]")[number % 3],
            "id": f"id-{self.made}",
            "evolved_from": f"id-{self.made - 1}" if self.made % 6 == 5 else "",
            "lang": ("", "", "de")[number % 3],
            "slugline": ("", "harbour-storms", "HARBOUR-STORMS/UPDATE 1")[number % 3],
            "body": f"The port opened again, {PEOPLE[number % len(PEOPLE)]} said. Number {self.made} of the storms.\n\n"
            + FOUND[number % len(FOUND)],
        } | given
        path = f"articles/{when:%Y/%m/%d}/{name}.md"
        self.articles[path] = fields
        self.save(path)
        return path

    def save(self, path: str) -> Path:
        fields = self.articles[path]
        head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value != "" and key != "body")
        return self.write(path, f"---\n{head}---\n{fields['body']}\n")

    def pick(self, number: int) -> str:
        """One article; a new one where none is left."""
        if not self.articles:
            self.add(number, START)
        return sorted(self.articles)[number % len(self.articles)]

    def change(self, number: int, **fields: Any) -> Path:
        path = self.pick(number)
        self.articles[path].update(fields)
        return self.save(path)

    def record(self, folder: str, number: int) -> Path:
        """One record file below a folder; a new one where none is left."""
        files = sorted((self.content / folder).rglob("*.md"))
        return files[number % len(files)] if files else self.write(f"{folder}/late.md", "---\nname: Late\n---\n")

    def page(self, number: int) -> Path | None:
        """One published file; not the marker, without which a folder is no site of ours and is left alone."""
        files = sorted(path for path in self.output.rglob("*") if path.is_file() and path.name != ".backfile")
        return files[number % len(files)] if files else None


def replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


# Articles


@edit
def add_the_newest(archive: EditedArchive, number: int) -> None:
    archive.add(number, START + timedelta(days=40, hours=archive.made))


@edit
def add_in_the_middle(archive: EditedArchive, number: int) -> None:
    archive.add(number, START + timedelta(minutes=97 * (number % 60)))


@edit
def add_with_a_slug_that_is_taken(archive: EditedArchive, number: int) -> None:
    path = archive.pick(number)
    other = archive.articles[path]
    slug = other.get("slug") or path.rpartition("/")[2].removesuffix(".md")
    archive.add(number, datetime.fromisoformat(other["date"]) + timedelta(minutes=number % 7 - 3), slug=slug)


@edit
def edit_the_body(archive: EditedArchive, number: int) -> None:
    words = f"A [link](https://example.org/{number}), *words* and {PEOPLE[number % len(PEOPLE)]}.\n\n# Part {number}"
    archive.change(number, body=words)


@edit
def edit_a_word_and_keep_size_and_time(archive: EditedArchive, number: int) -> None:
    file = archive.content / archive.pick(number)
    status = file.stat()
    swapped = ("the", "THE") if b"the" in file.read_bytes() else ("THE", "the")
    replace(file, *swapped)
    archive.articles[archive.pick(number)]["body"] = file.read_text(encoding="utf-8").partition("\n---\n")[2].strip()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@edit
def tell_of_others(archive: EditedArchive, number: int) -> None:
    """So that names which no record has gain and lose articles."""
    several = [FOUND[(number + step) % len(FOUND)] for step in range(number % 3)]
    archive.change(number, body="\n\n".join(["Nothing new.", *several]))


@edit
def give_a_found_name_a_record(archive: EditedArchive, number: int) -> None:
    name = ("Greta Holm", "Jens Krag")[number % 2]
    archive.write(f"entities/people/late-{number % 3}.md", f"---\nname: {name}\nroles: [Mayor]\n---\n")


@edit
def retitle(archive: EditedArchive, number: int) -> None:
    archive.change(number, title=f"Another headline {number}")


@edit
def give_a_slugline(archive: EditedArchive, number: int) -> None:
    """So that storylines begin, grow and fall apart."""
    archive.change(number, slugline=("HARBOUR-TALKS/", "UPDATE 1-HARBOUR-TALKS/", "KIEL-STORM/", "")[number % 4])


@edit
def redate_within_the_day(archive: EditedArchive, number: int) -> None:
    when = datetime.fromisoformat(archive.articles[archive.pick(number)]["date"])
    archive.change(number, date=when.replace(hour=number % 24, minute=number % 60).isoformat())


@edit
def redate_to_another_year(archive: EditedArchive, number: int) -> None:
    archive.change(number, date=(START - timedelta(days=number % 900)).isoformat())


@edit
def reslug(archive: EditedArchive, number: int) -> None:
    archive.change(number, slug=f"other-slug-{number % 5}")


@edit
def file_under_other_topics(archive: EditedArchive, number: int) -> None:
    chosen = ("", "[storms, aviation]", "[harbours]", "[weather]", "[medtop:20000063]", "[Unfall und Katastrophe]")
    archive.change(number, topics=chosen[number % len(chosen)])


@edit
def file_from_elsewhere(archive: EditedArchive, number: int) -> None:
    archive.change(number, dateline=("Lima", "Kiel/Oslo", "", "PARIS")[number % 4])


@edit
def credit_another_agency(archive: EditedArchive, number: int) -> None:
    archive.change(number, agency=("Reuters", "[dpa, BFN]", "")[number % 3])


@edit
def force_entities(archive: EditedArchive, number: int) -> None:
    chosen = ("[person:new-person]", "[place:kiel, person:ben-okri]", "")[number % 3]
    archive.change(number, entities=chosen, not_entities=("[person:ada-lund]", "")[number % 2])


@edit
def correct(archive: EditedArchive, number: int) -> None:
    archive.change(number, corrections=f"[{{date: 2015-12-0{1 + number % 9}, note: The number is {number}.}}]")


@edit
def keep_a_version(archive: EditedArchive, number: int) -> None:
    path = archive.pick(number)
    signals = ("", "update", "correction", "add", "kill", "advisory")[number % 6]
    status = ("usable", "usable", "canceled", "withheld")[number % 4]
    archive.write(
        f"{path.replace('articles', 'history', 1).removesuffix('.md')}/{number % 40:02}.md",
        f"---\ntitle: Earlier {number}\ndate: 2015-10-{1 + number % 31:02}T10:00:00Z\nsignals: [{signals}]\n"
        f"status: {status}\n---\nThe port was shut, {PEOPLE[number % len(PEOPLE)]} said.\n\nNumber {number}.\n",
    )


@edit
def remove_a_version(archive: EditedArchive, number: int) -> None:
    if files := sorted((archive.content / "history").rglob("*.md")):
        files[number % len(files)].unlink()


@edit
def set_status(archive: EditedArchive, number: int) -> None:
    archive.change(number // 3, status=("withheld", "canceled", "usable")[number % 3])


@edit
def continue_another(archive: EditedArchive, number: int) -> None:
    archive.change(number, evolved_from=archive.articles[archive.pick(number // 2)]["id"])


@edit
def change_the_language(archive: EditedArchive, number: int) -> None:
    archive.change(number, lang=("ar", "fr", "en", "")[number % 4])


@edit
def break_an_article(archive: EditedArchive, number: int) -> None:
    archive.change(number, title=("[", "", "fine again")[number % 3])


@edit
def delete(archive: EditedArchive, number: int) -> None:
    path = archive.pick(number)
    del archive.articles[path]
    (archive.content / path).unlink()


@edit
def rename_the_file(archive: EditedArchive, number: int) -> None:
    path = archive.pick(number)
    renamed = f"{path.removesuffix('.md')}-r{number % 100}.md"
    if renamed not in archive.articles:
        archive.articles[renamed] = archive.articles.pop(path)
        (archive.content / path).rename(archive.content / renamed)


@edit
def move_the_file(archive: EditedArchive, number: int) -> None:
    path = archive.pick(number)
    moved = f"articles/2015/moved-{number % 50}/{path.rpartition('/')[2]}"
    if moved not in archive.articles:
        archive.articles[moved] = archive.articles.pop(path)
        (archive.content / path).unlink()
        archive.save(moved)


@edit
def exchange_two_files(archive: EditedArchive, number: int) -> None:
    one, other = archive.pick(number), archive.pick(number + 1)
    archive.articles[one], archive.articles[other] = archive.articles[other], archive.articles[one]
    archive.save(one)
    archive.save(other)


@edit
def touch(archive: EditedArchive, number: int) -> None:
    os.utime(archive.content / archive.pick(number), ns=(number, number))


# Authority files and pages


@edit
def rename_an_entity(archive: EditedArchive, number: int) -> None:
    file = archive.record("entities", number)
    name = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("name:"))
    replace(file, name, f"name: Renamed {number}")


@edit
def merge_two_people(archive: EditedArchive, number: int) -> None:
    file = archive.record("entities/people", number)
    other = archive.record("entities/people", number + 1)
    if file != other:
        head = other.read_text(encoding="utf-8")
        name = next(line for line in head.splitlines() if line.startswith("name:")).removeprefix("name: ")
        other.unlink()
        archive.write(
            f"entities/people/merged-{number % 9}.md", f"---\nname: Merged {number}\naliases: [{name}]\n---\n"
        )


@edit
def give_an_entity_an_alias(archive: EditedArchive, number: int) -> None:
    file = archive.record("entities/places", number)
    text = file.read_text(encoding="utf-8")
    if "\naliases:" not in text:
        replace(file, "---\n", f"---\naliases: [{('The port', 'Number', 'The')[number % 3]}]\n")


@edit
def merge_an_entity_into_another(archive: EditedArchive, number: int) -> None:
    file, target = archive.record("entities/people", number), archive.record("entities/people", number + 1)
    if "\nmerged_into:" not in file.read_text(encoding="utf-8"):
        replace(file, "---\n", f"---\nmerged_into: person:{target.stem}\n")


@edit
def hide_an_entity_or_show_it(archive: EditedArchive, number: int) -> None:
    file = archive.record("entities", number)
    hidden = "hidden: true\n"
    replace(file, *((hidden, "") if hidden in file.read_text(encoding="utf-8") else ("---\n", f"---\n{hidden}")))


@edit
def split_an_entity(archive: EditedArchive, number: int) -> None:
    """Its other name becomes a record of its own, which is not to be confused with it."""
    archive.write("entities/people/ben-okri.md", "---\nname: Ben Okri\nunlike: [person:ben-lund]\n---\n")
    archive.write("entities/people/ben-lund.md", f"---\nname: Ben Lund\naliases: [Lund]\n---\nSplit off, {number}.\n")


@edit
def describe_an_entity(archive: EditedArchive, number: int) -> None:
    append(archive.record("entities", number), f"\nMore on it, {number}.\n")


@edit
def tell_an_entity_from_others(archive: EditedArchive, number: int) -> None:
    file = archive.record("entities", number)
    if "\nunlike:" not in file.read_text(encoding="utf-8"):
        replace(file, "---\n", f"---\nunlike: [person:ben-okri, place:kiel, person:nobody-{number % 3}]\n")


@edit
def make_a_country(archive: EditedArchive, number: int) -> None:
    archive.write(
        "entities/places/germany.md",
        f"---\nname: {('Germany', 'Allemagne')[number % 2]}\ncountry: DE\n---\nBy the sea.\n",
    )


@edit
def delete_an_entity(archive: EditedArchive, number: int) -> None:
    archive.record("entities", number).unlink()


@edit
def rename_a_topic(archive: EditedArchive, number: int) -> None:
    file = archive.record("topics", number)
    name = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("name:"))
    replace(file, name, f"name: Topic {number}")


@edit
def give_a_topic_another_parent(archive: EditedArchive, number: int) -> None:
    file = archive.record("topics", number)
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("parent:")]
    parent = ("talks", "weather", "shipping", "nowhere", "medtop:20000271", "Krieg")[number % 6]
    file.write_text("\n".join([lines[0], f"parent: {parent}", *lines[1:]]) + "\n", encoding="utf-8")


@edit
def give_a_topic_the_place_of_a_media_topic(archive: EditedArchive, number: int) -> None:
    file = archive.record("topics", number)
    if "\nqcode:" not in file.read_text(encoding="utf-8"):
        qcode = ("medtop:20000063", "medtop:16000000", "medtop:20000343")[number % 3]
        replace(file, "---\n", f"---\nqcode: {qcode}\n")


@edit
def merge_or_hide_a_topic(archive: EditedArchive, number: int) -> None:
    file = archive.record("topics", number)
    line = ("merged_into: talks", "merged_into: storms", "merged_into: '16000000'", "hidden: true")[number % 4]
    text = file.read_text(encoding="utf-8")
    if line.partition(":")[0] in text:
        file.write_text("\n".join(it for it in text.splitlines() if not it.startswith(("merged", "hidden"))) + "\n")
    else:
        replace(file, "---\n", f"---\n{line}\n")


@edit
def leave_a_place_to_the_gazetteer(archive: EditedArchive, number: int) -> None:
    city = ("Bergen", "Kiel", "Paris", "Oslo")[number % 4]
    archive.write(f"entities/places/{city.lower()}.md", f"---\nname: {city}\n---\nA *city*, {number}.\n")


@edit
def pick_an_article_for_a_topic(archive: EditedArchive, number: int) -> None:
    chosen = archive.articles[archive.pick(number)]["id"]
    archive.write("topics/harbours.md", f"---\nname: Harbours\npicks: [{chosen}]\n---\n")


@edit
def delete_a_topic(archive: EditedArchive, number: int) -> None:
    archive.record("topics", number).unlink()


@edit
def edit_a_text_page(archive: EditedArchive, number: int) -> None:
    append(archive.write("pages/about.md", "---\ntitle: About\n---\n"), f"\nAn archive, {number}.\n")


@edit
def add_or_remove_a_text_page(archive: EditedArchive, number: int) -> None:
    path = f"pages/terms-{number % 2}.md"
    if (archive.content / path).exists():
        (archive.content / path).unlink()
    else:
        archive.write(path, f"---\ntitle: Terms {number}\n---\nNone.\n")


@edit
def replace_a_static_image(archive: EditedArchive, number: int) -> None:
    archive.write("images/port.png", f"another picture {number}")


@edit
def add_or_remove_an_image(archive: EditedArchive, number: int) -> None:
    path = f"images/2015/ship-{number % 2}.png"
    if (archive.content / path).exists():
        (archive.content / path).unlink()
    else:
        archive.write(path, f"picture {number}")


# Theme and settings


@edit
def edit_a_template(archive: EditedArchive, number: int) -> None:
    templates = sorted((archive.theme / "templates").rglob("*.html"))
    append(templates[number % len(templates)], f"<!-- {number} -->\n")


@edit
def edit_a_style_sheet(archive: EditedArchive, number: int) -> None:
    sheets = sorted((archive.theme / "static" / "css").glob("*.css"))
    append(sheets[number % len(sheets)], f"\n.n{number} {{ color: red }}\n")


@edit
def edit_a_script(archive: EditedArchive, number: int) -> None:
    scripts = sorted((archive.theme / "static" / "js").rglob("*.js"))
    append(scripts[number % len(scripts)], f"\n// {number}\n")


@edit
def change_a_setting(archive: EditedArchive, number: int) -> None:
    choices: list[tuple[str, Any]] = [
        ("DEFAULT_PAGINATION", 5 + number % 4),
        ("SEARCH_TITLE_WEIGHT", 1.0 + number % 5),
        ("SITENAME", f"Wire {number}"),
        ("SITESUBTITLE", f"Line {number}"),
        ("RELATED_ARTICLES", number % 5),
        ("TIMEZONE", ("UTC", "Asia/Tokyo", "America/Lima")[number % 3]),
        ("SITEURL", ("", "https://example.org/archive", "https://example.com")[number % 3]),
        ("AGENCY", f"Agency {number}"),
        ("DEFAULT_LANG", ("en", "de", "zh-Hant", "sr-Latn")[number % 4]),
        ("FEED_MAX_ITEMS", 1 + number % 9),
        ("SHIP_WHOOSH_INDEX", bool(number % 2)),
        ("DISCOVERED_FROM", number % 5),
        ("STRICT_LINKING", bool(number % 2)),
        ("ENTITY_RECOGNISER", ("none", "rules")[number % 2]),
    ]
    name, value = choices[number // 7 % len(choices)]
    archive.settings[name] = value


# Damage


@edit
def delete_a_published_file(archive: EditedArchive, number: int) -> None:
    if page := archive.page(number):
        page.unlink()


@edit
def alter_a_published_file(archive: EditedArchive, number: int) -> None:
    if page := archive.page(number):
        page.write_bytes(b"altered" + page.read_bytes())


@edit
def replace_a_published_file(archive: EditedArchive, number: int) -> None:
    if page := archive.page(number):
        page.with_name("new").write_bytes(page.read_bytes()[::-1])
        page.with_name("new").replace(page)


@edit
def put_a_foreign_file_there(archive: EditedArchive, number: int) -> None:
    if archive.output.is_dir():
        folder = archive.output / ("", "topics", "search/t", f"new-{number}")[number % 4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"foreign-{number}.html").write_text("foreign")


@edit
def delete_the_output(archive: EditedArchive, number: int) -> None:
    shutil.rmtree(archive.output, ignore_errors=True)


@edit
def delete_the_ledger(archive: EditedArchive, number: int) -> None:
    shutil.rmtree(archive.cache, ignore_errors=True)


@edit
def cut_the_ledger(archive: EditedArchive, number: int) -> None:
    for file in archive.ledgers:
        os.truncate(file, file.stat().st_size * (number % 10) // 10)


@edit
def flip_bytes_of_the_ledger(archive: EditedArchive, number: int) -> None:
    for file in archive.ledgers:
        data = bytearray(file.read_bytes())
        for step in range(1, 9):
            if data:
                data[number * step * 7919 % len(data)] ^= 0xFF
        file.write_bytes(data)


@edit
def replace_the_ledger_by_text(archive: EditedArchive, number: int) -> None:
    for file in archive.ledgers:
        file.write_text(f"not a ledger {number}")


@edit
def keep_the_ledger_for_later(archive: EditedArchive, number: int) -> None:
    """Put an older ledger back if one was kept, else keep this one: as a backup or CI's cache may do."""
    kept = archive.folder / "older"
    if kept.is_dir():
        shutil.rmtree(archive.cache, ignore_errors=True)
        shutil.copytree(kept, archive.cache)
    elif archive.cache.is_dir():
        shutil.copytree(archive.cache, kept)
