"""The joined stylesheets: the staff's have the shop's palette by day alone, and Wagtail is told of it."""

import colorsys
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from shop.storefront import stylesheet

TOKEN = {"primary": "cloth", "secondary": "action", "grey-50": "ground"}


@pytest.mark.parametrize("sheet", stylesheet.SHEETS)
def test_every_sheet_is_found_whole(sheet):
    found = Path(finders.find(sheet)).read_text(encoding="utf-8")
    assert found.count("{") == found.count("}")
    assert "--cloth:" in found


def test_the_office_sees_the_palette_of_the_day_at_night_too():
    assert "prefers-color-scheme" not in stylesheet.joined(stylesheet.DASHBOARD)
    editors = stylesheet.joined(stylesheet.EDITOR)
    assert editors.count("prefers-color-scheme") == 1
    assert editors.count("--cloth:") == 1


def test_only_the_dark_blocks_are_left_out():
    dark = stylesheet.DARK + " { :root { --a: 1; } a { b: c; } }"
    assert stylesheet.without_the_dark(f"x {dark} y {dark} z") == "x  y  z"


def test_visitors_do_not_load_the_staffs_sheets():
    assert ".places" not in stylesheet.joined()


@pytest.mark.parametrize(("wagtails", "ours"), TOKEN.items())
def test_wagtail_is_told_our_colours(wagtails, ours):
    css = stylesheet.joined(stylesheet.EDITOR)
    hex_digits = re.search(rf"--{ours}:#([0-9a-f]{{6}})", css)[1]
    red, green, blue = (int(hex_digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    parts = {"hue": hue * 360, "saturation": saturation * 100, "lightness": lightness * 100}
    for part, value in parts.items():
        told = float(re.search(rf"--w-color-{wagtails}-{part}:([\d.]+)", css)[1])
        assert told == pytest.approx(value, abs=0.6), part
