"""Topics for articles without: learnt from the others, written into articles only when an editor accepts them."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from backfile.discovery.suggesting import in_this_process
from backfile.discovery.topic_file import accept_topics, dump_topic_proposals
from backfile.discovery.topic_suggesting import TopicSuggestions, suggest_topics
from backfile.model.options import Options, load_zone
from backfile.model.problems import BackfileError
from backfile.reader import parse_article

UTC = load_zone("UTC")
TEXTS = {
    "football": "The striker scored a goal in the second half and the team won the match before a full stadium.",
    "central-banks": "The central bank left its interest rate unchanged because inflation and lending slowed.",
    "railways": "The express train stopped between two stations when a signal on the railway line failed.",
}
TURNS = (
    "On Monday",
    "Yesterday",
    "This week",
    "In the evening",
    "After the holiday",
    "Once more",
    "At last",
    "In May",
    "Soon",
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        for number, turn in enumerate(TURNS):
            topics = f"topics: [{name}]\n" if number < 8 else ""
            write(tmp_path, f"{name}-{number}", f"{topics}id: {name}-{number}\n", f"{turn} it was so. {text}")
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics/football.md").write_text("---\nname: Football\naliases: [Soccer]\n---\n", encoding="utf-8")
    write(tmp_path, "alias", "topics: Soccer\n", f"Again. {TEXTS['football']}")
    return tmp_path


def write(content: Path, slug: str, keys: str, text: str) -> Path:
    path = content / f"articles/2015/11/17/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: A report\ndate: 2015-11-17\n{keys}---\n{text}\n", encoding="utf-8")
    return path


def suggested(content: Path, least_sure: float = 0.5) -> TopicSuggestions:
    options = Options(content=content, output=content, theme=content, cache=content)
    return suggest_topics(options, in_this_process, lambda _name, _total: nullcontext(), least_sure=least_sure)


def test_articles_without_topics_get_those_of_their_like(content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    found = suggested(content)

    assert {
        "articles/2015/11/17/central-banks-8.md": "central-banks",
        "articles/2015/11/17/football-8.md": "football",
        "articles/2015/11/17/railways-8.md": "railways",
    } == {it.path: it.topics[0][0] for it in found.proposals}
    assert (3, 25, 3) == (found.without, found.figures.articles, found.figures.topics)
    assert found.figures.precision == pytest.approx(1.0)
    assert before == {path: path.read_bytes() for path in content.rglob("*.md")}
    assert found == suggested(content)
    assert () == suggested(content, 1.0).proposals


def test_accepted_topics_change_their_line_and_nothing_else(content: Path, tmp_path: Path) -> None:
    found = suggested(content)
    file = tmp_path / "topics.yaml"
    file.write_text(dump_topic_proposals(found.proposals, "topics.yaml", found.lines()), encoding="utf-8")
    filed = accept_topics(content, file, UTC)

    assert (3, 0, False) == (len(filed.changed), filed.left, file.exists())
    path = content / "articles/2015/11/17/railways-8.md"
    front = "title: A report\ndate: 2015-11-17\ntopics: [railways]\nid: railways-8\n"
    text = f"---\n{front}---\nSoon it was so. {TEXTS['railways']}\n"
    assert text == path.read_text(encoding="utf-8")
    file.write_text(dump_topic_proposals(found.proposals, "topics.yaml", ()), encoding="utf-8")
    assert (0, 3) == (len((again := accept_topics(content, file, UTC)).changed), len(again.there))


@pytest.mark.parametrize(
    ("front", "after"),
    [
        (
            "title: A\ndate: 2015-11-17\ntopics: [] # none yet\nid: x\n",
            "title: A\ndate: 2015-11-17\ntopics: [a, b] # none yet\nid: x\n",
        ),
        (
            "title: A\r\ndate: 2015-11-17\r\ntopics:\r\nid: x\r\n",
            "title: A\r\ndate: 2015-11-17\r\ntopics: [a, b]\r\nid: x\r\n",
        ),
        (
            "date: 2015-11-17 # day\n# note\ntitle: >-\n  A\n  long one\n",
            "date: 2015-11-17 # day\n# note\ntitle: >-\n  A\n  long one\ntopics: [a, b]\n",
        ),
        ("id: x\ndate: 2015-11-17\ntitle: A", "id: x\ndate: 2015-11-17\ntitle: A\ntopics: [a, b]"),
    ],
)
def test_every_other_byte_stays(tmp_path: Path, front: str, after: str) -> None:
    path = tmp_path / "articles/2015/11/17/a.md"
    path.parent.mkdir(parents=True)
    rest = b"\n---\r\n\ttopics: [no]\n---\nWord  \n\n" + "Ünd\n".encode()
    path.write_bytes(b"\xef\xbb\xbf---\n" + front.encode() + rest)
    file = tmp_path / "t.yaml"
    file.write_text("- article: articles/2015/11/17/a.md\n  topics: [a, b]\n", encoding="utf-8")
    before, _ = parse_article(path.read_bytes(), "articles/2015/11/17/a.md", UTC)

    filed = accept_topics(tmp_path, file, UTC)

    assert [] == filed.problems
    assert b"\xef\xbb\xbf---\n" + after.encode() + rest == path.read_bytes()
    article, _ = parse_article(path.read_bytes(), "articles/2015/11/17/a.md", UTC)
    assert before is not None and article is not None
    assert (("a", "b"), before.body, before.title) == (article.topics, article.body, article.title)


def test_what_cannot_be_filed_is_named_and_stays(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "topics.yaml"
    entries = (
        "- article: articles/2015/11/17/football-1.md\n  topics: [railways]\n"
        "- article: articles/none.md\n  topics: [railways]\n"
        "- article: ../../secret.md\n  topics: [railways]\n"
        "- article: articles/2015/11/17/football-8.md\n  topics: [a, b c:d]\n"
        "- article: articles/2015/11/17/football-8.md\n  topics: []\n"
        "- article: articles/2015/11/17/railways-8.md\n  topics: [railways, transport]\n"
    )
    file.write_text(entries, encoding="utf-8")
    filed = accept_topics(content, file, UTC)

    assert [1, 3, 5, 8, 10] == [problem.line for problem in filed.problems]
    assert "has other topics by now: football" in str(filed.problems[0])
    assert ["articles/2015/11/17/railways-8.md"] == filed.changed
    assert entries.partition("- article: articles/2015/11/17/railways")[0] == file.read_text(encoding="utf-8")


def test_without_the_extra_or_anything_to_learn_from_a_sentence_says_so(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.svm", None)
    with pytest.raises(BackfileError, match=r"pip install 'backfile\[topics\]'"):
        suggested(content)
    with pytest.raises(BackfileError, match="no topic has 8 articles"):
        suggested(write(tmp_path / "few", "a", "topics: [a]\n", "Text.").parents[4])
