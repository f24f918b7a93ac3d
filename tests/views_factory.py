"""A realistic instance of every view, made by hand: what theme tests render. All of it is invented."""

from __future__ import annotations

import calendar as months

from msgspec.structs import replace

from backfile.pages import views
from backfile.pages.views import Bar, Calendar, CalendarDay, Card, CardGroup, Head, Histogram, Link, MapPoint, Moment

SITE = views.Site(
    name="The Harbour Wire",
    tagline="Dispatches from four coasts since 2013",
    lang="en",
    base="https://archive.example.org/wire/",
    base_path="/wire/",
    nav=(
        Link("Topics", "topics/"),
        Link("People", "people/"),
        Link("Organisations", "organisations/"),
        Link("Places", "places/"),
        Link("Events", "events/"),
        Link("Datelines", "datelines/"),
        Link("Agencies", "agencies/"),
        Link("Years", "years/"),
        Link("Search", "search/"),
    ),
    footer=(Link("About", "about/"), Link("Imprint", "imprint/"), Link("Atom feed", "feed.atom")),
    agency="HWA",
    rights="© Harbour Wire Agency. Free to quote with credit.",
)

HOME = Link("Home", "")
TOPICS = (
    Link("Shipping and ports", "topics/shipping/", 1841),
    Link("Weather", "topics/weather/", 702),
    Link("Fisheries", "topics/fisheries/", 655),
    Link("Elections", "topics/elections/", 512),
    Link("Accidents and rescue", "topics/accidents/", 388),
    Link("Energy", "topics/energy/", 275),
)
PEOPLE = (
    Link("Ingrid Solvang", "people/ingrid-solvang/", 214, "Harbour master"),
    Link("Tomás Ferreira", "people/tomas-ferreira/", 180, "Minister of the sea"),
    Link("Awa Diallo", "people/awa-diallo/", 96, found=True),
    Link("Jens-Peter von Hohenfels-Lindenstraße", "people/jens-peter-von-hohenfels/", 41, "Pilot", found=True),
)
ORGANISATIONS = (
    Link("North Coast Pilots’ Association", "organisations/north-coast-pilots/", 133),
    Link("International Tidal Commission (ITC)", "organisations/itc/", 88),
    Link("Ferreira & Sons", "organisations/ferreira-sons/", 12),
)
PLACES = (
    Link("Bergen", "places/bergen/", 402, "Norway"),
    Link("Lisbon", "places/lisbon/", 377, "Portugal"),
    Link("Dakar", "places/dakar/", 151, "Senegal"),
    Link("Valparaíso", "places/valparaiso/", 140, "Chile"),
    Link("Yokohama", "places/yokohama/", 122, "Japan"),
    Link("Alexandria", "places/alexandria/", 61, "Egypt"),
    Link("Sydney", "places/sydney/", 47, "Australia"),
    Link("Halifax", "places/halifax/", 12, "Canada"),
)
EVENTS = (Link("November storm of 2015", "events/november-storm/", 57, "13 to 19 November 2015"),)
DATELINES = tuple(replace(place, url=place.url.replace("places", "datelines"), note="") for place in PLACES[:6])
AGENCIES = (Link("HWA", "agencies/hwa/", 5120), Link("dpa", "agencies/dpa/", 640), Link("Lusa", "agencies/lusa/", 88))
POINTS = tuple(
    MapPoint(place.name, place.url, (east + 180) / 3.6, (90 - north) / 1.8, (place.count / 402) ** 0.5, place.count)
    for place, (north, east) in zip(
        PLACES,
        [
            (60.4, 5.3),
            (38.7, -9.1),
            (14.7, -17.4),
            (-33, -71.6),
            (35.4, 139.6),
            (31.2, 29.9),
            (-33.9, 151.2),
            (44.6, -63.6),
        ],
        strict=True,
    )
)


