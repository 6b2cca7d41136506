"""The carriers' stand-in for one test, and a shop that has its keys."""

import pytest

from shop.tests.carriers import ghn, ghtk
from shop.tests.carriers.server import running


@pytest.fixture
def carriers(settings, monkeypatch):
    """A shop that books with GHN and GHTK: the world of their stand-in. It waits for half a second."""
    monkeypatch.setattr("shop.carriers.asking.TIMEOUT", 0.5)
    settings.GHN_TOKEN, settings.GHN_SHOP_ID = ghn.TOKEN, ghn.SHOP_ID
    settings.GHTK_TOKEN, settings.GHTK_PARTNER = ghtk.TOKEN, ghtk.PARTNER
    settings.SHOP_PHONE = "02153825999"
    with running() as server:
        settings.GHN_API_BASE = settings.GHTK_API_BASE = server.base
        yield server.world
