"""Files of these tests go into a folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """An empty MEDIA_ROOT."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is committed at the end, as far as `on_commit` knows."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
