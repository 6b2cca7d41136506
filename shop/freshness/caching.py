"""Pages that are the same for every visitor, and pages that are one person's own."""

from datetime import datetime
from functools import wraps

from django.utils import timezone
from django.utils.cache import patch_cache_control

MINUTE = 60


def visitors_page(view):
    """Lets the page be cached until the running minute ends; such a page touches no session and no cookie.

    What time alone changes on a page, it changes at a full minute.
    """

    @wraps(view)
    def cached(request, *args, **kwargs):
        return as_visitors_page(view(request, *args, **kwargs))

    return cached


def as_visitors_page(response):
    """The response, marked as the same for every visitor."""
    patch_cache_control(response, public=True, max_age=seconds_left(timezone.now()))
    response.is_visitors_page = True
    return response


def seconds_left(now: datetime) -> int:
    """Seconds until the minute of `now` is over."""
    return MINUTE - int(now.timestamp()) % MINUTE


def is_visitors_page(response) -> bool:
    """Whether it is the same for every visitor."""
    return getattr(response, "is_visitors_page", False)


def personal_page(view):
    """Keeps the page out of every cache: it shows one person's basket, order or work."""

    @wraps(view)
    def uncached(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return uncached
