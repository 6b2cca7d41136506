"""/tai-khoan/dia-chi/: a person's own address book. An address of somebody else's is not there."""

from contextlib import contextmanager

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.places.models import Commune
from shop.forks.address.operations import (
    MOST_ADDRESSES,
    AddressGone,
    AddressKnown,
    BookFull,
    add_address,
    change_address,
    make_usual,
    remove_address,
)
from shop.forks.address.queries import address_of, addresses_of
from shop.freshness.caching import personal_page
from shop.storefront.account_forms import AddressForm, as_typed


@personal_page
@login_required
@require_safe
def index(request):
    """All of them, the usual one first."""
    addresses = list(addresses_of(request.user))
    context = {"addresses": addresses, "is_full": len(addresses) >= MOST_ADDRESSES}
    return render(request, "storefront/account_addresses.html", context)


@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """One more; begun with the person's own name and phone."""
    user = request.user
    known = {"name": user.get_full_name(), "phone": user.phone}
    form = AddressForm(request.POST or None, initial=known)
    return _answer(request, form, address=None)


@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Says it anew."""
    address = _own(request, pk)
    usual = {"is_usual": address.is_default_for_shipping}
    form = AddressForm(request.POST or None, initial=as_typed(address) | usual)
    return _answer(request, form, address)


@personal_page
@login_required
@require_POST
def remove(request, pk):
    """Out of the book."""
    with _found():
        remove_address(address=_own(request, pk))
    messages.success(request, _("The address is removed."))
    return redirect("account:addresses")


@personal_page
@login_required
@require_POST
def usual(request, pk):
    """Checkout begins with it from now on."""
    with _found():
        make_usual(address=_own(request, pk))
    messages.success(request, _("Checkout begins with this address from now on."))
    return redirect("account:addresses")


@contextmanager
def _found():
    """What was removed meanwhile is not there, as if it had been before."""
    try:
        yield
    except AddressGone as gone:
        raise Http404 from gone


def _own(request, pk):
    address = address_of(request.user, pk)
    if address is None:
        raise Http404
    return address


def _answer(request, form, address):
    if form.is_valid():
        try:
            _keep(request.user, form, address)
        except AddressKnown:
            form.add_error(None, _("This address is in your book already."))
        except BookFull:
            full = _("Your book is full (%(most)s). Remove an address first.")
            form.add_error(None, full % {"most": MOST_ADDRESSES})
        else:
            messages.success(request, _("The address is kept."))
            return redirect("account:addresses")
    communes = Commune.objects.values_list("name", flat=True)
    context = {"form": form, "address": address, "communes": communes}
    return render(request, "storefront/account_address.html", context, status=422 if form.is_bound else 200)


def _keep(user, form, address):
    wants_usual = form.cleaned_data["is_usual"]
    if address is None:
        add_address(user=user, entry=form.entry, is_usual=wants_usual)
    else:
        with _found():
            changed = change_address(address=address, entry=form.entry)
            if wants_usual:
                make_usual(address=changed)
