"""What is done when the machine dies: each act with what leads up to it and what it must have come to."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from oscar.core.loading import get_model

from shop.forks.order.models import Order
from shop.forks.partner.strategy import Strategy
from shop.forks.payment.models import Transaction
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.placing import place_order
from shop.fulfilment.states import Mover, Status
from shop.messages.models import Message
from shop.messages.sending import send_due
from shop.settlement.bank.taking_in import take_in
from shop.settlement.bank.tests.bank_world import ACCOUNT, a_credit
from shop.settlement.by_line import refund_lines
from shop.settlement.card.models import CardSession
from shop.settlement.card.paying import close, start, was_paid_after_all
from shop.settlement.card.returning import send
from shop.settlement.card.tests.card_world import BACK, of_kind, tell
from shop.settlement.deadlines import lapse_unpaid
from shop.settlement.models import Refund
from shop.settlement.moving import cancel_order, move_on
from shop.stock.models import Movement
from shop.tests.worlds import (
    CONTACT,
    NOW,
    a_basket,
    a_point,
    a_product,
    a_seller,
    a_wish,
    an_order,
    put_on_shelf,
)

UNITS, GOODS = 2, 200_000
BUYER = replace(CONTACT, email="mua@example.com")


class Scene:
    """One order's way through the shop. `prepare` leads up to the act that is killed; `check` comes last."""

    def __init__(self, world):
        self.world = world
        self.product = a_product()
        self.point = a_point()
        self.record = put_on_shelf(self.product, 5, at=self.point)
        self.seller = a_seller(self.point)
        self.prepare()

    def prepare(self):
        self.order = self.ordered("card")

    def ordered(self, means):
        return an_order((self.product, UNITS), means=means, contact=BUYER)

    def leave(self):
        """Nothing is left open that the next recovery would ask about."""

    def stock(self):
        self.record.refresh_from_db()
        return self.record.num_in_stock, self.record.num_allocated

    def money(self):
        """(times, đồng) of each way of the ledger for this order."""
        found = Counter()
        for kind, amount in Transaction.objects.filter(source__order=self.order).values_list(
            "txn_type", "amount"
        ):
            found[kind, int(amount)] += 1
        return dict(found)

    def parcel(self):
        return self.order.fulfilments.get()

    def paid_by_card(self):
        session = start(order=self.order, at=NOW, back_url=BACK).rpartition("/")[2]
        self.world.pay(session)
        self.event = of_kind(self.server, "checkout.session.completed")

    @property
    def server(self):
        return Told(self.world)

    @property
    def total(self):
        return int(self.order.total_incl_tax)


class Told:
    """What `of_kind` looks at."""

    def __init__(self, world):
        self.world = world


class Placing(Scene):
    def prepare(self):
        basket = a_basket((self.product, UNITS))
        self.basket, self.wish = basket.pk, a_wish(basket, means="cod", contact=BUYER)

    def act(self):
        basket = get_model("basket", "Basket").objects.get(pk=self.basket)
        basket.strategy = Strategy()
        place_order(basket=basket, wish=self.wish, now=NOW)

    def check(self):
        self.order = Order.objects.get(key=self.wish.key)
        assert (self.stock(), self.order.status) == ((5, UNITS), "placed")


class BeingLedToPay(Scene):
    def act(self):
        start(order=self.order, at=NOW, back_url=BACK)

    def check(self):
        live = CardSession.objects.filter(order=self.order, state__in=CardSession.LIVE)
        mine = (s for s in self.world.sessions.values() if s["client_reference_id"] == self.order.number)
        assert [one["id"] for one in mine if one["status"] == "open"] == [live.get().session_id]

    def leave(self):
        close(order=self.order, at=NOW)
        cancel_order(order=self.order, at=NOW, by=Mover.SHOPPER)


class BeingTold(Scene):
    """Stripe's event is being taken in when the machine dies."""

    def prepare(self):
        super().prepare()
        self.paid_by_card()

    def act(self):
        tell(self.event)

    def recovered(self):
        """Even if Stripe never tells again."""
        assert self.parcel().status == Status.NEW

    def check(self):
        assert self.money() == {("Debit", self.total): 1}
        assert self.stock() == (5, UNITS)


class BeingLetGo(BeingTold):
    """The time to pay is over, and the last look finds that it was paid."""

    def act(self):
        lapse_unpaid(now=self.order.pay_by + timedelta(days=1), last_look=was_paid_after_all)


class Transfer(Scene):
    def prepare(self):
        self.order = self.ordered("transfer")
        self.credit = a_credit(self.total, memo=f"CK {self.order.number}")

    def act(self):
        take_in(account=ACCOUNT, credit=self.credit, at=NOW, note="test")

    def check(self):
        assert (self.money(), self.parcel().status) == ({("Debit", self.total): 1}, Status.NEW)


class Sending(Scene):
    """From confirming to cash on delivery."""

    WAY = (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED)

    def prepare(self):
        self.order = self.ordered("cod")

    def act(self):
        for step in self.WAY:
            try:
                move_on(fulfilment=self.parcel(), to=step, at=NOW, actor=self.seller)
            except WrongState:
                continue  # Done before the machine died; the page says so and shows the next button.

    def check(self):
        assert (self.stock(), self.parcel().status) == ((3, 0), Status.DELIVERED)
        assert Movement.objects.filter(stock=self.record, kind="sale").count() == 1
        assert self.money() == {("Debit", self.total): 1}


class Cancelling(Scene):
    """A buyer takes a paid order back; the money goes back to the card by itself."""

    def prepare(self):
        super().prepare()
        self.paid_by_card()
        tell(self.event)

    def act(self):
        try:
            cancel_order(order=self.order, at=NOW, by=Mover.SHOPPER)
        except WrongState:
            assert self.parcel().status == Status.CANCELLED
        for refund in Refund.objects.filter(order=self.order, state="asked"):
            send(refund=refund, at=NOW)

    def check(self):
        assert self.stock() == (5, 0)
        assert self.money() == {("Debit", self.total): 1, ("Refund", self.total): 1}
        assert self.gone_back() == self.total

    def gone_back(self):
        """Đồng that the card company was asked to give back for this order."""
        payments = {
            one["payment_intent"]
            for one in self.world.sessions.values()
            if one["client_reference_id"] == self.order.number
        }
        return sum(r["amount"] for r in self.world.refunds.values() if r["payment_intent"] in payments)


class Refunding(Cancelling):
    """One of two units comes back: its money to the card, itself to its shelf."""

    def prepare(self):
        super().prepare()
        for step in (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED):
            move_on(fulfilment=self.parcel(), to=step, at=NOW, actor=self.seller)
        self.units = {self.order.lines.get().pk: 1}

    def act(self):
        key = f"killed-{self.order.pk}"
        how = {"came_back": True, "key": key, "at": NOW, "actor": self.seller, "note": "trả"}
        send(refund=refund_lines(order=self.order, units=self.units, **how), at=NOW)

    def check(self):
        assert self.stock() == (4, 0)
        assert self.money() == {("Debit", self.total): 1, ("Refund", GOODS // 2): 1}
        assert self.gone_back() == GOODS // 2


class Telling(Scene):
    """The shopper's e-mail about a new order."""

    def prepare(self):
        self.order = self.ordered("cod")

    def act(self):
        send_due(clock=lambda: NOW)

    def check(self):
        told = Message.objects.filter(order=self.order)
        assert set(told.values_list("state", flat=True)) <= {"sent", "sending"}


ACTS = [Placing, BeingLedToPay, BeingTold, BeingLetGo, Transfer, Sending, Cancelling, Refunding, Telling]
