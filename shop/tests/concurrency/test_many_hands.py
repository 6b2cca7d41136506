"""Thousands of things done to the same few shelves by many hands at once: no oversell, deadlock or lost line.

Each hand is a thread with random numbers of its own and keeps an account of what it was told had happened.
In the end the accounts of all hands together are what stands on the shelves. SQLite, which writes one at a
time whoever asks, does less of it.
"""

import itertools
import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection

from catalog.trace.operations import lot_named
from shop.forks.partner.models import StockRecord
from shop.fulfilment.exceptions import CannotPlace, PastUseBy, WrongState
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.fulfilment.operations import move_on
from shop.stock.exceptions import HoldEnded, NotEnoughOfLot, OutOfStock
from shop.stock.holds import expire_holds, hold, release_hold
from shop.stock.models import Hold, Movement
from shop.stock.operations import Entry, arrive, change, leave
from shop.stock.past_use_by import set_aside_past_use_by
from shop.tests.concurrency.together import at_once
from shop.tests.thorough import times
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse import counting
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.models import CountLine, Shipment, StockTake
from shop.warehouse.queries import all_differences
from shop.warehouse.receiving import Arrival, receive_shipment
from shop.warehouse.shipping import cancel, send, set_line, write_shipment
from shop.warehouse.taking_back import Returned, take_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HANDS = 8
#: Seconds that all of it may take on a busy machine before it counts as stuck.
LONGEST = 900
OPERATIONS = {"postgresql": times(2_000, 10_000), "sqlite": 1_000}
#: What somebody is told in words; anything else is a fault.
REFUSALS = (*(OutOfStock, NotEnoughOfLot, HoldEnded, WrongState, PastUseBy, CannotPlace, PaperRefused),)
Kind = Movement.Kind


