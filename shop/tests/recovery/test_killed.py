"""Kill -9 between any two steps of placing, paying, sending, cancelling, refunding and telling.

The steps are counted by a run that lives; then for each of them a new order dies there. After a restart and
`manage.py recover` the books agree, and whoever was cut off does it once more: the shopper sends the form
again, the card company repeats its event, the seller presses the button again. In the end all has happened
once.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from oscar.core.loading import get_model

from shop.forks.order.models import Order
from shop.forks.partner.strategy import Strategy
from shop.forks.payment.models import Transaction
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.placing import place_order
from shop.fulfilment.states import Mover, Status
from shop.messages.models import Message
from shop.messages.sending import LEASE, send_due
from shop.settlement.bank.taking_in import take_in
from shop.settlement.bank.tests.bank_world import ACCOUNT, a_credit, an_account
from shop.settlement.by_line import refund_lines
from shop.settlement.card.models import CardSession
from shop.settlement.card.paying import close, start
from shop.settlement.card.returning import send
from shop.settlement.card.tests.card_world import BACK, of_kind, tell
from shop.settlement.models import Refund
from shop.settlement.moving import cancel_order, move_on
from shop.stock.models import Movement
from shop.tests.recovery.killing import in_another_process
from shop.tests.stripe import fixtures
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

stand_in, cards = fixtures.stand_in, fixtures.cards
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
UNITS, GOODS = 2, 200_000
BUYER = replace(CONTACT, email="mua@example.com")
#: When the machine is up again: a page that was open is asked about by then.
AGAIN = NOW + timedelta(minutes=6)


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
        for step in (Status.CONFIRMED, Status.PACKED, Status.SENT):
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
        mine = Message.objects.filter(order=self.order)
        assert set(mine.values_list("state", flat=True)) <= {"sent", "unsure"}


ACTS = [Placing, BeingLedToPay, BeingTold, Transfer, Sending, Cancelling, Refunding, Telling]


def deadly(steps):
    """The steps to die at, with their numbers: all of them; on PostgreSQL, which forgets an open transaction
    just as well, those at whose sides the world is another.
    """
    numbered = list(enumerate(steps, start=1))
    if connection.vendor == "sqlite":
        return numbered
    return [(number, name) for number, name in numbered if name.startswith(("before", "after"))]


@pytest.fixture
def letters(settings, tmp_path):
    """E-mails as files, which outlive who wrote them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def words_of(letters):
    """Each letter's name, from all files."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(letters).iterdir())
    return [line for line in text.splitlines() if line.startswith("Message-ID:")]


@pytest.mark.parametrize("act", ACTS)
def test_wherever_it_dies_all_happens_once(act, cards, settings, letters, time_machine):
    an_account(settings)
    time_machine.move_to(AGAIN, tick=False)
    cards.world.seconds = int(AGAIN.timestamp())
    for _first_orders_write_more in range(2):
        steps = in_another_process(act(cards.world).act)
    assert len(steps) > 3

    for number, name in deadly(steps):
        scene = act(cards.world)
        assert in_another_process(scene.act, deadly=number) is None, f"lived through step {number}, {name}"

        call_command("recover")
        getattr(scene, "recovered", lambda: None)()
        scene.act()
        scene.check()
        scene.leave()
    time_machine.move_to(AGAIN + LEASE + timedelta(minutes=1), tick=False)
    call_command("recover")
    assert not Message.objects.filter(state__in=["waiting", "sending"]).exists()
    names = words_of(letters)
    assert len(names) == len(set(names)), "a message was sent twice"
