"""An invoice: asked for at the checkout, listed at the office, and its number written down."""

from django.urls import reverse

from shop.accounts.models import User
from shop.demo.accounts import OFFICE
from shop.fulfilment.models import Fulfilment
from shop.invoices.models import InvoiceDetails
from shop.settlement.invoicing.writing import Numbering, write_down
from shop.tests.scenes import choosing
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.buying import ADDRESS, CHECKOUT, with_goods
from shop.tests.scenes.orders import brought_to
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW, an_order

DETAILS = InvoiceDetails(
    "0100109106", "Công ty TNHH Du lịch Mẫu", "Số 1, phố Mẫu, Hà Nội", "ketoan@example.com"
)


def asks_for_an_invoice(person):
    """Opens the part about the invoice, and misreads a digit of the tax code."""
    person.page.locator("#invoice > summary").click()
    typed = {"invoice_tax_code": "0100 109 107", "invoice_name": DETAILS.name}
    person.sends("phone", **ADDRESS, **typed)


def gone_out(invoice=DETAILS):
    """An order on its way; its buyer asked for an invoice."""
    one, other = choosing.for_sale()[:2]
    return brought_to(an_order((one, 2), (other, 1), now=NOW, invoice=invoice), Fulfilment.Status.SENT)


def the_list(client):
    """Orders that have gone out; one buyer asked for an invoice."""
    gone_out()
    gone_out(invoice=None)
    signed_in(client, OFFICE)
    return reverse("dashboard:invoice-list") + "?first=2026-11-01&last=2026-11-30&state=open"


def made_out():
    """An order with the number of its invoice."""
    order = gone_out()
    given = Numbering("1C26TDB", order.pk, NOW.date())
    write_down(order=order, given=given, seen=0, by=User.objects.get(email=OFFICE), at=NOW)
    return order


def at_the_office(client):
    """That order, as the office sees it."""
    order = made_out()
    signed_in(client, OFFICE)
    return reverse("dashboard:invoice-order", kwargs={"number": order.number})


SCENES = [
    Scene(
        "checkout-invoice",
        "Thanh toán: cần hoá đơn, mã số thuế sai",
        with_goods(then=CHECKOUT),
        Who.SHOPPER,
        asks_for_an_invoice,
        422,
    ),
    Scene("invoice-list", "Hoá đơn: các đơn đã giao", the_list, Who.OFFICE),
    Scene("invoice-order", "Hoá đơn của một đơn", at_the_office, Who.OFFICE),
    Scene("order-invoice", "Đơn có hoá đơn", lambda client: made_out().get_absolute_url(), Who.GUEST),
]
