"""/tai-khoan/cua-toi/ and what is beside it: a person's orders, and how we call them. Nobody else's, ever."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from oscar.apps.wishlists.models import Line as WishLine

from shop.accounts.places import is_staff
from shop.accounts.profile import change_profile
from shop.forks.address.queries import addresses_of
from shop.forks.basket.models import Line
from shop.freshness.caching import personal_page
from shop.fulfilment.queries import orders_of
from shop.storefront.account_forms import ProfileForm
from shop.storefront.paging import page_asked

ORDERS_PER_PAGE = 10
#: Orders on the account's first page.
LATEST = 3


@personal_page
@login_required
@require_safe
def index(request):
    """The account at a glance."""
    user = request.user
    context = {
        "orders": in_words(orders_of(user)[:LATEST]),
        "address": addresses_of(user).first(),
        "favourites": WishLine.objects.filter(wishlist__owner=user).count(),
        "put_aside": Line.objects.filter(basket__owner=user, basket__status="Saved").count(),
        "is_staff": is_staff(user),
    }
    return render(request, "storefront/account.html", context)


@personal_page
@login_required
@require_safe
def orders(request):
    """All orders of the account, page by page."""
    asked = request.GET.get("trang", "1")
    page, fault = page_asked(Paginator(orders_of(request.user), ORDERS_PER_PAGE), asked)
    context = {"page_obj": page, "orders": in_words(page.object_list), "fault": fault}
    return render(request, "storefront/account_orders.html", context)


def in_words(orders) -> list:
    """The orders, each with `states`: what its parcels have come to, each state named once."""
    orders = list(orders)
    for order in orders:
        order.states = list(dict.fromkeys(p.get_status_display() for p in order.fulfilments.all()))
    return orders


@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """Name, phone and the language of letters."""
    user = request.user
    known = {"name": user.get_full_name(), "phone": user.phone, "language": user.language}
    form = ProfileForm(request.POST or None, initial=known)
    if form.is_valid():
        change_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Your details are kept."))
        return redirect("account:index")
    context = {"form": form, "email": user.email}
    return render(request, "storefront/account_profile.html", context, status=422 if form.is_bound else 200)
