"""What the locator's address may say, and what is answered to nonsense."""

import pytest
from django.http import QueryDict

from shop.points.locator import LocatorQuery, position
from shop.tests.worlds import NOW, a_commune, a_point, a_product

LONG = "a" * 10_000
NONSENSE = ["x", "-1", "9" * 400, "\x00", "1\x002", "🙂", LONG, "'\"<>", "1,2,3", "١٢"]


@pytest.fixture(autouse=True)
def _places(db):
    a_commune()
    a_commune("Điện Biên Phủ", "03127", 21.41, 103.05)


def asked(address):
    return LocatorQuery.from_params(QueryDict(address), at=NOW)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("21.39,103.02", (21.39, 103.02)),
        ("21.39, 103.02", (21.39, 103.02)),
        ("-21,-103", (-21.0, -103.0)),
        ("90,180", (90.0, 180.0)),
    ],
)
def test_a_position_is_latitude_and_longitude(raw, place):
    assert position(raw) == place


@pytest.mark.parametrize(
    "raw",
    [
        *NONSENSE,
        "21.39",
        "21.39,",
        ",103",
        "91,0",
        "0,181",
        "-90.1,0",
        "nan,0",
        "inf,0",
        "1e1,2",
        "1_0,2",
        "२१,२",
    ],
)
def test_anything_else_is_no_position(raw):
    with pytest.raises(ValueError):
        position(raw)


@pytest.mark.parametrize("name", ["noi", "xa", "vi-tri", "mo-cua", "san-pham"])
@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_is_named_and_leaves_the_rest_standing(name, value):
    params = QueryDict(mutable=True)
    params["mo-cua"] = "1"
    params[name] = value
    query = LocatorQuery.from_params(params, at=NOW)
    assert list(query.errors) == [name]
    assert query.open_now is (name != "mo-cua")
    assert list(query.points()) == []


def test_without_anything_all_points_come_by_name():
    a_point("Điểm B")
    a_point("Điểm A")
    query = asked("")
    assert [point.name for point in query.points()] == ["Điểm A", "Điểm B"]
    assert not query.is_narrowed


def test_a_commune_by_its_code_or_by_its_name_orders_by_distance():
    lay = a_point("Điểm A", commune=a_commune())
    phu = a_point("Điểm B", commune=a_commune("Điện Biên Phủ", "03127"))
    for address in ("xa=03127", "noi=Điện Biên Phủ"):
        near = list(asked(address).points())
        assert near == [phu, lay]
        assert near[0].distance_km == pytest.approx(0, abs=0.001)
        assert near[1].distance_km == pytest.approx(68.9, abs=0.2)


def test_a_position_orders_by_distance():
    lay, phu = a_point("Điểm A"), a_point("Điểm B", latitude=21.41, longitude=103.05)
    assert list(asked("vi-tri=21.4,103.0").points()) == [phu, lay]


def test_a_name_typed_since_counts_more_than_the_commune_that_the_form_carries():
    query = asked("xa=03151&noi=Điện Biên Phủ")
    assert query.place.commune.code == "03127"
    assert not query.is_by_code


def test_the_carried_commune_counts_while_its_name_is_untouched():
    query = asked("xa=03151&noi=xã Mường Lay")
    assert query.place.commune.code == "03151"
    assert query.is_by_code


def test_a_name_taken_out_of_the_form_takes_the_commune_away():
    assert asked("xa=03151&noi=").place is None


def test_a_typed_name_counts_more_than_a_position():
    query = asked("vi-tri=21.4,103.0&noi=Mường Lay")
    assert query.here is None
    assert query.origin == (22.02, 103.17)


def test_the_last_of_several_values_counts():
    assert asked("xa=00000&xa=03151").place.commune.code == "03151"


def test_links_to_another_place_carry_the_other_conditions():
    product = a_product()
    assert asked(f"mo-cua=1&san-pham={product.pk}").carried == f"mo-cua=1&san-pham={product.pk}"


def test_a_product_that_is_not_on_show_is_no_such_product():
    product = a_product(is_public=False)
    assert list(asked(f"san-pham={product.pk}").errors) == ["san-pham"]


@pytest.mark.parametrize(
    ("status", "is_listed"), [("open", True), ("paused", True), ("planned", False), ("closed", False)]
)
def test_points_are_listed_while_they_are_published(status, is_listed):
    a_point(status=status)
    assert asked("").points().exists() is is_listed
