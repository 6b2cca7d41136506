"""Who works at the counter, at which points, and as what."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import get_resolver
from django.views.decorators.cache import never_cache

from shop.forks.partner.models import Partner, PointMembership

Role = PointMembership.Role
#: Each may do what those before it may.
RANKS = [Role.SELLER, Role.KEEPER, Role.MANAGER]


def is_office(user) -> bool:
    """Whether somebody sees what all the points do."""
    return user.is_staff or user.is_superuser


def points_of(user) -> list[Partner]:
    """The points at which somebody works, by name, each with their `role`; all for the office, as manager."""
    if is_office(user):
        roles = [(point, Role.MANAGER) for point in Partner.objects.order_by("name")]
    else:
        memberships = user.memberships.select_related("partner").order_by("partner__name")
        roles = [(membership.partner, membership.role) for membership in memberships]
    for point, role in roles:
        point.role = role
    return [point for point, _role in roles]


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


def at_point(least: Role = Role.SELLER):
    """Lets in who works at the point of the address (`code`) as `least` or more, with it as `request.point`.

    Another's point is not there at all; a page of one's own point for a higher role says so.
    """

    def decorate(view):
        @for_counter_staff
        @wraps(view)
        def guarded(request, code, *args, **kwargs):
            request.point = _point(request.points, code)
            if not may(request.point, least):
                return for_another_role(request, least)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def for_another_role(request, least: Role):
    """The page for who works at `request.point`, but may not do this: it says whose work it is."""
    context = {"point": request.point, "points": request.points, "least": least}
    return render(request, "counter/not_your_role.html", context, status=403)


def may(point: Partner, least: Role) -> bool:
    """Whether the role at this point, of `points_of`, is `least` or more."""
    return RANKS.index(point.role) >= RANKS.index(least)


def chosen_point(request) -> Partner | None:
    """The one point asked for by its code (`?diem=`); None for all. Raises Http404 for any other code."""
    code = request.GET.get("diem", "")
    return _point(request.points, code) if code else None


def _point(points, code):
    for point in points:
        if point.code == code:
            return point
    raise Http404
