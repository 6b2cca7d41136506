"""Whatever is done to stock, in whatever order, the books agree after every step.

The machine keeps its own simple account of each shelf and compares: on hand is the ledger's sum, promised is
what live holds and open parcels promise, and 0 ≤ promised ≤ on hand.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shop.forks.partner.models import StockRecord
from shop.fulfilment.exceptions import NotEnoughStock, WrongState
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_overdue, move_on
from shop.fulfilment.queries import all_stock_differences
from shop.stock.exceptions import HoldEnded, OutOfStock
from shop.stock.models import Hold
from shop.stock.operations import adjust, expire_holds, hold, receive, release_hold
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf

SHELF = st.integers(0, 3)
UNITS = st.integers(1, 4)
SHOPPER = st.sampled_from(["anh", "binh", "chi"])
STEP = st.sampled_from(Fulfilment.Status.values)


class StockMachine(RuleBasedStateMachine):
    """Two products at a point and in the warehouse; shoppers, staff and time act on them at random."""

    @initialize()
    def open_shop(self):
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.now, self.steps = NOW, 0
        self.keeper, point = a_seller(), a_point()
        self.products = [a_product(), a_product()]
        records = [put_on_shelf(p, 2, at=at) for p in self.products for at in (point, None)]
        self.records = [record.pk for record in records]
        self.on_hand = dict.fromkeys(self.records, 2)

    def teardown(self):
        if hasattr(self, "scope"):
            transaction.set_rollback(True)
            self.scope.__exit__(None, None, None)

    def _record(self, shelf):
        return StockRecord.objects.get(pk=self.records[shelf])

    def _reference(self):
        self.steps += 1
        return f"step {self.steps}"

    @rule(shelf=SHELF, units=UNITS)
    def receive(self, shelf, units):
        reference = self._reference()
        for _ in range(2):  # told twice, counted once
            receive(stock=self._record(shelf), quantity=units, reference=reference, at=self.now)
        self.on_hand[self.records[shelf]] += units

    @rule(shelf=SHELF, difference=st.integers(-3, 3).filter(bool))
    def adjust(self, shelf, difference):
        record = self._record(shelf)
        how = {"reason": "đếm lại", "reference": self._reference(), "at": self.now, "actor": self.keeper}
        try:
            adjust(stock=record, difference=difference, **how)
        except OutOfStock:
            assert record.net_stock_level < -difference
        else:
            self.on_hand[record.pk] += difference

    @rule(shopper=SHOPPER, wanted=st.dictionaries(SHELF, UNITS, min_size=1), minutes=st.integers(1, 90))
    def hold(self, shopper, wanted, minutes):
        quantities = {self.records[shelf]: units for shelf, units in wanted.items()}
        ends = self.now + timedelta(minutes=minutes)
        try:
            hold(key=shopper, quantities=quantities, expires_at=ends, now=self.now)
        except (OutOfStock, HoldEnded):
            return

    @rule(shopper=SHOPPER)
    def release(self, shopper):
        held = Hold.objects.filter(key=shopper).first()
        if held:
            release_hold(hold=held)

    @rule(minutes=st.integers(1, 60 * 30))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        expire_holds(now=self.now)
        cancel_overdue(now=self.now)
        assert not Hold.objects.filter(state="live", expires_at__lte=self.now).exists()
        assert not Fulfilment.objects.overdue(self.now).exists()

    @rule(units=st.tuples(UNITS, st.integers(0, 3)))
    def place(self, units):
        items = [(product, n) for product, n in zip(self.products, units, strict=True) if n]
        try:
            an_order(*items, now=self.now)
        except NotEnoughStock:
            return

    @precondition(lambda self: Fulfilment.objects.exists())
    @rule(choice=st.integers(0, 99), step=STEP)
    def move_on(self, choice, step):
        parcels = list(Fulfilment.objects.order_by("pk"))
        parcel = parcels[choice % len(parcels)]
        try:
            move_on(fulfilment=parcel, to=step, at=self.now, actor=self.keeper)
        except WrongState:
            return
        if step in ("sent", "handed_over"):
            for line in parcel.order.lines.filter(partner=parcel.partner):
                self.on_hand[line.stockrecord_id] -= line.quantity

    @invariant()
    def the_books_agree(self):
        if not hasattr(self, "records"):
            return
        assert all_stock_differences() == []
        assert dict(StockRecord.objects.values_list("pk", "num_in_stock")) == self.on_hand


@pytest.mark.slow
@pytest.mark.django_db
class TestStockMachine(StockMachine.TestCase):
    """Runs the machine inside pytest's database."""

    settings = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
