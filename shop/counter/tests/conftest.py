"""Two points whose counters are tried, at a moment that stands; a test that wants others says so itself."""

import pytest

from shop.tests.worlds import NOW, a_point


@pytest.fixture
def _today(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def point():
    return a_point("Điểm OCOP Mường Thanh")


@pytest.fixture
def elsewhere():
    return a_point("Điểm OCOP Tủa Chùa")
