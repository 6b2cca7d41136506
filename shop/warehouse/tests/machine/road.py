"""Transfers between the points: sent, received with a difference, or turned back."""

from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.forks.partner.models import StockRecord
from shop.stock.models import LotStock
from shop.warehouse.exceptions import PaperRefused
from shop.warehouse.models import Shipment
from shop.warehouse.receiving import Arrival, receive_shipment
from shop.warehouse.shipping import cancel, send, set_line, write_shipment
from shop.warehouse.tests.machine.shop import CHOICE, PLACE, Shop, chosen


class Road(Shop):
    """What is between two points."""

    @rule(
        route=st.tuples(PLACE, PLACE), wanted=st.tuples(st.integers(0, 3), st.integers(0, 3)), by_name=CHOICE
    )
    def send_a_transfer(self, route, wanted, by_name):
        source, destination = (self.partners[place] for place in route)
        try:
            shipment = write_shipment(sender=source, destination=destination, at=self.now, actor=self.keeper)
        except PaperRefused:
            assert source == destination
            return
        for product, units in zip(self.products, wanted, strict=True):
            set_line(shipment=shipment, product=product, quantity=units)
        row = chosen(LotStock.objects.filter(stock__partner=source, on_hand__gt=F("packed")), by_name)
        if row and by_name % 3 == 0:
            set_line(shipment=shipment, product=row.stock.product, lot=row.lot, quantity=1)
        try:
            send(shipment=shipment, at=self.now, actor=self.keeper)
        except PaperRefused:
            return
        self.done["transfer sent"] += 1
        for line in shipment.lines.all():
            record = StockRecord.objects.get(product=line.product, partner=source)
            self._move(record.pk, {line.lot_id: line.quantity}, -1)

    @precondition(lambda self: Shipment.objects.filter(state="sent").exists())
    @rule(choice=CHOICE, off=st.integers(-2, 2), damaged=st.integers(0, 1))
    def receive_a_transfer(self, choice, off, damaged):
        shipment = chosen(Shipment.objects.filter(state="sent"), choice)
        arrivals = {}
        for line in shipment.lines.all():
            units = max(line.quantity + off, 0)
            spoilt = min(damaged, units)
            reason = "đường xấu" if units != line.quantity or spoilt else ""
            arrivals[line.pk] = Arrival(units, spoilt, reason)
        receive_shipment(shipment=shipment, arrivals=arrivals, at=self.now, actor=self.keeper)
        for line in shipment.lines.all():
            self.done["came short"] += bool(line.short)
            self.done["came over"] += bool(line.over)
            self.done["came damaged"] += bool(line.damaged)
            record = StockRecord.objects.get(product=line.product, partner=shipment.destination)
            self._move(record.pk, {line.lot_id: line.arrived - line.damaged}, +1)

    @precondition(lambda self: Shipment.objects.filter(state__in=["draft", "sent"]).exists())
    @rule(choice=CHOICE)
    def turn_a_shipment_back(self, choice):
        shipment = chosen(Shipment.objects.filter(state__in=["draft", "sent"]), choice)
        cancel(shipment=shipment, at=self.now, actor=self.keeper)
        if shipment.sent_at and shipment.is_transfer:
            self.done["transfer turned back"] += 1
            for line in shipment.lines.all():
                record = StockRecord.objects.get(product=line.product, partner=shipment.source)
                self._move(record.pk, {line.lot_id: line.quantity}, +1)
