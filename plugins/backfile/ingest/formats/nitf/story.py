"""One NITF story: what its head and body say, as far as they say it.

Field meanings: the NITF 3.6 documentation of IPTC; what agencies make of them is told where it differs.
"""

from __future__ import annotations

from dataclasses import replace

from backfile.ingest.formats.nitf.body import images_of, read_body
from backfile.ingest.formats.nitf.head import read_docdata
from backfile.ingest.formats.nitf.heading import read_heading
from backfile.ingest.formats.nitf.marked import Marked
from backfile.ingest.formats.nitf.subjects import read_subjects
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.xml import Element


def story_fields(root: Element, title: str = "", dateline: str = "", byline: str = "") -> ParsedStory:
    """All that a ``nitf`` element (or its ``body`` alone) says. Nothing is asked of it: title and body may be empty.

    ``title``, ``dateline`` and ``byline`` are what an envelope around it says, as filed: where the text repeats them
    they are taken off. They are not in the story that is given back unless NITF says them too, but for the dateline.
    """
    nitf = Marked(root)
    data = read_docdata(nitf)
    heading = read_heading(nitf, data.keywords, data.notes)
    filed = replace(
        heading,
        title=heading.title or title,
        dateline=heading.dateline or dateline,
        byline_as_filed=heading.byline_as_filed or byline,
    )
    copy = read_body(nitf, filed)
    subjects = read_subjects(nitf)
    summary = heading.summary
    return ParsedStory(
        title=heading.title or copy.title,
        body=copy.body,
        dateline=copy.dateline,
        agency=copy.credits or heading.distributor or data.agency,
        date=data.date or heading.date,
        has_time=data.has_time if data.date else heading.has_time,
        id=data.id,
        version=data.version,
        byline=heading.byline or copy.byline,
        slugline=data.slugline or heading.slugline,
        keywords=data.keywords,
        urgency=data.urgency,
        topics=subjects.topics,
        entities=subjects.entities,
        records=subjects.records,
        modified=data.modified,
        lang=data.lang,
        genre=subjects.genre,
        summary="" if repeats(summary, copy.body) else summary,
        subhead=heading.subhead,
        status=data.status,
        embargo=data.embargo,
        signals=data.signals,
        desk_notes=(*data.notes, *heading.notes),
        rights=data.rights or heading.rights,
        usage_terms=data.usage_terms,
        images=images_of(nitf),
    )
