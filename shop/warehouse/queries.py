"""Reading the papers, and checking that what is on its way is what left and not what arrived."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Sum
from django.db.models.functions import Least

from shop.fulfilment.queries import all_stock_differences
from shop.stock.models import Movement
from shop.warehouse.models import Shipment

_IN, _OUT = Movement.Kind.TRANSFER_IN, Movement.Kind.TRANSFER_OUT


def all_differences() -> list[str]:
    """What `verify_stock` prints and `/readyz` looks at; empty where all is well."""
    return [*all_stock_differences(), *shipment_differences()]


def shipment_differences() -> Iterator[str]:
    """Every transfer whose paper and ledger differ, one sentence each, in Vietnamese."""
    moved = _moved()
    transfers = Shipment.objects.exclude(source=None).annotate(
        on_paper=Sum("lines__quantity", default=0),
        came=Sum(Least("lines__arrived", "lines__quantity"), default=0),
    )
    for shipment in transfers.order_by("pk"):
        out, back = -moved[shipment.pk][_OUT], moved[shipment.pk][_IN]
        for what, paper, ledger in (("gửi đi", _left(shipment), out), ("đã nhận", _came(shipment), back)):
            if paper != ledger:
                yield f"Phiếu chuyển {shipment.code}: {what} {paper} trên phiếu, {ledger} trong sổ kho."


def _left(shipment):
    return shipment.on_paper if shipment.sent_at else 0


def _came(shipment):
    """Units that reached a shelf again: the destination's, or the source's where it came back whole."""
    if shipment.state == Shipment.State.RECEIVED:
        return shipment.came
    return _left(shipment) if shipment.state == Shipment.State.CANCELLED else 0


def _moved():
    """Shipment id → kind → units, as the ledger has them."""
    found = defaultdict(lambda: {_IN: 0, _OUT: 0})
    lines = Movement.objects.filter(kind__in=[_IN, _OUT], reference__startswith="shipment:")
    for kind, reference, units in lines.order_by().values_list("kind", "reference", "quantity"):
        found[int(reference.split(":")[1])][kind] += units
    return found
