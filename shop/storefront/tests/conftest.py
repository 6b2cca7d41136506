import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    """Rate limits count in the cache; each test starts its own minute."""
    cache.clear()
