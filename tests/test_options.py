"""Settings are checked once, and a bad one is named."""

from __future__ import annotations

import pickle

import pytest

from backfile.model.options import SettingError, load_zone, read_options


def test_defaults_do(tmp_path):
    options = read_options({"PATH": str(tmp_path)})

    assert tmp_path == options.content
    assert 50 == options.page_size
    assert "/" == options.base_path


def test_the_base_path_comes_from_the_site_url():
    options = read_options({"SITEURL": "https://example.org/archive/"})

    assert "https://example.org/archive" == options.site_url
    assert "/archive/" == options.base_path
    assert "https://example.org/archive/topics/" == options.absolute("topics/")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEFAULT_PAGINATION", "many", "number"),
        ("DEFAULT_PAGINATION", 2, "from 5 to 500"),
        ("SHIP_WHOOSH_INDEX", "no", "True or False"),
        ("TIMEZONE", "Mars/Base", "Europe/Berlin"),
        ("TIMEZONE", "../zoneinfo/UTC", "Europe/Berlin"),
        ("TIMEZONE", "Europe", "Europe/Berlin"),
        ("SITENAME", 7, "text"),
        ("DEFAULT_LANG", "", "'pt-BR'"),
        ("DEFAULT_LANG", "pt_BR", "'pt-BR'"),
        ("DEFAULT_LANG", "en,de", "'pt-BR'"),
        ("SITEURL", "example.org", "https://"),
        ("JOBS", True, "number"),
    ],
)
def test_a_bad_setting_is_named(name, value, expected):
    with pytest.raises(SettingError, match=expected) as error:
        read_options({name: value})

    assert str(error.value).startswith(f"{name} = {value!r}")


@pytest.mark.parametrize("name", ["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "Europe/Berlin"])
def test_every_kind_of_zone_name_is_known(name):
    assert name == read_options({"TIMEZONE": name}).zone.key


def test_a_zone_goes_to_worker_processes_and_is_the_same_there():
    zone = load_zone("Europe/Berlin")

    assert zone is pickle.loads(pickle.dumps(zone))  # noqa: S301 - our own bytes
