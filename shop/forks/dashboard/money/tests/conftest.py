"""The office, and an order that is paid for."""

import pytest

from shop.forks.dashboard.money.tests.money_world import a_paid_order, a_record
from shop.forks.dashboard.tests.office import a_superuser


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def office(client):
    client.force_login(a_superuser())
    return client


@pytest.fixture
def record():
    return a_record()


@pytest.fixture
def order(record):
    return a_paid_order(record)
