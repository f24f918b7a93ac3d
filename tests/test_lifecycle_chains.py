"""From postings in any order to the stories that they tell."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from backfile.ingest.lifecycle.chain import Chain, State
from backfile.ingest.lifecycle.chains import chains
from backfile.ingest.lifecycle.posting import Posting

HOUR = 3600.0
NOON = 1447761600.0  # 2015-11-17T12:00Z


def _post(id: str, hours: float = 0, signals: str = "", **fields: object) -> Posting:
    """A posting ``hours`` after noon, with a text of its own."""
    usual = {"version": 1, "key": "port-storm", "title_key": f"title of {id}", "text": f"text of {id} {hours}"}
    return Posting(id=id, date=NOON + hours * HOUR, agency="bfn", signals=tuple(signals.split()), **{**usual, **fields})


def _ids(chain: Chain) -> str:
    return " ".join(posting.id for posting in chain.postings)


def _told(postings: list[Posting], now: float | None = None) -> list[str]:
    """``state: ids | current | takes`` of each chain, whatever the order of postings."""
    found = chains(postings, now)
    shuffled = postings[:]
    Random(len(postings)).shuffle(shuffled)
    assert chains(shuffled, now) == found
    return [
        f"{'loose ' if it.loose else ''}{it.state}: {_ids(it)} | {it.current.id if it.current else '-'}"
        + (f" | {' '.join(take.id for take in it.takes)}" if it.takes else "")
        for it in found
    ]


def test_versions_of_one_id_count_by_their_number() -> None:
    first, second, late = _post("a"), _post("a", 2, version=2), _post("a", 3, version=1)
    (chain,) = chains([first, second, late])
    assert chain.current == second
    assert chain.history == (first, late, second)


def test_an_item_that_replaces_another_is_the_same_story_whichever_comes_first() -> None:
    assert _told([_post("b", 1, evolved_from="a", key=""), _post("a", key="")]) == ["usable: a b | b"]
    assert _told([_post("c", 2, evolved_from="x", key=""), _post("b", 1, evolved_from="x", key="")]) == [
        "usable: b c | c"
    ]


def test_marked_postings_follow_the_latest_with_their_slugline_and_unmarked_ones_begin_a_story() -> None:
    assert _told(
        [
            _post("a"),
            _post("a1", 1, "update", rank=1),
            _post("b", 2),
            _post("b1", 3, "update", rank=1),
            _post("a2", 4, "update", rank=2, title_key="title of a1"),
            _post("b2", 5, "correction", title_key="title of b1"),
            _post("late", 45, "update", rank=3),
        ]
    ) == ["usable: a a1 a2 | a2", "usable: b b1 b2 | b2", "usable: late | late"]


def test_without_a_slugline_the_headline_tells() -> None:
    headline = {"key": "", "title_key": "port reopens after storm"}
    assert _told([_post("a", **headline), _post("b", 100, "correction", **headline), _post("c", 3, key="")]) == [
        "usable: a b | b",
        "usable: c | c",
    ]


def test_cycles_are_different_stories_unless_a_number_says_otherwise() -> None:
    assert _told(
        [
            _post("am", key="am-kremlin", wire_number="a0441"),
            _post("pm", 10, "update", key="pm-kremlin"),
            _post("pm1", 12, "update", key="pm-kremlin", targets=("number:a0441",)),
        ]
    ) == ["usable: am pm1 | pm1", "usable: pm | pm"]


def test_takes_stand_behind_the_lead_until_a_new_one() -> None:
    lead, one, two = _post("a"), _post("a+1", 1, "add", rank=1), _post("a+2", 0.5, "add", rank=2)
    assert _told([lead, one, two]) == ["usable: a a+2 a+1 | a | a+1 a+2"]
    assert _told([lead, one, two, _post("n", 2, "update", rank=1)]) == ["usable: a a+2 a+1 n | n"]
    mended = _post("a+1c", 3, "add correction", rank=1)
    assert _told([lead, one, two, mended]) == ["usable: a a+2 a+1 a+1c | a | a+1c a+2"]
    assert _told([one]) == ["usable: a+1 | a+1"]


def test_a_repeat_of_the_same_text_is_not_the_article() -> None:
    a = _post("a")
    assert _told([a, _post("r", 5, "repeat", text=a.text)]) == ["usable: a r | a"]
    assert _told([a, _post("r", 5, "repeat", text="mended")]) == ["usable: a r | r"]


def test_the_same_text_without_an_id_of_its_own_is_the_same_story_for_two_days() -> None:
    a = _post("a", key="")
    copy = _post("sha-1", 40, key="", text=a.text, own_id=False)
    assert _told([a, copy]) == ["usable: a sha-1 | a"]
    assert _told([a, replace(copy, date=NOON + 60 * HOUR)]) == ["usable: a | a", "usable: sha-1 | sha-1"]
    assert len(chains([a, replace(copy, agency="other")])) == 2
    assert len(chains([a, replace(copy, own_id=True)])) == 2


def test_a_kill_hits_all_up_to_its_date_and_cuts_the_slugline() -> None:
    killed = [_post("a"), _post("a1", 1, "update", rank=1), _post("k", 2, "kill", targets=("id:a",), key="")]
    (chain,) = chains(killed)
    assert (chain.state, chain.by, chain.current, chain.history) == (State.KILLED, killed[2], None, ())
    assert _told([*killed, _post("a2", 3, "update", rank=2)]) == ["killed: a a1 k | -", "usable: a2 | a2"]
    assert _told([*killed, _post("b", 3, evolved_from="a1")]) == ["killed: a a1 k | -", "usable: b | b"]


def test_only_a_later_version_with_a_higher_number_revives_what_was_killed() -> None:
    old, kill = _post("a", version=3), _post("a", 2, "kill", version=1)
    assert _told([old, kill]) == ["killed: a a | -"]
    assert _told([old, kill, _post("a", 3, version=3)]) == ["killed: a a a | -"]
    (chain,) = chains([old, kill, revived := _post("a", 3, version=4)])
    assert (chain.state, chain.current, chain.history) == (State.USABLE, revived, (revived,))
    canceled = _post("a", 2, version=4, status="canceled")
    assert _told([old, canceled]) == ["killed: a a | -"]


def test_a_copy_of_a_killed_text_stays_dead() -> None:
    a, kill = _post("a"), _post("k", 1, "kill", targets=("id:a",))
    copy = _post("sha-1", 2, key="", text=a.text, own_id=False)
    assert _told([a, kill, copy]) == ["killed: a k sha-1 | -"]
    assert _told([a, kill, replace(copy, date=NOON - HOUR)]) == ["killed: sha-1 a k | -"]


def test_a_withheld_story_stays_out_until_its_next_version() -> None:
    a, hold = _post("a"), _post("h", 1, "withhold", targets=("slug:port-storm",))
    assert _told([a, hold]) == ["withheld: a h | -"]
    (chain,) = chains([a, hold, new := _post("a1", 2, "update", rank=1)])
    assert (chain.state, chain.history) == (State.USABLE, (new,))
    assert _told([a, _post("a", 1, version=2, status="withheld")]) == ["withheld: a a | -"]


def test_what_is_under_embargo_stands_apart() -> None:
    a, sealed = _post("a"), _post("a", 1, version=2, embargo=NOON + 5 * HOUR)
    third = _post("a", 2, version=3, embargo=NOON + 6 * HOUR)
    assert _told([a, sealed, third], NOON + 3 * HOUR) == ["usable: a | a", "usable: a a | a"]
    assert _told([a, sealed, third], NOON + 7 * HOUR) == ["usable: a a a | a"]
    assert _told([sealed], NOON) == ["usable: a | a"]
    assert _told([a, sealed, _post("k", 3, "kill", targets=("id:a",))], NOON) == ["killed: a a k | -"]


def test_notices_name_by_number_slugline_and_headline() -> None:
    a = _post("a", key="am-kremlin", title_key="minister in the port of kiel again", wire_number="a0441")
    others = [_post("b", 0.5, key="am-port", wire_number="a0442"), _post("c", 0.6, key="", wire_number="v0441")]
    hit = ["killed: a k | -", "usable: b | b", "usable: c | c"]
    for target in (
        "number:a0441",
        "number:a441",
        "slug:am-kremlin",
        "slug:kremlin",
        "title:minister in the port of kiel again",
        "title:minister in the port",
    ):
        assert _told([a, *others, _post("k", 2, "kill", targets=(target,), key="advisory")]) == hit, target
    assert _told([a, *others, _post("k", 2, "kill", key="am-kremlin")]) == hit  # by its own slugline
    assert "loose killed: k | -" in _told(
        [a, *others, _post("k", 24 * 8, "kill", targets=("slug:am-kremlin",), key="")]
    )
    assert "loose killed: k | -" in _told([replace(a, agency="x"), _post("k", 2, "kill", targets=("number:a0441",))])


def test_a_notice_that_may_mean_several_stories_is_loose_and_tells_them() -> None:
    a, b, kill = _post("a"), _post("b", 1), _post("k", 2, "kill", targets=("slug:port-storm",), key="")
    loose = chains([a, b, kill])[-1]
    assert (loose.loose, loose.candidates, loose.postings) == (True, (a, b), (kill,))
    yesterday = replace(a, date=NOON - 30 * HOUR)
    assert _told([yesterday, b, kill]) == ["usable: a | a", "killed: b k | -"]
    dated = replace(kill, targets=("slug:port-storm", "day:2015-11-16"))
    assert _told([yesterday, b, dated]) == ["killed: a k | -", "usable: b | b"]


def test_a_notice_waits_for_what_it_names() -> None:
    kill = _post("k", 2, "kill", targets=("id:a",), key="")
    assert _told([kill]) == ["loose killed: k | -"]
    assert _told([kill, _post("a", 3)]) == ["killed: k a | -"]  # a clock that is wrong
    assert _told([kill, _post("a", 3, version=2)]) == ["usable: k a | a"]


def test_the_same_notice_again_hits_nothing_else() -> None:
    notice = {"signals": "kill", "text": "", "title_key": "port story"}
    again = [_post("a"), _post("k", 1, **notice), _post("b", 2), _post("k2", 3, **notice)]
    assert _told(again) == ["killed: a k k2 | -", "usable: b | b"]
    assert _told([*again, _post("k3", 28, **notice)]) == ["killed: a k k2 | -", "killed: b k3 | -"]


def test_a_substitute_kills_what_it_replaces() -> None:
    substitute = _post("b", 2, targets=("kill:number:a0441", "kill:slug:port-storm"))
    assert _told([_post("a", wire_number="a0441"), substitute]) == ["killed: a | -", "usable: b | b"]


def test_a_note_of_a_correction_belongs_to_what_it_corrects_or_stands_alone() -> None:
    note = _post("c", 2, "correction", text="", key="", targets=("title:port reopens after storm",))
    assert _told([_post("a", title_key="port reopens after storm"), note]) == ["usable: a c | a"]
    assert _told([note]) == ["usable: c | c"]


def test_words_for_editors_are_no_copy() -> None:
    assert _told([_post("a"), _post("n", 1, "advisory")]) == ["usable: a | a", "loose usable: n | -"]


def test_a_day_without_a_time_comes_in_order() -> None:
    midnight = {"has_time": False}
    base, lead = _post("b", **midnight), _post("a", 0, "update", rank=1, **midnight)
    kill = _post("k", 0, "kill", targets=("slug:port-storm",), **midnight)
    assert _told([lead, base]) == ["usable: b a | a"]
    assert _told([lead, base, kill, _post("c", 10, key="")]) == ["killed: b a k | -", "usable: c | c"]


_ID = st.sampled_from(["a", "b", "c", "d", "sha-1"])
_POSTING = st.builds(
    lambda id, version, hours, agency, key, title, signals, rank, number, target, status, evolved, until, text: Posting(
        id, version, NOON + hours * HOUR, agency, key=key, title_key=title, signals=signals, rank=rank,
        wire_number=number, targets=target, status=status, evolved_from=evolved if evolved != id else "",
        embargo=until and NOON + until * HOUR, text=text, own_id=not id.startswith("sha-"),
    ),
    _ID,
    st.integers(1, 3),
    st.integers(-40, 40),
    st.sampled_from(["bfn", "bfn", "other"]),
    st.sampled_from(["", "am-port", "pm-port"]),
    st.sampled_from(["", "port reopens", "port closed"]),
    st.sampled_from([(), ("update",), ("correction",), ("repeat",), ("add",), ("kill",), ("withhold",), ("advisory",)]),
    st.integers(0, 2),
    st.sampled_from(["", "a0441"]),
    st.sampled_from([(), ("id:a",), ("number:a441",), ("slug:port",), ("title:port reopens",), ("kill:id:b",)]),
    st.sampled_from(["usable", "usable", "usable", "withheld", "canceled"]),
    st.sampled_from(["", "", "a", "b"]),
    st.sampled_from([None, None, 5]),
    st.sampled_from(["", "x", "y", "z"]),
)  # fmt: skip
_NOW = st.sampled_from([None, NOON, NOON + 10 * HOUR])


@settings(max_examples=150, deadline=None)
@given(st.lists(_POSTING, max_size=9), _NOW, st.randoms(use_true_random=False))
def test_any_order_tells_the_same_and_nothing_is_lost(
    postings: list[Posting], now: float | None, random: Random
) -> None:
    found = chains(postings, now)
    shuffled = [*postings, *postings[:3]]
    random.shuffle(shuffled)
    assert chains(shuffled, now) == found
    members = [posting for chain in found for posting in chain.postings]
    assert sorted(map(repr, members)) == sorted(map(repr, set(postings)))
    for chain in found:
        shown = [*chain.takes, *([chain.current] if chain.current else [])]
        assert not set(shown) & set(chain.hidden)
        assert chain.state is State.USABLE or not chain.current
        assert set(shown) <= set(chain.postings)
        assert set(chain.hidden) <= set(chain.postings)


@settings(max_examples=60, deadline=None)
@given(st.lists(_POSTING, max_size=7), _POSTING, _NOW)
def test_a_posting_changes_no_story_that_it_has_nothing_to_do_with(
    postings: list[Posting], other: Posting, now: float | None
) -> None:
    stranger = replace(
        other,
        id=f"x-{other.id}",
        agency="stranger",
        evolved_from="",
        targets=(),
        key=f"x-{other.key}",
        wire_number="b1",
    )
    assert set(map(_whole, chains(postings, now))) <= set(map(_whole, chains([*postings, stranger], now)))


def _whole(chain: Chain) -> str:
    return repr(chain)
