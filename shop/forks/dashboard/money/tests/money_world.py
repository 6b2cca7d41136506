"""An order that is paid for, and the office that moves its money, for tests."""

from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Status
from shop.settlement.moving import move_on
from shop.settlement.receiving import receive
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

LIST = "/quan-tri/money/"
KEY = "k" * 22


def a_record():
    """Five units at 100,000 đồng."""
    return put_on_shelf(a_product("Chè thử"), 5, at=a_point())


def a_paid_order(record):
    """Two units and delivery: 230,000 đồng."""
    order = an_order((record.product, 2), means="transfer")
    receive(order=order, means="transfer", amount=230_000, reference="FT1", at=NOW)
    return order


def delivered(order, parcel=None):
    parcel = parcel or order.fulfilments.get()
    for step in (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED):
        move_on(fulfilment=parcel, to=step, at=NOW)


def agrees():
    return all_stock_differences() == [] == list(money_differences())


def step(client, order, name, **data):
    return client.post(f"{LIST}{order.number}/{name}/", {"key": KEY, **data})
