"""What a point's staff do with their own shelves: receive, write off, correct, count."""

from datetime import date

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from catalog.trace.models import Lot
from shop.forks.partner.models import StockRecord
from shop.stock.exceptions import NotEnoughOfLot, OutOfStock
from shop.stock.lots import Which
from shop.stock.models import LotStock, Movement
from shop.stock.operations import Entry, adjust, leave
from shop.warehouse import counting
from shop.warehouse.exceptions import AlreadyMovedOn, PaperRefused
from shop.warehouse.models import CountLine, StockTake
from shop.warehouse.receiving import Arrival, receive_at_once, receive_shipment
from shop.warehouse.shipping import send, set_line, write_shipment
from shop.warehouse.tests.machine.shop import CHOICE, LOT, PLACE, SHELF, UNITS, Shop, chosen


class Staff(Shop):
    """Goods that come, leave and are counted."""

    @rule(shelf=SHELF, units=UNITS, named=LOT)
    def receive(self, shelf, units, named):
        self._bring(self._record(shelf), units, named)

    @rule(place=PLACE, product=st.integers(0, 1), units=UNITS, named=LOT, off=st.integers(-1, 1))
    def a_producer_brings_something(self, place, product, units, named, off):
        """As much as was announced, at once; or more or less of it, and a unit is spoilt."""
        partner, product = self.partners[place], self.products[product]
        shipment = write_shipment(sender=self.producer, destination=partner, at=self.now, actor=self.keeper)
        lot = self._lot(product, named)
        set_line(shipment=shipment, product=product, lot=lot, quantity=units)
        if off:
            send(shipment=shipment, at=self.now, actor=self.keeper)
            arrival = Arrival(units + off, min(units + off, 1), "đường xấu")
            arrivals = {shipment.lines.get().pk: arrival}
            receive_shipment(shipment=shipment, arrivals=arrivals, at=self.now, actor=self.keeper)
            units = arrival.units - arrival.damaged
        else:
            receive_at_once(shipment=shipment, at=self.now, actor=self.keeper)
        self.done["delivered"] += 1
        record = StockRecord.objects.get(product=product, partner=partner)
        self._move(record.pk, {lot.pk if lot else None: units}, +1)

    @rule(shelf=SHELF, units=UNITS, named=st.one_of(st.just(Which.FIRST_TO_END), LOT))
    def write_off(self, shelf, units, named):
        record = self._record(shelf)
        lot = named if named is Which.FIRST_TO_END else self._lot(record.product, named)
        entry = Entry(Movement.Kind.WRITE_OFF, self._reference(), self.now, self.keeper, "hỏng")
        try:
            taken = leave(stock_id=record.pk, units=units, entry=entry, lot=lot)
        except (OutOfStock, NotEnoughOfLot):
            return
        assert sum(taken.values()) == units
        self.done["written off"] += 1
        if lot is Which.FIRST_TO_END:
            self._assert_first_to_end(record.pk, taken)
        self._move(record.pk, taken, -1)

    def _assert_first_to_end(self, stock_id, taken):
        """Nothing that has ended was taken, and nothing is left that ends before what was taken."""
        day = timezone.localdate(self.now)
        ends = {lot_id: self._end(lot_id) for lot_id in taken}
        assert all(end >= day for end in ends.values())
        for row in LotStock.objects.filter(stock=stock_id).exclude(lot__in=[t for t in taken if t]):
            is_left = row.on_hand > row.packed and row.lot_id not in taken
            assert not (is_left and day <= self._end(row.lot_id) < max(ends.values()))

    def _end(self, lot_id):
        lot = Lot.objects.get(pk=lot_id) if lot_id else None
        return (lot and lot.use_by_date) or date.max

    @rule(shelf=SHELF, difference=st.integers(-3, 3).filter(bool))
    def adjust(self, shelf, difference):
        record = self._record(shelf)
        before = self._by_lot(record.pk)
        how = {"reason": "đếm lại", "reference": self._reference(), "at": self.now, "actor": self.keeper}
        try:
            adjust(stock=record, difference=difference, **how)
        except (OutOfStock, NotEnoughOfLot):
            assert self._by_lot(record.pk) == before
            return
        self.done["adjusted"] += 1
        self._take_over(record.pk, difference)

    def _by_lot(self, stock_id):
        return dict(LotStock.objects.filter(stock=stock_id).values_list("lot", "on_hand"))

    def _take_over(self, stock_id, difference):
        """Takes the lots from the books, after a look that they changed by `difference` in all."""
        mine = sum(units for (pk, _lot), units in self.there.items() if pk == stock_id)
        theirs = self._by_lot(stock_id)
        assert sum(theirs.values()) == mine + difference
        self.there.update(
            {(stock_id, lot): units - self.there[stock_id, lot] for lot, units in theirs.items()}
        )

    @rule(place=PLACE, product=st.integers(0, 1), counted=st.integers(0, 6), named=LOT, is_last=st.booleans())
    def count(self, place, product, counted, named, is_last):
        """Opens a count where none is, counts one lot, and hands it in where that is the last."""
        partner = self.partners[place]
        stock_take = StockTake.objects.filter(partner=partner, state__in=StockTake.OPEN).first()
        if stock_take is None:
            stock_take = counting.start_count(partner=partner, at=self.now, actor=self.keeper)
        record = StockRecord.objects.get(product=self.products[product], partner=partner)
        lot = self._lot(record.product, named)
        how = {"stock": record, "lot": lot, "counted": counted, "at": self.now, "actor": self.keeper}
        try:
            counting.enter(stock_take=stock_take, **how)
        except AlreadyMovedOn:
            assert stock_take.state == StockTake.State.SUBMITTED
        else:
            if is_last:
                counting.submit(stock_take=stock_take)

    @precondition(lambda self: CountLine.objects.filter(stock_take__state="submitted").exists())
    @rule(choice=CHOICE, is_accepted=st.booleans())
    def decide(self, choice, is_accepted):
        line = chosen(CountLine.objects.filter(stock_take__state="submitted"), choice)
        try:
            if is_accepted:
                counting.accept(line=line, reason="đếm thiếu", at=self.now, actor=self.keeper)
                self._move(line.stock_id, {line.lot_id: line.difference}, +1)
                self.done["difference applied"] += bool(line.difference)
            else:
                counting.reject(line=line, reason="")
        except PaperRefused:
            return

    @precondition(lambda self: StockTake.objects.filter(state="submitted").exists())
    @rule(choice=CHOICE)
    def close_count(self, choice):
        try:
            counting.close(
                stock_take=chosen(StockTake.objects.filter(state="submitted"), choice),
                at=self.now,
                actor=self.keeper,
            )
        except PaperRefused:
            return
        self.done["count closed"] += 1
