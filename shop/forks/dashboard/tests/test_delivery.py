"""The office at the delivery table: it reads, tries and changes it, and is told who did what."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from shop.accounts.models import User
from shop.delivery.models import NearProvince, Table, TableChange, Zone
from shop.delivery.queries import the_tariff
from shop.forks.dashboard.tests.office import a_superuser

pytestmark = pytest.mark.django_db
TABLE, TERMS = "/quan-tri/delivery/", "/quan-tri/delivery/terms/"


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


def zone_page(kind="near"):
    return reverse("dashboard:delivery-zone", kwargs={"pk": Zone.objects.get(kind=kind).pk})


def a_zone(**changes):
    values = {
        "seen": "1",
        "steps": "1.000 g | 40.000 ₫\n\n5000:60000",
        "per_kg_beyond": "8.000",
        "surcharge": "0",
        "cold_surcharge": "",
        "days_from": "2",
        "days_to": "4",
        "provinces": ["Sơn La", "Hà Nội"],
    }
    return {**values, **changes}


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def faults(answer):
    return " ".join(error.text for error in soup(answer).select(".error-block, .alert-danger"))


def test_the_table_says_all_that_it_holds(office):
    text = soup(office.get(TABLE)).get_text(" ", strip=True).replace("\N{NO-BREAK SPACE}", " ")

    for words in (
        "Các tỉnh gần",
        "Lai Châu, Lào Cai, Sơn La",
        "45.000 ₫",
        "Đến 2 kg",
        "3–6",
        "6000 cm³",
        "số liệu mẫu",
    ):
        assert words.lower() in text.lower()
    assert text.count("không nhận") == 2


def test_the_office_changes_a_zone_and_reads_who_did_it(office):
    assert office.post(zone_page(), a_zone()).status_code == 302

    tariff = the_tariff()
    assert tariff.rates["near"].steps == ((1_000, 40_000), (5_000, 60_000))
    assert tariff.near == {"Sơn La", "Hà Nội"}
    text = office.get(TABLE).content.decode()
    assert "office@example.com" in text
    assert "Lai Châu, Lào Cai, Sơn La → Hà Nội, Sơn La" in text


def test_the_form_begins_with_what_the_zone_says_and_that_is_read_back_the_same(office):
    page = soup(office.get(zone_page()))
    ticked = [box["value"] for box in page.select("[name=provinces][checked]")]
    fields = {name: page.select_one(f"[name={name}]")["value"] for name in ("per_kg_beyond", "surcharge")}
    sent = a_zone(steps=page.select_one("[name=steps]").text, provinces=ticked, **fields)

    assert office.post(zone_page(), sent).status_code == 302
    assert not TableChange.objects.exists()


def test_only_the_near_zone_has_provinces_to_choose(office):
    assert soup(office.get(zone_page("near"))).select("[name=provinces]")
    for kind in ("commune", "province", "far"):
        assert not soup(office.get(zone_page(kind))).select("[name=provinces]")
        assert office.post(zone_page(kind), a_zone(seen=Table.objects.get().version)).status_code == 302
    assert NearProvince.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"steps": ""}, "Xin điền ô này"),
        ({"steps": "hai cân | 30000"}, "Dòng 1"),
        ({"steps": "1000 | 30000\n2000 | 30.00"}, "Dòng 2"),
        ({"steps": "1000 | 30000\n1000 | 40000"}, "Mỗi mức cân"),
        ({"steps": "1000 | 30000\n2000 | 20000"}, "nặng hơn"),
        ({"steps": "0 | 30000"}, "1.000.000"),
        ({"steps": "\n".join(f"{n} | 1" for n in range(1, 42))}, "40"),
        ({"steps": "a\x00 | 1"}, "ký tự"),
        ({"per_kg_beyond": "8,5"}, "đồng"),
        ({"per_kg_beyond": "-1"}, "0"),
        ({"surcharge": "9" * 20}, "100000000"),
        ({"days_from": "5", "days_to": "4"}, "ít nhất"),
        ({"provinces": ["Điện Biên"]}, "lựa chọn"),
        ({"seen": "x"}, "số"),
    ],
)
def test_what_is_no_zone_is_refused_and_nothing_typed_is_lost(office, changes, words):
    answer = office.post(zone_page(), a_zone(days_to="6") | changes)

    assert answer.status_code == 200
    assert words.lower() in faults(answer).lower()
    assert soup(answer).select_one("[name=days_from]")["value"] == changes.get("days_from", "2")
    assert Table.objects.get().version == 1


def test_of_two_people_the_second_is_told_even_after_a_slip_and_may_then_save(office):
    office.post(zone_page("far"), a_zone())
    slipped = office.post(zone_page(), a_zone(steps="x"))
    assert soup(slipped).select_one("[name=seen]")["value"] == "1"

    told = office.post(zone_page(), a_zone())
    assert "người khác" in faults(told)
    assert NearProvince.objects.count() == 3

    seen = soup(told).select_one("[name=seen]")["value"]
    assert office.post(zone_page(), a_zone(seen=seen)).status_code == 302


def test_the_office_sets_what_holds_for_all_zones(office):
    sent = {"seen": "1", "volume_divisor": "5000", "packing_g": "250", "unknown_g": "400"}
    assert office.post(TERMS, sent).status_code == 302

    table = Table.objects.get()
    assert (table.volume_divisor, table.packing_g, table.unknown_g, table.is_sample) == (
        5_000,
        250,
        400,
        False,
    )
    assert not soup(office.get(TABLE)).select(".alert-warning")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?grams=4000&to=same", "35.000"),
        ("?grams=900&to=Điện Biên", "30.000"),
        ("?grams=4000&to=Sơn La", "60.000"),
        ("?grams=5100&to=Hà Nội", "87.000"),
        ("?grams=900&to=same&cold=on", "10.000"),
        ("?grams=900&to=Hà Nội&cold=on", "không gửi"),
        ("?grams=&to=same", "Xin điền ô này"),
        ("?grams=9999999999&to=same", "1000000"),
        ("?grams=1&to=Paris", "Paris"),
        ("?grams=\x00&to=\x00", "số"),
    ],
)
def test_the_office_tries_what_a_parcel_costs(office, query, words):
    answer = office.get(TABLE + query)

    assert answer.status_code == 200
    assert words in soup(answer).select_one("#try").text


def test_who_may_only_look_changes_nothing(client):
    clerk = User.objects.create(email="xem@example.com", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_zone"))
    client.force_login(clerk)

    page = client.get(TABLE)
    assert page.status_code == 200
    assert not soup(page).select(f"a[href='{TERMS}'], a[href='{zone_page()}']")
    for address in (TERMS, zone_page()):
        assert client.get(address).status_code == 403
        assert client.post(address, a_zone()).status_code == 403
    assert not TableChange.objects.exists()
