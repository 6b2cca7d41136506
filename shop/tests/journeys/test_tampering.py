"""Every form that a shopper is given, sent back with something else in it than it was given with.

The forms are read off the pages, so that a new one is tried by itself. Whatever is changed: nobody else's
things move, nothing is cheaper than it is, no answer leads to another site, none is a fault of the server.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from shop.forks.basket.models import Basket, Line
from shop.forks.order.models import Order
from shop.forks.partner.models import StockRecord
from shop.forks.payment.models import Transaction
from shop.forks.reviews.operations import write_review
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import move_on
from shop.fulfilment.states import Status
from shop.payments.money import dong
from shop.tests.journeys.forms import forms_of
from shop.tests.offers import a_voucher, an_offer
from shop.tests.worlds import NOW, a_commune, a_point, a_product, an_order, put_on_shelf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PRICE, UNITS = 100_000, 2
#: What the code in both baskets takes off.
PERCENT = 10


class World:
    """A shopper with a basket, things put aside and orders; and another who has the same."""

    def __init__(self):
        a_commune()
        self.point = a_point()
        self.products = [a_product() for _ in range(2)]
        for product in self.products:
            put_on_shelf(product, 40, at=self.point, price=PRICE)
        a_voucher("TET2027", an_offer(value=PERCENT))
        self.mine, self.theirs = self._shopper(), self._shopper()
        self.orders, self.their_orders = self._orders(), self._orders()
        self.placing = {
            "name": "Lò Thị Thử",
            "phone": "0912345678",
            "province": "Điện Biên",
            "commune": "Mường Lay",
            "street": "Bản Quan Chiêng",
            "method": "delivery",
        }

    def _shopper(self):
        client = Client(raise_request_exception=False)
        for product in self.products:
            client.post(f"/gio-hang/add/{product.pk}/", {"quantity": str(UNITS)})
        basket = client.get("/gio-hang/").context["basket"]
        client.post("/gio-hang/de-danh/", {"aside": str(basket.lines.last().pk)})
        client.post("/gio-hang/vouchers/add/", {"code": "TET2027"})
        return client

    def _orders(self):
        """A new one, one that came, and one that came and was reviewed."""
        new, came, reviewed = (an_order((self.products[0], 1)) for _ in range(3))
        for order in (came, reviewed):
            for step in (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED):
                move_on(fulfilment=order.fulfilments.get(), to=step, at=NOW)
        write_review(line=reviewed.lines.get(), score=4, text="Chè thơm.")
        return new, came, reviewed

    @property
    def foreign(self):
        """Part of a control's name → what is another's."""
        basket = self.theirs.get("/gio-hang/").context["basket"]
        line, order = basket.lines.first(), self.their_orders[1]
        saved = Basket.saved.exclude(lines=None).latest("pk").lines.get()
        return {
            "-id": str(line.pk),
            "aside": str(line.pk),
            "back": str(saved.pk),
            "forget": str(saved.pk),
            "line": str(order.lines.get().pk),
            "order": str(order.pk),
            "number": order.number,
            "key": "khong-co-don-nay-o-dau",
            "point": "khong-co-diem-nay",
        }

    def pages(self):
        """Addresses of mine, each as somebody may send it anew."""
        new, came, reviewed = (order.get_absolute_url() for order in self.orders)
        line = self.orders[1].lines.get()
        yield from ("/gio-hang/", "/thanh-toan/", "/don-hang/", "/du-tuoi/", "/tai-khoan/dang-nhap/")
        yield from (self.products[0].get_absolute_url(), new, came, reviewed, f"{new}huy/")
        yield from (f"{came}danh-gia/{line.pk}/", f"{came}tra-hang/", "/tai-khoan/mat-khau-moi/")

    def forms(self):
        """Those of all pages, and of the review before ordering."""
        for path in self.pages():
            yield from forms_of(self.mine.get(path), path)
        key = forms_of(self.mine.get("/thanh-toan/"), "/thanh-toan/")[-1].values["key"]
        review = self.mine.post("/thanh-toan/", {**self.placing, "key": key})
        yield from (form for form in forms_of(review, "/thanh-toan/") if "agreed_total" in form.values)

    def others_things(self):
        """What nobody but its owner, or the shop, may move."""
        theirs = [order.pk for order in self.their_orders]
        basket = self.theirs.get("/gio-hang/").context["basket"]
        return {
            "prices": list(StockRecord.objects.order_by("pk").values_list("pk", "price")),
            "parcels": list(
                Fulfilment.objects.filter(order__in=theirs).order_by("pk").values_list("status", "amount")
            ),
            "orders": list(Order.objects.filter(pk__in=theirs).order_by("pk").values()),
            "basket": list(basket.lines.order_by("pk").values_list("pk", "quantity")),
            "money": Transaction.objects.count(),
        }


@pytest.fixture
def world(settings, time_machine):
    time_machine.move_to(NOW)  # What came can still be given back.
    settings.RATELIMIT_ENABLE = False
    return World()


def amiss(answer, *, known):
    """What is wrong with the answer, or with the orders and baskets after it."""
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}"
    to = answer.headers.get("Location", "")
    if to and not (to.startswith("/") and not to.startswith(("//", "/\\"))):
        yield f"led to {to}"
    for order in Order.objects.exclude(pk__in=known).prefetch_related("lines"):
        goods = sum(PRICE * line.quantity for line in order.lines.all()) * (100 - PERCENT) // 100
        if dong(order.total_incl_tax) < goods + dong(order.shipping_incl_tax) or not goods:
            yield f"order {order.number} costs {order.total_incl_tax}"
    for line in Line.objects.filter(basket__status__in=[Basket.OPEN, Basket.SAVED]):
        if line.quantity < 1 or line.price_incl_tax != PRICE:
            yield f"{line.quantity} in the basket at {line.price_incl_tax}"


def test_whatever_is_changed_in_a_form_moves_nothing_of_anybody_else_and_makes_nothing_cheaper(world):
    before, foreign, faults, sent = world.others_things(), world.foreign, [], 0
    known = list(Order.objects.values_list("pk", flat=True))

    for form in world.forms():
        for values in form.tampered(foreign):
            with transaction.atomic():
                answer = world.mine.post(form.action, values)
                faults += [(form.action, values, what) for what in amiss(answer, known=known)]
                transaction.set_rollback(True)
            sent += 1

    assert faults == []
    assert world.others_things() == before
    assert sent > 300


@pytest.mark.parametrize(
    "changes",
    [
        {"agreed_total": "0"},
        {"agreed_total": "-210000"},
        {"agreed_total": "1"},
        {"agreed_total": "209999"},
        {"agreed_total": "210001"},
        {"agreed_total": "2.1e5"},
        {"agreed_total": ""},
        {"means": "free"},
        {"means": "at_point"},
        {"means": "card"},
        {"method": "teleport"},
        {"method": "pick-up", "point": "khong-co-diem-nay"},
        {"method": "pick-up", "point": ""},
        {"key": "short"},
        {"key": "x" * 23},
        {"commune": "Xã Không Có"},
        {"province": "Atlantis"},
        {"phone": "12"},
        {"name": ""},
    ],
    ids=str,
)
def test_an_order_is_refused_where_what_was_agreed_to_has_been_changed(world, changes):
    form = next(form for form in world.forms() if "agreed_total" in form.values)
    known = Order.objects.count()
    assert form.values["agreed_total"] == "210000"

    answer = world.mine.post(form.action, {**form.sent(), "means": "cod", **changes})

    assert answer.status_code == 422
    assert Order.objects.count() == known
    assert world.mine.post(form.action, {**form.sent(), "means": "cod"}).status_code == 302


def test_every_address_that_takes_a_form_from_shoppers_is_tried(world):
    tried = {resolve(form.action).view_name for form in world.forms()}

    assert _taking_forms() - tried == set()


#: Addresses of shoppers without a form of their own on the pages above, and what tries them instead.
ELSEWHERE_TRIED = {
    "basket:saved": "the same as own_basket:aside",
    "checkout:stripe-webhook": "takes what is signed; shop/tests/concurrency/test_card_events.py",
    "orders:detail": "only read",
    "orders:keep": "sends nothing but its address; shop/storefront/tests/test_account.py",
    "orders:money-state": "only read",
    "orders:pdf": "only read",
    "orders:pay-by-card": "sends nothing but its address; shop/storefront/tests/test_card.py",
}


def _taking_forms():
    names = set()
    for prefix in ("basket", "own_basket", "checkout", "orders"):
        names |= {f"{prefix}:{name}" for name in _names(get_resolver(), prefix)}
    return names - set(ELSEWHERE_TRIED)


def _names(resolver, namespace):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            continue
        if pattern.namespace == namespace:
            yield from (each.name for each in pattern.url_patterns if isinstance(each, URLPattern))
        yield from _names(pattern, namespace)
