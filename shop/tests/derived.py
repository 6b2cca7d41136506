"""What a process keeps of the database is forgotten between tests: each has a database of its own."""

import pytest

from shop.assortment.index import index
from shop.freshness.pulse import pulse


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    """The next question to the index or the pulse starts from this test's data."""
    index.forget()
    pulse.__init__()
