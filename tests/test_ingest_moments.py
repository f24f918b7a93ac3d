"""Dates of feeds, and codes."""

from __future__ import annotations

import pytest

from backfile.ingest.text.moments import moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-11-17T18:05:00+01:00", "2015-11-17T18:05:00+01:00"),
        ("2015-11-17T18:05:00.123456789Z", "2015-11-17T18:05:00.123456+00:00"),
        ("20151117T180500+0100", "2015-11-17T18:05:00+01:00"),
        ("20151117T180500Z", "2015-11-17T18:05:00+00:00"),
        ("20151117T1805", "2015-11-17T18:05:00"),
        ("20151117180500", "2015-11-17T18:05:00"),
        ("2015-11-17 18:05:30", "2015-11-17T18:05:30"),
        ("2015-11-17T18:05:00 GMT", "2015-11-17T18:05:00+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("2015-12-31T24:00:00-05:00", "2016-01-01T00:00:00-05:00"),
        (" Tue, 17 Nov 2015 18:05:00 +0100 ", "2015-11-17T18:05:00+01:00"),
        ("Tue, 17 Nov 15 18:05 EST", "2015-11-17T18:05:00-05:00"),
        ("17 Nov 2015 18:05:00 -0000", "2015-11-17T18:05:00"),
    ],
)
def test_moments(text: str, expected: str) -> None:
    found = moment(text)

    assert found is not None and (found[0].isoformat(), found[1]) == (expected, True)


@pytest.mark.parametrize(
    ("text", "expected"), [("2015-11-17", ""), ("20151117", ""), ("20151117+0100", "+01:00"), ("17 Nov 2015", "")]
)
def test_days(text: str, expected: str) -> None:
    found = moment(text)

    assert found is not None and (found[0].isoformat(), found[1]) == ("2015-11-17T00:00:00" + expected, False)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2015-02-30", "2015-13-01T00:00:00Z", "99999999", "2015-11-17T25:00", "31 Foo 2015 10:00",
     "2015-11-17T18:05:00+99:99", "9999-12-31T24:00:00Z", "1 Jan 99999 00:00", "٢٠١٥-١١-١٧", "0000-01-01",
     "17 Nov 2015 18:05 " + "x" * 90],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert moment(text) is None
