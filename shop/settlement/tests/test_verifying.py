"""`verify_money` is silent where all is well, and names each of the faults that are planted here."""

import pytest
from django.core.management import CommandError, call_command

from shop.forks.order.models import Order
from shop.forks.payment.models import Source
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Status
from shop.settlement.models import Refund, RefundLine
from shop.settlement.moving import move_on
from shop.settlement.receiving import receive
from shop.settlement.refunding import ask, mark_sent
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def orders(settings):
    """One order of each kind: unpaid, paid, paid with a refund, with cash handed over."""
    settings.BANK_ACCOUNT = "0123456789"
    settings.VAT_RATE = settings.VAT_RATE_DELIVERY = "8"
    point = a_point()
    product = a_product()
    put_on_shelf(product, 20, at=point)
    made = {kind: an_order((product, 2), means="transfer") for kind in ("unpaid", "paid", "refunded")}
    for kind in ("paid", "refunded"):
        receive(order=made[kind], means="transfer", amount=230_000, reference=kind, at=NOW)
    refund = ask(order=made["refunded"], amount=30_000, reason="goodwill", key="r", at=NOW)
    mark_sent(refund=refund, reference="back", at=NOW)
    made["cash"] = an_order((product, 2), destination=Destination(sales_point=point))
    parcel = made["cash"].fulfilments.get()
    for step in (Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER):
        move_on(fulfilment=parcel, to=step, at=NOW)
    return made


def of(orders, kind):
    return Order.objects.filter(pk=orders[kind].pk)


def parcels(orders, kind):
    return Fulfilment.objects.filter(order=orders[kind])


def sources(orders, kind):
    return Source.objects.filter(order=orders[kind])


#: What is planted, and a part of the sentence that names it.
PLANTED = {
    "a sum that came in": (lambda o: sources(o, "paid").update(amount_debited=1), "đã thu 1"),
    "a sum that went back": (lambda o: sources(o, "refunded").update(amount_refunded=1), "đã trả 1"),
    "a parcel's amount": (lambda o: parcels(o, "paid").update(amount=230_001), "230001"),
    "an order's total": (lambda o: of(o, "paid").update(total_incl_tax=229_999), "tổng 229999"),
    "a delivery fee": (lambda o: of(o, "paid").update(shipping_incl_tax=1), "giao hàng 1"),
    "a line's price": (lambda o: o["paid"].lines.update(line_price_incl_tax=1), "kiện"),
    "goods without money": (lambda o: parcels(o, "unpaid").update(status="new", confirm_by=NOW), "còn thiếu"),
    "money without goods": (
        lambda o: parcels(o, "paid").update(status="unpaid"),
        "đã đủ tiền mà chưa chuyển",
    ),
    "a refund that never left": (
        lambda o: Refund.objects.filter(order=o["refunded"]).update(reference="khác"),
        "không có trong sổ",
    ),
    "a refund beyond what came": (
        lambda o: Refund.objects.create(
            order=o["paid"],
            source=sources(o, "paid").get(),
            key="x",
            amount=230_001,
            reason="goodwill",
            asked_at=NOW,
        ),
        "trả lại nhiều hơn đã thu",
    ),
    "money for a line that never came": (
        lambda o: RefundLine.objects.create(
            refund=Refund.objects.get(), line=o["refunded"].lines.get(), quantity=1, amount=30_000
        ),
        "cho hàng chưa tới người mua",
    ),
    "an order's state": (lambda o: of(o, "paid").update(status="completed"), "trạng thái completed"),
    "a line's price without VAT": (
        lambda o: o["paid"].lines.update(line_price_excl_tax=185_186),
        "chưa thuế ghi 185186.00, theo thuế suất 8 là 185185",
    ),
    "a line's rate": (lambda o: o["paid"].lines.update(tax_code="10"), "theo thuế suất 10 là 181818"),
    "a line's unknown rate": (lambda o: o["paid"].lines.update(tax_code="7"), "không có thuế suất '7'"),
    "a delivery's rate": (
        lambda o: of(o, "paid").update(shipping_tax_code="5"),
        "phí giao hàng: chưa thuế ghi 27778.00, theo thuế suất 5 là 28571",
    ),
    "an order's total without VAT": (
        lambda o: of(o, "paid").update(total_excl_tax=1),
        "tổng chưa thuế ghi 1, các phần cộng lại 212963",
    ),
    "a surcharge without VAT": (
        lambda o: o["paid"].surcharges.create(
            name="Gói quà", code="x", incl_tax=108, excl_tax=99, tax_code="8"
        ),
        "Gói quà: chưa thuế ghi 99.00, theo thuế suất 8 là 100",
    ),
    "cash that was not written down": (
        lambda o: parcels(o, "cash").update(amount=300_000),
        "đã giao 300.000",
    ),
}


def test_where_all_is_well_it_says_so(capsys):
    call_command("verify_money")

    assert "không có sai lệch" in capsys.readouterr().out


@pytest.mark.parametrize("fault", PLANTED)
def test_each_planted_fault_is_named(orders, fault, capsys):
    plant, words = PLANTED[fault]
    plant(orders)

    with pytest.raises(CommandError, match="sai lệch"):
        call_command("verify_money")

    assert words in capsys.readouterr().out


def test_the_number_of_queries_does_not_grow_with_the_orders(orders, django_assert_max_num_queries):
    for _ in range(3):
        an_order((orders["paid"].lines.get().product, 1))

    with django_assert_max_num_queries(21):
        assert list(money_differences()) == []
