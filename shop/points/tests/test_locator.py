"""What the locator's address may say, and what is answered to nonsense."""

import pytest
from django.http import QueryDict

from cms.factories import VillagePageFactory
from shop.points.locator import TRAITS, Goods, LocatorQuery, position
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


@pytest.mark.parametrize("name", ["noi", "xa", "vi-tri", "mo-cua", "loai", "san-pham", *TRAITS])
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


def links(found):
    return [QueryDict(address).dict() for _, address in found]


def test_links_to_another_place_carry_the_other_conditions():
    a_commune("Nà Tòng", "00001")
    a_commune("Na Tông", "00002")
    product = a_product()
    query = asked(f"noi=na tong&mo-cua=1&loai=shop&the=1&san-pham={product.pk}")
    kept = {"mo-cua": "1", "loai": "shop", "the": "1", "san-pham": str(product.pk)}
    assert links(query.place_links) == [{"xa": "00002", **kept}, {"xa": "00001", **kept}]


def test_services_and_kind_leave_the_points_that_have_them_all():
    a_point("Không", kind="shop")
    both = a_point("Cả hai", kind="shop", has_tasting=True, accepts_card=True)
    a_point("Một", kind="shop", has_tasting=True)
    a_point("Khác loại", kind="centre", has_tasting=True, accepts_card=True)
    assert list(asked("loai=shop&nem-thu=1&the=1").points()) == [both]


@pytest.mark.parametrize("trait", list(TRAITS))
def test_each_service_asks_for_its_own_field(trait):
    bare = dict.fromkeys((each for each, _ in TRAITS.values()), False)
    field = TRAITS[trait][0]
    a_point(**bare)
    one = a_point(**{**bare, field: True})
    assert list(asked(f"{trait}=1").points()) == [one]


class TestPlacesThatAreNoCommune:
    def test_the_airport_has_a_position_of_its_own(self):
        query = asked("noi=san bay")
        assert query.place.name == "Sân bay Điện Biên Phủ"
        assert query.origin == (21.3975, 103.008)

    def test_a_village_is_as_near_as_its_commune(self):
        VillagePageFactory(title="Bản Che Căn", commune=a_commune())
        for name in ("Bản Che Căn", "che can"):
            query = asked(f"noi={name}")
            assert (query.place.name, query.origin) == ("Bản Che Căn", (22.02, 103.17))

    def test_a_village_that_is_not_published_or_placed_is_unknown(self):
        VillagePageFactory(title="Bản Nháp", commune=a_commune(), live=False)
        VillagePageFactory(title="Bản Đâu", commune=None)
        assert asked("noi=Bản Nháp").errors
        assert asked("noi=Bản Đâu").errors

    def test_a_point_is_found_by_its_name_while_it_is_published(self):
        a_point("Quầy bến xe", latitude=21.5, longitude=103.1)
        assert asked("noi=quầy bến xe").origin == (21.5, 103.1)
        a_point("Quầy dự định", status="planned")
        assert asked("noi=Quầy dự định").errors

    def test_villages_of_one_name_are_told_apart_by_their_communes(self):
        for commune in (a_commune(), a_commune("Điện Biên Phủ", "03127")):
            VillagePageFactory(title="Bản Ten", slug=f"ban-ten-{commune.pk}", commune=commune)
        query = asked("noi=Bản Ten")
        assert links(query.place_links) == [{"xa": "03151"}, {"xa": "03127"}]

    def test_a_commune_comes_before_a_village_of_its_name(self):
        VillagePageFactory(title="Mường Lay", commune=a_commune("Điện Biên Phủ", "03127"))
        assert asked("noi=Mường Lay").place.commune.code == "03151"


class TestProductByItsWords:
    @pytest.fixture
    def tea(self):
        return a_product("Trà shan tuyết")

    def asked(self, address, *found):
        goods = [Goods(product.pk, product.title) for product in found]
        return LocatorQuery.from_params(QueryDict(address), at=NOW, goods_named=lambda words: goods)

    def test_one_that_is_found_alone_is_meant(self, tea):
        query = self.asked("hang=tra", tea)
        assert (query.product, query.typed_goods) == (tea, "Trà shan tuyết")

    def test_of_several_the_visitor_is_asked_and_keeps_place_and_conditions(self, tea):
        other = a_product("Trà hoa vàng")
        query = self.asked("hang=tra&xa=03151&mo-cua=1", tea, other)
        assert query.product is None
        kept = {"xa": "03151", "mo-cua": "1"}
        assert links(query.goods_links) == [{**kept, "san-pham": str(each.pk)} for each in (tea, other)]

    def test_none_is_a_fault_of_its_field(self):
        assert list(self.asked("hang=xyz").errors) == ["hang"]

    def test_the_chosen_one_counts_while_its_name_is_untouched(self, tea):
        other = a_product("Mật ong")
        address = f"san-pham={tea.pk}"
        assert self.asked(address).product == tea
        assert self.asked(f"{address}&hang=Trà shan tuyết").product == tea
        assert self.asked(f"{address}&hang=mật", other).product == other
        assert self.asked(f"{address}&hang=").product is None


def test_a_product_that_is_not_on_show_is_no_such_product():
    product = a_product(is_public=False)
    assert list(asked(f"san-pham={product.pk}").errors) == ["san-pham"]


@pytest.mark.parametrize(
    ("status", "is_listed"), [("open", True), ("paused", True), ("planned", False), ("closed", False)]
)
def test_points_are_listed_while_they_are_published(status, is_listed):
    a_point(status=status)
    assert asked("").points().exists() is is_listed
