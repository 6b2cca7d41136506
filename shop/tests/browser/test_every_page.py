"""The list of scenes forgets no page: a new address without a scene fails here."""

from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from shop.tests.scenes.everything import SCENES

pytestmark = pytest.mark.browser
PAGES = (
    "shop.storefront.",
    "shop.accounts.",
    "shop.counter.",
    "shop.patterns.",
    "shop.finder.",
    "shop.forks.dashboard.points.",
    "shop.forks.dashboard.recognition.",
    "shop.forks.dashboard.inspections.",
    "shop.forks.dashboard.criteria.",
    "shop.forks.dashboard.messages.",
    "shop.forks.dashboard.cards.",
    "shop.forks.dashboard.bank.",
    "shop.forks.dashboard.delivery.",
    "shop.forks.dashboard.money.",
    "shop.forks.dashboard.invoices.",
)
#: Addresses of ours that show no page of their own, and why.
WITHOUT_A_PAGE = {
    "bank-feed": "for machines",
    "basket:add": "leads to the basket; what it asks of an old browser is a scene",
    "basket:saved": "leads to the basket",
    "basket:vouchers-add": "shows the basket, with what is wrong about the code",
    "basket:vouchers-remove": "leads to the basket",
    "own_basket:aside": "leads to the basket",
    "own_basket:gift": "shows the basket, with what is wrong about the message",
    "catalogue:category": "leads to the list of its group",
    "checkout:stripe-webhook": "for machines",
    "orders:pay-by-card": "leads to the card company's page, or back to the order",
    "dashboard:card-event-seen": "leads back to the list",
    "orders:pdf": "a file",
    "counter:pick-up": "leads from the code that a buyer shows to the parcel",
    "dashboard:return-close": "leads back to the list",
    "counter:carrier-label": "leads to the carrier's own page to print from",
    "counter:box": "leads from the code on a box to its shipment",
    "counter:scan": "leads back to the page that asked, with the code",
    "counter:sheet_export": "a file",
    "counter:shipment-photograph": "a picture",
    "dashboard:bank-answer": "leads back to the booking",
    "dashboard:inspection-photograph": "a picture",
    "dashboard:inspection-photograph-remove": "leads back to the checklist",
    "dashboard:invoice-file": "a file",
    "dashboard:invoice-write": "leads back to the order's invoice; refused, it shows that page",
    "dashboard:money-again": "leads back to the order's money",
    "dashboard:money-cancel": "as above; refused, it shows that page",
    "dashboard:money-give": "as above",
    "dashboard:money-lines": "as above",
    "dashboard:money-sent": "leads back to the order's money",
    "dashboard:message-arrived": "leads back to the message",
    "dashboard:message-html": "an e-mail, in a frame of the message's page",
    "dashboard:message-sample-html": "as above, of the sample's page",
    "dashboard:message-send-again": "leads back to the message",
    "customer:summary": "leads everybody to their own place",
    "account:address-remove": "leads back to the addresses",
    "account:address-usual": "as above",
    "finder:suggest": "a piece of other pages",
    "healthz": "for machines",
    "readyz": "for machines",
    "catalogue:recent": "a piece of other pages",
    "catalogue:reviews-detail": "leads to the product's page",
    "orders:money-state": "for the script of the order's page",
    "orders:erase-review": "takes back and leads back to the order",
    "wish-list:add": "as above, to the list",
    "wish-list:take-out": "as above, to the list",
    "wish-list:to-basket": "as above, to the basket",
    "service-worker": "for machines",
    "manifest": "for machines",
    "robots": "for machines",
    "sitemap": "for machines",
    "sitemap-part": "for machines",
}


def ours(resolver, namespace=""):
    """The names of the addresses that our own URL modules give."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from ours(pattern, inner)
        elif pattern.name and pattern.callback.__module__.startswith(PAGES):
            yield f"{namespace}{pattern.name}"


def shown(scene):
    """The name of the address that a scene opens, its state undone again."""
    with transaction.atomic():
        path = scene.happen(Client(raise_request_exception=False))
        transaction.set_rollback(True)
    return resolve(urlsplit(path).path).view_name


def test_every_page_has_a_scene(staged):
    names = set(ours(get_resolver("shop.urls")))
    assert {"counter:parcel", "catalogue:detail", "orders:detail", "customer:login"} <= names
    assert names - {shown(scene) for scene in SCENES} == set(WITHOUT_A_PAGE)


def test_no_two_scenes_share_a_name():
    names = [scene.name for scene in SCENES]
    assert sorted(names) == sorted(set(names))
