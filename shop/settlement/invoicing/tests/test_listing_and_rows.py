"""Which orders an invoice is due for, and what its rows say, to the đồng and to the day."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from shop.forks.order.models import Order
from shop.fulfilment.states import Status
from shop.settlement.by_line import refund_lines
from shop.settlement.invoicing.files import COLUMNS, as_csv, as_xlsx
from shop.settlement.invoicing.listing import orders_in, partly_out
from shop.settlement.invoicing.rows import rows_by_order, rows_in
from shop.settlement.invoicing.tests.invoice_world import A_WEEK, DECEMBER, NOVEMBER, an_invoiced_order, out
from shop.settlement.invoicing.writing import Numbering, write_down
from shop.settlement.moving import move_on
from shop.settlement.refunding import ask, mark_failed
from shop.tests.worlds import NOW, a_point, a_product, a_seller, put_on_shelf

pytestmark = pytest.mark.django_db
#: A week later it is December.
LATER = NOW + 2 * A_WEEK


@pytest.fixture(autouse=True)
def rates(settings):
    settings.VAT_RATE, settings.VAT_RATE_DELIVERY = "8", "10"


@pytest.fixture
def actor():
    return a_seller()


def rows(order, period=NOVEMBER):
    """(units, rate, without VAT, VAT, đồng) of each row of the period."""
    found = rows_by_order([Order.objects.get(pk=order.pk)], period)[order.pk]
    return [(row.quantity, row.code, row.without, row.vat, row.amount) for row in found]


def numbered(order, actor, number=1, at=NOW):
    given = Numbering("1C26TDB", number, at.date())
    return write_down(order=order, given=given, seen=0, by=actor, at=at)


def two_parcels():
    tea, honey = a_product(), a_product()
    put_on_shelf(tea, 3, at=a_point())
    put_on_shelf(honey, 3)
    order = an_invoiced_order((tea, 1), (honey, 1))
    return order, *order.fulfilments.order_by("pk")


def test_an_order_is_listed_once_all_of_it_has_gone_out_by_the_day_of_its_last_parcel():
    order, first, second = two_parcels()

    out(order, parcels=[first])
    assert list(orders_in(NOVEMBER)) == []
    assert list(partly_out(NOVEMBER)) == [order]
    out(order, parcels=[second], at=LATER)

    assert list(orders_in(NOVEMBER)) == list(partly_out(NOVEMBER)) == []
    assert list(orders_in(DECEMBER)) == [order]
    assert orders_in(DECEMBER).get().went_out == LATER


def test_what_is_not_sold_is_in_no_invoice():
    placed, cancelled, came_back = (an_invoiced_order() for _ in range(3))
    move_on(fulfilment=cancelled.fulfilments.get(), to=Status.CANCELLED, at=NOW, note="thử")
    out(came_back, to=Status.CAME_BACK)

    assert list(orders_in(NOVEMBER)) == []
    assert rows(came_back) == []


def test_the_rows_are_the_lines_the_delivery_and_the_wrapping(settings):
    from shop.tests.worlds import a_basket

    settings.GIFT_WRAP_FEE, settings.VAT_RATE_GIFT_WRAP = 15_000, "5"
    plain = put_on_shelf(a_product(vat_rate="KCT"), 5, price=50_000).product
    taxed = put_on_shelf(a_product(), 5, price=185_000).product
    basket = a_basket((plain, 1), (taxed, 2))
    basket.gift_wrap = True
    order = out(an_invoiced_order(basket=basket))

    found = rows(order)

    assert found == [
        (1, "KCT", 50_000, 0, 50_000),
        (2, "8", 342_593, 27_407, 370_000),
        (1, "10", 27_273, 2_727, 30_000),
        (1, "5", 14_286, 714, 15_000),
    ]
    assert sum(amount for *_rest, amount in found) == order.total_incl_tax
    assert sum(without for *_rest, without, _vat, _amount in found) == order.total_excl_tax


def test_returned_goods_stand_with_minus_on_the_day_of_their_return(actor):
    order = out(an_invoiced_order(), to=Status.DELIVERED)
    line = order.lines.get()

    for key in ("a", "b"):
        how = {"came_back": False, "key": key, "at": LATER, "actor": actor, "note": "ẩm"}
        refund_lines(order=order, units={line.pk: 1}, **how)

    sold = (2, "8", 185_185, 14_815, 200_000)
    assert rows(order)[0] == sold
    back = rows(order, DECEMBER)
    assert [row[0] for row in back] == [-1, -1]
    assert [sum(column) for column in zip(*[row[2:] for row in back], strict=True)] == [-n for n in sold[2:]]
    assert list(orders_in(DECEMBER)) == [order]


def test_goodwill_lowers_the_price_and_a_refund_that_failed_does_not():
    order = out(an_invoiced_order(), to=Status.DELIVERED)
    ask(order=order, amount=10_800, reason="goodwill", key="g", at=NOW)
    failed = ask(order=order, amount=5_000, reason="goodwill", key="h", at=NOW)
    mark_failed(refund=failed, fault="thử", at=NOW)

    assert rows(order)[-1] == (-1, "8", -10_000, -800, -10_800)
    assert len(rows(order)) == 3


def test_what_comes_back_undelivered_after_its_invoice_takes_it_off_again(actor):
    order = out(an_invoiced_order())
    numbered(order, actor)
    move_on(fulfilment=order.fulfilments.get(), to=Status.CAME_BACK, at=LATER)

    assert [row[-1] for row in rows(order)] == [200_000, 30_000]
    assert [row[-1] for row in rows(order, DECEMBER)] == [-200_000, -30_000]
    assert list(orders_in(DECEMBER)) == [order]


def test_what_came_back_before_its_invoice_is_not_in_it_and_moves_no_month(actor):
    order, first, second = two_parcels()
    out(order, parcels=[first])
    out(order, parcels=[second], at=LATER)
    move_on(fulfilment=second, to=Status.CAME_BACK, at=LATER + A_WEEK)
    before = rows(order, DECEMBER)

    numbered(order, actor, at=LATER + 2 * A_WEEK)

    assert sum(amount for *_rest, amount in before) == first.amount
    assert rows(order, DECEMBER) == before
    assert rows(order) == list(orders_in(NOVEMBER)) == []
    assert list(orders_in(DECEMBER)) == [order]


def test_an_order_counts_on_the_day_on_which_the_rest_of_it_is_cancelled():
    order, first, second = two_parcels()
    out(order, parcels=[first])
    move_on(fulfilment=second, to=Status.CANCELLED, at=LATER, note="hết hàng")

    assert list(orders_in(NOVEMBER)) == []
    assert list(orders_in(DECEMBER)) == [order]
    assert sum(amount for *_rest, amount in rows(order, DECEMBER)) == first.amount


def test_the_queries_do_not_grow_with_the_orders(django_assert_max_num_queries):
    product = put_on_shelf(a_product(), 20).product
    for _ in range(4):
        out(an_invoiced_order((product, 1)))

    with django_assert_max_num_queries(9):
        assert len(list(rows_in(orders_in(NOVEMBER), NOVEMBER))) == 8


def test_both_files_say_the_same_and_run_nothing(actor):
    product = put_on_shelf(a_product("=1+1"), 5, price=50_001).product
    order = out(an_invoiced_order((product, 3)))
    type(order).objects.update(contact_name="+SUM(A1)")
    numbered(order, actor)

    found = list(rows_in(orders_in(NOVEMBER), NOVEMBER))
    sheet = load_workbook(io.BytesIO(as_xlsx(found))).active
    flat = list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig")), delimiter=";"))

    headings = [column.heading for column in COLUMNS]
    assert flat[0] == headings == [cell.value for cell in sheet[1]]
    first = dict(zip(headings, flat[1], strict=True))
    assert (first["Người mua"], first["Tên hàng hoá, dịch vụ"]) == ("'+SUM(A1)", "'=1+1")
    assert first["Mã số thuế"] == "0100109106"
    assert (first["Số lượng"], first["Đơn giá chưa thuế"], first["Thuế suất GTGT"]) == ("3", "46297,33", "8%")
    assert (first["Số hoá đơn đã lập"], first["Ngày hoá đơn"]) == ("1C26TDB 00000001", "23/11/2026")
    cells = dict(zip(headings, sheet[2], strict=True))
    assert cells["Tên hàng hoá, dịch vụ"].data_type == "s"
    assert Decimal(str(cells["Đơn giá chưa thuế"].value)) == Decimal("46297.33")
    assert (
        cells["Thành tiền"].value
        == 150_003
        == cells["Thành tiền chưa thuế"].value + cells["Tiền thuế GTGT"].value
    )
    assert sheet[3][7].value == "Giao hàng"
