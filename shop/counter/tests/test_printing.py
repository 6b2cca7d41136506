"""What a counter prints: what is to be taken, what lies in a parcel, and what is true of a product now."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.trace.operations import lot_named
from shop.counter.papers import PAPERS
from shop.counter.pick_list import pick_list
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.machines.qr import qr_path
from shop.stock.operations import receive
from shop.tests.worlds import (
    NOW,
    a_gift_set,
    a_point,
    a_product,
    a_seller,
    an_order,
    certify,
    put_on_shelf,
)
from shop.warehouse.shipping import send, set_line, write_shipment

pytestmark = pytest.mark.django_db
DAY = timezone.localdate(NOW)


@pytest.fixture
def seller(client, point):
    client.force_login(a_seller(point))
    return client


def with_lots(point, title, *lots):
    """A product with (code, units, use-by date) lots on the point's shelf."""
    record = put_on_shelf(a_product(title), 0, at=point)
    for code, units, ends in lots:
        lot = lot_named(product=record.product, code=code, use_by_date=ends) if code else None
        receive(stock=record, quantity=units, reference=f"nhập-{code}", at=NOW, lot=lot)
    return record


def to_pack(point, *items):
    parcel = an_order(*items, destination=Destination(sales_point=point)).fulfilments.get()
    move_on(fulfilment=parcel, to="confirmed", at=NOW)
    return parcel


def lots(pick):
    return [(lot and lot.code, units) for lot, units in pick.lots]


def test_what_ends_first_is_taken_first_for_all_parcels_together(point):
    later, soon = date(2027, 3, 1), date(2026, 12, 1)
    tea = with_lots(point, "Trà", ("SAU", 5, later), ("", 4, None), ("TRUOC", 2, soon))
    honey = with_lots(point, "Mật ong", ("M", 9, later))
    one = to_pack(point, (tea.product, 3), (honey.product, 1))
    other = to_pack(point, (tea.product, 6))
    picks = pick_list(point.partner, day=DAY)
    assert [pick.product.title for pick in picks] == ["Mật ong", "Trà"]
    assert lots(picks[1]) == [("TRUOC", 2), ("SAU", 5), (None, 2)]
    assert picks[1].orders == {one.order.number: 3, other.order.number: 6}
    assert [pick.missing for pick in picks] == [0, 0]


def test_what_is_past_its_date_is_not_taken_and_its_absence_is_said(point):
    tea = with_lots(point, "Trà", ("CU", 4, DAY), ("MOI", 1, DAY + timedelta(days=90)))
    to_pack(point, (tea.product, 3))
    (pick,) = pick_list(point.partner, day=DAY + timedelta(days=1))
    assert (lots(pick), pick.missing) == ([("MOI", 1)], 2)


def test_what_lies_packed_is_neither_wanted_nor_there(point):
    tea = with_lots(point, "Trà", ("A", 2, date(2026, 12, 1)), ("B", 5, date(2027, 3, 1)))
    move_on(fulfilment=to_pack(point, (tea.product, 2)), to="packed", at=NOW)
    to_pack(point, (tea.product, 1))
    (pick,) = pick_list(point.partner, day=DAY)
    assert (pick.units, lots(pick)) == (1, [("B", 1)])


def test_of_a_gift_set_its_parts_are_taken(point):
    tea = with_lots(point, "Trà", ("A", 9, date(2026, 12, 1)))
    gift = a_gift_set((tea.product, 2), title="Bộ quà", at=point)
    to_pack(point, (gift, 3))
    assert [(pick.product.title, pick.units) for pick in pick_list(point.partner, day=DAY)] == [("Trà", 6)]


def test_another_points_parcels_are_not_in_it(point):
    elsewhere = a_point()
    to_pack(elsewhere, (with_lots(elsewhere, "Trà", ("A", 9, None)).product, 1))
    assert pick_list(point.partner, day=DAY) == []


def test_a_pick_list_asks_as_often_however_much_is_to_be_taken(point, seller):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            seller.get(f"/quay/diem/{point.partner.code}/lay-hang/")
        return len(queries)

    to_pack(point, (with_lots(point, "Trà 0", ("A", 9, None)).product, 1))
    seller.get("/quay/")
    few = asked()
    for number in range(1, 6):
        to_pack(point, (with_lots(point, f"Trà {number}", ("A", 9, None), ("B", 1, None)).product, 1))
    assert asked() == few


