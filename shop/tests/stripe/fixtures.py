"""A stand-in for one test, and a shop that has its keys."""

import pytest

from shop.tests.stripe.server import KEY, SECRET, running
from shop.tests.stripe.world import World
from shop.tests.worlds import NOW


@pytest.fixture
def stand_in():
    """A stand-in of Stripe's API whose clock stands still until a test moves it."""
    world = World(clock=lambda: world.seconds)
    world.seconds = int(NOW.timestamp())
    with running(world=world) as server:
        yield server


@pytest.fixture
def asks_once(monkeypatch):
    """The shop's way to it asks once and no more, so that a reply that gets lost is lost."""
    patience = {"timeout": (1, 2), "retries": 0}
    monkeypatch.setattr("shop.payments.card.gateway.CardGateway.__init__.__kwdefaults__", patience)


@pytest.fixture
def cards(stand_in, settings):
    """The shop takes cards, by the stand-in."""
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = KEY, SECRET
    settings.STRIPE_API_BASE = stand_in.base
    return stand_in
