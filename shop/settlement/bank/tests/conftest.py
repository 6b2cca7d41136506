import pytest
from django.utils import translation

from shop.settlement.bank.tests.bank_world import an_account


@pytest.fixture(autouse=True)
def _an_account_in_english(settings):
    an_account(settings)
    with translation.override("en"):
        yield
