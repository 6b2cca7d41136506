"""Random orders through all ways to pay and all that can happen to them: every đồng adds up.

Fifty to a test, and ten tests, so that several run side by side; thoroughly they are ten thousand in all.
Each keeps an account of its own, in plain numbers, of what it did; in the end the shop's books say the same,
and `verify_money` and `verify_stock` find nothing.
"""

import random
from collections import Counter
from datetime import timedelta

import pytest

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace, WrongState
from shop.fulfilment.operations import lapse
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Mover, Status
from shop.fulfilment.taxes import vat_of_order
from shop.settlement.balance import balances
from shop.settlement.by_line import lines_with_buyer, refund_lines
from shop.settlement.exceptions import RefundRefused
from shop.settlement.invoicing.listing import Period, orders_in
from shop.settlement.invoicing.rows import rows_by_order
from shop.settlement.models import Refund
from shop.settlement.moving import cancel_order, move_on
from shop.settlement.receiving import receive
from shop.settlement.refunding import ask, mark_failed, mark_sent
from shop.settlement.verifying import money_differences
from shop.tests.thorough import times
from shop.tests.worlds import NOW, a_point, a_product, an_address, an_order, put_on_shelf
from shop.warehouse.exceptions import LineRefused, PaperRefused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ORDERS = times(50, 1_000)
REFUSALS = (WrongState, RefundRefused, PaperRefused, LineRefused)


class Shop:
    """Three points and a product of each rate of VAT; what was done, and what it should have come to."""

    def __init__(self, seed, actor):
        self.random, self.actor, self.steps = random.Random(seed), actor, 0
        self.points = [a_point() for _ in range(3)]
        rates = ("", "5", "10", "KCT", "0")
        self.prices = {a_product(vat_rate=rate): self.random.randrange(7_000, 400_000, 100) for rate in rates}
        for product, price in self.prices.items():
            for point in self.points:
                put_on_shelf(product, 30, at=point, price=price)
        #: Order id → đồng that came in, less what went back.
        self.kept: Counter = Counter()
        self.done: Counter = Counter()

    def live(self):
        """One order, and whatever happens to it."""
        order = self._ordered()
        if order is None:
            return
        if self.random.random() < 0.4:
            self._arrive(order)
        for _ in range(self.random.randint(1, 7)):
            step = self.random.choice((self.pay, self.pay, self.serve, self.serve, self.serve, *self.rarely))
            try:
                step(order)
            except REFUSALS:
                self.done["refused"] += 1
            else:
                self.done[step.__name__] += 1

    @property
    def rarely(self):
        return self.lapse, self.cancel, self.give_back, self.return_goods, self.end_refund

    def _ordered(self):
        """An order of one to three kinds; None where there is too little, and the shelves are filled."""
        wanted = self.random.sample(list(self.prices), self.random.randint(1, 3))
        items = [(product, self.random.randint(1, 12)) for product in wanted]
        fetched = self.random.random() < 0.4
        destination = Destination(sales_point=self.random.choice(self.points)) if fetched else an_address()
        means = self.random.choice(["at_point" if fetched else "cod", "transfer", "card"])
        try:
            order = an_order(*items, destination=destination, means=means)
        except CannotPlace:
            for product in wanted:
                put_on_shelf(product, 40, at=self.random.choice(self.points))
            self.done["nothing left, or too dear"] += 1
            return None
        goods = sum(self.prices[product] * units for product, units in items)
        assert order.total_incl_tax == goods + order.shipping_incl_tax
        assert order.total_incl_tax - order.total_excl_tax == vat_of_order(order).total
        return order

    def _reference(self):
        self.steps += 1
        return f"{self.random.getrandbits(64):x}-{self.steps}"

    def pay(self, order):
        total = int(order.total_incl_tax)
        self._receive(order, self.random.choice([total, total, total, total // 2, total + 5_000, 1]))

    def _receive(self, order, amount):
        reference = self._reference()
        for _ in range(self.random.randint(1, 2)):
            receive(order=order, means="transfer", amount=amount, reference=reference, at=NOW)
        self.kept[order.pk] += amount

    def serve(self, order):
        parcel = self.random.choice(list(order.fulfilments.all()))
        if not parcel.next_steps:
            raise WrongState("nothing to do")
        self._move(order, parcel, self.random.choice([parcel.next_steps[0], *parcel.next_steps]))

    def _arrive(self, order):
        """As most do: paid as was agreed, and brought to the buyer."""
        if order.is_prepaid:
            self._receive(order, int(order.total_incl_tax))
        for parcel in order.fulfilments.order_by("pk"):
            while parcel.next_steps:
                self._move(order, parcel, parcel.next_steps[0])

    def _move(self, order, parcel, to):
        owed = balances([order.pk])[order.pk].owed
        move_on(fulfilment=parcel, to=to, at=NOW, note="thử", actor=self.actor)
        taken = {"cod": Status.DELIVERED, "at_point": Status.HANDED_OVER}.get(order.payment_method)
        if to == taken:
            self.kept[order.pk] += min(owed, parcel.amount)

    def lapse(self, order):
        lapse(order=order, at=NOW + timedelta(days=2))

    def cancel(self, order):
        by = self.random.choice([Mover.SHOPPER, Mover.OFFICE])
        cancel_order(order=order, at=NOW, by=by, note="thử")

    def give_back(self, order):
        reason = self.random.choice([r for r in Refund.Reason if r != Refund.Reason.RETURNED])
        amount = self.random.randint(1, int(order.total_incl_tax))
        ask(order=order, amount=amount, reason=reason, key=self._reference(), at=NOW)

    def return_goods(self, order):
        line = self.random.choice(list(lines_with_buyer(order)) or list(order.lines.all()))
        refund_lines(
            order=order,
            units={line.pk: self.random.randint(1, line.quantity)},
            came_back=self.random.random() < 0.5,
            key=self._reference(),
            at=NOW,
            actor=self.actor,
            note="thử",
        )

    def end_refund(self, order):
        for refund in order.refunds.all():
            if self.random.random() < 0.3:
                was_sent = refund.state == Refund.State.SENT
                if mark_failed(refund=refund, fault="thử", at=NOW) and was_sent:
                    self.kept[order.pk] += refund.amount
            elif mark_sent(refund=refund, reference=self._reference(), at=NOW):
                self.kept[order.pk] -= refund.amount


def _agree_with_invoices(standing):
    """What invoices come to, less what came back, is what the buyers owe for what has gone out."""
    day = Period(NOW.date(), NOW.date())
    for order_id, rows in rows_by_order(list(orders_in(day)), day).items():
        assert max(0, sum(row.amount for row in rows)) == standing[order_id].due


@pytest.mark.parametrize("seed", range(10))
def test_every_dong_of_many_orders_adds_up(seed, settings, django_user_model):
    settings.BANK_ACCOUNT, settings.STRIPE_SECRET_KEY = "0123456789", "rk_test_x"
    settings.VAT_RATE, settings.VAT_RATE_DELIVERY = "8", "10"
    shop = Shop(seed, django_user_model.objects.create_user(email="ai@example.com", password="x"))

    while Order.objects.count() < ORDERS:
        shop.live()

    assert list(money_differences()) == []
    assert all_stock_differences() == []
    ids = list(Order.objects.values_list("pk", flat=True))
    kept = {pk: one.received - one.returned for pk, one in balances(ids).items()}
    assert kept == {pk: shop.kept[pk] for pk in ids}
    _agree_with_invoices(balances(ids))
    happened = {step.__name__ for step in (shop.pay, shop.serve, *shop.rarely)}
    assert happened <= shop.done.keys()
