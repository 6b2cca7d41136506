"""Pages that are the same for every visitor, and pages that are one person's own."""

from functools import wraps

from django.utils.cache import patch_cache_control

#: Seconds for which a browser or a proxy may show a visitors' page without asking again.
VISITORS_PAGE_SECONDS = 60


def visitors_page(view):
    """Lets the page be cached for a minute; such a page touches no session and no cookie."""

    @wraps(view)
    def cached(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=VISITORS_PAGE_SECONDS)
        return response

    return cached


def personal_page(view):
    """Keeps the page out of every cache: it shows one person's basket, order or work."""

    @wraps(view)
    def uncached(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return uncached