def moment(day: int = 17, time: str = "18:05", month: int = 11, year: int = 2015) -> Moment:
    """A time in the archive's zone, UTC+01:00."""
    name = months.month_name[month]
    return Moment(
        f"{year}-{month:02d}-{day:02d}T{time}:00+01:00",
        f"{day} {name} {year}, {time} CET",
        f"{day} {name[:3]} {year}",
        time,
    )


def card(title: str, day: int = 17, **more: object) -> Card:
    """An article of November 2015."""
    plain = Card(
        url=f"2015/11/{day:02d}/{title.lower().replace(' ', '-')[:40].strip('-')}.html".replace("’", ""),
        title=title,
        when=moment(day, f"{(len(title) * 7) % 24:02d}:{(len(title) * 13) % 60:02d}"),
        dateline="Bergen",
        agency="HWA",
        lead="Pilots took the first three freighters past the outer light at dawn on Tuesday, four days after the storm"
        " closed the fairway, and the harbour master said the queue of 41 ships would be gone by Friday.",
    )
    return replace(plain, **more)


CARDS = (
    card("Port reopens after storm as first freighters pass the outer light", corrected=True),
    card("Fishing fleet counts its losses", 16, dateline="Lisbon/Setúbal", agency="HWA/Lusa"),
    card("Minister promises a second breakwater by 2019", 16, dateline="Lisbon", lead=""),
    card(
        "إعادة فتح الميناء بعد العاصفة",
        15,
        lang="ar",
        dir="rtl",
        dateline="Alexandria",
        lead="استأنف ميناء الإسكندرية العمل صباح الأحد بعد توقف دام ثلاثة أيام،"
        " وقالت السلطات إن السفن المنتظرة ستدخل تباعا.",
        url="2015/11/15/alexandria-port-ar.html",
    ),
    card("Sturm legt Fährverkehr auf der Nordsee lahm", 14, lang="de", agency="dpa", dateline="Cuxhaven"),
    card("Rescue helicopter finds all nine of missing trawler’s crew alive", 14),
    card("Tide gauge at Halifax breaks a record that had stood since 1943", 13, dateline="Halifax, N.S."),
    card("Report on pilot’s conduct", 13, withdrawn=True, lead=""),
    card("Storm warning for the whole west coast", 13),
    card("Herring quota cut by a fifth", 12, dateline=""),
)
MENTIONS = (
    card(
        "Port reopens after storm as first freighters pass the outer light",
        sentence="“We had the choice between patience and wreckage,” said the harbour master, ",
        marked="Ingrid Solvang",
        after=", who has run the port since 2009.",
    ),
    replace(
        CARDS[4],
        sentence="Hafenkapitänin ",
        marked="Solvang",
        after=" sprach von der schwersten Nacht seit zwanzig Jahren.",
    ),
)
GROUPS = (
    CardGroup("November 2015", "2015/11/", CARDS),
    CardGroup("October 2015", "2015/10/", (card("Dredger sinks at its moorings", 2), card("Ferry fares to rise", 1))),
)
COUNTS = (3, 0, 12, 18, 9, 25, 31, 30, 44, 52, 120, 64)
HISTOGRAM = Histogram(
    "Articles by month",
    "Month",
    tuple(
        Bar(
            f"{months.month_name[index % 12 + 1]} {2014 + index // 12}",
            str(2014 + index // 12) if index % 12 == 0 else "",
            f"{2014 + index // 12}/{index % 12 + 1:02d}/" if count else "",
            count,
            count / 1.2,
        )
        for index, count in enumerate(COUNTS + COUNTS[::-1])
    ),
    120,
)
PAGER = views.Pager(
    "Latest",
    None,
    Link("Older", "topics/shipping/page-11.html"),
    (
        Link("Latest", ""),
        Link("11", "topics/shipping/page-11.html"),
        Link("10", "topics/shipping/page-10.html"),
        Link("…", ""),
        Link("1", "topics/shipping/page-1.html"),
    ),
)
MIDDLE = views.Pager(
    "Page 7 of 12",
    Link("Newer", "topics/shipping/page-8.html"),
    Link("Older", "topics/shipping/page-6.html"),
    (
        Link("Latest", "topics/shipping/"),
        Link("…", ""),
        Link("8", "topics/shipping/page-8.html"),
        Link("Page 7 of 12", ""),
        Link("6", "topics/shipping/page-6.html"),
        Link("…", ""),
        Link("1", "topics/shipping/page-1.html"),
    ),
)
NO_PAGER = views.Pager("Latest")
INTRODUCTION = (
    "<p>Everything that moves by sea: ports, pilots, ferries and freight, and <em>the rules</em> they sail under."
    ' See also the reports of the <a href="https://example.org/itc">Tidal Commission</a>.</p>'
)
BODY = """<p>The port of Bergen reopened on Tuesday, four days after <a href="../../../events/november-storm/">the worst
storm in a decade</a> closed its fairway. Pilots brought in the first three of 41 waiting freighters before noon.</p>
<p>“We had the choice between patience and wreckage,” said the harbour master,
<a href="../../../people/ingrid-solvang/">Ingrid Solvang</a>. “We chose patience.”</p>
<h2>Forty-one ships</h2>
<p>The queue had grown by ten ships a day. Tugs from three neighbouring ports helped to keep the anchorage safe:</p>
<ul><li>two from Stavanger, until Thursday;</li><li>one from Haugesund.</li></ul>
<blockquote><p>Nobody who has seen green water over the outer light will call this caution.</p></blockquote>
<table><thead><tr><th>Day</th><th>Ships waiting</th></tr></thead>
<tbody><tr><td>Saturday</td><td>11</td></tr><tr><td>Monday</td><td>41</td></tr></tbody></table>
<p>Insurers put the cost of the delay at between 12 and 15 million euros. The pilots’ association said that its members
had worked 19 hours without relief, and asked for a rule that would forbid it.</p>
<p>Ferries to the islands were to run again from Wednesday.</p>
"""


def head(title: str, url: str, section: str = "", *crumbs: Link, **more: object) -> Head:
    """A head with a description; crumbs start at Home."""
    plain = Head(title, url, f"{title}: from the archive of {SITE.name}.", (HOME, *crumbs), section=section)
    return replace(plain, **more)


def month_calendar(month: int = 11, year: int = 2015) -> Calendar:
    """A month in which the 17th is the busiest day."""

    def cell(day: int) -> CalendarDay:
        count = 0 if day == 0 or day % 5 == 3 else (17 - abs(17 - day)) * 3
        return CalendarDay(day, count, f"{year}/{month:02d}/{day:02d}/" if count else "", count / 51)

    weeks = months.Calendar(0).monthdayscalendar(year, month)
    cells = tuple(tuple(cell(day) for day in week) for week in weeks)
    total = sum(day.count for week in cells for day in week)
    name = months.month_name[month]
    return Calendar(f"{name} {year}", name, f"{year}/{month:02d}/", total, cells)


HISTORY_URL = CARDS[0].url.replace(".html", ".history.html")
SENT = tuple(
    views.VersionStep(name, when, f"{HISTORY_URL}#v{number}", here=number == 9, gap=4 if number == 6 else 0)
    for number, name, when in (
        (1, "First version", moment(17, "18:05")),
        (6, "Update 4", moment(17, "21:40")),
        (7, "Repeat", moment(17, "22:10")),
        (8, "Further take", moment(17, "23:55")),
        (9, "Correction", moment(18, "09:30")),
    )
)
ARTICLE = views.ArticleView(
    head=head(
        CARDS[0].title,
        CARDS[0].url,
        "years/",
        Link("2015", "2015/"),
        Link("November", "2015/11/"),
        Link("17", "2015/11/17/"),
        jsonld='{"@context":"https://schema.org","@type":"NewsArticle","dateline":"Bergen"}',
        feeds=(Link("The Harbour Wire", "feed.atom"),),
    ),
    title=CARDS[0].title,
    when=moment(),
    html=BODY,
    datelines=(Link("Bergen", "datelines/bergen/", 402), Link("Chatham, Mass.", "datelines/chatham/", 3)),
    agencies=AGENCIES[:2],
    modified=moment(18, "09:30"),
    byline="By Marta Eide and Rui Lopes",
    summary="Pilots brought in the first three of 41 waiting freighters; ferries run again from Wednesday.",
    slugline="STORM-PORT/ (UPDATE 2)",
    version=3,
    notices=(
        views.Notice(
            "correction",
            "Corrects the number of ships in paragraph 1 to 41, not 14.",
            moment(18, "09:30"),
            Link("See what was changed", f"{HISTORY_URL}#v9"),
        ),
        views.Notice(
            "superseded",
            "A later version of this story was filed.",
            None,
            Link("Read version 4", "2015/11/18/port-v4.html"),
        ),
    ),
    topics=TOPICS[:3],
    people=PEOPLE[:2],
    organisations=ORGANISATIONS[:1],
    places=PLACES[:2],
    events=EVENTS,
    keywords=("ports", "storms", "pilots"),
    related=CARDS[1:7],
    versions=CARDS[8:],
    storyline=(
        views.Step(Link(CARDS[8].title, CARDS[8].url), CARDS[8].when),
        views.Step(Link(CARDS[4].title, CARDS[4].url, lang="de"), CARDS[4].when, gap=True),
        views.Step(Link(CARDS[5].title, CARDS[5].url), CARDS[5].when),
        views.Step(Link(CARDS[0].title, CARDS[0].url), CARDS[0].when, here=True),
        views.Step(Link("Inquiry into the closing of the fairway", "2015/11/19/inquiry.html"), moment(19)),
    ),
    storyline_goes_on=True,
    newer=Link("Fishing fleet counts its losses", CARDS[1].url),
    older=Link("Sturm legt Fährverkehr auf der Nordsee lahm", CARDS[4].url, lang="de"),
    rights="© 2015 Harbour Wire Agency",
    source="Bergen bureau",
    lang="en",
    permalink=SITE.base + CARDS[0].url,
    day=Link("17 November 2015", "2015/11/17/"),
    subhead="Queue of 41 ships to be gone by Friday, harbour master says",
    usage_terms="For editorial use only.",
    genre=("Wrap-up",),
    signals=("Correction",),
    sent=SENT,
    sent_count=9,
    history=HISTORY_URL,
)
ARABIC_ARTICLE = replace(
    ARTICLE,
    head=head(CARDS[3].title, CARDS[3].url, "years/", lang="ar", dir="rtl"),
    title=CARDS[3].title,
    html=f"<p>{CARDS[3].lead}</p>\n<p>{CARDS[3].lead} {CARDS[3].lead}</p>\n<ul><li>{CARDS[3].title}</li></ul>",
    datelines=(Link("الإسكندرية", "datelines/alexandria/"),),
    agencies=AGENCIES[:1],
    summary="",
    byline="",
    notices=(),
    slugline="",
    versions=(),
    subhead="",
    sent=(),
    lang="ar",
    dir="rtl",
    permalink=SITE.base + CARDS[3].url,
)
BARE_ARTICLE = views.ArticleView(
    head=head("Herring quota cut by a fifth", CARDS[9].url),
    title="Herring quota cut by a fifth",
    when=Moment("2015-11-12", "12 November 2015", "12 Nov 2015"),
    html="<h2>The figures</h2>\n<p>The quota for herring falls to 320,000 tonnes.</p>",
    agencies=AGENCIES[:1],
    lang="en",
)
TOMBSTONE = views.ArticleView(
    head=head("Report on pilot’s conduct", CARDS[7].url, indexed=False),
    title="Report on pilot’s conduct",
    when=moment(13),
    html="",
    notices=(views.Notice("withdrawn", "The agency withdrew this story: its account was disputed.", moment(14)),),
    withdrawn=True,
    lang="en",
    day=Link("13 November 2015", "2015/11/13/"),
    sent=(
        views.VersionStep("First version", moment(13)),
        views.VersionStep("Withdrawal", moment(14)),
    ),
    sent_count=2,
    permalink=SITE.base + CARDS[7].url,
)


def _passage(kind: str, *runs: tuple[str, str]) -> views.ComparedPassage:
    return views.ComparedPassage(kind, tuple(views.Run(*run) for run in runs))


HISTORY = views.HistoryView(
    head=head(
        f"Versions of: {CARDS[0].title}",
        HISTORY_URL,
        "years/",
        Link(CARDS[0].title, CARDS[0].url),
        indexed=False,
        canonical=CARDS[0].url,
        description="",
    ),
    title=CARDS[0].title,
    article=Link(CARDS[0].title, CARDS[0].url),
    span="17 November 2015 to 18 November 2015",
    versions=(
        views.ComparedVersion(
            "v1",
            "First version",
            moment(17, "18:05"),
            fields=(views.FieldChange("Headline", (views.Run("", CARDS[0].title),)),),
            stretches=(
                views.Stretch(
                    (_passage("", ("", "The port of Bergen reopened.")), _passage("heading", ("", "Ferries")))
                ),
                views.Stretch((_passage("item", ("", "A ferry.")), _passage("line", ("", "41   ships"))), 2),
            ),
            first=True,
        ),
        views.ComparedVersion(
            "v2",
            "Correction",
            moment(18, "09:30"),
            number=2,
            notes=("Corrects the number of ships in paragraph 1 to 41, not 14.",),
            fields=(
                views.FieldChange(
                    "Headline", (views.Run("del", "Harbour"), views.Run("ins", "Port"), views.Run("", " reopens"))
                ),
            ),
            stretches=(
                views.Stretch(
                    (_passage("quote", ("", "There are "), ("del", "14"), ("", " "), ("ins", "41"), ("", " ships.")),)
                ),
                views.Stretch(
                    (_passage("", ("ins", "Pilots went out at dawn.")), _passage("item", ("del", "A ferry.")))
                ),
                views.Stretch((), 12),
            ),
            added=6,
            removed=3,
        ),
        views.ComparedVersion("v3", "Repeat", moment(18, "10:00"), number=3),
        views.ComparedVersion("v4", "Withdrawal", moment(18, "10:05"), number=4, without_text=True),
    ),
    lang="en",
)
ARABIC_HISTORY = replace(
    HISTORY,
    head=head(CARDS[3].title, CARDS[3].url, "years/", indexed=False),
    title=CARDS[3].title,
    article=Link(CARDS[3].title, CARDS[3].url, lang="ar"),
    lang="ar",
    dir="rtl",
)
HOME_VIEW = views.HomeView(
    head=head(SITE.name, "", feeds=(Link(SITE.name, "feed.atom"),), crumbs=()),
    span="4 January 2014 to 17 November 2015",
    total=5848,
    latest=CARDS,
    histogram=HISTOGRAM,
    topics=TOPICS,
    people=PEOPLE,
    organisations=ORGANISATIONS,
    places=PLACES[:6],
    events=EVENTS,
    datelines=DATELINES,
    agencies=AGENCIES,
    years=(Link("2015", "2015/", 2924), Link("2014", "2014/", 2924)),
    on_this_day=(CardGroup("2014", "2014/11/17/", CARDS[5:7]), CardGroup("2013", "2013/11/17/", CARDS[8:9])),
    on_this_day_title="On 17 November in other years",
)
EMPTY_HOME = views.HomeView(
    head=head(SITE.name, "", crumbs=()),
    span="",
    total=0,
    latest=(),
    histogram=Histogram("Articles by month", "Month", (), 0),
)
TOPIC = views.TopicView(
    head=head(
        "Shipping and ports",
        "topics/shipping/",
        "topics/",
        Link("Topics", "topics/"),
        Link("Transport", "topics/transport/"),
    ),
    name="Shipping and ports",
    html=INTRODUCTION,
    total=1841,
    span="4 January 2014 to 17 November 2015",
    groups=GROUPS,
    pager=PAGER,
    first=True,
    picks=GROUPS[0].cards[:2],
    parents=(Link("Economy", "topics/economy/"), Link("Transport", "topics/transport/", 2400)),
    children=(Link("Ferries", "topics/ferries/", 310), Link("Pilotage", "topics/pilotage/", 122)),
    siblings=(Link("Aviation", "topics/aviation/", 205), Link("Railways", "topics/railways/", 188)),
    histogram=HISTOGRAM,
    people=PEOPLE,
    organisations=ORGANISATIONS,
    places=PLACES[:4],
    events=EVENTS,
    other_names=("Maritime transport", "Ports"),
    external=(Link("Wikidata", "https://www.wikidata.org/wiki/Q155930", note="Q155930"),),
    feed="topics/shipping/feed.atom",
)
PERSON = views.EntityView(
    head=head("Ingrid Solvang", "people/ingrid-solvang/", "people/", Link("People", "people/")),
    name="Ingrid Solvang",
    kind="Person",
    html="<p>Harbour master of Bergen since 2009; a pilot for eighteen years before that.</p>",
    total=214,
    span="9 February 2014 to 17 November 2015",
    groups=(CardGroup("November 2015", "2015/11/", MENTIONS),),
    pager=NO_PAGER,
    first=True,
    other_names=("I. Solvang", "Ingrid M. Solvang"),
    external=(Link("Wikidata", "https://www.wikidata.org/wiki/Q1"),),
    facts=(("Born", "1961"),),
    roles=(
        views.RoleLine("Harbour Master of Bergen", "since 3 May 2009"),
        views.RoleLine("Chief pilot", "February to June 2014", 12),
        views.RoleLine("Norwegian Commissioner for Safety at Sea of the International Tidal Commission", "May 2015", 1),
    ),
    unlike=(Link("Ingvild Solvang", "people/ingvild-solvang/", note="Skipper"),),
    histogram=HISTOGRAM,
    people=PEOPLE[1:],
    organisations=ORGANISATIONS,
    places=PLACES[:3],
    topics=TOPICS[:4],
    feed="people/ingrid-solvang/feed.atom",
)
FOUND = replace(
    PERSON,
    head=head("Awa Diallo", "people/awa-diallo/", "people/", Link("People", "people/")),
    name="Awa Diallo",
    html="",
    origin="text",
    other_names=(),
    external=(),
    facts=(),
    roles=PERSON.roles[1:2],
    unlike=(),
)
COUNTRY = replace(
    PERSON,
    head=head("Portugal", "places/portugal/", "places/", Link("Places", "places/")),
    name="Portugal",
    kind="Place",
    html="",
    origin="vocabulary",
    roles=(),
    unlike=(),
    facts=(),
    places_in=(Link("Lisbon", "places/lisbon/"), Link("Setúbal", "places/setubal/")),
    point=POINTS[1],
)
PLACE = replace(
    PERSON,
    head=head("Lisbon", "places/lisbon/", "places/", Link("Places", "places/")),
    name="Lisbon",
    kind="Place",
    html="",
    facts=(),
    country=Link("Portugal", "places/portugal/"),
    roles=(),
    unlike=(),
    other_names=("Lisboa",),
    groups=GROUPS,
    point=POINTS[1],
    dateline=Link("Lisbon", "datelines/lisbon/", 160),
)
LIST = views.ListView(
    head=head("Bergen", "datelines/bergen/", "datelines/", Link("Datelines", "datelines/")),
    name="Bergen",
    kind="Dateline",
    total=402,
    span="4 January 2014 to 17 November 2015",
    groups=GROUPS,
    pager=NO_PAGER,
    histogram=HISTOGRAM,
    point=POINTS[0],
    related=(Link("Bergen", "places/bergen/", 402, "Place"),),
)
YEAR = views.YearView(
    head=head("2015", "2015/", "years/", Link("Years", "years/")),
    name="2015",
    total=2924,
    calendars=tuple(month_calendar(month) for month in range(1, 13)),
    newer=None,
    older=Link("2014", "2014/"),
    topics=TOPICS,
)
MONTH = views.MonthView(
    head=head("November 2015", "2015/11/", "years/", Link("Years", "years/"), Link("2015", "2015/")),
    name="November 2015",
    total=264,
    calendar=month_calendar(),
    groups=(
        CardGroup("Thursday, 12 November", "2015/11/12/", CARDS[9:]),
        CardGroup("Friday, 13 November", "", CARDS[6:9]),
    ),
    newer=Link("December 2015", "2015/12/"),
    older=Link("October 2015", "2015/10/"),
    topics=TOPICS[:4],
)
DIRECTORY = views.DirectoryView(
    head=head("Places", "places/", "places/"),
    name="Places",
    intro="Cities, countries and seas that the articles of this archive speak of.",
    total=8,
    letters=tuple(
        Link(letter, f"places/#letter-{letter.lower()}" if letter in "ABDHLSVY" else "", int(letter in "ABDHLSVY"))
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ),
    groups=tuple(
        views.LetterGroup(letter, tuple(place for place in PLACES if place.name[0] == letter)) for letter in "ABDHLSVY"
    ),
    points=POINTS,
)
SOLVANGS = (
    "Anna", "Bjørn", "Camilla", "Dag", "Eirik", "Frida", "Gunnar", "Hanne", "Ingrid", "Jorunn", "Kåre", "Liv"
)  # fmt: skip
SPLIT_DIRECTORY = views.DirectoryView(
    head=head("People: So", "people/a-z/so-2.html", "people/", Link("People", "people/")),
    name="People",
    intro="",
    total=20_417,
    letters=tuple(Link(letter, f"people/a-z/{letter.lower()}.html", 785) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    groups=(views.LetterGroup("So", tuple(
        Link(f"{name} Solvang", f"people/solvang-{name.lower()}/", 3, found=at % 2 == 0)
        for at, name in enumerate(SOLVANGS)
    )),),
    current="S",
    title="So, page 2",
    parts=(Link("Sa", "people/a-z/sa.html"), Link("So", ""), Link("Sz only", "people/a-z/sz-only.html")),
    pages=(Link("Page 1", "people/a-z/so.html"), Link("Page 2", ""), Link("Page 3", "people/a-z/so-3.html")),
    names="people/a-z/names/",
    found=True,
)  # fmt: skip


def every_page() -> dict[str, views.Page]:
    """A name for each page → the page: every template, and the states that look different."""
    browse = SITE.nav[:-1]
    node = views.TopicNode
    made = {
        "home": views.Page("", "home.html", HOME_VIEW),
        "home-empty": views.Page("", "home.html", EMPTY_HOME),
        "article": views.Page(ARTICLE.head.url, "article.html", ARTICLE),
        "article-rtl": views.Page(ARABIC_ARTICLE.head.url, "article.html", ARABIC_ARTICLE),
        "article-bare": views.Page(BARE_ARTICLE.head.url, "article.html", BARE_ARTICLE),
        "tombstone": views.Page(TOMBSTONE.head.url, "article.html", TOMBSTONE),
        "history": views.Page(HISTORY_URL, "history.html", HISTORY),
        "history-rtl": views.Page(CARDS[3].url.replace(".html", ".history.html"), "history.html", ARABIC_HISTORY),
        "topic": views.Page(TOPIC.head.url, "topic.html", TOPIC),
        "topic-further": views.Page(
            "topics/shipping/page-7.html", "topic.html", replace(TOPIC, first=False, pager=MIDDLE)
        ),
        "person": views.Page(PERSON.head.url, "entity.html", PERSON),
        "person-found": views.Page(FOUND.head.url, "entity.html", FOUND),
        "country": views.Page(COUNTRY.head.url, "entity.html", COUNTRY),
        "place": views.Page(PLACE.head.url, "entity.html", PLACE),
        "directory": views.Page(DIRECTORY.head.url, "directory.html", DIRECTORY),
        "directory-split": views.Page(SPLIT_DIRECTORY.head.url, "directory.html", SPLIT_DIRECTORY),
        "topics": views.Page(
            "topics/",
            "topics.html",
            views.TopicsView(
                head("Topics", "topics/", "topics/"),
                9,
                (
                    node(Link("Economy", "topics/economy/", 5100), (
                        node(Link("Transport", "topics/transport/", 2400), (
                            node(TOPICS[0], (node(Link("Ferries", "topics/ferries/", 310)),)),
                            node(Link("Aviation", "topics/aviation/", 205)),
                        )),
                        node(TOPICS[5]),
                    )),
                    node(TOPICS[1]),
                    node(TOPICS[3]),
                ),
            ),
        ),
        "list": views.Page(LIST.head.url, "list.html", LIST),
        "years": views.Page(
            "years/", "years.html", views.YearsView(head("Years", "years/", "years/"), 5848, HOME_VIEW.years, HISTOGRAM)
        ),
        "year": views.Page(YEAR.head.url, "year.html", YEAR),
        "month": views.Page(MONTH.head.url, "month.html", MONTH),
        "day": views.Page(
            "2015/11/17/",
            "day.html",
            views.DayView(
                head("17 November 2015", "2015/11/17/", "years/", Link("Years", "years/"), Link("2015", "2015/")),
                "Tuesday, 17 November 2015",
                10,
                CARDS,
                NO_PAGER,
                None,
                Link("16 November 2015", "2015/11/16/"),
                (Link("2013", "2013/11/17/"), Link("2014", "2014/11/17/")),
            ),
        ),
        "search": views.Page(
            "search/",
            "search.html",
            views.SearchView(
                head("Search", "search/", "search/", indexed=False),
                browse,
                ("storm", "tides"),
                (views.FacetField("topic", "Topics"), views.FacetField("year", "Years")),
            ),
        ),
        "about": views.Page(
            "about/",
            "about.html",
            views.AboutView(
                head("About this archive", "about/"),
                "About this archive",
                "<p>All dispatches of the Harbour Wire Agency, as filed.</p><h2>How to cite</h2><p>Give the headline,"
                " agency and date, and the permalink below each article.</p>",
                (("Articles", "5,848"), ("People", "1,204"), ("First article", "4 January 2014")),
                languages=(Link("English", "", 5600), Link("Deutsch", "", 148, lang="de")),
                agencies=AGENCIES,
                rejects=(
                    views.Reject("articles/2015/11/17/broken.md", 4, "date: there is no 31 November"),
                    views.Reject("articles/2015/11/18/a-very-long-name-without-any-space-in-it.md", 0, "is empty"),
                ),
                rejected=3,
                feeds=(Link("All articles", "feed.atom"),),
                credits=(Link("GeoNames", "https://www.geonames.org/", note="places, CC BY 4.0"),),
            ),
        ),
        "page": views.Page(
            "imprint/", "page.html", views.TextPageView(head("Imprint", "imprint/"), "Imprint", f"{INTRODUCTION}{BODY}")
        ),
        "not-found": views.Page(
            "404.html", "404.html", views.NotFoundView(head("Not found", "404.html", indexed=False, crumbs=()), browse)
        ),
        "redirect": views.Page(
            "people/i-solvang/",
            "redirect.html",
            views.RedirectView(
                head("Ingrid Solvang", PERSON.head.url, crumbs=()), "Ingrid Solvang", "people/ingrid-solvang/"
            ),
        ),
    }  # fmt: skip
    return made
