"""The gallery takes minutes and is for looking at: it is made only where it is asked for (`-m gallery`)."""

import pytest


def pytest_collection_modifyitems(config, items):
    """Leaves its tests out of every other run."""
    if "gallery" in config.option.markexpr:
        return
    ours = [item for item in items if item.get_closest_marker("gallery")]
    config.hook.pytest_deselected(items=ours)
    items[:] = [item for item in items if item not in ours]


@pytest.fixture
def scene(request):
    """The scene that the test is about."""
    return request.param
