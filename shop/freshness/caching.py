"""Pages that are the same for every visitor, and pages that are one person's own."""

from datetime import datetime
from functools import wraps

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control

MINUTE = 60


def visitors_page(view):
    """Lets the page be cached until the running minute ends; such a page touches no session and no cookie.

    What time alone changes on a page, it changes at a full minute. For who says to be of age (even by a
    cookie that is not ours) the page is personal, and one that the view has kept out of caches stays so.
    """

    @wraps(view)
    def cached(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if settings.OF_AGE_COOKIE in request.COOKIES or is_personal_page(response):
            return as_personal_page(response)
        return as_visitors_page(response)

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
        return as_personal_page(view(request, *args, **kwargs))

    return uncached


def as_personal_page(response):
    """The response, kept out of every cache."""
    patch_cache_control(response, private=True, no_store=True)
    response.is_personal_page = True
    return response


def is_personal_page(response) -> bool:
    """Whether it is one person's own."""
    return getattr(response, "is_personal_page", False)
