"""The test database itself: migrated rows are there, before and after a test that commits."""

import pytest
from wagtail.models import Page

from shop.accounts.models import User


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_behind(turn):
    assert Page.objects.exists()
    User.objects.create_user(email="someone@example.com", password="x")
    assert User.objects.count() == 1
