"""Orders of a reader with an address at one point, and what was told of them."""

from datetime import timedelta

from shop.fulfilment.delivery import Contact, Destination
from shop.fulfilment.operations import move_on
from shop.messages.models import Message
from shop.messages.sending import send_due
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

READER = Contact(name="Lò Thị Thử", phone="0912345678", email="lo@example.com")


def the_point():
    """An open point with a telephone and hours on Mondays."""
    point = a_point("Điểm OCOP Mường Thanh", phone="0215123456")
    point.opening_periods.create(weekday=0, opens="07:30", closes="17:30")
    return point


def the_tea(point):
    """Twenty units on its shelf."""
    put_on_shelf(tea := a_product("Trà shan tuyết"), 20, at=point)
    return tea


def ordered(product, units=2, contact=READER, **wish):
    """An order to be sent."""
    return an_order((product, units), contact=contact, **wish)


def fetched(product, point, **wish):
    """An order to be fetched."""
    return ordered(product, destination=Destination(sales_point=point), **wish)


def kinds(order):
    """What was told of an order, in that order."""
    return list(Message.objects.filter(order=order).order_by("pk").values_list("kind", flat=True))


def brought(order, *steps, **how):
    """Its one parcel, moved on."""
    parcel = order.fulfilments.get()
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW, **how)
    return parcel


def sent(order, kind=None, at=NOW + timedelta(hours=30)):
    """Everything is sent; the e-mail about the order of a kind, or the last one."""
    send_due(clock=lambda: at)
    messages = Message.objects.filter(order=order, **({"kind": kind} if kind else {}))
    return messages.order_by("pk").last()
