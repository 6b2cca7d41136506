"""An order and its money, as the buyer and as the office see it."""

from django.urls import reverse

from shop.demo.accounts import OFFICE
from shop.fulfilment.operations import lapse
from shop.fulfilment.states import Mover
from shop.settlement.moving import cancel_order
from shop.settlement.receiving import receive
from shop.settlement.refunding import ask
from shop.tests.scenes import choosing
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW, an_order


def unpaid(units=1):
    """An order that waits for a transfer."""
    return an_order((choosing.for_sale()[0], units), means="transfer", now=NOW)


def came(order, more=0):
    """All that it costs, and so much more."""
    amount = int(order.total_incl_tax) + more
    receive(order=order, means="transfer", amount=amount, reference=f"FT-{order.number}", at=NOW)
    return order


def lapsed():
    """An order whose time to pay is over."""
    order = unpaid()
    lapse(order=order, at=order.pay_by)
    return order


def short():
    """Its money came when somebody else had bought the rest."""
    order = unpaid()
    lapse(order=order, at=order.pay_by)
    product = order.lines.get().product
    an_order((product, choosing.for_sale().get(pk=product.pk).available), means="transfer", now=NOW)
    return came(order)


def cancelled():
    """Paid, and taken back by the buyer."""
    order = came(unpaid())
    cancel_order(order=order, at=NOW, by=Mover.SHOPPER, note="shopper")
    return order


def to_cancel(client):
    """The page that asks once more."""
    return reverse("orders:cancel", kwargs={"key": unpaid().key})


def at_the_office(name, *orders):
    """The office opens a page of the last of these orders, or the list of all."""

    def arrive(client):
        made = [make() for make in orders]
        signed_in(client, OFFICE)
        number = {"number": made[-1].number} if name == "money-order" else {}
        return reverse(f"dashboard:{name}", kwargs=number)

    return arrive


def too_much():
    """More came than was due; part of it is asked back."""
    order = came(unpaid(2), more=50_000)
    ask(order=order, amount=20_000, reason="overpaid", key=f"scene-{order.pk}", at=NOW)
    return order


def asks_for_more_than_there_is(person):
    """Gives back more than the buyer has paid."""
    form = person.page.locator("form:has([name=amount])")
    form.locator("[name=amount]").fill("99000000")
    form.locator("[name=note]").fill("Hộp bị móp")
    with person.page.expect_navigation():
        form.locator("[type=submit]").click()


BY, OFFICE_BY = Who.GUEST, Who.OFFICE
SCENES = [
    Scene("order-lapsed", "Đơn không trả tiền kịp", lambda client: lapsed().get_absolute_url(), BY),
    Scene("order-short", "Đơn đã trả tiền nhưng hết hàng", lambda client: short().get_absolute_url(), BY),
    Scene("order-paid-back", "Đơn đã hủy, tiền trên đường về", lambda c: cancelled().get_absolute_url(), BY),
    Scene("order-cancel", "Hủy đơn: hỏi lại", to_cancel, BY),
    Scene("money", "Tiền của các đơn", at_the_office("money-list", short, too_much), OFFICE_BY),
    Scene("money-none", "Tiền của các đơn: không có gì", at_the_office("money-list"), OFFICE_BY),
    Scene("money-order", "Tiền của một đơn", at_the_office("money-order", too_much), OFFICE_BY),
    Scene("money-short", "Tiền của đơn hết hàng", at_the_office("money-order", short), OFFICE_BY),
    Scene(
        "money-refused",
        "Trả lại quá nhiều",
        at_the_office("money-order", too_much),
        OFFICE_BY,
        asks_for_more_than_there_is,
        422,
    ),
]
