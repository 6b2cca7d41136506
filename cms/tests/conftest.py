"""The day on which the tests of pages take place, and who looks at them."""

import pytest
import time_machine
from django.test import Client

from cms.operations import marketers_group
from shop.accounts.models import User
from shop.tests.worlds import NOW


@pytest.fixture(autouse=True)
def today():
    """Pages ask the clock; in these tests it stands at `NOW`."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def marketer(db):
    """Somebody who writes the pages."""
    user = User.objects.create_user(email="bien.tap@example.com", password="noi dung")
    user.groups.add(marketers_group())
    return user


@pytest.fixture
def desk(marketer):
    """A marketer's browser, signed in."""
    client = Client()
    client.force_login(marketer)
    return client
