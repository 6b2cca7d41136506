"""Writing a shipment and sending it off: what a transfer sends leaves its source, a delivery is announced."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.producers.models import Producer
from catalog.products.models import Product
from catalog.text import one_line
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.exceptions import NotEnoughOfLot, OutOfStock
from shop.stock.lots import Which
from shop.stock.models import Movement
from shop.stock.operations import Entry, arrive, leave
from shop.warehouse.exceptions import AlreadyMovedOn, LineRefused, PaperRefused
from shop.warehouse.models import Shipment, ShipmentLine

State = Shipment.State
#: Without what is mistaken for one another when it is read from a box: 0 O, 1 I L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
MOST_UNITS = 1_000_000


@transaction.atomic
def write_shipment(
    *,
    sender: Partner | Producer,
    destination: Partner,
    at: datetime,
    actor,
    note: str = "",
    expected_date: date | None = None,
) -> Shipment:
    """A new draft. Raises PaperRefused where a point would send to itself."""
    if sender == destination:
        raise PaperRefused(_("A point does not send goods to itself. Choose another point."))
    is_transfer = isinstance(sender, Partner)
    return Shipment.objects.create(
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        source=sender if is_transfer else None,
        producer=None if is_transfer else sender,
        destination=destination,
        expected_date=expected_date,
        note=one_line(note),
        created_at=at,
        created_by=actor,
    )


@transaction.atomic
def set_line(
    *,
    shipment: Shipment,
    product: Product,
    quantity: int,
    lot: Lot | None = None,
    instead_of: ShipmentLine | None = None,
) -> None:
    """Writes how many units of a product (of a lot, where one is named) a draft sends; 0 takes it out.

    `instead_of` is the line of the draft that is changed, whose lot may become another.
    Raises AlreadyMovedOn where it is no draft any more, PaperRefused for what has no stock of its own or for
    a number that is none.
    """
    _still(shipment, State.DRAFT)
    if not 0 <= quantity <= MOST_UNITS:
        raise PaperRefused(_("So many units are not possible. Check the number."))
    if not product.has_own_stock:
        raise PaperRefused(_("“%(product)s” has no stock of its own.") % {"product": product.get_title()})
    if instead_of is not None:
        shipment.lines.filter(pk=instead_of.pk).exclude(product=product, lot=lot).delete()
    line = shipment.lines.filter(product=product, lot=lot)
    if quantity == 0:
        line.delete()
    elif not line.update(quantity=quantity):
        ShipmentLine.objects.create(shipment=shipment, product=product, lot=lot, quantity=quantity)


@transaction.atomic
def send(*, shipment: Shipment, at: datetime, actor) -> None:
    """Sends a draft off; of a transfer every unit leaves the source now, and each line names its lot.

    Raises PaperRefused for a shipment of nothing, LineRefused where a line asks for more than is free, and
    AlreadyMovedOn; nothing is changed then.
    """
    move_state(shipment, State.DRAFT, state=State.SENT, sent_at=at, sent_by=actor)
    lines = list(shipment.lines.select_related("product", "lot").order_by("pk"))
    if not lines:
        raise PaperRefused(_("There is nothing in this shipment. Add goods first."))
    if shipment.is_transfer:
        records = _records(shipment.source, lines)
        # In the order of all stock operations; of one product the lots that are named come first.
        lines.sort(key=lambda line: (records[line.product_id], line.lot is None))
        for line in lines:
            _take(line, records[line.product_id], at, actor)


def _records(partner, lines):
    products = {line.product_id for line in lines}
    records = StockRecord.objects.filter(partner=partner, product__in=products)
    found = dict(records.values_list("product", "pk"))
    for line in lines:
        if line.product_id not in found:
            said = _("“%(product)s” is not kept at this point.")
            raise LineRefused(line.pk, said % {"product": line.product.full_title})
    return found


def _take(line, stock_id, at, actor):
    entry = Entry(Movement.Kind.TRANSFER_OUT, line.reference, at, actor)
    try:
        lots = leave(stock_id=stock_id, units=line.quantity, entry=entry, lot=line.lot or Which.FIRST_TO_END)
    except (OutOfStock, NotEnoughOfLot) as shortage:
        raise LineRefused(line.pk, _shortage(line, stock_id, shortage)) from shortage
    line.delete()
    for lot_id, units in lots.items():
        _add(line, lot_id, units)


def _add(line, lot_id, units):
    same = {"shipment_id": line.shipment_id, "product_id": line.product_id, "lot_id": lot_id}
    there, is_new = ShipmentLine.objects.get_or_create(**same, defaults={"quantity": units})
    if not is_new:
        there.quantity += units
        there.save(update_fields=["quantity"])


def _shortage(line, stock_id, shortage):
    if isinstance(shortage, NotEnoughOfLot) and shortage.lot:
        said = _("Of lot %(lot)s only %(left)s are free.")
        return said % {"lot": shortage.lot.code, "left": shortage.left}
    left = StockRecord.objects.get(pk=stock_id).net_stock_level
    if isinstance(shortage, NotEnoughOfLot):
        left = min(left, shortage.left)
    said = _("Only %(left)s of “%(product)s” are free; the others are promised to orders or past their date.")
    return said % {"left": left, "product": line.product.full_title}


@transaction.atomic
def cancel(*, shipment: Shipment, at: datetime, actor) -> None:
    """Gives up a draft, a delivery that will not come, or a transfer that came back to its source whole.

    What a transfer had taken goes back to the lots that it came from. Raises AlreadyMovedOn.
    """
    seen = Shipment.objects.get(pk=shipment.pk).state
    possible = [state for state in (State.DRAFT, State.SENT) if state == seen]
    move_state(shipment, *possible, state=State.CANCELLED, ended_at=at, ended_by=actor)
    if seen == State.SENT and shipment.is_transfer:
        lines = list(shipment.lines.select_related("lot").order_by("pk"))
        records = _records(shipment.source, lines)
        for line in sorted(lines, key=lambda line: (records[line.product_id], line.pk)):
            entry = Entry(Movement.Kind.TRANSFER_IN, line.reference, at, actor)
            arrive(stock_id=records[line.product_id], units=line.quantity, entry=entry, lot=line.lot)


def _still(shipment, *states):
    locked = Shipment.objects.select_for_update(no_key=True).get(pk=shipment.pk)
    if locked.state not in states:
        raise _moved_on(locked)


def move_state(shipment, *seen, **values):
    """Compares and sets the state; this write is the first statement of its transaction.

    Raises AlreadyMovedOn where it is in none of the states `seen`.
    """
    if not Shipment.objects.filter(pk=shipment.pk, state__in=seen).update(**values):
        raise _moved_on(Shipment.objects.get(pk=shipment.pk))


def _moved_on(shipment):
    said = _("Nothing was changed: somebody was quicker. The shipment is now: %(state)s.")
    return AlreadyMovedOn(said % {"state": shipment.get_state_display()})
