"""/tai-khoan/yeu-thich/: what a person wants to remember; product pages are cached and know nothing of it."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.accounts import wish_list
from shop.assortment.queries import offered, on_offer
from shop.freshness.caching import personal_page
from shop.storefront.basket import AddToBasket

#: In the session of who is not signed in yet: the product that is to be in the list afterwards.
WANTED = "wanted_product"


def _sent(view):
    """Only for what is sent; who comes back to the address, as after a sign-in, is shown the list."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.method == "POST" else redirect("wish-list:index")

    return answered


@personal_page
@_sent
def add(request, pk):
    """Into the list; who is not signed in is led to the sign-in and back, and then it is there."""
    product = on_offer(timezone.now()).filter(pk=pk).first()
    if product is None:
        raise Http404
    if request.user.is_authenticated:
        _remember(request, product)
    else:
        request.session[WANTED] = product.pk
    return redirect("wish-list:index")


@personal_page
@login_required
@require_safe
def index(request):
    """The list, the last one first. What was wanted before the sign-in is taken in now."""
    now = timezone.now()
    wanted = request.session.pop(WANTED, None)
    if wanted:
        for product in offered([wanted], now):
            _remember(request, product)
    remembered = wish_list.remembered(request.user)
    products = offered(remembered, now)
    context = {"products": products, "missing": len(remembered) - len(products)}
    return render(request, "storefront/wish_list.html", context)


@personal_page
@login_required
@_sent
def take_out(request, pk):
    """Out of the list."""
    wish_list.forget(user=request.user, product_id=pk)
    messages.success(request, _("Taken out of your favourites."))
    return redirect("wish-list:index")


@method_decorator([personal_page, login_required, _sent], name="dispatch")
class MoveToBasket(AddToBasket):
    """Into the basket, and out of the list if the basket took it."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        wish_list.forget(user=self.request.user, product_id=self.product.pk)
        return answer


def _remember(request, product):
    try:
        wish_list.remember(user=request.user, product=product)
    except wish_list.ListFull:
        full = _("Your favourites are full (%(most)s). Take something out first.")
        messages.error(request, full % {"most": wish_list.MOST_REMEMBERED})
    else:
        messages.success(request, _("Among your favourites: %(product)s") % {"product": product.title})
