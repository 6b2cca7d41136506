"""Communes of today and of old are found by names in which every mark counts."""

import unicodedata
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog.places.models import Commune, FormerUnit
from catalog.places.querysets import bare_name


def commune(code, name, kind="xa"):
    return Commune.objects.create(code=code, name=name, kind=kind, area_km2=100, latitude=21.4, longitude=103)


def former(code, name, successor, *, kind="Xã", level="commune"):
    return FormerUnit.objects.create(
        code=code, name=name, kind=kind, level=level, successor=successor, ended_date=date(2025, 6, 30)
    )


@pytest.fixture
def places(db):
    """The traps of Điện Biên: names that differ by a tone only, that moved, and codes that live on."""
    tua_chua, nua_ngam = commune("03217", "Tủa Chùa"), commune("03365", "Núa Ngam")
    centre = commune("03127", "Điện Biên Phủ", "phuong")
    commune("03334", "Mường Thanh", "phuong")
    former("03241", "Nà Tòng", tua_chua)
    former("03367", "Na Tông", nua_ngam)
    former("03127", "Him Lam", centre, kind="Phường")
    former("03136", "Mường Thanh", centre, kind="Phường")


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Nậm Kè", "Nậm Kè"),
        ("xã Nậm Kè", "Nậm Kè"),
        ("XÃ  Nậm   Kè ", "Nậm Kè"),
        ("Phường Mường Thanh", "Mường Thanh"),
        ("thị trấn Mường Chà", "Mường Chà"),
        ("Thị xã Mường Lay", "Mường Lay"),
        ("Thành phố Điện Biên Phủ", "Điện Biên Phủ"),
        ("huyện Nậm Pồ", "Nậm Pồ"),
        (unicodedata.normalize("NFD", "xã Nậm Kè"), "Nậm Kè"),
        ("Xã", "Xã"),
        ("", ""),
    ],
)
def test_a_name_without_the_kind_before_it(written, bare):
    assert bare_name(written) == bare


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Tủa Chùa", ["03217"]),
        ("xã tủa chùa", ["03217"]),
        ("ĐIỆN BIÊN PHỦ", ["03127"]),
        (unicodedata.normalize("NFD", "Tủa Chùa"), ["03217"]),
        ("Tua Chua", []),
        ("Tùa Chủa", []),
        ("Chùa", []),
        ("", []),
        ("%", []),
    ],
)
def test_a_commune_of_today_by_name(places, written, codes):
    assert [found.code for found in Commune.objects.named(written)] == codes


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ("Nà Tòng", ["Tủa Chùa"]),
        ("Na Tông", ["Núa Ngam"]),
        ("xã NA TÔNG", ["Núa Ngam"]),
        (unicodedata.normalize("NFD", "Nà Tòng"), ["Tủa Chùa"]),
        ("Na Tong", []),
        ("Nà Tông", []),
    ],
)
def test_two_former_communes_that_differ_by_tone_only_are_two_places(places, written, now):
    assert [unit.successor.name for unit in FormerUnit.objects.communes_named(written)] == now


def test_a_name_may_be_that_of_a_unit_of_today_and_of_another_of_old(places):
    assert [found.code for found in Commune.objects.named("phường Mường Thanh")] == ["03334"]
    assert [unit.successor_id for unit in FormerUnit.objects.communes_named("Mường Thanh")] == ["03127"]


def test_the_unit_of_today_comes_with_the_former_one(places, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert [str(unit.successor) for unit in FormerUnit.objects.communes_named("Nà Tòng")] == [
            "xã Tủa Chùa"
        ]


def test_a_code_of_today_may_be_that_of_a_former_unit(places):
    assert Commune.objects.get(code="03127").name == "Điện Biên Phủ"
    assert FormerUnit.objects.get(code="03127").name == "Him Lam"
    assert FormerUnit.objects.get(code="03127").successor_id == "03127"


def test_a_district_is_not_found_among_communes(places):
    former("098", "Tủa Chùa", None, kind="Huyện", level="district")

    assert not FormerUnit.objects.communes_named("Tủa Chùa").exists()


def test_a_former_code_is_there_once_a_level(places):
    former("03127", "Huyện Thử", None, kind="Huyện", level="district")

    with pytest.raises(IntegrityError), transaction.atomic():
        former("03127", "Another", Commune.objects.get(code="03217"))


def test_a_former_commune_leads_somewhere_today(places):
    with pytest.raises(IntegrityError, match="places_former_commune_has_successor"), transaction.atomic():
        former("09999", "Mất Dấu", None)


def test_a_commune_that_old_names_lead_to_is_not_deleted(places):
    with pytest.raises(ProtectedError):
        Commune.objects.get(code="03217").delete()


def test_units_are_named_with_their_kind(places):
    assert str(Commune.objects.get(code="03127")) == "phường Điện Biên Phủ"
    assert str(FormerUnit.objects.get(code="03136")) == "phường Mường Thanh"


def test_names_are_stored_in_composed_form(db):
    Commune.objects.bulk_create(
        [
            Commune(
                code="03217",
                kind="xa",
                name=unicodedata.normalize("NFD", "Tủa Chùa"),
                area_km2=1,
                latitude=21,
                longitude=103,
            )
        ]
    )

    assert Commune.objects.get().name == unicodedata.normalize("NFC", "Tủa Chùa")
