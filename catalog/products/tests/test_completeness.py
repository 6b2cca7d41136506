"""What goods of each group have to say, held against one product that says everything."""

import pytest

from catalog.producers.models import Producer
from catalog.products.completeness import ASKED, asked_of, what_is_missing
from catalog.products.models import Product

EVERYTHING = {
    "title_vi": "Trà shan tuyết",
    "description_vi": "Búp chè hái tay.",
    "net_weight_g": 100,
    "size_text": "500 ml",
    "ingredients_vi": "100% búp chè",
    "quality_vi": "TCCS 01:2025",
    "usage_vi": "Pha với nước sôi.",
    "storage_vi": "Nơi khô ráo.",
    "shelf_life": 12,
    "warnings_vi": "Không dùng cho trẻ em.",
    "responsible_party": "Công ty Mẫu, phường Mường Lay",
    "origin_text": "xã Tủa Chùa",
}
GOODS = {"title", "quality", "usage", "responsible", "origin", "price"}
#: Sub-group → what its goods are asked beside what all goods are.
TABLE = {
    "I.1a": {"weight", "storage"},
    "I.1b": {"weight", "storage"},
    "I.2a": {"weight", "ingredients", "storage", "shelf_life"},
    "I.3d": {"weight", "ingredients", "storage", "shelf_life"},
    "I.4a": {"measure", "ingredients", "storage", "shelf_life"},
    "I.4b": {"weight", "ingredients", "storage", "shelf_life"},
    "I.5a": {"weight", "ingredients", "storage", "shelf_life"},
    "I.6": {"weight", "ingredients", "storage", "shelf_life"},
    "II.1a": {"measure", "ingredients", "storage", "warnings"},
    "II.2b": {"measure", "ingredients", "storage", "shelf_life"},
    "III.1": {"measure", "ingredients", "storage", "shelf_life", "warnings"},
    "III.2": {"measure", "ingredients", "storage", "shelf_life", "warnings"},
    "III.3": {"measure", "ingredients", "storage", "shelf_life"},
    "IV.1": {"material", "size"},
    "IV.2": {"material", "size"},
    "V.1": {"size"},
}


def keys(facts):
    return {fact.key for fact in facts}


@pytest.mark.parametrize("subgroup", TABLE)
def test_what_is_asked_of_each_group(subgroup):
    assert keys(asked_of(subgroup)) == GOODS | TABLE[subgroup]


def test_a_service_has_no_weight_no_quality_mark_and_no_ingredients():
    asked = {"title", "description", "usage", "responsible", "origin", "price"}
    assert keys(asked_of("VI.1")) == keys(asked_of("VI")) == asked


def test_without_a_sub_group_that_is_missing_too():
    assert keys(what_is_missing(Product(**EVERYTHING), subgroup="", has_price=True)) == {"subgroup"}


@pytest.mark.parametrize("subgroup", [*TABLE, "VI.1"])
def test_what_says_everything_lacks_nothing(subgroup):
    assert what_is_missing(Product(**EVERYTHING), subgroup=subgroup, has_price=True) == []


@pytest.mark.parametrize("subgroup", [*TABLE, "VI.1"])
def test_what_says_nothing_lacks_all_of_it(subgroup):
    assert what_is_missing(Product(), subgroup=subgroup, has_price=False) == asked_of(subgroup)


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("subgroup", [*TABLE, "VI.1"])
def test_each_fact_is_missed_by_the_groups_that_ask_for_it_and_by_no_other(subgroup, name):
    product = Product(**{key: value for key, value in EVERYTHING.items() if key != name})
    fields = {fact.field for fact in asked_of(subgroup) if fact.key != "measure"}
    missing = what_is_missing(product, subgroup=subgroup, has_price=True)
    assert {fact.field for fact in missing} == fields & {name}


def test_a_volume_is_a_measure_of_drinks_but_not_of_tea():
    bottle = Product(**EVERYTHING | {"net_weight_g": None})
    assert what_is_missing(bottle, subgroup="II.2b", has_price=True) == []
    assert keys(what_is_missing(bottle, subgroup="I.5a", has_price=True)) == {"weight"}


def test_english_alone_is_not_enough():
    product = Product(**EVERYTHING | {"usage_vi": "", "usage_en": "Steep."})
    assert keys(what_is_missing(product, subgroup="I.5a", has_price=True)) == {"usage"}


@pytest.mark.parametrize(
    ("producer", "is_enough"),
    [
        (None, False),
        (Producer(name="HTX Mẫu"), False),
        (Producer(name="HTX Mẫu", village="Bản Mẫu"), True),
        (Producer(name="HTX Mẫu", address_text="Tổ 1, Mường Lay"), True),
        (Producer(name="HTX Mẫu", commune_id="03151"), True),
    ],
)
def test_a_producer_answers_for_it_where_its_address_is_known(producer, is_enough):
    product = Product(**EVERYTHING | {"responsible_party": ""}, producer=producer)
    missing = what_is_missing(product, subgroup="I.5a", has_price=True)
    assert keys(missing) == (set() if is_enough else {"responsible"})


def test_a_variant_says_what_its_product_says():
    variant = Product(structure=Product.CHILD, net_weight_g=250)
    variant.parent = Product(pk=1, **EVERYTHING | {"net_weight_g": None})
    assert what_is_missing(variant, subgroup="I.5a", has_price=True) == []


def test_every_fact_that_is_asked_for_exists():
    assert all(asked_of(group) for group in ASKED)
    assert {key for asked in ASKED.values() for key in asked} == {
        fact.key for group in ASKED for fact in asked_of(group)
    }
