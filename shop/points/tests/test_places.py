"""Names of places, as people type them: today's communes and the units before July 2025."""

from datetime import date

import pytest

from catalog.places.models import Commune, FormerUnit
from shop.points.places import places_named

COMMUNES = [
    ("03127", "phuong", "Điện Biên Phủ"),
    ("03166", "xa", "Mường Chà"),
    ("03172", "xa", "Na Sang"),
    ("03217", "xa", "Tủa Chùa"),
    ("03241", "xa", "Sính Phình"),
    ("03352", "xa", "Thanh An"),
    ("03356", "xa", "Sam Mứn"),
    ("03358", "xa", "Núa Ngam"),
]
FORMER = [
    ("Thị trấn", "Mường Chà", "Huyện Mường Chà", "03172"),
    ("Thị trấn", "Tủa Chùa", "Huyện Tủa Chùa", "03217"),
    ("Xã", "Mường Báng", "Huyện Tủa Chùa", "03217"),
    ("Xã", "Nà Tòng", "Huyện Tuần Giáo", "03217"),
    ("Xã", "Trung Thu", "Huyện Tủa Chùa", "03241"),
    ("Xã", "Sam Mứn", "Huyện Điện Biên", "03352"),
    ("Xã", "Pom Lót", "Huyện Điện Biên", "03356"),
    ("Xã", "Na Tông", "Huyện Điện Biên", "03358"),
]
DISTRICTS = [("Huyện", "Tủa Chùa"), ("Huyện", "Điện Biên"), ("Thành phố", "Điện Biên Phủ")]


@pytest.fixture(autouse=True)
def _province(db):
    for code, kind, name in COMMUNES:
        Commune.objects.create(code=code, kind=kind, name=name, area_km2=100, latitude=21.5, longitude=103)
    ended = {"ended_date": date(2025, 6, 30)}
    for number, (kind, name, district, successor) in enumerate(FORMER):
        FormerUnit.objects.create(
            level="commune",
            code=f"0{number:04}",
            kind=kind,
            name=name,
            district_name=district,
            successor_id=successor,
            **ended,
        )
    for number, (kind, name) in enumerate(DISTRICTS):
        FormerUnit.objects.create(level="district", code=f"1{number}", kind=kind, name=name, **ended)


def found(name):
    return [place.commune.name for place in places_named(name)]


@pytest.mark.parametrize(
    ("typed", "communes"),
    [
        # A commune of today.
        ("Sính Phình", ["Sính Phình"]),
        ("xã Sính Phình", ["Sính Phình"]),
        ("  XÃ   SÍNH  PHÌNH ", ["Sính Phình"]),
        ("sinh phinh", ["Sính Phình"]),
        ("dien bien phu", ["Điện Biên Phủ"]),
        ("thành phố Điện Biên Phủ", ["Điện Biên Phủ"]),
        # A former commune leads to the unit of today.
        ("Mường Báng", ["Tủa Chùa"]),
        ("xã Pom Lót", ["Sam Mứn"]),
        # Marks decide where they were typed, and only there.
        ("Nà Tòng", ["Tủa Chùa"]),
        ("Na Tông", ["Núa Ngam"]),
        ("na tong", ["Núa Ngam", "Tủa Chùa"]),
        # One name, two places: the kind before it decides, else nothing does.
        ("Mường Chà", ["Mường Chà", "Na Sang"]),
        ("xã Mường Chà", ["Mường Chà"]),
        ("thị trấn Mường Chà", ["Na Sang"]),
        ("Sam Mứn", ["Sam Mứn", "Thanh An"]),
        # A commune is meant before a district of the same name.
        ("Tủa Chùa", ["Tủa Chùa"]),
        ("huyện Tủa Chùa", ["Sính Phình", "Tủa Chùa"]),
        ("Điện Biên", ["Núa Ngam", "Sam Mứn", "Thanh An"]),
        # Nothing.
        ("Hà Nội", []),
        ("xã", []),
        ("Sính\x00Phình", []),
        ("🙂", []),
        ("'\"<>", []),
    ],
)
def test_what_a_name_means(typed, communes):
    assert found(typed) == communes


def test_a_decomposed_name_is_the_same_name():
    assert found("Mu\u031bo\u031b\u0300ng Ba\u0301ng") == ["Tủa Chùa"]


def test_the_former_unit_is_named_where_it_led_to_the_place():
    (place,) = places_named("Mường Báng")
    assert str(place.former) == "xã Mường Báng"
    (place,) = places_named("Sính Phình")
    assert place.former is None


def test_as_many_queries_whatever_is_typed(django_assert_num_queries):
    places_named("Atlantis")  # Wagtail remembers its sites from here on.
    with django_assert_num_queries(5):
        places_named("huyện Tủa Chùa")
