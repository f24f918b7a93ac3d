"""The theme's static files get addresses that change with their content, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.model.problems import BackfileError
from backfile.pages.assets import Assets


def theme(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / "static" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_style_sheets_are_joined_in_order_of_name(tmp_path: Path) -> None:
    files = {"css__20_css": "b { top: 0 }\n\n", "css__10_css": "a { top: 0 }\n", "css__other__x_css": "c { top: 0 }"}
    assets = Assets.collect(theme(tmp_path, **files))

    published = dict(assets.files)
    assert published[assets.addresses["site.css"]] == b"a{top:0}b{top:0}\n"
    assert published[assets.addresses["css/other/x.css"]] == b"c{top:0}\n"


def test_scripts_are_minified_and_what_cannot_be_read_stays_as_it_is(tmp_path: Path) -> None:
    good = "/* why */ export function twice(number) { return number * 2; }"
    assets = Assets.collect(theme(tmp_path, js__a__main_js=good, js__b__main_js="let broken = ;", note_txt="/* a */"))

    published = dict(assets.files)
    assert published[assets.addresses["a/main.js"]] == b"export function twice(e){return e*2}\n"
    assert published[assets.addresses["b/main.js"]] == b"let broken = ;"
    assert published[assets.addresses["note.txt"]] == b"/* a */"


def test_a_unit_keeps_its_shape_so_that_modules_find_each_other(tmp_path: Path) -> None:
    assets = Assets.collect(theme(tmp_path, js__search__main_js="import './deep/a.js'", js__search__deep__a_js="1"))

    main, deep = assets.addresses["search/main.js"], assets.addresses["search/deep/a.js"]
    assert main.rpartition("/")[0] + "/deep/a.js" == deep
    assert main.startswith("assets/search.")


def test_a_change_in_one_module_moves_its_unit_and_nothing_else(tmp_path: Path) -> None:
    before = Assets.collect(theme(tmp_path, js__a__main_js="1", js__a__b_js="2", js__c__main_js="3", logo_svg="<svg/>"))
    after = Assets.collect(theme(tmp_path, js__a__b_js="22"))

    changed = {name for name in before.addresses if before.addresses[name] != after.addresses[name]}
    assert changed == {"a/main.js", "a/b.js"}


def test_other_files_keep_their_folder_and_suffix(tmp_path: Path) -> None:
    address = Assets.collect(theme(tmp_path, icons__small_svg="<svg/>")).addresses["icons/small.svg"]

    assert address.startswith("assets/icons/small.")
    assert address.endswith(".svg")


def test_the_answer_does_not_depend_on_place_or_hidden_files(tmp_path: Path) -> None:
    first = Assets.collect(theme(tmp_path / "one", css__a_css="a", js__u__main_js="1"))
    second = Assets.collect(theme(tmp_path / "two", js__u__main_js="1", css__a_css="a", **{"_DS_Store": "x"}))

    assert second == first


def test_two_files_for_one_name_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match=r"site\.css"):
        Assets.collect(theme(tmp_path, css__a_css="a", site_css="b"))


def test_a_missing_theme_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="nowhere"):
        Assets.collect(tmp_path / "nowhere")


def test_a_theme_without_static_files_has_none(tmp_path: Path) -> None:
    assert Assets.collect(tmp_path).files == ()
