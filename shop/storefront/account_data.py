"""/tai-khoan/du-lieu/ and /tai-khoan/xoa/: one's data as a file, and the end of an account."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts import limits
from shop.accounts.forms import PasswordAgainForm
from shop.accounts.views import refused_until, too_many
from shop.freshness.caching import personal_page
from shop.fulfilment.keeping import own_orders_of
from shop.privacy.erasing import erase_account
from shop.privacy.exceptions import CannotEraseYet, WorksHere
from shop.privacy.exporting import as_json, export_of
from shop.privacy.obstacles import obstacles_of, works_here


@sensitive_post_parameters()
@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request):
    """All that is known of the person, as a file, once they have shown who they are."""
    user, now = request.user, timezone.now()
    form = PasswordAgainForm(request, request.POST or None)
    refusal = _too_often(request, limits.WRONG_PASSWORDS, limits.EXPORTS)
    if refusal:
        return refusal
    if not form.is_valid():
        return _asked_again(request, "storefront/account_export.html", form)
    limits.count(request, limits=limits.EXPORTS, email=user.email)
    response = HttpResponse(as_json(export_of(user=user, at=now)), content_type="application/json")
    day = timezone.localdate(now)
    response["Content-Disposition"] = f'attachment; filename="ocop-dien-bien-{day:%Y-%m-%d}.json"'
    return response


@sensitive_post_parameters()
@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request):
    """Says what goes and what stays; sent with the password, erases the account and ends every session."""
    user = request.user
    if works_here(user):
        return render(request, "storefront/account_of_staff.html", status=422)
    obstacles = obstacles_of(own_orders_of(user))
    if obstacles:
        return _not_yet(request, obstacles)
    refusal = _too_often(request, limits.WRONG_PASSWORDS)
    if refusal:
        return refusal
    form = PasswordAgainForm(request, request.POST or None)
    if not form.is_valid():
        return _asked_again(request, "storefront/account_erase.html", form)
    try:
        erase_account(user=user, at=timezone.now())
    except WorksHere:
        return render(request, "storefront/account_of_staff.html", status=422)
    except CannotEraseYet as refusal:
        return _not_yet(request, refusal.obstacles)
    logout(request)
    return redirect("account:erased")


@personal_page
@require_safe
def erased(request):
    """It is done; for whoever comes here."""
    return render(request, "storefront/account_erased.html")


def _too_often(request, *kinds):
    """The page that says to wait, for the kind that lasts longest; None where nothing was too often."""
    waits = {kind: refused_until(request, kind, request.user.email) for kind in kinds}
    waits = {kind: until for kind, until in waits.items() if until}
    if request.method != "POST" or not waits:
        return None
    kind = max(waits, key=waits.get)
    return too_many(request, waits[kind], is_about_passwords=kind is limits.WRONG_PASSWORDS)


def _asked_again(request, template, form):
    return render(request, template, {"form": form}, status=422 if form.is_bound else 200)


def _not_yet(request, obstacles):
    return render(request, "storefront/account_not_yet.html", {"obstacles": obstacles}, status=422)
