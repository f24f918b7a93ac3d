"""Which way languages run, and their names."""

from __future__ import annotations

import pytest

from backfile.pages.languages import direction, language_name


@pytest.mark.parametrize("lang", ["ar", "AR-eg", "he", "fa", "ur-PK", "az-Arab", "pa-Arab-PK"])
def test_right_to_left(lang):
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["", "en", "de-AT", "ar-Latn", "ur-Latn-IN", "zh-Hant", "tr"])
def test_left_to_right(lang):
    assert direction(lang) == ""


def test_names():
    names = [language_name(lang) for lang in ("de", "pt-BR", "tlh")]

    assert names == ["German", "Portuguese (pt-BR)", "tlh"]
