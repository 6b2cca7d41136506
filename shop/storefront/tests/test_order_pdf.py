"""An order as a PDF: the same bytes for the same order and moment, in two languages, whatever names hold."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
import typst
from django.utils import translation

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Contact, Destination
from shop.fulfilment.operations import move_on
from shop.fulfilment.pick_up import spaced
from shop.fulfilment.queries import order_with_parcels
from shop.settlement.balance import balance
from shop.storefront.order_paper import paper_of
from shop.storefront.order_pdf import LAYOUT, PER_ADDRESS, as_pdf
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
HOSTILE = {
    "markup": '#panic() #eval("1") $x$ *b* _i_ `r` <label> @cite \\ // [ ] { } = head',
    "quotes": '\'""" \\u{0} %s {0} \x00\x07',
    "pictures": "🍯👨‍👩‍👧 蜂蜜 น้ำผึ้ง",
    "right to left": "مرحبا שלום \u202eevil\u202c",
    "a long word": "ă" * 110,
    "marks upon marks": "a" + "\u0323\u0302\u0301" * 30,
}


@pytest.fixture
def point():
    return a_point("Điểm OCOP Mường Lay")


def paper(order, language="vi"):
    with translation.override(language):
        order = order_with_parcels(order.key)
        lines = list(order.lines.all())
        return paper_of(order, [(each, lines) for each in order.fulfilments.all()], balance(order))


def fetched(point, name="Trà shan tuyết Tủa Chùa", **wish):
    product = put_on_shelf(a_product(name), 3, at=point, price=185_000).product
    return an_order((product, 2), destination=Destination(sales_point=point), **wish)


def words(paper):
    """All that the layout puts on the page, as the same library writes it for a browser."""
    how = {"root": LAYOUT.parent, "sys_inputs": {"order": json.dumps(paper)}, "ignore_system_fonts": True}
    return unescape(typst.compile(LAYOUT.read_bytes(), format="html", **how).decode())


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_it_says_all_that_was_agreed_to(point):
    order = fetched(point)
    move_on(fulfilment=order.fulfilments.get(), to="confirmed", at=NOW)

    said = json.dumps(paper(order), ensure_ascii=False)

    parcel = order.fulfilments.get()
    for expected in (
        order.number,
        "10:00 23/11/2026",
        "Lò Thị Thử, 0912345678",
        "Trà shan tuyết Tủa Chùa",
        "185.000\N{NO-BREAK SPACE}₫",
        "370.000\N{NO-BREAK SPACE}₫",
        "Trả tiền tại điểm bán",
        spaced(parcel.pick_up_code),
        "Nhận tại Điểm OCOP Mường Lay",
    ):
        assert expected in said, expected


def test_what_is_packed_can_be_fetched_and_is_expected_no_more(point):
    order = fetched(point)
    parcel = order.fulfilments.get()
    order.fulfilments.update(ready_by=NOW)

    move_on(fulfilment=parcel, to="confirmed", at=NOW)
    assert "Expected to be ready from" in str(paper(order, "en")["parcels"])
    move_on(fulfilment=parcel, to="packed", at=NOW)

    words = str(paper(order, "en")["parcels"])
    assert "It is packed: you can come." in words
    assert "Expected" not in words


def test_an_erased_order_names_nobody_and_leaves_no_comma(point):
    order = fetched(point)
    Order.objects.filter(pk=order.pk).update(contact_name="", contact_phone="")

    assert ["Người mua", "(đã xóa theo yêu cầu)"] in paper(order)["facts"]


def test_it_is_in_the_readers_language(client, point):
    order = fetched(point)

    assert paper(order)["title"] == f"Đơn hàng {order.number}"
    assert paper(order, "en")["title"] == f"Order {order.number}"
    assert paper(order, "en")["lang"] == "en"


def test_the_same_order_at_the_same_moment_is_the_same_file(point):
    order = fetched(point)

    one, other = (as_pdf(paper(order), at=NOW) for _each in range(2))

    assert one == other
    assert one != as_pdf(paper(order), at=NOW + timedelta(days=1))
    assert pages(one) == 1


def test_it_can_be_read_aloud(point):
    pdf = as_pdf(paper(fetched(point)), at=NOW)

    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(vi)" in pdf
    assert b"pdfuaid:part>1<" in pdf


def test_what_stands_in_the_paper_stands_on_the_page(point):
    order = fetched(point, "Mật ong #hoa $ban$")

    text = words(paper(order))

    assert "Mật ong #hoa $ban$" in text
    assert order.number in text


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_name_does_harm(point, name):
    contact = Contact(name=name.replace("\x00", "")[:120], phone="0912345678")
    order = fetched(point, "Chè thử", contact=contact)
    made = paper(order)
    made["parcels"][0]["lines"][0]["name"] = name

    pdf = as_pdf(made, at=NOW)

    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert pages(pdf) == 1
    assert "\u202e" not in json.dumps(paper(order), ensure_ascii=False)


def test_long_orders_go_on_on_the_next_page(point):
    made = paper(fetched(point))
    made["parcels"][0]["lines"] *= 60

    assert pages(as_pdf(made, at=NOW)) > 1


def test_whoever_has_the_link_downloads_it_and_no_cache_keeps_it(client, point):
    order = fetched(point)

    answer = client.get(f"{order.get_absolute_url()}don-hang.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{order.number}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF-")


def test_who_downloads_too_often_is_told_to_wait(client, point, time_machine):
    time_machine.move_to(NOW, tick=False)  # All within one minute, however slow this machine is.
    order = fetched(point)
    for _try in range(int(PER_ADDRESS.split("/")[0])):
        client.get(f"{order.get_absolute_url()}don-hang.pdf")

    answer = client.get(f"{order.get_absolute_url()}don-hang.pdf", follow=True)

    assert "Bạn đã thử quá nhiều lần" in answer.content.decode()
