"""What holds on every page of the dashboard."""

from functools import wraps

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


def office_page(view):
    """Never cached; and what others still need is not deleted, which is said in words."""

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ProtectedError as refusal:
            in_the_way = sorted({str(thing._meta.verbose_name) for thing in refusal.protected_objects})
            message = _("This cannot be deleted while it has: %(kinds)s.")
            messages.error(request, message % {"kinds": ", ".join(in_the_way)})
            return redirect(request.path)

    return guarded
