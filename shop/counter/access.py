"""Who works at the counter, and at which points."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import get_resolver
from django.views.decorators.cache import never_cache

from shop.forks.partner.models import Partner


def is_office(user) -> bool:
    """Whether somebody sees what all the points do."""
    return user.is_staff or user.is_superuser


def points_of(user) -> list[Partner]:
    """The points at which somebody works, by name; all of them for the office."""
    return list((Partner.objects.all() if is_office(user) else user.partners.all()).order_by("name"))


def for_counter_staff(view):
    """Lets in who works at a point, with their points as `request.points`; never cached.

    Who is not signed in is sent to the sign-in; anybody else gets a page that says why not.
    """

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.points = points_of(request.user)
        if not request.points and not is_office(request.user):
            return render(request, "counter/not_staff.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except Http404 as missing:
            # Answered here, so that this is not cached either.
            return get_resolver().resolve_error_handler(404)(request, exception=missing)

    return guarded


def chosen_point(request) -> Partner | None:
    """The one point asked for by its code (`?diem=`); None for all. Raises Http404 for any other code."""
    code = request.GET.get("diem", "")
    if not code:
        return None
    for point in request.points:
        if point.code == code:
            return point
    raise Http404
