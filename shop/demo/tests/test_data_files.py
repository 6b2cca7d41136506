"""The data files: complete, in one spelling of Unicode, with a Vietnamese text for every English one."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from catalog.products.illustrations import ILLUSTRATIONS
from cms.illustrations import illustrations
from shop.demo.rows import DATA, rows

TRANSLATED = [
    ("products", "description", "description_vi"),
    ("producers", "facts", "facts_vi"),
    ("producers", "size", "size_vi"),
    ("producers", "products", "products_vi"),
    ("tourism", "kind", "kind_vi"),
    ("tourism", "households", "households_vi"),
    ("tourism", "offer", "offer_vi"),
    ("tourism", "facts", "facts_vi"),
    ("groups", "name_en", "name_vi"),
    ("labels", "ingredients_en", "ingredients_vi"),
    ("labels", "quality_en", "quality_vi"),
    ("labels", "usage_en", "usage_vi"),
    ("labels", "storage_en", "storage_vi"),
    ("labels", "warnings_en", "warnings_vi"),
]


def numbers(text):
    """The numbers in a text, however their digits are grouped."""
    found = re.findall(r"\d+(?:[.,]\d+)*", text)
    return Counter(number.replace(",", "").replace(".", "") for number in found)


@pytest.mark.parametrize(("file", "english", "vietnamese"), TRANSLATED)
def test_every_english_text_has_its_vietnamese_with_the_same_numbers(file, english, vietnamese):
    for row in rows(file):
        assert bool(row[english]) == bool(row[vietnamese]), row
        assert not numbers(row[english]) - numbers(row[vietnamese]), row


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_files_are_nfc(path):
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


def test_the_facts_are_as_many_as_were_gathered():
    status = [row["status"] for row in rows("products")]
    stars = Counter(row["star"] for row in rows("products"))
    assert len(status) == 79
    assert len([s for s in status if "not verified" not in s]) == 63
    assert stars == {"3": 55, "4": 6, "": 18}
    assert len(rows("producers")) == 34
    assert len(rows("tourism")) == 16


def test_groups_are_six_with_26_sets():
    codes = [row["code"] for row in rows("groups")]
    assert len([code for code in codes if "." not in code]) == 6
    assert len([code for code in codes if "." in code]) == 26
    assert {code.split(".")[0] for code in codes} == {"I", "II", "III", "IV", "V", "VI"}


def test_every_product_has_its_samples_and_no_sample_is_left_over():
    samples = {row["code"]: row for row in rows("samples")}
    assert list(samples) == [row["code"] for row in rows("products")]
    drawings = {name for name, _ in ILLUSTRATIONS}
    for row in rows("products"):
        sample = samples[row["code"]]
        assert sample["illustration"] in drawings
        assert int(sample["price"]) % 1000 == 0
        assert bool(sample["certificate_ends_in_days"]) == bool(row["star"]), row["code"]


#: One good by several makers, and one drawing of it.
DRAWN_ONCE = {"pomelo", "peanut", "spice"}


def test_neighbours_in_a_list_of_products_look_different():
    """In each group and in all, the most stars first, as lists open."""
    drawings = {row["code"]: row["illustration"] for row in rows("samples")}
    goods = sorted(rows("products"), key=lambda row: (-int(row["star"] or 0), row["name_vi"]))
    groups = {row["subgroup_code"] for row in goods}
    for shown in [goods, *([row for row in goods if row["subgroup_code"] == code] for code in groups)]:
        for one, other in pairwise(drawings[row["code"]] for row in shown):
            assert one != other or one in DRAWN_ONCE


def test_every_place_to_visit_has_a_drawing():
    assert {row["illustration"] for row in rows("tourism")} <= {name for name, _ in illustrations()}


def test_facts_name_confidence_and_source():
    for file in ("products", "producers", "tourism"):
        for row in rows(file):
            assert row["confidence"] in {"A", "B", "C"}
            assert row["source"]
