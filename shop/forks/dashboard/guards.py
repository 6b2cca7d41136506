"""What holds on every page of the dashboard."""

import logging
from functools import wraps

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)


def office_page(view):
    """Never cached. What others still need is not deleted; what no field can hold is a bad request.

    Oscar's pages hand ids and numbers from the address to the database unseen; where it refuses them, the
    answer is a page that says so, and the log has the rest.
    """

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return _rendered(view(request, *args, **kwargs))
        except ProtectedError as refusal:
            # Oscar has said already that it is gone: read that, so that it is not shown.
            list(messages.get_messages(request))
            messages.error(request, _what_is_in_the_way(refusal))
            return redirect(request.path)
        except (ValueError, OverflowError, DataError, IntegrityError) as refusal:
            logger.exception("%s %s was refused", request.method, request.path)
            raise BadRequest(str(refusal)) from refusal

    return guarded


def _rendered(response):
    """Now and not later, since Oscar's lists and widgets ask the database only while they are drawn."""
    return response.render() if callable(getattr(response, "render", None)) else response


def _what_is_in_the_way(refusal):
    kinds = sorted({str(thing._meta.verbose_name) for thing in refusal.protected_objects})
    return _("This cannot be deleted while it has: %(kinds)s.") % {"kinds": ", ".join(kinds)}
