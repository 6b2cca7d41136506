"""Pytest's entry: the database of a test run and the small worlds that tests build in it."""

pytest_plugins = ["shop.tests.database", "shop.tests.derived", "shop.tests.worlds"]