class Hand:
    """One of many that work on the same shelves."""

    def __init__(self, number, shop):
        self.number, self.shop = number, shop
        self.random = random.Random(number)
        self.steps = itertools.count()
        #: Stock record id → units more (or fewer), as this hand was told.
        self.moved: Counter = Counter()
        self.done: Counter = Counter()

    def work(self, operations):
        """Does so many things, whatever they are."""
        doings = (
            *(self.receive, self.take, self.correct, self.hold, self.hold, self.let_go, self.sweep),
            *(self.transfer, self.end_a_transfer, self.end_a_transfer, self.count, self.decide),
            *(self.order, self.serve, self.serve, self.serve, self.bring_back),
        )
        for _ in range(operations):
            doing = self.random.choice(doings)
            try:
                doing()
            except REFUSALS as refusal:
                self.done[type(refusal).__name__] += 1
            else:
                self.done[doing.__name__] += 1

    def _any(self, objects):
        found = list(objects[:20])
        if not found:
            raise WrongState("there is none")
        return self.random.choice(found)

    def _record(self):
        return self.random.choice(self.shop["records"])

    def _entry(self, kind, reason=""):
        reference = f"{self.number}:{next(self.steps)}"
        return Entry(kind, reference, NOW, self.shop["keeper"], reason)

    def _lot(self, record):
        return self.random.choice([*self.shop["lots"][record.product_id], None])

    def receive(self):
        record, units = self._record(), self.random.randint(1, 3)
        arrive(stock_id=record.pk, units=units, entry=self._entry(Kind.RECEIPT), lot=self._lot(record))
        self.moved[record.pk] += units

    def take(self):
        record, units = self._record(), self.random.randint(1, 3)
        entry = self._entry(Kind.WRITE_OFF, "hỏng")
        if self.random.random() < 0.5:
            leave(stock_id=record.pk, units=units, entry=entry)
        else:
            leave(stock_id=record.pk, units=units, entry=entry, lot=self._lot(record))
        self.moved[record.pk] -= units

    def correct(self):
        record, difference = self._record(), self.random.choice([-2, -1, 1, 2])
        change(stock_id=record.pk, difference=difference, entry=self._entry(Kind.ADJUSTMENT, "đếm lại"))
        self.moved[record.pk] += difference

    def hold(self):
        records = self.random.sample(self.shop["records"], self.random.randint(1, 4))
        quantities = {record.pk: self.random.randint(1, 3) for record in records}
        ends = NOW + timedelta(minutes=self.random.choice([-1, 30]))
        hold(key=f"shopper {self.random.randint(1, 12)}", quantities=quantities, expires_at=ends)

    def let_go(self):
        release_hold(hold=self._any(Hold.objects.filter(state="live", key__startswith="shopper")))

    def sweep(self):
        expire_holds(now=NOW)
        set_aside_past_use_by(now=NOW)

    def transfer(self):
        source, destination = self.random.sample(self.shop["partners"], 2)
        shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=self.shop["keeper"])
        for product in self.shop["products"]:
            set_line(shipment=shipment, product=product, quantity=self.random.randint(0, 2))
        send(shipment=shipment, at=NOW, actor=self.shop["keeper"])
        for product_id, units in shipment.lines.values_list("product", "quantity"):
            self.moved[self.shop["shelf"][source.pk, product_id]] -= units

    def end_a_transfer(self):
        shipment = self._any(Shipment.objects.filter(state="sent").order_by("-pk"))
        lines = list(shipment.lines.all())
        if self.random.random() < 0.2:
            cancel(shipment=shipment, at=NOW, actor=self.shop["keeper"])
            came = {line: line.quantity for line in lines}
            partner_id = shipment.source_id
        else:
            came = {line: max(line.quantity + self.random.choice([-1, 0, 0, 1]), 0) for line in lines}
            arrivals = {line.pk: Arrival(units, 0, "đếm khác") for line, units in came.items()}
            receive_shipment(shipment=shipment, arrivals=arrivals, at=NOW, actor=self.shop["keeper"])
            partner_id = shipment.destination_id
        for line, units in came.items():
            self.moved[self.shop["shelf"][partner_id, line.product_id]] += units

    def count(self):
        record = self._record()
        stock_take = StockTake.objects.filter(partner=record.partner, state__in=StockTake.OPEN).first()
        if stock_take is None:
            stock_take = counting.start_count(partner=record.partner, at=NOW, actor=self.shop["keeper"])
        elif stock_take.state == StockTake.State.SUBMITTED:
            counting.count_again(stock_take=stock_take)
        how = {"at": NOW, "actor": self.shop["keeper"], "counted": self.random.randint(5, 20)}
        counting.enter(stock_take=stock_take, stock=record, lot=self._lot(record), **how)
        if self.random.random() < 0.5:
            counting.submit(stock_take=stock_take)

    def decide(self):
        line = self._any(CountLine.objects.filter(stock_take__state="submitted", verdict="pending"))
        try:
            counting.accept(line=line, reason="đếm khác", at=NOW, actor=self.shop["keeper"])
        except LineRefused:
            counting.reject(line=line, reason="")
        else:
            self.moved[line.stock_id] += line.difference

    def order(self):
        products = self.random.sample(self.shop["products"], self.random.randint(1, 2))
        an_order(*((product, self.random.randint(1, 2)) for product in products))

    def serve(self):
        parcel = self._any(Fulfilment.objects.open().order_by("?"))
        step = self.random.choice([*parcel.next_steps, parcel.next_steps[0]])
        move_on(fulfilment=parcel, to=step, at=NOW, actor=self.shop["keeper"])
        if step in Fulfilment.GONE_OUT:
            for stock_id, lots in PackedLot.objects.of_parcel(parcel).by_stock().items():
                self.moved[stock_id] -= sum(lots.values())

    def bring_back(self):
        parcel = self._any(Fulfilment.objects.filter(status="sent").order_by("?"))
        packed = PackedLot.objects.of_parcel(parcel).first()
        how = {"reason": "đổi ý", "at": NOW, "actor": self.shop["keeper"]}
        key = f"{self.number}:{next(self.steps)}"
        take_back(fulfilment=parcel, goods={packed.pk: Returned(1)}, key=key, **how)
        self.moved[packed.units.stock_id] += 1


@pytest.fixture
def shop():
    """Three products at two points and in the warehouse, in lots that have ended, end soon, and end late."""
    points, products = [a_point(), a_point(), None], [a_product() for _ in range(3)]
    records = [put_on_shelf(product, 15, at=point) for product in products for point in points]
    ends = {"CU": date(2026, 11, 1), "TUAN": date(2026, 11, 30), "NAM": date(2027, 11, 1)}
    return {
        "keeper": a_seller(),
        "products": products,
        "records": records,
        "partners": list({record.partner_id: record.partner for record in records}.values()),
        "shelf": {(record.partner_id, record.product_id): record.pk for record in records},
        "lots": {
            product.pk: [lot_named(product=product, code=code, use_by_date=day) for code, day in ends.items()]
            for product in products
        },
    }


def test_thousands_of_operations_of_eight_hands_leave_the_books_right(shop):
    hands = [Hand(number, shop) for number in range(HANDS)]
    operations = OPERATIONS[connection.vendor] // HANDS

    faults = at_once(lambda hand: hand.work(operations), hands, seconds=LONGEST)

    assert faults == [None] * HANDS, [repr(fault) for fault in faults if fault]
    assert all_differences() == []
    expected = {record.pk: 15 + sum(hand.moved[record.pk] for hand in hands) for record in shop["records"]}
    on_hand = dict(StockRecord.objects.values_list("pk", "num_in_stock"))
    assert on_hand == expected
    done = sum((hand.done for hand in hands), Counter())
    assert min(done[doing] for doing in ("order", "serve", "transfer", "decide", "bring_back")) > 0, done
    assert sum(done.values()) == operations * HANDS
