"""Orders that have gone out, for tests of their invoices."""

from datetime import date, timedelta

from shop.fulfilment.states import Status
from shop.invoices.models import InvoiceDetails
from shop.settlement.invoicing.listing import Period
from shop.settlement.moving import move_on
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

DETAILS = InvoiceDetails("0100109106", "Công ty Thử", "Số 1, phố Thử", "ketoan@example.com")
#: The days around the moment of all worlds: a week to each side of a month's end far away.
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))
A_WEEK = timedelta(days=7)


def an_invoiced_order(*goods, **wish):
    """An order whose buyer asks for an invoice; of two units at 100,000 đồng unless goods are named."""
    goods = goods or ((put_on_shelf(a_product("Chè thử", vat_rate="8"), 9).product, 2),)
    return an_order(*goods, invoice=wish.pop("invoice", DETAILS), **wish)


def out(order, *, at=NOW, to=Status.SENT, parcels=None):
    """The order, its parcels (all of them) brought to where they go out, or beyond."""
    way = [Status.CONFIRMED, Status.PACKED, Status.SENT]
    way += [to] if to != Status.SENT else []
    for parcel in parcels or order.fulfilments.order_by("pk"):
        for step in way:
            move_on(fulfilment=parcel, to=step, at=at)
    return order
