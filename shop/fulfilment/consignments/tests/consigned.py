"""Parcels that are packed to be sent, and what a carrier's machine is told of them."""

from shop.fulfilment.operations import move_on
from shop.fulfilment.states import Status
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

UNITS, GOODS, FEE = 2, 200_000, 30_000
WAY = (Status.CONFIRMED, Status.PACKED, Status.SENT)


def a_packed_parcel(*, point=None, until=Status.PACKED, **wish):
    """A parcel of two units at a point, paid on delivery unless said otherwise."""
    point = point or a_point("Điểm OCOP Mường Thanh", phone="0215 382 5999")
    product = a_product("Trà shan tuyết")
    put_on_shelf(product, 5, at=point)
    parcel = an_order((product, UNITS), **wish).fulfilments.get()
    for step in WAY[: WAY.index(until) + 1]:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return parcel
