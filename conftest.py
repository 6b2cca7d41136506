"""Pytest's entry: the database of a test run and the small worlds that tests build in it."""

from hypothesis import settings

pytest_plugins = [
    "shop.tests.database",
    "shop.tests.derived",
    "shop.tests.worlds",
    "shop.tests.stripe.fixtures",
    "shop.tests.carriers.fixtures",
]
# A busy machine is no fault of an example: Hypothesis would fail one that took 200 ms once.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
