"""The sample shop, built once for all tests of a module that look at it."""

import pytest
from django.db import transaction

from shop.demo.tests.seeding import seed


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """What `seed_demo` printed on an empty database at `NOW`. It takes seconds, so all tests share it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


@pytest.fixture
def changing(seeded):
    """Lets a test write on top of the shared shop; what it writes is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
