"""Begin a new article file, for an editor to write."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from backfile.model.article import Article
from backfile.model.permalinks import slugify
from backfile.model.problems import BackfileError
from backfile.reader.articles import dump_article

PLACEHOLDER = "Write the story here. The dateline stands above, not in the text.\n"


def new_article(content: Path, title: str, agency: str, now: datetime) -> Path:
    """Write an article file with ``title``, dated ``now`` (aware, to the minute), and return its path.

    Raises BackfileError when there is a file of this name already: nothing is overwritten.
    """
    slug = slugify(title)
    path = f"articles/{now:%Y/%m/%d}/{slug}.md"
    article = Article(
        path=path,
        title=title,
        date=now.replace(second=0, microsecond=0),
        agency=(agency,) if agency else (),
        body=PLACEHOLDER,
        slug=slug,
    )
    target = content / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as stream:
            stream.write(dump_article(article))
    except FileExistsError:
        raise BackfileError(f"{target} is there already. Choose another title, or edit that file.") from None
    return target
