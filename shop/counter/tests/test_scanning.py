"""One field finds what a code or words name, and a photograph of the code does the same."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from catalog.pictures.tests.photographs import an_upload, bytes_of
from catalog.trace.operations import lot_named
from catalog.trace.tests.labels import ELEMENTS, GTIN, LOT, Kind, a_label, photographed
from shop.counter import scanned
from shop.fulfilment.delivery import Destination
from shop.machines.parts import absolute
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.counting import start_count
from shop.warehouse.shipping import write_shipment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
FIND, SCAN = "/quay/tim/", "/quay/quet/"


@pytest.fixture
def seller(client, point):
    user = a_seller(point)
    client.force_login(user)
    return user


@pytest.fixture
def record(point):
    record = put_on_shelf(a_product("Mật ong hoa ban", upc=GTIN[1:]), 0, at=point)
    lot = lot_named(product=record.product, code=LOT, use_by_date=date(2027, 11, 1))
    receive(stock=record, quantity=9, reference="nhập", at=NOW, lot=lot)
    return record


@pytest.fixture
def parcel(point, record):
    return an_order((record.product, 2), destination=Destination(sales_point=point)).fulfilments.get()


def a_shelf(record, query=""):
    address = reverse("counter:shelf", kwargs={"code": record.partner.code, "pk": record.pk})
    return f"{address}?{query}" if query else address


def looked_up(client, typed):
    answer = client.get(FIND, {"q": typed})
    return answer.headers.get("Location") or answer.content.decode()


def send(client, image, to=FIND, kind="PNG", name="anh.png"):
    data = image if isinstance(image, bytes) else bytes_of(image, kind)
    return client.post(SCAN, {"to": to, "photograph": an_upload(data, name)}, follow=False)


@pytest.mark.parametrize("typed", [GTIN, GTIN[1:], "mật ong", "mat ong", LOT, "sku-{pk}"])
def test_goods_are_led_to_by_code_lot_number_and_words(client, seller, record, typed):
    assert looked_up(client, typed.format(pk=record.product.pk)) == a_shelf(record)


def test_a_code_with_a_lot_leads_to_the_lot(client, seller, record):
    assert looked_up(client, ELEMENTS) == a_shelf(record, f"lo={LOT}")
    page = client.get(a_shelf(record, f"lo={LOT}")).content.decode()
    assert f"Lịch sử lô {LOT}" in page


def test_our_own_shelf_label_leads_to_the_shelf(client, seller, record):
    assert looked_up(client, absolute(record.product.get_absolute_url())) == a_shelf(record)
    assert looked_up(client, absolute(f"/en{record.product.get_absolute_url()}")) == a_shelf(record)
    elsewhere = f"https://other.example{record.product.get_absolute_url()}"
    assert "Không có đơn hay hàng nào" in looked_up(client, elsewhere)


def test_the_label_of_a_box_leads_to_its_shipment(client, seller, point, elsewhere):
    shipment = write_shipment(
        sender=elsewhere.partner, destination=point.partner, at=NOW, actor=a_seller(elsewhere)
    )
    box = reverse("counter:box", kwargs={"code": shipment.code})
    assert looked_up(client, absolute(box)) == box


PHONES = ["0912345678", "0912 345 678", "0912-345-678", "(+84) 912.345.678", "5678"]


@pytest.mark.parametrize("typed", ["{number}", "{end}", "thị thử", *PHONES])
def test_an_order_is_led_to_by_number_phone_and_name(client, seller, parcel, typed):
    number = parcel.order.number
    page = reverse("counter:parcel", kwargs={"pk": parcel.pk})
    assert looked_up(client, typed.format(number=number.lower(), end=number[-4:])) == page


def test_what_no_database_can_hold_is_left_out(client, seller, record, point):
    assert looked_up(client, "mật\0 ong") == a_shelf(record)
    # Asked again as a page of one point, and as one of its lots: PostgreSQL would refuse both.
    assert client.get(f"/quay/diem/{point.partner.code}/kho/", {"q": "mật\0"}).status_code == 200
    assert f"Lịch sử lô {LOT}" in client.get(a_shelf(record), {"lo": f"{LOT}\0"}).content.decode()


def test_the_end_of_a_phone_that_is_also_a_number_of_goods_is_found(client, seller, parcel):
    parcel.order.contact_phone = "0996385074"
    parcel.order.save()
    assert looked_up(client, "96385074") == reverse("counter:parcel", kwargs={"pk": parcel.pk})


def test_what_may_be_meant_is_listed(client, seller, record, parcel, point):
    put_on_shelf(a_product("Mật ong bạc hà"), 3, at=point)
    page = looked_up(client, "mật ong")
    assert a_shelf(record) in page
    assert "Mật ong bạc hà" in page


@pytest.mark.parametrize("typed", [GTIN, "mật ong", LOT, "0912345678", "Lò Thị Thử", "{number}"])
def test_another_points_goods_and_orders_are_not_found(client, record, parcel, elsewhere, typed):
    client.force_login(a_seller(elsewhere))
    page = looked_up(client, typed.format(number=parcel.order.number))
    assert "Không có đơn hay hàng nào" in page
    assert "Mật ong hoa ban" not in page
    assert f"/quay/kien/{parcel.pk}/" not in page


def test_an_impossible_number_of_a_size_is_not_read_from_a_label(client, seller, record):
    label = absolute(record.product.get_absolute_url())
    assert looked_up(client, f"{label}?co={'9' * 30}") == a_shelf(record)


@given(st.text(), st.sampled_from(["", "http://", "https://[", "http://localhost:8000/san-pham/"]))
def test_whatever_is_scanned_nothing_is_raised(text, before):
    assert scanned.read(before + text).text == (before + text)[: scanned.LONGEST].strip()


def test_a_photograph_comes_back_as_a_code_to_the_page_that_asked(client, seller, point, record):
    shelves = f"/quay/diem/{point.partner.code}/kho/?loc=thap#add"
    answer = send(client, photographed(a_label(ELEMENTS, Kind.DataMatrix, gs1=True)), to=shelves)
    page = urlsplit(answer["Location"])
    assert (page.path, page.fragment) == (f"/quay/diem/{point.partner.code}/kho/", "add")
    assert parse_qs(page.query)["loc"] == ["thap"]
    assert client.get(answer["Location"])["Location"] == a_shelf(record, f"lo={LOT}")


@pytest.mark.parametrize(
    "to", ["", "https://bad.example/quay/tim/", "//bad.example/", "/san-pham/", "http://["]
)
def test_it_leads_to_no_page_but_the_counters(client, seller, to):
    answer = send(client, a_label(GTIN[1:], Kind.EAN13), to=to)
    assert answer["Location"] == f"{FIND}?q={GTIN[1:]}"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Image.new("RGB", (400, 300), "white"), "Không thấy mã nào trong ảnh"),
        (b"%PDF-1.7 ...", "Đây không phải là ảnh"),
        (b"", "Đây không phải là ảnh"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(client, seller, file, words):
    answer = send(client, file)
    assert answer["Location"] == FIND
    page = client.get(FIND).content.decode()
    assert 'role="alert"' in page
    assert words in page


def test_without_a_photograph_one_is_asked_for(client, seller):
    client.post(SCAN, {"to": FIND})
    assert "Hãy chọn ảnh chụp mã" in client.get(FIND).content.decode()


def test_nobody_reads_photographs_without_end(client, seller):
    for _ in range(40):
        client.post(SCAN, {"to": FIND})
    send(client, a_label(GTIN[1:], Kind.EAN13))
    assert "Quá nhiều ảnh trong một phút" in client.get(FIND).content.decode()


def test_a_count_is_led_to_the_goods_that_are_scanned(client, seller, point, record):
    count = start_count(partner=point.partner, at=NOW, actor=seller)
    page = reverse("counter:count", kwargs={"code": point.partner.code, "pk": count.pk})
    assert client.get(page, {"q": GTIN[1:]})["Location"] == f"{page}{record.pk}/"
    assert client.get(page, {"q": "mật ong"}).status_code == 200
