"""Codes are read from photographs, whichever label and however it is held."""

import pytest
from PIL import Image

from catalog.trace.barcodes import code_in
from catalog.trace.tests.labels import ELEMENTS, GTIN, LOT, Kind, a_label, photographed


@pytest.mark.parametrize(
    ("content", "kind"),
    [(GTIN[1:], Kind.EAN13), (GTIN, Kind.ITF14), ("96385074", Kind.EAN8), (GTIN[1:], Kind.QRCode)],
    ids=str,
)
@pytest.mark.parametrize("turned", [0, 8, 90, 180])
def test_the_number_of_goods_is_read_however_the_label_is_held(content, kind, turned):
    code = code_in(photographed(a_label(content, kind), turned=turned))
    assert code.gtin == content.zfill(14)


@pytest.mark.parametrize("kind", [Kind.Code128, Kind.DataMatrix, Kind.DataBarExp, Kind.QRCode], ids=str)
def test_a_gs1_label_names_goods_and_lot(kind):
    options = {} if kind == Kind.DataBarExp else {"gs1": True}
    code = code_in(photographed(a_label(ELEMENTS, kind, **options), turned=4))
    assert (code.gtin, code.lot) == (GTIN, LOT)


def test_of_several_codes_the_one_with_the_lot_counts():
    picture = Image.new("L", (1400, 1400), 255)
    picture.paste(a_label(GTIN[1:], Kind.EAN13), (100, 60))
    picture.paste(a_label(ELEMENTS, Kind.DataMatrix, gs1=True), (500, 500))
    picture.paste(a_label("https://shop.example/", Kind.QRCode), (900, 900))
    assert code_in(picture).lot == LOT


def test_a_picture_without_a_code_has_none():
    assert code_in(Image.new("RGB", (1600, 1200), "white")) is None
