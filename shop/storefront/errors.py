"""What a person sees when a page cannot be given: in the shop's own look, with a way onward."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers

from shop.assortment.queries import public

#: As many as a form of ours may ask for at once.
MOST_AT_ONCE = 1_000


def bad_request(request, exception=None):
    """400: what was sent cannot be understood."""
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    """403: the page is there, but not for this person."""
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    """404: there is nothing at this address."""
    return render(request, "404.html", status=404)


def server_error(request):
    """500: a fault of ours. The template needs no request, so that no second fault can follow the first."""
    return HttpResponseServerError(loader.get_template("500.html").render())


def csrf_failure(request, reason=""):
    """403: a form without its token. Adding to basket or favourites is asked again, with the token this time.

    Visitors' pages carry no token, and browsers from before 2023 do not say where a form comes from
    (`shop.middleware.SameOriginCsrfMiddleware`); with one more tap they can buy, too.
    """
    product = _product_to_add(request)
    if request.resolver_match and request.resolver_match.view_name == "wish-list:add":
        response = render(request, "confirm_keep.html", status=403)
    elif product is None:
        response = render(request, "403_csrf.html", status=403)
    else:
        context = {
            "product": product,
            "variant": _variant(product, request.POST.get("child_id", "")),
            "quantity": _quantity(request.POST.get("quantity", "")),
        }
        response = render(request, "confirm_add.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _product_to_add(request):
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name != "basket:add":
        return None
    return public().filter(pk=match.kwargs["pk"]).first()


def _variant(product, typed):
    """The size that was chosen, where the product has several."""
    if not (product.is_parent and typed.isascii() and typed.isdigit() and len(typed) <= 18):
        return None
    return product.children.public().filter(pk=typed).first()


def _quantity(typed):
    """A whole number that a person may ask for; else one."""
    if typed.isascii() and typed.isdigit() and len(typed) <= 4 and 1 <= int(typed) <= MOST_AT_ONCE:
        return int(typed)
    return 1
