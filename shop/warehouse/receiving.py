"""Receiving a shipment: what came is counted against what was announced; each difference has a reason."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.pictures.closed import Small
from catalog.text import one_line
from catalog.trace.exceptions import NotThisLot
from shop.stock.exceptions import NoStockKept
from shop.stock.models import Movement
from shop.stock.operations import Entry, arrive, leave, record_at
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.labels import LotLabel, lot_on_label
from shop.warehouse.models import Shipment
from shop.warehouse.shipping import MOST_UNITS, move_state, send

State = Shipment.State
Kind = Movement.Kind


@dataclass(frozen=True)
class Arrival:
    """What came of one line: units in all, how many of them are damaged, and why that differs."""

    units: int
    damaged: int = 0
    reason: str = ""
    label: LotLabel = LotLabel()
    photograph: Small | None = None


@transaction.atomic
def receive_shipment(*, shipment: Shipment, arrivals: dict[int, Arrival], at: datetime, actor) -> None:
    """Takes a shipment that is on its way into the destination's stock. `arrivals` has each line's id.

    What came beyond what a point sent is adjusted with its reason, what is damaged is written off at once,
    and what did not come stays named on the line: nothing appears or vanishes unsaid.
    Raises LineRefused (a difference without a reason, a lot that contradicts itself), PaperRefused where a
    line is missing, AlreadyMovedOn; nothing is changed then.
    """
    move_state(shipment, State.SENT, state=State.RECEIVED, ended_at=at, ended_by=actor)
    lines = {line.pk: line for line in shipment.lines.select_related("product", "lot")}
    if lines.keys() != arrivals.keys():
        raise PaperRefused(_("Say for every line how many came, 0 where nothing did."))
    booked = [(_write_down(line, arrivals[pk]), line) for pk, line in lines.items()]
    _book(shipment, [line for _said, line in booked], at, actor)


def _write_down(line, arrival):
    if not 0 <= arrival.damaged <= arrival.units <= MOST_UNITS:
        raise LineRefused(line.pk, _("No more can be damaged than came."))
    reason = one_line(arrival.reason)
    if (arrival.units != line.quantity or arrival.damaged) and not reason:
        raise LineRefused(line.pk, _("Say why this differs from what was announced."))
    line.arrived, line.damaged, line.reason = arrival.units, arrival.damaged, reason
    _name_lot(line, arrival.label)
    if arrival.photograph:
        line.photograph.save(arrival.photograph.file.name, arrival.photograph.file, save=False)
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as twice:
        said = _("This lot is in the shipment twice. Put both into one line.")
        raise LineRefused(line.pk, said) from twice


def _name_lot(line, label):
    """A lot that came with the goods; one that the sender has named stays."""
    if line.lot is None:
        try:
            line.lot = lot_on_label(shipment=line.shipment, product=line.product, label=label)
        except NotThisLot as wrong:
            raise LineRefused(line.pk, str(wrong)) from wrong


def _record_of(line, partner):
    try:
        return record_at(partner=partner, product=line.product)
    except NoStockKept as became_a_set:
        said = _("“%(product)s” has no stock of its own.") % {"product": line.product.get_title()}
        raise LineRefused(line.pk, said) from became_a_set


def _book(shipment, lines, at, actor):
    came = [line for line in lines if line.arrived]
    records = {line.product_id: _record_of(line, shipment.destination) for line in came}
    for line in sorted(came, key=lambda line: (records[line.product_id].pk, line.pk)):
        stock_id = records[line.product_id].pk
        for kind, units in _arrivals(shipment, line):
            entry = Entry(kind, line.reference, at, actor, line.reason)
            arrive(stock_id=stock_id, units=units, entry=entry, lot=line.lot)
        if line.damaged:
            entry = Entry(Kind.WRITE_OFF, line.reference, at, actor, line.reason)
            leave(stock_id=stock_id, units=line.damaged, entry=entry, lot=line.lot)


def _arrivals(shipment, line):
    """(kind, units) of what the ledger says. What a point sent and what came beyond it are two things."""
    if not shipment.is_transfer:
        yield Kind.RECEIPT, line.arrived
        return
    if expected := line.arrived - line.over:
        yield Kind.TRANSFER_IN, expected
    if line.over:
        yield Kind.ADJUSTMENT, line.over


@transaction.atomic
def receive_at_once(*, shipment: Shipment, at: datetime, actor) -> None:
    """Takes in what a producer has brought without announcing it: a draft, all of which is there.

    Raises PaperRefused for a draft of nothing or a transfer's, AlreadyMovedOn.
    """
    if shipment.is_transfer:
        raise PaperRefused(_("What another point sends is received when it comes."))
    send(shipment=shipment, at=at, actor=actor)
    arrivals = {line.pk: Arrival(line.quantity) for line in shipment.lines.all()}
    receive_shipment(shipment=shipment, arrivals=arrivals, at=at, actor=actor)