def test_a_slip_names_buyer_lots_and_what_to_collect(point, seller, time_machine):
    time_machine.move_to(NOW, tick=False)
    tea = with_lots(point, "Trà", ("A1", 1, date(2026, 12, 24)), ("B2", 5, date(2027, 1, 24)))
    honey = with_lots(point, "Mật ong", ("M3", 9, date(2027, 2, 3)))
    gift = a_gift_set((honey.product, 2), title="Bộ quà Tết", price=300_000, at=point)
    parcel = to_pack(point, (tea.product, 2), (gift, 1))
    move_on(fulfilment=parcel, to="packed", at=NOW)
    html = seller.get(f"/quay/kien/{parcel.pk}/in/").content.decode()
    for words in (
        "Lò Thị Thử",
        "Bộ quà Tết",
        "2 × Mật ong",
        "1 · lô A1 · hạn sử dụng 24/12/2026",
        "1 · lô B2 · hạn sử dụng 24/01/2027",
        "lô M3 · hạn sử dụng 03/02/2027",
        "500.000\N{NO-BREAK SPACE}₫",
    ):
        assert words in html


def test_a_slip_says_nothing_of_another_points_part(seller, point):
    here, there = with_lots(point, "Trà", ("A", 1, None)), a_point("Điểm khác")
    other = put_on_shelf(a_product("Thổ cẩm"), 5, at=there, price=777_000)
    order = an_order((here.product, 1), (other.product, 1))
    parcel = order.fulfilments.get(partner=point.partner)
    html = seller.get(f"/quay/kien/{parcel.pk}/in/").content.decode()
    assert "Trà" in html
    assert "Thổ cẩm" not in html
    assert "777.000" not in html


def label(seller, record):
    return seller.get(f"/quay/diem/{record.partner.code}/kho/{record.pk}/nhan/").content.decode()


def test_a_label_shows_stars_only_while_their_certificate_is_in_force(client, point, time_machine):
    record = put_on_shelf(a_product("Trà"), 1, at=point, price=185_000)
    certify(record.product, stars=4, issued=date(2024, 1, 15))
    for moment, stars in ((datetime(2027, 1, 15, 12), 1), (datetime(2027, 1, 16, 12), 0)):
        time_machine.move_to(timezone.make_aware(moment), tick=False)
        client.force_login(a_seller(point))  # Nobody stays signed in for so long.
        html = label(client, record)
        assert html.count('class="stars"') == stars
        assert ("15/01/2027" in html) == bool(stars)
        assert "185.000\N{NO-BREAK SPACE}₫" in html


def test_its_code_leads_to_the_products_page(seller, point, settings):
    record = put_on_shelf(a_product("Trà"), 1, at=point)
    address = settings.PUBLIC_URL + record.product.get_absolute_url()
    assert f'd="{qr_path(address).path}"' in label(seller, record)


def test_what_has_no_page_has_no_code(seller, point):
    record = put_on_shelf(a_product("Trà", is_public=False), 1, at=point)
    assert "label__code" not in label(seller, record)


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_brings_its_own_measures(seller, point, paper):
    html = seller.get(f"/quay/diem/{point.partner.code}/lay-hang/?giay={paper}").content.decode()
    assert f"css/paper/{paper}.css" in html
    assert html.count("css/paper/") == 2


def test_there_is_no_other_paper(seller, point):
    assert seller.get(f"/quay/diem/{point.partner.code}/lay-hang/?giay=a5").status_code == 404


@pytest.mark.parametrize("paper", PAPERS)
def test_the_label_of_a_box_leads_who_receives_it_to_its_shipment(client, paper):
    source, destination = a_point("Điểm gửi"), a_point("Điểm nhận")
    sender = a_seller(source)
    shipment = write_shipment(sender=source.partner, destination=destination.partner, at=NOW, actor=sender)
    set_line(shipment=shipment, product=put_on_shelf(a_product(), 5, at=source).product, quantity=4)
    send(shipment=shipment, at=NOW, actor=sender)
    client.force_login(sender)

    page = client.get(f"/quay/diem/{source.partner.code}/chuyen-hang/{shipment.pk}/nhan/?giay={paper}")

    text = page.content.decode()
    assert "Điểm nhận" in text
    assert shipment.code in text
    leads_to = f"{settings.PUBLIC_URL}/quay/thung/{shipment.code}/"
    assert page.context["address"] == leads_to
    assert qr_path(leads_to).path in text
