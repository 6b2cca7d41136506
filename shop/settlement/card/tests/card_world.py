"""An order that is to be paid by card, a shopper on the hosted page, and events as the shop gets them."""

from shop.forks.order.models import Order
from shop.payments.card.events import read_event
from shop.settlement.card.events import take
from shop.settlement.card.models import ProviderEvent
from shop.settlement.card.paying import start
from shop.tests.stripe.server import SECRET
from shop.tests.stripe.webhook import signed
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

BACK = "https://shop.example/don-hang/abc/"
UNITS = 2


def a_card_order(**wish) -> Order:
    """Two of a product at 100,000 ₫, to be sent and paid by card. The stand-in has to be there."""
    product = a_product()
    put_on_shelf(product, 10)
    return an_order((product, UNITS), means="card", **wish)


def led_to_pay(order, at=NOW) -> str:
    """The id of the session to whose page the shopper is led."""
    return start(order=order, at=at, back_url=BACK).rpartition("/")[2]


def paid(stand_in, order, **how) -> str:
    """The shopper pays; the payment's name. Nobody tells the shop."""
    return stand_in.world.pay(led_to_pay(order), **how)["payment_intent"]


def tell(event, at=NOW, age=0):
    """The shop is told an event of the stand-in's, as its webhook would be."""
    return take(event=read_event(*signed(event, SECRET, age=age)), at=at)


def tell_all(stand_in, at=NOW) -> list[str]:
    """The shop is told everything that has happened so far, in order."""
    return [tell(event, at) for event in list(stand_in.world.events)]


def of_kind(stand_in, kind) -> dict:
    """The latest event of a kind."""
    return next(event for event in reversed(stand_in.world.events) if event["type"] == kind)


def states(order) -> set[str]:
    """The states of the order's parcels."""
    return set(order.fulfilments.values_list("status", flat=True))


def outcomes(kind) -> list[str]:
    """What the kept events of a kind have come to."""
    return list(ProviderEvent.objects.filter(kind=kind).values_list("outcome", flat=True))


def books(order) -> tuple[int, int]:
    """(đồng that came in, đồng that went back) by the order's ledger."""
    sources = order.sources.all()
    return int(sum(s.amount_debited for s in sources)), int(sum(s.amount_refunded for s in sources))
