"""The shop's addresses, and pages that fail each in its own way, so that the real handlers answer."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import path

from shop.urls import handler400, handler403, handler404, handler500
from shop.urls import urlpatterns as the_shops

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FAULTS = {400: BadRequest, 403: PermissionDenied, 500: ZeroDivisionError}


def fails(request, status):
    """Raises what the handler of this status is for."""
    raise FAULTS[status]("A scene asked for it.")


urlpatterns = [
    *i18n_patterns(path("trang-hong/<int:status>/", fails), prefix_default_language=False),
    *the_shops,
]
